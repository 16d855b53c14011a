"""Gives each second-level heading a link to itself, so that a part of a page can be passed on."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from xml.etree.ElementTree import Element, SubElement

from markdown import Markdown
from markdown.treeprocessors import Treeprocessor

_LEVEL = "h2"
PERMALINK_CLASS = "headerlink"


class Permalinks(Treeprocessor):
    """Adds the links. They have no text, so that nothing of them is copied or heard as a part of the heading; for those
    who listen or use a keyboard, the contents of the page have the same links."""

    def __init__(self, md: Markdown) -> None:
        super().__init__(md)

    def run(self, root: Element) -> None:
        listed = set(_anchors(getattr(self.md, "toc_tokens", [])))
        for heading in list(root.iter(_LEVEL)):
            anchor = heading.get("id", "")
            if anchor in listed:
                link = {"class": PERMALINK_CLASS, "href": f"#{anchor}", "aria-hidden": "true", "tabindex": "-1"}
                SubElement(heading, "a", link)


def _anchors(tokens: list[dict[str, Any]]) -> Iterator[str]:
    """Yield the anchor of every heading in the table of contents."""
    for token in tokens:
        yield token["id"]
        yield from _anchors(token["children"])
