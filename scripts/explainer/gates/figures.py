"""Rules F1 and F3: a figure, its unit and its date are what the article states."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from explainer.core.dates import MONTHS, Point
from explainer.core.problems import Problem
from explainer.core.quantities import Quantity, read_quantities
from explainer.core.text import find_exact, fold
from explainer.edition.state import Edition
from explainer.gates.registry import Finding, Seen
from explainer.gates.rulebook import rule
from explainer.records.evidence import Evidence
from explainer.records.models import Amount, Figure


@rule("F1", "stated")
def stated(edition: Edition) -> Iterator[Finding]:
    """A figure's stated words occur in its paragraph, and its amount, qualifier and unit follow from those words:
    "about 2,000" is not "2,000", "up to" is not "at least"."""
    for key, figure in edition.evidence.figures.items():
        reference = f"{key.partition('.')[0]}:{figure.paragraph}"
        paragraph = edition.paragraph(reference)
        yield Seen(key, "" if paragraph else "no article text at hand")
        place = edition.evidence.place(key, "stated")
        if paragraph is not None and find_exact(fold(figure.stated), fold(paragraph)) < 0:
            sentence = f"The stated words of {key}, “{figure.stated}”, are not in {reference}."
            yield Problem(place, "F1", sentence, "Copy `stated` from the article again.")
        for sentence in _misread(edition.evidence, figure):
            yield Problem(place, "F1", f"{key}: {sentence}", f"Correct the figure to fit “{figure.stated}”.")


def _misread(evidence: Evidence, figure: Figure) -> Iterator[str]:
    """Yield what in a figure does not follow from its stated words."""
    found = [quantity for quantity in read_quantities(figure.stated) if quantity.kind != "date"]
    expected: list[Figure | Amount] = [figure, *figure.also]
    if len(found) != len(expected):
        yield f"the count of numbers is {len(expected)} in the record and {len(found)} in the stated words."
        return
    for quantity, amount in zip(found, expected, strict=True):
        yield from _differences(quantity, amount)
        if not _shows_unit(evidence, figure.stated, amount.unit):
            yield f"the stated words do not contain the unit {amount.unit!r}."


def _differences(quantity: Quantity, amount: Figure | Amount) -> Iterator[str]:
    if quantity.kind in ("share", "percent") and amount.unit != quantity.kind:
        yield f"the unit is {amount.unit!r} in the record and {quantity.kind!r} in the stated words."
    low, high = _bounds(amount)
    if (quantity.low, quantity.high) != (low, high):
        yield f"the amount is {_shown(low, high)} in the record and “{quantity.text}” in the stated words."
    if quantity.qualifier.lower() != amount.qualifier:
        yield f"the qualifier is {amount.qualifier!r} in the record and {quantity.qualifier!r} in the stated words."
    if quantity.kind == "vague" and not (isinstance(amount, Figure) and amount.low is not None):
        yield "the stated words give no exact amount, so the record must have `low` alone."


def _bounds(amount: Figure | Amount) -> tuple[Fraction | None, Fraction | None]:
    if isinstance(amount, Figure) and amount.amount is None:
        return amount.low, amount.high
    return amount.amount, None


def _shown(low: Fraction | None, high: Fraction | None) -> str:
    return f"{low}" if high is None else f"{low} to {high}"


def _shows_unit(evidence: Evidence, stated: str, name: str) -> bool:
    """Return whether the stated words show a unit; a bare count of people or things may leave it to the sentence."""
    text = fold(stated).lower()
    if any(word in text for word in evidence.units[name].words):
        return True
    countable = evidence.units[name].kind == "count"
    foreign = evidence.derived("words of no count", _words_of_no_count)
    return countable and not any(word in text.split() or (not word.isalpha() and word in text) for word in foreign)


def _words_of_no_count(evidence: Evidence) -> frozenset[str]:
    """Return the words and signs that show that a number is money, a length or a share, and counts nothing."""
    others = [unit for unit in evidence.units.values() if unit.kind in ("money", "time", "measure")]
    return frozenset(word for unit in (*others, evidence.units["percent"]) for word in unit.words if " " not in word)


@rule("F3", "dates")
def dates(edition: Edition) -> Iterator[Finding]:
    """Dates are EDTF, and no figure or event begins after its source was published. No event's date is more exact than
    the article: its month and day are in a paragraph that it cites, unless the date is marked as approximate."""
    dated = [(key, "as_of", figure.date) for key, figure in edition.evidence.figures.items()]
    dated += [(key, "date", event.when) for key, event in edition.evidence.events.items()]
    for key, field, when in dated:
        yield Seen(key)
        published = edition.evidence.source_of(key)
        if when.first > published.when.last:
            sentence = f"{key} is dated {when.text}, after its source was published ({published.published})."
            yield Problem(edition.evidence.place(key, field), "F3", sentence, "Compare the date with the paragraph.")
    for key, event in edition.evidence.events.items():
        references = (f"{key.partition('.')[0]}:{event.paragraph}", *event.also)
        texts = [text for reference in references if (text := edition.paragraph(reference))]
        if texts and not any(_as_exact(event.when.start, text) for text in texts):
            sentence = f"{key} is dated {event.date}, which is more exact than its paragraphs."
            hint = "Remove the day or the month, or mark the date as approximate with ~."
            yield Problem(edition.evidence.place(key, "date"), "F3", sentence, hint)


def _as_exact(point: Point, paragraph: str) -> bool:
    """Return whether a paragraph names the month of a date, and its day if it has one."""
    if point.month is None or point.mark == "~":
        return True
    month = MONTHS[point.month - 1]
    names = rf"(?:{month}|{month[:3]}\.|Sept\.)" if month == "September" else rf"(?:{month}|{month[:3]}\.)"
    if point.day is None:
        return re.search(rf"\b{names}", paragraph) is not None
    return re.search(rf"\b(?:{names} {point.day}(?!\d)|{point.day} {names})", paragraph) is not None
