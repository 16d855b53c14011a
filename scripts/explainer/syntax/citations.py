"""Citations: `[@voa:13]`, or several, `[@wsj:9; @diplomat:20]`, become small links to paragraphs."""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.inlinepatterns import InlineProcessor

from explainer.pages import CITATION, split_references
from explainer.render.elements import PageView, citation
from explainer.syntax.evidence import current_evidence
from explainer.syntax.location import page_path


class CitationProcessor(InlineProcessor):
    """Turns a citation into links; an unknown paragraph becomes a visible mark, which the gates refuse."""

    def __init__(self, md: Markdown) -> None:
        super().__init__(CITATION.pattern, md)

    def handleMatch(self, m: re.Match[str], data: str) -> tuple[Element, int, int]:  # type: ignore[override] # noqa: N802
        view = PageView(current_evidence(), page_path(self.md))
        return citation(view, split_references(m.group(1))), m.start(0), m.end(0)
