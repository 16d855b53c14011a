"""The list of sources that ends a page on paper, where nobody can follow a mark."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from xml.etree.ElementTree import Element

from explainer.core.vocabulary import COUNT_CLASS
from explainer.records.models import Source
from explainer.records.wording import full_entry
from explainer.render.elements import Child, PageView, el, outward

_TO_PARAGRAPH = re.compile(r"(?:\.\./){0,9}sources/([a-z][a-z0-9-]{1,60})\.(?:html|md)#p\d{1,3}")


def sources_linked(elements: Iterable[Element]) -> Iterator[str]:
    """Yield the source of each link to a paragraph; links of a source's page to its own paragraphs have none."""
    for element in elements:
        for link in element.iter("a"):
            match = _TO_PARAGRAPH.fullmatch(link.get("href", ""))
            if match:
                yield match[1]


def page_sources(view: PageView, named: set[str]) -> list[Element]:
    """Return the sources that a page names: the name in its marks, title, date, and the addresses in full."""
    items = [_entry(view, source) for key, source in view.evidence.sources.items() if key in named]
    return [el("h2", None, view.texts["sources-of-page"]), el("ul", None, *items)]


def _entry(view: PageView, source: Source) -> Element:
    parts: list[Child] = [
        el("b", None, source.name),
        ": ",
        el("span", {"class": COUNT_CLASS}, full_entry(source, view.texts)),
    ]
    for address, name in ((source.url, view.texts["original"]), (source.copy_read.url, view.texts["copy-read"])):
        if address:
            parts += [f" {name}: ", outward(address, address), "."]
    return el("li", None, *parts)
