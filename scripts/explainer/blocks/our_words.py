"""Words of ours that no paragraph backs, set apart; and what was corrected and read of all our words."""

from __future__ import annotations

from collections.abc import Iterable
from xml.etree.ElementTree import Element

from explainer.blocks.arguments import RECORDS
from explainer.blocks.block import FilledBlock, FramingBlock, Given, SiteView
from explainer.render.cards import reading_frame
from explainer.render.elements import el
from explainer.render.listings import corrections_list, reviews_line


class ReadingBlock(FramingBlock):
    """`/// reading | heron.at-dawn ledger`: our own inference, with the records or sources that it rests on."""

    name = "reading"
    argument = RECORDS
    cited_words = uncited_words = "reading"

    def frame(self, view: SiteView, given: Given) -> Element:
        return reading_frame(view, given.argument.split())

    def rests_on(self, given: Given) -> Iterable[str]:
        return given.argument.split()


class GuideBlock(FramingBlock):
    """`/// guide`: words about this site itself, not about its subject. They need no citation."""

    name = "guide"
    cited_words = uncited_words = "guide"

    def frame(self, view: SiteView, given: Given) -> Element:
        return el("div", {"class": "guide"})


class CorrectionsBlock(FilledBlock):
    """`/// corrections`: the list of corrections."""

    name = "corrections"

    def draw(self, view: SiteView, given: Given) -> list[Element]:
        return corrections_list(view)


class ReviewsBlock(FilledBlock):
    """`/// reviews`: how much of our words has been read against what it rests on."""

    name = "reviews"

    def draw(self, view: SiteView, given: Given) -> list[Element]:
        return [reviews_line(view.site.words_read())]
