"""Finds the noun that a number counts: behind it, as in "300 dock workers", or before it, as in "the number of …"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from explainer.core.people_words import PEOPLE_WORDS
from explainer.drafting.own_lists import own_phrases, own_words
from quotereader.word_lists import listed

_WORD = re.compile(r"[ -]?\"?(\[?[\w'’]+(?:-[\w'’]+)*\]?)\"?")
_OF = re.compile(r" of (?:the |these |those |its |their |his |her |our |such |all |[A-Z][\w-]+'s? )?")
_LINKS = re.compile(r"(?: of them)?(?: in (?:all|total))? (?:are|were|is|was) (?=[a-z])")
_JOINS = re.compile(r"(?:, | and |, and | or )(?=[a-z])")
_COUNTED_BEFORE = re.compile(
    r"\b(?:number|numbers|count|total|tally|strength|size|ranks|population) of (?P<noun>[a-z][a-z' -]{2,60}?)"
    r"(?: (?:who|that|in|from|at|since)\b[^.;:]{0,60}?)?"
    r" (?:(?:has|have|had|is|was|were|now|already|currently|since) ){0,3}"
    r"(?:risen|rose|grown|grew|climbed|swelled|fallen|fell|dropped|shrunk|shrank|reached|exceeds?|exceeded|passed|topped"
    r"|stands?|stood|estimated|put|counted|thought|believed|is|was|between)?(?: (?:at|to|by|be|to be))* ?$"
)
_NUMBERED = re.compile(
    r"\b(?P<noun>[a-z][a-z'-]{2,20}(?: [a-z'-]{3,20})?) (?:numbered|totalled|totaled|number|total) $"
)
_BEFORE_REACH = 170
_MOST_WORDS = 7
_ADVERBS = frozenset(
    "ago later earlier before after since so today yesterday tomorrow then now there here away".split()
)
_LEADING = frozenset("more other additional such further new".split())
_SMALL = re.compile(r"(?:strong|member|man|person|woman|seat|people)$")
_PERSONAL_ENDING = re.compile(r"(?:[a-z]{2}(?:ers|ors|ists|ians|crats|men|women|people|folk|ees|ants)|mates)$")


@dataclass(frozen=True)
class CountedNoun:
    """The noun phrase that a number counts: its words, the offset where it ends, and where it stands.

    `place` is "behind" the number, "before" it, or "predicate" ("100 are captains"). `conjuncts` are the nouns that
    "and" joins, each with the words before it.
    """

    words: str
    end: int
    place: str
    conjuncts: tuple[str, ...]

    @property
    def heads(self) -> tuple[str, ...]:
        """The last word of each joined noun, in lower case."""
        return tuple(each.split()[-1].strip("[]'").lower() for each in self.conjuncts if each.split())


def counted_noun(text: str, start: int, end: int, limit: int) -> CountedNoun | None:
    """Return the noun that the number between two offsets counts; None if there is none.

    The phrase behind the number ends before `limit`.
    """
    return _behind(text, end, limit) or _predicate(text, end, limit) or _before(text, start)


def _behind(text: str, end: int, limit: int, place: str = "behind") -> CountedNoun | None:
    at = end
    of = _OF.match(text, at, limit)
    if of:
        at = of.end() - 1
    first, conjuncts = at, []
    while True:
        stop = _phrase(text, at, limit)
        if stop == at:
            break
        conjuncts.append(text[at:stop].strip(" -"))
        at = stop
        join = _JOINS.match(text, at, limit)
        if join is None or not _joins_people(text, join.end(), limit):
            break
        at = join.end() - 1
    if not conjuncts:
        return None
    last = first + len(text[first:at].rstrip())
    while last > end and text[last - 1] in " ,":
        last -= 1
    end_of_last = max(end, text.find(conjuncts[-1], first) + len(conjuncts[-1]))
    return CountedNoun(text[first:end_of_last].strip(" -"), end_of_last, place, tuple(conjuncts))


def _joins_people(text: str, at: int, limit: int) -> bool:
    """ "300 pilots and dockers": the noun behind the "and" is counted, too, if it is one for people."""
    stop = _phrase(text, at - 1, limit)
    words = text[at:stop].split()
    return bool(words) and is_for_people(words[-1]) and not text[stop : stop + 12].startswith((" said", " say"))


def _phrase(text: str, at: int, limit: int) -> int:
    """Where the noun phrase that begins at an offset ends; the offset itself where none begins."""
    stop, has_noun, has_plural = at, False, False
    for _ in range(_MOST_WORDS):
        match = _WORD.match(text, stop, limit)
        if match is None or not match[1]:
            return stop
        word = match[1]
        lower = word.lower().strip("[]")
        if text[match.start() : match.start() + 1] not in (" ", "-") or _stops(
            lower, word, has_noun, text, match.end()
        ):
            return stop
        if has_plural and not (lower.endswith("s") or is_for_people(lower)):
            return stop
        has_plural = (lower.endswith("s") and len(lower) > 3) or lower in ("people", "men", "women", "children")
        has_noun = has_noun or is_for_people(lower) or has_plural
        stop = match.end()
    return stop


def _stops(lower: str, word: str, has_noun: bool, text: str, after: int) -> bool:
    if lower in _LEADING and not has_noun:
        return False
    if word[0].isdigit() or lower in _ADVERBS or lower in listed("clause_openers") | listed("prepositions"):
        return True
    if lower in listed("function_words") | listed("auxiliaries_be") | listed("auxiliaries_have") | listed(
        "modal_verbs"
    ):
        return True
    if word[:1].isupper() and has_noun:
        return True
    if lower in listed("irregular_past_verbs") or lower in ("fled", "quit", "per", "being", "each", "every", "remain"):
        return True
    verbal = lower.endswith(("ed", "ing")) and len(lower) > 4
    if verbal and not has_noun:
        following = _WORD.match(text, after)
        return following is None or following[1].lower() in listed("function_words") | listed("prepositions")
    return verbal and not is_for_people(lower)


def _predicate(text: str, end: int, limit: int) -> CountedNoun | None:
    match = _LINKS.match(text, end, limit)
    found = _behind(text, match.end() - 1, limit, "predicate") if match else None
    return found if found is not None and any(map(is_for_people, found.heads)) else None


def _before(text: str, start: int) -> CountedNoun | None:
    before = text[max(0, start - _BEFORE_REACH) : start]
    match = _COUNTED_BEFORE.search(before) or _NUMBERED.search(before)
    if match is None:
        return None
    noun = match["noun"].strip()
    return CountedNoun(noun, start, "before", tuple(noun.split(" and ")))


def is_for_people(word: str) -> bool:
    """Tell whether a noun is one for people: listed, or by its ending ("ferrymen", "carters", "strikers")."""
    lower = word.lower().strip("[]'")
    if lower in PEOPLE_WORDS or lower in own_words("people_signs") or lower in own_words("any_people"):
        return True
    if lower in listed("roles") or (lower.endswith("s") and lower[:-1] in listed("roles")) or kind_of(lower):
        return True
    return _PERSONAL_ENDING.search(lower) is not None and lower not in own_words("things_in_ers")


def kind_of(word: str) -> str:
    """Return the kind of people that a noun stands for: its line in the list, by its first word; "" if in none."""
    return _kinds().get(word.lower().strip("[]'"), "")


def kinds_in(phrase: str) -> frozenset[str]:
    """Return the kinds of people that a phrase names."""
    return frozenset(kind for word in re.findall(r"[a-z]+", phrase.lower()) if (kind := kind_of(word)))


@cache
def _kinds() -> dict[str, str]:
    return {word: line.split()[0] for line in own_phrases("same_people") for word in line.split()}
