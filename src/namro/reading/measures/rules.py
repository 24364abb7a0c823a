"""Measures: what a document states in figures, each with its indicator, period, place and comparison.

A figure is read inside its sentence, left to right. What it does not say itself it takes from the figure before it when
nothing new has been named in between ("đạt 2,6 tỷ USD, tăng 42%"), from the head of its column, from the words that
govern its list, or from the document; what none of them says stays None. Does not decide whether a statement is true.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal

from namro.places import NATION_NAME, PlaceMention
from namro.quantities.periods import Mention, Period
from namro.quantities.ranks import RankMention
from namro.reading.measures.cuing import read_lead
from namro.reading.measures.figures import Figure, find_figures
from namro.reading.measures.lexicon import Sort, indicators
from namro.reading.measures.naming import name_figure
from namro.reading.measures.passage import Memory, Passage, sets_period
from namro.reading.measures.placing import place_of
from namro.reading.measures.saying import GROWTH, aspect_of, bound_of, direction_of, modality_of, sets_targets
from namro.reading.measures.slips import end_of_lost_words, mend_slips
from namro.reading.measures.tables import Table
from namro.reading.measures.timing import first_period_in, period_of, share_of_plan, versus_of
from namro.reading.model import Aspect, Bound, Header, Kind, Measure, Modality, Reference, Section
from namro.reading.scan import Scan
from namro.text import Span

# A text that names no place of its own and none of these speaks of the nation.
_LOCAL = re.compile(
    r"(?:địa bàn|ubnd|uỷ ban nhân dân|của|toàn|lãnh đạo|hđnd|công an|dân) tỉnh(?! quản)|tỉnh uỷ|thành uỷ"
    r"|ubnd (?:tp|thành phố|huyện|xã)|toàn huyện|tỉnh ta"
)
_HEAD_BOUND = re.compile(r"(?P<least>tối thiểu|ít nhất)|tối đa|không quá")
# What speaks of the nation where no place is named; a GRDP is a province's, whichever.
_NATIONAL = re.compile(r"cả nước|toàn quốc|chính phủ|quốc hội|việt nam|tổng cục|trung ương|bộ trưởng|cục thuế|nsnn")
_GDP = re.compile(r"(?<!r)gdp")
_IN_RESPECT = re.compile(r" về (?:số lượng |số |tổng )?(?:doanh nghiệp|dn|dự án|hợp tác xã|(?P<capital>vốn))")
_VISION = re.compile(r"tầm nhìn[^,;]*$")
_CARRY = re.compile(r"\W*(?:trong đó|cụ thể|riêng|bao gồm|gồm)(?!\w)")
_RECKONED = re.compile(r"(?<!\w)(?<!số liệu )(?<!theo )ước(?! mơ| muốn| vọng|,)(?! tính,)(?!\w)")
_EXPECTED = re.compile(r"(?<!\w)(?:dự (?:kiến|báo|tính|ước)|(?:số liệu|theo) ước tính)(?!\w)")
_COUNT = f"measure.{Sort.COUNT}"  # a count of something no indicator measures leaves what is spoken of as it was
_FEW = 10
_TAIL = 110  # characters after a figure that can compare it
_HEADING = 90  # a block shorter than this without a stop is a heading
_PROSE = 700  # blocks longer than this are looked at sentence by sentence only
_HEADLINE = 12  # figures at the head of a text that may be said again further on
_ROUNDING = Decimal("0.006")  # how far a headline's figure may be from the exact one


def find_measures(
    scan: Scan,
    header: Header,
    *,
    periods: Sequence[Mention],
    ranks: Sequence[RankMention],
    year: int | None = None,
    sections: Sequence[Section] = (),
    references: Sequence[Reference] = (),
    places: Sequence[PlaceMention] = (),
) -> list[Measure]:
    """Every measure of a scan in order, spans in normal text.

    `year` is the document's own, given or deduced; the header's place is what a figure is of where its sentence names
    none.
    """
    return _Reader(scan, header, periods, ranks, year, sections, references, places).run()


class _Reader:
    def __init__(
        self,
        scan: Scan,
        header: Header,
        periods: Sequence[Mention],
        ranks: Sequence[RankMention],
        year: int | None,
        sections: Sequence[Section],
        references: Sequence[Reference],
        places: Sequence[PlaceMention],
    ) -> None:
        self.scan = scan
        self.lower = scan.lower
        self.day: date | None = header.day
        self.year = header.day.year if header.day else year
        gdp = _GDP.search(scan.lower) is not None
        local = _LOCAL.search(scan.lower) or ("grdp" in scan.lower and not gdp)
        national = header.issuer is not None or (not local and (gdp or _NATIONAL.search(scan.lower)))
        self.home = header.place or (NATION_NAME if national else None)
        self.passage = Passage(scan.lower, periods, places, indicators().find(scan.lower), sections)
        taken = [Span(m.start, m.end) for m in periods] + [r.span for r in references]
        self.figures = find_figures(scan, ranks, taken)
        self.public_investment = "đầu tư công" in scan.lower
        self.memory = Memory()
        self.planned = header.kind in (Kind.PLAN, Kind.DECISION, Kind.RESOLUTION)
        self.table = Table(scan.text)
        self.block = Span(0, 0)
        self.counted: set[tuple[Decimal, str]] = set()

    def run(self) -> list[Measure]:
        found: list[Measure] = []
        at = 0
        for number, block in enumerate(self.scan.blocks):
            first = at
            while at < len(self.figures) and self.figures[at].start < block.end:
                at += 1
            self.block = block
            self.table.see(block)
            if self.passage.opens_section(block):
                self.memory.period = None
            self.memory.same_block = False
            if at > first:
                self.memory.estimate = self.memory.foreign = False
                self.memory.topic = None
                figures = self.figures[first:at]
                for sentence in self.scan.sentences_of(number):
                    inside = [f for f in figures if sentence.start <= f.start < sentence.end]
                    if inside:
                        found.extend(self._sentence(sentence, inside))
                    else:
                        self._note(sentence)
            elif len(block) < _PROSE:
                self._note(block)
            self._govern(block)
        return mend_slips(self.scan.text, _echoed(found))

    def _note(self, span: Span) -> None:
        """Words without figures can still set the period of the next."""
        mentions = [m for m in self.passage.periods_in(span.start, span.end) if sets_period(m)]
        if mentions and mentions[-1].period:
            self._keep_period(mentions[-1].period)

    def _keep_period(self, period: Period) -> None:
        """What has been is spoken of until a heading or a section ends it; what shall be is of its own sentence."""
        if self.year is None or period.end.year <= self.year:
            self.memory.period = period

    def _govern(self, block: Span) -> None:
        """A block that ends in a colon governs the list that follows it; a heading governs nothing but itself."""
        words = self.lower[block.start : block.end]
        if words.endswith(":"):
            self.memory.target = sets_targets(words)
            inside = [m for m in self.passage.periods_in(block.start, block.end) if sets_period(m)]
            inside = [m for m in inside if not _VISION.search(self.lower[block.start : m.start])]
            self.memory.governing = inside[-1].period if inside else None
            named = [h.value.code for h in self.passage.named_in(block.start, block.end) if h.value.code]
            self.memory.subject = named[-1] if named else None
            self.memory.growth = GROWTH.search(words) is not None
        elif len(words) < _HEADING and words[-1] not in ".;,|":
            self.memory.target = "mục tiêu" in words[:20] or "chỉ tiêu" in words[:20]
            self.memory.governing = self.memory.subject = self.memory.period = None

    def _sentence(self, sentence: Span, figures: list[Figure]) -> list[Measure]:
        self.passage.open(sentence)
        memory = self.memory
        if not _CARRY.match(self.lower, sentence.start, sentence.end):
            memory.estimate = False
        memory.last = memory.count = memory.capital = None
        found: list[Measure] = []
        before = sentence.start
        for position, figure in enumerate(figures):
            following = figures[position + 1].start if position + 1 < len(figures) else sentence.end
            bracket = self.passage.bracket(figure.start)
            measure = self._measure(figure, before, following, bracket)
            before = figure.end
            if self._said_before(figure, measure):
                continue
            found.append(measure)
            memory.last = measure
            if figure.sort is Sort.COUNT:
                memory.count = measure.indicator
            elif figure.sort is Sort.MONEY:
                memory.capital = measure.indicator
            if bracket is None:
                self._remember(measure)
            if end_of_lost_words(self.lower, measure) is not None:
                memory.indicator = memory.aspect = None
        return found

    def _said_before(self, figure: Figure, measure: Measure) -> bool:
        """Whether a small count only names again what was counted: "sau khi hoàn thành 02 công trình"."""
        if figure.sort is not Sort.COUNT or figure.value > _FEW or measure.bound is not Bound.EXACT or figure.whole:
            return False
        key = (figure.value, figure.unit.lower())
        if key in self.counted:
            return True
        self.counted.add(key)
        return False

    def _remember(self, measure: Measure) -> None:
        memory = self.memory
        if measure.indicator or not (measure.aspect is Aspect.RANK or measure.rule == _COUNT):
            memory.indicator = measure.indicator
            memory.place = measure.place
            memory.same_block = True
            memory.aspect = measure.aspect
        if measure.indicator in ("fdi", "fdi-projects"):
            memory.foreign = True
        if measure.period:
            start, end = measure.period.split("/")
            self._keep_period(Period(date.fromisoformat(start), date.fromisoformat(end)))

    def _measure(self, figure: Figure, before: int, following: int, bracket: Span | None) -> Measure:
        lower, passage, memory = self.lower, self.passage, self.memory
        lead = read_lead(lower, before, figure.start)
        segment = Span(before, lead.start)
        head = self.table.head_of(self.block, figure.start)
        if head is not None:
            return self._cell(figure, head)
        between = lower[before : figure.start]
        if ";" in between and (lead.verb or lead.direction or lead.estimate or lead.bound):
            memory.estimate = False
        reckoned_first = _RECKONED.search(between) is not None
        memory.estimate = memory.estimate or reckoned_first or _EXPECTED.search(between) is not None
        tail = lower[figure.end : min(following, figure.end + _TAIL, passage.sentence.end)]
        plan = share_of_plan(figure, tail)
        direction = direction_of(passage, figure, lead, segment, tail)
        indicator, label, says = name_figure(
            passage, memory, figure, segment, following, turned=direction != 0, public_investment=self.public_investment
        )
        if respect := _IN_RESPECT.match(tail):  # "tăng 5,6% về số doanh nghiệp và giảm 10,2% về số vốn"
            indicator = (memory.capital if respect["capital"] else memory.count) or indicator
        aspect = aspect_of(passage, memory, figure, lead, segment, indicator, direction, plan=plan, says=says)
        period = period_of(passage, memory, figure, lead, segment, following, bracket)
        if period is None:
            period = first_period_in(passage, figure.end, self.block.end)
        if indicator == "public-investment-plan" and period and period.start.year == period.end.year:
            period = Period.years(period.start.year, period.start.year)  # a capital plan is for the whole year
        place = place_of(passage, memory, figure, bracket, self.home)
        # The economy that grows is the nation's or a province's; words that carry on elsewhere change with the place.
        moved = not says and indicator in ("gdp", "grdp") and memory.place not in (None, place)
        if indicator == "growth" or moved:
            indicator = "gdp" if place == NATION_NAME else "grdp"
        falls = direction < 0 and aspect is Aspect.CHANGE and figure.sort is not Sort.TIMES
        sign = Decimal(-1 if falls else 1)
        return Measure(
            span=Span(figure.start, figure.end),
            rule=f"measure.{figure.sort.value}",
            value=figure.value * sign,
            high=figure.high * sign if figure.high is not None else None,
            unit=figure.unit,
            bound=bound_of(figure, lead, tail, reckoned_first=reckoned_first),
            aspect=aspect,
            modality=modality_of(
                passage,
                memory,
                figure,
                lead,
                bracket,
                period,
                plan=plan,
                day=self.day,
                year=self.year,
                planned=self.planned,
            ),
            rank_of=figure.rank_of,
            indicator=indicator,
            label=self._label(segment, label),
            period=period.iso if period else None,
            versus=versus_of(passage, figure, lead, segment, tail, aspect, period.start.year if period else self.year),
            place=place,
        )

    def _cell(self, figure: Figure, head: Span) -> Measure:
        """A figure in a cell: the head of its column says what it is, the row where."""
        cell = self.table.cell_of(self.block, figure.start)
        words = self.lower[head.start : head.end] + " "
        lead = read_lead(self.lower, cell.start, figure.start)
        indicator, _, _ = name_figure(
            self.passage, Memory(), figure, head, figure.end, turned=False, public_investment=self.public_investment
        )
        mentions = [m for m in self.passage.periods_in(head.start, head.end) if m.period]
        period = mentions[-1].period if mentions else self.memory.governing
        indicator = indicator or self.memory.subject
        growth = "tăng" in words or (self.memory.growth and figure.sort is Sort.PERCENT)
        aspect = aspect_of(self.passage, Memory(), figure, lead, head, indicator, int(growth), plan=False, says=True)
        named = _HEAD_BOUND.search(words)
        bound = lead.bound or (Bound.AT_LEAST if named and named["least"] else Bound.AT_MOST if named else None)
        limit = bound in (Bound.AT_LEAST, Bound.AT_MOST)
        over = period is not None and self.day is not None and period.end <= self.day
        planned = self.planned and figure.sort is Sort.PERCENT and not over
        target = sets_targets(words) or "kế hoạch" in words or limit or planned
        reckoned = Modality.ESTIMATE if "ước" in words else Modality.ACTUAL
        modality = Modality.TARGET if target and reckoned is Modality.ACTUAL else reckoned
        return Measure(
            span=Span(figure.start, figure.end),
            rule="measure.cell",
            value=figure.value,
            high=figure.high,
            unit=figure.unit,
            bound=bound or bound_of(figure, lead, "", reckoned_first=False),
            aspect=aspect,
            modality=modality,
            rank_of=figure.rank_of,
            indicator=indicator,
            label=self.scan.text[head.start : head.end].strip() or None,
            period=period.iso if period else None,
            place=place_of(self.passage, Memory(), figure, None, self.home),
        )

    def _label(self, segment: Span, label: str | None) -> str | None:
        """The words that name what is measured, as written."""
        if label is None:
            return None
        at = self.lower.rfind(label, segment.start, segment.end + 1)
        return self.scan.text[at : at + len(label)] if at >= 0 else label


def _echoed(measures: list[Measure]) -> list[Measure]:
    """A headline says a figure before the text dates it: it takes the period of the same figure further on."""
    out = list(measures)
    for at, measure in enumerate(measures[:_HEADLINE]):
        if measure.period is None:
            for later in measures[at + 1 : at + 1 + _HEADLINE]:
                if later.period and _same_figure(measure, later):
                    out[at] = replace(measure, period=later.period)
                    break
    return out


def _same_figure(measure: Measure, later: Measure) -> bool:
    alike = (measure.unit, measure.aspect, measure.indicator) == (later.unit, later.aspect, later.indicator)
    return alike and abs(measure.value - later.value) <= abs(later.value) * _ROUNDING
