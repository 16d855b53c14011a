"""Ends each page with its sources, which only paper shows: a printed mark leads nowhere."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.treeprocessors import Treeprocessor
from markdown.util import AtomicString

from explainer.markdown.page_location import page_view
from explainer.render.elements import as_html, el
from explainer.render.page_sources import page_sources, sources_linked

_NAMED = "explainer_sources"


def name_sources_of(md: Markdown, drawn: Iterable[Element]) -> None:
    """Remember the sources that finished elements of the page lead to."""
    named = getattr(md, _NAMED, None)
    if named is None:
        named = set()
        setattr(md, _NAMED, named)
    named.update(sources_linked(drawn))


def forget_sources(md: Markdown) -> None:
    """Forget the sources, so that the next page names its own."""
    setattr(md, _NAMED, None)


class PageSources(Treeprocessor):
    """Adds the list to every page that has a heading and names a source."""

    def __init__(self, md: Markdown) -> None:
        super().__init__(md)

    def run(self, root: Element) -> None:
        named = getattr(self.md, _NAMED, None)
        if not named or root.find("h1") is None:
            return
        section = el("section", {"class": "page-sources"})
        view = replace(page_view(self.md), is_final=True)
        # Finished HTML, so that its heading is no part of the page's contents.
        section.text = AtomicString(self.md.htmlStash.store(as_html(page_sources(view, named))))
        root.append(section)
