"""Citations: `[@heron:13]`, or several, become small links, each with a note beside the sentence.

On wide screens notes are in the margin. On narrow screens a note is hidden until its link is followed; the style sheet
shows it by its address (`:target`), without a script.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.inlinepatterns import InlineProcessor
from markdown.treeprocessors import Treeprocessor
from markdown.util import AtomicString

from explainer.core.vocabulary import CITATION, split_references
from explainer.markdown.page_location import page_view
from explainer.render.elements import PageView, as_html, el
from explainer.render.notes import cited_with_notes

_MARK = "citation"
_NOTED = frozenset(("p", "li"))
_STOPS = ".,;:"


class CitationProcessor(InlineProcessor):
    """Replaces each citation by an element that names its paragraphs."""

    def __init__(self, md: Markdown) -> None:
        super().__init__(CITATION.pattern, md)

    def handleMatch(self, m: re.Match[str], data: str) -> tuple[Element, int, int]:  # type: ignore[override] # noqa: N802
        return el(_MARK, {"of": " ".join(each or "?" for each in split_references(m.group(1)))}), m.start(0), m.end(0)


class NoteProcessor(Treeprocessor):
    """Replaces these elements by links and notes, one block of text after another."""

    def __init__(self, md: Markdown) -> None:
        super().__init__(md)

    def run(self, root: Element) -> None:
        view = replace(page_view(self.md), is_final=True)
        numbers = iter(range(1, 100_000))
        for block in root.iter():
            noted: dict[str, str] | None = {} if block.tag in _NOTED else None
            if block.tag in _NOTED or block.tag in ("td", "dd"):
                for parent in list(block.iter()):
                    self._resolve_in(view, parent, noted, numbers)
        for parent in list(root.iter()):
            self._resolve_in(view, parent, None, numbers)

    def _resolve_in(
        self, view: PageView, parent: Element, noted: dict[str, str] | None, numbers: Iterator[int]
    ) -> None:
        for position, mark in enumerate(list(parent)):
            if mark.tag != _MARK:
                continue
            _pull_stop_forward(parent, position)
            references = tuple((mark.get("of") or "").split())
            html = as_html(cited_with_notes(view, references, noted, numbers), "")
            mark.tag, mark.attrib = "span", {"class": "cited"}
            mark.text = AtomicString(self.md.htmlStash.store(html))


def _pull_stop_forward(parent: Element, position: int) -> None:
    """Move punctuation after a citation in front of it, so that the mark follows the sentence without a line break."""
    mark = parent[position]
    stop = (mark.tail or "")[:1]
    if stop not in _STOPS or not stop:
        return
    mark.tail = (mark.tail or "")[1:]
    before = parent[position - 1] if position else None
    text = ((before.tail if before is not None else parent.text) or "").rstrip() + stop
    if before is not None:
        before.tail = text
    else:
        parent.text = text
