"""Speed of reading, in one process.

    python -m bench.reading

Prints what a whole reading costs beside the floor (NFC and one compiled pattern over the same text) and beside two
tools that do a part of the work, where they are installed (`pip install .[bench]`); how the cost of a byte grows; and
which dimension takes which share. Each time is the best of several.
"""

from __future__ import annotations

import importlib
import re
import resource
import subprocess
import sys
import sysconfig
import time
import unicodedata
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

from bench.corpus import MEGABYTE, documents, mix, seed
from namro.documents import Document
from namro.reading import Reading, engine, read

ONE_PATTERN = re.compile(r"\d+(?:[.,]\d+)*\s?(?:%|(?:nghìn )?tỷ|triệu|USD|đồng)?")
SIZES = (10_000, 100_000, MEGABYTE, 10 * MEGABYTE)
KINDS = ("sections", "measures", "goals", "references", "acronyms", "directives", "warnings")
T = TypeVar("T")
SLICE = 20_000  # characters that the slow ones are given


def main() -> None:
    """Print the table."""
    text = mix(MEGABYTE)
    whole(text)
    growth()
    shares(text)
    start_up()


def whole(text: str) -> None:
    """Findings and bytes a second beside the floor and the others."""
    first = seed()
    read(Document.of(first))
    seconds, reading = best(lambda: read(Document.of(first)), 5)
    print(f"the seed once loaded    {seconds * 1000:8.1f} ms   {found(reading)} findings")
    texts = documents()
    size = sum(len(t.encode()) for t in texts)
    seconds, readings = best(lambda: [read(Document.of(t)) for t in texts], 2)
    findings = sum(map(found, readings))
    rate = size / seconds / MEGABYTE
    print(f"{len(texts)} documents            {rate:8.2f} MB/s {findings / seconds:10,.0f} findings/s\n")
    seconds, _ = best(partial(_fresh, text), 2)
    rate = len(text.encode()) / seconds / MEGABYTE
    figures, _ = best(lambda: read(Document.of(text), directives=False), 2)
    without = len(text.encode()) / figures / MEGABYTE
    rows = others(text)
    print(f"one MB of the mix        MB/s   a reading is so many times as fast (* on its first {SLICE:,} characters)")
    print(f"  a whole reading      {rate:6.2f}   1")
    print(f"  without directives   {without:6.2f}   {rate / without:.2g}   (they add {seconds / figures - 1:.0%})")
    for name, other in rows:
        print(f"  {name:<20} {other:6.2f}   {rate / other:.2g}" if other else f"  {name:<20} not installed")


def others(text: str) -> list[tuple[str, float]]:
    """MB a second of the floor and of what does a part of the work; 0 where it is not installed."""
    floor, _ = best(lambda: sum(1 for _ in ONE_PATTERN.finditer(unicodedata.normalize("NFC", text))), 3)
    rows = [("NFC and one pattern", len(text.encode()) / floor / MEGABYTE)]
    piece = text[:SLICE]
    for label, module, call in (
        ("underthesea words*", "underthesea", lambda m: m.word_tokenize(piece)),
        ("dateparser search*", "dateparser.search", lambda m: m.search_dates(piece, languages=["vi"])),
    ):
        rows.append((label, _rate(module, call, len(piece.encode()))))
    return rows


def _rate(module: str, call: Callable[[Any], object], size: int) -> float:
    try:
        loaded = importlib.import_module(module)
    except ImportError:
        return 0.0
    seconds, _ = best(lambda: call(loaded), 1)
    return size / seconds / MEGABYTE


def growth() -> None:
    """Cost of a byte at each size over that at the smallest, and the most memory that was held."""
    print("\nsize           ns a byte   ratio   findings     peak memory of the process")
    base = 0.0
    for size in SIZES:
        text = mix(size)
        seconds, reading = best(partial(_fresh, text), 3 if size < MEGABYTE else 1)
        cost = seconds / size
        base = base or cost
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(f"{size:>12,} {cost * 1e9:10.0f} {cost / base:8.2f} {found(reading):>9,} {peak:>14,.0f} MB")


def shares(text: str) -> None:
    """What each step of a reading takes of its time."""
    steps: dict[str, float] = {}
    names = [name for name in vars(engine) if name.startswith("find_") or name == "read_header"]
    kept = {name: getattr(engine, name) for name in names}

    def timed(name: str, step: Callable[..., Any]) -> Callable[..., Any]:
        def run(*args: Any, **kwargs: Any) -> Any:
            begin = time.perf_counter()
            try:
                return step(*args, **kwargs)
            finally:
                steps[name] = steps.get(name, 0.0) + time.perf_counter() - begin

        return run

    for name, step in kept.items():
        setattr(engine, name, timed(name, step))
    try:
        begin = time.perf_counter()
        document = Document.of(text)
        steps["normal text"] = time.perf_counter() - begin
        read(document)
        total = time.perf_counter() - begin
    finally:
        for name, step in kept.items():
            setattr(engine, name, step)
    print("\nshare of the time")
    for name, seconds in sorted(steps.items(), key=lambda step: -step[1]):
        print(f"  {name:<18} {seconds / total:6.1%}")


def start_up() -> None:
    """`namro --help` beside an empty Python."""
    script = Path(sysconfig.get_path("scripts")) / "namro"
    if not script.exists():
        return
    empty, _ = best(lambda: subprocess.run([sys.executable, "-c", "pass"], check=True), 5)
    helped, _ = best(lambda: subprocess.run([script, "--help"], check=True, stdout=subprocess.DEVNULL), 5)
    print(f"\nnamro --help takes {helped / empty:.1f} times as long as python -c pass ({empty * 1000:.0f} ms)")


def _fresh(text: str) -> Reading:
    """A reading of a document not seen before: its normal text is made anew."""
    return read(Document.of(text))


def found(reading: Reading) -> int:
    """How many findings a reading holds."""
    return sum(len(getattr(reading, kind, ())) for kind in KINDS)


def best(work: Callable[[], T], times: int) -> tuple[float, T]:
    """The shortest of several runs, and what the last gave."""
    shortest = float("inf")
    for _ in range(times):
        begin = time.perf_counter()
        result = work()
        shortest = min(shortest, time.perf_counter() - begin)
    return shortest, result


if __name__ == "__main__":
    main()
