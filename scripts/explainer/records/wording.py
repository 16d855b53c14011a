"""Puts amounts, dates and grades into words for readers, each form in one function."""

from __future__ import annotations

from fractions import Fraction

from explainer.core.vocabulary import GRADE_WORDS, QUALIFIERS, VAGUE_WORDS, Unit
from explainer.records.models import Figure, Source

_SHARES = {
    Fraction(1, 2): "half",
    Fraction(1, 3): "one third",
    Fraction(2, 3): "two-thirds",
    Fraction(1, 4): "a quarter",
}
_UNIT_AFTER: dict[Unit, str] = {
    "percent": " per cent",
    "years": " years",
    "months": " months",
    "MMK": " kyats",
    "THB": " baht",
    "THB a month": " baht a month",
    "USD a month": " a month",
    "calls a week": " calls a week",
    "people a month": " people a month",
}
_DOLLARS: tuple[Unit, ...] = ("USD", "USD a month")


def names_its_unit(unit: Unit) -> bool:
    """Return whether an amount in words says its unit, as with kyats, or only a number, as with people."""
    return unit in _UNIT_AFTER or unit in _DOLLARS


def amount_in_words(figure: Figure, source: Source) -> str:
    """Return a figure's amount with its qualifier and unit, as readers see it."""
    also = [_one(second.qualifier, second.amount, second.unit) for second in figure.also]
    words = _main(figure, source)
    return f"{words} ({', '.join(also)})" if also else words


def _main(figure: Figure, source: Source) -> str:
    if figure.amount is not None:
        qualifier = figure.qualifier
        if source.copy_read.kind == "reworded" and qualifier:
            # A machine chose the words of the copy, so only the sense of the qualifier is printed.
            qualifier = QUALIFIERS[qualifier]
        if "dozen" in figure.stated and figure.amount == 12:
            return f"{qualifier} a dozen".strip()
        return _one(qualifier, figure.amount, figure.unit)
    if figure.high is not None and figure.low is not None:
        return f"between {_one('', figure.low, figure.unit)} and {_one('', figure.high, figure.unit)}"
    vague = next((word for word in figure.stated.lower().split() if word in VAGUE_WORDS), f"at least {figure.low}")
    unit = _UNIT_AFTER.get(figure.unit, "")
    return f"{vague} of{unit}" if unit else vague


def _one(qualifier: str, amount: Fraction, unit: Unit) -> str:
    number = _SHARES[amount] if unit == "share" and amount in _SHARES else number_in_digits(amount)
    sign = "$" if unit in _DOLLARS else ""
    return f"{qualifier} {sign}{number}{_UNIT_AFTER.get(unit, '')}".strip()


def number_in_digits(amount: Fraction) -> str:
    """Return a number in digits, with millions and billions in words: "2,500", "5.7 billion"."""
    for scale, name in ((1_000_000_000, " billion"), (1_000_000, " million")):
        if amount >= scale and amount * 10 % scale == 0:
            return f"{float(amount / scale):g}{name}"
    return f"{int(amount):,}" if amount.denominator == 1 else f"{float(amount):g}"


def dated_in_words(source: Source) -> str:
    """Return the date of a source as readers see it; of a reworded copy only the copy's own date is known."""
    when = source.when.in_words()
    return f"copy of {when}" if source.copy_read.kind == "reworded" else when


def paragraph_label(source: Source, number: int | str) -> str:
    """Return how a paragraph is named in a citation: `Heron ¶7`."""
    return f"{source.name} ¶{number}"


def grade_in_words(source: Source) -> str:
    """Return what readers should know about the copy that was read; empty for the publisher's own."""
    return "" if source.copy_read.kind == "publisher" else GRADE_WORDS[source.copy_read.kind]
