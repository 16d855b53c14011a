"""Finds who claims what a sentence states: somebody recorded, beside a speech verb, or the article itself."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from explainer.core.text import find_exact, fold
from explainer.records.evidence import Evidence
from explainer.records.models import ARTICLE_ITSELF
from quotereader.speech_verb_forms import past_speech_verbs, third_person_speech_verbs

_ACCORDING = re.compile(r"[Aa]ccording to (?:[\w' ,]{0,60})$")
_ATTRIBUTES = frozenset(
    "say claim claims claimed estimate estimates estimated count counts announced announce offered offers promised "
    "promises reports reported pays paid".split()
)
_VERB_BEHIND = re.compile(
    r"(?: \([^)]{1,30}\))?(?:, [^,;.\"]{1,80},)? (?P<words>(?:[a-z]+ly |has |have |had |also |then |now )*[a-z]+)"
)


class Claimants:
    """The recorded people and organisations by each of their names, the longest first."""

    def __init__(self, evidence: Evidence) -> None:
        self._people = frozenset(evidence.people)
        named: list[tuple[str, str]] = []
        for key, person in evidence.people.items():
            named += [(fold(name), key) for name in (person.name, *person.aliases) if name]
        for key, body in evidence.organisations.items():
            named.append((fold(body.name), key))
            named += [(fold(form), key) for form in _forms(evidence, body.name)]
        short = Counter(_short(name, key in evidence.people) for name, key in named if " " in name)
        named += [
            (form, key)
            for name, key in named
            if " " in name and short[form := _short(name, key in evidence.people)] == 1
        ]
        longest_first = sorted(set(named), key=lambda item: (-len(item[0]), item))
        self._named = [(name, _small_start(name), key) for name, key in longest_first]

    def of(self, sentence: str) -> tuple[str, str]:
        """Return the key of whoever claims what a sentence states, and why, in words."""
        folded = fold(sentence)
        placed = sorted(
            (at, -len(name), key)
            for name, other, key in self._named
            if (name in folded or other in folded) and (at := _found(name, other, folded)) >= 0
        )
        for at, negative, key in placed:
            words = _attribution(folded, at, at - negative)
            if words:
                return key, f"“{words}”"
        return ARTICLE_ITSELF, "the sentence names no claimant"

    def named(self, speaker: str) -> str:
        """Return the key of the speaker whom a phrase names: the whole of it, or its end; "" if it names nobody."""
        words = fold(speaker).rstrip(".*")
        found = (
            key
            for name, other, key in self._named
            if words in (name, other) or words.endswith((f" {name}", f" {other}"))
        )
        key = next(found, "")
        described = words.partition(" of ")[0].partition(" for ")[0]
        return key if key and (described == words or self.is_person(key)) else ""

    def is_person(self, key: str) -> bool:
        """Tell whether a key is that of a person, and not that of an organisation."""
        return key in self._people


def _short(name: str, is_person: bool) -> str:
    """What an article calls somebody after the first mention: the surname, or "the league"."""
    last = name.split()[-1]
    return last if is_person else f"the {last.lower()}"


def _forms(evidence: Evidence, name: str) -> Sequence[str]:
    """Other forms of an organisation's name, from its glossary entry."""
    folded = fold(name)
    return next((term.forms for term in evidence.terms.values() if folded in map(fold, term.forms)), ())


def _small_start(name: str) -> str:
    """The name with its first letter in the other case: "the league", "The league"."""
    return name[:1].swapcase() + name[1:] if " " in name else name


def _found(name: str, other: str, text: str) -> int:
    """The offset at which a name, in either case, occurs in a text; -1 where it is part of a longer name."""
    at = max(find_exact(name, text), find_exact(other, text))
    longer = at > 1 and " " not in name and text[: at - 1].rpartition(" ")[2][:1].isupper()
    return -1 if longer and not name.isupper() else at


def _attribution(text: str, start: int, end: int) -> str:
    """The words that make a name the claimant: "according to NAME", "NAME said", "said NAME"; empty for none."""
    if _ACCORDING.search(text[max(0, start - 75) : start]):
        return f"according to {text[start:end]}"
    behind = _VERB_BEHIND.match(text, end)
    verb = next((word for word in behind["words"].split() if _attributes(word)), "") if behind else ""
    if verb:
        return f"{text[start:end]} … {verb}"
    before = text[max(0, start - 20) : start].split()
    return f"{before[-1]} {text[start:end]}" if before and _attributes(before[-1].lower()) else ""


def _attributes(word: str) -> bool:
    return word in _ATTRIBUTES or word in past_speech_verbs() or word in third_person_speech_verbs()
