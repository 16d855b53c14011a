"""Lines that open something around words, as writers for Material know them: `!!! note`, `=== "Tab"`, `[^1]: …`.

Only the forms that every builder reads in the same way are accepted. Whatever begins like one of them and is not
would be printed as it is written, so it is refused, with the line to write instead (rule D6).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

ADMONITIONS = (
    "note", "abstract", "info", "tip", "success", "question", "warning", "failure", "danger", "bug", "example",
)  # fmt: skip
"""The kinds of admonitions and folds. There is no kind “quote”, because quotations are drawn from records."""
DETAILS, TAB, DEFINE = "details", "tab", "define"
AUTHORING_BLOCKS = (*ADMONITIONS, DETAILS, TAB, DEFINE)
"""Blocks that Markdown extensions draw, around words of the page and around other blocks."""
STEP = 4
"""Spaces by which the words inside are indented."""

Feature = Literal["admonition", "fold", "tab", "footnote", "definition", "abbreviation"]
_TITLE = r'"([^"]{1,200})"'
_FORMS: tuple[tuple[Feature, re.Pattern[str]], ...] = (
    ("admonition", re.compile(r'!!! ([\w-]{1,40})(?: "([^"]{0,200})")?\s*')),
    ("fold", re.compile(rf"\?\?\?\+? ([\w-]{{1,40}})(?: {_TITLE})?\s*")),
    ("fold", re.compile(rf"\?\?\?\+?( ){_TITLE}\s*")),
    ("tab", re.compile(rf"===[!+]?( ){_TITLE}\s*")),
    ("footnote", re.compile(r"\[\^([\w-]{1,40})\]:() ?(\S.*)")),
    ("definition", re.compile(r":( {1,3})()(\S.*)")),
    ("abbreviation", re.compile(r"\*\[([^\[\]\\*_`<>]{1,60})\]: ([^\[\]\\*_`<>]{1,120})")),
)
_BEGINS: tuple[tuple[Feature, re.Pattern[str]], ...] = (
    ("admonition", re.compile(r"!!!")),
    ("fold", re.compile(r"\?\?\?")),
    ("tab", re.compile(r"===(?!=*\s*$)")),
    ("footnote", re.compile(r"\[\^[^\]]{0,80}\]\s?:")),
    ("definition", re.compile(r":\s")),
    ("abbreviation", re.compile(r"\*\[[^\]]{0,200}\]\s?:")),
)
_EXAMPLES: dict[Feature, str] = {
    "admonition": '!!! note "Title"', "fold": '??? note "Title"', "tab": '=== "Label"', "footnote": "[^1]: The words.",
    "definition": ":   The words.", "abbreviation": "*[ABC]: Plain words",
}  # fmt: skip
NAMES: dict[Feature, str] = {
    "admonition": "An admonition", "fold": "A fold", "tab": "A tab", "footnote": "A footnote",
    "definition": "A definition", "abbreviation": "An abbreviation",
}  # fmt: skip
_BEFORE = re.compile(r"(?:\s|>|[-*+]\s|\d{1,3}[.)]\s)+")


@dataclass(frozen=True)
class Opening:
    """A line that opens something: its kind, its title with the column where that begins, and words behind it.

    The key of a footnote and the short form of an abbreviation are its `name`.
    """

    feature: Feature
    name: str = ""
    title: str = ""
    title_at: int = 1
    words: str = ""
    words_at: int = 1


def opening_of(line: str) -> Opening | None:
    """Return what a line opens, if it does, in one of the accepted forms; it must have no spaces before it."""
    for feature, form in _FORMS:
        match = form.fullmatch(line)
        if match:
            title, words = match[2], match[3] if form.groups > 2 else ""
            name = match[1].strip()
            shown = name.lower().capitalize() if title is None else title
            return Opening(feature, name, shown, match.start(2) + 1, words, match.start(3) + 1 if words else 1)
    return None


def begins_like(line: str) -> Feature | None:
    """Return what a line looks as if it opened, or None."""
    return next((feature for feature, begins in _BEGINS if begins.match(line)), None)


def begins_inside(line: str) -> Feature | None:
    """Return what stands behind the mark of a list item or of a quotation as if it were opened there, or None."""
    before = _BEFORE.match(line)
    return begins_like(line[before.end() :]) if before else None


def how_to_write(feature: Feature) -> str:
    return f"Write, for example: {_EXAMPLES[feature]}"
