"""Signatures: who signed a PDF, when, and whether the file is still what was signed.

Checks the arithmetic of each signature and what was added to the file after it. Does not decide whether the signer's
certificate is to be trusted: that needs the list of the national certification authority (NEAC) and a network.
"""

from __future__ import annotations

import io
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from namro.documents.optional import optional
from namro.errors import DocumentError


@dataclass(frozen=True, slots=True)
class Signature:
    """One signature of a PDF (chữ ký số).

    `signer` is the common name of the certificate, `organisation` what it says of the office. `signed_at` is the time
    the signer's machine stated, with its offset. `intact`: what was signed is unchanged and the signature belongs to
    the certificate. `covers_all`: nothing at all was added to the file after it. `changed_since`: something other than
    further signatures, stamps of time and form fields was added.
    """

    signer: str
    organisation: str | None
    signed_at: datetime | None
    intact: bool
    covers_all: bool
    changed_since: bool


def signatures(path: Path) -> tuple[Signature, ...]:
    """The signatures of a PDF in the order they were made, none where it holds none.

    Raises DocumentError: `file-missing`, `file-unreadable`, `file-damaged`, `file-locked`, `format-needs-extra`.
    """
    source = str(path)
    try:
        data = path.read_bytes()
    except FileNotFoundError as error:
        raise DocumentError("file-missing", source=source) from error
    except OSError as error:
        raise DocumentError("file-unreadable", source=source, reason=error.strerror) from error
    return signatures_of(data, source)


def signatures_of(data: bytes, source: str) -> tuple[Signature, ...]:
    """The signatures of a PDF at hand; errors as for `signatures`."""
    pdf = optional("pyhanko.pdf_utils.reader", source)
    faults = optional("pyhanko.pdf_utils.misc", source)
    general = optional("pyhanko.sign.general", source)
    try:
        reader = pdf.PdfFileReader(io.BytesIO(data))
        if reader.encrypted:
            raise DocumentError("file-locked", source=source)
        return tuple(_signature(embedded, source) for embedded in reader.embedded_regular_signatures)
    except (faults.PdfError, general.CMSExtractionError, ValueError, KeyError, TypeError, RecursionError) as error:
        raise DocumentError("file-damaged", source=source) from error


def _signature(embedded: Any, source: str) -> Signature:
    validation = optional("pyhanko.sign.validation", source)
    levels = optional("pyhanko.sign.diff_analysis", source).ModificationLevel
    coverage = optional("pyhanko.sign.validation.status", source).SignatureCoverageLevel
    context = optional("pyhanko_certvalidator", source).ValidationContext(allow_fetching=False, trust_roots=[])
    subject = embedded.signer_cert.subject.native
    try:
        status = validation.validate_pdf_signature(embedded, signer_validation_context=context)
    except optional("pyhanko.sign.validation.errors", source).SignatureValidationError:
        intact = covers_all = False
        changed_since = True
    else:
        intact = status.intact and status.valid
        covers_all = status.coverage == coverage.ENTIRE_FILE
        level = status.modification_level
        changed_since = not covers_all and (level is None or level > levels.FORM_FILLING)
    return Signature(
        signer=_name(subject.get("common_name")) or embedded.signer_cert.subject.human_friendly,
        organisation=_name(subject.get("organization_name")),
        signed_at=embedded.self_reported_timestamp,
        intact=intact,
        covers_all=covers_all,
        changed_since=changed_since,
    )


def _name(value: str | list[str] | None) -> str | None:
    return ", ".join(value) if isinstance(value, list) else value
