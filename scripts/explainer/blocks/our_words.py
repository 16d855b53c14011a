"""Our own words: conclusions and words about the site, set apart; what was corrected, and what was signed off."""

from __future__ import annotations

from collections.abc import Iterable
from xml.etree.ElementTree import Element

from explainer.blocks.arguments import RECORDS
from explainer.blocks.block import FilledBlock, FramingBlock, Given, SiteView
from explainer.render.cards import reading_frame
from explainer.render.elements import el
from explainer.render.listings import corrections_list, reviews_line


class ReadingBlock(FramingBlock):
    """`/// reading | heron.at-dawn ledger` sets our own inference apart and names the records or sources it rests
    on."""

    name = "reading"
    argument = RECORDS
    cited_words = uncited_words = "reading"

    def frame(self, view: SiteView, given: Given) -> Element:
        return reading_frame(view, given.argument.split())

    def rests_on(self, given: Given) -> Iterable[str]:
        return given.argument.split()


class GuideBlock(FramingBlock):
    """`/// guide` frames words about the site itself, not about its subject; they need no citation."""

    name = "guide"
    cited_words = uncited_words = "guide"

    def frame(self, view: SiteView, given: Given) -> Element:
        return el("section", {"class": "guide"})


class KnownBlock(FramingBlock):
    """`/// known` sets apart what readers need and no article says: a few words of common knowledge, marked as ours."""

    name = "known"
    cited_words = uncited_words = "guide"

    def frame(self, view: SiteView, given: Given) -> Element:
        says = view.texts["common-knowledge"]
        return el("section", {"class": "reading known"}, el("p", {"class": "mark reading"}, says))


class CorrectionsBlock(FilledBlock):
    """`/// corrections` lists all corrections, the newest first."""

    name = "corrections"

    def draw(self, view: SiteView, given: Given) -> list[Element]:
        return corrections_list(view)


class ReviewsBlock(FilledBlock):
    """`/// reviews` says how many of our words have been signed off, by whom, when, and whether with a key."""

    name = "reviews"

    def draw(self, view: SiteView, given: Given) -> list[Element]:
        return [reviews_line(view, view.site.words_read(), view.site.words_read_by())]
