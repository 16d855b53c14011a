"""Finds the subject of a speech verb: before the verb, after it, or at the head of the clause."""

from collections.abc import Sequence

from quotereader.clause_subjects import clause_subject
from quotereader.names import Name, name_ending_at
from quotereader.noun_phrases import Phrase, may_start_phrase, name_phrase, phrase_ending_at, phrase_starting_at
from quotereader.speech_verbs import is_adverb
from quotereader.tokens import Token
from quotereader.word_lists import listed

_DASHES_AND_COMMA = ("-", "–", "—", "--", ",", "―")
_LONG_DASHES = ("–", "—", "--")
_CLAUSE_ENDS = (";", ":", "—", "--")
_MOST_COMMAS = 8
_DESCRIPTION_REACH = 9


def subject_of(tokens: Sequence[Token], verb: int, leftmost: int) -> Phrase | None:
    """Return who performs the verb at an index, looking no further left than `leftmost`."""
    if is_inverted(tokens, verb):
        return phrase_starting_at(tokens, verb + 1, len(tokens) - 1)
    if tokens[verb].lower in ("quoted", "quotes"):
        quoted = _person_quoted(tokens, verb)
        if quoted is not None:
            return quoted
    index = verb - 1
    while index >= leftmost and _may_precede_verb(tokens[index]):
        index -= 1
    if index < leftmost:
        return None
    if tokens[index].lower in ("which", "that") and tokens[index].kind == "word":
        return None
    if tokens[index].lower == "who":
        return _before_relative_clause(tokens, index, leftmost)
    if tokens[index].text == ",":
        return _before_parenthesis(tokens, index, leftmost)
    if tokens[index].text in _LONG_DASHES:
        return _before_dashes(tokens, index, leftmost)
    phrase = phrase_ending_at(tokens, index, leftmost)
    if phrase is not None and phrase.kind != "pronoun":
        return _name_before_open_description(tokens, phrase, leftmost) or phrase
    return phrase or clause_subject(tokens, leftmost, index)


def is_inverted(tokens: Sequence[Token], verb: int) -> bool:
    """Tell whether a verb follows a quotation and is itself followed by its subject: "“Q,” said NAME"."""
    if verb + 1 >= len(tokens) or not _may_be_inverted_subject(tokens[verb + 1]):
        return False
    index = verb - 1
    while index >= 0 and is_adverb(tokens[index]) and tokens[index].lower not in listed("auxiliaries_have"):
        index -= 1
    if index >= 0 and tokens[index].text in _DASHES_AND_COMMA:
        index -= 1
    if index < 0:
        return tokens[verb].capitalised
    return tokens[index].kind == "quotation" or _is_parenthetical(tokens, verb)


def _may_be_inverted_subject(token: Token) -> bool:
    if not may_start_phrase(token):
        return False
    return token.lower not in ("they", "i", "we", "this", "these", "those", "no", "some", "to") or token.capitalised


def _is_parenthetical(tokens: Sequence[Token], verb: int) -> bool:
    """ "the plan, says NAME, is dead": verb and subject stand between commas."""
    if not verb or tokens[verb - 1].text != "," or tokens[verb].lower not in listed("parenthetical_verbs"):
        return False
    phrase = phrase_starting_at(tokens, verb + 1, len(tokens) - 1)
    if phrase is None or phrase.kind == "pronoun":
        return False
    closed = phrase.last + 1 == len(tokens) or tokens[phrase.last + 1].text in (",", ".")
    return closed and (phrase.kind == "name" or tokens[verb + 1].lower in ("a", "an", "one"))


def _person_quoted(tokens: Sequence[Token], verb: int) -> Phrase | None:
    """ "the paper quoted NAME as saying": NAME speaks."""
    for index in range(verb + 2, min(len(tokens) - 1, verb + _DESCRIPTION_REACH)):
        if tokens[index].lower == "as" and tokens[index + 1].lower == "saying":
            return phrase_ending_at(tokens, index - 1, verb + 1)
    return None


def _may_precede_verb(token: Token) -> bool:
    """Whether a word may stand between a subject and its verb: an adverb, an auxiliary, a day."""
    if token.kind != "word":
        return False
    lower = token.lower
    if lower in listed("determiners") and lower not in ("both", "all"):
        return False
    return (
        is_adverb(token)
        or lower in listed("auxiliaries_have")
        or (lower in listed("calendar") and token.capitalised)
        or lower == "to"
    )


def _name_before_open_description(tokens: Sequence[Token], phrase: Phrase, leftmost: int) -> Phrase | None:
    """ "NAME, chair and founder of the club said": the name before a description that no comma closes."""
    if phrase.kind == "name" and phrase.name is not None and phrase.name.kind != "other":
        return None
    for comma in range(phrase.first - 1, max(leftmost, phrase.first - _DESCRIPTION_REACH), -1):
        if tokens[comma].text == ",":
            name = name_ending_at(tokens, leftmost, comma - 1)
            if name is None or name.kind == "other":
                return None
            opens = name.first == leftmost or tokens[name.first - 1].text in (",", "and", "but", "that")
            describes = tokens[comma + 1].lower in listed("roles") or tokens[comma + 1].lower in ("a", "an")
            return name_phrase(tokens, name, name.first, name.last) if opens and describes else None
        if tokens[comma].kind != "word" or tokens[comma].speech_form:
            return None
    return None


def _before_relative_clause(tokens: Sequence[Token], relative: int, leftmost: int) -> Phrase | None:
    """ "NAME, who …, said": the phrase before the relative pronoun."""
    index = relative - 1
    after_comma = index >= leftmost and tokens[index].text == ","
    name = name_ending_at(tokens, leftmost, index - 1 if after_comma else index)
    if name is not None and name.kind == "person":
        return name_phrase(tokens, name, name.first, name.last)
    if after_comma:
        index -= 1
        if index >= leftmost and tokens[index].text != ",":
            return _before_parenthesis(tokens, index + 1, leftmost, inner=True)
    phrase = phrase_ending_at(tokens, index, leftmost) if index >= leftmost else None
    if phrase is None or phrase.kind != "nominal" or phrase.first < 2 or tokens[phrase.first - 1].text != ",":
        return phrase
    name = name_ending_at(tokens, leftmost, phrase.first - 2)
    return name_phrase(tokens, name, name.first, name.last) if name and name.kind != "other" else phrase


def _before_parenthesis(tokens: Sequence[Token], comma: int, leftmost: int, inner: bool = False) -> Phrase | None:
    """ "NAME, a potter, said": the phrase that the parenthesis before a comma belongs to, or the name inside it."""
    commas = _commas_before(tokens, comma, leftmost)
    start = commas[0] + 1 if commas else _clause_start(tokens, comma, leftmost)
    name = name_ending_at(tokens, start, comma - 1)
    if name is not None and _fills_from(tokens, name, start) and name.kind != "other" and (commas or inner):
        return _name_in_apposition(tokens, name, commas[0] - 1 if commas else leftmost - 1, leftmost)
    if not commas:
        return phrase_ending_at(tokens, comma - 1, leftmost) if inner else clause_subject(tokens, start, comma - 1)
    for index in commas:
        name = name_ending_at(tokens, _clause_start(tokens, index, leftmost), index - 1)
        if name is not None and name.kind != "other" and _opens_description(tokens[index + 1]):
            return phrase_ending_at(tokens, index - 1, leftmost)
    return clause_subject(tokens, leftmost, comma - 1)


def _commas_before(tokens: Sequence[Token], last: int, leftmost: int) -> list[int]:
    """The indices of the commas to the left of another, nearest first, within the clause."""
    commas: list[int] = []
    for index in range(last - 1, leftmost - 1, -1):
        if tokens[index].kind == "quotation" or tokens[index].text in _CLAUSE_ENDS:
            break
        if tokens[index].text == ",":
            commas.append(index)
    return commas[:_MOST_COMMAS]


def _fills_from(tokens: Sequence[Token], name: Name, start: int) -> bool:
    """Whether a parenthesis is nothing but a name: "Ada Krol", also "the Rev. Ada Krol"."""
    titled = name.title and name.first == start + 1 and tokens[start].lower in listed("determiners")
    return name.first == start or bool(titled)


def _before_dashes(tokens: Sequence[Token], closing: int, leftmost: int) -> Phrase | None:
    """ "NAME – a potter – said": the phrase before the first of two dashes; one dash alone says nothing."""
    same = (index for index in range(closing - 1, leftmost, -1) if tokens[index].text == tokens[closing].text)
    opening = next(same, None)
    return phrase_ending_at(tokens, opening - 1, leftmost) if opening is not None else None


def _name_in_apposition(tokens: Sequence[Token], name: Name, last: int, leftmost: int) -> Phrase:
    """ "the harbour chief, NAME, said": the name, with the description that ends at `last` as its role."""
    description = phrase_ending_at(tokens, last, leftmost) if last >= leftmost else None
    if description is None:
        return name_phrase(tokens, name, name.first, name.last)
    return Phrase("name", name.text, description.text, description.first, name.last, description.start, name.end, name)


def _opens_description(token: Token) -> bool:
    if token.kind == "quotation":
        return False
    lower = token.lower
    return (
        lower in listed("determiners")
        or not token.capitalised
        or lower in listed("roles")
        or lower in listed("office_modifiers")
        or token.text[0].isdigit()
    )


def _clause_start(tokens: Sequence[Token], end: int, leftmost: int) -> int:
    """The index after the last comma, clause end or quotation before `end`."""
    for index in range(end - 1, leftmost - 1, -1):
        if tokens[index].kind == "quotation" or tokens[index].text in (",", *_CLAUSE_ENDS):
            return index + 1
    return leftmost
