"""Maps of the places that articles name."""

from __future__ import annotations

from collections.abc import Iterable
from xml.etree.ElementTree import Element

from explainer.blocks.arguments import MAP
from explainer.blocks.block import FilledBlock, Given, SiteView
from explainer.records.evidence import Evidence
from explainer.render.maps import map_drawn


class MapBlock(FilledBlock):
    """`/// map | harbour` draws a map of permitted places, with a list that says the same in words."""

    name = "map"
    argument = MAP

    def draw(self, view: SiteView, given: Given) -> list[Element]:
        return [map_drawn(view, given.argument)]

    def backs_headings(self, evidence: Evidence, given: Given) -> Iterable[str]:
        drawn = evidence.maps.get(given.argument)
        return drawn.cites if drawn else ()
