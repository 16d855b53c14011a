"""A way in stages, as a list with numbered discs."""

from __future__ import annotations

from xml.etree.ElementTree import Element

from explainer.blocks.block import FramingBlock, Given, SiteView
from explainer.render.elements import el


class StagesBlock(FramingBlock):
    """`/// stages` draws the numbered list inside it as discs on a line, for what happens one after the other; its
    items are claims like any other."""

    name = "stages"

    def frame(self, view: SiteView, given: Given) -> Element:
        return el("div", {"class": "stages"})
