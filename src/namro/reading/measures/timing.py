"""When a figure was so, and what it is held against."""

from __future__ import annotations

import re

from namro.quantities.periods import Mention, Period, Stretch, is_same_period
from namro.reading.measures.cuing import Lead
from namro.reading.measures.figures import Figure
from namro.reading.measures.lexicon import Sort
from namro.reading.measures.passage import Memory, Passage, sets_period
from namro.reading.model import Aspect, Versus
from namro.text import Span

_PLAN = re.compile(
    r" ?(?:so (?:với )?|của )?(?:tổng |mức )?(?:kế hoạch|dự toán|chỉ tiêu|mục tiêu|kịch bản|nghị quyết"
    r"|kh\b|dt\b|vốn (?:được |đã )?giao|số vốn (?:được |đã )?giao)"
)
_SAME = re.compile(r"(?:so |bằng |với |gấp )?(?:với )?(?:thời điểm )?cùng (?:kỳ|thời điểm|giai đoạn)|so với cùng")
_YEAR = re.compile(
    r"so (?:với )?(?:thực hiện |mức |bình quân |cả |cuối |đầu )*năm (?P<y>(?:19|20)\d\d|trước|ngoái"
    r"|liền kề|qua)|(?:hơn|kém) năm (?P<prior>trước|ngoái)"
)
_OF_YEAR = re.compile(r" (?:so với |của |mức )?(?:cả )?năm (?P<y>(?:19|20)\d\d|trước|ngoái)(?!\d)")
_MONTH = re.compile(r"so (?:với )?tháng (?:trước|liền kề|\d)")
_QUARTER = re.compile(r"so (?:với )?quý (?:trước|liền kề|[ivx\d])")
_NATION = re.compile(
    r"(?:so với|cao hơn|thấp hơn|bằng|hơn) (?:mức )?(?:bình quân|trung bình|mặt bằng)? ?(?:chung )?(?:của )?cả nước"
)
_AGAINST_PLAN = re.compile(r"so (?:với )?(?:tổng |mức )?(?:dự toán|kế hoạch|mục tiêu|chỉ tiêu)")
_STOP = re.compile(r"[;)|]|, |\. |(?<!\w)(?:và|trong đó|nhưng|còn)(?!\w)|\(")
_PLAN_YEAR = re.compile(r"%[^,;.%]*(?:kế hoạch|dự toán|mục tiêu|chỉ tiêu)[^,;.%]*$")
_RIGHT_AFTER = re.compile(r" (?:trong |vào |đến |tới |của )?(?:hết |cuối |cả )?")
_ITS_OWN = re.compile(r" của (?:cùng kỳ )?")
_HELD_AGAINST = re.compile(r"(?:so|với|bằng|hơn|gấp|của|là) (?:với )?(?:thời điểm )?cùng kỳ")
_OPENS_COMPARING = re.compile(r"\W*so (?:với )?[^,;]*")
_REACH = 90
_PLAN_REACH = 90


def share_of_plan(figure: Figure, tail: str) -> bool:
    """Whether a percentage is of a plan: "41,2% kế hoạch"."""
    return figure.sort is Sort.PERCENT and _PLAN.match(tail) is not None


def period_of(
    passage: Passage, memory: Memory, figure: Figure, lead: Lead, segment: Span, following: int, bracket: Span | None
) -> Period | None:
    """The period of a figure: its bracket's, clause's, next words', sentence's, list's, or the last spoken of."""
    sentence, lower = passage.sentence, passage.lower
    inside = passage.periods_in(sentence.start, sentence.end)
    if bracket:
        own = [m for m in inside if bracket.start <= m.start < figure.start]
        own = own or [m for m in inside if m.compared and 0 <= bracket.start - m.end <= 1]
        if own:
            return _subject(own[-1], memory)
    outside = [m for m in inside if m.start < figure.start and passage.bracket(m.start) is None]
    clause = lower.rfind(";", sentence.start, figure.start)
    same_clause = [m for m in outside if m.start > clause]
    ahead = [m for m in inside if figure.end <= m.start < following and m.start - figure.end < _REACH]
    ahead = [m for m in ahead if not _base_of_comparison(figure, lead, m, same_clause, memory)]
    if ahead:
        if _ITS_OWN.fullmatch(lower, figure.end, ahead[0].start) and ahead[0].stretch is Stretch.YEAR:
            return _subject(ahead[0], memory)
        if _RIGHT_AFTER.fullmatch(lower, figure.end, ahead[0].start) and not ahead[0].compared and not ahead[0].edge:
            return ahead[0].period
    for mention in reversed(same_clause):
        if mention.stretch is Stretch.DAY or mention.edge or _of_plan(passage, mention):
            continue
        if not mention.compared:
            if _spent(passage, memory, mention):
                continue
            return mention.period
        if mention.start >= segment.start and is_same_period(lower, mention) and not _held_against(lower, mention):
            return _subject(mention, memory)
    for mention in ahead:
        gap = lower[figure.end : mention.start]
        if ";" in gap or ". " in gap or "(" in gap or not sets_period(mention):
            continue
        if not same_clause or mention.horizon:
            return mention.period
    for mention in reversed(outside):
        if sets_period(mention) and not _of_plan(passage, mention) and not _spent(passage, memory, mention):
            return mention.period
    return memory.governing or memory.period


def first_period_in(passage: Passage, start: int, end: int) -> Period | None:
    """Where nothing before says when, the first period of the rest of the paragraph."""
    for mention in passage.periods_in(start, end):
        if sets_period(mention) and not mention.horizon:
            return mention.period
    return None


def versus_of(
    passage: Passage,
    figure: Figure,
    lead: Lead,
    segment: Span,
    tail: str,
    aspect: Aspect,
    current: int | None,
) -> Versus | None:
    """What a figure is held against, in the words right after it or right before it; `current` is its own year."""
    if share_of_plan(figure, tail):
        return Versus.PLAN
    if figure.sort is Sort.RANK or (figure.sort in (Sort.COUNT, Sort.MONEY) and aspect is Aspect.LEVEL):
        return None
    stop = _STOP.search(tail)
    own = tail[: stop.start()] if stop else tail
    found = _compared_in(own, current)
    if found is None and (lead.share or figure.sort is Sort.TIMES) and (of := _OF_YEAR.match(own)):
        found = _year_before(of["y"], current)
    if found is None:
        words = passage.lower[passage.piece(segment).start : figure.start]
        if "so với" in words or "so cùng" in words or "năm trước" in words:
            found = _compared_in(words, current)
    if found is None:
        clause = passage.lower.rfind(";", passage.sentence.start, figure.start) + 1 or passage.sentence.start
        opening = _OPENS_COMPARING.match(passage.lower, clause, figure.start)
        found = _compared_in(opening.group(), current) if opening else None
    return found


def _compared_in(words: str, current: int | None) -> Versus | None:
    if _SAME.search(words):
        return Versus.SAME_PERIOD
    if year := _YEAR.search(words):
        return _year_before(year["y"] or year["prior"], current)
    for pattern, versus in (
        (_MONTH, Versus.PREVIOUS_MONTH),
        (_QUARTER, Versus.PREVIOUS_QUARTER),
        (_NATION, Versus.NATION),
        (_AGAINST_PLAN, Versus.PLAN),
    ):
        if pattern.search(words):
            return versus
    return None


def _year_before(named: str, current: int | None) -> Versus | None:
    if not named.isdigit():
        return Versus.PREVIOUS_YEAR
    return Versus.PREVIOUS_YEAR if current is not None and int(named) == current - 1 else None


def _subject(mention: Mention, memory: Memory) -> Period | None:
    """The period of "cùng kỳ năm 2019": the stretch spoken of, in that year."""
    if mention.period and mention.stretch is Stretch.YEAR and mention.compared and memory.period:
        return memory.period.in_year(mention.period.start.year)
    return mention.period


def _base_of_comparison(
    figure: Figure, lead: Lead, mention: Mention, same_clause: list[Mention], memory: Memory
) -> bool:
    """Whether an earlier year after a multiple or a share is what it is reckoned from: "gấp 1,5 lần năm 2021"."""
    if mention.stretch is not Stretch.YEAR or not (figure.sort is Sort.TIMES or lead.share) or mention.period is None:
        return False
    spoken = next((m.period for m in reversed(same_clause) if sets_period(m)), memory.period)
    return spoken is not None and mention.period.start.year < spoken.start.year


def _of_plan(passage: Passage, mention: Mention) -> bool:
    """Whether a year only tells which plan a share is of: "59,2% dự toán năm 2024"."""
    before = passage.lower[max(passage.sentence.start, mention.start - _PLAN_REACH) : mention.start]
    return _PLAN_YEAR.search(before) is not None


def _spent(passage: Passage, memory: Memory, mention: Mention) -> bool:
    """Whether a year stood right behind an earlier multiple or share and was only its base."""
    last = memory.last
    if last is None or mention.stretch is not Stretch.YEAR or mention.start < last.span.end or mention.period is None:
        return False
    near = passage.lower[last.span.end : mention.start] in (" ", " của ", " so với ")
    earlier = memory.period is not None and mention.period.start.year < memory.period.start.year
    return near and earlier and (last.unit == "times" or last.versus is not None)


def _held_against(lower: str, mention: Mention) -> bool:
    return _HELD_AGAINST.search(lower[max(0, mention.start - 24) : mention.start]) is not None
