"""The Python-Markdown extension: citations, blocks filled from data, and glossary links."""

from __future__ import annotations

from typing import Any

from markdown import Extension, Markdown

from explainer.markdown.authoring import AuthoringMarkup, IconProcessor
from explainer.markdown.block_notes import NoteProcessor
from explainer.markdown.citations import CitationProcessor
from explainer.markdown.page_blocks import PageBlocks
from explainer.markdown.page_citation import PageCitation
from explainer.markdown.page_head import PageHead
from explainer.markdown.page_location import forget_view
from explainer.markdown.page_sources import PageSources, forget_sources
from explainer.markdown.permalinks import Permalinks
from explainer.markdown.question_numbers import QuestionNumbers
from explainer.markdown.term_links import TermLinker

# Above Markdown's own links and references (170 and lower), so that [@heron:13] is not read as one of those.
_CITATION_PRIORITY = 176
# After inline patterns (20) and before mkdocs rewrites the links of a page (0).
# After abbreviations (7), so that a term is marked inside one.
_TERM_PRIORITY = 6.9
_NOTE_PRIORITY = 6.8
_SOURCES_PRIORITY = 6.7
_HEAD_PRIORITY = 6.6
_AUTHORING_PRIORITY = 6.5
_NUMBER_PRIORITY = 6
# Where pymdownx has its emoji.
_ICON_PRIORITY = 75
_PAGE_CITATION_PRIORITY = 5
# After Markdown has given the headings their anchors (5).
_PERMALINK_PRIORITY = 4


class Explainer(Extension):
    """Adds citations, blocks, notes, term links, question numbers, permalinks and how to cite a page to Markdown."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802
        """Register the parts with the parser."""
        md.inlinePatterns.register(CitationProcessor(md), "explainer-citation", _CITATION_PRIORITY)
        md.inlinePatterns.register(IconProcessor(md), "explainer-icon", _ICON_PRIORITY)
        md.treeprocessors.register(AuthoringMarkup(md), "explainer-authoring", _AUTHORING_PRIORITY)
        md.treeprocessors.register(PageSources(md), "explainer-sources", _SOURCES_PRIORITY)
        md.treeprocessors.register(PageHead(md), "explainer-head", _HEAD_PRIORITY)
        md.treeprocessors.register(NoteProcessor(md), "explainer-notes", _NOTE_PRIORITY)
        md.treeprocessors.register(TermLinker(md), "explainer-terms", _TERM_PRIORITY)
        md.treeprocessors.register(QuestionNumbers(md), "explainer-questions", _NUMBER_PRIORITY)
        md.treeprocessors.register(PageCitation(md), "explainer-page-citation", _PAGE_CITATION_PRIORITY)
        md.treeprocessors.register(Permalinks(md), "explainer-permalinks", _PERMALINK_PRIORITY)
        PageBlocks().extendMarkdown(md)
        self._md = md
        md.registerExtension(self)

    def reset(self) -> None:
        """Forget the last page; Python-Markdown calls this between pages."""
        forget_view(self._md)
        forget_sources(self._md)


def makeExtension(**options: Any) -> Explainer:  # noqa: N802
    """Return the extension; Python-Markdown finds this function by its name."""
    return Explainer(**options)
