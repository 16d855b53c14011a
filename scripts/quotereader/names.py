"""Names in running text: where they stand, which part is the name, and who may be a person."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from quotereader.tokens import Word
from quotereader.word_lists import listed, listed_phrases

Standing = Literal["person", "unknown", "other"]

_SUFFIXES = frozenset(["jr", "sr", "ii", "iii", "iv"])
_LONGEST_NAME = 12
_AFFILIATION = re.compile(r"[A-Z]-[A-Z]")


@dataclass(frozen=True, slots=True)
class Name:
    """One mention: places of its first and last word, the words of the name proper."""

    first: int
    last: int
    text: str
    parts: tuple[str, ...]
    title: str
    standing: Standing
    start: int
    end: int

    @property
    def surname(self) -> str:
        """The last word of the name in small letters."""
        return self.parts[-1].lower()


def names_in(tokens: Sequence[Word], first: int = 0, last: int | None = None) -> list[Name]:
    """Every name between two places (both included), in order."""
    ceiling = len(tokens) - 1 if last is None else min(last, len(tokens) - 1)
    names: list[Name] = []
    place = first
    while place <= ceiling:
        if not tokens[place].capital or not _begins_name(tokens, place):
            place += 1
            continue
        end = _run_end(tokens, place, ceiling)
        name = _name(tokens, place, end)
        if name is not None:
            names.append(name)
        place = end + 1
    return names


def name_at_end(tokens: Sequence[Word], first: int, last: int) -> Name | None:
    """The name that ends exactly at `last` and begins no earlier than `first`."""
    if last < first or not tokens[last].capital:
        return None
    names = names_in(tokens, max(first, last - _LONGEST_NAME), last)
    return names[-1] if names and names[-1].last == last else None


def is_name_word(word: Word) -> bool:
    """A capitalised word that is neither a small word nor a day or month."""
    if not word.capital:
        return False
    lower = word.lower
    return lower not in listed("function_words") and lower not in listed("calendar")


def _begins_name(tokens: Sequence[Word], place: int) -> bool:
    word = tokens[place]
    if is_name_word(word):
        return True
    followed = place + 1 < len(tokens) and is_name_word(tokens[place + 1])
    return followed and is_given_name(word) and not _dates(tokens, place)


def is_given_name(word: Word) -> bool:
    """A capitalised given name, also where it is spelled like a small word: "Will"."""
    return word.capital and (word.lower in listed("given_names_male") or word.lower in listed("given_names_female"))


def _dates(tokens: Sequence[Word], place: int) -> bool:
    """ "a June party", "in April Krol": a month, not a given name."""
    if tokens[place].lower not in listed("calendar") or not place:
        return False
    before = tokens[place - 1].lower
    return before in listed("prepositions") or before in ("a", "the", "last", "next", "early", "late", "mid", "this")


def _run_end(tokens: Sequence[Word], first: int, ceiling: int) -> int:
    last = first
    place = first + 1
    while place <= min(ceiling, first + _LONGEST_NAME):
        word = tokens[place]
        if is_name_word(word) or (is_given_name(word) and _begins_name(tokens, place)):
            last = place
        elif word.text == "," and place + 1 < len(tokens) and tokens[place + 1].lower in _SUFFIXES:
            pass
        elif not (word.lower in listed("name_particles") and word.kind == "word"):
            break
        place += 1
    return last


def is_office(word: Word) -> bool:
    """A word for an office, also with "then-" or "ex-" before it."""
    return word.lower.removeprefix("then-").removeprefix("ex-") in listed("roles")


def _leads(word: Word) -> bool:
    """Whether a word inside a run belongs to the office and not to the name."""
    lower = word.lower.removeprefix("then-").removeprefix("ex-")
    return (
        lower in listed("roles")
        or lower in listed("office_modifiers")
        or lower in listed("demonyms")
        or lower in listed("titles")
    )


def _name(tokens: Sequence[Word], first: int, last: int) -> Name | None:
    start = first
    for place in range(first, last):
        if _leads(tokens[place]) and tokens[place].lower not in listed("roles_within_names"):
            start = place + 1
    if first > 1 and tokens[first - 1].lower == "of" and is_office(tokens[first - 2]):
        while start < last and tokens[start].lower in listed("departments"):
            start += 1
    if start == last == first and tokens[last].lower.endswith("s") and tokens[last].lower[:-1] in listed("roles"):
        return None
    title = _title(tokens, first, start)
    core = [tokens[place] for place in range(start, last + 1) if tokens[place].text != ","]
    parts = [word.text for word in core]
    while len(parts) > 1 and parts[-1].lower().rstrip(".") in _SUFFIXES:
        parts.pop()
    opening = start - 1 if title and start > first else start
    text = " ".join(([title] if title else []) + [word.text for word in core])
    around = (tokens[first - 1] if first else None, _state_after(tokens, last))
    standing = _standing(core, tokens[first:start], around)
    return Name(opening, last, text, tuple(parts), title, standing, tokens[opening].start, tokens[last].end)


def _title(tokens: Sequence[Word], first: int, start: int) -> str:
    """The titles right before the name that the article keeps with it: "Lt. Col.", "Mr", "Daw"."""
    place = start
    while place > first and _is_kept_title(tokens[place - 1]):
        place -= 1
    return " ".join(word.text for word in tokens[place:start])


def _is_kept_title(word: Word) -> bool:
    short = word.text.endswith(".") or word.lower in listed("titles_without_stop")
    return short and word.lower in listed("titles")


def _standing(core: Sequence[Word], leading: Sequence[Word], around: tuple[Word | None, str]) -> Standing:
    """Who or what a name may be, by its own words, the words of an office before it, and what stands around."""
    before, follower = around
    given = is_given_name(core[0]) and len(core) > 1
    if _AFFILIATION.match(core[0].text):
        return "other"
    if any(word.lower in listed("titles") or is_office(word) for word in leading):
        return "person"
    if before is not None and is_office(before):
        return "person"
    if _names_no_person(core) or (follower in listed("state_abbreviations") and not given):
        return "other"
    if not given and len(core) == 1 and before is not None and before.lower in ("in", "near"):
        return "other"
    return "person" if given else "unknown"


def _names_no_person(core: Sequence[Word]) -> bool:
    lowers = [word.lower for word in core]
    if " ".join(lowers) in listed_phrases("places") or any(lower in listed("organisation_words") for lower in lowers):
        return True
    if any(_acronym(word.text) for word in core) or (len(core) == 1 and "." in core[0].text):
        return True
    if len(core) == 1 and (_leads(core[0]) or any(mark.isdigit() for mark in core[0].text)):
        return True
    return core[-1].lower in listed("demonyms") and not is_given_name(core[0])


def _state_after(tokens: Sequence[Word], last: int) -> str:
    """ "Salem, N.H.": the short form of a state after the comma, in small letters."""
    if last + 2 < len(tokens) and tokens[last + 1].text == "," and tokens[last + 2].text.endswith("."):
        return tokens[last + 2].lower
    return ""


def _acronym(text: str) -> bool:
    letters = text.replace(".", "").replace("’", "").replace("'", "")
    return len(letters) > 1 and letters.isupper() and not (len(letters) == 2 and len(text) == 4)
