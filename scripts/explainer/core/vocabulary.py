"""Every allowed kind, qualifier and unit, once. Parsers, gates, schemas and docs read them here."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal
from unicodedata import normalize

IDENTIFIER = re.compile(r"[a-z][a-z0-9-]{1,60}")
"""Rule Y4: the form of every id and key."""


def nearest_id(given: str) -> str:
    """Return the id nearest to a text, or "" if there is none."""
    plain = normalize("NFKD", given).encode("ascii", "ignore").decode().lower()
    nearest = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")
    return nearest if IDENTIFIER.fullmatch(nearest) else ""


def id_hint(given: str) -> str:
    """Return a hint for a text that is not an id: the nearest id or, where there is none, the form of one."""
    nearest = nearest_id(given)
    return f"Write {nearest}." if nearest else "Write 2 to 61 of them, starting with a letter."


REFERENCE = re.compile(r"([a-z][a-z0-9-]{1,60}):([1-9][0-9]{0,2})")
"""A paragraph of a source, as cited: `heron:3`."""

NAME_LEFT_OUT = "[...]"
"""What replaces a name, a date or a number in a paragraph's opening words."""

COUNT_CLASS = "count"
"""The class of what the build counts itself (words, paragraphs, records): structure, not claims (rule P2)."""

ASSET_DIGITS = 10
"""How many digits of the digest of its content the name of an asset has."""

CITATION = re.compile(r"\[@([^\]\[\n]{1,300})\]")
"""A citation on a page: `[@heron:3]`, or several paragraphs, `[@heron:3; @ledger:2]`."""


def split_references(inner: str) -> tuple[str, ...]:
    """Return the paragraphs named between `[@` and `]`."""
    return tuple(part.strip().removeprefix("@") for part in inner.split(";"))


CopyKind = Literal["publisher", "reprint", "reworded"]
PersonKind = Literal["public", "private"]
RelationKind = Literal[
    "part-of", "consists-of", "founded-by", "run-by", "commands", "helps", "joined", "allied-with", "in-contact-with",
    "independent-of", "opposes",
]  # fmt: skip
"""How one body stands to another. The one that is part of another is drawn inside it."""
PlaceKind = Literal["area", "city", "neighbour"]
MapSign = Literal["shaded", "ringed", "pointed"]
LabelSide = Literal["middle", "left", "right", "none"]
ChartForm = Literal["strips", "spans", "dots"]
NameKind = Literal["place", "person", "institution", "group"]
CorrectionKind = Literal["correction", "update", "clarification", "removal"]
MeasuredSubject = Literal["accessibility", "privacy", "weight"]


@dataclass(frozen=True)
class Licence:
    """A licence under which the site's own words and data can be published: its names, and where its text stands."""

    name: str
    title: str
    spdx: str
    address: str


LICENCES: dict[str, Licence] = {
    each.name: each
    for each in (
        Licence(
            "CC BY 4.0",
            "Creative Commons Attribution 4.0",
            "CC-BY-4.0",
            "https://creativecommons.org/licenses/by/4.0/",
        ),
        Licence(
            "CC BY-SA 4.0",
            "Creative Commons Attribution-ShareAlike 4.0",
            "CC-BY-SA-4.0",
            "https://creativecommons.org/licenses/by-sa/4.0/",
        ),
    )
}
"""The licences that a site may name. All of them ask to be named, as every page and download asks for."""

Sense = Literal["exact", "about", "just under", "more than", "at least", "at most", "less than"]
"""What a qualifier does to the number it stands before."""

QUALIFIERS: dict[str, Sense] = {
    "exactly": "exact",
    "only": "exact",
    "just": "exact",
    "about": "about",
    "around": "about",
    "roughly": "about",
    "approximately": "about",
    "some": "about",
    "an estimated": "about",
    "nearly": "just under",
    "almost": "just under",
    "close to": "just under",
    "more than": "more than",
    "over": "more than",
    "above": "more than",
    "greater than": "more than",
    "upwards of": "more than",
    "at least": "at least",
    "a minimum of": "at least",
    "no fewer than": "at least",
    "up to": "at most",
    "at most": "at most",
    "as many as": "at most",
    "no more than": "at most",
    "a maximum of": "at most",
    "fewer than": "less than",
    "less than": "less than",
    "under": "less than",
}

VAGUE_WORDS: dict[str, int] = {
    "tens": 20, "dozens": 24, "scores": 40, "hundreds": 200, "thousands": 2_000, "millions": 2_000_000,
}  # fmt: skip
"""Words that give no number, each with the least that its plural can mean."""

FRONT_MATTER: dict[str, tuple[str, ...]] = {
    "title": (), "description": (), "aids": ("lists", "search", "quiz"), "book": ("left out",),
}  # fmt: skip
"""What may stand at the head of a page, with its values where these are set: a title and a description for search
engines, the script that the page loads, and that it is no chapter of the book."""

SKILLS: tuple[str, ...] = (
    "close-reading", "corroborating", "sourcing", "contextualising", "media-literacy", "writing",
)  # fmt: skip
"""What a lesson can teach."""

LESSON_PARTS: dict[str, str] = {
    "Central question": "", "Time plan": "step", "Objectives": "", "Words you need": "vocabulary",
    "Before you start": "guide", "Background": "", "Sources": "sheet", "Questions": "questions", "Compare": "grid",
    "Task": "task", "Key points": "", "Exit ticket": "ticket", "Access": "access", "Licence": "licence",
}  # fmt: skip
"""The parts of every lesson, in order, each with the block it must hold. Their headings never vary, so that programs
find them too."""

KEY_PARTS: tuple[str, ...] = ("For the teacher", "Before the lesson", "Answers", "Compare")
"""The parts of every page of answers, in order."""

QUESTION_GROUPS: tuple[str, ...] = ("sourcing", "contextualising", "corroborating", "close-reading")
TASK_LEVELS: tuple[str, ...] = ("support", "core", "stretch")
"""The forms of a task. What readers see of them says nothing about who does them."""
OPTIONAL = "If there is time:"
"""How a question begins that a class can leave out."""
SHEET_LETTERS: tuple[str, ...] = ("A", "B", "C", "D", "E", "F")
LEAST_SHEETS = 3
LESSON_MINUTES = (45, 50)
"""One class period: the fewest and the most minutes that the steps of a lesson may take together."""

LESSON_AGES = "15-19"
GRID_STATUS: tuple[str, ...] = ("shown",)

WHEN = re.compile(r"[0-9]{4}(?:-[0-9]{2})?")
"""A year or a month, by which a long list is split: of publication, or of an event."""

LETTER = re.compile(r"[a-z]")
"""The first letter of the entries in a part of a list."""

MEASURED: tuple[MeasuredSubject, ...] = ("accessibility", "privacy", "weight")
"""What is measured of the built pages in a browser."""

DOWNLOAD_GROUPS: tuple[str, ...] = ("read", "carry", "data", "teach", "lessons")
"""What downloads are for: to read, to take along, to work with, to teach with, and the files of each lesson."""

DOWNLOAD_FORMS: dict[str, str] = {
    "pdf": "PDF", "epub": "EPUB", "zip": "ZIP", "zim": "ZIM", "json": "CSL-JSON", "bib": "BibLaTeX",
    "ris": "RIS", "jsonld": "JSON-LD", "docx": "DOCX", "pptx": "PPTX", "xlsx": "XLSX", "gift": "GIFT", "csv": "CSV",
    "apkg": "Anki",
}  # fmt: skip
"""The formats of downloads, by the ending of their files."""
