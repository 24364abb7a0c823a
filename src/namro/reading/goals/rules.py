"""Goals: a state to be reached by a horizon ("trở thành đô thị loại I vào năm 2030").

A clause is a goal where it names a horizon and says what is to be by then: after words of striving, of becoming, or, in
a section of objectives, with the value to be reached. Does not decide whether the goal is met, and leaves out what was
learnt or achieved, titles of documents ("Chiến lược … đến năm 2030"), spans ("giai đoạn 2021 - 2030") and deadlines of
work ("trước ngày 30/11/2025").
"""

from __future__ import annotations

import re
from bisect import bisect_right

from namro.reading.model import Goal, Role, Section
from namro.reading.references.days import DAY, day_of
from namro.reading.scan import Scan
from namro.text import Span

_HORIZON = re.compile(
    rf"""
    (?<!\w)
    (?: (?:đến|vào|tới)\s(?:hết\s|cuối\s|khoảng\s)?(?:cuối\s)?năm\s(?P<year>20\d\d)
      | từ\snăm\s(?P<onward>20\d\d)\strở\sđi
      | (?:đến|vào)\s(?:hết\s)?ngày\s{DAY.replace("<year>", "<in_year>")}
      | (?P<struggle>phấn\sđấu,?\s(?:trong\s)?năm\s(?P<that_year>20\d\d)) )
    (?!\s?[-–]\s?20\d\d|\d)
    """,
    re.VERBOSE,
)
_STRIVES = re.compile(r"(?<!\w)(?:phấn đấu|mục tiêu|hướng tới|khát vọng|quyết tâm|tầm nhìn|cần sớm)(?!\w)")
_BECOMES = re.compile(
    r"(?<!\w)(?:trở thành|là một trong (?:những|các)|thuộc nhóm|nằm trong nhóm|vào nhóm|đạt vị thế|đạt trình độ)(?!\w)"
)
_VALUE = re.compile(
    r"(?<!\w)(?:đạt|có|giảm|tăng|hoàn thành|còn|chiếm|phổ cập|phủ|được)\s|\d+\s?%|(?<!\w)(?:cơ bản|toàn bộ|100)(?!\w)"
)
# A document or a span named for its last year, and work that is only due then.
_TITLE = re.compile(
    r"(?:chiến lược|quy hoạch|chương trình|đề án|kế hoạch|nghị quyết|quyết định|đề cương|dự án)\s[^;:.]{0,200}$"
)
_OPENS_TITLE = re.compile(
    r"(?:giai đoạn|thời kỳ|nhiệm kỳ)\s20\d\d\s?[-–]\s?20\d\d[^;:.]{0,60}$"
    r"|(?:phê duyệt|ban hành|về việc)\s[^;:.]{0,200}$"
)
_LABEL = re.compile(
    r"^\W*(?:(?:chỉ tiêu|mục tiêu)\s\d{1,2}\s?[:.]|(?:\d{1,2}(?:\.\d{1,2})*|[ivx]{1,4}|[a-zđ])[.)]|[-–+•])?\s*"
)
_LEADS_IN = re.compile(r"(?:phấn đấu|mục tiêu|hướng tới|chỉ tiêu|bảo đảm|đảm bảo|để)[\s:,]*(?:đến\s)?$")
_NOT_GOALS = (Role.LESSONS, Role.RESULTS, Role.LIMITATIONS)
_LOOK = 400
_BREAK = re.compile(r"[;\n]|\.(?=\s|$)")


def find_goals(scan: Scan, sections: list[Section]) -> list[Goal]:
    """The goals in order; `sections` are those of the same scan."""
    starts = [section.span.start for section in sections]
    found: list[Goal] = []
    for match in _HORIZON.finditer(scan.lower):
        at = bisect_right(starts, match.start()) - 1
        role = sections[at].role if at >= 0 and match.start() < sections[at].span.end else Role.OTHER
        if role in _NOT_GOALS:
            continue
        clause = _clause(scan, match)
        goal = _goal(scan, match, clause, role)
        if goal is not None and not (found and found[-1].span.overlaps(goal.span)):
            found.append(goal)
    return found


def _clause(scan: Scan, match: re.Match[str]) -> Span:
    """The stretch around a horizon between semicolons and full stops."""
    low = max(0, match.start() - _LOOK)
    start = low
    for stop in _BREAK.finditer(scan.lower, low, match.start()):
        start = stop.end()
    end = _BREAK.search(scan.lower, match.end(), match.end() + _LOOK)
    return Span(start, end.start() if end else min(len(scan.lower), match.end() + _LOOK))


def _goal(scan: Scan, match: re.Match[str], clause: Span, role: Role) -> Goal | None:
    before = scan.lower[clause.start : match.start()]
    after = scan.lower[match.end() : clause.end]
    strives = bool(_STRIVES.search(before[-160:])) or bool(match["struggle"])
    if _OPENS_TITLE.search(before) or (_TITLE.search(before) and not strives and not _BECOMES.search(before)):
        return None
    becomes = None
    for nearest in _BECOMES.finditer(before):
        becomes = nearest
    if becomes is not None:
        return _made(scan, Span(clause.start + becomes.start(), match.end()), match, "becomes")
    label = _LABEL.match(scan.lower[clause.start : clause.end])
    own = clause.start + (label.end() if label else 0)
    leads_in = _LEADS_IN.search(before)
    first = match.start() <= own or leads_in is not None
    if first and (_BECOMES.search(after[:80]) or ((strives or role is Role.OBJECTIVES) and _VALUE.search(after))):
        return _made(scan, Span(match.start(), clause.end), match, "by-then")
    if role is Role.OBJECTIVES and not first and _VALUE.search(before):
        return _made(scan, Span(own, match.end()), match, "objective")
    if strives and not first and (said := _STRIVES.search(before)) and _VALUE.search(before[said.end() :]):
        start = clause.start + said.end()
        return _made(scan, Span(start, match.end()), match, "strives")
    return None


def _made(scan: Scan, span: Span, match: re.Match[str], rule: str) -> Goal:
    text = span.of(scan.text)
    lead = len(text) - len(text.lstrip(" ,:–-"))
    tail = len(text) - len(text.rstrip(" ,:–-"))
    day = day_of_horizon(match)
    return Goal(span=Span(span.start + lead, span.end - tail), rule=rule, horizon=day)


def day_of_horizon(match: re.Match[str]) -> str | None:
    """The year or ISO day a horizon names; None where it only begins then ("từ năm 2025 trở đi")."""
    if year := match["year"] or match["that_year"]:
        return str(year)
    if match["onward"]:
        return None
    day = day_of(match, "in_year")
    return day.isoformat() if day else None
