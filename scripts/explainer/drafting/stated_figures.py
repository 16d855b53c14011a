"""Reads each quantity of an article as a figure: the words that state it, qualifier, amount or range, and unit."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import pairwise

from explainer.core.quantities import Quantity, read_quantities
from explainer.core.vocabulary import VAGUE_WORDS
from explainer.drafting.countable import Counted, quantities_in
from explainer.drafting.counted_nouns import CountedNoun, kinds_in
from explainer.drafting.passages import Passage
from explainer.drafting.units_in_text import RATE, UnitsInText

_NEAR = 90
_VAGUE_UNIT_CONFIDENCE = 0.6
_FEW = 20
_MOST_PARTS = 5


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
    """A quantity with its offsets in the passage.

    `also` is the same money in another currency, `noun` what is counted, `kinds` the kinds of people that it names, and
    `part_of` the offset of the total that it is a part of. `fell_from` has the words of a number that fell to this one.
    """

    passage: Passage
    start: int
    end: int
    main: Amounted
    also: tuple[Amounted, ...]
    confidence: float
    unit_why: str
    noun: CountedNoun | None = None
    kinds: frozenset[str] = frozenset()
    part_of: int | None = None
    fell_from: str = ""

    @property
    def stated(self) -> str:
        """The article's words, to the letter."""
        return self.passage.as_written(self.start, self.end)


def figures_in(passage: Passage, units: UnitsInText, names: Sequence[str] = ()) -> list[FoundFigure]:
    """Return the quantities of a paragraph as figures; two currencies stated together are one figure (rule F4)."""
    counted = quantities_in(passage, names)
    others = [one.quantity.start for one in counted]
    found: list[FoundFigure] = []
    for place, one in enumerate(counted):
        following = others[place + 1] if place + 1 < len(others) else len(passage.text)
        figure = _figure(passage, units, one, following, found[-1] if found else None)
        if figure is not None:
            found.append(figure)
    return _with_totals(_paired(found, units))


def _figure(
    passage: Passage, units: UnitsInText, one: Counted, following: int, before: FoundFigure | None
) -> FoundFigure | None:
    quantity, fell_from = _after_a_fall(one.quantity)
    _, sentence_end = passage.sentence(quantity.start)
    unit, end, why, noun = units.of(quantity, passage.text, min(following, sentence_end, quantity.end + _NEAR))
    if unit is None and noun is None and before is not None and _shares_noun(passage, before, quantity):
        unit, noun, why = before.main.unit, before.noun, "that of the quantity before it"
    if unit is None and _counts_nothing(quantity, noun):
        return None
    confidence = one.confidence if unit and not fell_from else min(one.confidence, _VAGUE_UNIT_CONFIDENCE)
    kinds = frozenset().union(*(kinds_in(each) for each in noun.conjuncts)) if noun else frozenset()
    amount = _amount(quantity, unit)
    return FoundFigure(passage, quantity.start, end, amount, (), confidence, why, noun, kinds, fell_from=fell_from)


def _after_a_fall(quantity: Quantity) -> tuple[Quantity, str]:
    """Return a quantity and "" or, of "from 30 to 20", the second number alone, and the words of the first.

    A range turned round is no range: something fell from one number to the other.
    """
    first, _, second = quantity.text.rpartition(" to ")
    read = read_quantities(second) if first and quantity.high not in (None, quantity.low) else []
    if len(read) != 1 or read[0].low != quantity.low:
        return quantity, ""
    start = quantity.end - len(second)
    return replace(read[0], start=start, end=quantity.end, currency=read[0].currency or quantity.currency), first


def _counts_nothing(quantity: Quantity, noun: CountedNoun | None) -> bool:
    """Whether a number without a unit says nothing worth a record: a few of some thing, or a number by itself."""
    bare = noun is None and quantity.kind == "plain" and not quantity.qualifier and quantity.high is None
    return quantity.low < _FEW or bare


def _shares_noun(passage: Passage, before: FoundFigure, quantity: Quantity) -> bool:
    """ "arrested 5,000 people, and over 1,000 again": a number without a noun counts what the one before it does."""
    if passage.sentence(before.start) != passage.sentence(quantity.start) or quantity.kind not in ("plain", "vague"):
        return False
    return before.main.unit is not None and (before.noun is not None or before.also == ())


def _with_totals(found: list[FoundFigure]) -> list[FoundFigure]:
    """Mark the parts of a total that the same sentence gives: they count what the total counts."""
    marked = list(found)
    for place, total in enumerate(found):
        parts = list(_parts_behind(found, place))
        if parts:
            kinds = frozenset().union(*(found[at].kinds for at in parts))
            marked[place] = replace(total, kinds=total.kinds | kinds)
            for at in parts:
                marked[at] = replace(marked[at], part_of=total.start)
    return marked


def _parts_behind(found: Sequence[FoundFigure], place: int) -> Sequence[int]:
    total, left = found[place], found[place].main.amount
    parts: list[int] = []
    for at in range(place + 1, min(len(found), place + 1 + _MOST_PARTS)):
        one = found[at]
        same = one.passage.sentence(one.start) == total.passage.sentence(total.start)
        if left is None or one.main.amount is None or not same or one.main.unit != total.main.unit:
            break
        left -= one.main.amount
        parts.append(at)
        if left == 0 and len(parts) > 1:
            return parts
    return ()


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
    return len(gap) < 60 and re.search(r"[.!?;](?!\d)", gap) is None and re.search(r"\band\b", gap) is None


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
