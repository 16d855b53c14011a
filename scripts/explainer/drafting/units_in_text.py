"""Finds the unit of a quantity in the words of an article: behind its number, or elsewhere in its sentence."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from explainer.core.quantities import Quantity
from explainer.drafting.own_lists import own_words
from explainer.records.evidence import Evidence
from explainer.records.units import Unit

RATE = re.compile(r"[^.;:]{0,60}?\b(?P<per>per|a|each|every) (?P<span>week|month)\b")
_PHRASE_END = re.compile(
    r"[,.;:()\"!?]|\b(?:who|which|that|and|while|but|as|because|since|have|has|had|were|was|are|is)\b"
)
_SPELL = re.compile(r"[- ](month|year)s?\b")
_TIME_UNITS = {"month": "months", "year": "years"}
_PEOPLE = "people"
_MONTHLY = " a month"


class UnitsInText:
    """The units of a project, prepared for a search in text."""

    def __init__(self, evidence: Evidence) -> None:
        self._units = evidence.units
        units = self._units.items()
        plain = {name: unit for name, unit in units if unit.kind == "money" and not name.endswith(_MONTHLY)}
        self._signs = {unit.before: name for name, unit in plain.items() if unit.before}
        self._money = {
            name: re.compile(rf" (?:[A-Z][a-z]{{2,12}} )?(?:{_any_of(unit.words)})\b") for name, unit in plain.items()
        }
        self._nouns = {
            name: re.compile(rf"\b(?:{_any_of(self._units[name].words)})\b") for name in _counted(self._units)
        }
        self._near = {
            name: re.compile(rf"\b(?:{_any_of(unit.near)})\b") for name, unit in self._units.items() if unit.near
        }
        signs = (*own_words("people_signs"), *self._units[_PEOPLE].words)
        self._people = re.compile(rf"\b(?:{_any_of(signs)})\b", re.IGNORECASE)
        self._accounts = re.compile(r"\b(?:accounts|pages|profiles)\b", re.IGNORECASE)

    def behind(self, one: Quantity, behind: str) -> tuple[str | None, int, str]:
        """Return the unit that the words behind a number show, where its noun ends among them, and why."""
        if one.kind == "percent":
            return "percent", 0, "per cent"
        if one.kind == "share":
            return "share", _phrase_end(behind), "a share"
        currency = self._currency(one, behind)
        if currency:
            name, end = currency
            rate = RATE.match(behind)
            if rate and rate["span"] == "month" and self.monthly(name) != name:
                return self.monthly(name), rate.end(), "money a month"
            return name, end, "money"
        spell = _SPELL.match(behind)
        if spell:
            return _TIME_UNITS[spell[1]], spell.end(), "a length of time"
        return self._noun(behind)

    def around(self, sentence: str) -> tuple[str | None, str]:
        """Return the unit that a sentence is about, and why."""
        for name, pattern in (("accounts", self._accounts), (_PEOPLE, self._people)):
            found = pattern.search(sentence)
            if found:
                return name, f"“{found.group()}” in the sentence"
        return None, "no unit was found"

    def is_money(self, name: str | None) -> bool:
        return name is not None and self._units[name].kind == "money"

    def monthly(self, name: str) -> str:
        """Return the unit of so much money a month; the unit itself where there is no such unit."""
        return f"{name}{_MONTHLY}" if f"{name}{_MONTHLY}" in self._units else name

    def _currency(self, one: Quantity, behind: str) -> tuple[str, int] | None:
        sign = "$" if one.currency.endswith("$") else one.currency
        if sign in self._signs:
            return self._signs[sign], 0
        for name, pattern in self._money.items():
            found = pattern.match(behind)
            if found:
                return name, found.end()
        return None

    def _noun(self, behind: str) -> tuple[str | None, int, str]:
        phrase = behind[: _phrase_end(behind)]
        words = phrase.lower()
        rate = RATE.match(behind)
        if rate and (name := self._rate(rate)):
            return name, rate.end(), f"“{rate.group().strip()}”"
        for name, pattern in self._nouns.items():
            found = pattern.search(words)
            if found and (name not in self._near or self._near[name].search(words)):
                return name, found.end(), f"“{found.group()}”"
        found = self._people.search(phrase)
        return (_PEOPLE, found.end(), f"“{found.group()}”") if found else (None, _phrase_end(behind), "")

    def _rate(self, rate: re.Match[str]) -> str:
        """Return the unit of so many things a week or a month: that of the thing, or else that of people."""
        ending = f" a {rate['span']}"
        rates = [name for name, unit in self._units.items() if name.endswith(ending) and unit.kind == "measure"]
        named = (name for name in rates if name.removesuffix(ending).removesuffix("s") in rate.group())
        return next(named, f"{_PEOPLE}{ending}" if f"{_PEOPLE}{ending}" in rates else "")


def _counted(units: Mapping[str, Unit]) -> list[str]:
    """Return the units that count: first those that need a word close by, last people, whom many words can mean."""
    counted = [name for name, unit in units.items() if unit.kind == "count"]
    return sorted(counted, key=lambda name: (name == _PEOPLE, not units[name].near))


def _any_of(words: Iterable[str]) -> str:
    return "|".join(map(re.escape, words))


def _phrase_end(behind: str) -> int:
    """Where the noun phrase after a number ends."""
    stop = _PHRASE_END.search(behind)
    return len(behind[: stop.start()].rstrip()) if stop else len(behind.rstrip())
