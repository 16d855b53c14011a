"""Builders of HTML elements. Their text is always plain text: no value is ever read as Markdown or HTML."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import quote as percent_encode
from xml.etree.ElementTree import Element, tostring

from markdown.util import AMP_SUBSTITUTE, AtomicString

from explainer.core.vocabulary import COUNT_CLASS, REFERENCE
from explainer.pages.addresses import WHOLE_LISTS, page_of
from explainer.pages.identity import PLAIN_IDENTITY, Identity
from explainer.records.evidence import Evidence
from explainer.records.wording import paragraph_label, spoken_mark

Child = Element | str | None
_LEAST_WORDS, _FRAGMENT_WORDS = 3, 6
NO_BREAK_SPACE = "\N{NO-BREAK SPACE}"
"""What stands before a mark, so that the mark is never alone on a line, and no word of its own when it is copied."""


def el(tag: str, attributes: dict[str, str] | None = None, *children: Child) -> Element:
    """Return an element with its children in order; strings become text, and None is left out."""
    element = Element(tag, attributes or {})
    for child in children:
        if isinstance(child, Element):
            element.append(child)
        elif child:
            _append_text(element, child)
    return element


def _append_text(element: Element, text: str) -> None:
    if len(element):
        last = element[-1]
        last.tail = AtomicString((last.tail or "") + text)
    else:
        element.text = AtomicString((element.text or "") + text)


@dataclass(frozen=True)
class PageView:
    """What a page is drawn from: the evidence, and the page's path below docs/, which its links are relative to.

    Links lead to the Markdown files, and the site builder rewrites them; with `is_final` they lead to the built pages,
    for HTML that the builder does not look into. `whole` names the lists that are whole on their own page; records of
    the other lists have their address on a part. `identity` holds the site's name and licence.
    """

    evidence: Evidence
    path: str = "index.md"
    is_final: bool = False
    whole: frozenset[str] = WHOLE_LISTS
    identity: Identity = PLAIN_IDENTITY

    @property
    def texts(self) -> Mapping[str, str]:
        """What the program says to readers of the site, by name."""
        return self.evidence.texts

    def link(self, target: str, anchor: str = "") -> str:
        """Return the address of a page, relative to this one."""
        if target == self.path and anchor:
            return f"#{anchor}"
        depth = self.path.count("/")
        address = "../" * depth + (target.removesuffix(".md") + ".html" if self.is_final else target)
        return f"{address}#{anchor}" if anchor else address

    def file(self, path: str) -> str:
        """Return the address of a file other than a page, relative to this page."""
        return "../" * self.path.count("/") + path

    def to_paragraph(self, reference: str) -> str:
        """Return the address of a paragraph's entry on its source's page."""
        source, _, number = reference.partition(":")
        return self.link(f"sources/{source}.md", f"p{number}")

    def to_source(self, source: str) -> str:
        """Return the address of a source's page."""
        return self.link(f"sources/{source}.md")

    def to_quote(self, key: str) -> str:
        """Return the address of a quotation."""
        return self.link(page_of(self.whole, "quotes", key), anchor_of("q", key))

    def to_figure(self, key: str) -> str:
        """Return the address of a figure."""
        return self.link(page_of(self.whole, "figures", key), anchor_of("f", key))

    def to_event(self, key: str) -> str:
        """Return the address of an event."""
        return self.link(page_of(self.whole, "timeline", key), anchor_of("e", key))

    def to_term(self, key: str) -> str:
        """Return the address of a term in the glossary."""
        term = self.evidence.terms.get(key)
        return self.link(page_of(self.whole, "glossary", term.term if term else key), key)


def anchor_of(kind: str, key: str) -> str:
    """Return the id of a record's element on its page, such as `q-heron-at-dawn`."""
    return f"{kind}-{key.replace('.', '-')}"


def citation(view: PageView, references: tuple[str, ...]) -> Element:
    """Return small links to the paragraphs cited, each with the source's name and the paragraph's number."""
    return el("sup", {"class": "cite"}, *spaced([_citation_link(view, each) for each in references]))


def spaced(links: list[Element]) -> list[Child]:
    """Return links with spaces between them."""
    children: list[Child] = [each for link in links for each in (" ", link)]
    return children[1:]


def _citation_link(view: PageView, reference: str) -> Element:
    match = REFERENCE.fullmatch(reference)
    source = view.evidence.sources.get(match[1]) if match else None
    if match is None or source is None or not view.evidence.has_paragraph(reference):
        return el("span", {"class": "problem"}, f"unknown paragraph {reference}")
    attributes = {"href": view.to_paragraph(reference), "aria-label": spoken_mark(source, match[2], view.texts)}
    return el("a", attributes, paragraph_label(source, match[2]))


def outward(address: str, *children: Child) -> Element:
    """Return a link that leaves the site (rule R4)."""
    return el("a", {"href": address, "rel": "noopener noreferrer"}, *children)


def into_original(address: str, text: str) -> str:
    """Return an address that leads to a passage in a page, by a text fragment.

    Publishers differ in their punctuation, so the fragment holds the first few words that have none between them.
    """
    runs = (run.split() for run in re.split(r"[^\w\s,;:.-]+|\S*['’]\S*", text))
    words = next((run for run in runs if len(run) >= _LEAST_WORDS), [])
    return f"{address}#:~:text={_encoded(words[:_FRAGMENT_WORDS])}" if words else address


def _encoded(words: list[str]) -> str:
    return percent_encode(" ".join(words).strip(",;:."), safe="").replace("-", "%2D")


def count(number: int | str) -> Element:
    """Return a number that the build counted, marked as such."""
    return el("span", {"class": COUNT_CLASS}, f"{number:,}" if isinstance(number, int) else number)


def filled(text: str, **parts: Child | list[Child]) -> list[Child]:
    """Return a text of the program as children, with elements or words in the places of names: `{number} words`."""
    children: list[Child] = []
    for place, piece in enumerate(re.split(r"\{(\w+)\}", text)):
        part = parts[piece] if place % 2 else piece
        children += part if isinstance(part, list) else [part]
    return children


def paragraph(*children: Child) -> Element:
    return el("p", None, *children)


def fact(name: str, *value: Child) -> tuple[Element, Element]:
    """Return one entry of a list of facts: its name and its value."""
    return el("dt", None, name), el("dd", None, *value)


def as_html(elements: list[Element], between: str = "\n") -> str:
    """Return elements as HTML. Every value of the data reaches a page through this encoder (rule Y5)."""
    return between.join(tostring(element, encoding="unicode", method="html") for element in elements)


def in_markdown(element: Element) -> Element:
    """Return an element prepared for Markdown's own serializer, which would not escape what looks like an entity."""
    for each in element.iter():
        each.attrib.update({name: _escaped(value) for name, value in each.attrib.items()})
        each.text = AtomicString(_escaped(each.text or ""))
        each.tail = AtomicString(_escaped(each.tail or ""))
    return element


def _escaped(text: str) -> str:
    return text.replace("&", f"{AMP_SUBSTITUTE}amp;")


def structured_data(content: object) -> Element:
    """Return schema.org data as a script element. `<` is escaped, so that no text can end the element."""
    text = json.dumps(content, ensure_ascii=False, sort_keys=True).replace("<", "\\u003c")
    return el("script", {"type": "application/ld+json"}, text)


def folded(summary: str, *children: Child, counted: int | None = None) -> Element:
    """Return a fold that opens without a script; its summary may say how many things it holds."""
    number: list[Child] = [" (", count(counted), ")"] if counted is not None else []
    return el("details", None, el("summary", None, summary, *number), *children)
