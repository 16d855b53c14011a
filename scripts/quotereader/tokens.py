"""A paragraph as words, stops and quotations: everything between marks becomes one token."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Literal, NamedTuple

from quotereader.quotation_marks import MarkedSpan
from quotereader.word_lists import listed

Kind = Literal["word", "stop", "quotation"]
Form = Literal["finite", "passive", "running", "bare", ""]

_TOKEN = re.compile(
    r"(?:[A-Z]\.){2,6}"
    r"|(?:[a-z]\.){2,4}"
    r"|Ph\.D\."
    r"|\d+(?:[.,]\d+)*(?:[-'’]?[^\W\d_]+(?:-[^\W_]+)*)?"
    r"|[^\W_]+(?:[-'’&@/][^\W_]+)*"
    r"|--+|\.\.+|[^\s\w]|_"
)
_POSSESSIVE = ("'s", "’s")
_LONGEST_ASIDE = 25


class Word(NamedTuple):
    """One token; `lower` is it in small letters without a final stop.

    For a quotation `number` counts the marked spans of the paragraph. `form` is the form in
    which a verb of speech stands here, once its sentence is known.
    """

    text: str
    start: int
    end: int
    kind: Kind
    lower: str
    capital: bool
    number: int = -1
    form: Form = ""


def read_words(paragraph: str, spans: Sequence[MarkedSpan]) -> list[Word]:
    """The tokens of `paragraph` in order, bracketed asides without a quotation left out."""
    tokens: list[Word] = []
    place = 0
    for number, span in enumerate(spans):
        tokens.extend(_plain(paragraph, place, span.outer_start))
        inside = paragraph[span.start : span.end]
        tokens.append(Word(inside, span.outer_start, span.outer_end, "quotation", "", False, number))
        place = span.outer_end
    tokens.extend(_plain(paragraph, place, len(paragraph)))
    return _without_asides(tokens)


def _plain(paragraph: str, start: int, end: int) -> Iterator[Word]:
    for found in _TOKEN.finditer(paragraph, start, end):
        text = found.group()
        start, stop = found.span()
        kind, lower, capital = _shape(text)
        if kind == "word" and text.endswith(_POSSESSIVE) and len(text) > 2:
            yield _word(text[:-2], start)
            text, start, kind, lower, capital = text[-2:], stop - 2, "stop", text[-2:], False
        yield Word(text, start, stop, kind, lower, capital)


@lru_cache(maxsize=16_384)
def _shape(text: str) -> tuple[Kind, str, bool]:
    if not text[0].isalnum():
        return "stop", text, False
    return "word", text.lower().rstrip("."), text[0].isupper()


def _word(text: str, start: int) -> Word:
    return Word(text, start, start + len(text), *_shape(text))


def _keeps_stop(before: Sequence[Word]) -> bool:
    """Whether a full stop right after these words belongs to the last: "Mr.", "J."; "I" only inside a name."""
    word = before[-1]
    if word.text == "I":
        return len(before) > 1 and before[-2].capital
    single = len(word.text) == 1 and word.capital
    return word.kind == "word" and (single or word.text.lower() in listed("abbreviations"))


def _without_asides(tokens: list[Word]) -> list[Word]:
    kept: list[Word] = []
    place = 0
    while place < len(tokens):
        token = tokens[place]
        close = _aside_end(tokens, place) if token.text in "([" and token.kind == "stop" else 0
        if close:
            place = close + 1
            continue
        if token.text == "." and kept and kept[-1].end == token.start and _keeps_stop(kept):
            before = kept.pop()
            token = _word(before.text + ".", before.start)
        kept.append(token)
        place += 1
    return kept


def _aside_end(tokens: Sequence[Word], opening: int) -> int:
    for place in range(opening + 1, min(len(tokens), opening + _LONGEST_ASIDE)):
        if tokens[place].kind == "quotation":
            return 0
        if tokens[place].text in ")]":
            return place
    return 0
