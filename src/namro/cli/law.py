"""`namro law`: the acts Namro knows, what they cover and how far each threshold can be trusted."""

from __future__ import annotations

from argparse import Namespace
from collections import Counter

from namro.cli.arguments import Parser
from namro.errors import UsageError, say

NAME = "law"
HELP = {
    "vi": "Liệt kê các văn bản, mức bao quát, và số ngưỡng theo từng mức tin cậy.",
    "en": "List the acts, what they cover, and how many thresholds rest on which confidence.",
}
FORMATS = ("terminal", "json")


def add_arguments(parser: Parser) -> None:
    """The arguments of `namro law`."""
    lang = parser.lang
    parser.add_argument("act", nargs="?", metavar="ACT", help=say("law-cli-one", lang))
    parser.add_argument("--format", choices=FORMATS, default="terminal", help=say("law-cli-format", lang))


def run(args: Namespace, lang: str) -> int:
    """List all acts, or every row of one."""
    from namro.law import library

    acts = library().acts
    if args.act is not None and args.act not in acts:
        raise UsageError("law-act-unknown", act=args.act, known=", ".join(acts))
    if args.format == "json":
        _json(args.act)
    elif args.act:
        _one(args.act, lang)
    else:
        _all(lang)
    return 0


def _all(lang: str) -> None:
    from rich.console import Console
    from rich.table import Table

    from namro.law import Confidence, Force, library
    from namro.standing.wording import day

    console = Console(highlight=False, emoji=False, markup=False)
    table = Table(title=say("law-list-head", lang), title_justify="left", box=None, pad_edge=False)
    for head in ("law-word-law", "law-list-force", "law-list-rows", "law-list-article"):
        table.add_column(say(head, lang), overflow="fold")
    for confidence in (Confidence.READ, Confidence.CARRIED_OVER):
        table.add_column(say(f"law-confidence-{confidence.value}", lang), overflow="fold")
    table.add_column(say("law-list-goals", lang), overflow="fold")
    totals: Counter[str] = Counter()
    for act in library().acts.values():
        counts = Counter(row.provenance.confidence.value for row in act.rows)
        counts["rows"] = len(act.rows)
        counts["article"] = sum(row.provenance.article != "not read" for row in act.rows)
        totals += counts
        force = (
            f"{day(act.valid_from, lang)} – {day(act.valid_to, lang)}"
            if act.force is Force.LAW
            else say(f"law-force-{act.force.value}", lang)
        )
        table.add_row(f"{act.id}\n{act.label(lang)}", force, *_counts(counts), "\n".join(act.goals))
    table.add_section()
    table.add_row(say("law-list-total", lang), "", *_counts(totals), "")
    console.print(table)


def _counts(counts: Counter[str]) -> list[str]:
    return [str(counts[key]) for key in ("rows", "article", "read", "carried_over")]


def _one(name: str, lang: str) -> None:
    from rich.console import Console
    from rich.table import Table

    from namro.law import library

    act = library().acts[name]
    console = Console(highlight=False, emoji=False, markup=False)
    console.print(f"{act.number}: {act.label(lang)}", style="bold")
    for caveat in act.caveats[lang]:
        console.print(f"{say('law-word-caveat', lang)}: {caveat}", style="dim")
    table = Table(box=None, pad_edge=False)
    for head in ("law-word-standard", "law-list-value", "law-word-article"):
        table.add_column(say(head, lang), overflow="fold")
    for row in act.rows:
        provenance = row.provenance
        article = say("law-word-not-read", lang) if provenance.article == "not read" else provenance.article
        confidence = say(f"law-confidence-{provenance.confidence.value}", lang)
        table.add_row(
            row.id, f"{row.value} {row.unit}".strip(), f"{article}; {', '.join(provenance.sources)}; {confidence}"
        )
    console.print(table)


def _json(name: str | None) -> None:
    import json
    import sys

    from namro.law import library

    records = [
        {
            "id": act.id,
            "number": act.number,
            "title": act.vi,
            "force": act.force.value,
            "valid_from": act.valid_from.isoformat() if act.valid_from else None,
            "valid_to": act.valid_to.isoformat() if act.valid_to else None,
            "goals": list(act.goals),
            "caveats": list(act.caveats["vi"]),
            "sources": {key: source.address for key, source in act.sources.items()},
            "rows": [
                {
                    "id": row.id,
                    "kind": row.kind,
                    "value": row.value,
                    "unit": row.unit,
                    "article": row.provenance.article,
                    "sources": list(row.provenance.sources),
                    "confidence": row.provenance.confidence.value,
                    "valid_from": row.provenance.valid_from.isoformat() if row.provenance.valid_from else None,
                    "valid_to": row.provenance.valid_to.isoformat() if row.provenance.valid_to else None,
                    "doubt": row.provenance.doubt,
                }
                for row in act.rows
            ],
        }
        for act in library().acts.values()
        if name in (None, act.id)
    ]
    json.dump(records, sys.stdout, ensure_ascii=False, indent=2)
    sys.stdout.write("\n")
