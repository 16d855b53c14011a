"""Verdicts: whether the records make a statement true or false, or leave it open."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from explainer.core.dates import EdtfDate
from explainer.core.vocabulary import QUALIFIERS
from explainer.records.claims import claim_of
from explainer.records.comparison import bounds, compare
from explainer.records.evidence import Evidence
from explainer.records.models import ARTICLE_ITSELF
from explainer.records.quiz_items import Test, VerdictWord


class CannotDecide(ValueError):
    """A test does not fit the records that it names."""


def verdict(evidence: Evidence, test: Test) -> VerdictWord:
    """Return what the records say of a statement; raise CannotDecide if the test does not fit them."""
    return _TESTS[test.name](evidence, *test.ids)


def distinct(evidence: Evidence, *keys: str) -> None:
    """Raise CannotDecide if two of the figures state one claim, which cannot be compared with itself."""
    for key in keys:
        same = [each for each in keys if claim_of(evidence, each) == claim_of(evidence, key)]
        if len(same) > 1:
            raise CannotDecide(f"{' and '.join(same)} state the same claim")


def _of(holds: bool) -> VerdictWord:
    return "right" if holds else "wrong"


def _higher(evidence: Evidence, first: str, second: str) -> VerdictWord:
    """Whether the first figure is higher than the second, as far as their qualifiers tell."""
    distinct(evidence, first, second)
    one, other = evidence.figures[first], evidence.figures[second]
    if one.unit != other.unit:
        raise CannotDecide(f"{first} is in {one.unit}, {second} in {other.unit}")
    (low, high), (other_low, other_high) = bounds(one), bounds(other)
    if low > other_high:
        return "right"
    return "wrong" if high <= other_low else "cannot-tell"


def _before(evidence: Evidence, first: str, second: str) -> VerdictWord:
    """Whether the first event came before the second, as far as their dates tell; "since" counts by its start."""
    (low, high), (other_low, other_high) = (_days(evidence.events[key].when) for key in (first, second))
    if high < other_low:
        return "right"
    return "wrong" if low > other_high else "cannot-tell"


def _days(when: EdtfDate) -> tuple[date, date]:
    return (when.first, when.start.last) if when.is_open else (when.first, when.last)


def happened(evidence: Evidence, event: str) -> tuple[date, date]:
    """Return the first and last day on which an event can have happened or, if it goes on, begun."""
    return _days(evidence.events[event].when)


def _counts(evidence: Evidence, figure: str, population: str) -> VerdictWord:
    return _of(evidence.figures[figure].population == population)


def _claimed(evidence: Evidence, figure: str, claimant: str) -> VerdictWord:
    return _of(evidence.figures[figure].claimed_by == claimant)


def _said(evidence: Evidence, quote: str, person: str) -> VerdictWord:
    return _of(evidence.quotes[quote].speaker == person)


def _copied(evidence: Evidence, source: str, kind: str) -> VerdictWord:
    return _of(evidence.sources[source].copy_read.kind == kind)


def _compatible(evidence: Evidence, first: str, second: str) -> VerdictWord:
    """Whether two comparable figures can both be right."""
    distinct(evidence, first, second)
    pair = compare(evidence, first, second)
    if pair.status == "not comparable":
        raise CannotDecide(f"{first} and {second} cannot be compared")
    (low, high), (other_low, other_high) = (bounds(evidence.figures[key]) for key in (first, second))
    return _of(low <= other_high and other_low <= high)


def _incompatible(evidence: Evidence, first: str, second: str) -> VerdictWord:
    return _of(_compatible(evidence, first, second) == "wrong")


def _comparable(evidence: Evidence, first: str, second: str) -> VerdictWord:
    distinct(evidence, first, second)
    one, other = evidence.figures[first], evidence.figures[second]
    return _of(one.measure == other.measure and compare(evidence, first, second).status != "not comparable")


def _exactly(evidence: Evidence, figure: str) -> VerdictWord:
    """Whether the number was exactly the amount stated; the qualifier may rule that out or leave it open."""
    record = evidence.figures[figure]
    if record.amount is None:
        raise CannotDecide(f"{figure} has no single amount")
    low, high = bounds(record)
    if low == high:
        return "right"
    return "cannot-tell" if low <= float(record.amount) <= high else "wrong"


def _below(evidence: Evidence, figure: str) -> VerdictWord:
    """Whether the number was lower than the amount stated: "nearly" says so, and "at least" rules it out."""
    record = evidence.figures[figure]
    if record.amount is None:
        raise CannotDecide(f"{figure} has no single amount")
    low, high = bounds(record)
    if low >= float(record.amount):
        return "wrong"
    is_under = QUALIFIERS.get(record.qualifier) == "just under" or high < float(record.amount)
    return "right" if is_under else "cannot-tell"


def _sourced(evidence: Evidence, figure: str) -> VerdictWord:
    return _of(evidence.figures[figure].claimed_by != ARTICLE_ITSELF)


def _dated(evidence: Evidence, record: str) -> VerdictWord:
    """Whether the exact day of an event, or of an article's publication, is known."""
    event = evidence.events.get(record)
    when = event.when if event else evidence.sources[record].when
    return _of(when.end is None and not when.is_open and when.start.day is not None and not when.start.mark)


_TESTS: dict[str, Callable[..., VerdictWord]] = {
    "higher": _higher, "before": _before, "counts": _counts, "claimed": _claimed, "said": _said, "copied": _copied,
    "compatible": _compatible, "comparable": _comparable, "exactly": _exactly, "sourced": _sourced, "dated": _dated,
    "incompatible": _incompatible, "below": _below,
}  # fmt: skip

STATEMENTS: dict[str, str] = {
    "higher": "on which number is higher", "before": "on what came first", "counts": "on who is counted",
    "claimed": "on whose a number is", "said": "on who said something", "copied": "on which copy was read",
    "compatible": "on whether two numbers can both be right", "comparable": "on whether numbers can be compared",
    "incompatible": "on whether two numbers can both be right", "exactly": "on the true number behind one stated",
    "below": "on the true number behind one stated", "sourced": "on whose a number is",
    "dated": "on a day that is given",
}  # fmt: skip
"""What the statement of each test is about. Tests that are each other's opposite are about the same."""
