"""The kinds of values that arguments and options of blocks take, and which values exist."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass

from explainer.core.vocabulary import (
    DOWNLOAD_GROUPS,
    GRID_STATUS,
    LETTER,
    MEASURED,
    QUESTION_GROUPS,
    SHEET_LETTERS,
    SKILLS,
    TASK_LEVELS,
    WHEN,
)
from explainer.edition.state import Edition
from explainer.pages.addresses import parts_of
from explainer.pages.lesson_plan import READS
from explainer.pages.lessons import lessons_of
from explainer.pages.openings import ADMONITIONS

Known = Callable[[Edition], Collection[str]]


@dataclass(frozen=True)
class Kind:
    """One kind of value, with its name in messages.

    A value must be one of `known`, or match `pattern`, for which messages give `example`; a kind with neither is left
    to other rules. `many` allows several values, separated by spaces; the first `skipped` of them are not checked here.
    """

    name: str
    known: Known | None = None
    pattern: re.Pattern[str] | None = None
    example: str = ""
    many: bool = False
    skipped: int = 0

    def values(self, text: str) -> list[str]:
        """Return the values to check in what a page gives; an empty value if one is missing."""
        return text.split()[self.skipped :] or ([text] if not self.skipped else []) if self.many else [text]


def _one_of(values: Iterable[str]) -> Known:
    known = tuple(values)
    return lambda edition: known


def _folders(edition: Edition) -> tuple[str, ...]:
    """Return the folders of docs/ that hold the parts of a list."""
    folders = {page.path.rpartition("/")[0] for page in edition.pages}
    return tuple(sorted(folder for folder in folders if folder and parts_of(edition.project, folder)))


def _records(edition: Edition) -> Collection[str]:
    evidence = edition.evidence
    return {**evidence.quotes, **evidence.figures, **evidence.events, **evidence.sources}


def _quotes_and_figures(edition: Edition) -> Collection[str]:
    return {**edition.evidence.quotes, **edition.evidence.figures}


def _people_named(edition: Edition) -> Collection[str]:
    return [key for key, person in edition.evidence.people.items() if person.name]


def _lessons(edition: Edition) -> Collection[str]:
    return [lesson.slug for lesson in lessons_of(edition.pages)]


QUOTE = Kind("quotation", lambda edition: edition.evidence.quotes)
FIGURE = Kind("figure", lambda edition: edition.evidence.figures)
SOURCE = Kind("source", lambda edition: edition.evidence.sources)
TOPIC = Kind("topic", lambda edition: edition.evidence.topics)
MEASURE = Kind("measure", lambda edition: edition.evidence.measures)
CHART = Kind("chart", lambda edition: edition.evidence.charts)
MAP = Kind("map", lambda edition: edition.evidence.maps)
FOLDER = Kind("folder", lambda edition: edition.derived("folders", _folders))
WHEN_PUBLISHED = Kind("year or month", pattern=WHEN, example="a year or a month, such as 2031 or 2031-05")
FIRST_LETTER = Kind("letter", pattern=LETTER, example="one lower-case letter")
DOWNLOAD_GROUP = Kind("download group", _one_of(DOWNLOAD_GROUPS))
RECORDS = Kind("record", lambda edition: edition.derived("records", _records), many=True)
ANSWERED = Kind("record", lambda edition: edition.derived("records", _records), many=True, skipped=1)
"""The number of a question or the level of a task, which rule T3 checks, then records."""
EVIDENCE = Kind("quotation or figure", _quotes_and_figures, many=True)
PUBLIC_PEOPLE = Kind("person shown by name", lambda edition: edition.derived("people named", _people_named), many=True)
TERMS = Kind("term", lambda edition: edition.evidence.terms, many=True)
MEASURED_SUBJECT = Kind("measured subject", _one_of(MEASURED))
LESSON = Kind("lesson", _lessons)
SEVERAL_LESSONS = Kind("lesson", _lessons, many=True)
SKILL = Kind("skill", _one_of(SKILLS))
QUESTION_GROUP = Kind("question group", _one_of(QUESTION_GROUPS))
TASK_LEVEL = Kind("task level", _one_of(TASK_LEVELS))
SHEET_LETTER = Kind("sheet letter", _one_of(SHEET_LETTERS))
STATUS = Kind("status", _one_of(GRID_STATUS))
READ_IN_A_STEP = Kind("part to read", _one_of(READS), many=True)
NUMBERS = Kind("number", pattern=re.compile(r"[1-9]\d?"), example="the numbers of questions, such as 1 4 5", many=True)
COLUMNS = Kind(
    "columns",
    pattern=re.compile(r"[^,;]+(?:, [^,;]+)+|[^;]+(?:; [^;]+)+"),
    example="what stands over them: happened, felt",
)
MINUTES = Kind("minutes")
"""Rule T2 checks them."""
TITLE = Kind("title")
LABEL = Kind("label", pattern=re.compile(r"\S.*"), example="what readers choose, for example: /// tab | Before")
ADMONITION = Kind("kind of admonition", _one_of(ADMONITIONS))
IN_WORDS = Kind("choice", _one_of(("words",)))
YES_OR_NO = Kind("choice", _one_of(("true", "false")))


def columns_of(given: str) -> list[str]:
    """Return what stands over columns. Semicolons part heads that have commas."""
    return given.split("; " if ";" in given else ", ")
