"""`namro check`: every measured statement of a notice held against the official series."""

from __future__ import annotations

import json
import sys
from argparse import Namespace
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from namro.cli.arguments import Parser, day
from namro.cli.series_arguments import add_common
from namro.errors import DocumentError, NamroError, say

if TYPE_CHECKING:
    from namro.claims import Claim

NAME = "check"
HELP = {
    "vi": "Đối chiếu từng số liệu của văn bản với chuỗi số liệu: khớp, trái, bản khác, phạm vi khác hay chưa rõ.",
    "en": "Hold every figure of a notice against the series: supported, contradicted, other vintage or scope, unclear.",
}


def add_arguments(parser: Parser) -> None:
    """The arguments of `namro check`."""
    lang = parser.lang
    parser.add_argument("files", nargs="+", metavar="FILE", help=say("check-files", lang))
    parser.add_argument("--on", type=day, metavar="DATE", help=say("cli-read-on", lang))
    parser.add_argument("--place", metavar="NAME", help=say("cli-read-place", lang))
    add_common(parser)


def run(args: Namespace, lang: str) -> int:
    """Check every file; 1 if any failed, after all others were checked."""
    from namro.claims import check_reading
    from namro.cli.figure_tables import Answer, show
    from namro.cli.series_arguments import place_name, store_of

    store = store_of(args)
    failed = False
    checked: list[tuple[str, list[Claim]]] = []
    for name in args.files:
        try:
            checked += [
                (title, check_reading(reading, store, known_on=args.known_on))
                for title, reading in _readings(name, args)
            ]
        except NamroError as error:
            failed = True
            sys.stderr.write(f"{say('cli-name', lang)}: {error.message(lang)}\n")
    if not checked:
        return 1
    claims = [(title, claim) for title, found in checked for claim in found]
    show(
        Answer(
            data={
                "documents": [
                    {"source": title, "claims": [claim.as_json() for claim in found]} for title, found in checked
                ]
            },
            title=", ".join(title for title, _ in checked),
            lines=[_counts([claim for _, claim in claims], lang)],
            head=tuple(say(code, lang) for code in ("check-head-said", "check-head-verdict", "check-head-grounds")),
            rows=[
                (_said(claim, lang), say(f"check-{claim.verdict}", lang), _grounds(claim, lang)) for _, claim in claims
            ],
            csv_head=(
                "source",
                "start",
                "end",
                "quote",
                "indicator",
                "place",
                "name",
                "period",
                "verdict",
                "reason",
                "stated",
                "official",
                "difference",
                "official_source",
                "published_on",
                "known",
                "size",
            ),
            csv_rows=[
                (
                    title,
                    claim.statement.start,
                    claim.statement.end,
                    claim.statement.quote,
                    claim.statement.indicator or "",
                    claim.place or "",
                    place_name(claim.place) if claim.place else "",
                    claim.statement.period.iso if claim.statement.period else "",
                    claim.verdict,
                    claim.reason,
                    claim.statement.value,
                    claim.official.value if claim.official else "",
                    "" if claim.difference is None else claim.difference,
                    claim.official.source if claim.official else "",
                    (claim.official and claim.official.published_on) or "",
                    claim.bases[0].known if claim.bases else "",
                    claim.bases[0].size if claim.bases else "",
                )
                for title, claim in claims
            ],
        ),
        args.format,
        args.output,
    )
    return 1 if failed else 0


def _readings(name: str, args: Namespace) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """The readings in a file: of `namro read` where it is JSON, else read now."""
    if name.endswith((".json", ".jsonl")):
        try:
            text = Path(name).read_text("utf-8")
            whole = (
                json.loads(text) if name.endswith(".json") else [json.loads(line) for line in text.splitlines() if line]
            )
        except FileNotFoundError:
            raise DocumentError("file-missing", source=name) from None
        except (ValueError, OSError) as error:
            raise DocumentError("check-not-a-reading", source=name, reason=type(error).__name__) from None
        for reading in whole if isinstance(whole, list) else [whole]:
            if not isinstance(reading, dict) or "measures" not in reading:
                raise DocumentError("check-not-a-reading", source=name, reason="measures")
            yield str((reading.get("document") or {}).get("number") or name), reading
        return
    from namro.cli.sources import Failure, read_sources

    for outcome in read_sources([name], on=args.on, place=args.place):
        if isinstance(outcome, Failure):
            raise outcome.error
        reading = outcome.as_json()
        yield str(reading["document"].get("number") or name), reading


def _counts(claims: list[Claim], lang: str) -> str:
    from collections import Counter

    counts = Counter(claim.verdict for claim in claims)
    return "; ".join(f"{say(f'check-{verdict}', lang)}: {count}" for verdict, count in counts.most_common())


def _said(claim: Claim, lang: str) -> str:
    from namro.cli.figure_tables import when_words
    from namro.cli.series_arguments import place_name
    from namro.statistics import indicators

    said = claim.statement
    indicator = indicators().get(said.indicator or "")
    subject = (indicator.name_vi if lang == "vi" else indicator.name_en) if indicator else said.label or "…"
    where = place_name(claim.place) if claim.place else said.place or ""
    when = when_words(said.period, lang) if said.period else ""
    return f"{said.quote}\n{', '.join(filter(None, (subject, where, when)))}"


def _grounds(claim: Claim, lang: str) -> str:
    """The figures a verdict rests on, a line each."""
    from namro.cli.figure_tables import value_words, when_words
    from namro.cli.series_arguments import place_name
    from namro.statistics import Observation, scopes, series_kind

    def words(seen: Observation) -> str:
        day = f", {seen.published_on.isoformat()}" if seen.published_on else ""
        scope = f" ({scopes()[seen.scope].name(lang)})" if seen.scope else ""
        return f"{value_words(seen.value, seen.unit, lang)}{scope} [{seen.source}{day}]"

    lines = []
    if claim.verdict == "cannot-tell" or claim.official is None:
        lines.append(say(f"check-reason-{claim.reason}", lang))
    if claim.official is not None:
        lines.append(say("check-official", lang, figure=words(claim.official)))
        if claim.difference and claim.official.period != claim.statement.period:
            lines.append(say("check-counted-to", lang, period=when_words(claim.official.period, lang)))
        if claim.difference:
            shown = value_words(claim.difference, claim.official.unit, lang)
            lines.append(say("check-difference", lang, difference=shown))
    lines += [say("check-agrees", lang, figure=words(seen)) for seen in claim.agreeing if seen is not claim.official]
    lines += [
        say("check-disagrees", lang, figure=words(seen)) for seen in claim.disagreeing if seen is not claim.official
    ]
    for basis in claim.bases:
        code = "check-basis-full" if basis.complete else "check-basis-partial" if basis.rank else "check-basis-none"
        lines.append(
            say(
                code,
                lang,
                series=series_kind(basis.series).name(lang),
                period=when_words(basis.period, lang),
                field=basis.field,
                known=basis.known,
                size=basis.size,
                rank=basis.rank,
                best=basis.best,
                worst=basis.worst,
            )
        )
    if claim.nearest is not None:
        near = claim.nearest
        lines.append(say("check-nearest", lang, period=when_words(near.period, lang), figure=words(near)))
    if claim.nation:
        figures = "; ".join(words(seen) for seen in reversed(claim.nation))
        lines.append(say("check-nation", lang, nation=place_name("VN"), figures=figures))
    return "\n".join(lines)
