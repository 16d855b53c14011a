"""The word lists that only drafting needs. Those that it shares with the quotation reader are the reader's."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from quotereader.word_lists import phrases, words

LISTS = "explainer.drafting.lists"


def own_words(name: str) -> frozenset[str]:
    """Return every single word of the list called `name`."""
    return words(name, LISTS)


def own_phrases(name: str) -> frozenset[str]:
    """Return every line of the list called `name`."""
    return phrases(name, LISTS)


@cache
def own_table(name: str) -> dict[str, str]:
    """Return a list of two columns, parted by a tab, as first to second."""
    text = files(LISTS).joinpath(f"{name}.tsv").read_text(encoding="utf-8")
    return dict(line.split("\t", 1) for line in text.splitlines() if "\t" in line)
