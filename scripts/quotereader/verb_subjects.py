"""The subject of a verb of speech: before it, after it, or taken over from the clause."""

from collections.abc import Sequence

from quotereader.clause_subjects import clause_subject
from quotereader.names import Name, name_at_end
from quotereader.noun_phrases import Phrase, name_phrase, phrase_ending, phrase_starting, starts_phrase
from quotereader.speech_verbs import is_adverb
from quotereader.tokens import Word
from quotereader.word_lists import listed

_DASHES = ("-", "–", "—", "--", ",", "―")
_LONG_DASHES = ("–", "—", "--")
_MOST_COMMAS = 8
_DESCRIPTION_REACH = 9


def subject_of(tokens: Sequence[Word], verb: int, floor: int) -> Phrase | None:
    """Who does the verb at `verb`, looking no further left than `floor`."""
    if is_inverted(tokens, verb):
        return phrase_starting(tokens, verb + 1, len(tokens) - 1)
    if tokens[verb].lower in ("quoted", "quotes"):
        quoted = _quoted_person(tokens, verb)
        if quoted is not None:
            return quoted
    place = verb - 1
    while place >= floor and _passes(tokens[place]):
        place -= 1
    if place < floor:
        return None
    if tokens[place].lower in ("which", "that") and tokens[place].kind == "word":
        return None
    if tokens[place].lower == "who":
        return _before_relative(tokens, place, floor)
    if tokens[place].text == ",":
        return _before_parenthesis(tokens, place, floor)
    if tokens[place].text in _LONG_DASHES:
        return _before_dashes(tokens, place, floor)
    found = phrase_ending(tokens, place, floor)
    if found is not None and found.kind != "pronoun":
        return _described(tokens, found, floor) or found
    return found or clause_subject(tokens, floor, place)


def _quoted_person(tokens: Sequence[Word], verb: int) -> Phrase | None:
    """ "the paper quoted NAME as saying": who is quoted speaks."""
    for at in range(verb + 2, min(len(tokens) - 1, verb + _DESCRIPTION_REACH)):
        if tokens[at].lower == "as" and tokens[at + 1].lower == "saying":
            return phrase_ending(tokens, at - 1, verb + 1)
    return None


def _described(tokens: Sequence[Word], found: Phrase, floor: int) -> Phrase | None:
    """ "NAME, chair and founder of the club said": the name before the open description."""
    if found.kind == "name" and found.name is not None and found.name.standing != "other":
        return None
    for comma in range(found.first - 1, max(floor, found.first - _DESCRIPTION_REACH), -1):
        if tokens[comma].text == ",":
            name = name_at_end(tokens, floor, comma - 1)
            opens = name is not None and (
                name.first == floor or tokens[name.first - 1].text in (",", "and", "but", "that")
            )
            apart = tokens[comma + 1].lower in listed("roles") or tokens[comma + 1].lower in ("a", "an")
            return (
                name_phrase(tokens, name, name.first, name.last)
                if name and opens and apart and name.standing != "other"
                else None
            )
        if tokens[comma].kind != "word" or tokens[comma].form:
            return None
    return None


def is_inverted(tokens: Sequence[Word], verb: int) -> bool:
    """Whether the verb follows a quotation and its subject follows the verb."""
    if verb + 1 >= len(tokens) or not _may_follow(tokens[verb + 1]):
        return False
    place = verb - 1
    while place >= 0 and is_adverb(tokens[place]) and tokens[place].lower not in listed("auxiliaries_have"):
        place -= 1
    if place >= 0 and tokens[place].text in _DASHES:
        place -= 1
    if place < 0:
        return tokens[verb].capital
    return tokens[place].kind == "quotation" or _parenthetical(tokens, verb)


def _parenthetical(tokens: Sequence[Word], verb: int) -> bool:
    """ "the plan, says NAME, is dead": the name after the verb is closed by a stop."""
    if not verb or tokens[verb - 1].text != "," or tokens[verb].lower not in listed("parenthetical_verbs"):
        return False
    found = phrase_starting(tokens, verb + 1, len(tokens) - 1)
    if found is None or found.kind == "pronoun":
        return False
    closed = found.last + 1 == len(tokens) or tokens[found.last + 1].text in (",", ".")
    return closed and (found.kind == "name" or tokens[verb + 1].lower in ("a", "an", "one"))


def _may_follow(word: Word) -> bool:
    if not starts_phrase(word):
        return False
    return word.lower not in ("they", "i", "we", "this", "these", "those", "no", "some", "to") or word.capital


def _passes(word: Word) -> bool:
    """Words between a subject and its verb: adverbs, helpers, days."""
    if word.kind != "word":
        return False
    lower = word.lower
    if lower in listed("determiners") and lower not in ("both", "all"):
        return False
    return (
        is_adverb(word)
        or lower in listed("auxiliaries_have")
        or (lower in listed("calendar") and word.capital)
        or lower == "to"
    )


def _before_relative(tokens: Sequence[Word], relative: int, floor: int) -> Phrase | None:
    place = relative - 1
    name = name_at_end(tokens, floor, place - 1 if place >= floor and tokens[place].text == "," else place)
    if name is not None and name.standing == "person":
        return name_phrase(tokens, name, name.first, name.last)
    if place >= floor and tokens[place].text == ",":
        place -= 1
        if place >= floor and tokens[place].text not in (",",):
            return _before_parenthesis(tokens, place + 1, floor, inner=True)
    found = phrase_ending(tokens, place, floor) if place >= floor else None
    if found is None or found.kind != "nominal" or found.first < 2 or tokens[found.first - 1].text != ",":
        return found
    name = name_at_end(tokens, floor, found.first - 2)
    return name_phrase(tokens, name, name.first, name.last) if name and name.standing != "other" else found


def _commas(tokens: Sequence[Word], last: int, floor: int) -> list[int]:
    """The commas left of `last`, nearest first, up to a quotation."""
    found: list[int] = []
    for place in range(last - 1, floor - 1, -1):
        if tokens[place].kind == "quotation" or tokens[place].text in (";", ":", "—", "--"):
            break
        if tokens[place].text == ",":
            found.append(place)
    return found[:_MOST_COMMAS]


def _before_parenthesis(tokens: Sequence[Word], comma: int, floor: int, inner: bool = False) -> Phrase | None:
    """The phrase that a parenthesis between commas belongs to: "NAME, who is ill, said"."""
    opening = _commas(tokens, comma, floor)
    start = opening[0] + 1 if opening else _clause_floor(tokens, comma, floor)
    within = name_at_end(tokens, start, comma - 1)
    if within is not None and _opens(tokens, within, start) and within.standing != "other" and (opening or inner):
        return _apposed(tokens, within, opening[0] - 1 if opening else floor - 1, floor)
    if not opening:
        return phrase_ending(tokens, comma - 1, floor) if inner else clause_subject(tokens, start, comma - 1)
    for place in opening:
        name = name_at_end(tokens, _clause_floor(tokens, place, floor), place - 1)
        if name is not None and name.standing != "other" and _describes(tokens[place + 1]):
            return phrase_ending(tokens, place - 1, floor)
    return clause_subject(tokens, floor, comma - 1)


def _opens(tokens: Sequence[Word], name: Name, start: int) -> bool:
    """Whether a name fills a parenthesis from its start: "Ada Krol", also "the Rev. Ada Krol"."""
    titled = name.title and name.first == start + 1 and tokens[start].lower in listed("determiners")
    return name.first == start or bool(titled)


def _before_dashes(tokens: Sequence[Word], closing: int, floor: int) -> Phrase | None:
    """ "NAME – a potter – said"; with one dash only, nothing is known."""
    opening = next((at for at in range(closing - 1, floor, -1) if tokens[at].text == tokens[closing].text), None)
    return phrase_ending(tokens, opening - 1, floor) if opening is not None else None


def _apposed(tokens: Sequence[Word], name: Name, last: int, floor: int) -> Phrase:
    """ "the harbour chief, NAME, said": the name, with the description that ends at `last` as its role."""
    described = phrase_ending(tokens, last, floor) if last >= floor else None
    if described is None:
        return name_phrase(tokens, name, name.first, name.last)
    return Phrase("name", name.text, described.text, described.first, name.last, described.start, name.end, name)


def _describes(word: Word) -> bool:
    if word.kind == "quotation":
        return False
    lower = word.lower
    return (
        lower in listed("determiners")
        or not word.capital
        or lower in listed("roles")
        or lower in listed("office_modifiers")
        or word.text[0].isdigit()
    )


def _clause_floor(tokens: Sequence[Word], place: int, floor: int) -> int:
    for at in range(place - 1, floor - 1, -1):
        if tokens[at].kind == "quotation" or tokens[at].text in (",", ";", ":", "—", "--"):
            return at + 1
    return floor
