"""Bodies by name and through succession."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Q

from namro.office.accounts.models import Agency
from namro.office.common import clock
from namro.text import fold


def heirs(agencies: Iterable[int]) -> set[int]:
    """The bodies that answer today for these: each, and whoever succeeded it, in however many steps."""
    return _reached(set(agencies), {pk: [heir] for pk, heir in _successions()})


def lineage(agencies: Iterable[int]) -> set[int]:
    """The bodies whose work these have: each, and those it took over from."""
    back: dict[int, list[int]] = {}
    for pk, heir in _successions():
        back.setdefault(heir, []).append(pk)
    return _reached(set(agencies), back)


def agency_named(words: str) -> Agency | None:
    """The body an office writes so: by its name or its short form, without regard to marks and case."""
    key = fold(words)
    if not key:
        return None
    found = Agency.objects.filter(key=key).first()
    if found is None:
        found = next((one for one in Agency.objects.exclude(short="") if fold(one.short) == key), None)
    return found


def _successions() -> list[tuple[int, int]]:
    ended = Q(ends=None) | Q(ends__lt=clock.today())  # until its last day a body does its own work
    return list(Agency.objects.exclude(successor=None).filter(ended).values_list("pk", "successor_id"))


def _reached(known: set[int], steps: dict[int, list[int]]) -> set[int]:
    waiting = list(known)
    while waiting:
        for other in steps.get(waiting.pop(), ()):
            if other not in known:
                known.add(other)
                waiting.append(other)
    return known
