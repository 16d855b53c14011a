"""Puts amounts, dates and grades into words for readers, each form in one function."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from fractions import Fraction

from explainer.core.vocabulary import QUALIFIERS, VAGUE_WORDS
from explainer.records.evidence import Evidence
from explainer.records.models import Figure, Source
from explainer.records.units import UNITS

Texts = Mapping[str, str]
"""What the program says to readers, by name."""

_SHARES = {
    Fraction(1, 2): "share-half",
    Fraction(1, 3): "share-third",
    Fraction(2, 3): "share-two-thirds",
    Fraction(1, 4): "share-quarter",
}
_SCALES = {1_000_000_000: "billions", 1_000_000: "millions"}


def amount_in_words(evidence: Evidence, key: str) -> str:
    """Return the amount of a figure with its qualifier and unit, as readers see it."""
    figure = evidence.figures[key]
    also = [_one(evidence, second.qualifier, second.amount, second.unit) for second in figure.also]
    words = _main(evidence, figure, evidence.source_of(key))
    return f"{words} ({', '.join(also)})" if also else words


def _main(evidence: Evidence, figure: Figure, source: Source) -> str:
    texts = evidence.texts
    if figure.amount is not None:
        qualifier = figure.qualifier
        if source.copy_read.kind == "reworded" and qualifier:
            # A machine chose the words of the copy, so only the sense of the qualifier is printed.
            qualifier = QUALIFIERS[qualifier]
        if "dozen" in figure.stated and figure.amount == 12:
            return _qualified(texts, qualifier, texts["a-dozen"])
        return _one(evidence, qualifier, figure.amount, figure.unit)
    if figure.high is not None and figure.low is not None:
        low, high = (_one(evidence, "", each, figure.unit) for each in (figure.low, figure.high))
        return texts["amount-between"].format(low=low, high=high)
    word = next((word for word in figure.stated.lower().split() if word in VAGUE_WORDS), "")
    vague = texts[f"vague-{word}"] if word else _qualified(texts, "at least", str(figure.low))
    unit = unit_after(evidence, figure.unit)
    return texts["vague-of"].format(amount=vague, unit=unit) if unit else vague


def _one(evidence: Evidence, qualifier: str, amount: Fraction, name: str) -> str:
    unit, texts = evidence.units[name], evidence.texts
    is_share = name == "share" and amount in _SHARES
    number = texts[_SHARES[amount]] if is_share else number_in_digits(amount, texts)
    after = unit_after(evidence, name)
    return _qualified(texts, qualifier, f"{unit.before or ''}{number}{f' {after}' if after else ''}")


def _qualified(texts: Texts, qualifier: str, amount: str) -> str:
    return texts[f"qualifier-{_as_name(qualifier)}"].format(amount=amount) if qualifier else amount


def unit_after(evidence: Evidence, name: str) -> str:
    """Return what stands behind a number in a unit, or "": a text of the program, or the project's own word."""
    after = evidence.units[name].after or ""
    return evidence.texts[f"after-{_as_name(name)}"] if name in UNITS and after else after


def unit_alone(evidence: Evidence, name: str) -> str:
    """Return how a unit is called where it stands alone."""
    unit = evidence.units[name]
    return evidence.texts[f"unit-{_as_name(name)}"] if name in UNITS else unit.label or unit.after or name


def _as_name(words: str) -> str:
    return words.lower().replace(" ", "-")


def number_in_digits(amount: Fraction, texts: Texts) -> str:
    """Return a number in digits, with millions and billions in words: "2,500", "5.7 billion"."""
    for scale, name in _SCALES.items():
        if amount >= scale and amount * 10 % scale == 0:
            return texts[name].format(number=f"{float(amount / scale):g}")
    return f"{int(amount):,}" if amount.denominator == 1 else f"{float(amount):g}"


def counted(texts: Texts, name: str, number: int) -> str:
    """Return a text that counts something, in its form for one or for any other number: those of `minutes-to-read` are
    `minutes-to-read-one` and `minutes-to-read-other`."""
    return texts[f"{name}-{'one' if number == 1 else 'other'}"]


def listed(texts: Texts, names: Sequence[str]) -> str:
    """Return names in a row, the last one after an "and"."""
    *before, last = names
    return texts["and"].format(before=", ".join(before), last=last) if before else last


def dated_in_words(source: Source, texts: Texts) -> str:
    """Return the date of a source as readers see it; of a reworded copy only the copy's own date is known."""
    when = source.when.in_words(texts)
    return texts["copy-of-date"].format(date=when) if source.copy_read.kind == "reworded" else when


def coverage_in_words(evidence: Evidence) -> str:
    """Return from when to when the sources are: "From articles of November 2021 to about 2023"; "" without sources.

    Days are left out: a source whose day is not known would seem to be older or newer than it is.
    """
    texts = evidence.texts
    dates = [source.when for source in evidence.sources.values()]
    if not dates:
        return ""
    earliest = min((when.start for when in dates), key=lambda point: point.first)
    latest = max((when.end or when.start for when in dates), key=lambda point: point.last)
    first, last = (replace(point, day=None).in_words(texts) for point in (earliest, latest))
    if first == last:
        return texts["covers-date"].format(date=first)
    return texts["covers-span"].format(first=first, last=last)


def end_of_evidence_in_words(evidence: Evidence) -> str:
    """Return when the evidence ends: "The evidence ends about 2023" or "The evidence ends in December 2021"."""
    points = [source.when.end or source.when.start for source in evidence.sources.values()]
    if not points:
        return ""
    last = replace(max(points, key=lambda point: point.last), day=None)
    return evidence.texts["ends-about" if last.mark else "ends-in"].format(date=last.in_words(evidence.texts))


def paragraph_label(source: Source, number: int | str) -> str:
    """Return how a paragraph is named in a citation: `Heron ¶7`."""
    return f"{source.name} ¶{number}"


def spoken_mark(source: Source, number: int | str, texts: Texts) -> str:
    """Return how a citation's mark is spoken: its label, which speech control must find in the name (WCAG 2.5.3), and
    the paragraph in words: `Source: Heron ¶7, paragraph 7`."""
    return texts["spoken-mark"].format(label=paragraph_label(source, number), number=number)


def paragraph_in_words(source: Source, number: int | str, texts: Texts) -> str:
    """Return how a paragraph is named where words are heard or there is room for them: `Heron, paragraph 7`."""
    return texts["paragraph-of"].format(source=source.name, number=number)


def grade_in_words(source: Source, texts: Texts) -> str:
    """Return what readers should know about the copy that was read; empty for the publisher's own."""
    return "" if source.copy_read.kind == "publisher" else texts[f"copy-{source.copy_read.kind}"]


def full_entry(source: Source, texts: Texts) -> str:
    """Return the bibliographic entry of a source, without its address: authors, title, publisher, date, grade."""
    authors = f"{', '.join(source.authors)}. " if source.authors else ""
    mark = "" if source.copy_read.kind == "publisher" else f" {texts[f'read-in-{source.copy_read.kind}']}."
    return f"{authors}“{source.title}”. {source.publisher}, {source.when.in_words(texts)}.{mark}"
