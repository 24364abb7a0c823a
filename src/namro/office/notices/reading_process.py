"""A process that reads files and nothing else: `python -m namro.office.notices.reading_process MEGABYTES`.

It takes a request a line on standard input, `{"path", "name", "on", "place"}`, and answers a line each:
`{"reading", "dues", "clarity"}` or `{"error": {"code", "details"}}`. Its memory is limited, so that a hostile file
costs this process and not the office; how long it may take, the asking side decides. Knows no database and no Django.
"""

from __future__ import annotations

import json
import os
import resource
import sys
from datetime import date
from typing import Any

_REACH = 700  # characters after a clause in which the sentence that says its time may stand


def main(arguments: list[str]) -> int:
    """Answer requests until standard input ends."""
    limit = int(arguments[0]) * 1_000_000
    resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8", errors="surrogatepass")
    os.dup2(2, 1)  # what a library prints is no answer
    for line in sys.stdin:
        request = json.loads(line)
        try:
            answer = answered(**request)
        except MemoryError:
            answer = {"error": {"code": "reading-memory", "details": {"source": request["name"]}}}
        answers.write(json.dumps(answer) + "\n")
        answers.flush()
    return 0


def answered(path: str, name: str, on: str | None, place: str | None) -> dict[str, Any]:
    """The reading of one file with, for each directive, where its time is said and how its day was reckoned."""
    from namro.documents import read_stream
    from namro.errors import DocumentError, NamroError
    from namro.reading.clarity.rules import score
    from namro.reading.engine import read

    try:
        with open(path, "rb") as stream:
            document = read_stream(stream, name)
        reading = read(document, on=date.fromisoformat(on) if on else None, place=place or None)
        clarity = score(reading.directives)
        return {
            "reading": reading.as_json(),
            "dues": dues_of(reading, document),
            "clarity": None if clarity is None else int(clarity),
        }
    except OSError as error:
        refused: NamroError = DocumentError("file-unreadable", source=name, reason=error.strerror or str(error))
    except NamroError as error:
        refused = error
    except MemoryError:
        raise
    except Exception as error:  # a fault of ours in one document must not cost the others
        refused = DocumentError("reading-failed", source=name, reason=f"{type(error).__name__}: {error}")
    return {"error": {"code": refused.code, "details": {key: str(value) for key, value in refused.details.items()}}}


def dues_of(reading: Any, document: Any) -> list[dict[str, Any] | None]:
    """For each directive `{"start", "end", "steps"}`: where its time is said, and how its day was reckoned."""
    from namro.reading.deadlines.rules import find_deadlines
    from namro.reading.scan import Scan

    scan = Scan(document)
    said: dict[str, list[Any]] = {}
    for mention in find_deadlines(scan, reading.document):
        if mention.deadline.code:
            said.setdefault(mention.deadline.code, []).append(scan.source_span(mention.span))
    found: list[dict[str, Any] | None] = []
    for directive in reading.directives:
        due = directive.due
        if due is None or due.code is None:
            found.append(None)
            continue
        near = [
            span
            for span in said.get(due.code, ())
            if directive.span.start - _REACH <= span.start <= directive.span.end + _REACH
        ]
        best = min(near, key=lambda span: _distance(directive.span, span), default=None)
        steps = [[step.code, dict(step.details)] for step in due.steps]
        found.append({"start": best.start if best else None, "end": best.end if best else None, "steps": steps})
    return found


def _distance(whole: Any, part: Any) -> int:
    """How far a stretch stands from a clause: none within it, and behind it is nearer than before it."""
    if part.start < whole.start:
        return 2 * (whole.start - part.start)
    return max(0, part.end - whole.end)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
