"""Reads each quantity of an article as a figure: the words that state it, qualifier, amount or range, and unit."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import pairwise

from explainer.core.quantities import Quantity
from explainer.core.vocabulary import VAGUE_WORDS
from explainer.drafting.countable import Counted, quantities_in
from explainer.drafting.passages import Passage
from explainer.drafting.units_in_text import RATE, UnitsInText

_NEAR = 90
_VAGUE_UNIT_CONFIDENCE = 0.6


@dataclass(frozen=True)
class Amounted:
    """An amount as a record has it: `amount`, or `low` with or without `high`."""

    amount: Fraction | None
    low: Fraction | None
    high: Fraction | None
    unit: str | None
    qualifier: str


@dataclass(frozen=True)
class FoundFigure:
    """A quantity with its offsets in the passage; `also` is the same money in another currency."""

    passage: Passage
    start: int
    end: int
    main: Amounted
    also: tuple[Amounted, ...]
    confidence: float
    unit_why: str

    @property
    def stated(self) -> str:
        return self.passage.text[self.start : self.end]


def figures_in(passage: Passage, units: UnitsInText, names: Sequence[str] = ()) -> list[FoundFigure]:
    """Return the quantities of a paragraph as figures; two currencies stated together are one figure (rule F4)."""
    counted = quantities_in(passage, names)
    others = [(one.quantity.start, one.quantity.end) for one in counted]
    found: list[FoundFigure] = []
    for place, one in enumerate(counted):
        following = others[place + 1][0] if place + 1 < len(others) else len(passage.text)
        found.append(_figure(passage, units, one, following, found[-1] if found else None))
    return _paired(found, units)


def _figure(passage: Passage, units: UnitsInText, one: Counted, limit: int, before: FoundFigure | None) -> FoundFigure:
    quantity = one.quantity
    _, sentence_end = passage.sentence(quantity.start)
    behind = passage.text[quantity.end : min(limit, sentence_end, quantity.end + _NEAR)]
    unit, end, why = units.behind(quantity, behind)
    if unit is None and before is not None and before.main.unit and _same_sentence(passage, before, quantity):
        unit, why = before.main.unit, "that of the quantity before it"
    if unit is None:
        begin, _ = passage.sentence(quantity.start)
        unit, why = units.around(passage.text[begin:sentence_end])
    confidence = one.confidence if unit else min(one.confidence, _VAGUE_UNIT_CONFIDENCE)
    main = _amount(quantity, unit)
    return FoundFigure(passage, quantity.start, quantity.end + end, main, (), confidence, why)


def _same_sentence(passage: Passage, before: FoundFigure, quantity: Quantity) -> bool:
    return passage.sentence(before.start) == passage.sentence(quantity.start) and quantity.kind in ("plain", "vague")


def _amount(one: Quantity, unit: str | None) -> Amounted:
    qualifier = one.qualifier.lower()
    if one.kind == "vague" or one.high is not None:
        return Amounted(None, one.low, one.high, unit, qualifier)
    return Amounted(one.low, None, None, unit, qualifier)


def _paired(found: list[FoundFigure], units: UnitsInText) -> list[FoundFigure]:
    """Join an amount of money with the same amount in another currency."""
    joined: list[FoundFigure] = []
    for one, following in pairwise([*found, None]):
        assert one is not None
        if joined and joined[-1].end >= one.end and joined[-1].also:
            continue
        if following is not None and _same_money(one, following, units):
            rest = one.passage.text[following.end :]
            end = following.end + (1 if rest.startswith(")") else 0)
            joined.append(_with_second(one, following, end, units))
        else:
            joined.append(one)
    return joined


def _same_money(one: FoundFigure, other: FoundFigure, units: UnitsInText) -> bool:
    named = {one.main.unit, other.main.unit}
    if len(named) < 2 or not all(map(units.is_money, named)):
        return False
    gap = one.passage.text[one.start : other.start]
    return len(gap) < 60 and re.search(r"[.!?;]", gap) is None and re.search(r"\band\b", gap) is None


def _with_second(one: FoundFigure, other: FoundFigure, end: int, units: UnitsInText) -> FoundFigure:
    second = other.main
    rate = RATE.match(one.passage.text[other.end : other.end + 20])
    if rate and rate["span"] == "month":
        one = replace(one, main=_monthly(one.main, units))
        second, end = _monthly(second, units), other.end + rate.end()
    elif second.unit and second.unit.endswith(" a month"):
        one = replace(one, main=_monthly(one.main, units))
    return replace(one, end=end, also=(second,))


def _monthly(amount: Amounted, units: UnitsInText) -> Amounted:
    return replace(amount, unit=units.monthly(amount.unit)) if amount.unit else amount


def least_of(amounted: Amounted) -> str:
    """Return the note that a lower bound needs if it is ours; empty where the article gives a number."""
    vague = amounted.amount is None and amounted.high is None and amounted.low in set(VAGUE_WORDS.values())
    return "The lower bound is ours, from the plural." if vague else ""
