"""What a figure says of its indicator: how exactly, in what respect, and whether it happened or is wanted."""

from __future__ import annotations

import re
from datetime import date

from namro.quantities.periods import Period
from namro.reading.measures.cuing import Lead
from namro.reading.measures.figures import Figure
from namro.reading.measures.lexicon import Sort
from namro.reading.measures.passage import Memory, Passage
from namro.reading.model import Aspect, Bound, Modality, Role
from namro.text import Span

_OR_MORE = re.compile(r" ?(?:trở lên|trở đi|hoặc hơn)")
_OR_LESS = re.compile(r" ?trở xuống")
_TARGET = re.compile(
    r"phấn đấu|m[ụu]c tiêu|chỉ tiêu|chi tiêu (?:phát triển|kinh tế|chủ yếu|\d)|hướng tới|quyết tâm"
    r"|phải đạt|cần đạt|yêu cầu"
    r"|đề nghị|nhằm đạt|để đạt|thúc đẩy tăng trưởng|bảo đảm đạt|đảm bảo đạt|đặt ra|nhiệm vụ đến|tầm nhìn|được giao tăng"
)
# The target is what a figure is held against, or part of a name.
_OF_TARGET = re.compile(
    r"(?:%|so với|bằng|vượt)(?: so với| các| những| toàn bộ)* (?:mục tiêu|chỉ tiêu)(?! chính phủ)"
    r"|mục tiêu quốc gia|chương trình mục tiêu"
)
_DONE = re.compile(
    r"(?<!\w)(?:đã|đến nay|hiện nay|(?<!thực )(?<!thể )hiện|vừa qua|thực hiện được|hoàn thành được|kết quả"
    r"|mới đạt|mới chỉ|(?<!chứng )chỉ đạt)(?!\w)"
)
_NEAR = 45
_CLAUSE = 400  # characters before a figure in which its clause says that something is done
GROWTH = re.compile(r"tốc độ tăng|tăng trưởng|mức tăng|tốc độ phát triển|đà tăng|nhịp độ tăng|chỉ số giá")
_SHARE = re.compile(
    r"tỷ lệ|tỷ trọng|tỉ lệ|tỉ trọng|chiếm|tiến độ|khối lượng|lấp đầy|độ che phủ|cơ cấu|phủ sóng|công suất"
)
_GROWING = frozenset(
    {
        "grdp", "gdp", "iip", "agriculture", "industry-construction", "services", "retail-sales", "exports", "imports",
        "trade-turnover", "cpi", "credit", "deposits", "labour-productivity", "total-investment", "budget-revenue",
    }
)  # fmt: skip
_TURNED = re.compile(
    r"(?<!\w)(?<!tốc độ )(?<!mức )(?P<verb>giảm|cắt giảm|hạ|tăng) (?!trưởng|cường|lên|thêm)[^,;]{3,60}$"
)
# The base of the comparison may stand between the verb and the figure: "thấp hơn năm trước 1,67 điểm phần trăm".
_HELD = re.compile(
    r"(?<!\w)(?P<verb>thấp hơn|cao hơn|kém|giảm|tăng) (?:so với |so )?(?:mức )?(?:bình quân|trung bình"
    r"|cùng kỳ|năm|tháng|quý|cả nước|kế hoạch|vùng)[^,;.]*$"
)
_COMPARES = re.compile(r"(?<!\w)(?:thấp hơn|cao hơn|kém|(?<!mức )(?<!tốc độ )(?:giảm|tăng))(?!\w)")
_HELD_REACH = 90
_VERB = re.compile(r"(?<!\w)(?:tăng|giảm|đạt|có|là|được|đã|hoàn thành|ước|chiếm|còn)(?!\w)")


def bound_of(figure: Figure, lead: Lead, tail: str, *, reckoned_first: bool) -> Bound:
    """How exactly a figure is stated; `reckoned_first` where it is the first after "ước"."""
    if figure.upper:
        return Bound.AT_MOST
    if _OR_MORE.match(tail):
        return Bound.AT_LEAST
    if _OR_LESS.match(tail):
        return Bound.AT_MOST
    if lead.bound is not None:
        return lead.bound
    return Bound.ABOUT if reckoned_first and figure.sort is not Sort.RANK else Bound.EXACT


def direction_of(passage: Passage, figure: Figure, lead: Lead, segment: Span, tail: str) -> int:
    """+1 for a rise by the figure, -1 for a fall, 0 where the figure is no change.

    "Tăng từ 157 lên 165" rises from a level and to one; "giảm lãi suất cho vay 2%" has its verb before what falls.
    """
    if lead.arrival or (lead.since and figure.high is None and not _OR_MORE.match(tail)):
        return 0
    if lead.direction or figure.sort not in (Sort.PERCENT, Sort.POINTS) or (lead.verb and figure.sort is Sort.PERCENT):
        return lead.direction
    piece = passage.piece(segment)
    words = passage.lower[piece.start : piece.end]
    if held := _HELD.search(words):
        return -1 if held["verb"] in ("thấp hơn", "kém", "giảm") else 1
    if figure.sort is Sort.POINTS:
        near = passage.lower[max(passage.sentence.start, figure.start - _HELD_REACH) : figure.start]
        compared = [m.group() for m in _COMPARES.finditer(near)]
        return 0 if not compared else -1 if compared[-1] in ("thấp hơn", "kém", "giảm") else 1
    turned = _TURNED.search(words)
    if not turned or _VERB.search(words, turned.end("verb")):
        return 0
    return -1 if turned["verb"].endswith(("giảm", "hạ")) else 1


def aspect_of(
    passage: Passage,
    memory: Memory,
    figure: Figure,
    lead: Lead,
    segment: Span,
    indicator: str | None,
    direction: int,
    *,
    plan: bool,
    says: bool,
) -> Aspect:
    """Level, change, share or rank."""
    match figure.sort:
        case Sort.RANK:
            return Aspect.RANK
        case Sort.TIMES | Sort.POINTS:
            return Aspect.LEVEL if lead.arrival else Aspect.CHANGE
        case Sort.PERCENT:
            pass
        case _:
            return Aspect.CHANGE if direction else Aspect.LEVEL
    if direction or passage.lower[figure.start] in "+-−":
        return Aspect.CHANGE
    words = passage.lower[segment.start : segment.end]
    if plan or lead.arrival or (lead.share and not GROWTH.search(words)):
        return Aspect.SHARE
    if figure.per == "năm" and "lãi suất" in words:
        return Aspect.LEVEL
    if GROWTH.search(words):
        return Aspect.CHANGE
    if _SHARE.search(words):
        return Aspect.SHARE
    if indicator in _GROWING:
        return Aspect.CHANGE
    if not says and memory.last and memory.aspect in (Aspect.CHANGE, Aspect.SHARE):
        return memory.aspect
    return Aspect.SHARE


def modality_of(
    passage: Passage,
    memory: Memory,
    figure: Figure,
    lead: Lead,
    bracket: Span | None,
    period: Period | None,
    *,
    plan: bool,
    day: date | None,
    year: int | None,
    planned: bool,
) -> Modality:
    """Actual, estimated or wanted; a time that has run out by the document's day is not wanted.

    `planned`: the document is a plan, where shares and limits are wanted unless a section says what was.
    """
    lower, sentence = passage.lower, passage.sentence
    clause = max(lower.rfind(";", sentence.start, figure.start), bracket.start if bracket else sentence.start)
    near = lower[max(clause, figure.start - _CLAUSE) : figure.start]
    if bracket and _DONE.search(near):
        return Modality.ACTUAL
    if lead.estimate:
        return Modality.ESTIMATE
    past = period is not None and year is not None and period.end.year < year
    wanted = passage.target_from(targets_from) <= figure.start
    if wanted and not past and not _DONE.search(near[max(0, len(near) - _NEAR) :]):
        return Modality.TARGET
    if bracket is None and memory.estimate and not past:
        return Modality.ESTIMATE
    if lead.reckoned:
        return Modality.ESTIMATE
    over = past or (period is not None and day is not None and period.end <= day)
    if over or _DONE.search(near):
        return Modality.ACTUAL
    if memory.target or _ahead(passage, year):
        return Modality.TARGET
    role = passage.role_at(figure.start)
    if role is Role.OBJECTIVES:
        return Modality.TARGET
    if role in (Role.RESULTS, Role.LIMITATIONS, Role.CONTEXT):
        return Modality.ACTUAL
    limit = lead.bound in (Bound.AT_LEAST, Bound.AT_MOST)
    asked = limit or plan or figure.sort in (Sort.PERCENT, Sort.POINTS)
    if asked and (limit or planned or role in (Role.TASKS, Role.ORIENTATIONS)):
        return Modality.TARGET
    return Modality.ACTUAL


def targets_from(words: str) -> int | None:
    """Where the first word that sets a target ends; None where none does."""
    masked = _OF_TARGET.sub(lambda m: "_" * len(m.group()), words)
    found = _TARGET.search(masked)
    return found.end() if found else None


def sets_targets(words: str) -> bool:
    """Whether words that govern a list set targets."""
    return targets_from(words) is not None


def _ahead(passage: Passage, year: int | None) -> bool:
    """Whether the sentence speaks of a year that lies ahead of the document."""
    if year is None:
        return False
    return any(
        m.horizon and m.period and m.period.end.year > year and not m.compared
        for m in passage.periods_in(passage.sentence.start, passage.sentence.end)
    )
