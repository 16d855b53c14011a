"""Words drawn from records: what readers of the quiz see, and the paragraphs that it rests on."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from explainer.core.problems import Place
from explainer.pages.page import Block, Claim
from explainer.records.evidence import Evidence
from explainer.records.models import Figure, Source
from explainer.records.quiz_items import Choice, Drawn, Matching, Numeric, QuizItem, Short, Verdict
from explainer.records.wording import amount_in_words, dated_in_words

TABLE_OF_FIELD = {
    "speaker": "quotes", "claimant": "figures", "amount": "figures", "population": "figures", "date": "events",
    "event": "events", "term": "terms", "definition": "terms", "publisher": "sources", "grade": "sources",
}  # fmt: skip
"""The part of the evidence that holds the record which a field names."""

TABLES_OF_TEST: dict[str, tuple[str, ...]] = {
    "higher": ("figures", "figures"), "before": ("events", "events"), "counts": ("figures", "populations"),
    "claimed": ("figures", "claimants"), "said": ("quotes", "people"), "copied": ("sources", "grades"),
    "compatible": ("figures", "figures"), "comparable": ("figures", "figures"), "exactly": ("figures",),
    "sourced": ("figures",), "dated": ("dated",), "incompatible": ("figures", "figures"), "below": ("figures",),
}  # fmt: skip
"""What each test takes, in order."""

TABLE_OF_MATCH = {
    "terms": "terms", "speakers": "quotes", "dates": "events", "amounts": "figures", "copies": "sources",
}  # fmt: skip

Named = tuple[str, str, str]
"""A record that an item names: the item's field, the part of the evidence, the id."""


def named_records(item: QuizItem) -> Iterator[Named]:
    """Return every record that an item names."""
    if item.shows:
        yield "shows", "quotes", item.shows
    yield from (("rests_on", "records", each) for each in item.rests_on)
    yield from _by_kind(item)


def _by_kind(item: QuizItem) -> Iterator[Named]:
    match item:
        case Choice():
            drawn = [("answer", item.answer)] if item.answer else []
            for field, each in [*drawn, *(("others", other) for other in item.others)]:
                if each.field in TABLE_OF_FIELD:
                    yield field, TABLE_OF_FIELD[each.field], each.value
            yield from (
                ("of", "events" if item.asks in ("earliest", "latest") else "figures", each) for each in item.of
            )
        case Verdict():
            tables = TABLES_OF_TEST[item.test.name]
            yield from (("test", table, each) for table, each in zip(tables, item.test.ids, strict=True))
        case Matching():
            yield from (("of", TABLE_OF_MATCH[item.match], each) for each in item.of)
        case Numeric():
            yield "figure", "figures", item.figure
        case Short() if item.answer.field in TABLE_OF_FIELD:
            yield "answer", TABLE_OF_FIELD[item.answer.field], item.answer.value


_THINGS = frozenset({"quotes", "figures", "events", "terms", "sources", "records", "dated"})


def records_deciding(item: QuizItem) -> list[str]:
    """Return the records that decide the right answer: without wrong answers, kinds of people and the quotation shown,
    unless an answer is drawn from that."""
    found = named_records(item)
    kept = (record for field, table, record in found if table in _THINGS and field not in ("others", "shows"))
    return list(dict.fromkeys(kept))


def figures_printed(item: QuizItem) -> Iterator[str]:
    """Return the figures whose amounts an item prints."""
    match item:
        case Choice() if item.answer:
            yield from (each.value for each in (item.answer, *item.others) if each.field == "amount")
        case Matching() if item.match == "amounts":
            yield from item.of
        case Numeric():
            yield item.figure


def paragraphs_of(evidence: Evidence, record: str) -> tuple[str, ...]:
    """Return the paragraphs that a record rests on: its own, a term's, or all of a source."""
    event, piece, term = evidence.events.get(record), evidence.piece(record), evidence.terms.get(record)
    if piece is not None:
        return f"{record.partition('.')[0]}:{piece.paragraph}", *(event.also if event else ())
    if term is not None:
        return term.cites
    locked = evidence.lock.get(record)
    return tuple(f"{record}:{number}" for number in range(1, len(locked.paragraphs) + 1)) if locked else ()


def paragraphs_named(evidence: Evidence, item: QuizItem) -> tuple[str, ...]:
    """Return the paragraphs of all records that an item names, without repetitions."""
    found = (each for _, _, record in named_records(item) for each in paragraphs_of(evidence, record))
    return tuple(dict.fromkeys(found))


def drawn_words(evidence: Evidence, drawn: Drawn) -> str:
    """Return what readers see of a record; raise KeyError if there is no such record."""
    return drawn.value if drawn.field == "words" else _DRAW[drawn.field](evidence, drawn.value)


def speaker_in_words(evidence: Evidence, quote: str) -> str:
    """Return who speaks, as shown: a public person by name and role, a private person by role alone."""
    person = evidence.people[evidence.quotes[quote].speaker]
    shown = f"{person.name} ({person.role})" if person.name else person.role
    return capitalised(shown)


def source_in_words(evidence: Evidence, source: Source) -> str:
    """Return the publisher and date of a source; a reworded copy is dated as a copy."""
    return f"{source.publisher}, {dated_in_words(source, evidence.texts)}"


def population_of(evidence: Evidence, figure: Figure) -> str:
    """Return whom or what a figure counts."""
    return evidence.measures[figure.measure].populations[figure.population]


def figure_label(evidence: Evidence, key: str, by: str) -> str:
    """Return what tells a figure from others: its source, whom it counts, or who claims it."""
    figure, source = evidence.figures[key], evidence.source_of(key)
    if by == "population":
        return capitalised(population_of(evidence, figure))
    return capitalised(evidence.claimant(figure, source)) if by == "claimant" else source_in_words(evidence, source)


def amount_of(evidence: Evidence, key: str) -> str:
    """Return the amount of a figure with its qualifier."""
    return amount_in_words(evidence, key)


def amount_with_population(evidence: Evidence, key: str) -> str:
    """Return the amount of a figure and whom it counts."""
    return f"{amount_of(evidence, key)} ({population_of(evidence, evidence.figures[key])})"


def capitalised(text: str) -> str:
    """Return a text with its first letter capitalised."""
    return text[:1].upper() + text[1:]


def _publisher(evidence: Evidence, key: str) -> str:
    source = evidence.sources[key]
    if source.copy_read.kind != "reworded":
        return source.publisher
    return capitalised(evidence.texts["reworded-copy-of"].format(publisher=source.publisher))


_DRAW: dict[str, Callable[[Evidence, str], str]] = {
    "speaker": speaker_in_words,
    "claimant": lambda evidence, key: figure_label(evidence, key, "claimant"),
    "amount": lambda evidence, key: capitalised(amount_of(evidence, key)),
    "population": lambda evidence, key: figure_label(evidence, key, "population"),
    "date": lambda evidence, key: capitalised(evidence.events[key].when.in_words(evidence.texts)),
    "event": lambda evidence, key: evidence.events[key].text,
    "term": lambda evidence, key: evidence.terms[key].term,
    "definition": lambda evidence, key: evidence.terms[key].definition,
    "publisher": _publisher,
    "grade": lambda evidence, key: capitalised(evidence.texts[f"copy-{evidence.sources[key].copy_read.kind}"]),
}


def feedback_claims(item: QuizItem, place: Place) -> list[Claim]:
    """Return the claims of an item's feedback, each with the citation that closes it."""
    claims = Block("paragraph", item.feedback, place.file, ((0, place.line, 0),)).claims()
    return [replace(claim, place=place) for claim in claims]
