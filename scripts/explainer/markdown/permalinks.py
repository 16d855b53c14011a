"""Gives each second-level heading a link to itself, so that a part of a page can be passed on."""

from __future__ import annotations

from collections.abc import Iterator
from html import unescape
from typing import Any
from xml.etree.ElementTree import Element, SubElement

from markdown import Markdown
from markdown.treeprocessors import Treeprocessor

_LEVEL = "h2"
PERMALINK_CLASS = "headerlink"


class Permalinks(Treeprocessor):
    """Adds the links. They have no text, only a name for those who listen, so that nothing of them is copied."""

    def __init__(self, md: Markdown) -> None:
        super().__init__(md)

    def run(self, root: Element) -> None:
        names = dict(_named(getattr(self.md, "toc_tokens", [])))
        for heading in list(root.iter(_LEVEL)):
            anchor = heading.get("id", "")
            if anchor in names:
                link = {"class": PERMALINK_CLASS, "href": f"#{anchor}", "aria-label": f"Link to “{names[anchor]}”"}
                SubElement(heading, "a", link)


def _named(tokens: list[dict[str, Any]]) -> Iterator[tuple[str, str]]:
    """Yield the anchor and the words of every heading in the table of contents."""
    for token in tokens:
        yield token["id"], unescape(token["name"])
        yield from _named(token["children"])
