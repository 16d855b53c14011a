"""Which paragraphs are cited, and by which pages: what a citation leads to must say something, and lead back."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from explainer.edition.state import Edition
from explainer.prose.records_shown import records_shown
from explainer.quiz.words_from_records import feedback_claims


class CitingPage(NamedTuple):
    """A page that cites a paragraph: its path below docs/, and its heading."""

    path: str
    heading: str


def pages_citing(edition: Edition) -> Mapping[str, tuple[CitingPage, ...]]:
    """Return the pages whose sentences cite each paragraph, in the order of the pages, by `source:number`."""
    return edition.derived("pages that cite", _pages_citing)


def _pages_citing(edition: Edition) -> dict[str, tuple[CitingPage, ...]]:
    found: dict[str, dict[CitingPage, None]] = {}
    for page in edition.pages:
        citing = CitingPage(page.path, page.headings[0].text if page.headings else page.path)
        for citation in page.citations():
            for reference in citation.references:
                found.setdefault(reference, {})[citing] = None
    return {reference: tuple(pages) for reference, pages in found.items()}


def has_evidence(edition: Edition, path: str) -> bool:
    """Return whether a page cites or shows evidence of the subject; a page about one source does not."""
    page = next((each for each in edition.pages if each.path == path), None)
    if page is None or any(block.name == "source" for block in page.directives):
        return False
    return any(True for _ in page.citations()) or bool(records_shown(edition, page))


def cited_paragraphs(edition: Edition) -> list[str]:
    """Return every paragraph that a page, evidence, a term, a relation, a map or the quiz rests on, each once."""
    return list(dict.fromkeys(_cited(edition)))


def _cited(edition: Edition) -> Iterator[str]:
    evidence = edition.evidence
    yield from pages_citing(edition)
    for key, _ in evidence.pieces():
        yield from evidence.paragraphs_behind(key)
    for event in evidence.events.values():
        yield from event.also
    for term in evidence.terms.values():
        yield from term.cites
    for relation in evidence.relations.values():
        yield from relation.cites
    for drawn in evidence.maps.values():
        yield from drawn.cites
    for key, item in evidence.quiz.items():
        for claim in feedback_claims(item, evidence.place(f"quiz:{key}")):
            yield from claim.references
