"""What the overview tells: the count, whose it is, what comes next, what got worse, what is not clear.

Those who see all are told from the tally, so that the page costs the same at a million; a body's people from their own
rows. Nothing here is stored. "A week ago" is reckoned from the register as it stands: what is overdue now, less what
became so since, more what was finished since; extensions and suspensions granted in the week are not undone.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Count as SqlCount
from django.db.models import Q, QuerySet, Sum

from namro.office.accounts.models import Agency
from namro.office.common import marks
from namro.office.directives import queries
from namro.office.directives.access import visible
from namro.office.directives.counting import Basis, Count
from namro.office.directives.models import Directive, Tally
from namro.office.directives.states import OPEN, State
from namro.office.ledger.queries import subjects_of
from namro.office.notices import access as notices
from namro.office.notices.models import Notice

AHEAD = 14
"""Days that the overview looks ahead, today being the first."""
WEEK = 7
_NEXT = 3
_NOTICES = 6


@dataclass(frozen=True, slots=True)
class Body:
    """A lead body with its count; `pk` 0 is the work nobody leads yet."""

    pk: int
    name: str
    count: Count


@dataclass(frozen=True, slots=True)
class Day:
    """How many directives fall due on a day."""

    day: date
    number: int


@dataclass(frozen=True, slots=True)
class Worse:
    """Something that got worse: how many it is now of, how many came to it this week and in the week before."""

    key: str
    now: int
    week: int
    before: int


@dataclass(frozen=True, slots=True)
class Clarity:
    """A notice with how many directives a person sees of it, and how many of these miss each of the six clears."""

    notice: Notice
    directives: int
    missing: tuple[int, ...]

    @property
    def lacks(self) -> int:
        """All clears that are missing."""
        return sum(self.missing)

    @property
    def asked(self) -> int:
        """All clears that there should be."""
        return self.directives * len(self.missing)


def counts(user: Any, on: date, basis: Basis) -> dict[int | None, Count]:
    """The count of each lead body, as far as a person sees: from the tally, or from their own rows."""
    if user.sees_all():
        return queries.tallied(on, basis)
    return queries.count_by(visible(user), "agency", on, basis)


def bodies(counted: dict[int | None, Count]) -> list[Body]:
    """Lead bodies by name, those with most overdue first."""
    names = dict(Agency.objects.filter(pk__in=[pk for pk in counted if pk]).values_list("pk", "name"))
    rows = [Body(pk or 0, names.get(pk, ""), count) for pk, count in counted.items() if count.total or count.suspended]
    return sorted(rows, key=lambda row: (-row.count.overdue, -row.count.total, row.name))


def ahead(user: Any, on: date) -> list[Day]:
    """How many open directives fall due on each of the coming days."""
    days = [on + timedelta(days=number) for number in range(AHEAD)]
    within = {"current_due__gte": days[0], "current_due__lte": days[-1]}
    if user.sees_all():
        rows = Tally.objects.filter(state="open", **within).values_list("current_due").annotate(number=Sum("count"))
    else:
        rows = visible(user).filter(state__in=OPEN, **within).values_list("current_due").annotate(number=SqlCount("pk"))
    numbers = dict(rows.order_by())
    return [Day(day, numbers.get(day, 0)) for day in days]


def soonest(user: Any, on: date) -> list[Directive]:
    """The open directives that fall due first, from today on."""
    within = {"current_due__gte": on, "current_due__lte": on + timedelta(days=AHEAD - 1)}
    rows = visible(user).filter(state__in=OPEN, **within).select_related("lead")
    return list(rows.order_by("current_due", "pk")[:_NEXT])


def worse(user: Any, on: date) -> list[Worse]:
    """What got worse in seven days: overdue, sent back, refused."""
    start = on - timedelta(days=WEEK)
    newly = _open_due(user, start, on - timedelta(days=1))
    now = newly + _open_due(user, None, start - timedelta(days=1))
    finished = visible(user).filter(state=State.DONE, done_on__gte=start, current_due__lt=start).count()
    rows = [Worse("overdue", now, newly, now - newly + finished)]
    standing = dict(
        visible(user)
        .filter(state__in=(State.RETURNED, State.REFUSED))
        .values_list("state")
        .annotate(number=SqlCount("pk"))
        .order_by()
    )
    for state, action in ((State.RETURNED, "return_report"), (State.REFUSED, "refuse_directive")):
        week = _seen(user, subjects_of(action, start))
        before = _seen(user, subjects_of(action, start - timedelta(days=WEEK), start - timedelta(days=1)))
        rows.append(Worse(state.value, standing.get(state.value, 0), week, before))
    return rows


def clarity(user: Any) -> list[Clarity]:
    """The notices that came in last, by how much is not clear in them."""
    newest = list(notices.visible(user).order_by("-pk")[:_NOTICES])
    told: Counter[int] = Counter()
    missing: dict[int, Counter[str]] = {one.pk: Counter() for one in newest}
    for notice, clears in visible(user).filter(notice__in=[one.pk for one in newest]).values_list("notice", "clears"):
        told[notice] += 1
        missing[notice].update(key for key, _, _ in marks.CLEARS if marks.clear_state(clears, key) == "missing")
    rows = [
        Clarity(one, told[one.pk], tuple(missing[one.pk][key] for key, _, _ in marks.CLEARS))
        for one in newest
        if told[one.pk]
    ]
    return sorted(rows, key=lambda row: -row.lacks / row.asked)


def _open_due(user: Any, first: date | None, last: date) -> int:
    """How many open directives were due from one day to another."""
    within = Q(current_due__lte=last) & (Q(current_due__gte=first) if first else Q())
    if user.sees_all():
        return Tally.objects.filter(within, state="open").aggregate(number=Sum("count"))["number"] or 0
    return visible(user).filter(within, state__in=OPEN).count()


def _seen(user: Any, subjects: Iterable[str]) -> int:
    """How many of the subjects a person may see."""
    keys = {int(subject.partition(":")[2]) for subject in subjects if subject.startswith("directive:")}
    return _among(visible(user), keys).count() if keys else 0


def _among(rows: QuerySet[Directive], keys: Iterable[int]) -> QuerySet[Directive]:
    return rows.filter(pk__in=sorted(keys))
