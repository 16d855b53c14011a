"""Sentences of a paragraph whose quotations are single tokens."""

from collections.abc import Sequence

from quotereader.names import is_given_name, is_name_word
from quotereader.speech_verbs import form_of_speech_verb
from quotereader.tokens import Word
from quotereader.word_lists import listed

_ENDS = (".", "?", "!", "…", "...", "....")
_INNER_ENDS = (".", "?", "!", "…", "'", "’", "-", "—", "–")
_CLOSING = (")", "]")
_LONGEST_TAG = 14
_LONGEST_TAIL = 7
_LONGEST_SENTENCE = 150


def sentences(tokens: Sequence[Word]) -> list[tuple[int, int]]:
    """First and last place of every sentence, in order; together they cover all tokens."""
    found: list[tuple[int, int]] = []
    first = 0
    for place in range(len(tokens)):
        if place + 1 == len(tokens) or place - first >= _LONGEST_SENTENCE or _ends_here(tokens, place):
            found.append((first, place))
            first = place + 1
    return found


def _ends_here(tokens: Sequence[Word], place: int) -> bool:
    word = tokens[place]
    if word.kind == "word" and not word.text.endswith("."):
        return False
    if word.kind == "quotation":
        return _quotation_ends(tokens, place)
    following = tokens[place + 1]
    if following.text in _CLOSING:
        return False
    if word.kind == "stop" and word.text in _ENDS:
        return (
            following.kind == "quotation"
            or following.capital
            or following.text[0].isdigit()
            or following.kind == "stop"
        )
    return word.kind == "word" and _small_after_abbreviation(word, following)


def _small_after_abbreviation(word: Word, following: Word) -> bool:
    """ "... in Washington, D.C. The mayor": a capitalised small word cannot go on after it."""
    if word.lower in listed("titles") or is_given_name(following) or len(word.text) <= 2:
        return False
    return following.capital and not is_name_word(following)


def _quotation_ends(tokens: Sequence[Word], place: int) -> bool:
    text, following = tokens[place].text, tokens[place + 1]
    if not text.endswith(_INNER_ENDS):
        return False
    if following.kind == "quotation":
        return True
    if not following.capital:
        return False
    return not opens_with_tag(tokens, place + 1, strict=text.endswith("."))


def opens_with_tag(tokens: Sequence[Word], first: int, strict: bool) -> bool:
    """Whether the words from `first` are a speaker and a verb of speech and little more.

    Strict, after a full stop inside the marks, asks that hardly anything follows the verb.
    """
    for place in range(first + 1, min(len(tokens), first + _LONGEST_TAG)):
        if tokens[place].kind == "quotation" or tokens[place].text in _ENDS:
            return False
        if form_of_speech_verb(tokens, place) == "finite":
            return _little_follows(tokens, place) if strict else _tag_may_end(tokens, place)
    return False


def _little_follows(tokens: Sequence[Word], verb: int) -> bool:
    """The end, a stop, or one short phrase: "said.", "said in a letter."."""
    tail = tokens[verb + 1 : verb + 1 + _LONGEST_TAIL]
    if not tail or tail[0].text in (".", ";"):
        return True
    led = tail[0].lower in listed("prepositions") or tail[0].lower in listed("calendar")
    end = next((word for word in tail if word.kind != "word" or word.form), None)
    return led and (end is None or end.text == ".")


def _tag_may_end(tokens: Sequence[Word], verb: int) -> bool:
    if verb + 1 >= len(tokens) or tokens[verb + 1].text in (".", ";", ","):
        return True
    following = tokens[verb + 1]
    clause = following.lower in ("he", "she", "it", "they", "that")
    return following.kind == "word" and following.lower not in listed("determiners") and not clause
