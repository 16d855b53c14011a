"""Which figures can be put side by side, and whether they agree (rule F2). Nothing is averaged or repaired."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations
from math import inf, nextafter
from typing import Literal

from explainer.core.vocabulary import QUALIFIERS, Sense
from explainer.records.claims import claim_of, claims
from explainer.records.evidence import Evidence
from explainer.records.models import Figure, Measure

Status = Literal["agree", "differ", "not comparable"]

_ABOUT = Fraction(1, 10)
"""How far "about" reaches on both sides: our choice, used only to decide whether two claims can both be true."""


Room = Literal["above", "below", "around", "between"]
"""Where the words of a figure leave room for another number."""
_ROOMS: tuple[Room, ...] = ("above", "below", "around", "between")


@dataclass(frozen=True)
class Comparison:
    """Two figures side by side. `why` names the text that says why they cannot be compared, or whether both can
    be true."""

    first: str
    second: str
    status: Status
    why: str


@dataclass(frozen=True)
class Disagreement:
    """Comparable figures of one measure, at least two of which differ."""

    measure: str
    figures: tuple[str, ...]
    could_all_hold: bool
    room: tuple[Room, ...] = ()

    def in_words(self, texts: Mapping[str, str]) -> str:
        """Return what readers should make of it, without numbers."""
        if not self.could_all_hold:
            return texts["cannot-all-hold"]
        why = f", {texts['and-because']} ".join(texts[f"room-{each}"] for each in self.room)
        return texts["could-all-hold"].format(why=why)


def bounds(figure: Figure) -> tuple[float, float]:
    """Return the lowest and the highest number that a figure allows, given its qualifier."""
    if figure.amount is None:
        return float(figure.low or 0), float(figure.high) if figure.high is not None else inf
    amount = figure.amount
    sense: Sense = QUALIFIERS.get(figure.qualifier, "exact")
    reach = amount * _ABOUT
    return {
        "exact": (float(amount), float(amount)),
        "about": (float(amount - reach), float(amount + reach)),
        "just under": (float(amount - reach), float(amount)),
        "more than": (nextafter(float(amount), inf), inf),
        "at least": (float(amount), inf),
        "at most": (0.0, float(amount)),
        "less than": (0.0, nextafter(float(amount), 0.0)),
    }[sense]


def compare(evidence: Evidence, first: str, second: str) -> Comparison:
    """Put two figures of one measure side by side."""
    one, other = evidence.figures[first], evidence.figures[second]
    measure = evidence.measures[one.measure]
    why = _incomparable(measure, one, other)
    if why:
        return Comparison(first, second, "not comparable", why)
    if _same(one, other):
        return Comparison(first, second, "agree", "same-number")
    both = "both-can-be-true" if _overlap(one, other) else "both-cannot-be-true"
    return Comparison(first, second, "differ", both)


def _incomparable(measure: Measure, one: Figure, other: Figure) -> str:
    if one.population != other.population and not any(
        {one.population, other.population} <= set(group) for group in measure.comparable
    ):
        return "incomparable-people"
    if one.unit != other.unit:
        return "incomparable-units"
    if one.date.months_from(other.date) > measure.months_apart:
        return "incomparable-times"
    return ""


def _same(one: Figure, other: Figure) -> bool:
    stated = (one.amount, one.low, one.high) == (other.amount, other.low, other.high)
    return stated and _overlap(one, other) and {_side(one), _side(other)} != {"up", "down"}


_BELOW = ("just under", "at most", "less than")


def _side(figure: Figure) -> str:
    sense = QUALIFIERS.get(figure.qualifier, "exact")
    return "up" if sense in ("more than", "at least") else "down" if sense in _BELOW else "even"


def _overlap(one: Figure, other: Figure) -> bool:
    (low, high), (other_low, other_high) = bounds(one), bounds(other)
    return low <= other_high and other_low <= high


def comparisons(evidence: Evidence, measure: str) -> list[Comparison]:
    """Compare every two claims of a measure that come from different sources."""
    return evidence.derived(f"comparisons of {measure}", lambda each: list(_compare_all(each, measure)))


def _compare_all(evidence: Evidence, measure: str) -> Iterator[Comparison]:
    # A measure that does not exist is reported where it is named.
    known = evidence.derived("figures by measure", by_measure) if measure in evidence.measures else {}
    keys = claims(evidence, known.get(measure, []))
    for first, second in combinations(keys, 2):
        if evidence.source_of(first).id != evidence.source_of(second).id:
            yield compare(evidence, first, second)


def by_measure(evidence: Evidence) -> dict[str, list[str]]:
    """Return the ids of the figures of each measure."""
    found: dict[str, list[str]] = {}
    for key, figure in evidence.figures.items():
        found.setdefault(figure.measure, []).append(key)
    return found


def disagreements(evidence: Evidence, measure: str) -> list[Disagreement]:
    """Return the groups of comparable figures of a measure in which sources differ."""
    return evidence.derived(f"disagreements of {measure}", lambda each: _disagreements(each, measure))


def _disagreements(evidence: Evidence, measure: str) -> list[Disagreement]:
    pairs = [pair for pair in comparisons(evidence, measure) if pair.status != "not comparable"]
    groups: list[set[str]] = []
    for pair in pairs:
        joined = [group for group in groups if group & {pair.first, pair.second}]
        groups = [group for group in groups if group not in joined]
        groups.append(set().union({pair.first, pair.second}, *joined))
    found = [_disagreement(evidence, measure, group) for group in groups if _differs(group, pairs)]
    return sorted(found, key=lambda each: each.figures)


def _differs(group: set[str], pairs: list[Comparison]) -> bool:
    return any(pair.status == "differ" and {pair.first, pair.second} <= group for pair in pairs)


def _disagreement(evidence: Evidence, measure: str, group: set[str]) -> Disagreement:
    ordered = sorted(group, key=lambda key: (evidence.figures[key].date.first, key))
    figures = [evidence.figures[key] for key in ordered]
    could_all_hold = all(_overlap(one, other) for one, other in combinations(figures, 2))
    left = {_room(figure) for figure in figures}
    return Disagreement(measure, tuple(ordered), could_all_hold, tuple(each for each in _ROOMS if each in left))


def _room(figure: Figure) -> Room | None:
    if figure.amount is None:
        return "above" if figure.high is None else "between"
    low, high = bounds(figure)
    if low == high:
        return None
    return "above" if high == inf else "below" if low == 0 else "around"


def status_of(evidence: Evidence, key: str) -> Status:
    """Return how a figure compares with those of other sources: "differ" wins over "agree"; alone, "not comparable".

    A figure that repeats a claim compares as that claim does.
    """
    measure = evidence.figures[key].measure
    statuses = evidence.derived(f"statuses of {measure}", lambda each: _statuses(each, measure))
    found = statuses.get(claim_of(evidence, key), set())
    return "differ" if "differ" in found else "agree" if "agree" in found else "not comparable"


def _statuses(evidence: Evidence, measure: str) -> dict[str, set[Status]]:
    found: dict[str, set[Status]] = {}
    for pair in comparisons(evidence, measure):
        for key in (pair.first, pair.second):
            found.setdefault(key, set()).add(pair.status)
    return found
