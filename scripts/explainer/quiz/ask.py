"""Quiz items as they are asked: the question, the answers in order, and which is right, drawn from the records."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import TypeVar

from explainer.core.problems import Place
from explainer.quiz.verdicts import CannotDecide, distinct, happened, verdict
from explainer.quiz.words_from_records import (
    amount_of,
    amount_with_population,
    capitalised,
    drawn_words,
    feedback_claims,
    figure_label,
    source_in_words,
    speaker_in_words,
)
from explainer.records.comparison import Status, compare
from explainer.records.evidence import Evidence
from explainer.records.models import Figure
from explainer.records.quiz_items import VERDICTS, Choice, Matching, Numeric, QuizItem, Short, Verdict
from explainer.records.wording import unit_alone

AGREEMENT: tuple[Status, ...] = ("agree", "differ", "not comparable")
"""The possible answers about two figures, in the order in which they are offered."""
_STOPS = ".,;:"
T = TypeVar("T")


@dataclass(frozen=True)
class Option:
    """One of the answers offered."""

    text: str
    is_right: bool


@dataclass(frozen=True)
class Options:
    """The answers offered, one of them right, in the order shown. `is_fixed` means that all such items share it."""

    options: tuple[Option, ...]
    is_fixed: bool = False

    @property
    def right(self) -> str:
        return next(each.text for each in self.options if each.is_right)


@dataclass(frozen=True)
class Pairs:
    """What is to be matched: each left side with its right side; `rights` are the right sides in the order shown."""

    pairs: tuple[tuple[str, str], ...]
    rights: tuple[str, ...]


@dataclass(frozen=True)
class Range:
    """A number to enter: what is stated, in words with its unit; the unit; the range in which an answer is right."""

    stated: str
    unit: str
    low: Fraction
    high: Fraction


@dataclass(frozen=True)
class Words:
    """A word or name to enter: the right answer, and others that are right too."""

    main: str
    others: tuple[str, ...]


Key = Options | Pairs | Range | Words


@dataclass(frozen=True)
class Said:
    """A stretch of feedback, and the paragraphs that it cites."""

    text: str
    references: tuple[str, ...]


@dataclass(frozen=True)
class Asked:
    """An item ready to be shown, printed or written to a file. `quote` is the id of a quotation shown with it, `read`
    that of the topic whose page has what the lesson does not have; either can be ""."""

    id: str
    kind: str
    lesson: str
    question: str
    quote: str
    key: Key
    feedback: tuple[Said, ...]
    read: str = ""

    def answer(self) -> list[str]:
        """Return the right answer in words, line by line."""
        match self.key:
            case Options():
                return [self.key.right]
            case Pairs():
                return [f"{left} – {right}" for left, right in self.key.pairs]
            case Range():
                return [capitalised(self.key.stated)]
            case Words():
                return [self.key.main]


def ask(evidence: Evidence, key: str) -> Asked:
    """Return an item as asked. Raise KeyError if a record is missing, CannotDecide if no answer is right."""
    item = evidence.quiz[key]
    question, quote = item.question, item.shows or ""
    if quote:
        _ = evidence.quotes[quote]
    answers, feedback = key_of(evidence, key, item), feedback_of(item)
    return Asked(key, item.kind, item.lesson, question, quote, answers, feedback, item.read or "")


def ask_all(evidence: Evidence, lesson: str = "") -> list[Asked]:
    """Return the items of a lesson, or all, in the order of the data; for evidence that has passed the gates."""
    return [ask(evidence, key) for key, item in evidence.quiz.items() if lesson in ("", item.lesson)]


def key_of(evidence: Evidence, key: str, item: QuizItem) -> Key:
    """Return the answers of an item, and which of them are right."""
    match item:
        case Choice():
            return _choice(evidence, key, item)
        case Verdict():
            right = verdict(evidence, item.test)
            offered = (Option(evidence.texts[f"verdict-{word}"], word == right) for word in VERDICTS)
            return Options(tuple(offered), is_fixed=True)
        case Matching():
            pairs = shuffled(f"{key} left", [_pair(evidence, item.match, each) for each in item.of])
            return Pairs(tuple(pairs), tuple(shuffled(f"{key} right", [right for _, right in pairs])))
        case Numeric():
            return _range(evidence, item)
        case Short():
            return _words(evidence, item)


def _choice(evidence: Evidence, key: str, item: Choice) -> Options:
    if item.answer is not None:
        offered = [Option(drawn_words(evidence, item.answer), True)]
        offered += [Option(drawn_words(evidence, other), False) for other in item.others]
        return Options(tuple(shuffled(key, offered)))
    if item.asks == "agreement":
        status = compare_strictly(evidence, item.of[0], item.of[1])
        compared = (Option(_agreement(evidence, each), each == status) for each in AGREEMENT)
        return Options(tuple(compared), is_fixed=True)
    if item.asks in ("earliest", "latest"):
        right = outermost_events(evidence, item.of, item.asks)
        return Options(tuple(shuffled(key, [Option(evidence.events[e].text, e in right) for e in item.of])))
    right = outermost_figures(evidence, item.of, item.asks or "")
    labels = [Option(figure_label(evidence, each, item.by), each in right) for each in item.of]
    return Options(tuple(shuffled(key, labels)))


def _agreement(evidence: Evidence, status: Status) -> str:
    return evidence.texts[f"two-figures-{status.replace(' ', '-')}"]


def compare_strictly(evidence: Evidence, first: str, second: str) -> str:
    """Return whether two figures agree, differ or cannot be compared; those of different measures cannot."""
    distinct(evidence, first, second)
    same = evidence.figures[first].measure == evidence.figures[second].measure
    return compare(evidence, first, second).status if same else "not comparable"


def outermost_figures(evidence: Evidence, keys: Sequence[str], order: str) -> list[str]:
    """Return the figures that state the highest or lowest number; several if they state the same number."""
    distinct(evidence, *keys)
    figures = {key: evidence.figures[key] for key in keys}
    if len({figure.unit for figure in figures.values()}) > 1:
        raise CannotDecide("the figures have different units")
    edge = max if order == "highest" else min
    amounts = {key: _stated_amount(figure, order) for key, figure in figures.items()}
    return [key for key, amount in amounts.items() if amount == edge(amounts.values())]


def _stated_amount(figure: Figure, order: str) -> Fraction:
    ends = (figure.high, figure.low) if order == "highest" else (figure.low, figure.high)
    return next((each for each in (figure.amount, *ends) if each is not None), Fraction(0))


def outermost_events(evidence: Evidence, keys: Sequence[str], order: str) -> list[str]:
    """Return the events that can be the earliest or latest, as far as their dates tell."""
    days = {key: happened(evidence, key) for key in keys}
    if order == "earliest":
        return [key for key in keys if not any(last < days[key][0] for _, last in days.values())]
    return [key for key in keys if not any(first > days[key][1] for first, _ in days.values())]


def _pair(evidence: Evidence, match: str, key: str) -> tuple[str, str]:
    if match == "terms":
        return evidence.terms[key].term, evidence.terms[key].definition
    if match == "speakers":
        return f"“{evidence.quotes[key].text}” ({evidence.source_of(key).name})", speaker_in_words(evidence, key)
    if match == "dates":
        return evidence.events[key].text, capitalised(evidence.events[key].when.in_words(evidence.texts))
    if match == "amounts":
        return figure_label(evidence, key, "source"), capitalised(amount_with_population(evidence, key))
    source = evidence.sources[key]
    return source_in_words(evidence, source), capitalised(evidence.texts[f"copy-{source.copy_read.kind}"])


def _range(evidence: Evidence, item: Numeric) -> Range:
    figure = evidence.figures[item.figure]
    low = figure.low if figure.amount is None else figure.amount
    high = figure.high if figure.amount is None else figure.amount
    if low is None or high is None:
        raise CannotDecide(f"{item.figure} states no number, only “{figure.stated}”")
    if item.accepts is not None:
        low, high = item.accepts.low, item.accepts.high
    stated, name = amount_of(evidence, item.figure), unit_alone(evidence, figure.unit)
    return Range(stated if evidence.units[figure.unit].names_itself else f"{stated} ({name})", name, low, high)


def _words(evidence: Evidence, item: Short) -> Words:
    drawn = item.answer
    others: list[str] = []
    main = drawn_words(evidence, drawn)
    if drawn.field == "term":
        others += evidence.terms[drawn.value].forms
    elif drawn.field == "speaker":
        person = evidence.people[evidence.quotes[drawn.value].speaker]
        main, others = person.name or person.role, [*person.aliases]
    others += item.accepts
    spelt = [form for each in (main, *others) for form in (each, *_spellings(each))]
    if drawn.field == "term":
        article = evidence.texts["article-before-term"]
        spelt += [f"{article} {each}" for each in spelt if not each.startswith(f"{article} ")]
    different: dict[str, str] = {}
    for each in (main, *spelt):
        different.setdefault(each.lower(), each)
    return Words(main, tuple(different.values())[1:])


def _spellings(answer: str) -> Iterator[str]:
    """Yield how else an answer may be typed. Programs for learners compare letter by letter, but for capitals."""
    name, _, initials = answer.partition(" (")
    if initials.endswith(")"):
        yield from (name, initials[:-1])
    for each in (answer, name):
        yield from (each.replace("’", "'"), each.replace("-", " "))


def shuffled(seed: str, things: Sequence[T]) -> list[T]:
    """Return things in an order that depends on a seed alone, so that nobody decides where the right answer goes."""
    return [things[at] for at in sorted(range(len(things)), key=lambda at: _digest(f"{seed} {at}"))]


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def feedback_of(item: QuizItem) -> tuple[Said, ...]:
    """Return the feedback of an item as stretches of text, each with the paragraphs that it cites."""
    return tuple(_said(item))


def _said(item: QuizItem) -> Iterator[Said]:
    end = 0
    claims = feedback_claims(item, Place(""))
    for claim in claims:
        start = item.feedback.index(claim.text, end)
        end = start + len(claim.text)
        after = item.feedback.find("]", end) + 1 if claim.citation else end
        stop = item.feedback[after : after + 1] if claim.citation else ""
        yield Said(claim.text + (stop if stop and stop in _STOPS else ""), claim.references)
