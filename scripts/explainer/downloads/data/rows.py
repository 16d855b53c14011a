"""The rows of each table of evidence. Private people are in none: their words go with the role they are shown by."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from fractions import Fraction
from typing import Literal

from explainer.records.claims import repeats
from explainer.records.comparison import status_of
from explainer.records.evidence import Evidence
from explainer.records.quotation_budget import words_quoted
from explainer.records.relations import bodies, rival_of, teller

Cell = str | int | float | None
Row = tuple[Cell, ...]
Pieces = Literal["quotes", "figures", "events"]


def exact(number: Fraction | None) -> tuple[Cell, Cell]:
    """Return a number exactly, as amount and divisor: itself and 1, or the numerator and denominator of a share."""
    if number is None:
        return None, None
    plain = Fraction(str(float(number))) == number
    if plain:
        return int(number) if number.denominator == 1 else float(number), 1
    return number.numerator, number.denominator


def sources_rows(evidence: Evidence) -> Iterator[Row]:
    for key, source in evidence.sources.items():
        locked = evidence.lock.get(key)
        copy = source.copy_read
        words = (locked.words, words_quoted(source), locked.read) if locked else (None, None, None)
        yield (
            key, source.name, source.title, source.publisher, "; ".join(source.authors), source.published,
            source.published_note, source.url, copy.kind, copy.url, copy.note, source.summary, *words,
        )  # fmt: skip


def paragraphs_rows(evidence: Evidence) -> Iterator[Row]:
    for key, locked in evidence.lock.items():
        for number, paragraph in enumerate(locked.paragraphs, start=1):
            yield key, number, paragraph.words, paragraph.opening, paragraph.fingerprint


def quotes_rows(evidence: Evidence) -> Iterator[Row]:
    for key, quote in evidence.quotes.items():
        person = evidence.people[quote.speaker]
        public = quote.speaker if person.kind == "public" else None
        home = evidence.source_of(key).id
        yield key, home, quote.paragraph, quote.text, public, person.shown, quote.about, quote.context


def figures_rows(evidence: Evidence) -> Iterator[Row]:
    for key, figure in evidence.figures.items():
        source = evidence.source_of(key)
        person = figure.claimed_by if figure.claimed_by in _public(evidence) else None
        organisation = figure.claimed_by if figure.claimed_by in evidence.organisations else None
        yield (
            key, source.id, figure.paragraph, figure.stated, figure.measure, figure.population,
            figure.qualifier or None, *exact(figure.amount), *(exact(end)[0] for end in (figure.low, figure.high)),
            figure.unit, figure.as_of,
            organisation, person, evidence.claimant(figure, source), repeats(evidence, key) or None,
            status_of(evidence, key), figure.note,
        )  # fmt: skip


def second_amounts_rows(evidence: Evidence) -> Iterator[Row]:
    for key, figure in evidence.figures.items():
        for number, second in enumerate(figure.also, start=1):
            yield key, number, second.qualifier or None, *exact(second.amount), second.unit


def events_rows(evidence: Evidence) -> Iterator[Row]:
    for key, event in evidence.events.items():
        last = None if event.when.is_open else event.when.last.isoformat()
        home = evidence.source_of(key).id
        yield key, home, event.paragraph, event.date, event.when.first.isoformat(), last, event.text, event.note


def event_paragraphs_rows(evidence: Evidence) -> Iterator[Row]:
    for key, event in evidence.events.items():
        for reference in event.also:
            yield key, *_parted(reference)


def terms_rows(evidence: Evidence) -> Iterator[Row]:
    for key, term in evidence.terms.items():
        yield key, term.term, "; ".join(term.forms), term.definition, term.variants, "; ".join(term.see)


def relations_rows(evidence: Evidence) -> Iterator[Row]:
    known = bodies(evidence)
    for key, each in evidence.relations.items():
        names = known[each.subject].name, known[each.to].name
        said_by, rival = teller(evidence, each) or None, rival_of(evidence, key) or None
        yield key, names[0], each.kind, names[1], each.says, said_by, rival


def relation_paragraphs_rows(evidence: Evidence) -> Iterator[Row]:
    for key, relation in evidence.relations.items():
        for reference in relation.cites:
            yield key, *_parted(reference)


def term_paragraphs_rows(evidence: Evidence) -> Iterator[Row]:
    for key, term in evidence.terms.items():
        for reference in term.cites:
            yield key, *_parted(reference)


def _parted(reference: str) -> tuple[str, int]:
    source, _, number = reference.partition(":")
    return source, int(number)


def _public(evidence: Evidence) -> frozenset[str]:
    return frozenset(key for key, person in evidence.people.items() if person.kind == "public")


def people_rows(evidence: Evidence) -> Iterator[Row]:
    for key in evidence.people:
        if key in _public(evidence):
            yield key, evidence.people[key].name, evidence.people[key].role, evidence.people[key].basis


def measures_rows(evidence: Evidence) -> Iterator[Row]:
    for key, measure in evidence.measures.items():
        yield key, measure.name, measure.question, measure.months_apart, measure.warning


def populations_rows(evidence: Evidence) -> Iterator[Row]:
    for key, measure in evidence.measures.items():
        for name, says in measure.populations.items():
            yield key, name, says


def topics_of(kind: Pieces) -> Callable[[Evidence], Iterator[Row]]:
    """Return the function that yields the rows linking evidence of a kind to its topics."""

    def rows(evidence: Evidence) -> Iterator[Row]:
        for key, piece in getattr(evidence, kind).items():
            for topic in piece.topics:
                yield key, topic

    return rows
