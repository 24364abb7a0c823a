"""`namro assess`: holds a place against the law of a day."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from namro.cli.arguments import Parser, day
from namro.errors import UsageError, say

if TYPE_CHECKING:
    from datetime import date

    from rich.console import Console

    from namro.law import Fact, Judgement
    from namro.standing import Answer

NAME = "assess"
HELP = {
    "vi": "Đối chiếu một đơn vị với tiêu chuẩn luật định của một ngày: ngưỡng, số liệu, đạt hay không, còn thiếu gì.",
    "en": "Hold a place against the legal standards of a day: thresholds, figures, met or not, what is missing.",
}
FORMATS = ("terminal", "json", "html", "docx")
_STYLES = {"met": "green", "not_met": "red", "unknown": "yellow", "closed": "bold", "points": "dim"}


def add_arguments(parser: Parser) -> None:
    """The arguments of `namro assess`."""
    lang = parser.lang
    parser.add_argument("place", metavar="PLACE", help=say("law-cli-place", lang))
    parser.add_argument("--against", required=True, metavar="GOAL", help=say("law-cli-against", lang))
    parser.add_argument("--on", type=day, metavar="DATE", help=say("law-cli-on", lang))
    parser.add_argument("--compare", type=day, nargs=2, metavar="DATE", help=say("law-cli-compare", lang))
    parser.add_argument("--facts", type=Path, metavar="FILE", help=say("law-cli-facts", lang))
    parser.add_argument("--template", type=Path, metavar="FILE", help=say("law-cli-template", lang))
    parser.add_argument("--reading", metavar="NAME", help=say("law-cli-reading", lang))
    parser.add_argument("--act", metavar="ID", help=say("law-cli-act", lang))
    parser.add_argument("--format", choices=FORMATS, default="terminal", help=say("law-cli-format", lang))
    parser.add_argument("--explain", action="store_true", help=say("law-cli-explain", lang))
    parser.add_argument("-o", "--output", type=Path, metavar="FILE", help=say("law-cli-output", lang))


def run(args: Namespace, lang: str) -> int:
    """Judge on one day, or on two and say what makes the difference; 0 whatever the finding."""
    days = args.compare or ([args.on] if args.on else [])
    if not days:
        raise UsageError("law-cli-day-wanted")
    if args.template is not None:
        return _template(args, days[0], lang)
    from namro.standing import changes

    judged = [_judged(args, on, lang) for on in days]
    differences = changes(judged[0], judged[1], lang) if args.compare else ()
    _write(args, [answer for _, answer in judged], differences, lang)
    return 0


def _judged(args: Namespace, on: date, lang: str) -> tuple[Judgement, Answer]:
    from namro.law import judge
    from namro.standing import answer, gather, read_facts, subject_named

    own: tuple[Fact, ...] = ()
    try:
        subject = subject_named(args.place, on)
        if args.facts:
            own = read_facts(args.facts, subject if not args.compare else None).facts
    except UsageError as error:
        if error.code != "place-unknown" or not args.facts:
            raise
        read = read_facts(args.facts)  # not a unit of the first level: the file itself says what it is
        if read.subject is None:
            raise
        subject, own = read.subject, read.facts
    facts = gather(subject, on, own)
    judgement = judge(args.against, facts, on=on, subject=subject, act=args.act, reading=args.reading)
    return judgement, answer(judgement, facts, lang)


def _template(args: Namespace, on: date, lang: str) -> int:
    from rich.console import Console

    from namro.cli.output import whole_file
    from namro.law import library
    from namro.standing import gather, subject_named, template_rows, write_template

    subject = subject_named(args.place, on)
    _, _, goal = library().choose(args.against, on, args.act)
    rows = template_rows(goal, gather(subject, on), on, lang)
    with whole_file(args.template) as part:
        write_template(part, subject, rows)
    known = sum(bool(row["value"]) for row in rows)
    told = say("law-cli-template-written", lang, path=args.template, known=known, blank=len(rows) - known)
    Console(highlight=False).print(told, markup=False, soft_wrap=True)
    return 0


def _write(args: Namespace, answers: list[Answer], differences: tuple[str, ...], lang: str) -> None:
    from namro.cli.output import open_output, whole_file

    if args.format == "docx":
        from namro.drafting.standing_docx import write_docx

        if args.output is None:
            raise UsageError("law-cli-file-wanted")
        with whole_file(args.output) as part:
            write_docx(part, answers, differences, lang)
        return
    with open_output(args.output) as file:
        match args.format:
            case "json":
                import json

                records = {"answers": [answer.record() for answer in answers], "differences": list(differences)}
                json.dump(records, file, ensure_ascii=False, indent=2)
                file.write("\n")
            case "html":
                from namro.standing.page import page

                file.write(page(answers, differences, lang))
            case _:
                from rich.console import Console

                console = Console(file=file, highlight=False, emoji=False, markup=False)
                for answer in answers:
                    _show(console, answer, lang, explain=args.explain)
                if differences:
                    console.rule(say("law-change-head", lang), align="left", style="cyan")
                    for line in differences:
                        console.print(f"• {line}")


def _show(console: Console, answer: Answer, lang: str, *, explain: bool) -> None:
    from rich.table import Table
    from rich.text import Text

    console.rule(Text(f"{answer.place}: {answer.goal}", style="bold cyan"), align="left", style="cyan")
    console.print(Text(f"{answer.on}: {answer.finding}", style=f"bold {_STYLES[answer.verdict]}"))
    console.print(f"{answer.act} ({answer.force})", style="dim")
    if answer.closed:
        console.print(answer.closed)
    if answer.reading:
        console.print(f"{say('law-word-reading', lang)}: {answer.reading}. {' '.join(answer.rivals)}")
    for tally in answer.tallies:
        console.print(tally)
    if answer.lines:
        table = Table(box=None, pad_edge=False, padding=(0, 1, 0, 0))
        for head in ("standard", "threshold", "figure", "finding", "missing", "article"):
            table.add_column(say(f"law-word-{head}", lang), overflow="fold", header_style="dim")
        for line in answer.lines:
            finding = Text(line.finding + (f" ({line.points})" if line.points else ""), style=_STYLES[line.verdict])
            label = f"{line.label} (*)" if line.doubt else line.label
            article = f"{line.article}; {', '.join(line.source_keys)}"
            table.add_row(label, line.threshold, line.figure, finding, line.missing, Text(article, style="dim"))
        console.print(table)
    for line in answer.lines:
        if line.doubt:
            console.print(f"(*) {line.label}: {line.doubt}", style="dim")
    if explain:
        _explain(console, answer, lang)
    for head, items in (("nearest", answer.nearest), ("cheapest", answer.cheapest), ("unknown", answer.unknown)):
        if items:
            console.print(say(f"law-word-{head}", lang), style="bold")
            for item in items:
                console.print(f"  • {item}")
    for caveat in answer.caveats:
        console.print(f"{say('law-word-caveat', lang)}: {caveat}", style="dim")
    console.print()


def _explain(console: Console, answer: Answer, lang: str) -> None:
    for line in answer.lines:
        console.print(f"{line.id}  {line.label}", style="bold")
        console.print(f"  {say('law-word-article', lang)}: {line.article}; {line.confidence}")
        for item in (*line.sources, *line.because, *line.facts):
            console.print(f"  • {item}", style="dim", soft_wrap=True)
