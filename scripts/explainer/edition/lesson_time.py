"""How long a step of a lesson takes at least: the words that are read in it, the questions, and the reports."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from math import ceil

from explainer.core.text import words
from explainer.pages.lesson_plan import Step, steps_of
from explainer.pages.lessons import Lesson, Sheet
from explainer.records.evidence import Evidence
from explainer.records.models import Figure, Quote
from explainer.records.selection import figure_keys
from explainer.records.wording import amount_in_words

WORDS_A_MINUTE = 130
"""A pupil's pace on hard texts, in a language that may not be the first: slower than the 200 or so of easy reading."""
MINUTES_A_QUESTION, MINUTES_A_REPORT = 2, 1
"""To think about a question and note key words; to say them to the class. These numbers are our choice."""


@dataclass(frozen=True)
class Reckoned:
    """What one student does in a step: the words to read, the questions to answer, the reports to hear."""

    words: int
    questions: int
    reports: int

    @property
    def minutes(self) -> int:
        """The least whole minutes that this takes."""
        spoken = self.questions * MINUTES_A_QUESTION + self.reports * MINUTES_A_REPORT
        return ceil(Fraction(self.words, WORDS_A_MINUTE) + spoken)


def reckoned(evidence: Evidence, lesson: Lesson, step: Step) -> Reckoned:
    """Return what a step asks of one student. Of shared questions each group answers one."""
    read = sum(words_of(evidence, lesson, what) for what in step.reads)
    return Reckoned(read, len(step.answers) + bool(step.shares), step.reports)


def words_in_class(evidence: Evidence, lesson: Lesson) -> int:
    """Return the words that a student reads in all steps of a lesson."""
    return sum(reckoned(evidence, lesson, step).words for step in steps_of(lesson))


def words_of(evidence: Evidence, lesson: Lesson, what: str) -> int:
    """Return the words of a part that can be read in a step; of one sheet, those of the longest."""
    match what:
        case "before" | "background":
            title = {"before": "Before you start", "background": "Background"}[what]
            return sum(len(words(text)) for text in lesson.texts(title))
        case "words":
            terms = (term for each in lesson.named("vocabulary") for term in each.block.argument.split())
            explained = (evidence.terms[term] for term in terms if term in evidence.terms)
            return sum(len(words(f"{term.term} {term.definition} {term.variants or ''}")) for term in explained)
        case "sheet":
            return max((words_on(evidence, sheet) for sheet in lesson.sheets), default=0)
        case "sheets":
            return sum(words_on(evidence, sheet) for sheet in lesson.sheets)
        case "grid":
            measures = (each.block.argument for each in lesson.named("grid"))
            return sum(len(words(text)) for measure in measures for text in _rows(evidence, measure))
    return 0


def words_on(evidence: Evidence, sheet: Sheet) -> int:
    """Return the words on a sheet: its head note, and each quotation or figure with what stands under it."""
    return sum(len(words(text)) for record in sheet.records for text in _printed(evidence, record)) + sum(
        len(words(text)) for text in _head_note(evidence, sheet)
    )


def _printed(evidence: Evidence, record: str) -> Iterator[str]:
    piece = evidence.piece(record)
    if isinstance(piece, Quote):
        yield from (piece.text, piece.about, piece.context or "")
    elif isinstance(piece, Figure):
        yield amount_in_words(evidence, record)
        yield evidence.measures[piece.measure].populations[piece.population]


def _head_note(evidence: Evidence, sheet: Sheet) -> Iterator[str]:
    sources = {record.partition(".")[0] for record in sheet.records}
    for source in (evidence.sources[key] for key in sources if key in evidence.sources):
        yield from (*source.authors, source.title, source.publisher, source.published_note or "", source.copy_read.note)


def _rows(evidence: Evidence, measure: str) -> Iterator[str]:
    for key in figure_keys(evidence, measure=measure):
        yield from (evidence.source_of(key).publisher, *_printed(evidence, key))
        yield evidence.claimant(evidence.figures[key], evidence.source_of(key))
