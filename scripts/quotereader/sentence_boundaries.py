"""Splits a paragraph into sentences; each of its quotations is a single token."""

from collections.abc import Sequence

from quotereader.names import is_given_name, is_name_word
from quotereader.speech_verbs import speech_form_at
from quotereader.tokens import Token
from quotereader.word_lists import listed

_ENDS = (".", "?", "!", "…", "...", "....")
_ENDS_IN_QUOTATION = (".", "?", "!", "…", "'", "’", "-", "—", "–")
_CLOSING_BRACKETS = (")", "]")
_LONGEST_TAG = 14
_LONGEST_TAIL = 7
_LONGEST_SENTENCE = 150
_LONGEST_DATELINE = 14
_DASHES = ("—", "–", "--", "-", "―")


def sentence_bounds(tokens: Sequence[Token]) -> list[tuple[int, int]]:
    """Return the indices of the first and last token of each sentence. Together the sentences hold every token."""
    bounds: list[tuple[int, int]] = []
    first = after_dateline(tokens)
    if first:
        bounds.append((0, first - 1))
    for index in range(first, len(tokens)):
        if index + 1 == len(tokens) or index - first >= _LONGEST_SENTENCE or _ends_sentence(tokens, index):
            bounds.append((first, index))
            first = index + 1
    return bounds


def after_dateline(tokens: Sequence[Token]) -> int:
    """ "LEEDS, May 3 — The mayor", "15:40 — The mayor": the index after the dash of a dateline; 0 without one."""
    if not tokens:
        return 0
    timed = tokens[0].text.isdigit() and len(tokens) > 3 and tokens[1].text in (":", ".") and tokens[2].text.isdigit()
    if not timed and not (tokens[0].text.isupper() and len(tokens[0].text) > 2):
        return 0
    dashes = (index for index in range(1, min(len(tokens) - 1, _LONGEST_DATELINE)) if tokens[index].text in _DASHES)
    return next(dashes, -1) + 1


def _ends_sentence(tokens: Sequence[Token], index: int) -> bool:
    token = tokens[index]
    if token.kind == "word" and not token.text.endswith("."):
        return False
    if token.kind == "quotation":
        return _quotation_ends_sentence(tokens, index)
    following = tokens[index + 1]
    if following.text in _CLOSING_BRACKETS:
        return False
    if token.kind == "punctuation" and token.text in _ENDS:
        return (
            following.kind == "quotation"
            or following.capitalised
            or following.text[0].isdigit()
            or following.kind == "punctuation"
        )
    return token.kind == "word" and _function_word_after_abbreviation(token, following)


def _function_word_after_abbreviation(token: Token, following: Token) -> bool:
    """ "… in Washington, D.C. The mayor": a capitalised function word opens a sentence."""
    if token.lower in listed("titles") or is_given_name(following) or len(token.text) <= 2:
        return False
    return following.capitalised and not is_name_word(following)


def _quotation_ends_sentence(tokens: Sequence[Token], index: int) -> bool:
    text, following = tokens[index].text, tokens[index + 1]
    if not text.endswith(_ENDS_IN_QUOTATION):
        return False
    if following.kind == "quotation":
        return True
    if not following.capitalised:
        return False
    return not _opens_with_tag(tokens, index + 1, strict=text.endswith("."))


def _opens_with_tag(tokens: Sequence[Token], first: int, strict: bool) -> bool:
    """Whether the tokens from `first` are a speaker, a speech verb and little more.

    After a full stop inside the marks a new sentence is likely; then, `strict`, hardly anything may follow the verb.
    """
    for index in range(first + 1, min(len(tokens), first + _LONGEST_TAG)):
        if tokens[index].kind == "quotation" or tokens[index].text in _ENDS:
            return False
        if speech_form_at(tokens, index) == "finite":
            return _little_follows(tokens, index) if strict else _tag_may_end(tokens, index)
    return False


def _little_follows(tokens: Sequence[Token], verb: int) -> bool:
    """Whether nothing follows a verb but a full stop or one short phrase: "said.", "said in a letter."."""
    tail = tokens[verb + 1 : verb + 1 + _LONGEST_TAIL]
    if not tail or tail[0].text in (".", ";"):
        return True
    is_phrase = tail[0].lower in listed("prepositions") or tail[0].lower in listed("calendar")
    end = next((token for token in tail if token.kind != "word" or token.speech_form), None)
    return is_phrase and (end is None or end.text == ".")


def _tag_may_end(tokens: Sequence[Token], verb: int) -> bool:
    if verb + 1 >= len(tokens) or tokens[verb + 1].text in (".", ";", ","):
        return True
    following = tokens[verb + 1]
    opens_clause = following.lower in ("he", "she", "it", "they", "that")
    return following.kind == "word" and following.lower not in listed("determiners") and not opens_clause
