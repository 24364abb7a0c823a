"""`namro place`: what a unit is on a day, what it was formed of and what became of it."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

from namro.cli.arguments import Parser, day
from namro.errors import say

NAME = "place"
HELP = {
    "vi": "Cho biết một đơn vị hành chính cấp tỉnh vào một ngày: mã, vùng, hợp thành từ đâu, về đâu.",
    "en": "Say what a provincial unit is on a day: its code, its region, what it was formed of and what became of it.",
}


def add_arguments(parser: Parser) -> None:
    """The arguments of `namro place`."""
    lang = parser.lang
    parser.add_argument("name", metavar="NAME", help=say("place-name", lang))
    parser.add_argument("--on", type=day, required=True, metavar="DATE", help=say("place-on", lang))
    parser.add_argument(
        "--format", choices=("terminal", "json", "csv"), default="terminal", help=say("series-format", lang)
    )
    parser.add_argument("-o", "--output", type=Path, metavar="FILE", help=say("cli-read-output", lang))


def run(args: Namespace, lang: str) -> int:
    """Look the unit up and show it."""
    from namro.cli.figure_tables import Answer, show
    from namro.places import region_coded, successor, unit_coded, unit_named

    coded = args.name.startswith("GSO")
    unit = successor(unit_coded(args.name), args.on) if coded else unit_named(args.name, args.on)
    parts = [unit_coded(code) for code in unit.parts]
    data = {
        "on": args.on.isoformat(),
        "code": unit.code,
        "name": unit.name,
        "full_name": unit.full_name,
        "status": unit.status,
        "region": unit.region,
        "region_name": region_coded(unit.region).name,
        "begins": unit.begins.isoformat() if unit.begins else None,
        "ends": unit.ends.isoformat() if unit.ends else None,
        "parts": [part.code for part in parts],
        "becomes": unit.becomes,
        "act": unit.act,
        "source": unit.source,
    }
    rows = [
        (say("place-row-code", lang), unit.code),
        (say("place-row-region", lang), f"{data['region_name']} ({unit.region})"),
        (say("place-row-days", lang), f"{data['begins'] or '…'} – {data['ends'] or '…'}"),
    ]
    if parts:
        rows.append((say("place-row-parts", lang), ", ".join(f"{part.name} ({part.code})" for part in parts)))
    if unit.becomes:
        rows.append((say("place-row-becomes", lang), f"{unit_coded(unit.becomes).name} ({unit.becomes})"))
    if unit.act:
        rows.append((say("place-row-act", lang), unit.act))
    show(
        Answer(
            data=data,
            title=f"{unit.full_name}, {args.on.isoformat()}",
            head=("", ""),
            rows=rows,
            notes=[unit.source],
            csv_head=tuple(data),
            csv_rows=[tuple("|".join(value) if isinstance(value, list) else value for value in data.values())],
        ),
        args.format,
        args.output,
    )
    return 0
