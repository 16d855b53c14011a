"""Glossary terms become elements that name them, where a page first mentions each."""

from __future__ import annotations

import re
from functools import lru_cache
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.treeprocessors import Treeprocessor
from markdown.util import AtomicString

from explainer.markdown.page_location import page_view
from explainer.records.evidence import Evidence
from explainer.render.elements import el

GLOSSARY = "glossary.md"
TERM = "glossary-term"
"""The element around a term until its note is drawn: its attribute `of` is the term's key."""

_PROSE = frozenset(("p", "li", "td", "dd"))
_CLOSED = frozenset(
    (
        "a",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "code",
        "pre",
        "figure",
        "table",
        "svg",
        "sup",
        "summary",
        "details",
        "dl",
    )
)


class TermLinker(Treeprocessor):
    """Walks through the prose of a page and marks each term once."""

    def __init__(self, md: Markdown) -> None:
        super().__init__(md)

    def run(self, root: Element) -> None:
        view = page_view(self.md)
        if view.path == GLOSSARY or view.path.startswith("about/"):
            return
        forms = _forms(view.evidence)
        if forms:
            _Walk(forms, _pattern(tuple(forms))).visit(root, False)


@lru_cache(maxsize=4)
def _pattern(forms: tuple[str, ...]) -> re.Pattern[str]:
    longest_first = sorted(forms, key=len, reverse=True)
    return re.compile(rf"(?<![\w“])(?:{'|'.join(map(re.escape, longest_first))})(?![\w])")


def _forms(evidence: Evidence) -> dict[str, str]:
    return {form: key for key, term in evidence.terms.items() for form in term.forms}


class _Walk:
    def __init__(self, forms: dict[str, str], pattern: re.Pattern[str]) -> None:
        self.forms, self.pattern = forms, pattern
        self.linked: set[str] = set()

    def visit(self, element: Element, in_prose: bool) -> None:
        if element.tag in _CLOSED or "quote" in element.get("class", ""):
            return
        inside = in_prose or element.tag in _PROSE
        if inside and element.text:
            link, before, after = self._split(element.text)
            if link is not None:
                element.text = before
                link.tail = after
                element.insert(0, link)
        position = 0
        while position < len(element):
            child = element[position]
            if child.tag != TERM:
                self.visit(child, inside)
            if inside and child.tail:
                link, before, after = self._split(child.tail)
                if link is not None:
                    child.tail = before
                    link.tail = after
                    element.insert(position + 1, link)
            position += 1

    def _split(self, text: str) -> tuple[Element | None, str, str]:
        for match in self.pattern.finditer(text):
            key = self.forms[match.group()]
            if key not in self.linked:
                self.linked.add(key)
                link = el(TERM, {"of": key})
                link.text = AtomicString(match.group())
                return link, AtomicString(text[: match.start()]), AtomicString(text[match.end() :])
        return None, text, ""
