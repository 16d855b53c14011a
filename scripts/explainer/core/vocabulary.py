"""Every allowed kind, qualifier, unit and block, once. Parsers, gates, schemas and docs read them here."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Literal

IDENTIFIER = re.compile(r"[a-z][a-z0-9-]{1,60}")
"""Rule Y4: the form of every id and key."""

REFERENCE = re.compile(r"([a-z][a-z0-9-]{1,60}):([1-9][0-9]{0,2})")
"""A paragraph of a source, as cited: `voa:13`."""

NAME_LEFT_OUT = "[...]"
"""What stands in a paragraph's opening words for a name, a date or a number that is left out."""

COUNT_CLASS = "count"
"""The class of what the build counts itself (words, paragraphs, records): structure, not claims (rule P2)."""

ASSET_DIGITS = 10
"""So many digits of the digest of its content stand in the name of an asset."""

CITATION = re.compile(r"\[@([^\]\[\n]{1,300})\]")
"""A citation on a page: `[@voa:13]`, or several, `[@wsj:9; @diplomat:20]`."""


def split_references(inner: str) -> tuple[str, ...]:
    """Return the paragraphs named between `[@` and `]`."""
    return tuple(part.strip().removeprefix("@") for part in inner.split(";"))


CopyKind = Literal["publisher", "reprint", "reworded"]
PersonKind = Literal["public", "private"]
OrganisationKind = Literal[
    "publisher",
    "opposition",
    "defector-group",
    "armed-group",
    "military",
    "rights-group",
    "research",
    "state",
]
NameKind = Literal["place", "person", "institution", "group"]
CorrectionKind = Literal["correction", "update", "clarification", "removal"]

GRADE_WORDS: dict[CopyKind, str] = {
    "publisher": "publisher’s own text",
    "reprint": "from a reprint",
    "reworded": "reworded copy",
}

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

Unit = Literal[
    "people", "organisations", "accounts", "armed groups", "calls a week", "people a month", "years", "months",
    "percent", "share", "USD", "MMK", "THB", "USD a month", "THB a month",
]  # fmt: skip

UNIT_WORDS: dict[Unit, tuple[str, ...]] = {
    "people": (
        "people", "soldier", "soldiers", "police", "policemen", "officers", "officer", "personnel", "defectors",
        "defections", "members", "captains", "colonels", "volunteers", "civilians", "detainees", "others", "cops",
        "retirees", "troops",
    ),
    "organisations": ("organizations", "organisations", "institutions", "conglomerates"),
    "accounts": ("accounts", "pages"),
    "armed groups": ("groups", "organizations", "organisations", "pdfs"),
    "calls a week": ("calls each week", "calls a week"),
    "people a month": ("per month", "a month"),
    "years": ("year", "years"),
    "months": ("month", "months"),
    "percent": ("percent", "per cent", "%"),
    "share": ("third", "thirds", "quarter", "quarters", "half"),
    "USD": ("$", "dollars"),
    "MMK": ("kyats", "kyat"),
    "THB": ("baht",),
    "USD a month": ("$", "dollars"),
    "THB a month": ("baht",),
}  # fmt: skip
"""Words of an article that show a unit; `stated` must hold one of its own unit's (rule F4)."""


@dataclass(frozen=True)
class BlockForm:
    """What a page block takes: an argument of one kind, options with the kind of their values, prose inside."""

    argument: str = ""
    options: dict[str, str] = field(default_factory=dict)
    prose: bool = False
    says: str = ""


BLOCKS: dict[str, BlockForm] = {
    "quote": BlockForm("quote", says="one quotation as a card"),
    "figure": BlockForm("figure", says="one figure as a card"),
    "reading": BlockForm("records", prose=True, says="our own inference, naming the records it rests on"),
    "guide": BlockForm(prose=True, says="words about this site itself, not about its subject: they need no citation"),
    "topics": BlockForm(says="the topics as questions, with links to their pages"),
    "figures": BlockForm(options={"topic": "topic", "measure": "measure", "when": "when"}, says="a table of figures"),
    "quotes": BlockForm(options={"topic": "topic", "source": "source", "when": "when"}, says="quotations as cards"),
    "events": BlockForm(options={"topic": "topic", "source": "source"}, says="dated events, in order"),
    "timeline": BlockForm(options={"when": "when"}, says="all dated events, in order, or those of a year or month"),
    "glossary": BlockForm(options={"letter": "letter"}, says="all terms with their definitions, or those of a letter"),
    "sources": BlockForm(options={"when": "when"}, says="the list of sources, or those published in a year or month"),
    "parts": BlockForm("folder", says="links to the parts of a list: the pages of a folder, by year, month or letter"),
    "source": BlockForm("source", says="the record of one source"),
    "paragraphs": BlockForm("source", says="the numbered paragraphs of a source by their opening words"),
    "evidence": BlockForm(options={"topic": "topic", "source": "source", "when": "when"}, says="all evidence, folded"),
    "disagreements": BlockForm(options={"topic": "topic", "measure": "measure"}, says="where the sources differ"),
    "incomparable": BlockForm(says="which figures cannot be compared, and why"),
    "chart": BlockForm("chart", says="a chart drawn from figures"),
    "corrections": BlockForm(says="the list of corrections"),
    "reviews": BlockForm(says="how much of our words has been read against what it rests on"),
    "search": BlockForm(says="the search form"),
    "people": BlockForm(options={"letter": "letter"}, says="the people who are quoted by name, or those of a letter"),
    "downloads": BlockForm(options={"group": "download group"}, says="downloads that were built, with size and digest"),
    "lessons": BlockForm("lessons", says="lessons as doors: what each asks, teaches and takes"),
    "lesson": BlockForm("skill", says="what a lesson teaches, for whom, how long it takes, and where its answers are"),
    "step": BlockForm("minutes", prose=True, says="one step of a lesson, with its minutes"),
    "vocabulary": BlockForm("terms", says="the words that a lesson needs, from the glossary"),
    "sheet": BlockForm("sheet letter", options={"records": "quotation or figure"}, says="evidence of one source"),
    "questions": BlockForm("group", prose=True, says="questions of a lesson, numbered through the lesson"),
    "grid": BlockForm("measure", options={"status": "status"}, says="the figures of a measure, row by row, to compare"),
    "task": BlockForm("level", prose=True, says="a lesson’s task at one level"),
    "ticket": BlockForm(prose=True, says="the questions that end a lesson, numbered on"),
    "rubric": BlockForm(prose=True, says="a marking scheme: a table whose rows begin with the code of a rule"),
    "access": BlockForm(says="how a lesson can be read by everybody"),
    "licence": BlockForm(says="what may be done with a lesson"),
    "key": BlockForm("lesson", says="which lesson a page of answers belongs to"),
    "answer": BlockForm("answer", prose=True, says="the answer to one question, with the records it rests on"),
    "quiz": BlockForm(options={"lesson": "quiz lesson"}, says="the quiz items of a lesson, with their answers folded"),
}  # fmt: skip

FRONT_MATTER: dict[str, tuple[str, ...]] = {
    "title": (), "description": (), "aids": ("lists", "search", "quiz"), "book": ("left out",),
}  # fmt: skip
"""What may stand at the head of a page, with its values where these are set: a title and a description for search
engines, the script that the page loads, and that it is no chapter of the book."""

INSTRUCTIONS = frozenset(("step", "questions", "task", "ticket", "rubric"))
"""Blocks that tell readers what to do. They make no claims, so they need no citation."""

SKILLS: dict[str, str] = {
    "close-reading": "Close reading",
    "corroborating": "Corroboration",
    "sourcing": "Sourcing",
    "contextualising": "Cause and consequence",
    "media-literacy": "Media literacy",
    "writing": "Writing from evidence",
}

LESSON_PARTS: dict[str, str] = {
    "Central question": "", "Time plan": "step", "Objectives": "", "Words you need": "vocabulary",
    "Before you start": "guide", "Background": "", "Sources": "sheet", "Questions": "questions", "Compare": "grid",
    "Task": "task", "Key points": "", "Exit ticket": "ticket", "Access": "access", "Licence": "licence",
}  # fmt: skip
"""The parts of every lesson, in order, each with the block it must hold. Their headings never vary, so that programs
find them too."""

KEY_PARTS: tuple[str, ...] = ("For the teacher", "Before the lesson", "Answers", "Compare")
"""The parts of every page of answers, in order."""

QUESTION_GROUPS: dict[str, str] = {
    "sourcing": "Who speaks?",
    "contextualising": "When and where?",
    "corroborating": "What do others say?",
    "close-reading": "What exactly is said?",
}
TASK_LEVELS: dict[str, str] = {"support": "With help", "core": "On your own", "stretch": "Further"}
SHEET_LETTERS: tuple[str, ...] = ("A", "B", "C", "D", "E", "F")
LEAST_SHEETS = 3
LESSON_MINUTES = (45, 50)
"""One class period: between how many minutes the steps of a lesson add up to."""

LESSON_AGES = "15-19"
GRID_STATUS: tuple[str, ...] = ("shown",)

WHEN = re.compile(r"[0-9]{4}(?:-[0-9]{2})?")
"""A year or a month, by which a long list is parted: of publication, or of an event."""

LETTER = re.compile(r"[a-z]")
"""The first letter of the entries of a part."""

CHARTS: tuple[str, ...] = ("defectors", "appeals", "army")

DOWNLOAD_GROUPS: tuple[str, ...] = ("read", "carry", "data", "teach", "lessons")
"""What downloads are for: to read, to take along, to work with, to teach with, and the files of each lesson."""

DOWNLOAD_FORMS: dict[str, str] = {
    "pdf": "PDF", "epub": "EPUB", "zip": "zip archive", "zim": "ZIM", "json": "CSL-JSON", "bib": "BibLaTeX",
    "ris": "RIS", "jsonld": "JSON-LD", "docx": "DOCX", "pptx": "PPTX", "gift": "GIFT", "csv": "CSV", "apkg": "Anki",
}  # fmt: skip
"""The formats of downloads, by the ending of their files."""
LESSONS: dict[str, str] = {
    "why-leave": "Why would a soldier leave?",
    "how-many": "How many left?",
    "how-do-we-know": "How do we know?",
    "getting-out": "Getting out, being found",
    "winning-people-over": "Winning people over online",
    "briefing": "A briefing",
}
"""The lessons, by the name of their page below docs/teach/."""
