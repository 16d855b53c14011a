"""Maps of the places that articles name."""

from __future__ import annotations

from collections.abc import Iterable
from xml.etree.ElementTree import Element

from explainer.blocks.arguments import IN_WORDS, MAP
from explainer.blocks.block import FilledBlock, Given, SiteView
from explainer.records.evidence import Evidence
from explainer.render.maps import map_drawn, map_in_words


class MapBlock(FilledBlock):
    """`/// map | harbour` draws a map of permitted places, with a list that says the same in words.

    With `only: words` a page shows the list, and links to the page that draws the map; its handouts and slides draw it.
    """

    name = "map"
    argument = MAP
    options = {"only": IN_WORDS}

    def draw(self, view: SiteView, given: Given) -> list[Element]:
        if not given.option("only"):
            return [map_drawn(view, given.argument)]
        return [map_in_words(view, given.argument, *view.site.page_drawing(given.argument))]

    def backs_headings(self, evidence: Evidence, given: Given) -> Iterable[str]:
        drawn = evidence.maps.get(given.argument)
        return drawn.cites if drawn else ()
