"""Page: one document with all that a directive is read from, worked out once.

Holds the text, its cues, deadlines and sections, and answers where a main clause may begin. Does not decide what a
clause is.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator

from namro.quantities.deadlines import Deadline, DeadlineKind
from namro.reading.deadlines.rules import DeadlineMention, find_deadlines
from namro.reading.directives import signs
from namro.reading.directives.actors import ActorReader
from namro.reading.directives.cues import ACTION, Cues, Part
from namro.reading.directives.parts import PartReader
from namro.reading.model import Header, Kind, Role, Section
from namro.reading.scan import Scan
from namro.text import Span

_NUMERAL = re.compile(r"\((?:\d{1,2}|[ivx]{1,4})\)\s*(?=\w)")


class Page:
    """A scan with its header and sections, ready for reading directives."""

    def __init__(self, scan: Scan, header: Header, sections: list[Section]) -> None:
        self.scan = scan
        self.text = scan.text
        self.lower = scan.lower
        self.header = header
        self.cues = Cues(scan)
        self.place, self.place_lead = _place_told(scan, header)
        self.actors = ActorReader(scan, self.cues, self.place)
        self.parts = PartReader(scan, self.cues, self.actors)
        self._deadlines = find_deadlines(scan, header)
        self._due_starts = [mention.span.start for mention in self._deadlines]
        self._sections = sorted(sections, key=lambda section: (section.span.start, -section.span.end))
        self._section_starts = [section.span.start for section in self._sections]

    def due(self, start: int, end: int) -> Deadline | None:
        """The deadline a stretch names: a recurring one before the first fixed one."""
        best: Deadline | None = None
        at = bisect_left(self._due_starts, start)
        while at < len(self._deadlines) and self._deadlines[at].span.start < end:
            mention = self._deadlines[at]
            at += 1
            if not mention.fixed or not self._is_due(mention, start):
                continue
            if mention.deadline.kind is DeadlineKind.RECURRING:
                return mention.deadline
            best = best or mention.deadline
        return best

    def _is_due(self, mention: DeadlineMention, start: int) -> bool:
        before = self.lower[max(start, mention.span.start - 70) : mention.span.start]
        if mention.span.of(self.lower).startswith(("đến", "hết")) and re.search(
            r"(?<!\w)từ\s(?:ngày|tháng|năm|quý)", before
        ):
            return False  # the end of a stretch, not a deadline
        due, day = mention.deadline.due, self.header.day
        by = mention.span.of(self.lower).startswith(("trước", "chậm", "muộn", "xong", "hạn"))
        return by or due is None or day is None or due >= day

    def time_said(self, start: int, end: int) -> int | None:
        """Where the first words of time in a stretch end; None where there are none."""
        at = bisect_left(self._due_starts, start)
        while at < len(self._deadlines) and self._deadlines[at].span.start < end:
            if self._deadlines[at].fixed:
                return self._deadlines[at].span.end
            at += 1
        return None

    def role(self, position: int) -> Role | None:
        """The role of the innermost section at a place."""
        at = bisect_right(self._section_starts, position) - 1
        while at >= 0:
            section = self._sections[at]
            if section.span.start <= position < section.span.end:
                return section.role
            at -= 1
            if at < 0 or section.span.start - self._sections[at].span.start > 200_000:
                break
        return None

    def skip(self, start: int, end: int) -> int:
        """Past ordinals, quotation marks and words that only join ("đồng thời, …")."""
        while True:
            before = start
            if match := signs.ORDINAL.match(self.text, start, end):
                start = match.end()
            while start < end and self.text[start] in " ,:“”\"'‘’`|":
                start += 1
            cue = self.cues.at(start)
            joins = cue is not None and cue.parts & Part.CONNECTOR and cue.end < end
            if cue is not None and joins and (not cue.parts & Part.ADVERB or self.text[cue.end : cue.end + 1] in ",:"):
                start = cue.end
            if start == before or start >= end:
                return min(start, end)

    def commas(self, start: int, end: int) -> Iterator[int]:
        """The places after commas and "thì" where a main clause may begin, outside brackets."""
        for match in re.finditer(r",\s+|\sthì\s", self.text[start:end]):
            at = start + match.end()
            if self.text.rfind("(", start, at) <= self.text.rfind(")", start, at):
                yield self.skip(at, end)

    def pieces(self, sentence: Span) -> Iterator[Span]:
        """What semicolons, and points as in "(1) Bộ Y tế …", part outside brackets and quotation marks."""
        start = sentence.start
        numbered = _NUMERAL.search(self.text, sentence.start, sentence.end) is not None
        if not numbered and self.text.find(";", start, sentence.end) == -1:
            yield sentence
            return
        depth = 0
        quoted = False
        for match in re.finditer(r"[;()“”]", self.text[sentence.start : sentence.end]):
            at = sentence.start + match.start()
            sign = match.group()
            if sign == "(":
                if numbered and not depth and not quoted and at > start and self._opens_point(at, sentence.end):
                    yield self._trimmed(start, at)
                    start = at
                depth += 1
            elif sign == ")":
                depth = max(0, depth - 1)
            elif sign in "“”":
                quoted = sign == "“"
            elif not depth and not quoted:
                yield self._trimmed(start, at)
                start = at + 1
        yield self._trimmed(start, sentence.end)

    def _opens_point(self, position: int, end: int) -> bool:
        """Whether a numeral in brackets opens a point of its own: somebody is told, or a verb leads."""
        match = _NUMERAL.match(self.text, position, end)
        if match is None:
            return False
        cue = self.cues.at(match.end())
        if cue is not None and cue.parts & ACTION:
            return True
        actors = self.actors.read(match.end(), end)
        return actors is not None and actors.follow is not None and not actors.state

    def _trimmed(self, start: int, end: int) -> Span:
        while start < end and self.text[start] in " ,;":
            start += 1
        if match := _NUMERAL.match(self.text, start, end):
            start = match.end()
        while end > start and self.text[end - 1] == " ":
            end -= 1
        return Span(start, end)

    def bracketed(self, start: int, position: int) -> bool:
        """Whether a bracket opened after `start` is still open."""
        return self.text.rfind("(", start, position) > self.text.rfind(")", start, position)


def _place_told(scan: Scan, header: Header) -> tuple[str | None, str | None]:
    """The place a notice speaks to: its bare name, and the name with its status as the text writes it most."""
    place = header.place
    if place is None:
        return None, None
    bare = re.sub(r"^(?:tỉnh|thành phố|tp\.?)\s+", "", place, flags=re.IGNORECASE)
    central = "VPCP" in (header.number or "") or (header.kind is Kind.NOTICE and "UBND" not in (header.number or ""))
    counts: dict[str, int] = {}
    for match in re.finditer(rf"(?:tỉnh|thành phố|Tỉnh|Thành phố|TP\.?) {re.escape(bare)}\b", scan.text):
        counts[match.group()] = counts.get(match.group(), 0) + 1
    best = max(counts, key=lambda name: (counts[name], name), default=None)
    if not central:
        return bare, None
    return bare, best[:1].lower() + best[1:] if best else None
