"""Reads each quantity of an article as a figure: the words that state it, qualifier, amount or range, and unit."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import pairwise

from explainer.core.quantities import Quantity
from explainer.core.vocabulary import UNIT_WORDS, VAGUE_WORDS, Unit
from explainer.drafting.countable import Counted, quantities_in
from explainer.drafting.passages import Passage

_NEAR = 90
_RATE = re.compile(r"[^.;:]{0,60}?\b(?P<per>per|a|each|every) (?P<span>week|month)\b")
_PEOPLE = re.compile(
    r"\b(?:killed|died|dead|arrested|detained|defected|defecting|deserted|fled|wounded|injured|left|join(?:ed|ing)?|surrendered|recruits?"
    r"|contact(?:ed|ing)|callers?|workers?|fighters?|pilots?|guards?|sailors?|men|women|children|families|prisoners"
    r"|protesters|students|teachers|residents|refugees|villagers|troopers|deserters|rearrest(?:ed|ing)|military|army)\b",
    re.IGNORECASE,
)
_ACCOUNTS = re.compile(r"\b(?:accounts|pages|profiles)\b", re.IGNORECASE)
_PHRASE_END = re.compile(
    r"[,.;:()\"!?]|\b(?:who|which|that|and|while|but|as|because|since|have|has|had|were|was|are|is)\b"
)
_TIME_UNITS: dict[str, Unit] = {"month": "months", "year": "years"}
_NOUN_UNITS: tuple[Unit, ...] = ("accounts", "armed groups", "organisations", "people")
_CURRENCIES: tuple[Unit, ...] = ("USD", "MMK", "THB")
_SPELL = re.compile(r"[- ](month|year)s?\b")
_ARMED = re.compile(r"\b(?:armed|rebel|militant|resistance|defen[cs]e|local|pdfs)\b")
_MONTHLY: dict[Unit, Unit] = {"USD": "USD a month", "THB": "THB a month"}
_VAGUE_UNIT_CONFIDENCE = 0.6


def _any_of(unit: Unit) -> str:
    return "|".join(map(re.escape, UNIT_WORDS[unit]))


_CURRENCY_WORDS = {unit: re.compile(rf" (?:[A-Z][a-z]{{2,12}} )?(?:{_any_of(unit)})\b") for unit in _CURRENCIES}
_NOUNS = {unit: re.compile(rf"\b(?:{_any_of(unit)})\b") for unit in _NOUN_UNITS}


@dataclass(frozen=True)
class Amounted:
    """An amount as a record has it: `amount`, or `low` with or without `high`."""

    amount: Fraction | None
    low: Fraction | None
    high: Fraction | None
    unit: Unit | None
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


def figures_in(passage: Passage, names: Sequence[str] = ()) -> list[FoundFigure]:
    """Return the quantities of a paragraph as figures; two currencies stated together are one figure (rule F4)."""
    counted = quantities_in(passage, names)
    others = [(one.quantity.start, one.quantity.end) for one in counted]
    found: list[FoundFigure] = []
    for place, one in enumerate(counted):
        following = others[place + 1][0] if place + 1 < len(others) else len(passage.text)
        found.append(_figure(passage, one, following, found[-1] if found else None))
    return _paired(found)


def _figure(passage: Passage, one: Counted, limit: int, before: FoundFigure | None) -> FoundFigure:
    quantity = one.quantity
    _, sentence_end = passage.sentence(quantity.start)
    behind = passage.text[quantity.end : min(limit, sentence_end, quantity.end + _NEAR)]
    unit, end, why = _unit_of(quantity, behind)
    if unit is None and before is not None and before.main.unit and _same_sentence(passage, before, quantity):
        unit, why = before.main.unit, "that of the quantity before it"
    if unit is None:
        begin, _ = passage.sentence(quantity.start)
        unit, why = _unit_around(passage.text[begin:sentence_end])
    confidence = one.confidence if unit else min(one.confidence, _VAGUE_UNIT_CONFIDENCE)
    main = _amount(quantity, unit)
    return FoundFigure(passage, quantity.start, quantity.end + end, main, (), confidence, why)


def _same_sentence(passage: Passage, before: FoundFigure, quantity: Quantity) -> bool:
    return passage.sentence(before.start) == passage.sentence(quantity.start) and quantity.kind in ("plain", "vague")


def _amount(one: Quantity, unit: Unit | None) -> Amounted:
    qualifier = one.qualifier.lower()
    if one.kind == "vague" or one.high is not None:
        return Amounted(None, one.low, one.high, unit, qualifier)
    return Amounted(one.low, None, None, unit, qualifier)


def _unit_of(one: Quantity, behind: str) -> tuple[Unit | None, int, str]:
    """The unit that the words after a number show, where its noun ends among them, and why."""
    if one.kind == "percent":
        return "percent", 0, "per cent"
    if one.kind == "share":
        return "share", _phrase_end(behind), "a share"
    currency = _currency(one, behind)
    if currency:
        unit, end = currency
        rate = _RATE.match(behind)
        if rate and rate["span"] == "month" and unit in _MONTHLY:
            return _MONTHLY[unit], rate.end(), "money a month"
        return unit, end, "money"
    spell = _SPELL.match(behind)
    if spell:
        return _TIME_UNITS[spell[1]], spell.end(), "a length of time"
    return _noun_unit(behind)


def _currency(one: Quantity, behind: str) -> tuple[Unit, int] | None:
    if one.currency == "$":
        return "USD", 0
    for unit in _CURRENCIES:
        found = _CURRENCY_WORDS[unit].match(behind)
        if found:
            return unit, found.end()
    return None


def _noun_unit(behind: str) -> tuple[Unit | None, int, str]:
    phrase = behind[: _phrase_end(behind)]
    words = phrase.lower()
    rate = _RATE.match(behind)
    if rate and rate["span"] == "week" and "call" in rate.group():
        return "calls a week", rate.end(), f"“{rate.group().strip()}”"
    if rate and rate["span"] == "month":
        return "people a month", rate.end(), f"“{rate.group().strip()}”"
    for unit in _NOUN_UNITS:
        found = _NOUNS[unit].search(words)
        if found and _fits(unit, words):
            return unit, found.end(), f"“{found.group()}”"
    found = _PEOPLE.search(phrase)
    return ("people", found.end(), f"“{found.group()}”") if found else (None, _phrase_end(behind), "")


def _fits(unit: str, words: str) -> bool:
    """Whether the words are about this unit: armed groups share words with organisations, but are armed or local."""
    return unit != "armed groups" or _ARMED.search(words) is not None


def _unit_around(sentence: str) -> tuple[Unit | None, str]:
    found = _ACCOUNTS.search(sentence)
    if found:
        return "accounts", f"“{found.group()}” in the sentence"
    found = _PEOPLE.search(sentence)
    return ("people", f"“{found.group()}” in the sentence") if found else (None, "no unit was found")


def _phrase_end(behind: str) -> int:
    """Where the noun phrase after a number ends."""
    stop = _PHRASE_END.search(behind)
    return len(behind[: stop.start()].rstrip()) if stop else len(behind.rstrip())


def _paired(found: list[FoundFigure]) -> list[FoundFigure]:
    """Join an amount of money with the same amount in another currency."""
    joined: list[FoundFigure] = []
    for one, following in pairwise([*found, None]):
        assert one is not None
        if joined and joined[-1].end >= one.end and joined[-1].also:
            continue
        if following is not None and _same_money(one, following):
            rest = one.passage.text[following.end :]
            end = following.end + (1 if rest.startswith(")") else 0)
            joined.append(_with_second(one, following, end))
        else:
            joined.append(one)
    return joined


def _same_money(one: FoundFigure, other: FoundFigure) -> bool:
    units = {one.main.unit, other.main.unit}
    if len(units) < 2 or not all(unit and unit.split()[0] in _CURRENCIES for unit in units):
        return False
    gap = one.passage.text[one.start : other.start]
    return len(gap) < 60 and re.search(r"[.!?;]", gap) is None and re.search(r"\band\b", gap) is None


def _with_second(one: FoundFigure, other: FoundFigure, end: int) -> FoundFigure:
    second = other.main
    rate = _RATE.match(one.passage.text[other.end : other.end + 20])
    if rate and rate["span"] == "month":
        one = replace(one, main=_monthly(one.main))
        second, end = _monthly(second), other.end + rate.end()
    elif second.unit in _MONTHLY.values() and one.main.unit in _MONTHLY:
        one = replace(one, main=_monthly(one.main))
    return replace(one, end=end, also=(second,))


def _monthly(amount: Amounted) -> Amounted:
    return replace(amount, unit=_MONTHLY.get(amount.unit, amount.unit)) if amount.unit else amount


def least_of(amounted: Amounted) -> str:
    """Return the note that a lower bound needs if it is ours; empty where the article gives a number."""
    vague = amounted.amount is None and amounted.high is None and amounted.low in set(VAGUE_WORDS.values())
    return "The lower bound is ours, from the plural." if vague else ""
