"""Rules Z: a quiz item has one right answer, which follows from records, and nothing but reading gives it away."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from explainer.core.problems import Place, Problem
from explainer.core.quantities import read_quantities
from explainer.core.text import fold, words
from explainer.core.vocabulary import GRADE_WORDS
from explainer.edition.state import Edition
from explainer.gates.links import suggest
from explainer.gates.registry import Finding, Seen
from explainer.gates.rulebook import rule
from explainer.quiz.ask import Asked, Option, Options, Pairs, Range, Words, ask
from explainer.quiz.balance import placed, spreads
from explainer.quiz.verdicts import CannotDecide, verdict
from explainer.quiz.words_from_records import drawn_words, feedback_claims, named_records, paragraphs_named
from explainer.records.evidence import Evidence
from explainer.records.models import Figure
from explainer.records.quiz_items import VERDICTS, Choice, Drawn, Numeric, QuizItem, Verdict

_COLLECTIVE = re.compile(r"\b(?:(?:all|none|both|any) of (?:the above|these|them)|(?:all|none) of it)\b", re.IGNORECASE)
_SHORTEST_TELLING_WORD = 4
_COMMON = frozenset(
    "about after also article articles because before being both does from group have into more most only other "
    "people says said side soldier soldiers some source than that their them then there these they this those what "
    "when where which while whom whose with would police military".split()
)
"""Words that nearly every question and answer about this subject holds: they give nothing away."""


def _place(evidence: Evidence, key: str, field: str = "") -> Place:
    return evidence.place(f"quiz:{key}", field)


def _whole(evidence: Evidence) -> Iterator[tuple[str, QuizItem, Asked]]:
    """Return the items whose records are there and decide something; the others have problems already."""
    for key, item in evidence.quiz.items():
        try:
            yield key, item, ask(evidence, key)
        except (KeyError, CannotDecide):
            continue


@rule("Z1", "bound")
def bound(edition: Edition) -> Iterator[Finding]:
    """Every quiz item names records, and every record it names exists."""
    evidence = edition.evidence
    for key, item in evidence.quiz.items():
        yield Seen(key)
        if not paragraphs_named(evidence, item) and not list(named_records(item)):
            hint = "Draw its answer from a record, or name what it follows from in `rests_on`."
            yield Problem(_place(evidence, key), "Z1", f"The item {key} is bound to no record.", hint)
        for field, table, record in named_records(item):
            known = _known(evidence, item, table)
            if record not in known:
                sentence = f"The item {key} names {record!r}, which is not there."
                yield Problem(_place(evidence, key, field), "Z1", sentence, suggest(record, known))


def _known(evidence: Evidence, item: QuizItem, table: str) -> Mapping[str, object]:
    pieces = {**evidence.quotes, **evidence.figures, **evidence.events}
    known: dict[str, Mapping[str, object]] = {
        "quotes": evidence.quotes, "figures": evidence.figures, "events": evidence.events, "terms": evidence.terms,
        "sources": evidence.sources, "people": evidence.people, "grades": {str(kind): None for kind in GRADE_WORDS},
        "records": {**pieces, **evidence.terms, **evidence.sources}, "dated": {**evidence.events, **evidence.sources},
        "claimants": {**evidence.people, **evidence.organisations, "article": None},
        "populations": {name: None for measure in evidence.measures.values() for name in measure.populations},
    }  # fmt: skip
    return known[table]


@rule("Z2", "one right answer")
def one_right(edition: Edition) -> Iterator[Finding]:
    """A choice has exactly one right answer, and no answer stands in it twice. In a matching no two left sides and no
    two right sides are the same."""
    evidence = edition.evidence
    for key, _, asked in _whole(evidence):
        if isinstance(asked.key, Options):
            yield Seen(key)
            right = [option.text for option in asked.key.options if option.is_right]
            if len(right) > 1:
                sentence = f"The item {key} has {len(right)} right answers: “{'” and “'.join(right)}”."
                yield Problem(_place(evidence, key, "of"), "Z2", sentence, "Ask of records that differ.")
            yield from _twice(evidence, key, [option.text for option in asked.key.options], "others")
        elif isinstance(asked.key, Pairs):
            yield Seen(key)
            for side in zip(*asked.key.pairs, strict=True):
                yield from _twice(evidence, key, list(side), "of")


def _twice(evidence: Evidence, key: str, texts: list[str], field: str) -> Iterator[Problem]:
    alike = [fold(text).lower().rstrip(".") for text in texts]
    for text in sorted({text for text, bare in zip(texts, alike, strict=True) if alike.count(bare) > 1}):
        sentence = f"“{text}” stands twice in the item {key}."
        yield Problem(_place(evidence, key, field), "Z2", sentence, "Draw one of them from another record.")


@rule("Z3", "the key follows")
def key_follows(edition: Edition) -> Iterator[Finding]:
    """Every item has a right answer, which its records decide: the records can be compared, a number is given, a
    written verdict is what its test says."""
    evidence = edition.evidence
    for key, item in evidence.quiz.items():
        yield Seen(key)
        try:
            ask(evidence, key)
        except CannotDecide as why:
            hint = "Name records that can be put together, or ask something else."
            yield Problem(_place(evidence, key), "Z3", f"The item {key} has no right answer: {why}.", hint)
        except KeyError:
            continue
        else:
            yield from _verdict_fault(evidence, key, item)


def _verdict_fault(evidence: Evidence, key: str, item: QuizItem) -> Iterator[Problem]:
    if isinstance(item, Verdict) and verdict(evidence, item.test) != item.answer:
        says = VERDICTS[verdict(evidence, item.test)]
        sentence = f"The key of {key} says “{VERDICTS[item.answer]}”, its records say “{says}”."
        yield Problem(_place(evidence, key, "answer"), "Z3", sentence, "Mend the key and the feedback, or the record.")


@rule("Z4", "range")
def in_range(edition: Edition) -> Iterator[Finding]:
    """The range in which a number is accepted holds the figure it is drawn from, both ends of it."""
    evidence = edition.evidence
    for key, item in evidence.quiz.items():
        figure = evidence.figures.get(item.figure) if isinstance(item, Numeric) else None
        if figure is None or not isinstance(item, Numeric):
            continue
        yield Seen(key)
        stated = [each for each in (figure.amount, figure.low, figure.high) if each is not None]
        if item.accepts and not all(item.accepts.low <= each <= item.accepts.high for each in stated):
            sentence = f"{item.figure} states “{figure.stated}”, which the accepted range does not hold."
            yield Problem(_place(evidence, key, "accepts"), "Z4", sentence, "Widen the range, or mend the figure.")


@rule("Z5", "wrong answers are wrong")
def wrong_are_wrong(edition: Edition) -> Iterator[Finding]:
    """No wrong answer of a choice is true as well: no other figure of the same measure gives it, and no other date
    holds the right one. A question that names a source asks of that source's figures alone."""
    evidence = edition.evidence
    for key, item, _ in _whole(evidence):
        if not isinstance(item, Choice) or item.answer is None:
            continue
        yield Seen(key)
        for other in item.others:
            why = _also_true(evidence, item, item.answer, other)
            if why:
                shown = drawn_words(evidence, other)
                sentence = f"“{shown}” is offered as wrong in {key}, but {why}."
                yield Problem(_place(evidence, key, "others"), "Z5", sentence, "Offer something that is false.")


def _also_true(evidence: Evidence, item: Choice, answer: Drawn, other: Drawn) -> str:
    """Return why a wrong answer is true as well, or ""."""
    if answer.field == "date" and other.field == "date":
        one, two = evidence.events[answer.value].when, evidence.events[other.value].when
        overlap = one.first <= two.last and two.first <= one.last
        return "it can be the same time as the right one" if overlap else ""
    if answer.field not in ("amount", "claimant", "population"):
        return ""
    shown = drawn_words(evidence, other)
    for rival in (answer.value, *_rivals(evidence, item, answer)):
        if _same_answer(drawn_words(evidence, Drawn.model_validate({answer.field: rival})), shown):
            return f"{rival} says it"
    return ""


def _same_answer(one: str, other: str) -> bool:
    """Tell whether two answers say the same; of amounts the numbers decide, whatever words stand before them."""
    numbers, others = ([(each.low, each.high) for each in read_quantities(text)] for text in (one, other))
    return numbers == others if numbers else fold(one).lower() == fold(other).lower()


def _rivals(evidence: Evidence, item: Choice, answer: Drawn) -> Iterator[str]:
    """Return the other figures that could answer the question as well."""
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
    # A measure that is missing is reported where it is named.
    groups = evidence.measures[figure.measure].comparable if figure.measure in evidence.measures else ()
    pair = {figure.population, rival.population}
    return len(pair) == 1 or any(pair <= set(group) for group in groups)


@rule("Z6", "feedback cites")
def feedback_cites(edition: Edition) -> Iterator[Finding]:
    """All that the feedback of an item says ends in a citation, and the paragraphs cited exist."""
    evidence = edition.evidence
    for key, item in evidence.quiz.items():
        yield Seen(key)
        for claim in feedback_claims(item, _place(evidence, key, "feedback")):
            if claim.citation is None:
                sentence = f"No citation closes “{' '.join(claim.text.split()[:8])} …” in the feedback of {key}."
                yield Problem(_place(evidence, key, "feedback"), "Z6", sentence, "Cite what it rests on.")
            for reference in claim.references:
                if not evidence.has_paragraph(reference):
                    sentence = f"The feedback of {key} cites {reference!r}, which is no paragraph."
                    yield Problem(_place(evidence, key, "feedback"), "Z6", sentence, "Write source:paragraph.")


@rule("Z7", "wording")
def wording(edition: Edition) -> Iterator[Finding]:
    """No item can be answered from its words alone: none offers “all of the above”; no word of the question stands in
    the right answer and in no other; no question holds the word or number that it asks for."""
    for key, _, asked in _whole(edition.evidence):
        yield Seen(key)
        place = _place(edition.evidence, key, "question")
        sentence = _given_away(asked)
        if sentence:
            yield Problem(place, "Z7", f"{sentence} in the item {key}.", "Word the question or its answers anew.")


def _given_away(asked: Asked) -> str:
    """Return how the words of an item give its answer away, or ""."""
    match asked.key:
        case Options(options, is_fixed):
            collective = next((each.text for each in options if _COLLECTIVE.search(each.text)), "")
            if collective:
                return f"“{collective}” is offered"
            return "" if is_fixed else _shared_word(asked.question, options)
        case Words(main, others):
            held = [each for each in (main, *others) if fold(each).lower() in fold(asked.question).lower()]
            return f"The question holds the answer “{held[0]}”" if held else ""
        case Range(_, _, low, high):
            given = [each.text for each in read_quantities(asked.question) if low <= each.low <= high]
            return f"The question holds the number “{given[0]}”" if given else ""
    return ""


def _shared_word(question: str, options: tuple[Option, ...]) -> str:
    asked = _telling(question)
    right = {word for option in options if option.is_right for word in _telling(option.text)}
    wrong = {word for option in options if not option.is_right for word in _telling(option.text)}
    given = sorted((asked & right) - wrong)
    return f"The word “{given[0]}” of the question stands in the right answer alone" if given else ""


def _telling(text: str) -> set[str]:
    plain = (word.lower().removesuffix("'s").rstrip("s") for word in words(text))
    return {word for word in plain if len(word) >= _SHORTEST_TELLING_WORD and word not in _COMMON}


@rule("Z8", "balance")
def balanced(edition: Edition) -> Iterator[Finding]:
    """Over the whole quiz the right answer is neither the longest nor the shortest, nor in one place, nor one verdict,
    clearly more often than chance would have it: 1.5 standard deviations for lengths, 2 for places and verdicts.
    Places follow from a digest of the item's id."""
    found = placed(asked for _, _, asked in _whole(edition.evidence) if _has_one_right(asked))
    for each in found:
        yield Seen(each.id)
    for spread in spreads(found):
        if not spread.is_fair:
            sums = f"{spread.count} of {spread.of}; at most {spread.limit:.1f} are allowed"
            hint = "Change lengths of answers, or ids, whose digest decides the place; see `explainer quiz`."
            yield Problem(Place("data/quiz.yaml", 1), "Z8", f"In the quiz {spread.says}: {sums}.", hint)


def _has_one_right(asked: Asked) -> bool:
    return not isinstance(asked.key, Options) or sum(option.is_right for option in asked.key.options) == 1
