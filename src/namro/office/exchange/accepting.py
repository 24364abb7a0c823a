"""Taking chosen rows of an edited annex into the register: all of them or none, each by the register's own actions.

Every directive is held against the version that was shown when the rows were chosen. Where one has changed since,
nothing is written and the person compares anew.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from namro.errors import ActionError, NamroError
from namro.office.common.answers import said
from namro.office.directives import actions as register
from namro.office.directives.access import may
from namro.office.directives.models import Directive
from namro.office.directives.states import State
from namro.office.exchange import access, actions
from namro.office.exchange.annexes import every_of, row_from_plain, texts_of, with_rows
from namro.office.exchange.comparing import EARLY, Bodies, Compared, Comparison, compare, due_of
from namro.office.exchange.models import AnnexUpload


def comparison_of(user: Any, upload: AnnexUpload, bodies: Bodies) -> Comparison:
    """An annex that waits, beside the register as it now is."""
    directives = list(with_rows(access.annexed(user, upload.notice)))
    rows = [row_from_plain(kept) for kept in upload.rows]
    return compare(user, rows, directives, texts_of(upload.notice), bodies)


def accept(user: Any, upload: AnnexUpload, *, chosen: Mapping[int, int], bodies: Mapping[str, int]) -> AnnexUpload:
    """Take the chosen rows in. `chosen` gives, for each row's index, the version of its directive as it was shown;
    `bodies` those that stand for names the register does not know.

    Raises ActionError: `annex-nothing-chosen`, `annex-rows-changed`, `annex-row-refused`.
    """
    if not chosen:
        raise ActionError("annex-nothing-chosen")
    with transaction.atomic():
        AnnexUpload.objects.select_for_update().get(pk=upload.pk)  # two who accept take turns
        found = comparison_of(user, upload, Bodies(bodies))
        taken: dict[str, list[int]] = {"changed": [], "new": [], "given": []}
        rows = [(index, found.row(index)) for index in sorted(chosen)]
        stale = [index for index, one in rows if one is None or not one.offered or one.version != chosen[index]]
        if stale:
            raise ActionError("annex-rows-changed", count=len(stale))
        for index, one in rows:
            assert one is not None
            try:
                directive = _take(user, upload, one)
            except NamroError as error:
                number = one.row.number or index + 1
                raise ActionError("annex-row-refused", row=number, reason=said(error)) from error
            taken["new" if one.directive is None else "changed"].append(directive.number)
            if one.gives and directive.state == State.ASSIGNED:
                taken["given"].append(directive.number)
        closed: AnnexUpload = actions.accept_annex(user, upload, taken=taken)
        return closed


def _take(user: Any, upload: AnnexUpload, one: Compared) -> Directive:
    note = f"{upload.name}, dòng {one.row.number or one.index + 1}"
    if one.directive is None:
        made: Directive = register.enter_directive(user, notice=upload.notice, note=note, **_of_new(one))
        made = register.confirm_directive(user, made, note=note)
        return register.assign_directive(user, made, note=note) if one.gives else made
    directive, fields, bodies = one.directive, _words(one), _bodies(one)
    if directive.state in EARLY:
        changes = {**fields, **bodies, **_due(one)}
        if changes:
            directive = register.edit_directive(user, directive, version=one.version, note=note, **changes)
        if directive.state == State.DRAFT and one.gives:
            directive = register.confirm_directive(user, directive, note=note)
        if one.gives and may(user, "assign_directive", directive):
            directive = register.assign_directive(user, directive, note=note)
        return directive
    if directive.state == State.ASSIGNED:
        changes = {**fields, **{name: value for name, value in bodies.items() if one.lead or "lead" not in name}}
        changes |= {name: value for name, value in _due(one).items() if name == "due"}
        return register.assign_directive(user, directive, version=one.version, note=note, **changes)
    return register.set_parts(user, directive, version=one.version, note=note, support=one.support)


def _of_new(one: Compared) -> dict[str, Any]:
    row = one.row
    kept = {"task": row.task, "deliverable": row.deliverable, "basis": row.basis[:200], "due": due_of(row)}
    return kept | _bodies_of(one) | _due_words(one)


def _words(one: Compared) -> dict[str, Any]:
    """The changed cells of words."""
    changed = {change.column for change in one.changes if change.taken}
    limits = {"basis": 200}
    return {
        column: getattr(one.row, column)[: limits.get(column)]
        for column in ("task", "deliverable", "basis")
        if column in changed
    }


def _bodies(one: Compared) -> dict[str, Any]:
    changed = {change.column for change in one.changes if change.taken}
    kept = _bodies_of(one)
    fields: dict[str, Any] = {}
    if "lead" in changed or (one.lead is not None and one.directive is not None and one.directive.lead_id is None):
        fields |= {"lead": kept["lead"], "lead_words": kept["lead_words"]}
    if "support" in changed:
        fields |= {"support": kept["support"], "support_words": kept["support_words"]}
    return fields


def _bodies_of(one: Compared) -> dict[str, Any]:
    return {
        "lead": one.lead,
        "lead_words": one.row.lead[:300],
        "support": one.support,
        "support_words": one.row.support,
    }


def _due(one: Compared) -> dict[str, Any]:
    if not any(change.column == "due" and change.taken for change in one.changes):
        return {}
    return {"due": due_of(one.row), **_due_words(one)}


def _due_words(one: Compared) -> dict[str, Any]:
    if due_of(one.row) is not None:
        return {"every": ""}
    words = one.row.due if isinstance(one.row.due, str) else ""
    return {"every": every_of(words), "due_words": words[:300]}
