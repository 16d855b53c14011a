"""Finds the subject at the head of a clause."""

from collections.abc import Sequence

from quotereader.names import names_in
from quotereader.noun_phrases import (
    JOINING_MARKS,
    PRONOUNS,
    Phrase,
    may_start_phrase,
    name_phrase,
    named_after_comma,
    only_leads_up,
    pronoun_phrase,
    speaker_phrase,
    stops_phrase,
)
from quotereader.tokens import Token
from quotereader.word_lists import listed

_MOST_LEADING_PHRASES = 4
_SUBJECT_REACH = 12
_ROLE_REACH = 4


def clause_subject(tokens: Sequence[Token], first: int, rightmost: int) -> Phrase | None:
    """Return the subject of the clause between two indices, skipping phrases that only lead up to it."""
    for _ in range(_MOST_LEADING_PHRASES):
        while first <= rightmost and (only_leads_up(tokens[first]) or tokens[first].kind == "punctuation"):
            first += 1
        if first > rightmost:
            return None
        if not _opens_leading_phrase(tokens, first):
            break
        comma = next((index for index in range(first, rightmost + 1) if tokens[index].text == ","), None)
        if comma is None:
            return first_person_named(tokens, first, rightmost)
        first = comma + 1
    return _subject_at(tokens, first, rightmost) if first <= rightmost else None


def first_person_named(tokens: Sequence[Token], first: int, rightmost: int) -> Phrase | None:
    """Return the first name between two indices that is a person's."""
    for name in names_in(tokens, first, rightmost):
        if name.kind == "person":
            return name_phrase(tokens, name, name.first, name.last)
    return None


def _opens_leading_phrase(tokens: Sequence[Token], index: int) -> bool:
    """Whether a phrase begins here that only leads up to the subject: "In May", "Asked about it"."""
    token = tokens[index]
    lower = token.lower
    if lower in listed("prepositions") or lower in listed("clause_openers"):
        return True
    participle = token.kind == "word" and lower.endswith(("ing", "ed")) and len(lower) > 4
    return participle and not _precedes_verb(tokens, index)


def _precedes_verb(tokens: Sequence[Token], index: int) -> bool:
    """ "Fielding said": a name in spite of its ending."""
    if index + 1 >= len(tokens):
        return False
    following = tokens[index + 1]
    return bool(following.speech_form) or following.text in JOINING_MARKS or _looks_like_verb(following)


def _subject_at(tokens: Sequence[Token], first: int, rightmost: int) -> Phrase | None:
    """The phrase that begins at `first` and ends before the verb of the clause."""
    token = tokens[first]
    if token.lower in PRONOUNS:
        return pronoun_phrase(tokens, first)
    if not may_start_phrase(token):
        return None
    for name in names_in(tokens, first, min(rightmost, first + _SUBJECT_REACH)):
        if _only_qualifies(tokens, name.last, rightmost):
            continue
        before = tokens[first : name.first]
        unbroken = all(each.kind == "word" or each.text in JOINING_MARKS for each in before)
        if unbroken and not _holds_verb(tokens, first, name.first):
            return name_phrase(tokens, name, first, name.last)
        break
    last = first
    while last < rightmost and not stops_phrase(tokens, last + 1) and not _looks_like_verb(tokens[last + 1]):
        last += 1
    phrase = speaker_phrase(tokens, first, last)
    if phrase is not None and phrase.kind == "nominal":
        return named_after_comma(tokens, phrase, rightmost) or phrase
    return phrase


def _only_qualifies(tokens: Sequence[Token], last: int, rightmost: int) -> bool:
    """Whether a name only says whose or which person is meant: "Vega's lawyer", "Vega state chairman"."""
    if last < rightmost and tokens[last + 1].text in JOINING_MARKS:
        return True
    for token in tokens[last + 1 : min(rightmost, last + _ROLE_REACH) + 1]:
        if token.kind != "word" or token.capitalised or token.speech_form:
            return False
        if _looks_like_verb(token) or token.lower in listed("determiners"):
            return False
        if token.lower in listed("roles"):
            return True
    return False


def _holds_verb(tokens: Sequence[Token], first: int, end: int) -> bool:
    """Whether a verb, or what else no subject contains, stands after `first` and before `end`."""
    return any(
        _looks_like_verb(tokens[index]) or stops_phrase(tokens, index) or tokens[index].lower in listed("prepositions")
        for index in range(first + 1, end)
    )


def _looks_like_verb(token: Token) -> bool:
    lower = token.lower
    return (
        token.kind == "word"
        and not token.capitalised
        and (
            (lower.endswith("ed") and len(lower) > 3)
            or lower in listed("auxiliaries_be")
            or lower in listed("auxiliaries_have")
            or lower in listed("modal_verbs")
            or lower in listed("irregular_past_verbs")
        )
    )
