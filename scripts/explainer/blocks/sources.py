"""Sources: their list, the record of one, and its numbered paragraphs."""

from __future__ import annotations

from collections.abc import Iterable
from xml.etree.ElementTree import Element

from explainer.blocks.arguments import SOURCE, WHEN_PUBLISHED
from explainer.blocks.block import FilledBlock, Given, SiteView
from explainer.edition.state import Edition
from explainer.pages.addresses import lists_whole
from explainer.records.evidence import PIECE_KINDS, Evidence
from explainer.records.selection import quote_keys
from explainer.render.listings import sources_list
from explainer.render.source_pages import paragraph_index, source_record


class SourcesBlock(FilledBlock):
    """`/// sources` lists the sources: all, or those published in `when: 2031` or `when: 2031-05`."""

    name = "sources"
    options = {"when": WHEN_PUBLISHED}

    def draw(self, view: SiteView, given: Given) -> list[Element]:
        return [sources_list(view, given.option("when"))]


class SourceBlock(FilledBlock):
    """`/// source | heron` shows the record of one source."""

    name = "source"
    argument = SOURCE

    def draw(self, view: SiteView, given: Given) -> list[Element]:
        return source_record(view, given.argument)

    def prints_sources(self, given: Given) -> Iterable[str]:
        return [given.argument]


class ParagraphsBlock(FilledBlock):
    """`/// paragraphs | heron` lists the numbered paragraphs of a source: what we rest on each, its opening words, the
    evidence read from it, and the pages that cite it."""

    name = "paragraphs"
    argument = SOURCE

    def draw(self, view: SiteView, given: Given) -> list[Element]:
        return [paragraph_index(view, given.argument, view.site.pages_citing())]

    def shows(self, evidence: Evidence, given: Given) -> Iterable[str]:
        return [key for kind in PIECE_KINDS for key in evidence.keys_of(kind, source=given.argument)]

    def prints_quotes(self, edition: Edition, given: Given) -> Iterable[str]:
        whole = edition.derived("lists that stand whole", lambda each: lists_whole(each.project))
        return [] if "quotes" in whole else quote_keys(edition.evidence, source=given.argument)
