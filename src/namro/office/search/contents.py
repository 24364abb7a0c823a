"""What of each record can be found: its texts in the order in which they are indexed, and who it is shown to.

The words of sight are a first sieve that keeps a body's own work near; what a person may see is decided by `access`.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from namro.office.directives.models import Directive, Evidence
from namro.office.notices.models import Notice
from namro.office.search.engines import sight_word
from namro.office.search.models import HEAD, Kind
from namro.office.search.preparing import Prepared, prepare


@dataclass(frozen=True, slots=True)
class Content:
    """A record as it is indexed."""

    kind: str
    key: int
    directive: int | None
    notice: int | None
    texts: tuple[str, ...]
    sight: tuple[str, ...] = ()

    @property
    def digest(self) -> str:
        """That of everything that is indexed."""
        said = "\x00".join((*self.texts, "\x01", *self.sight))
        return hashlib.blake2b(said.encode("utf-8", "replace"), digest_size=16).hexdigest()

    @property
    def prepared(self) -> Prepared:
        """The words of the texts."""
        return prepare(*self.texts)


def of_directives(directives: Iterable[Directive]) -> Iterator[Content]:
    """Directives and their evidence; wants `lead`, `notice`, `parts` and `evidence` at hand."""
    for one in directives:
        agencies = sorted({part.agency_id for part in one.parts.all()})
        sight = tuple(sight_word(pk) for pk in agencies)
        lead = one.lead
        texts = (
            str(one.number),
            one.task,
            one.quote if one.quote != one.task else "",
            one.deliverable,
            one.responsibility,
            one.authority,
            lead.name if lead else "",
            lead.short if lead else "",
            one.lead_words,
            one.support_words,
            one.recipient,
            one.theme,
            one.basis,
            one.due_words,
            one.notice.number if one.notice else "",
        )
        yield Content(Kind.DIRECTIVE.value, one.pk, one.pk, None, tuple(filter(None, texts)), sight)
        for piece in one.evidence.all():
            yield Content(Kind.EVIDENCE.value, piece.pk, one.pk, None, of_evidence(piece), sight)


def of_evidence(piece: Evidence) -> tuple[str, ...]:
    """The texts of a piece of evidence; what stands in its file is not read."""
    return tuple(filter(None, (piece.title, piece.url, piece.unit)))


def of_notices(notices: Iterable[Notice]) -> Iterator[Content]:
    """Notices twice: with the last text of each, and by their head alone, which is all of it that a body may read."""
    for one in notices:
        last = max(one.versions.all(), key=lambda version: version.ordinal, default=None)
        head = tuple(filter(None, (one.number, one.title, one.issuer, one.signed_by, one.place)))
        yield Content(Kind.NOTICE.value, one.pk, None, one.pk, (*head, last.text) if last and last.text else head)
        yield Content(HEAD, one.pk, None, one.pk, head)
