"""What counts as the same text: the fold of rule Q1, word counts, and exact search at word boundaries."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from urllib.parse import urlsplit

_REMOVED = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufeff"))
_SINGLE = dict.fromkeys(map(ord, "‘’‚‛`´"), "'")
_DOUBLE = dict.fromkeys(map(ord, "“”„‟«»"), '"')
_DASHES = dict.fromkeys(map(ord, "‐‑‒–—―−"), "-")
_SPACES = dict.fromkeys(map(ord, "\u00a0\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f"), " ")
_TABLE = {**_REMOVED, **_SINGLE, **_DOUBLE, **_DASHES, **_SPACES, ord("…"): "..."}
_LOOK_ALIKES = str.maketrans("аеорсухіјѕԁԛԝαορνικυ", "aeopcyxijsdqwaopviku")

_TOKEN = re.compile(r"\w+")
_WORD = re.compile(r"[^\W_]+(?:['-][^\W_]+)*")
_INVISIBLE = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2028-\u202e\u2060-\u206f\u2800\u3164"
    "\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff]"
)
"""What Unicode calls default-ignorable: no reader sees it, but it would split words and names for a search."""
_TERMINAL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]")
"""What a terminal acts on instead of showing it: control characters, and marks that turn the direction of a line."""

FEW_PHRASES = 50
"""Up to so many phrases are found faster by looking for each than by taking the words of a text apart."""


class _Exchange:
    """Replaces characters by what a table has for each; in texts with few of them, much faster than `translate`."""

    def __init__(self, table: Mapping[int, str | int | None]) -> None:
        self._new = {chr(old): chr(new) if isinstance(new, int) else new or "" for old, new in table.items()}
        self._any = re.compile(f"[{re.escape(''.join(self._new))}]")

    def __call__(self, text: str) -> str:
        return self._any.sub(lambda match: self._new[match.group()], text)


_one_form, _latin = _Exchange(_TABLE), _Exchange(_LOOK_ALIKES)


def without_look_alikes(text: str) -> str:
    """Return a text in lower case with a Latin letter for each of another script that looks like one."""
    return text if text.isascii() else _latin(text)


@lru_cache(maxsize=10_000)
def fold(text: str) -> str:
    """Return `text` with one form each of quotation marks, dashes and spaces (rule Q1).

    Case, words, digits, brackets and accents are never changed. Nearly every rule folds the same texts, so the last ten
    thousand are remembered.
    """
    folded = text.replace("`", "'") if text.isascii() else unicodedata.normalize("NFC", _one_form(text))
    return " ".join(folded.replace("''", '"').split())


def words(text: str) -> list[str]:
    """Return the words of `text`, folded, in order; hyphens and apostrophes inside a word are part of it."""
    return _WORD.findall(fold(text))


def count_words(text: str) -> int:
    """Return how many words `text` has."""
    return len(words(text))


def fingerprint_of(text: str) -> str:
    """Return 16 hexadecimal digits, the same for all texts that fold to the same text."""
    return hashlib.sha256(fold(text).encode()).hexdigest()[:16]


def opening(text: str, count: int = 5) -> str:
    """Return the first `count` words of `text`, as written."""
    return " ".join(text.split()[:count])


def find_exact(needle: str, haystack: str) -> int:
    """Return the offset of the folded needle in the folded haystack, at word boundaries, or -1.

    Both must have been folded. A match never starts or ends inside a word or a numeral (rule Q1).
    """
    if not needle:
        return -1
    start = haystack.find(needle)
    while start >= 0:
        if _at_boundaries(haystack, start, start + len(needle)):
            return start
        start = haystack.find(needle, start + 1)
    return -1


def _at_boundaries(text: str, start: int, end: int) -> bool:
    return not (_joins(text, start) or _joins(text, end))


def _joins(text: str, cut: int) -> bool:
    """Return whether a cut at an offset splits a word, a numeral or a word with an apostrophe."""
    before, after = text[max(0, cut - 2) : cut], text[cut : cut + 2]
    if not before or not after:
        return False
    if _is_word(before[-1]) and _is_word(after[0]):
        return True
    if before[-1] in ",." and len(before) == 2 and before[0].isdigit() and after[0].isdigit():
        return True
    if after[0] in ",.'" and len(after) == 2:
        digits = before[-1].isdigit() and after[1].isdigit() and after[0] != "'"
        return digits or (after[0] == "'" and _is_word(before[-1]) and _is_word(after[1]))
    return before[-1] == "'" and len(before) == 2 and before[0].isalpha() and after[0].isalpha()


def _is_word(character: str) -> bool:
    return character.isalnum() or unicodedata.combining(character) != 0


@dataclass(frozen=True)
class QuotedSpans:
    """The text between double quotation marks in a paragraph, folded; `balanced` is False if a mark has no partner."""

    spans: tuple[str, ...]
    balanced: bool


def quoted_spans(paragraph: str) -> QuotedSpans:
    """Return the text inside double quotation marks in a paragraph."""
    pieces = fold(paragraph).split('"')
    return QuotedSpans(tuple(piece.strip() for piece in pieces[1::2]), len(pieces) % 2 == 1)


def without_edge_stop(text: str) -> str:
    """Return `text` without one final comma or full stop, which house style may move inside the marks (rule Q1)."""
    return text[:-1].rstrip() if text.endswith((",", ".")) and not text.endswith("..") else text


def find_quoted(needle: str, haystack: str) -> int:
    """Return the offset of a folded quotation in a folded text, allowing for one final comma or full stop; or -1."""
    start = find_exact(needle, haystack)
    return start if start >= 0 else find_exact(without_edge_stop(needle), haystack)


def whole(phrase: str) -> str:
    """Return a pattern for a phrase that no letter, digit or underscore touches."""
    itself = re.escape(phrase)
    # What must not stand before it comes behind it: a pattern that begins with fixed text is found many times faster.
    return rf"{itself}(?<!\w{itself})(?!\w)"


class Phrases(tuple[str, ...]):
    """Many folded phrases, such as names, with a quick way to tell which of them can occur in a text.

    Without it, every text would be searched for each of thousands of phrases.
    """

    @cached_property
    def _by_first_word(self) -> dict[str, list[int]]:
        found: dict[str, list[int]] = {}
        for place, phrase in enumerate(self):
            word = _TOKEN.search(phrase)
            found.setdefault(word.group() if word else "", []).append(place)
        return found

    def possible_in(self, text: str) -> list[str]:
        """Return the phrases that can occur in a folded text, in their own order.

        No other phrase can occur there as whole words.
        """
        if len(self) <= FEW_PHRASES:
            return [phrase for phrase in self if phrase in text]
        first = self._by_first_word
        places = [place for word in {"", *_TOKEN.findall(text)} & first.keys() for place in first[word]]
        return [self[place] for place in sorted(places)]


def nearest(needle: str, haystack: str) -> str:
    """Return the passage of `haystack` most like `needle`, or "". It explains a mismatch and proves nothing."""
    if not needle or not haystack:
        return ""
    # Imported here: only the explanation of a mismatch needs it.
    from rapidfuzz import fuzz

    alignment = fuzz.partial_ratio_alignment(needle, haystack)
    if alignment is None or alignment.score < 50:
        return ""
    start = haystack.rfind(" ", 0, alignment.dest_start) + 1
    end = haystack.find(" ", alignment.dest_end)
    return haystack[start : end if end >= 0 else len(haystack)]


def word_diff(ours: str, theirs: str) -> str:
    """Return both texts merged: words that only ours has as [-…-], words that only theirs has as {+…+}."""
    # Imported here: only the explanation of a mismatch needs it.
    from rapidfuzz.distance import Indel

    one, other = ours.split(), theirs.split()
    parts: list[str] = []
    for step in Indel.opcodes(one, other):
        if step.tag == "equal":
            parts += one[step.src_start : step.src_end]
        elif step.tag == "delete":
            parts.append(f"[-{' '.join(one[step.src_start : step.src_end])}-]")
        else:
            parts.append(f"{{+{' '.join(other[step.dest_start : step.dest_end])}+}}")
    return " ".join(parts)


def host_of(address: str) -> str:
    """Return the host that an address names, or "" if it names none, or names a user at it."""
    try:
        parts = urlsplit(address)
        return "" if "@" in parts.netloc else parts.hostname or ""
    except ValueError:
        return ""


def printable(text: str) -> str:
    """Return a text as a terminal can show it: what would act on the terminal is written as a code."""
    return _TERMINAL.sub(lambda match: f"\\x{ord(match.group()):02x}", text)


def invisible_characters(text: str) -> list[int]:
    """Return the offsets of invisible characters: zero-width, bidirectional, soft hyphens, variation selectors."""
    return [match.start() for match in _INVISIBLE.finditer(text)]
