"""Reads the noun phrases that can be a speaker: the one that ends, or starts, at a given token."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from quotereader.names import Name, is_given_name, is_name_word, is_office, name_ending_at, names_in
from quotereader.speech_verbs import is_adverb
from quotereader.tokens import Token
from quotereader.word_lists import listed

PhraseKind = Literal["name", "nominal", "pronoun"]

PRONOUNS = frozenset(("he", "she", "they", "i", "we", "it", "who"))
JOINING_MARKS = frozenset(["'s", "’s", "-", "&", "/", "'", "’", "$", "%", "#", "@"])
"""Punctuation that may stand inside a noun phrase."""
_OBJECTS = ("them", "him", "us", "me", "themselves", "himself", "herself")
_LONGEST_PHRASE = 30
_LONGEST_ROLE = 25
_LONGEST_APPOSITION = 8


@dataclass(frozen=True, slots=True)
class Phrase:
    """A speaker as the sentence gives it: a name, a description without a name (nominal), or a pronoun.

    `first` and `last` are token indices, `start` and `end` offsets in the paragraph. `role` is the description that
    stands with a name.
    """

    kind: PhraseKind
    text: str
    role: str
    first: int
    last: int
    start: int
    end: int
    name: Name | None = None


def text_of(tokens: Sequence[Token], first: int, last: int) -> str:
    """Return the tokens from `first` to `last` as one string, with the spaces that the paragraph has."""
    pieces: list[str] = []
    for index in range(first, last + 1):
        if index > first and tokens[index].start > tokens[index - 1].end:
            pieces.append(" ")
        pieces.append(tokens[index].text)
    return "".join(pieces)


def pronoun_phrase(tokens: Sequence[Token], index: int) -> Phrase:
    """Return the phrase that a single pronoun is."""
    token = tokens[index]
    return Phrase("pronoun", token.text, "", index, index, token.start, token.end)


def name_phrase(tokens: Sequence[Token], name: Name, first: int, last: int) -> Phrase:
    """Return the phrase of a name; its role is what precedes the name in the phrase, or follows after a comma."""
    before = text_of(tokens, first, name.first - 1) if name.first > first else ""
    role = before or _role_after_comma(tokens, last)
    return Phrase("name", name.text, role, first, last, tokens[first].start, tokens[last].end, name)


def phrase_ending_at(tokens: Sequence[Token], last: int, leftmost: int) -> Phrase | None:
    """Return the noun phrase that ends at `last` and begins at `leftmost` or later."""
    if last < leftmost or not _may_end_phrase(tokens, last):
        return None
    first = last
    if tokens[last].lower in PRONOUNS:
        return speaker_phrase(tokens, last, last)
    joined = _start_of_joined_descriptions(tokens, leftmost, last)
    if joined is not None:
        return speaker_phrase(tokens, joined, last)
    while first > leftmost and last - first < _LONGEST_PHRASE and _extends_left(tokens, first - 1):
        first -= 1
    return speaker_phrase(tokens, first, last)


def _start_of_joined_descriptions(tokens: Sequence[Token], leftmost: int, last: int) -> int | None:
    """ "“Q,” the senator and former mayor said": the index at which two descriptions after a quotation begin."""
    first, joined = last, False
    while first > leftmost and last - first < _LONGEST_PHRASE:
        if tokens[first - 1].lower == "and":
            joined = True
        elif stops_phrase(tokens, first - 1):
            break
        first -= 1
    after_quotation = first > 0 and tokens[first - 1].kind == "quotation"
    return first if joined and after_quotation and tokens[first].lower in listed("determiners") else None


def phrase_starting_at(tokens: Sequence[Token], first: int, rightmost: int) -> Phrase | None:
    """Return the noun phrase that starts at `first` and ends at `rightmost` or earlier."""
    if first > rightmost or not may_start_phrase(tokens[first]):
        return None
    last = first
    while last < rightmost and last - first < _LONGEST_PHRASE and _extends_right(tokens, last + 1, rightmost):
        last += 1
    phrase = speaker_phrase(tokens, first, last)
    if phrase is not None and phrase.kind == "nominal":
        phrase = named_after_comma(tokens, phrase, rightmost) or phrase
    return phrase


def may_start_phrase(token: Token) -> bool:
    """Tell whether a noun phrase for a speaker may begin with a token."""
    lower = token.lower
    if token.kind != "word" or (lower in listed("calendar") and token.capitalised):
        return False
    if lower in PRONOUNS:
        return lower not in ("it", "who")
    if lower in listed("determiners") or is_name_word(token) or is_given_name(token):
        return True
    return lower not in listed("function_words") and lower not in listed("adverbs") and not lower.endswith("ly")


def stops_phrase(tokens: Sequence[Token], index: int) -> bool:
    """Tell whether no noun phrase extends across an index."""
    token = tokens[index]
    if token.kind == "quotation":
        return True
    if token.kind == "punctuation":
        return token.text not in JOINING_MARKS
    lower = token.lower
    if lower in listed("clause_openers"):
        return not (lower == "and" and _joins_names(tokens, index))
    if lower in listed("auxiliaries_be") or lower in listed("auxiliaries_have") or lower in listed("modal_verbs"):
        return not token.capitalised
    return token.speech_form in ("finite", "passive", "participle")


def _joins_names(tokens: Sequence[Token], index: int) -> bool:
    return 0 < index < len(tokens) - 1 and is_name_word(tokens[index - 1]) and is_name_word(tokens[index + 1])


def _may_end_phrase(tokens: Sequence[Token], index: int) -> bool:
    if tokens[index].lower in _OBJECTS:
        return False
    return tokens[index].kind == "word" and (tokens[index].lower in PRONOUNS or not stops_phrase(tokens, index))


def _extends_left(tokens: Sequence[Token], index: int) -> bool:
    return not stops_phrase(tokens, index) and tokens[index].lower not in PRONOUNS


def _extends_right(tokens: Sequence[Token], index: int, rightmost: int) -> bool:
    if stops_phrase(tokens, index):
        return tokens[index].text == "," and index < rightmost and tokens[index + 1].lower in ("jr", "sr")
    return tokens[index].lower not in ("during", "after", "before", "whose", "he", "she", "they", "i", "we")


def speaker_phrase(tokens: Sequence[Token], first: int, last: int) -> Phrase | None:
    """Cut a stretch of tokens down to the phrase in it that can speak; None where there is none."""
    first = _skip_lead(tokens, first, last)
    if first > last:
        return None
    if tokens[first].lower in PRONOUNS and first == last:
        return pronoun_phrase(tokens, first)
    head = _last_of_head(tokens, first, last)
    name = name_ending_at(tokens, first, head)
    if name is None or name.kind != "person":
        name = _name_after_office(tokens, first, last) or name
    if name is not None and _is_joined_to_another(tokens, name, first):
        return _nominal(tokens, first, last)
    if name is not None and name.last > head:
        return name_phrase(tokens, name, first, last)
    if name is not None and _may_speak_under(name, tokens[first]):
        return name_phrase(tokens, name, first, head)
    if not any(tokens[index].kind == "word" and tokens[index].text[0].isalpha() for index in range(first, head + 1)):
        return None
    return _nominal(tokens, first, last)


def _nominal(tokens: Sequence[Token], first: int, last: int) -> Phrase:
    while last > first and tokens[last].lower in listed("determiners") | listed("prepositions"):
        last -= 1
    return Phrase("nominal", text_of(tokens, first, last), "", first, last, tokens[first].start, tokens[last].end)


def _is_joined_to_another(tokens: Sequence[Token], name: Name, first: int) -> bool:
    """ "Krol and Vega": two people who speak together."""
    return name.first - 1 > first and tokens[name.first - 1].lower == "and" and is_name_word(tokens[name.first - 2])


def _name_after_office(tokens: Sequence[Token], first: int, last: int) -> Name | None:
    """ "secretary of state Ada Krol": the name that follows an office without a comma."""
    office = next((index for index in range(first, last) if is_office(tokens[index])), None)
    name = name_ending_at(tokens, first, last)
    if (
        office is not None
        and name is not None
        and office == name.first - 1
        and tokens[first].lower not in listed("determiners")
    ):
        return name
    if office is None or office + 1 >= last or tokens[office + 1].lower != "of":
        return None
    name = name_ending_at(tokens, office + 2, last)
    if name is None or name.kind != "person":
        return None
    before = tokens[name.first - 1]
    not_in_office = listed("prepositions") | listed("roles") | listed("determiners")
    return name if before.kind == "word" and before.lower not in not_in_office else None


def _may_speak_under(name: Name, opening: Token) -> bool:
    """Whether a phrase with this name and opening is shown by the name: "the Harbour League" is a description."""
    return name.kind == "person" or not (name.kind == "other" and opening.lower in listed("determiners"))


def _skip_lead(tokens: Sequence[Token], first: int, last: int) -> int:
    """Skip adverbs, and a prepositional phrase, that only lead up to a phrase."""
    while first <= last and (only_leads_up(tokens[first]) or tokens[first].kind == "punctuation"):
        first += 1
    if first <= last and tokens[first].lower in listed("prepositions"):
        name = name_ending_at(tokens, first, last)
        return name.first if name is not None and name.first > first + 1 else _after_opening(tokens, first, last)
    return first


def _after_opening(tokens: Sequence[Token], first: int, last: int) -> int:
    """ "On Monday the mayor": where a phrase begins behind the one that opens the sentence; `last` + 1 if nowhere."""
    for index in range(last, first + 1, -1):
        before = tokens[index - 1]
        if tokens[index].lower in listed("determiners"):
            begins = before.kind == "word" and before.lower not in listed("prepositions") | listed("determiners")
            return index if begins and before.lower not in ("and", "or") else last + 1
    return last + 1


def only_leads_up(token: Token) -> bool:
    """Tell whether a word may stand before a noun phrase without being part of it."""
    lower = token.lower
    return (
        (is_adverb(token) and lower not in listed("determiners"))
        or lower in listed("sentence_openers")
        or (lower in listed("calendar") and token.capitalised)
    )


def _last_of_head(tokens: Sequence[Token], first: int, last: int) -> int:
    """The index of the last token before the first preposition: "a spokesman" of "a spokesman for the guild"."""
    for index in range(first + 1, last + 1):
        if tokens[index].lower in listed("prepositions") and not tokens[index].capitalised:
            return index - 1
    return last


def _role_after_comma(tokens: Sequence[Token], last: int) -> str:
    """The description between the comma after a name and the next verb or punctuation."""
    if last + 2 >= len(tokens) or tokens[last + 1].text != ",":
        return ""
    first = last + 2
    lower = tokens[first].lower
    if not (
        lower in listed("determiners")
        or lower in listed("roles")
        or lower in ("who", "whose", "of")
        or not tokens[first].capitalised
    ):
        return ""
    end = first
    while end < min(len(tokens), first + _LONGEST_ROLE) and not _ends_role(tokens, end):
        end += 1
    return text_of(tokens, first, end - 1) if end > first and tokens[first].kind == "word" else ""


def _ends_role(tokens: Sequence[Token], index: int) -> bool:
    token = tokens[index]
    if token.kind == "quotation" or (token.kind == "punctuation" and token.text not in JOINING_MARKS):
        return True
    return token.speech_form in ("finite", "participle") or (
        token.kind == "word" and token.text.endswith(".") and index + 1 == len(tokens)
    )


def named_after_comma(tokens: Sequence[Token], description: Phrase, rightmost: int) -> Phrase | None:
    """ "his lawyer, Ada Krol,": return the name that follows a description, with the description as its role."""
    comma = description.last + 1
    if comma + 1 > rightmost or tokens[comma].text != ",":
        return None
    name = next(iter(names_in(tokens, comma + 1, min(rightmost, comma + _LONGEST_APPOSITION))), None)
    if name is None or name.kind == "other" or not all(map(is_office, tokens[comma + 1 : name.first])):
        return None
    if name.last < rightmost and tokens[name.last + 1].kind == "word":
        return None
    return Phrase("name", name.text, description.text, description.first, name.last, description.start, name.end, name)
