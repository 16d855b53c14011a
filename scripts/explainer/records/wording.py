"""Puts amounts, dates and grades into words for readers, each form in one function."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from explainer.core.vocabulary import GRADE_WORDS, QUALIFIERS, READ_IN, VAGUE_WORDS
from explainer.records.evidence import Evidence
from explainer.records.models import Figure, Source

_SHARES = {
    Fraction(1, 2): "half",
    Fraction(1, 3): "one third",
    Fraction(2, 3): "two-thirds",
    Fraction(1, 4): "a quarter",
}


def amount_in_words(evidence: Evidence, key: str) -> str:
    """Return the amount of a figure with its qualifier and unit, as readers see it."""
    figure = evidence.figures[key]
    also = [_one(evidence, second.qualifier, second.amount, second.unit) for second in figure.also]
    words = _main(evidence, figure, evidence.source_of(key))
    return f"{words} ({', '.join(also)})" if also else words


def _main(evidence: Evidence, figure: Figure, source: Source) -> str:
    if figure.amount is not None:
        qualifier = figure.qualifier
        if source.copy_read.kind == "reworded" and qualifier:
            # A machine chose the words of the copy, so only the sense of the qualifier is printed.
            qualifier = QUALIFIERS[qualifier]
        if "dozen" in figure.stated and figure.amount == 12:
            return f"{qualifier} a dozen".strip()
        return _one(evidence, qualifier, figure.amount, figure.unit)
    if figure.high is not None and figure.low is not None:
        low, high = (_one(evidence, "", each, figure.unit) for each in (figure.low, figure.high))
        return f"between {low} and {high}"
    vague = next((word for word in figure.stated.lower().split() if word in VAGUE_WORDS), f"at least {figure.low}")
    unit = evidence.units[figure.unit].after
    return f"{vague} of {unit}" if unit else vague


def _one(evidence: Evidence, qualifier: str, amount: Fraction, name: str) -> str:
    unit = evidence.units[name]
    number = _SHARES[amount] if name == "share" and amount in _SHARES else number_in_digits(amount)
    after = f" {unit.after}" if unit.after else ""
    return f"{qualifier} {unit.before or ''}{number}{after}".strip()


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


def coverage_in_words(evidence: Evidence) -> str:
    """Return from when to when the sources are: "From articles of November 2021 to about 2023"; "" without sources.

    Days are left out: a source whose day is not known would seem to be older or newer than it is.
    """
    dates = [source.when for source in evidence.sources.values()]
    if not dates:
        return ""
    earliest = min((when.start for when in dates), key=lambda point: point.first)
    latest = max((when.end or when.start for when in dates), key=lambda point: point.last)
    first, last = (replace(point, day=None).in_words() for point in (earliest, latest))
    return f"From articles of {first}" if first == last else f"From articles of {first} to {last}"


def end_of_evidence_in_words(evidence: Evidence) -> str:
    """Return when the evidence ends: "The evidence ends about 2023" or "The evidence ends in December 2021"."""
    points = [source.when.end or source.when.start for source in evidence.sources.values()]
    if not points:
        return ""
    last = replace(max(points, key=lambda point: point.last), day=None).in_words()
    return f"The evidence ends {last if last.startswith(('about', 'perhaps')) else f'in {last}'}"


def paragraph_label(source: Source, number: int | str) -> str:
    """Return how a paragraph is named in a citation: `Heron ¶7`."""
    return f"{source.name} ¶{number}"


def spoken_mark(source: Source, number: int | str) -> str:
    """Return how a citation's mark is spoken: its label, which speech control must find in the name (WCAG 2.5.3), and
    the paragraph in words: `Source: Heron ¶7, paragraph 7`."""
    return f"Source: {paragraph_label(source, number)}, paragraph {number}"


def paragraph_in_words(source: Source, number: int | str) -> str:
    """Return how a paragraph is named where words are heard or there is room for them: `Heron, paragraph 7`."""
    return f"{source.name}, paragraph {number}"


def grade_in_words(source: Source) -> str:
    """Return what readers should know about the copy that was read; empty for the publisher's own."""
    return "" if source.copy_read.kind == "publisher" else GRADE_WORDS[source.copy_read.kind]


def full_entry(source: Source) -> str:
    """Return the bibliographic entry of a source, without its address: authors, title, publisher, date, grade."""
    authors = f"{', '.join(source.authors)}. " if source.authors else ""
    mark = "" if source.copy_read.kind == "publisher" else f" {READ_IN[source.copy_read.kind]}."
    return f"{authors}“{source.title}”. {source.publisher}, {source.when.in_words()}.{mark}"
