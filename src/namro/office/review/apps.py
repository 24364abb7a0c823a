"""The app's name, and what follows a directive that is taken back into review."""

from __future__ import annotations

from typing import Any

from django.apps import AppConfig


class ReviewConfig(AppConfig):
    """The review desk: a person confirms what was read before it counts."""

    name = "namro.office.review"
    verbose_name = "Rà soát"

    def ready(self) -> None:
        """Let the findings of newer texts follow one whose confirmation is taken back."""
        from namro.office.ledger.acting import Done, acted
        from namro.office.notices.models import Finding, FindingState

        def follow(sender: type, action: str, done: Done, **_: Any) -> None:
            finding = (done.before or {}).get("finding_id")
            if action == "unconfirm_directive" and finding:
                same = Finding.objects.filter(same_as=finding, state=FindingState.CONFIRMED)
                same.update(state=FindingState.PROPOSED, same_as=None, decided_by=None, decided_at=None)

        acted.connect(follow, weak=False, dispatch_uid="review.taken-back")
