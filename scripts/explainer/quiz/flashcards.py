"""Flashcards: terms, public people, dates, and figures on which sources differ. Private people have none."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from explainer.core.vocabulary import REFERENCE
from explainer.quiz.words_from_records import amount_of, capitalised, population_of
from explainer.records.claims import claims, paragraphs_of_claim
from explainer.records.comparison import status_of
from explainer.records.evidence import Evidence
from explainer.records.models import Source
from explainer.records.wording import dated_in_words, grade_in_words, paragraph_label


@dataclass(frozen=True)
class Card:
    """One card. `record` names what it is drawn from, and alone makes its identity; `stands` says where to read it;
    `topics` are the ids of the topics it belongs to."""

    record: str
    kind: str
    front: str
    back: str
    stands: str
    topics: tuple[str, ...] = ()


def all_cards(evidence: Evidence) -> list[Card]:
    """Return every card, by kind, in the order of the records. Of cards with the same back only the first is kept."""
    cards = (*_terms(evidence), *_people(evidence), *_dates(evidence), *_figures(evidence))
    different: dict[str, Card] = {}
    for card in cards:
        different.setdefault(card.back, card)
    return list(different.values())


def _terms(evidence: Evidence) -> Iterator[Card]:
    for key, term in evidence.terms.items():
        general = evidence.texts["general-knowledge"].format(words=term.general) if term.general else ""
        back = " ".join(part for part in (general, term.definition, term.variants) if part)
        stands = references_in_words(evidence, term.cites)
        yield Card(f"glossary:{key}", "term", evidence.texts["card-term"].format(term=term.term), back, stands)


def _people(evidence: Evidence) -> Iterator[Card]:
    for key, person in evidence.people.items():
        spoken = [name for name, quote in evidence.quotes.items() if quote.speaker == key]
        if person.kind == "public" and person.name and not person.is_body and spoken:
            cited = [f"{evidence.source_of(name).id}:{evidence.quotes[name].paragraph}" for name in spoken]
            stands = references_in_words(evidence, tuple(dict.fromkeys(cited)))
            topics = tuple(dict.fromkeys(topic for name in spoken for topic in evidence.quotes[name].topics))
            asked, role = evidence.texts["card-person"].format(name=person.name), f"{capitalised(person.role)}."
            yield Card(f"people:{key}", "person", asked, role, stands, topics)


def _dates(evidence: Evidence) -> Iterator[Card]:
    for key, event in evidence.events.items():
        if event.when.start.month is None:
            # A year alone is the answer to many questions, and worth learning for none.
            continue
        cited = (f"{evidence.source_of(key).id}:{event.paragraph}", *event.also)
        back = f"{capitalised(event.when.in_words(evidence.texts))}. {event.note or ''}".strip()
        stands = references_in_words(evidence, cited)
        yield Card(key, "date", evidence.texts["card-date"].format(event=event.text), back, stands, event.topics)


def _figures(evidence: Evidence) -> Iterator[Card]:
    for key in claims(evidence, evidence.figures):
        if status_of(evidence, key) != "differ":
            # A bare number is soon forgotten; where sources differ, who counts is worth remembering.
            continue
        figure = evidence.figures[key]
        source = evidence.source_of(key)
        voice, whom, when = (
            _voice(evidence, key, source),
            population_of(evidence, figure),
            figure.date.in_words(evidence.texts),
        )
        front = f"{evidence.measures[figure.measure].question} {voice}, {when}: {whom}."
        back = evidence.texts["card-figure"].format(voice=voice, amount=amount_of(evidence, key))
        stands = references_in_words(evidence, paragraphs_of_claim(evidence, key))
        yield Card(key, "figure", front, back, stands, figure.topics)


def _voice(evidence: Evidence, key: str, source: Source) -> str:
    """Return who claims a figure, and where it is printed unless the article speaks in its own voice."""
    claimant = evidence.claimant(evidence.figures[key], source)
    printed = evidence.texts["claimant-in"].format(claimant=claimant, publisher=source.publisher)
    return capitalised(claimant if source.publisher in claimant else printed)


def references_in_words(evidence: Evidence, references: tuple[str, ...]) -> str:
    """Return references as readers see them, with the date and grade of each source: `Heron ¶7 (about 2031)`."""
    by_source: dict[str, list[str]] = {}
    for reference in references:
        match = REFERENCE.fullmatch(reference)
        if match:
            by_source.setdefault(match[1], []).append(match[2])
    return "; ".join(_stands(evidence, evidence.sources[key], numbers) for key, numbers in by_source.items())


def _stands(evidence: Evidence, source: Source, numbers: list[str]) -> str:
    labels = ", ".join(paragraph_label(source, number) for number in numbers)
    grade = grade_in_words(source, evidence.texts)
    return f"{labels} ({dated_in_words(source, evidence.texts)}{f'; {grade}' if grade else ''})"
