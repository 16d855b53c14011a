"""Citations: `[@heron:13]`, or several, become elements that name their paragraphs, at the end of the sentence.

The citation of a claim that nobody has signed off as it is says so.
"""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.inlinepatterns import InlineProcessor

from explainer.core.text import fold
from explainer.core.vocabulary import CITATION, split_references
from explainer.markdown.page_location import page_view
from explainer.render.elements import el

CITED = "citation"
"""The element of a citation until its marks are drawn: its attribute `of` names the paragraphs."""
UNSIGNED = "unsigned"
"""The attribute of such an element, and the class of the mark, where nobody has signed the claim off."""

_STOPS = (".", ",", ";", ":")
_DRAWN = re.compile("\x02[^\x03]{0,40}\x03")
"""What Markdown leaves in the place of what it has drawn, such as the citation before, until all is drawn."""


class CitationProcessor(InlineProcessor):
    """Replaces each citation by an element that names its paragraphs."""

    def __init__(self, md: Markdown) -> None:
        super().__init__(CITATION.pattern, md)

    def handleMatch(self, m: re.Match[str], data: str) -> tuple[Element, int, int]:  # type: ignore[override] # noqa: N802
        references = split_references(m.group(1))
        mark = el(CITED, {"of": " ".join(each or "?" for each in references)})
        if self._closes_an_unsigned_claim(references, data[: m.start(0)]):
            mark.set(UNSIGNED, "")
        return mark, m.start(0), m.end(0)

    def _closes_an_unsigned_claim(self, references: tuple[str, ...], before: str) -> bool:
        view = page_view(self.md)
        words = fold(_DRAWN.split(before)[-1]).strip(" .,;:")
        unsigned = view.site.not_signed_off(view.path)
        return any(cites == references and fold(text).rstrip(" .,;:").endswith(words) for text, cites in unsigned)


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
