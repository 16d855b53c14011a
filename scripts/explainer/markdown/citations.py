"""Citations: `[@heron:13]`, or several, become elements that name their paragraphs, at the end of the sentence."""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.inlinepatterns import InlineProcessor

from explainer.core.vocabulary import CITATION, split_references
from explainer.render.elements import el

CITED = "citation"
"""The element of a citation until its marks are drawn: its attribute `of` names the paragraphs."""

_STOPS = (".", ",", ";", ":")


class CitationProcessor(InlineProcessor):
    """Replaces each citation by an element that names its paragraphs."""

    def __init__(self, md: Markdown) -> None:
        super().__init__(CITATION.pattern, md)

    def handleMatch(self, m: re.Match[str], data: str) -> tuple[Element, int, int]:  # type: ignore[override] # noqa: N802
        return el(CITED, {"of": " ".join(each or "?" for each in split_references(m.group(1)))}), m.start(0), m.end(0)


def end_sentence_before(parent: Element, position: int) -> None:
    """Move punctuation after a citation in front of it, and leave out the space there, where a line could break."""
    mark = parent[position]
    after = mark.tail or ""
    stop = after[:1] if after.startswith(_STOPS) else ""
    mark.tail = after[len(stop) :]
    before = parent[position - 1] if position else None
    text = ((before.tail if before is not None else parent.text) or "").rstrip() + stop
    if before is not None:
        before.tail = text
    else:
        parent.text = text
