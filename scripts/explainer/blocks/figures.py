"""Figures: as a card, in tables, and where sources differ or cannot be compared."""

from __future__ import annotations

from collections.abc import Iterable
from xml.etree.ElementTree import Element

from explainer.blocks.arguments import FIGURE, MEASURE, TOPIC, WHEN_PUBLISHED
from explainer.blocks.block import FilledBlock, Given, SiteView
from explainer.records.evidence import Evidence
from explainer.records.selection import disputed_keys, figure_keys
from explainer.render.cards import figure_card
from explainer.render.tables import disagreement_parts, figures_by_measure, not_comparable_list


class FigureBlock(FilledBlock):
    """`/// figure | heron.calls` shows one figure as a card."""

    name = "figure"
    argument = FIGURE

    def draw(self, view: SiteView, given: Given) -> list[Element]:
        return [figure_card(view, given.argument)]

    def shows(self, evidence: Evidence, given: Given) -> Iterable[str]:
        return [given.argument]

    def prints_figures(self, evidence: Evidence, given: Given) -> Iterable[str]:
        return [given.argument]


class FiguresBlock(FilledBlock):
    """`/// figures` shows a table of figures for each measure: all, or those with `topic: leaving`, `measure: calls`
    or `when: 2031-05` (when their source was published)."""

    name = "figures"
    options = {"topic": TOPIC, "measure": MEASURE, "when": WHEN_PUBLISHED}

    def draw(self, view: SiteView, given: Given) -> list[Element]:
        return figures_by_measure(view, given.option("topic"), given.option("measure"), given.option("when"))

    def shows(self, evidence: Evidence, given: Given) -> Iterable[str]:
        topic, measure, when = given.option("topic"), given.option("measure"), given.option("when")
        return figure_keys(evidence, topic, measure, when=when)


class DisagreementsBlock(FilledBlock):
    """`/// disagreements` shows side by side where sources differ: everywhere, or with `topic: leaving` or
    `measure: calls`."""

    name = "disagreements"
    options = {"topic": TOPIC, "measure": MEASURE}

    def draw(self, view: SiteView, given: Given) -> list[Element]:
        return disagreement_parts(view, given.option("topic"), given.option("measure"))

    def shows(self, evidence: Evidence, given: Given) -> Iterable[str]:
        return disputed_keys(evidence, given.option("topic"), given.option("measure"))

    def compares(self, evidence: Evidence, given: Given) -> Iterable[str]:
        return self.shows(evidence, given)


class IncomparableBlock(FilledBlock):
    """`/// incomparable` lists which measures have figures that cannot be compared, and why."""

    name = "incomparable"

    def draw(self, view: SiteView, given: Given) -> list[Element]:
        return [not_comparable_list(view)]
