"""Every sentence of ours that readers meet, on pages and in data, with the paragraphs that it rests on."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from explainer.blocks.all_blocks import block_called
from explainer.blocks.block import Given, Words, given_of
from explainer.core.problems import Place
from explainer.edition.state import Edition
from explainer.pages.page import Block, Page
from explainer.prose.theme_words import theme_words
from explainer.quiz.words_from_records import feedback_claims, paragraphs_named
from explainer.records.evidence import Evidence
from explainer.records.quiz_items import written_words
from explainer.records.selection import chart_keys

Kind = Words | Literal["heading", "data", "question"]


@dataclass(frozen=True)
class Statement:
    """A piece of text of ours. `references` are the paragraphs that may back its numbers, names and quoted words."""

    text: str
    place: Place
    references: tuple[str, ...]
    kind: Kind
    page: str = ""
    record: str = ""


GENERATED_PAGE = "about/rules.md"
PROGRAM_PAGES = (GENERATED_PAGE, "about/scale.md", "about/architecture.md", "start.md")
"""Pages that quote, measure or describe the program. Their numbers are the program’s, and back no number on another
page. The first is written by the program, so nobody signs it off."""
_QUOTED = re.compile(r"“([^“”]{1,600})”|(?<![\w=])\"([^\"“”]{1,600})\"(?!\w)")


def quoted_in(text: str) -> list[str]:
    """Return the passages of a text that are in double quotation marks."""
    return [match[1] or match[2] for match in _QUOTED.finditer(text)]


def page_statements(edition: Edition, page: Page) -> list[Statement]:
    """Return the statements of a page. A heading or description rests on everything that the page cites or shows."""
    return edition.derived(f"statements of {page.path}", lambda each: list(_page_statements(each, page)))


def _page_statements(edition: Edition, page: Page) -> Iterator[Statement]:
    whole = tuple(dict.fromkeys(reference for citation in page.citations() for reference in citation.references))
    shown = (*whole, *(reference for block in page.directives for reference in _backing(edition, block)))
    for field in ("title", "description"):
        if field in page.front:
            yield Statement(page.front[field], Place(page.file, 1), shown, "heading", page.path)
    for block in page.blocks:
        if block.kind == "heading":
            yield Statement(block.text, block.place, shown, "heading", page.path)
        elif block.kind != "directive":
            yield from _block_statements(edition, page, block)
        else:
            yield from _quiz_statements(edition, page, block)


def _backing(edition: Edition, block: Block) -> Iterable[str]:
    return block_called(block.name).backs_headings(edition.evidence, given_of(block))


def _block_statements(edition: Edition, page: Page, block: Block) -> Iterator[Statement]:
    grounds, frame = reading_grounds(edition, block), block_called(block.inside)
    for claim in block.claims():
        # An answer that cites paragraphs rests on those alone, and not on the records it names (rule N2).
        own = frame.cites_alone and claim.citation is not None
        references = claim.references if own else (*claim.references, *grounds)
        kind = frame.cited_words if claim.citation else frame.uncited_words
        yield Statement(claim.text, claim.place, references, kind, page.path)


def _quiz_statements(edition: Edition, page: Page, block: Block) -> Iterator[Statement]:
    """Yield the questions of a page's quiz, the answers that are written out, and the claims of its feedback."""
    evidence = edition.evidence
    for key in block_called(block.name).asks(evidence, given_of(block)):
        item, record = evidence.quiz[key], f"quiz:{key}"
        named = paragraphs_named(evidence, item)
        for field, text in (("question", item.question), *written_words(item)):
            yield Statement(text, evidence.place(record, field), named, "question", page.path, record)
        for claim in feedback_claims(item, evidence.place(record, "feedback")):
            yield Statement(claim.text, claim.place, claim.references, "claim", page.path, record)


def reading_grounds(edition: Edition, block: Block) -> tuple[str, ...]:
    """Return the paragraphs behind the records that a reading or answer names; for a source, all of its paragraphs."""
    named = block_called(block.inside).rests_on(Given(block.inside_argument))
    return tuple(reference for record in named for reference in edition.evidence.paragraphs_behind(record))


def _data_statements(edition: Edition) -> Iterator[Statement]:
    """Yield what the data files say in our words: definitions, events, notes, roles, questions and warnings."""
    yield from _source_statements(edition)
    yield from _piece_statements(edition)
    yield from _table_statements(edition)
    yield from _chart_statements(edition)
    yield from _relation_statements(edition)
    yield from _map_statements(edition)
    yield from _unit_statements(edition)


def _source_statements(edition: Edition) -> Iterator[Statement]:
    for key, source in edition.evidence.sources.items():
        whole = tuple(edition.evidence.paragraphs_behind(key))
        place = edition.evidence.place
        yield Statement(source.summary, place(key, "summary"), whole, "data", record=key)
        yield Statement(source.copy_read.note, place(key, "copy"), whole, "data", record=key)
        if source.published_note:
            yield Statement(source.published_note, place(key, "published_note"), whole, "data", record=key)
        for note in source.editor_notes:
            yield Statement(note.note, place(key, "editor_notes"), (f"{key}:{note.paragraph}",), "data", record=key)
        for number, gist in source.gists.items():
            reference = f"{key}:{number}"
            yield Statement(gist, place(reference), (reference,), "data", record=reference)


def _piece_statements(edition: Edition) -> Iterator[Statement]:
    evidence = edition.evidence
    for key, quote in evidence.quotes.items():
        own = f"{key.partition('.')[0]}:{quote.paragraph}"
        for field, text in (("about", quote.about), ("context", quote.context)):
            if text:
                yield Statement(text, evidence.place(key, field), (own,), "data", record=key)
    for key, event in evidence.events.items():
        references = (f"{key.partition('.')[0]}:{event.paragraph}", *event.also)
        for field, text in (("text", event.text), ("note", event.note)):
            if text:
                yield Statement(text, evidence.place(key, field), references, "data", record=key)
    for key, figure in evidence.figures.items():
        if figure.note:
            own = f"{key.partition('.')[0]}:{figure.paragraph}"
            yield Statement(figure.note, evidence.place(key, "note"), (own,), "data", record=key)


def _table_statements(edition: Edition) -> Iterator[Statement]:
    evidence = edition.evidence
    for key, term in evidence.terms.items():
        record = f"glossary:{key}"
        for field, text in (("definition", term.definition), ("variants", term.variants), ("general", term.general)):
            if text:
                yield Statement(text, evidence.place(record, field), term.cites, "data", record=record)
    measured: dict[str, list[str]] = {}
    for name, figure in evidence.figures.items():
        measured.setdefault(figure.measure, []).append(f"{name.partition('.')[0]}:{figure.paragraph}")
    for key, measure in evidence.measures.items():
        record = f"measures:{key}"
        references = tuple(measured.get(key, ()))
        texts = (measure.name, measure.question, measure.warning or "", *measure.populations.values())
        for text in (*texts, *measure.short.values()):
            yield Statement(text, evidence.place(record), references, "data", record=record)
    for key, topic in evidence.topics.items():
        yield Statement(topic.question, evidence.place(f"topics:{key}", "question"), (), "data", record=f"topics:{key}")
    for key, person in evidence.people.items():
        record = f"people:{key}"
        # This only names the source: an age in a role is backed by the roles of its people.
        references = (f"{person.source}:1",) if person.source else ()
        yield Statement(person.role, evidence.place(record, "role"), references, "data", record=record)
    for key, organisation in evidence.organisations.items():
        record = f"organisations:{key}"
        yield Statement(organisation.what, evidence.place(record, "what"), (), "data", record=record)


def _relation_statements(edition: Edition) -> Iterator[Statement]:
    for key, relation in edition.evidence.relations.items():
        record = f"relations:{key}"
        yield Statement(relation.says, edition.evidence.place(record, "says"), relation.cites, "data", record=record)


def _map_statements(edition: Edition) -> Iterator[Statement]:
    evidence = edition.evidence
    for key, drawn in evidence.maps.items():
        place = evidence.place(f"maps:{key}")
        for text in (drawn.title, drawn.says, drawn.leaves_out):
            yield Statement(text, place, drawn.cites, "data", record=f"maps:{key}")
        for mark in drawn.marks:
            yield Statement(mark.says, place, mark.cites, "data", record=f"maps:{key}")


def _chart_statements(edition: Edition) -> Iterator[Statement]:
    evidence = edition.evidence
    grounds = evidence.derived("paragraphs of charts", chart_grounds)
    for key, chart in evidence.charts.items():
        record = f"charts:{key}"
        texts = (chart.title, chart.says, chart.leaves_out, chart.since_label, *(each.title for each in chart.panels))
        for text in filter(None, texts):
            yield Statement(text, evidence.place(record), grounds[key], "data", record=record)


def _unit_statements(edition: Edition) -> Iterator[Statement]:
    """Return what is printed of the project's own units, beside numbers or alone."""
    evidence = edition.evidence
    for name, unit in evidence.vocabulary.units.items():
        record = f"vocabulary:{name}"
        for text in filter(None, (unit.before, unit.after, unit.label)):
            yield Statement(text, evidence.place(record), (), "data", record=record)


def chart_grounds(evidence: Evidence) -> dict[str, tuple[str, ...]]:
    """Return the paragraphs of the figures that each chart draws, which its words may rest on."""
    drawn = {name: chart_keys(evidence, name) for name in evidence.charts}
    paragraphs = {
        name: (each for key in keys for each in evidence.paragraphs_behind(key)) for name, keys in drawn.items()
    }
    return {name: tuple(dict.fromkeys(each)) for name, each in paragraphs.items()}


def all_statements(edition: Edition) -> list[Statement]:
    """Return the statements of all pages, data and theme, without the pages about the program, `PROGRAM_PAGES`."""
    return edition.derived("statements", lambda each: list(_all_statements(each)))


def _all_statements(edition: Edition) -> Iterator[Statement]:
    for page in edition.pages:
        if page.path in PROGRAM_PAGES:
            continue
        yield from page_statements(edition, page)
    yield from _data_statements(edition)
    for place, text in theme_words(edition.project):
        yield Statement(text, place, (), "guide")
