"""A reading on the terminal: the document's head, its parts, then finding by finding, each with line and column.

Colour where the terminal has it, plain text where the output is a file or a pipe. Eighty columns are enough.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TextIO

from rich.console import Console
from rich.table import Table
from rich.text import Text

from namro.cli.meanings import (
    KINDS,
    facts,
    header_facts,
    headline,
    period_of,
    quote_of,
    sections_of,
    subject_of,
    suggestions,
    title_of,
)
from namro.cli.positions import Lines
from namro.cli.sources import Failure, Outcome
from namro.drafting.marked.figures import amount
from namro.drafting.marked.labels import label
from namro.reading.directives.model import Directive, Refusal
from namro.reading.model import Caution, Finding, Goal, Measure, Modality, Reading, Section

_ACCENT = "bold cyan"
_WHERE_WIDTH = 8


def write_terminal(outcomes: Iterable[Outcome], file: TextIO, lang: str, *, explain: bool) -> None:
    """Show readings one after another; failures were told of on standard error."""
    console = Console(file=file, highlight=False, emoji=False, markup=False)
    first = True
    for outcome in outcomes:
        if isinstance(outcome, Failure):
            continue
        if not first:
            console.print()
        first = False
        _Sheet(console, outcome, lang, explain).show()


class _Sheet:
    """One reading on a console."""

    def __init__(self, console: Console, reading: Reading, lang: str, explain: bool) -> None:
        self.console = console
        self.reading = reading
        self.lang = lang
        self.explain = explain
        self.lines = Lines(reading.text)

    def show(self) -> None:
        self._head()
        if self.reading.sections:
            self._heading("sections")
            self._list([(section, self._section(section)) for section in self.reading.sections])
        if self.reading.measures:
            self._heading("measures")
            self._measures()
        for kind in KINDS[2:]:
            findings: Sequence[Finding] = getattr(self.reading, kind)
            if findings:
                self._heading(kind)
                self._list([(finding, self._line(finding)) for finding in findings], warn=kind == "warnings")
        if self.reading.refusals:
            self._heading("refusals")
            self._list([(refusal, self._line(refusal)) for refusal in self.reading.refusals])
        if not any(getattr(self.reading, kind) for kind in KINDS[1:]):
            self.console.print(label("part", "nothing", self.lang), style="dim")

    def _head(self) -> None:
        self.console.rule(Text(title_of(self.reading, self.lang), style=_ACCENT), align="left", style="cyan")
        if self.reading.document.title:
            self.console.print(Text(self.reading.document.title, style="bold"))
        card = Table.grid(padding=(0, 2))
        card.add_column(style="dim", no_wrap=True)
        card.add_column(overflow="fold")
        for name, value in header_facts(self.reading, self.lang):
            card.add_row(name, value)
        if self.reading.source:
            card.add_row(label("part", "source", self.lang), self.reading.source)
        self.console.print(card)

    def _heading(self, kind: str) -> None:
        count = len(getattr(self.reading, kind))
        self.console.print()
        self.console.print(Text.assemble((label("findings", kind, self.lang), _ACCENT), (f" ({count})", "dim")))

    def _list(self, rows: list[tuple[Finding, Text]], *, warn: bool = False) -> None:
        table = Table.grid(padding=(0, 2), expand=True)
        table.add_column(style="yellow" if warn else "dim", justify="right", no_wrap=True, width=_WHERE_WIDTH)
        table.add_column(overflow="fold", ratio=1)
        for finding, words in rows:
            table.add_row(("! " if warn else "") + self._where(finding), self._explained(words, finding))
        self.console.print(table)

    def _section(self, section: Section) -> Text:
        return Text.assemble(
            (headline(section, self.lang), "bold"), *(f"  {fact}" for fact in facts(section, self.lang))
        )

    def _line(self, finding: Finding) -> Text:
        """A headline, its facts, and the words it was read from where they say more."""
        more = "; ".join(facts(finding, self.lang))
        quote = quote_of(self.reading, finding)
        words = Text.assemble((headline(finding, self.lang, quote), "bold"), f"  {more}" if more else "")
        if isinstance(finding, Goal | Directive | Caution | Refusal):
            words = Text.assemble(words, "\n" if words.plain else "", (f"“{quote}”", "italic"))
        for suggestion in suggestions(finding, self.lang):
            words.append(f"\n{label('part', 'suggested', self.lang)}: {suggestion}", style="dim italic")
        return words

    def _measures(self) -> None:
        table = Table(box=None, padding=(0, 1), pad_edge=False, expand=True, header_style="dim", collapse_padding=True)
        lang = self.lang
        table.add_column(label("part", "where", lang), style="dim", justify="right", no_wrap=True, width=_WHERE_WIDTH)
        table.add_column(label("part", "about", lang), ratio=5, overflow="fold")
        table.add_column(label("part", "value", lang), ratio=3, justify="right", overflow="fold")
        table.add_column(label("part", "period", lang), ratio=3, overflow="fold")
        section: Section | None = None
        holders = sections_of(self.reading, self.reading.measures)
        for number, (measure, holder) in enumerate(zip(self.reading.measures, holders, strict=True)):
            if self.reading.sections and (number == 0 or holder is not section):
                name = label("role", holder.role, lang) if holder else label("part", "outside", lang)
                table.add_row("", Text(name, style="underline"))
            section = holder
            table.add_row(
                self._where(measure),
                self._explained(self._about(measure), measure),
                Text(amount(measure, lang), style=_value_style(measure)),
                period_of(measure, lang),
            )
        self.console.print(table)

    def _about(self, measure: Measure) -> Text:
        named = subject_of(measure, self.lang) or quote_of(self.reading, measure)
        more = ", ".join(facts(measure, self.lang, self.reading.document.place))
        return Text.assemble(named, ("  " + more, "dim") if more else "")

    def _explained(self, words: Text, finding: Finding) -> Text:
        if not self.explain:
            return words
        why = finding.rule
        if isinstance(finding, Directive) and finding.due and finding.due.steps:
            why += f"; {finding.due.explain(self.lang)}"
        return Text.assemble(words, (f"\n↳ {why}", "dim magenta"))

    def _where(self, finding: Finding) -> str:
        line, column = self.lines.at(finding.span.start)
        return f"{line}:{column}"


def _value_style(measure: Measure) -> str:
    return {Modality.ACTUAL: "bold", Modality.ESTIMATE: "bold italic", Modality.TARGET: "bold magenta"}[
        measure.modality
    ]
