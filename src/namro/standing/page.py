"""An answer as one HTML page that needs nothing else: no scripts, no fonts from elsewhere, fit for printing."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from namro.errors import say
from namro.standing.answer import Answer, Line

STYLE = """
body{font:16px/1.5 system-ui,sans-serif;max-width:70rem;margin:2rem auto;padding:0 1rem;color:#1a1a1a}
h1{font-size:1.5rem;margin-bottom:.2rem}h2{font-size:1.15rem;margin-top:2rem}
table{border-collapse:collapse;width:100%}th,td{text-align:left;vertical-align:top;padding:.45rem .6rem}
th,td{border-bottom:1px solid #ccc}
.met{color:#14632b}.not_met{color:#9b1c1c}.unknown,.closed,.points{color:#5a5a5a}
.verdict{font-size:1.2rem;font-weight:600}.small{font-size:.875rem;color:#444}
details{margin:.2rem 0}@media print{details>*{display:block}}
"""
HEADS = ("standard", "threshold", "figure", "finding", "missing", "article")


def page(answers: Sequence[Answer], differences: Sequence[str], lang: str) -> str:
    """The page for one or more answers, and what makes the difference between two."""
    title = f"{answers[0].place}: {answers[0].goal}"
    body = "".join(_section(answer, lang) for answer in answers)
    if differences:
        listed = "".join(f"<li>{escape(line)}</li>" for line in differences)
        body += f"<h2>{say('law-change-head', lang)}</h2><ul>{listed}</ul>"
    return (
        f'<!doctype html>\n<html lang="{lang}"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width,initial-scale=1">'
        f"<title>{escape(title)}</title><style>{STYLE}</style></head><body>{body}</body></html>\n"
    )


def _section(answer: Answer, lang: str) -> str:
    parts = [
        f"<h1>{escape(answer.place)}: {escape(answer.goal)}</h1>",
        f'<p class="verdict {answer.verdict}">{escape(answer.on)}: {escape(answer.finding)}</p>',
    ]
    if answer.closed:
        parts.append(f"<p>{escape(answer.closed)}</p>")
    parts.append(f"<p>{escape(answer.act)} ({escape(answer.force)})</p>")
    if answer.reading:
        parts.append(
            f"<p>{say('law-word-reading', lang)}: {escape(answer.reading)}. {escape(' '.join(answer.rivals))}</p>"
        )
    parts += [f"<p>{escape(tally)}</p>" for tally in answer.tallies]
    if answer.lines:
        heads = "".join(f'<th scope="col">{say(f"law-word-{head}", lang)}</th>' for head in HEADS)
        rows = "".join(_row(line, lang) for line in answer.lines)
        parts.append(f"<table><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>")
    for head, items in (("nearest", answer.nearest), ("cheapest", answer.cheapest), ("unknown", answer.unknown)):
        if items:
            listed = "".join(f"<li>{escape(item)}</li>" for item in items)
            parts.append(f"<h2>{say(f'law-word-{head}', lang)}</h2><ul>{listed}</ul>")
    if answer.lines:
        sources = dict.fromkeys(source for line in answer.lines for source in line.sources)
        listed = "".join(f"<li>{escape(source)}</li>" for source in sources)
        parts.append(f'<h2>{say("law-word-sources", lang)}</h2><ul class="small">{listed}</ul>')
    parts += [f'<p class="small">{say("law-word-caveat", lang)}: {escape(caveat)}</p>' for caveat in answer.caveats]
    return "".join(parts)


def _row(line: Line, lang: str) -> str:
    points = f"<br>{say('law-word-points', lang)}: {escape(line.points)}" if line.points else ""
    why = "".join(f"<li>{escape(step)}</li>" for step in (*line.because, *line.facts))
    source = escape(", ".join(line.source_keys))
    doubt = f"<br>{escape(line.doubt)}" if line.doubt else ""
    return (
        f'<tr><th scope="row">{escape(line.label)}<details><summary class="small">{say("law-word-why", lang)}</summary>'
        f'<ul class="small">{why}</ul></details></th><td>{escape(line.threshold)}</td><td>{escape(line.figure)}</td>'
        f'<td class="{line.verdict}">{escape(line.finding)}{points}</td><td>{escape(line.missing)}</td>'
        f'<td>{escape(line.article)}<div class="small">{source}<br>{escape(line.confidence)}{doubt}</div></td></tr>'
    )
