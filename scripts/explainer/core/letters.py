"""Letters that can be printed: those that a typeface of the downloads has."""

from __future__ import annotations

from bisect import bisect_right
from functools import cache

from quotereader.word_lists import listed


def unprintable(text: str) -> list[str]:
    """Return the letters of a text that no typeface of the downloads has, each once, in order."""
    if text.isascii():
        return []
    starts, ends = _ranges()
    strange = dict.fromkeys(letter for letter in text if ord(letter) > 0x7F and not letter.isspace())
    return [letter for letter in strange if ord(letter) > ends[bisect_right(starts, ord(letter)) - 1]]


@cache
def _ranges() -> tuple[list[int], list[int]]:
    """Return the first and the last letters of all ranges, sorted."""
    written = (each.split("-") for each in listed("letters_in_print", "explainer.core.lists"))
    both = sorted((int(first, 16), int(last, 16)) for first, last in written)
    return [first for first, _ in both], [last for _, last in both]
