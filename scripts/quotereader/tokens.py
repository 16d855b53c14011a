"""Splits a paragraph into words, punctuation and quotations; whatever stands in quotation marks is one token."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Literal, NamedTuple

from quotereader.quotation_marks import MarkedSpan
from quotereader.word_lists import listed

TokenKind = Literal["word", "punctuation", "quotation"]
SpeechForm = Literal["finite", "passive", "participle", "base", ""]

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
_LONGEST_NOTE_MARK = 3


class Token(NamedTuple):
    """A token with its offsets in the paragraph. The text of a quotation leaves its marks out, its offsets do not.

    `lower` is the text in lower case without a final full stop. `span` is the index of a quotation among the marked
    spans of its paragraph, -1 for other tokens. `speech_form` is the form in which a speech verb stands here; it is
    set once the sentence is known.
    """

    text: str
    start: int
    end: int
    kind: TokenKind
    lower: str
    capitalised: bool
    span: int = -1
    speech_form: SpeechForm = ""


def tokenize(paragraph: str, spans: Sequence[MarkedSpan]) -> list[Token]:
    """Return the tokens of a paragraph in order, without asides in brackets that hold no quotation."""
    tokens: list[Token] = []
    start = 0
    for number, span in enumerate(spans):
        tokens.extend(_unmarked(paragraph, start, span.outer_start))
        inside = paragraph[span.start : span.end]
        tokens.append(Token(inside, span.outer_start, span.outer_end, "quotation", "", False, number))
        start = span.outer_end
    tokens.extend(_unmarked(paragraph, start, len(paragraph)))
    return _without_asides(tokens)


def _unmarked(paragraph: str, start: int, end: int) -> Iterator[Token]:
    for match in _TOKEN.finditer(paragraph, start, end):
        text = match.group()
        first, last = match.span()
        kind, lower, capitalised = _shape(text)
        if kind == "word" and text.endswith(_POSSESSIVE) and len(text) > 2:
            yield _token(text[:-2], first)
            text, first, kind, lower, capitalised = text[-2:], last - 2, "punctuation", text[-2:], False
        yield Token(text, first, last, kind, lower, capitalised)


@lru_cache(maxsize=16_384)
def _shape(text: str) -> tuple[TokenKind, str, bool]:
    if not text[0].isalnum():
        return "punctuation", text, False
    return "word", text.lower().rstrip("."), text[0].isupper()


def _token(text: str, start: int) -> Token:
    return Token(text, start, start + len(text), *_shape(text))


def _keeps_full_stop(tokens: Sequence[Token]) -> bool:
    """Whether a full stop right after these tokens belongs to the last: "Mr.", "J."; "I." only inside a name."""
    last = tokens[-1]
    if last.text == "I":
        return len(tokens) > 1 and tokens[-2].capitalised
    initial = len(last.text) == 1 and last.capitalised
    return last.kind == "word" and (initial or last.text.lower() in listed("abbreviations"))


def _without_asides(tokens: list[Token]) -> list[Token]:
    kept: list[Token] = []
    index = 0
    while index < len(tokens):
        token = tokens[index]
        if kept and _is_note_mark(token, kept[-1]):
            index += 1
            continue
        end = _aside_end(tokens, index) if token.text in "([" and token.kind == "punctuation" else 0
        if end:
            index = end + 1
            continue
        if token.text == "." and kept and kept[-1].end == token.start and _keeps_full_stop(kept):
            word = kept.pop()
            token = _token(word.text + ".", word.start)
        kept.append(token)
        index += 1
    return kept


def _is_note_mark(token: Token, before: Token) -> bool:
    """ "“Q.”4 Another": the number of a footnote, which touches a quotation or a mark and is no word."""
    touches = before.end == token.start and before.kind != "word" and before.text not in "$£€-–—/([#:"
    return touches and token.text.isdigit() and len(token.text) <= _LONGEST_NOTE_MARK


def _aside_end(tokens: Sequence[Token], opening: int) -> int:
    """The index of the bracket that closes an aside; 0 where there is none nearby, or a quotation before it."""
    for index in range(opening + 1, min(len(tokens), opening + _LONGEST_ASIDE)):
        if tokens[index].kind == "quotation":
            return 0
        if tokens[index].text in ")]":
            return index
    return 0
