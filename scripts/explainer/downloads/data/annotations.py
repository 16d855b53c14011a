"""The quotations as W3C Web Annotations, each of which finds its words in the article."""

from __future__ import annotations

import json
from datetime import UTC, datetime

from explainer.core.text import fold
from explainer.downloads.book import Book
from explainer.downloads.references import address_of
from explainer.render.elements import anchor_of

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
_CUT = "[...]"


def annotation_page(book: Book) -> bytes:
    """Return an annotation for every quotation whose article has an address, as JSON-LD."""
    items = [item for key in book.edition.evidence.quotes if (item := _annotation(book, key))]
    modified = datetime.fromtimestamp(book.released, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    page = {
        "@context": CONTEXT,
        "id": f"{book.address}quotations.jsonld",
        "type": "AnnotationPage",
        "label": " ".join(book.imprint()),
        "modified": modified,
        "rights": book.identity.licence.address,
        "items": items,
    }
    return (json.dumps(page, ensure_ascii=False, indent=1) + "\n").encode()


def _annotation(book: Book, key: str) -> dict[str, object] | None:
    evidence = book.edition.evidence
    quote, source = evidence.quotes[key], evidence.source_of(key)
    if not address_of(source):
        return None
    body = {
        "type": "TextualBody",
        "value": f"{evidence.people[quote.speaker].shown}, {quote.about}",
        "format": "text/plain",
        "language": book.identity.language,
        "purpose": "describing",
    }
    return {
        "id": f"{book.address}quotes.html#{anchor_of('q', key)}",
        "type": "Annotation",
        "motivation": "describing",
        "body": body,
        "target": {"source": address_of(source), "selector": _selector(quote.text)},
    }


def _selector(text: str) -> dict[str, object]:
    """Return the selector of the quoted words; if the quotation has a cut, its first and last pieces bound it."""
    pieces = [piece.strip() for piece in text.replace("[…]", _CUT).split(_CUT)] if _CUT in fold(text) else [text]
    selectors: list[dict[str, object]] = [{"type": "TextQuoteSelector", "exact": piece} for piece in pieces if piece]
    if len(selectors) == 1:
        return selectors[0]
    return {"type": "RangeSelector", "startSelector": selectors[0], "endSelector": selectors[-1]}
