"""The app of the register."""

from django.apps import AppConfig


class DirectivesConfig(AppConfig):
    """Directives, and the tally that follows every action on them."""

    name = "namro.office.directives"
    verbose_name = "Nhiệm vụ"

    def ready(self) -> None:
        """Let the tally follow every action."""
        from namro.office.directives.models import Directive
        from namro.office.directives.tallies import move
        from namro.office.ledger.acting import Done, acted

        def follow(sender: type, done: Done, **_: object) -> None:
            if sender is Directive:
                move(done.before, done.after)

        acted.connect(follow, weak=False, dispatch_uid="directives.tally")
