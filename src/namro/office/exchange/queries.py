"""What leaves the register: the same rows in the same order as its list, as lines of the book, and a period's report.

Every question starts from what the person may see. Files are in Vietnamese whatever language the page is in.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta
from typing import Any

from django.conf import settings
from django.db.models import F, Prefetch, Q, QuerySet
from django.utils import timezone, translation

from namro.drafting.book import Book, Line
from namro.drafting.report import AHEAD_DAYS, Granted, Group, Report
from namro.office.accounts.models import Agency
from namro.office.accounts.roles import Part
from namro.office.common import marks
from namro.office.directives import access
from namro.office.directives.counting import Basis, Standing
from namro.office.directives.filters import Filter
from namro.office.directives.models import CLEARS, Answer, Directive, Evidence, Extension, Participation
from namro.office.directives.queries import count, count_by, standing_filter, standing_of
from namro.office.directives.rows import state_key
from namro.office.directives.states import COUNTED, OPEN, State
from namro.office.directives.themes import theme_name
from namro.office.exchange.periods import Period
from namro.office.ledger.chain import GENESIS
from namro.office.ledger.models import LedgerHead
from namro.office.notices.models import Notice

_READ_ROWS = 1000
_UNUSED = ("quote", "suggestions", "due_steps")
_FILLED = {
    "person": ("lead_id",),
    "responsibility": ("responsibility",),
    "authority": ("authority",),
    "time": ("current_due", "every"),
    "result": ("deliverable",),
}
"""The columns by which an office fills what a notice leaves open."""


def chosen(user: Any, wanted: Filter, on: date) -> QuerySet[Directive]:
    """The directives a person sees under a filter, in the order of the list."""
    return ordered(wanted.apply(access.visible(user), on, user), wanted)


def ordered(rows: QuerySet[Directive], wanted: Filter) -> QuerySet[Directive]:
    """In the filter's order, rows without a value last, as `keyset` has it."""
    order = []
    for column in wanted.columns:
        name = F(column.lstrip("-"))
        order.append(name.desc(nulls_last=True) if column.startswith("-") else name.asc(nulls_last=True))
    return rows.order_by(*order)


def book_of(user: Any, wanted: Filter, on: date, title: str = "") -> Book:
    """The cover and foot of a book for a person, a filter and a day, at this moment's end of the ledger."""
    head = LedgerHead.objects.filter(pk=1).first()
    with translation.override("vi"):
        selection = wanted.sentence(access.visible(user))
    named = {"title": title} if title else {}
    return Book(
        office=settings.ENVIRONMENT.office_name,
        selection=selection,
        on=on,
        ledger_number=head.number if head else 0,
        ledger_hash=head.hash if head else GENESIS,
        **named,
    )


def lines_of(rows: QuerySet[Directive], on: date, basis: Basis = Basis.CURRENT) -> Iterator[Line]:
    """Directives as lines of the book, read a thousand at a time."""
    with translation.override("vi"):
        states = {state.value: str(state.label) for state in State}
        standings = {key: str(words) for key, (_, _, words) in marks.MARKS.items()}
        clears = {key: str(short) for key, short, _ in marks.CLEARS}
        themes: dict[str, str] = {"": ""}
        names = dict(Agency.objects.values_list("pk", "name"))
    support = Participation.objects.filter(part=Part.SUPPORT).only("directive_id", "agency_id", "part")
    read = rows.select_related("notice").defer(*_UNUSED)
    read = read.prefetch_related(
        Prefetch("parts", support, to_attr="support_parts"), Prefetch("evidence", Evidence.objects.only("directive_id"))
    )
    for one in read.iterator(_READ_ROWS):
        if one.theme not in themes:
            with translation.override("vi"):
                themes[one.theme] = theme_name(one.theme)
        standing = standing_of(one, on, basis)
        due = one.original_due if basis is Basis.ORIGINAL else one.current_due
        late = standing is Standing.OVERDUE and due is not None
        yield Line(
            number=one.number,
            task=one.task,
            notice=one.notice.name if one.notice else "",
            notice_day=one.notice.issued_on if one.notice else None,
            basis=one.basis,
            theme=themes[one.theme],
            lead=names.get(one.lead_id, "") or one.lead_words,
            support="; ".join(sorted(names[part.agency_id] for part in one.support_parts)) or one.support_words,
            original_due=one.original_due,
            current_due=one.current_due,
            due_words=one.due_words,
            state=states[one.state],
            state_key=one.state,
            standing_key=standing.value,
            standing=standings[state_key(one, standing)],
            days_late=(on - due).days if late and due else None,
            deliverable=one.deliverable,
            evidence=len(one.evidence.all()),
            done_on=one.done_on,
            open=", ".join(clears[key] for key in still_open(one)),
            capital_plan=one.capital_plan,
            disbursed=one.disbursed,
            reason=one.reason,
        )


def still_open(directive: Directive) -> list[str]:
    """The clears that the notice leaves open and nobody has filled since."""
    found = []
    for key in CLEARS:
        told = (directive.clears or {}).get(key)
        state = told.get("state") if isinstance(told, dict) else "clear" if key in ("task", "result") else "missing"
        if not directive.clears and key in ("responsibility", "authority"):
            continue  # written by hand: nobody was asked
        filled = any(getattr(directive, column) for column in _FILLED.get(key, ()))
        if state in ("missing", "vague") and not filled:
            found.append(key)
    return found


def followed(rows: QuerySet[Directive], period: Period) -> QuerySet[Directive]:
    """What was to be done in a period: entered by its end, counted, and not done before it began."""
    done_before = Q(state=State.DONE, done_on__lt=period.begins)
    return rows.filter(entered_at__lt=_midnight_after(period.ends)).exclude(done_before)


def report_of(user: Any, wanted: Filter, period: Period, on: date) -> Report:
    """A period's report for a person and a filter; `on` is the day it is made."""
    basis, day = wanted.basis, min(period.ends, on)
    rows = followed(wanted.apply(access.visible(user), on, user), period)
    counted = rows.filter(state__in=COUNTED)
    book = book_of(user, wanted, on)
    overdue = rows.filter(standing_filter(Standing.OVERDUE, day, basis)).order_by(f"{basis}_due", "pk")
    due = f"{basis}_due"
    ahead = rows.filter(state__in=OPEN, **{f"{due}__gte": day, f"{due}__lte": day + timedelta(days=AHEAD_DAYS)})
    carried = counted.filter(entered_at__lt=_midnight_after(period.begins - timedelta(days=1))).count()
    open_lines = lines_of(rows.filter(state__in=OPEN).order_by("number"), day, basis)
    return Report(
        book=book,
        place=settings.ENVIRONMENT.place,
        period=period.name,
        begins=period.begins,
        ends=period.ends,
        counted_on=day,
        by_original=basis is Basis.ORIGINAL,
        count=count(rows, day, basis),
        carried=carried,
        new=counted.count() - carried,
        done_after=rows.filter(state=State.DONE, done_on__gt=period.ends).count(),
        by_agency=_by_agency(rows, day, basis),
        by_notice=_by_notice(rows, day, basis),
        overdue=list(lines_of(overdue, day, basis)),
        granted=_granted(rows, period),
        ahead=list(lines_of(ahead.order_by(due, "pk"), day, basis)),
        unclear=[line for line in open_lines if line.open],
        lines=lines_of(ordered(rows, wanted), day, basis),
    )


def _by_agency(rows: QuerySet[Directive], on: date, basis: Basis) -> Sequence[Group]:
    names = dict(Agency.objects.values_list("pk", "name"))
    counts = count_by(rows, "agency", on, basis)
    groups = [Group(names.get(pk) or "Chưa giao cơ quan chủ trì", one) for pk, one in counts.items() if one.total]
    return sorted(groups, key=lambda group: (-group.count.overdue, -group.count.total, group.name))


def _by_notice(rows: QuerySet[Directive], on: date, basis: Basis) -> Sequence[Group]:
    counts = {pk: one for pk, one in count_by(rows, "notice", on, basis).items() if one.total}
    seen = Notice.objects.filter(pk__in=rows.exclude(notice=None).order_by().values("notice"))
    notices = {one.pk: one for one in seen.only("number", "title", "issued_on")}
    newest = sorted(counts, key=lambda pk: (notices[pk].issued_on or date.min, pk) if pk else (date.min, 0))
    return [Group(notices[pk].name if pk else "Nhiệm vụ nhập tay", counts[pk]) for pk in reversed(newest)]


def _granted(rows: QuerySet[Directive], period: Period) -> Sequence[Granted]:
    found = Extension.objects.filter(
        directive__in=rows, answer=Answer.GRANTED, decided_on__gte=period.begins, decided_on__lte=period.ends
    )
    return [
        Granted(
            number=one.directive.number,
            task=one.directive.task,
            lead=one.directive.lead.name if one.directive.lead else one.directive.lead_words,
            before=one.due_then,
            after=one.granted_due or one.wanted_due,
            on=one.decided_on or period.ends,
            why=one.why,
        )
        for one in found.select_related("directive__lead").order_by("decided_on", "pk")
    ]


def _midnight_after(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day + timedelta(days=1), time.min))
