"""What was measured of the built pages."""

from __future__ import annotations

from xml.etree.ElementTree import Element

from explainer.blocks.arguments import MEASURED_SUBJECT
from explainer.blocks.block import FilledBlock, Given, SiteView
from explainer.render.measurements import measurements_of


class MeasuredBlock(FilledBlock):
    """`/// measured | accessibility` lists what was measured of the built pages, when and with what."""

    name = "measured"
    argument = MEASURED_SUBJECT

    def draw(self, view: SiteView, given: Given) -> list[Element]:
        return measurements_of(view, given.argument, view.site.page_count(), view.site.released())
