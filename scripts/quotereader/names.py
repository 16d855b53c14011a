"""Finds names in running text: where they stand, what they consist of, and whether they can be a person's."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from quotereader.tokens import Token
from quotereader.word_lists import listed, listed_phrases

NameKind = Literal["person", "unknown", "other"]

_SUFFIXES = frozenset(["jr", "sr", "ii", "iii", "iv"])
_LONGEST_NAME = 12
_DEPARTMENT_AND_NAME = 3
"""How many capitalised words after "Secretary of" hold a department and a name."""
_AFFILIATION = re.compile(r"[A-Z]-[A-Z]")


@dataclass(frozen=True, slots=True)
class Name:
    """One mention of a name.

    `first` and `last` are the indices of its outer tokens, `start` and `end` its offsets in the paragraph. `text`
    includes the title that stands with the name; `parts` are the words of the name alone, without "Jr." and the like.
    """

    first: int
    last: int
    text: str
    parts: tuple[str, ...]
    title: str
    kind: NameKind
    start: int
    end: int

    @property
    def surname(self) -> str:
        """The last word of the name, in lower case."""
        return self.parts[-1].lower()


def names_in(tokens: Sequence[Token], first: int = 0, last: int | None = None) -> list[Name]:
    """Return every name between two indices, both included, in order."""
    rightmost = len(tokens) - 1 if last is None else min(last, len(tokens) - 1)
    names: list[Name] = []
    index = first
    while index <= rightmost:
        if not tokens[index].capitalised or not _opens_name(tokens, index):
            index += 1
            continue
        end = _last_of_run(tokens, index, rightmost)
        name = _name(tokens, index, end)
        if name is not None:
            names.append(name)
        index = end + 1
    return names


def name_ending_at(tokens: Sequence[Token], first: int, last: int) -> Name | None:
    """Return the name whose last word stands at `last` and which begins at `first` or later."""
    if last < first or not tokens[last].capitalised:
        return None
    names = names_in(tokens, max(first, last - _LONGEST_NAME), last)
    return names[-1] if names and names[-1].last == last else None


def is_name_word(token: Token) -> bool:
    """Tell whether a word is capitalised and neither a function word nor a day or month."""
    if not token.capitalised:
        return False
    lower = token.lower
    return lower not in listed("function_words") and lower not in listed("calendar")


def is_given_name(token: Token) -> bool:
    """Tell whether a word is a given name, even one that is spelled like a function word: "Will"."""
    lower = token.lower
    return token.capitalised and (lower in listed("given_names_male") or lower in listed("given_names_female"))


def is_office(token: Token) -> bool:
    """Tell whether a word names an office, also with "then-" or "ex-" before it."""
    return _without_time(token.lower) in listed("roles")


def _opens_name(tokens: Sequence[Token], index: int) -> bool:
    token = tokens[index]
    if is_name_word(token):
        return True
    followed = index + 1 < len(tokens) and is_name_word(tokens[index + 1])
    return followed and is_given_name(token) and not _is_month(tokens, index)


def _is_month(tokens: Sequence[Token], index: int) -> bool:
    """ "a June party", "in April Krol": a month, not a given name."""
    if tokens[index].lower not in listed("calendar") or not index:
        return False
    before = tokens[index - 1].lower
    return before in listed("prepositions") or before in ("a", "the", "last", "next", "early", "late", "mid", "this")


def _last_of_run(tokens: Sequence[Token], first: int, rightmost: int) -> int:
    """The index of the last name word of the run that begins at `first`; particles and a comma may stand between."""
    last = first
    index = first + 1
    while index <= min(rightmost, first + _LONGEST_NAME):
        token = tokens[index]
        if is_name_word(token) or (is_given_name(token) and _opens_name(tokens, index)):
            last = index
        elif token.text == "," and index + 1 < len(tokens) and tokens[index + 1].lower in _SUFFIXES:
            pass
        elif not (token.lower in listed("name_particles") and token.kind == "word"):
            break
        index += 1
    return last


def _without_time(lower: str) -> str:
    return lower.removeprefix("then-").removeprefix("ex-")


def _belongs_to_office(token: Token) -> bool:
    lower = _without_time(token.lower)
    return (
        lower in listed("roles")
        or lower in listed("office_modifiers")
        or lower in listed("demonyms")
        or lower in listed("titles")
    )


def _name(tokens: Sequence[Token], first: int, last: int) -> Name | None:
    """Part a run of capitalised words into an office, titles and the name proper; None for "Senators" and the like."""
    start = first
    for index in range(first, last):
        if _belongs_to_office(tokens[index]) and tokens[index].lower not in listed("roles_within_names"):
            start = index + 1
    in_charge = first > 1 and tokens[first - 1].lower == "of" and is_office(tokens[first - 2])
    if in_charge:
        while start < last and tokens[start].lower in listed("departments"):
            start += 1
        if last - start >= _DEPARTMENT_AND_NAME - 1:
            start = next((index for index in range(start + 1, last) if is_given_name(tokens[index])), last - 1)
    if start == last == first and tokens[last].lower.endswith("s") and tokens[last].lower[:-1] in listed("roles"):
        return None
    title = _title(tokens, first, start)
    words = [tokens[index] for index in range(start, last + 1) if tokens[index].text != ","]
    parts = [word.text for word in words]
    while len(parts) > 1 and parts[-1].lower().rstrip(".") in _SUFFIXES:
        parts.pop()
    opening = start - 1 if title and start > first else start
    text = " ".join(([title] if title else []) + [word.text for word in words])
    before = tokens[first - 1] if first else None
    kind = _kind(words, tokens[first:start], before, _state_after(tokens, last))
    if in_charge and start > first and kind == "unknown":
        kind = "person"
    return Name(opening, last, text, tuple(parts), title, kind, tokens[opening].start, tokens[last].end)


def _title(tokens: Sequence[Token], first: int, start: int) -> str:
    """The titles right before a name that are part of it as the article writes it: "Lt. Col.", "Mr", "Daw"."""
    index = start
    while index > first and _is_kept_title(tokens[index - 1]):
        index -= 1
    return " ".join(token.text for token in tokens[index:start])


def _is_kept_title(token: Token) -> bool:
    short = token.text.endswith(".") or token.lower in listed("titles_without_stop")
    return short and token.lower in listed("titles")


def _kind(words: Sequence[Token], office: Sequence[Token], before: Token | None, state: str) -> NameKind:
    """What a name may be, by its own words, the office before it, the token before that, and a state after it."""
    has_given_name = is_given_name(words[0]) and len(words) > 1
    if _AFFILIATION.match(words[0].text):
        return "other"
    if any(token.lower in listed("titles") or is_office(token) for token in office):
        return "person"
    if before is not None and is_office(before):
        return "person"
    if _cannot_be_person(words) or (state in listed("state_abbreviations") and not has_given_name):
        return "other"
    if not has_given_name and len(words) == 1 and before is not None and before.lower in ("in", "near"):
        return "other"
    return "person" if has_given_name else "unknown"


def _cannot_be_person(words: Sequence[Token]) -> bool:
    lowers = [word.lower for word in words]
    if " ".join(lowers) in listed_phrases("places") or any(lower in listed("organisation_words") for lower in lowers):
        return True
    if any(_is_acronym(word.text) for word in words) or (len(words) == 1 and "." in words[0].text):
        return True
    if len(words) == 1 and (_belongs_to_office(words[0]) or any(mark.isdigit() for mark in words[0].text)):
        return True
    return words[-1].lower in listed("demonyms") and not is_given_name(words[0])


def _state_after(tokens: Sequence[Token], last: int) -> str:
    """ "Salem, N.H.": the abbreviated state after the comma, in lower case."""
    if last + 2 < len(tokens) and tokens[last + 1].text == "," and tokens[last + 2].text.endswith("."):
        return tokens[last + 2].lower
    return ""


def _is_acronym(text: str) -> bool:
    """Whether a word is all capitals; "J.R." is not an acronym but the initials of a person."""
    letters = text.replace(".", "").replace("’", "").replace("'", "")
    return len(letters) > 1 and letters.isupper() and not (len(letters) == 2 and len(text) == 4)
