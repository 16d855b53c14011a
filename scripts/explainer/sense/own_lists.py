"""The word lists that this room keeps for itself, in the form of the quotation reader's."""

from __future__ import annotations

from functools import cache

from quotereader.word_lists import listed, listed_phrases, listed_rows

LISTS = "explainer.sense.lists"


def own_words(name: str) -> frozenset[str]:
    """Return every word of the list called `name`."""
    return listed(name, LISTS)


def own_phrases(name: str) -> frozenset[str]:
    """Return every line of the list called `name`."""
    return listed_phrases(name, LISTS)


@cache
def own_table(name: str) -> dict[str, frozenset[str]]:
    """Return a list of two columns as a mapping from the word in the first to the words in the second."""
    return {row[0]: frozenset(row[1].split()) for row in listed_rows(name, LISTS)}
