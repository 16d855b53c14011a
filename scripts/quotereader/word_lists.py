"""Reads word lists, each file once. Another package may keep lists of its own in the same form.

The first line of a list says after "#" what it holds. A `.txt` list holds words, any number of them a line, or
phrases, one a line. A `.tsv` list holds one word a line with what is known of it in further columns.
"""

from functools import cache
from importlib.resources import files

LISTS = "quotereader.lists"
"""The package whose folder holds the quotation reader's lists."""


@cache
def listed(name: str, package: str = LISTS) -> frozenset[str]:
    """Return every word of the list called `name`; of a `.tsv` list, its first column."""
    if _is_table(name, package):
        return frozenset(row[0] for row in listed_rows(name, package))
    return frozenset(word for line in _lines(f"{name}.txt", package) for word in line.split())


@cache
def listed_phrases(name: str, package: str = LISTS) -> frozenset[str]:
    """Return every line of the `.txt` list called `name`."""
    return frozenset(_lines(f"{name}.txt", package))


@cache
def listed_rows(name: str, package: str = LISTS) -> tuple[tuple[str, ...], ...]:
    """Return every row of the `.tsv` list called `name`, with as many columns as the row has."""
    return tuple(tuple(line.split("\t")) for line in _lines(f"{name}.tsv", package))


@cache
def listed_genders(name: str) -> dict[str, str]:
    """Return each word of a list of people with the gender it implies: "m", "f", or "" for either."""
    return {word: gender[0] if gender else "" for word, *gender in listed_rows(name)}


def _is_table(name: str, package: str) -> bool:
    return files(package).joinpath(f"{name}.tsv").is_file()


def _lines(file: str, package: str) -> list[str]:
    text = files(package).joinpath(file).read_text(encoding="utf-8")
    lines = (line.strip() for line in text.splitlines() if not line.startswith("#"))
    return [line for line in lines if line]
