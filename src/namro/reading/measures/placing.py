"""Where a figure is of: the place its sentence is about, its paragraph's, the document's."""

from __future__ import annotations

import re

from namro.places import NATION_NAME, PlaceMention
from namro.reading.measures.figures import Figure
from namro.reading.measures.lexicon import Sort
from namro.reading.measures.passage import Memory, Passage
from namro.text import Span

_NOT_TOPIC = re.compile(
    r"(?:với|qua|từ|đến|tới|giáp|giữa|sang|bằng|hơn|nhất|đầu|về|như|sau|thứ \d+|đứng thứ|\d) $|(?:–|-) $"
)
_NATION_TOPIC = re.compile(r"(?:^|[,;:(.] ?|trong đó |của |bình quân |bình quân chung |chung |toàn |gdp |tại )$")
_NATION_VERB = re.compile(
    r" (?:đã |chỉ |mới |cũng )?(?:có|đạt|tăng|giảm|ước|là|chỉ|mới|thực hiện|giải ngân|thu|xuất)(?!\w)"
)
_AVERAGE = re.compile(r"(?:bình quân|trung bình|mặt bằng|so với|hơn)(?: chung)?(?: của)? $")
_OWN_AFTER = re.compile(r"[^,;.()]{0,24}?của (?P<who>cả nước|toàn quốc|tỉnh|thành phố)(?!\w)")
_NATIONAL = re.compile(r"(?:chỉ số|mức|bình quân) quốc gia ?$")
_LOCALITIES = ("địa phương", "tỉnh")
_REACH = 30


def place_of(passage: Passage, memory: Memory, figure: Figure, bracket: Span | None, home: str | None) -> str | None:
    """The short name of the place a figure is of; `home` is the document's."""
    lower, sentence = passage.lower, passage.sentence
    if own := _OWN_AFTER.match(lower, figure.end, sentence.end):
        return NATION_NAME if own["who"] in ("cả nước", "toàn quốc") else home
    if bracket:
        inside = [m for m in passage.places_in(bracket.start, figure.start) if m.kind != "region"]
        if inside:
            return inside[-1].name
        before = [m for m in passage.places_in(sentence.start, bracket.start) if bracket.start - m.end <= 2]
        if before and before[-1].kind != "region":
            return before[-1].name
        if _NATIONAL.search(lower, max(sentence.start, bracket.start - _REACH), bracket.start):
            return NATION_NAME
    if figure.sort is Sort.COUNT and figure.unit.lower().startswith(_LOCALITIES):
        return home
    for mention in reversed(passage.places_in(sentence.start, figure.start)):
        if passage.bracket(mention.start) is None and _is_topic(passage, mention, home):
            if _listed(passage, mention):  # "tại các tỉnh Đắk Lắk, Gia Lai và Lâm Đồng": a sum over several
                return home if mention.name == home else None
            if mention.kind != "nation":
                memory.topic = mention.name
            return mention.name
    return memory.topic or home


def _listed(passage: Passage, mention: PlaceMention) -> bool:
    """Whether a place ends a list of places."""
    before = passage.places_in(max(passage.sentence.start, mention.start - 2 * _REACH), mention.start)
    return bool(before) and passage.lower[before[-1].end : mention.start] in (", ", " và ", ", và ")


def _is_topic(passage: Passage, mention: PlaceMention, home: str | None) -> bool:
    """Whether a place named before a figure is what the figure is about."""
    lower = passage.lower
    before = lower[max(passage.sentence.start, mention.start - _REACH) : mention.start]
    if mention.kind == "region" or (_NOT_TOPIC.search(before) and not mention.explicit):
        return False
    if mention.kind == "nation":
        if _AVERAGE.search(before):
            return False
        verb = _NATION_VERB.match(lower, mention.end) is not None
        return verb or (_NATION_TOPIC.search(before) is not None and home in (None, NATION_NAME))
    return True
