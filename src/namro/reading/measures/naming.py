"""What a figure measures: the indicator its words name, or the one the figure before it was of."""

from __future__ import annotations

import re
from collections.abc import Sequence

from namro.reading.measures.figures import Figure
from namro.reading.measures.lexicon import Named, Sort, sorts_of
from namro.reading.measures.passage import Memory, Passage
from namro.reading.model import Aspect
from namro.text import Hit, Span

_LIST_MARK = re.compile(r"^\s*(?:\d{1,2}(?:\.\d{1,2})*|[a-zđ]|[ivx]{1,5})[.)]\s")
_VERB = re.compile(
    r"(?<!\w)(?:tăng|giảm|đạt|có|là|được|đã|tiếp tục|phấn đấu|hoàn thành|triển khai|ước|chiếm|còn)(?!\w)"
)
_MARK = re.compile(r"[,;.()]")
_REACH = 45  # how far behind a figure its name may begin: "3.000 km đường bộ cao tốc"


def name_figure(
    passage: Passage,
    memory: Memory,
    figure: Figure,
    segment: Span,
    following: int,
    *,
    turned: bool,
    public_investment: bool,
) -> tuple[str | None, str | None, bool]:
    """The indicator's code, the words that name it, and whether the words say anything of their own.

    `segment` runs from the figure before to the words that lead this one in; `following` is where the next one begins;
    `turned` tells that its verb says it rose or fell.
    """
    piece = passage.piece(segment)
    says = passage.says(piece)
    before = [h for h in passage.named_in(segment.start, segment.end) if h.end <= segment.end + 1]
    after = _after(passage, figure, following)
    # A name in the piece right before the figure speaks for it; one further left only when the piece says nothing new.
    own = [h for h in before if h.start >= piece.start]
    words = _LIST_MARK.sub("", passage.lower[piece.start : piece.end])
    label = words.strip(" ,;:|(-–+") or None if says or own else None
    if figure.sort is Sort.COUNT and after:
        return after[-1].value.code, label, says
    if figure.sort is Sort.MONEY and after and after[0].start <= figure.end + 1 and not own:
        return _settled(after[0].value.code, figure, public_investment), label, says
    earlier = before if not says or _same_subject(passage, memory, before, piece) else []
    for hits in (own, earlier if not own else []):
        for hit in reversed(hits):
            if hit.value.code is None:
                return None, label, says
            if hit.value.fits(figure.sort, figure.unit):
                return _settled(hit.value.code, figure, public_investment), label, says
        if hits is own and hits and figure.sort not in (Sort.COUNT, Sort.MONEY):
            return None, label, says
    if after and figure.sort is not Sort.PERCENT and (not says or figure.sort is not Sort.MONEY):
        return _settled(after[0].value.code, figure, public_investment), label, says
    company = _by_company(memory, figure, label, says=says)
    # The first figure of a sentence that has a subject of its own is of what was spoken of before only when it says, in
    # the same paragraph, how that grew elsewhere: "…; một số nơi còn chậm: Sơn La tăng 5,59%".
    goes_on = memory.last is not None or (turned and memory.same_block and memory.aspect is Aspect.CHANGE)
    if says or company or (not goes_on and passage.says(segment)):
        return company, label, says
    return (memory.indicator if _inherits(memory, figure) else None), label, says


def _same_subject(passage: Passage, memory: Memory, before: Sequence[Hit[Named]], piece: Span) -> bool:
    """Whether a name further left is still the subject: "tỷ lệ thu gom … bảo đảm tiêu chuẩn, quy chuẩn đạt 95%"."""
    if not before or memory.last is not None:
        return False
    between = passage.lower[before[-1].end : piece.end]
    return ";" not in between and ":" not in between and _VERB.search(between) is None


def _after(passage: Passage, figure: Figure, following: int) -> list[Hit[Named]]:
    """Names that begin in the figure's own noun or right after it, before the next mark."""
    noun = figure.end - len(figure.unit) if figure.sort is Sort.COUNT else figure.end
    stop = min(following, figure.end + _REACH)
    mark = _MARK.search(passage.lower, figure.end, stop)
    stop = mark.start() if mark else stop
    limit = stop if figure.sort in (Sort.COUNT, Sort.LENGTH) else noun + 2
    return [
        h
        for h in passage.named_in(noun, stop)
        if h.value.code and h.value.fits(figure.sort, figure.unit) and h.start <= limit
    ]


def _settled(code: str | None, figure: Figure, public_investment: bool) -> str | None:
    """A code, mended by what the figure can be."""
    if code == "public-investment-disbursement" and not public_investment:
        return None  # credit and aid are disbursed too
    if code == "registered-capital" and figure.unit == "USD":
        return "fdi"  # domestic enterprises register capital in đồng
    if code == "grdp-per-capita" and figure.sort is Sort.PERCENT:
        return "grdp"
    return code


def _by_company(memory: Memory, figure: Figure, label: str | None, *, says: bool) -> str | None:
    """Projects and capital counted in a paragraph about foreign investment."""
    if not memory.foreign:
        return None
    if figure.sort is Sort.COUNT and figure.unit.lower().startswith("dự án"):
        return "fdi-projects"
    if figure.sort is Sort.MONEY and figure.unit == "USD" and (not says or (label and "vốn" in label)):
        return "fdi"
    return None


def _inherits(memory: Memory, figure: Figure) -> bool:
    """Whether a figure without words of its own can be of the indicator spoken of before."""
    if memory.indicator is None:
        return False
    if figure.sort in (Sort.PERCENT, Sort.RANK, Sort.TIMES, Sort.POINTS):
        return True
    if figure.sort is Sort.COUNT:
        return figure.unit.lower() in ("điểm", "bậc") and "rank" in sorts_of(memory.indicator)
    return figure.sort in sorts_of(memory.indicator)


__all__ = ["Named", "name_figure"]
