"""Finds the unit of a quantity from the sign, the words or the noun that belong to its number, and from no others."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from explainer.core.people_words import PEOPLE_WORDS
from explainer.core.quantities import Quantity
from explainer.drafting.counted_nouns import CountedNoun, counted_noun, is_for_people, kind_of
from explainer.drafting.own_lists import own_words
from explainer.records.evidence import Evidence
from explainer.records.units import Unit

RATE = re.compile(r"[^.;:]{0,60}?\b(?P<per>per|a|each|every) (?P<span>week|month)\b")
_SPELL = re.compile(r"[- ](month|year)s?\b")
_TIME_UNITS = {"month": "months", "year": "years"}
_STRENGTH = re.compile(r"-(?:strong|member|man|person|woman|people)\b")
_HUMAN_VERB = re.compile(
    r" (?:(?:of them|more|others|have|has|had|were|was|been|being|be|since|already|to|who) ){0,4}([a-z]+)"
)
_WHO = re.compile(r",? who\b| (?:have |has |had |were |was |been ){0,3}([a-z]+ed|[a-z]+)\b")
_BACK = re.compile(r" (?:of (?:them|these|those|whom)|have|had|were|did|are)\b")
_LOOK_BACK = 300
_PEOPLE = "people"
_MONTHLY = " a month"


class UnitFound(NamedTuple):
    """A unit by its name (None if there is none), the offset where its words end, why, and the noun that is counted."""

    unit: str | None
    end: int
    why: str
    noun: CountedNoun | None


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
        self._people = re.compile(_any_of(signs), re.IGNORECASE)

    def of(self, one: Quantity, text: str, limit: int) -> UnitFound:
        """Return the unit of a quantity in a folded text: from the sign, the words or the noun that belong to it.

        Nothing from `limit` on belongs to it.
        """
        behind = text[one.end : limit]
        noun = counted_noun(text, one.start, one.end, limit)
        if one.kind == "percent":
            return UnitFound("percent", one.end, "per cent", noun)
        if one.kind == "share":
            return UnitFound("share", noun.end if noun and noun.place == "behind" else one.end, "a share", noun)
        currency = self._currency(one, behind)
        if currency:
            name, end = currency
            rate = RATE.match(behind)
            if rate and rate["span"] == "month" and self.monthly(name) != name:
                return UnitFound(self.monthly(name), one.end + rate.end(), "money a month", None)
            return UnitFound(name, one.end + end, "money", None)
        spell = _SPELL.match(behind)
        if spell:
            return UnitFound(_TIME_UNITS[spell[1]], one.end + spell.end(), "a length of time", None)
        rate = RATE.match(behind)
        if rate and (name := self._rate(rate)):
            return UnitFound(name, one.end + rate.end(), f"“{rate.group().strip()}”", noun)
        return self._counted(one, behind, text[max(0, one.start - _LOOK_BACK) : one.start], noun)

    def _last_people(self, before: str) -> str:
        """The last word for people before a number that refers back to them; "" if there is none."""
        found = [word for word in re.findall(r"[a-z]{3,20}", before.lower()) if kind_of(word) or word in PEOPLE_WORDS]
        return found[-1] if found else ""

    def _counted(self, one: Quantity, behind: str, before: str, noun: CountedNoun | None) -> UnitFound:
        strength = _STRENGTH.match(behind)
        if strength:
            return UnitFound(_PEOPLE, one.end + strength.end(), f"“{strength.group()}”", noun)
        if noun is None:
            subject = _HUMAN_VERB.match(behind)
            if subject and subject[1] in own_words("human_verbs"):
                return UnitFound(_PEOPLE, one.end, f"“{subject[1]}”, as only people do", None)
            if _BACK.match(behind) and (people := self._last_people(before)):
                return UnitFound(_PEOPLE, one.end, f"“{people}”, named before", None)
            return UnitFound(None, one.end, "no noun says what it counts", None)
        end = noun.end if noun.place != "before" else one.end
        measured = self._measured(noun)
        if measured:
            return UnitFound(measured, end, f"“{noun.words}”", noun)
        heads, words = noun.heads, noun.words.lower()
        for name, pattern in self._nouns.items():
            if name == _PEOPLE or not any(pattern.fullmatch(head) for head in heads):
                continue
            if name not in self._near or self._near[name].search(words):
                return UnitFound(name, end, f"“{noun.words}”", noun)
        after = text_after(behind, end - one.end)
        if all(self._people.fullmatch(head) or is_for_people(head) for head in heads) or (
            heads[-1].endswith("s") and after
        ):
            return UnitFound(_PEOPLE, end, f"“{noun.words}”", noun)
        return UnitFound(None, end, f"“{noun.words}” is no unit of this project", noun)

    def _measured(self, noun: CountedNoun) -> str:
        """ "1,540 kilometre land border": a measure stands right behind its number, in the singular, too."""
        first = noun.words.lower().split()[0]
        units = (
            (name, unit) for name, unit in self._units.items() if unit.kind == "measure" and noun.place == "behind"
        )
        return next((name for name, unit in units if first in unit.words or f"{first}s" in unit.words), "")

    def is_money(self, name: str | None) -> bool:
        return name is not None and self._units[name].kind == "money"

    def monthly(self, name: str) -> str:
        """Return the unit of so much money a month; the unit itself where there is no such unit."""
        return f"{name}{_MONTHLY}" if f"{name}{_MONTHLY}" in self._units else name

    def _currency(self, one: Quantity, behind: str) -> tuple[str, int] | None:
        sign = "$" if one.currency.endswith("$") else one.currency
        if sign in self._signs:
            return self._signs[sign], 0
        if sign in self._money:
            return sign, 0
        for name, pattern in self._money.items():
            found = pattern.match(behind)
            if found:
                return name, found.end()
        return None

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


def text_after(behind: str, at: int) -> str:
    """Return what shows, right behind a noun, that it stands for people: "who", or what only people do; else ""."""
    found = _WHO.match(behind, at)
    if found and (found[1] is None or found[1] in own_words("human_verbs")):
        return found.group().strip()
    return ""
