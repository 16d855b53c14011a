"""Citations: `[@voa:13]`, or several, `[@wsj:9; @diplomat:20]`, become small links to paragraphs."""

from __future__ import annotations

import re
from dataclasses import replace

from markdown import Markdown
from markdown.inlinepatterns import InlineProcessor

from explainer.render.elements import as_html, citation
from explainer.syntax.location import page_view
from explainer.vocabulary import CITATION, split_references


class CitationProcessor(InlineProcessor):
    """Turns a citation into links; an unknown paragraph becomes a visible mark, which the gates refuse."""

    def __init__(self, md: Markdown) -> None:
        super().__init__(CITATION.pattern, md)

    def handleMatch(self, m: re.Match[str], data: str) -> tuple[str, int, int]:  # type: ignore[override] # noqa: N802
        view = replace(page_view(self.md), is_final=True)
        finished = as_html([citation(view, split_references(m.group(1)))])
        return self.md.htmlStash.store(finished), m.start(0), m.end(0)
