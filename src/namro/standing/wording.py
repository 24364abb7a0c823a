"""Numbers, days and findings in words: what every form of an answer shares.

Does not lay anything out.
"""

from __future__ import annotations

from datetime import date
from decimal import ROUND_HALF_EVEN, Decimal

from namro.errors import say
from namro.law import Finding, Interval, Reason, Term
from namro.law.values import INFINITY

PLACES = Decimal("0.01")


def number(value: Decimal, lang: str, places: Decimal = PLACES) -> str:
    """A number with at most two decimals and the language's marks.

    >>> number(Decimal("2694.64"), "vi"), number(Decimal("55.5555"), "en"), number(Decimal(1500), "vi")
    ('2.694,64', '55.56', '1.500')
    """
    whole = value.to_integral_value()
    rounded = whole if value == whole else value.quantize(places, ROUND_HALF_EVEN)
    written = f"{rounded:,f}"
    if "." in written:
        written = written.rstrip("0").rstrip(".")
    return written.translate(str.maketrans(",.", ".,")) if lang == "vi" else written


def value(number_of: Decimal, term: Term, lang: str) -> str:
    """A value of a term with its unit, or its label."""
    if term.scale:
        return term.scale[int(number_of)]
    return f"{number(number_of, lang)}{'' if term.unit == '%' else ' '}{term.unit}"


def figure(interval: Interval, term: Term, lang: str) -> str:
    """A figure as far as it is known; a dash for nothing."""
    if interval.exact:
        return value(interval.low, term, lang)
    low_open = interval.low == -INFINITY or (bool(term.scale) and interval.low == 0)
    high_open = interval.high == INFINITY or (bool(term.scale) and interval.high == len(term.scale) - 1)
    if low_open and high_open:
        return "–"
    if high_open:
        return say("law-word-at-least", lang, low=value(interval.low, term, lang))
    if low_open:
        return say("law-word-at-most", lang, high=value(interval.high, term, lang))
    return say("law-word-from-to", lang, low=value(interval.low, term, lang), high=value(interval.high, term, lang))


def span(interval: Interval, lang: str) -> str:
    """Points or counts: one number, or from one to another."""
    if interval.exact:
        return number(interval.low, lang)
    return say("law-word-from-to", lang, low=number(interval.low, lang), high=number(interval.high, lang))


def finding(found: Finding | None, lang: str, *, otherwise: str = "points") -> str:
    """A finding in words; `otherwise` is what stands for none: points only, or a goal that is closed."""
    return say(f"law-finding-{found.value if found else otherwise}", lang)


def day(on: date | None, lang: str) -> str:
    """A day as people of the language write it; "now" for none."""
    if on is None:
        return say("law-until-now", lang)
    return f"{on:%d/%m/%Y}" if lang == "vi" else on.isoformat()


def because(reason: Reason, lang: str) -> str:
    """One step of a trace as a sentence."""
    details = {key: _detail(key, text, lang) for key, text in reason.details}
    return say(f"law-because-{reason.code}", lang, **details)


def _detail(key: str, text: str, lang: str) -> str:
    if key in ("since", "begins"):
        return day(date.fromisoformat(text), lang)
    if key == "finding":
        return say(f"law-finding-{text}" if text != "None" else "law-finding-closed", lang)
    return say("law-word-not-read", lang) if text == "not read" else text
