"""Charts drawn from figures."""

from __future__ import annotations

from collections.abc import Iterable
from xml.etree.ElementTree import Element

from explainer.blocks.arguments import CHART
from explainer.blocks.block import FilledBlock, Given, SiteView
from explainer.records.evidence import Evidence
from explainer.records.selection import chart_keys
from explainer.render.charts import chart


class ChartBlock(FilledBlock):
    """`/// chart | pilots` draws a chart from figures."""

    name = "chart"
    argument = CHART

    def draw(self, view: SiteView, given: Given) -> list[Element]:
        return [chart(view, given.argument)]

    def shows(self, evidence: Evidence, given: Given) -> Iterable[str]:
        return chart_keys(evidence, given.argument)
