"""Quotations as cards: one, or several."""

from __future__ import annotations

from collections.abc import Iterable
from xml.etree.ElementTree import Element

from explainer.blocks.arguments import QUOTE, SOURCE, TOPIC, WHEN_PUBLISHED
from explainer.blocks.block import FilledBlock, Given, SiteView
from explainer.edition.state import Edition
from explainer.records.evidence import Evidence
from explainer.records.selection import quote_keys
from explainer.render.cards import quote_card
from explainer.render.listings import quote_list


class QuoteBlock(FilledBlock):
    """`/// quote | heron.at-dawn` shows one quotation as a card."""

    name = "quote"
    argument = QUOTE

    def draw(self, view: SiteView, given: Given) -> list[Element]:
        return [quote_card(view, given.argument)]

    def shows(self, evidence: Evidence, given: Given) -> Iterable[str]:
        return [given.argument]

    def prints_quotes(self, edition: Edition, given: Given) -> Iterable[str]:
        return [given.argument]


class QuotesBlock(FilledBlock):
    """`/// quotes` shows quotations as cards: all, or those with `topic: leaving`, `source: heron` or `when: 2031-05`
    (when their source was published)."""

    name = "quotes"
    options = {"topic": TOPIC, "source": SOURCE, "when": WHEN_PUBLISHED}

    def draw(self, view: SiteView, given: Given) -> list[Element]:
        return quote_list(view, *_chosen(given))

    def shows(self, evidence: Evidence, given: Given) -> Iterable[str]:
        return quote_keys(evidence, *_chosen(given))

    def prints_quotes(self, edition: Edition, given: Given) -> Iterable[str]:
        return quote_keys(edition.evidence, *_chosen(given))


def _chosen(given: Given) -> tuple[str, str, str]:
    return given.option("topic"), given.option("source"), given.option("when")
