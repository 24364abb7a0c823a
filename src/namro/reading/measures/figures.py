"""Figures: which numbers of a text are quantities, and how much of what they state.

A number is a figure by what follows it (a unit, a scale, something that is counted) and by what stands before it (not
"Điều", not "Nghị quyết"). Dates, periods, document numbers, list marks, lengths of time and counts that only introduce
a list are none. Does not decide what a figure says.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from namro.quantities.amounts import Amount, is_money, read_amount
from namro.quantities.numbers import NUMBER, number_style, read_number
from namro.quantities.ranks import RankMention
from namro.reading.measures.lexicon import Sort, counted, sort_of
from namro.reading.scan import Scan
from namro.text import Span


@dataclass(frozen=True, slots=True)
class Figure:
    """A quantity at `[start, end)` of normal text; `value` is unsigned unless a sign is written."""

    start: int
    end: int
    value: Decimal
    high: Decimal | None
    unit: str
    sort: Sort
    rank_of: int | None = None
    whole: bool = False  # a done/total ratio such as "616/898 dự án"
    upper: bool = False  # a band such as "nhóm 3 tỉnh"
    per: str | None = None


_NUMBER = re.compile(NUMBER)  # begins with a figure and nothing else, so the search leaps from figure to figure
_NO_NUMBER_BEFORE = frozenset("_.,/")
_RATIO = re.compile(rf"/\s?(?P<of>{NUMBER})(?![\w/])")
_HALF_RATIO = re.compile(rf"[ ]?(?:tỷ|tỉ|triệu|nghìn)[ ]?/[ ]?{NUMBER}")
_MULTIPLE = re.compile(r"gấp (?P<k>đôi|rưỡi|ba|bốn|năm|mười)(?: lần)?(?!\w)")
_MULTIPLES = {"đôi": "2", "rưỡi": "1.5", "ba": "3", "bốn": "4", "năm": "5", "mười": "10"}
_TIMES_CUE = re.compile(
    r"(?:gấp|tăng|giảm|bằng|còn|hơn|gần|khoảng|trên|cao|lớn|nhiều|đạt)(?: (?:gấp|hơn|gần|khoảng|trên|tới|đến))* $"
)
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_JOINT = re.compile(r"(?:, |/| và |, và )(?=\w)")
_MONEY_WORDS = re.compile(
    r"vốn|tiền|kinh phí|thu |chi |hỗ trợ|lương|ngân sách|doanh thu|giá trị|kim ngạch|đầu tư|dự toán|nợ|thuế|mức"
)
_ADDRESSEE = re.compile(r"(?:ubnd|nhân dân|chủ tịch|bí thư|lãnh đạo|điểm cầu|giám đốc|đại diện) $")
_THOUSAND = Decimal(1000)
_BILLION = Decimal(10**9)
_LOOK = 40


def find_figures(scan: Scan, ranks: Iterable[RankMention], taken: Iterable[Span]) -> list[Figure]:
    """Every quantity of a scan in order, none of them inside a stretch already `taken` by a date or a reference."""
    return list(_Finder(scan, ranks, taken).run())


class _Finder:
    def __init__(self, scan: Scan, ranks: Iterable[RankMention], taken: Iterable[Span]) -> None:
        self.scan = scan
        self.ranks = ranks
        self.text = scan.text
        self.lower = scan.lower
        self.style = number_style(scan.text)
        self.taken = sorted(taken)
        self.block_starts = {block.start for block in scan.blocks}
        self.words = counted()

    def run(self) -> Iterator[Figure]:
        """Ranks and multiples in words first, then every number outside them and outside what is taken."""
        fixed = sorted(self._spelled(), key=lambda f: f.start)
        at = nearest = end = 0
        for match in _NUMBER.finditer(self.lower):
            start = match.start()
            before = self.lower[start - 1 : start]
            if start and (before.isalpha() or before in _NO_NUMBER_BEFORE):
                continue
            while nearest < len(fixed) and fixed[nearest].start <= start:
                if fixed[nearest].start >= end:
                    yield fixed[nearest]
                    end = fixed[nearest].end
                nearest += 1
            if start < end:
                continue
            while at < len(self.taken) and self.taken[at].end <= start:
                at += 1
            if at < len(self.taken) and self.taken[at].start <= start:
                end = self.taken[at].end
                continue
            figure = self._at(match)
            if figure is not None:
                yield figure
                end = figure.end
        yield from (f for f in fixed[nearest:] if f.start >= end)

    def _spelled(self) -> Iterator[Figure]:
        for mention in self.ranks:
            rank = mention.rank
            yield Figure(
                mention.start,
                mention.end,
                Decimal(rank.position),
                None,
                "rank",
                Sort.RANK,
                rank_of=rank.of,
                upper=rank.band,
            )
        for match in _MULTIPLE.finditer(self.lower):
            if self.scan.text[match.end() : match.end() + 1] != "/":
                yield Figure(*match.span(), Decimal(_MULTIPLES[match["k"]]), None, "times", Sort.TIMES)

    def _at(self, match: re.Match[str]) -> Figure | None:
        start, stop = match.span()
        lower = self.lower
        before = lower[max(0, start - _LOOK) : start]
        if before[-1:] in "-–" and before[-2:-1].isalnum():
            return None  # the tail of a code or of a span of years
        if lower.startswith("/", stop):
            return self._ratio(match, before)
        amount = read_amount(lower, start, self.style)
        if amount is None:
            return None
        if amount.unit is None:
            return self._counted(amount, before)
        return self._measured(amount, before)

    def _ratio(self, match: re.Match[str], before: str) -> Figure | None:
        """So many done of so many, when a unit or something counted follows: "616/898 dự án"."""
        ratio = _RATIO.match(self.lower, match.end())
        if ratio is None:
            return None
        value = read_number(match.group(), self.style)
        total = read_number(ratio["of"], self.style)
        if value is None or total is None:
            return None
        whole = read_amount(self.lower, ratio.start("of"), self.style)
        if whole is None or value > total or before.rstrip()[-4:] in ("ngày", "tháng"):
            return None
        if whole.unit is None:
            figure = self._counted(whole, "")
            if figure is None:
                return None
            return Figure(match.start(), figure.end, value * whole.scale, None, figure.unit, figure.sort, whole=True)
        sort = Sort.MONEY if is_money(whole.unit) else sort_of(whole.unit)
        return Figure(match.start(), whole.end, value * whole.scale, None, whole.unit, sort, whole=True, per=whole.per)

    def _measured(self, amount: Amount, before: str) -> Figure | None:
        unit = amount.unit
        assert unit is not None  # the caller has looked
        sign = self._sign(amount.start)
        if unit == "times":
            after = self.lower[amount.end : amount.end + 4]
            if amount.per or after.startswith(" thứ") or not _TIMES_CUE.search(before):
                return None
        if unit == "m" and amount.value == amount.value.to_integral_value() and amount.scale == 1 and amount.value < 10:
            return None
        sort = Sort.MONEY if is_money(unit) else sort_of(unit)
        return Figure(
            amount.start - len(sign), amount.end, _signed(amount.value, sign), amount.high, unit, sort, per=amount.per
        )

    def _sign(self, start: int) -> str:
        """A plus or minus written right before a number that begins a word ("+172,4%")."""
        sign = self.lower[start - 1 : start]
        opens = start < 2 or self.lower[start - 2] in " (|\n:"
        follows_number = self.lower[max(0, start - 3) : start - 1].strip()[-1:].isdigit()
        return sign if sign and sign in "+-−" and opens and not follows_number else ""

    def _counted(self, amount: Amount, before: str) -> Figure | None:
        lower = self.lower
        start, stop = amount.start, amount.end
        if start in self.block_starts and amount.scale == 1:
            return self._opening_count(amount)
        if (amount.scale == 1 and self._part_of_name(start, before)) or self._per_head(amount, before):
            return None
        noun = self._noun(stop)
        if amount.high is not None and noun is None and amount.scale == 1:
            return None  # "2021-2023" and no more
        if noun is not None:
            return Figure(start, noun.end, amount.value, amount.high, self.text[noun.start : noun.end], Sort.COUNT)
        if amount.scale >= _BILLION:
            return Figure(start, stop, amount.value, amount.high, "VND", Sort.MONEY)
        word = _WORD.match(lower, stop + 1) if lower[stop : stop + 1] == " " else None
        known = self._known(word.group() if word else None)
        if amount.scale > 1:
            if word and not known:
                end = self._phrase_end(word)
                return Figure(start, end, amount.value, amount.high, self.text[word.start() : end], Sort.COUNT)
            if amount.scale >= _THOUSAND * _THOUSAND and not word and _MONEY_WORDS.search(before):
                return Figure(start, stop, amount.value, amount.high, "VND", Sort.MONEY)
            return None
        grouped = not self.text[start:stop].isdigit()
        if word and not known and (grouped or amount.value >= 100) and not self._year(start, stop):
            if not self.text[word.start()].islower():
                return None
            end = self._phrase_end(word)
            return Figure(start, end, amount.value, amount.high, self.text[word.start() : end], Sort.COUNT)
        return None

    def _opening_count(self, amount: Amount) -> Figure | None:
        """A count at the head of a block: a list mark unless something small and counted follows ("18 dự án")."""
        noun = self._noun(amount.end)
        if noun is None or not self.text[noun.start].islower():
            return None
        return Figure(amount.start, noun.end, amount.value, amount.high, self.text[noun.start : noun.end], Sort.COUNT)

    def _noun(self, stop: int) -> Span | None:
        """What is counted after a number, with what is counted beside it ("tin, bài"); None where it is not known."""
        if self.lower[stop : stop + 1] != " ":
            return None
        end = self._longest(stop + 1)
        if end is None:
            return None
        first = stop + 1
        while joint := _JOINT.match(self.lower, end):
            further = self._longest(joint.end())
            name = self.text[first].islower() and self.text[joint.end()].isupper()
            if further is None or name or further - first > 60:
                break
            end = further
        return Span(first, end)

    def _longest(self, at: int) -> int | None:
        """Where the longest counted noun that begins here ends."""
        ends = []
        position = at
        for _ in range(self.words.longest):
            word = _WORD.match(self.lower, position)
            if word is None:
                break
            ends.append(word.end())
            if self.lower[word.end() : word.end() + 1] != " ":
                break
            position = word.end() + 1
        for end in reversed(ends):
            phrase = self.lower[at:end]
            if phrase in self.words.intros or phrase in self.words.spans:
                return None
            if phrase in self.words.nouns:
                return end
        return None

    def _known(self, word: str | None) -> bool:
        """Whether a word cannot head something counted."""
        return word is None or word in self.words.stops or word in self.words.spans or word in self.words.intros

    def _phrase_end(self, word: re.Match[str]) -> int:
        second = _WORD.match(self.lower, word.end() + 1) if self.lower[word.end() : word.end() + 1] == " " else None
        return second.end() if second and second.group() not in self.words.stops else word.end()

    def _part_of_name(self, start: int, before: str) -> bool:
        """Whether the words before a number make it part of a name: "Điều 5", "Nghị quyết 68", "bão số 13"."""
        if _ADDRESSEE.search(before):
            return True
        words = before.split()[-3:]
        if not before.endswith(" ") or not words:
            return bool(before) and before[-1] not in ' (\n“"≥≤><|,;:'
        return any(" ".join(words[-n:]).strip('(“"') in self.words.names for n in (1, 2, 3))

    def _per_head(self, amount: Amount, before: str) -> bool:
        """Whether a round number of people is what a rate is reckoned by: "trên 1 vạn dân"."""
        round_number = amount.value == 1 or (str(int(amount.value)).rstrip("0") == "1" and amount.value >= _THOUSAND)
        return (
            round_number and before.endswith(("trên ", "/", "/ ", "mỗi ")) and self.lower.startswith(" dân", amount.end)
        )

    def _year(self, start: int, stop: int) -> bool:
        number = self.text[start:stop]
        return len(number) == 4 and number[:2] in ("19", "20")


def _signed(value: Decimal, sign: str) -> Decimal:
    return -value if sign in ("-", "−") else value
