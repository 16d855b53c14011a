"""Noun phrases that can be a speaker: the phrase before a place, after it, or at the head of a clause."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from quotereader.names import Name, is_given_name, is_name_word, is_office, name_at_end, names_in
from quotereader.speech_verbs import is_adverb
from quotereader.tokens import Word
from quotereader.word_lists import listed

PhraseKind = Literal["name", "nominal", "pronoun"]

PRONOUNS = frozenset(("he", "she", "they", "i", "we", "it", "who"))
JOINING_STOPS = frozenset(["'s", "’s", "-", "&", "/", "'", "’", "$", "%", "#", "@"])
_LONGEST_PHRASE = 30
_LONGEST_ROLE = 25
_LONGEST_APPOSED = 8


@dataclass(frozen=True, slots=True)
class Phrase:
    """A speaker as the sentence gives it: the name, the whole nominal, or the pronoun."""

    kind: PhraseKind
    text: str
    role: str
    first: int
    last: int
    start: int
    end: int
    name: Name | None = None


def text_of(tokens: Sequence[Word], first: int, last: int) -> str:
    """The words from `first` to `last` as one string, blanks as in the text."""
    pieces: list[str] = []
    for place in range(first, last + 1):
        if place > first and tokens[place].start > tokens[place - 1].end:
            pieces.append(" ")
        pieces.append(tokens[place].text)
    return "".join(pieces)


def phrase_ending(tokens: Sequence[Word], last: int, floor: int) -> Phrase | None:
    """The noun phrase that ends at `last`, not reaching further left than `floor`."""
    if last < floor or not _may_belong(tokens, last):
        return None
    first = last
    if tokens[last].lower in PRONOUNS:
        return parsed(tokens, last, last)
    double = _two_descriptions(tokens, floor, last)
    if double is not None:
        return parsed(tokens, double, last)
    while first > floor and last - first < _LONGEST_PHRASE and _reaches_left(tokens, first - 1):
        first -= 1
    return parsed(tokens, first, last)


def _two_descriptions(tokens: Sequence[Word], floor: int, last: int) -> int | None:
    """ "Q," the senator and former mayor said: where a double description after a quotation begins."""
    first, joined = last, False
    while first > floor and last - first < _LONGEST_PHRASE:
        if tokens[first - 1].lower == "and":
            joined = True
        elif stops_phrase(tokens, first - 1):
            break
        first -= 1
    after_quotation = first > 0 and tokens[first - 1].kind == "quotation"
    return first if joined and after_quotation and tokens[first].lower in listed("determiners") else None


def phrase_starting(tokens: Sequence[Word], first: int, ceiling: int) -> Phrase | None:
    """The noun phrase that starts at `first` and ends at or before `ceiling`."""
    if first > ceiling or not starts_phrase(tokens[first]):
        return None
    last = first
    while last < ceiling and last - first < _LONGEST_PHRASE and _reaches_right(tokens, last + 1, ceiling):
        last += 1
    found = parsed(tokens, first, last)
    if found is not None and found.kind == "nominal":
        found = named_after_comma(tokens, found, ceiling) or found
    return found


def starts_phrase(word: Word) -> bool:
    """Whether a noun phrase naming a speaker may begin with this word."""
    lower = word.lower
    if word.kind != "word" or (lower in listed("calendar") and word.capital):
        return False
    if lower in PRONOUNS:
        return lower not in ("it", "who")
    if lower in listed("determiners") or is_name_word(word) or is_given_name(word):
        return True
    return lower not in listed("function_words") and lower not in listed("adverbs") and not lower.endswith("ly")


def stops_phrase(tokens: Sequence[Word], place: int) -> bool:
    """Whether no noun phrase reaches across this place."""
    word = tokens[place]
    if word.kind == "quotation":
        return True
    if word.kind == "stop":
        return word.text not in JOINING_STOPS
    lower = word.lower
    if lower in listed("clause_openers"):
        return not (lower == "and" and _joins_names(tokens, place))
    if lower in listed("auxiliaries_be") or lower in listed("auxiliaries_have") or lower in listed("modal_verbs"):
        return not word.capital
    return tokens[place].form in ("finite", "passive", "running")


def _joins_names(tokens: Sequence[Word], place: int) -> bool:
    return 0 < place < len(tokens) - 1 and is_name_word(tokens[place - 1]) and is_name_word(tokens[place + 1])


def _may_belong(tokens: Sequence[Word], place: int) -> bool:
    return tokens[place].kind == "word" and (tokens[place].lower in PRONOUNS or not stops_phrase(tokens, place))


def _reaches_left(tokens: Sequence[Word], place: int) -> bool:
    if stops_phrase(tokens, place):
        return False
    return tokens[place].lower not in PRONOUNS


def _reaches_right(tokens: Sequence[Word], place: int, ceiling: int) -> bool:
    if stops_phrase(tokens, place):
        return tokens[place].text == "," and place < ceiling and tokens[place + 1].lower in ("jr", "sr")
    return tokens[place].lower not in ("during", "after", "before", "whose", "he", "she", "they", "i", "we")


def parsed(tokens: Sequence[Word], first: int, last: int) -> Phrase | None:
    """Cut a stretch of words down to the phrase that can speak."""
    first = _skip_opening(tokens, first, last)
    if first > last:
        return None
    if tokens[first].lower in PRONOUNS and first == last:
        word = tokens[first]
        return Phrase("pronoun", word.text, "", first, last, word.start, word.end)
    head = _head_end(tokens, first, last)
    name = name_at_end(tokens, first, head)
    if name is None or name.standing != "person":
        name = _office_and_name(tokens, first, last) or name
    if name is not None and _joined_to_another(tokens, name, first):
        return _nominal(tokens, first, last)
    if name is not None and name.last > head:
        return name_phrase(tokens, name, first, last)
    if name is not None and _is_speaker_name(tokens, name, first):
        return name_phrase(tokens, name, first, head)
    if not any(tokens[place].kind == "word" and tokens[place].text[0].isalpha() for place in range(first, head + 1)):
        return None
    return _nominal(tokens, first, last)


def _nominal(tokens: Sequence[Word], first: int, last: int) -> Phrase:
    while last > first and tokens[last].lower in listed("determiners") | listed("prepositions"):
        last -= 1
    return Phrase("nominal", text_of(tokens, first, last), "", first, last, tokens[first].start, tokens[last].end)


def _joined_to_another(tokens: Sequence[Word], name: Name, first: int) -> bool:
    """ "Krol and Vega": two people who speak together."""
    return name.first - 1 > first and tokens[name.first - 1].lower == "and" and is_name_word(tokens[name.first - 2])


def _office_and_name(tokens: Sequence[Word], first: int, last: int) -> Name | None:
    """ "secretary of state Ada Krol": the name right after the last word of an office with "of"."""
    office = next((at for at in range(first, last) if is_office(tokens[at])), None)
    name = name_at_end(tokens, first, last)
    if (
        office is not None
        and name is not None
        and office == name.first - 1
        and tokens[first].lower not in listed("determiners")
    ):
        return name
    if office is None or office + 1 >= last or tokens[office + 1].lower != "of":
        return None
    name = name_at_end(tokens, office + 2, last)
    if name is None or name.standing != "person":
        return None
    before = tokens[name.first - 1]
    outside = listed("prepositions") | listed("roles") | listed("determiners")
    return name if before.kind == "word" and before.lower not in outside else None


def _is_speaker_name(tokens: Sequence[Word], name: Name, first: int) -> bool:
    if name.standing == "person":
        return True
    return not (name.standing == "other" and tokens[first].lower in listed("determiners"))


def name_phrase(tokens: Sequence[Word], name: Name, first: int, last: int) -> Phrase:
    """A phrase that is a name, with the words before it or after its comma as its role."""
    before = text_of(tokens, first, name.first - 1) if name.first > first else ""
    role = before or role_after(tokens, last)
    return Phrase("name", name.text, role, first, last, tokens[first].start, tokens[last].end, name)


def _skip_opening(tokens: Sequence[Word], first: int, last: int) -> int:
    """Leave out an adverb or a prepositional phrase that only leads up to the phrase."""
    while first <= last and (only_leads(tokens[first]) or tokens[first].kind == "stop"):
        first += 1
    if first <= last and tokens[first].lower in listed("prepositions"):
        name = name_at_end(tokens, first, last)
        return name.first if name is not None and name.first > first + 1 else last + 1
    return first


def only_leads(word: Word) -> bool:
    """Words that may stand before a phrase and are no part of it."""
    lower = word.lower
    return (
        (is_adverb(word) and lower not in listed("determiners"))
        or lower in listed("sentence_openers")
        or (lower in listed("calendar") and word.capital)
    )


def _head_end(tokens: Sequence[Word], first: int, last: int) -> int:
    for place in range(first + 1, last + 1):
        if tokens[place].lower in listed("prepositions") and not tokens[place].capital:
            return place - 1
    return last


def role_after(tokens: Sequence[Word], last: int) -> str:
    """The description between the comma after a name and the next verb, comma or end."""
    if last + 2 >= len(tokens) or tokens[last + 1].text != ",":
        return ""
    first = last + 2
    lower = tokens[first].lower
    if not (
        lower in listed("determiners")
        or lower in listed("roles")
        or lower in ("who", "whose", "of")
        or not tokens[first].capital
    ):
        return ""
    end = first
    while end < min(len(tokens), first + _LONGEST_ROLE) and not _ends_role(tokens, end):
        end += 1
    return text_of(tokens, first, end - 1) if end > first and tokens[first].kind == "word" else ""


def _ends_role(tokens: Sequence[Word], place: int) -> bool:
    word = tokens[place]
    if word.kind == "quotation" or (word.kind == "stop" and word.text not in JOINING_STOPS):
        return True
    return tokens[place].form in ("finite", "running") or (
        word.kind == "word" and word.text.endswith(".") and place + 1 == len(tokens)
    )


def named_after_comma(tokens: Sequence[Word], found: Phrase, ceiling: int) -> Phrase | None:
    """ "his lawyer, Ada Krol,": the name that follows the description."""
    comma = found.last + 1
    if comma + 1 > ceiling or tokens[comma].text != ",":
        return None
    name = next(iter(names_in(tokens, comma + 1, min(ceiling, comma + _LONGEST_APPOSED))), None)
    if name is None or name.standing == "other" or not all(map(is_office, tokens[comma + 1 : name.first])):
        return None
    if name.last < ceiling and tokens[name.last + 1].kind == "word":
        return None
    return Phrase("name", name.text, found.text, found.first, name.last, found.start, name.end, name)
