"""Who belongs to whom."""

from __future__ import annotations

from collections.abc import Iterable
from xml.etree.ElementTree import Element

from explainer.blocks.block import FilledBlock, Given, SiteView
from explainer.records.evidence import Evidence
from explainer.render.relations import relations_drawn


class RelationsBlock(FilledBlock):
    """`/// relations` draws which body belongs to which, as boxes inside boxes with citations in them."""

    name = "relations"

    def draw(self, view: SiteView, given: Given) -> list[Element]:
        return [relations_drawn(view)]

    def backs_headings(self, evidence: Evidence, given: Given) -> Iterable[str]:
        return [reference for relation in evidence.relations.values() for reference in relation.cites]
