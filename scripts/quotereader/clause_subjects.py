"""The subject at the head of a clause."""

from collections.abc import Sequence

from quotereader.names import names_in
from quotereader.noun_phrases import (
    JOINING_STOPS,
    PRONOUNS,
    Phrase,
    name_phrase,
    named_after_comma,
    only_leads,
    parsed,
    starts_phrase,
    stops_phrase,
)
from quotereader.tokens import Word
from quotereader.word_lists import listed

_DASHES = ("—", "–", "--", "-", "―")
_LONGEST_DATELINE = 10


def clause_subject(tokens: Sequence[Word], first: int, ceiling: int) -> Phrase | None:
    """The subject at the head of a clause, after any phrase that only leads up to it."""
    if not first:
        first = _after_dateline(tokens, ceiling)
    for _ in range(4):
        while first <= ceiling and (only_leads(tokens[first]) or tokens[first].kind == "stop"):
            first += 1
        if first > ceiling:
            return None
        if not _leads_up(tokens, first):
            break
        comma = next((at for at in range(first, ceiling + 1) if tokens[at].text == ","), None)
        if comma is None:
            return first_person(tokens, first, ceiling)
        first = comma + 1
    return _subject_at(tokens, first, ceiling) if first <= ceiling else None


def _after_dateline(tokens: Sequence[Word], ceiling: int) -> int:
    """ "LEEDS, May 3 — The mayor": the place after the dash that ends a dateline."""
    if not tokens or not (tokens[0].text.isupper() and len(tokens[0].text) > 2):
        return 0
    dashes = (at for at in range(1, min(ceiling, _LONGEST_DATELINE)) if tokens[at].text in _DASHES)
    return next(dashes, -1) + 1


def _leads_up(tokens: Sequence[Word], place: int) -> bool:
    """Whether a phrase begins here that only leads up to the subject: "In May", "Asked about it"."""
    word = tokens[place]
    lower = word.lower
    if lower in listed("prepositions") or lower in listed("clause_openers"):
        return True
    running = word.kind == "word" and lower.endswith(("ing", "ed")) and len(lower) > 4
    return running and not _is_followed_by_verb(tokens, place)


def _is_followed_by_verb(tokens: Sequence[Word], place: int) -> bool:
    """ "Fielding said": a name in spite of its ending."""
    following = tokens[place + 1] if place + 1 < len(tokens) else None
    return following is not None and (bool(following.form) or following.text in JOINING_STOPS or _verb_like(following))


def first_person(tokens: Sequence[Word], first: int, ceiling: int) -> Phrase | None:
    """The first name between the two places that is a person's."""
    for name in names_in(tokens, first, ceiling):
        if name.standing == "person":
            return name_phrase(tokens, name, name.first, name.last)
    return None


def _subject_at(tokens: Sequence[Word], first: int, ceiling: int) -> Phrase | None:
    """The phrase at `first`, which ends before the verb of the clause."""
    word = tokens[first]
    if word.lower in PRONOUNS:
        return Phrase("pronoun", word.text, "", first, first, word.start, word.end)
    if not starts_phrase(word):
        return None
    for name in names_in(tokens, first, min(ceiling, first + 12)):
        if _only_describes(tokens, name.last, ceiling):
            continue
        between = tokens[first : name.first]
        if all(w.kind == "word" or w.text in JOINING_STOPS for w in between) and not _verb_between(
            tokens, first, name.first
        ):
            return name_phrase(tokens, name, first, name.last)
        break
    last = first
    while last < ceiling and not stops_phrase(tokens, last + 1) and not _verb_like(tokens[last + 1]):
        last += 1
    found = parsed(tokens, first, last)
    if found is not None and found.kind == "nominal":
        return named_after_comma(tokens, found, ceiling) or found
    return found


def _only_describes(tokens: Sequence[Word], last: int, ceiling: int) -> bool:
    """Whether a name only tells whose or which person the phrase is about: "Vega's", "Vega state chairman"."""
    if last < ceiling and tokens[last + 1].text in JOINING_STOPS:
        return True
    for place in range(last + 1, min(ceiling, last + 4) + 1):
        word = tokens[place]
        if word.kind != "word" or word.capital or word.form or _verb_like(word) or word.lower in listed("determiners"):
            return False
        if word.lower in listed("roles"):
            return True
    return False


def _verb_between(tokens: Sequence[Word], first: int, end: int) -> bool:
    return any(
        _verb_like(tokens[place]) or stops_phrase(tokens, place) or tokens[place].lower in listed("prepositions")
        for place in range(first + 1, end)
    )


def _verb_like(word: Word) -> bool:
    lower = word.lower
    return (
        word.kind == "word"
        and not word.capital
        and (
            (lower.endswith("ed") and len(lower) > 3)
            or lower in listed("auxiliaries_be")
            or lower in listed("auxiliaries_have")
            or lower in listed("modal_verbs")
            or lower in listed("irregular_past_verbs")
        )
    )
