"""Dated events: as a list, or as the timeline."""

from __future__ import annotations

from collections.abc import Iterable
from xml.etree.ElementTree import Element

from explainer.blocks.arguments import SOURCE, TOPIC, WHEN_PUBLISHED
from explainer.blocks.block import FilledBlock, Given, SiteView
from explainer.records.evidence import Evidence
from explainer.records.selection import dated_keys, event_keys
from explainer.render.listings import event_list, timeline


class EventsBlock(FilledBlock):
    """`/// events` lists dated events by date: all, or those with `topic: leaving` or `source: heron`."""

    name = "events"
    options = {"topic": TOPIC, "source": SOURCE}

    def draw(self, view: SiteView, given: Given) -> list[Element]:
        return [event_list(view, given.option("topic"), given.option("source"))]

    def shows(self, evidence: Evidence, given: Given) -> Iterable[str]:
        return event_keys(evidence, given.option("topic"), given.option("source"))


class TimelineBlock(FilledBlock):
    """`/// timeline` shows dated events under their years: all, or those that happened in `when: 2031` or
    `when: 2031-05`."""

    name = "timeline"
    options = {"when": WHEN_PUBLISHED}

    def draw(self, view: SiteView, given: Given) -> list[Element]:
        return timeline(view, given.option("when"))

    def shows(self, evidence: Evidence, given: Given) -> Iterable[str]:
        return dated_keys(evidence, given.option("when"))

    def backs_headings(self, evidence: Evidence, given: Given) -> Iterable[str]:
        if not given.option("when"):
            return []
        keys = dated_keys(evidence, given.option("when"))
        return [each for key in keys for each in evidence.paragraphs_behind(key)]
