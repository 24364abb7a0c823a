"""The app of search."""

from django.apps import AppConfig


class SearchConfig(AppConfig):
    """Search, with and without marks, over notices, directives and evidence."""

    name = "namro.office.search"
    verbose_name = "Tìm kiếm"

    def ready(self) -> None:
        """Let the index follow every action."""
        from namro.office.ledger.acting import acted
        from namro.office.search.indexing import follow

        acted.connect(follow, weak=False, dispatch_uid="search.index")
