"""Rule P4: what is recorded is shown, and what is shown is recorded."""

from __future__ import annotations

from collections.abc import Iterator

from explainer.core.problems import Problem, Severity
from explainer.core.text import fold
from explainer.edition.state import Edition
from explainer.gates.registry import Finding, Seen
from explainer.gates.rulebook import rule
from explainer.prose.records_shown import quiz_shown, records_shown
from explainer.prose.statements import all_statements

_SENTENCES = {
    "people": "No quotation, figure or relation names the person",
    "organisations": "No figure or relation names the organisation",
    "measures": "No figure names the measure",
    "charts": "No page draws the chart",
    "maps": "No page draws the map",
    "places": "No map has a sign on the place",
    "relations": "No page draws the relation",
    "topics": "No quotation, figure or event names the topic",
    "glossary": "No sentence or quotation uses the term",
}
_USES = {
    "glossary": "use it in a sentence",
    "charts": "draw it with a block `/// chart`",
    "relations": "put `/// relations` on a page",
    "maps": "draw it with a block `/// map`",
    "places": "mark it on a map",
}


@rule("P4", "shown and used")
def shown(edition: Edition) -> Iterator[Finding]:
    """Every quotation, figure and event is shown on a page, every chart, map and relation is drawn and every quiz item
    asked on one. Every source has evidence. Every person and organisation says or claims something or is in a relation,
    every place is marked on a map, every measure has a figure, and every glossary term is used in a sentence or
    quotation. A topic without evidence is warned about."""
    evidence = edition.evidence
    shown_somewhere = {key for page in edition.pages for key in records_shown(edition, page)}
    for key, _ in evidence.pieces():
        yield Seen(key)
        if key not in shown_somewhere:
            yield Problem(evidence.place(key), "P4", f"No page shows {key}.", "Show it on a page, or remove it.")
    for key in evidence.sources:
        yield Seen(key)
        if not (evidence.sources[key].quotes or evidence.sources[key].figures or evidence.sources[key].events):
            hint = "Add a quotation, figure or event, or remove the source."
            yield Problem(evidence.place(key), "P4", f"The source {key} has no evidence.", hint)
    asked = {key for page in edition.pages for key in quiz_shown(edition, page)}
    for key in evidence.quiz:
        yield Seen(key)
        if key not in asked:
            hint = f"Add `/// quiz` with the option `lesson: {evidence.quiz[key].lesson}` to a page."
            yield Problem(evidence.place(f"quiz:{key}"), "P4", f"No page asks the quiz item {key}.", hint)
    for table, unused in _unused(edition).items():
        for key in unused:
            hint = f"Remove it from data/{table}.yaml, or {_USES.get(table, 'name it in a record')}."
            # A question may wait for its first article; anything else without a use was forgotten.
            severity: Severity = "warning" if table == "topics" else "error"
            yield Problem(evidence.place(f"{table}:{key}"), "P4", f"{_SENTENCES[table]} {key!r}.", hint, severity)


def _unused(edition: Edition) -> dict[str, list[str]]:
    evidence = edition.evidence
    heard = {quote.speaker for quote in evidence.quotes.values()}
    claimants = {figure.claimed_by for figure in evidence.figures.values()}
    heard |= claimants
    blocks = [block for page in edition.pages for block in page.directives]
    drawn = {block.argument for block in blocks if block.name == "chart"}
    mapped = {block.argument for block in blocks if block.name == "map"}
    marked = {place for each in evidence.maps.values() for mark in each.marks for place in mark.places}
    related = {body for each in evidence.relations.values() for body in (each.subject, each.to)}
    measures = {figure.measure for figure in evidence.figures.values()}
    return {
        "people": [key for key in evidence.people if key not in heard | related],
        "organisations": [key for key in evidence.organisations if key not in claimants | related],
        "measures": [key for key in evidence.measures if key not in measures],
        "relations": [] if any(block.name == "relations" for block in blocks) else list(evidence.relations)[:1],
        "maps": [key for key in evidence.maps if key not in mapped],
        "places": [key for key, each in evidence.places.items() if each.kind != "neighbour" and key not in marked],
        "charts": [key for key in evidence.charts if key not in drawn],
        "topics": [key for key in evidence.topics if not _has_piece(edition, key)],
        "glossary": _unused_terms(edition),
    }


def _unused_terms(edition: Edition) -> list[str]:
    evidence = edition.evidence
    ours = [(statement.record, fold(statement.text)) for statement in all_statements(edition)]
    shown = [fold(quote.text) for quote in evidence.quotes.values()]
    texts = "\n".join([*shown, *(text for record, text in ours if not record.startswith("glossary:"))])
    definitions = [(record, text) for record, text in ours if record.startswith("glossary:")]

    def is_used(key: str, forms: tuple[str, ...]) -> bool:
        others = (text for record, text in definitions if record != f"glossary:{key}")
        return any(fold(form) in texts for form in forms) or any(
            fold(form) in text for text in others for form in forms
        )

    return [key for key, term in evidence.terms.items() if not is_used(key, term.forms)]


def _has_piece(edition: Edition, topic: str) -> bool:
    return any(topic in piece.topics for _, piece in edition.evidence.pieces())
