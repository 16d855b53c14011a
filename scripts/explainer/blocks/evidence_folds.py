"""All evidence of a topic, source or time of publication, folded."""

from __future__ import annotations

from collections.abc import Iterable
from xml.etree.ElementTree import Element

from explainer.blocks.arguments import SOURCE, TOPIC, WHEN_PUBLISHED
from explainer.blocks.block import FilledBlock, Given, SiteView
from explainer.records.evidence import Evidence
from explainer.records.selection import event_keys, figure_keys, quote_keys
from explainer.render.listings import evidence_folds


class EvidenceBlock(FilledBlock):
    """`/// evidence` folds quotations, figures and events into a list each: all, or those with `topic: leaving`,
    `source: heron` or `when: 2031-05` (when their source was published)."""

    name = "evidence"
    options = {"topic": TOPIC, "source": SOURCE, "when": WHEN_PUBLISHED}

    def draw(self, view: SiteView, given: Given) -> list[Element]:
        return evidence_folds(view, given.option("topic"), given.option("source"), given.option("when"))

    def shows(self, evidence: Evidence, given: Given) -> Iterable[str]:
        topic, source, when = given.option("topic"), given.option("source"), given.option("when")
        yield from quote_keys(evidence, topic, source, when)
        yield from figure_keys(evidence, topic, source=source, when=when)
        yield from event_keys(evidence, topic, source, when)
