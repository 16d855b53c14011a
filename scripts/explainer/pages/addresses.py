"""Where the entries of long lists have their addresses: on the page of the list or, if that is split, on a part of it.

A list is whole as long as its page has its block without options. An editor who removes that block, because the page
has become too heavy, gives the entries other addresses: a piece of evidence has it on its source's page, which never
moves, and a term or a person on the page of its first letter.
"""

from __future__ import annotations

import re
from string import ascii_lowercase
from unicodedata import normalize

from explainer.core.project import Project
from explainer.core.vocabulary import LETTER, WHEN

LIST_PAGES = {
    "quotes": "quotes.md", "figures": "figures.md", "timeline": "timeline.md", "glossary": "glossary.md",
    "people": "quotes.md",
}  # fmt: skip
"""The page of each list as long as it is whole, by the name of its block."""

WHOLE_LISTS = frozenset(LIST_PAGES)
_OF_SOURCES = ("quotes", "figures", "timeline")


def lists_whole(project: Project) -> frozenset[str]:
    """Return the names of the lists that are whole."""
    return frozenset(name for name, page in LIST_PAGES.items() if _holds(project, page, name))


def _holds(project: Project, page: str, name: str) -> bool:
    path = project.docs / page
    text = path.read_text(encoding="utf-8", errors="replace") if path.is_file() else ""
    return re.search(rf"^/// ?{name}\s*^///\s*$", text, re.MULTILINE) is not None


def parts_of(project: Project, folder: str) -> list[str]:
    """Return the names of the pages in a folder below docs/ that are parts of a list: years, months, letters."""
    names = [path.stem for path in (project.docs / folder).glob("*.md")]
    return sorted(name for name in names if WHEN.fullmatch(name) or LETTER.fullmatch(name))


def page_of(whole: frozenset[str], name: str, entry: str) -> str:
    """Return the page, below docs/, on which an entry of a list has its address.

    `entry` is the full id of a piece of evidence, or a term or person's name as shown.
    """
    if name in whole:
        return LIST_PAGES[name]
    if name in _OF_SOURCES:
        return f"sources/{entry.partition('.')[0]}.md"
    return f"{name}/{letter_of(entry)}.md"


def letter_of(entry: str) -> str:
    """Return the letter under which a term or name is listed: its first, in lower case and without accents."""
    plain = normalize("NFKD", entry).lower()
    return next((character for character in plain if character in ascii_lowercase), "a")
