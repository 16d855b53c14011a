"""Rules Z: a quiz item has one right answer, which follows from records, and its wording gives nothing away."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import get_args

from explainer.core.people_words import KINDS_OF_PEOPLE
from explainer.core.problems import Place, Problem
from explainer.core.quantities import read_quantities
from explainer.core.text import fold, words
from explainer.core.vocabulary import CopyKind
from explainer.edition.state import Edition
from explainer.gates.links import paragraph_hint, suggest
from explainer.gates.registry import Finding, Seen
from explainer.gates.rulebook import rule
from explainer.pages.lessons import lessons_as_listed
from explainer.quiz.ask import Asked, Option, Options, Pairs, Range, Words, ask
from explainer.quiz.balance import placed, spreads
from explainer.quiz.verdicts import CannotDecide, verdict
from explainer.quiz.words_from_records import drawn_words, feedback_claims, named_records, paragraphs_named
from explainer.records.data_files import QUIZ
from explainer.records.evidence import Evidence
from explainer.records.models import Figure
from explainer.records.quiz_items import Choice, Drawn, Numeric, QuizItem, Verdict

_COLLECTIVE = re.compile(r"\b(?:(?:all|none|both|any) of (?:the above|these|them)|(?:all|none) of it)\b", re.IGNORECASE)
_SHORTEST_TELLING_WORD = 4
_COMMON = frozenset(
    "about after also article articles because before being both does from group have into more most only other "
    "people says said side some source than that their them then there these they this those what "
    "when where which while whom whose with would".split()
)
"""Words so common in questions and answers that they give nothing away, as the words of the site's question are."""


def _place(evidence: Evidence, key: str, field: str = "") -> Place:
    return evidence.place(f"quiz:{key}", field)


def _whole(evidence: Evidence) -> Iterator[tuple[str, QuizItem, Asked]]:
    """Yield the items that can be asked; the others have problems already."""
    for key, item in evidence.quiz.items():
        try:
            yield key, item, ask(evidence, key)
        except (KeyError, CannotDecide):
            continue


@rule("Y3", "lessons of the quiz")
def lessons_known(edition: Edition) -> Iterator[Finding]:
    """The lesson that a quiz item names is a page of the project."""
    lessons = [lesson.slug for lesson in lessons_as_listed(edition.pages)]
    known = f"one of {', '.join(lessons)}" if lessons else "the name of a lesson, of which docs/teach/ has none"
    yield Seen(f"data/{QUIZ}")
    for key, item in edition.evidence.quiz.items():
        yield Seen(key)
        if item.lesson not in lessons:
            sentence = f"{key}.lesson must be {known}: {item.lesson!r}."
            yield Problem(_place(edition.evidence, key), "Y3", sentence, "See data/README.md.")


@rule("Z1", "bound")
def bound(edition: Edition) -> Iterator[Finding]:
    """Every quiz item names records, and every record it names exists."""
    evidence = edition.evidence
    for key, item in evidence.quiz.items():
        yield Seen(key)
        if not paragraphs_named(evidence, item) and not list(named_records(item)):
            hint = "Draw its answer from a record, or name the records it follows from in `rests_on`."
            yield Problem(_place(evidence, key), "Z1", f"The quiz item {key} names no record.", hint)
        for field, table, record in named_records(item):
            known = _known(evidence, item, table)
            if record not in known:
                kind = _KINDS.get(table, table.rstrip("s"))
                sentence = f"The quiz item {key} names the {kind} {record!r}, which does not exist."
                yield Problem(_place(evidence, key, field), "Z1", sentence, suggest(record, known))


_KINDS = {"quotes": "quotation", "people": "person", "dated": "event or source"}
"""The records of a table in words, where that is not the table's name in the singular."""


def _known(evidence: Evidence, item: QuizItem, table: str) -> Mapping[str, object]:
    pieces = {**evidence.quotes, **evidence.figures, **evidence.events}
    known: dict[str, Mapping[str, object]] = {
        "quotes": evidence.quotes, "figures": evidence.figures, "events": evidence.events, "terms": evidence.terms,
        "sources": evidence.sources, "people": evidence.people, "grades": dict.fromkeys(get_args(CopyKind)),
        "records": {**pieces, **evidence.terms, **evidence.sources}, "dated": {**evidence.events, **evidence.sources},
        "claimants": {**evidence.people, **evidence.organisations, "article": None},
        "populations": {name: None for measure in evidence.measures.values() for name in measure.populations},
    }  # fmt: skip
    return known[table]


@rule("Z2", "one right answer")
def one_right(edition: Edition) -> Iterator[Finding]:
    """A choice has exactly one right answer and offers no answer twice. In a matching, no two left sides and no two
    right sides are the same."""
    evidence = edition.evidence
    for key, _, asked in _whole(evidence):
        yield Seen(key)
        if isinstance(asked.key, Options):
            right = [option.text for option in asked.key.options if option.is_right]
            if len(right) > 1:
                sentence = f"The quiz item {key} has {len(right)} right answers: “{'” and “'.join(right)}”."
                yield Problem(_place(evidence, key, "of"), "Z2", sentence, "Ask about records that differ.")
            yield from _twice(evidence, key, [option.text for option in asked.key.options], "others")
        elif isinstance(asked.key, Pairs):
            for side in zip(*asked.key.pairs, strict=True):
                yield from _twice(evidence, key, list(side), "of")


def _twice(evidence: Evidence, key: str, texts: list[str], field: str) -> Iterator[Problem]:
    alike = [fold(text).lower().rstrip(".") for text in texts]
    for text in sorted({text for text, bare in zip(texts, alike, strict=True) if alike.count(bare) > 1}):
        sentence = f"The quiz item {key} has “{text}” twice."
        yield Problem(_place(evidence, key, field), "Z2", sentence, "Draw one of them from another record.")


@rule("Z3", "answer from records")
def key_follows(edition: Edition) -> Iterator[Finding]:
    """Every item has a right answer that its records decide: the records can be compared, a number is given, and a
    written verdict is the one its test gives."""
    evidence = edition.evidence
    for key, item in evidence.quiz.items():
        yield Seen(key)
        try:
            ask(evidence, key)
        except CannotDecide as why:
            hint = "Name records that can be compared, or ask something else."
            yield Problem(_place(evidence, key), "Z3", f"The quiz item {key} has no right answer: {why}.", hint)
        except KeyError:
            continue
        else:
            yield from _verdict_fault(evidence, key, item)


def _verdict_fault(evidence: Evidence, key: str, item: QuizItem) -> Iterator[Problem]:
    if isinstance(item, Verdict) and verdict(evidence, item.test) != item.answer:
        given, says = (evidence.texts[f"verdict-{each}"] for each in (item.answer, verdict(evidence, item.test)))
        sentence = f"The answer of the quiz item {key} is “{given}”, but its records say “{says}”."
        hint = "Correct the answer and the feedback, or the record."
        yield Problem(_place(evidence, key, "answer"), "Z3", sentence, hint)


@rule("Z4", "range")
def in_range(edition: Edition) -> Iterator[Finding]:
    """The range of accepted numbers includes the figure that the answer is drawn from; of a range, both ends."""
    evidence = edition.evidence
    for key, item in evidence.quiz.items():
        yield Seen(key)
        figure = evidence.figures.get(item.figure) if isinstance(item, Numeric) else None
        if figure is None or not isinstance(item, Numeric):
            continue
        stated = [each for each in (figure.amount, figure.low, figure.high) if each is not None]
        if item.accepts and not all(item.accepts.low <= each <= item.accepts.high for each in stated):
            sentence = f"The accepted range of the quiz item {key} does not include “{figure.stated}”."
            hint = f"Widen the range, or correct {item.figure}."
            yield Problem(_place(evidence, key, "accepts"), "Z4", sentence, hint)


@rule("Z5", "wrong answers are wrong")
def wrong_are_wrong(edition: Edition) -> Iterator[Finding]:
    """No wrong answer of a choice is also true: no other figure of the same measure gives it, and no date offered as
    wrong overlaps the right one. A question that names a source asks only about that source's figures."""
    evidence = edition.evidence
    for key, item, _ in _whole(evidence):
        yield Seen(key)
        if not isinstance(item, Choice) or item.answer is None:
            continue
        for other in item.others:
            why = _also_true(evidence, item, item.answer, other)
            if why:
                shown = drawn_words(evidence, other)
                sentence = f"The quiz item {key} offers “{shown}” as wrong, but {why}."
                yield Problem(_place(evidence, key, "others"), "Z5", sentence, "Offer an answer that is false.")


def _also_true(evidence: Evidence, item: Choice, answer: Drawn, other: Drawn) -> str:
    """Return why a wrong answer is also true, or ""."""
    if answer.field == "date" and other.field == "date":
        one, two = evidence.events[answer.value].when, evidence.events[other.value].when
        overlap = one.first <= two.last and two.first <= one.last
        return "it overlaps the right date" if overlap else ""
    if answer.field not in ("amount", "claimant", "population"):
        return ""
    shown = drawn_words(evidence, other)
    for rival in (answer.value, *_rivals(evidence, item, answer)):
        if _same_answer(drawn_words(evidence, Drawn.model_validate({answer.field: rival})), shown):
            return f"{rival} says so"
    return ""


def _same_answer(one: str, other: str) -> bool:
    """Return whether two answers say the same. Amounts with the same numbers do, whatever their qualifiers."""
    numbers, others = ([(each.low, each.high) for each in read_quantities(text)] for text in (one, other))
    return numbers == others if numbers else fold(one).lower() == fold(other).lower()


def _rivals(evidence: Evidence, item: Choice, answer: Drawn) -> Iterator[str]:
    """Yield the other figures that could also answer the question."""
    figure = evidence.figures[answer.value]
    source = evidence.source_of(answer.value)
    is_named = source.name in item.question or source.publisher in item.question
    for key, rival in evidence.figures.items():
        if key == answer.value or (is_named and evidence.source_of(key).id != source.id):
            continue
        if rival.measure == figure.measure and _competes(evidence, answer.field, figure, rival):
            yield key


def _competes(evidence: Evidence, field: str, figure: Figure, rival: Figure) -> bool:
    if field != "amount":
        return (figure.amount, figure.low, figure.high) == (rival.amount, rival.low, rival.high)
    # A missing measure is reported where it is named.
    groups = evidence.measures[figure.measure].comparable if figure.measure in evidence.measures else ()
    pair = {figure.population, rival.population}
    return len(pair) == 1 or any(pair <= set(group) for group in groups)


@rule("Z6", "feedback cites")
def feedback_cites(edition: Edition) -> Iterator[Finding]:
    """Every claim in the feedback of an item ends in a citation, and the paragraphs it cites exist."""
    evidence = edition.evidence
    for key, item in evidence.quiz.items():
        yield Seen(key)
        for claim in feedback_claims(item, _place(evidence, key, "feedback")):
            if claim.citation is None:
                words = " ".join(claim.text.split()[:8])
                sentence = f"“{words} …” in the feedback of the quiz item {key} does not end in a citation."
                yield Problem(_place(evidence, key, "feedback"), "Z6", sentence, "Cite the paragraph it rests on.")
            for reference in claim.references:
                if not evidence.has_paragraph(reference):
                    sentence = f"The quiz item {key} names the paragraph {reference!r}, which does not exist."
                    hint = paragraph_hint(edition, reference)
                    yield Problem(_place(evidence, key, "feedback"), "Z6", sentence, hint)


@rule("Z7", "wording")
def wording(edition: Edition) -> Iterator[Finding]:
    """No item can be answered from its wording alone: none offers “all of the above”, no word of the question appears
    only in the right answer, and no question contains the word or number that it asks for."""
    common = _COMMON | {_bare(word) for word in (*words(edition.question), *KINDS_OF_PEOPLE)}
    for key, _, asked in _whole(edition.evidence):
        yield Seen(key)
        place = _place(edition.evidence, key, "question")
        how = _given_away(asked, common)
        if how:
            yield Problem(place, "Z7", f"The quiz item {key} {how}.", "Reword the question or its answers.")


def _given_away(asked: Asked, common: frozenset[str]) -> str:
    """Return how the words of an item give its answer away, or ""."""
    match asked.key:
        case Options(options, is_fixed):
            collective = next((each.text for each in options if _COLLECTIVE.search(each.text)), "")
            if collective:
                return f"offers “{collective}” as an answer"
            return "" if is_fixed else _shared_word(asked.question, options, common)
        case Words(main, others):
            held = [each for each in (main, *others) if fold(each).lower() in fold(asked.question).lower()]
            return f"has its answer “{held[0]}” in the question" if held else ""
        case Range(_, _, low, high):
            given = [each.text for each in read_quantities(asked.question) if low <= each.low <= high]
            return f"has the number “{given[0]}” in the question" if given else ""
    return ""


def _shared_word(question: str, options: tuple[Option, ...], common: frozenset[str]) -> str:
    asked = _telling(question, common)
    right = {word for option in options if option.is_right for word in _telling(option.text, common)}
    wrong = {word for option in options if not option.is_right for word in _telling(option.text, common)}
    given = sorted((asked & right) - wrong)
    return f"has the word “{given[0]}” in the question and in the right answer alone" if given else ""


def _telling(text: str, common: frozenset[str]) -> set[str]:
    plain = map(_bare, words(text))
    return {word for word in plain if len(word) >= _SHORTEST_TELLING_WORD and word not in common}


def _bare(word: str) -> str:
    return word.lower().removesuffix("'s").rstrip("s")


@rule("Z8", "balance")
def balanced(edition: Edition) -> Iterator[Finding]:
    """Over the whole quiz, the right answer is not the longest, the shortest, in one position or one verdict more often
    than chance allows: 1.5 standard deviations above the expected number for lengths, 2 for positions and verdicts. An
    item's id decides the position of its right answer."""
    whole = [asked for _, _, asked in _whole(edition.evidence)]
    for asked in whole:
        yield Seen(asked.id)
    found = placed(asked for asked in whole if _has_one_right(asked))
    for spread in spreads(found):
        if not spread.is_fair:
            sums = f"{spread.count} of {spread.of}; the limit is {spread.limit:.1f}"
            hint = "Change the length of answers, or an item's id, which decides the position; see `explainer quiz`."
            yield Problem(Place("data/quiz.yaml", 1), "Z8", f"In the quiz {spread.says}: {sums}.", hint)


def _has_one_right(asked: Asked) -> bool:
    return not isinstance(asked.key, Options) or sum(option.is_right for option in asked.key.options) == 1
