"""The parts of a lesson that are drawn from records: its head, sheets, grid and notes, and the head of its answers."""

from __future__ import annotations

from collections.abc import Iterable
from xml.etree.ElementTree import Element

from explainer.blocks.arguments import COLUMNS, EVIDENCE, LESSON, MEASURE, SHEET_LETTER, SKILL, STATUS, columns_of
from explainer.blocks.block import FilledBlock, Given, SiteView
from explainer.edition.state import Edition
from explainer.records.evidence import Evidence
from explainer.records.selection import figure_keys
from explainer.render.lesson_helps import organiser, shorter
from explainer.render.lessons import access_notes, grid, key_head, lesson_head, licence_note, sheet


class LessonBlock(FilledBlock):
    """`/// lesson | sourcing` heads a lesson: the skill it teaches, its length, its ages, and a link to its answers."""

    name = "lesson"
    argument = SKILL

    def draw(self, view: SiteView, given: Given) -> list[Element]:
        return lesson_head(view, given.argument, view.site.lesson(view.path))


class KeyBlock(FilledBlock):
    """`/// key | counting` heads a page of answers with a link to its lesson."""

    name = "key"
    argument = LESSON

    def draw(self, view: SiteView, given: Given) -> list[Element]:
        return key_head(view, given.argument, view.site.lesson(view.path))


class SheetBlock(FilledBlock):
    """`/// sheet | A` with `records: heron.at-dawn heron.calls` shows quotations and figures of one source, under a
    note on that source."""

    name = "sheet"
    argument = SHEET_LETTER
    options = {"records": EVIDENCE}

    def draw(self, view: SiteView, given: Given) -> list[Element]:
        return sheet(view, given.argument, given.option("records").split())

    def shows(self, evidence: Evidence, given: Given) -> Iterable[str]:
        return given.option("records").split()

    def prints_quotes(self, edition: Edition, given: Given) -> Iterable[str]:
        return [key for key in given.option("records").split() if key in edition.evidence.quotes]

    def prints_figures(self, evidence: Evidence, given: Given) -> Iterable[str]:
        return given.option("records").split()


class ShorterBlock(FilledBlock):
    """`/// shorter` with `records: heron.at-dawn ledger.pilots-left` says which records of the sheets are enough for a
    shorter reading. Rule T6 sees that they are on the sheets."""

    name = "shorter"
    options = {"records": EVIDENCE}

    def draw(self, view: SiteView, given: Given) -> list[Element]:
        return shorter(view, view.site.lesson(view.path), given.option("records").split())


class OrganiserBlock(FilledBlock):
    """`/// organiser | happened, felt` draws an empty table with these columns and a row for each sheet.

    Semicolons part columns whose heads have commas.
    """

    name = "organiser"
    argument = COLUMNS

    def draw(self, view: SiteView, given: Given) -> list[Element]:
        return organiser(view, view.site.lesson(view.path), columns_of(given.argument))


class GridBlock(FilledBlock):
    """`/// grid | pilots` shows the figures of a measure in a table to compare; `status: shown` fills in the column of
    results, which students otherwise fill in themselves."""

    name = "grid"
    argument = MEASURE
    options = {"status": STATUS}

    def draw(self, view: SiteView, given: Given) -> list[Element]:
        return grid(view, given.argument, given.option("status") == "shown")

    def shows(self, evidence: Evidence, given: Given) -> Iterable[str]:
        return figure_keys(evidence, measure=given.argument)

    def compares(self, evidence: Evidence, given: Given) -> Iterable[str]:
        return self.shows(evidence, given)


class AccessBlock(FilledBlock):
    """`/// access` says how a lesson can be read offline, on paper and with a screen reader."""

    name = "access"

    def draw(self, view: SiteView, given: Given) -> list[Element]:
        return access_notes(view)


class LicenceBlock(FilledBlock):
    """`/// licence` says how a lesson may be copied, changed and shared."""

    name = "licence"

    def draw(self, view: SiteView, given: Given) -> list[Element]:
        return licence_note(view)
