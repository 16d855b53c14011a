"""Building HTML elements whose text is always text: a value from the data is never read as Markdown or HTML."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from urllib.parse import quote as percent_encode
from xml.etree.ElementTree import Element, tostring

from markdown.util import AMP_SUBSTITUTE, AtomicString

from explainer.core.vocabulary import COUNT_CLASS, REFERENCE
from explainer.pages.addresses import WHOLE_LISTS, page_of
from explainer.pages.identity import PLAIN_IDENTITY, Identity
from explainer.records.evidence import Evidence
from explainer.records.wording import dated_in_words, paragraph_label

Child = Element | str | None
_LEAST_WORDS, _FRAGMENT_WORDS = 3, 6


def el(tag: str, attributes: dict[str, str] | None = None, *children: Child) -> Element:
    """Return an element with children in order; strings become text, None is left out."""
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
    """What a page is drawn from: the evidence, and the page's own path below docs/, from which links start.

    Links lead to the Markdown files, which the site builder rewrites; with `is_final` set they lead to the built
    pages themselves, for HTML that the builder does not look into. `whole` names the lists that stand whole on their
    own page; what belongs to another list has its address on a part. `identity` is what the site is called.
    """

    evidence: Evidence
    path: str = "index.md"
    is_final: bool = False
    whole: frozenset[str] = WHOLE_LISTS
    identity: Identity = PLAIN_IDENTITY

    def link(self, target: str, anchor: str = "") -> str:
        """Return the address of another page, relative to this one."""
        if target == self.path and anchor:
            return f"#{anchor}"
        depth = self.path.count("/")
        address = "../" * depth + (target.removesuffix(".md") + ".html" if self.is_final else target)
        return f"{address}#{anchor}" if anchor else address

    def file(self, path: str) -> str:
        """Return the address of a file that is no page."""
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
    """Return the id that a record's element has on its page: `q-voa-cut-off`."""
    return f"{kind}-{key.replace('.', '-')}"


def citation(view: PageView, references: tuple[str, ...], titled: bool = True) -> Element:
    """Return small links to the paragraphs cited, each with the source's name and the paragraph's number.

    `titled` adds publisher, date and paragraph in words, for places that do not print them anyway.
    """
    links: list[Child] = []
    for reference in references:
        if links:
            links.append(" ")
        links.append(_citation_link(view, reference, titled))
    return el("sup", {"class": "cite"}, *links)


def _citation_link(view: PageView, reference: str, titled: bool) -> Element:
    match = REFERENCE.fullmatch(reference)
    source = view.evidence.sources.get(match[1]) if match else None
    if match is None or source is None or not view.evidence.has_paragraph(reference):
        return el("span", {"class": "problem"}, f"unknown paragraph {reference}")
    title = f"{source.publisher}, {dated_in_words(source)}, paragraph {match[2]}"
    attributes = {"href": view.to_paragraph(reference)} | ({"title": title} if titled else {})
    return el("a", attributes, paragraph_label(source, match[2]))


def outward(address: str, *children: Child) -> Element:
    """Return a link that leaves the site (rule R4)."""
    return el("a", {"href": address, "rel": "noopener noreferrer"}, *children)


def into_original(address: str, text: str) -> str:
    """Return an address that leads into a page, to a passage, by a text fragment.

    Publishers print marks in their own way, so the fragment is made of the first few words that stand together
    without any.
    """
    runs = (run.split() for run in re.split(r"[^\w\s,;:.-]+|\S*['’]\S*", text))
    words = next((run for run in runs if len(run) >= _LEAST_WORDS), [])
    return f"{address}#:~:text={_encoded(words[:_FRAGMENT_WORDS])}" if words else address


def _encoded(words: list[str]) -> str:
    return percent_encode(" ".join(words).strip(",;:."), safe="").replace("-", "%2D")


def count(number: int | str) -> Element:
    """Return a number that the build counted itself, marked as such."""
    return el("span", {"class": COUNT_CLASS}, f"{number:,}" if isinstance(number, int) else number)


def paragraph(*children: Child) -> Element:
    return el("p", None, *children)


def fact(name: str, *value: Child) -> tuple[Element, Element]:
    """Return one entry of a list of facts: its name, and what is known."""
    return el("dt", None, name), el("dd", None, *value)


def as_html(elements: list[Element], between: str = "\n") -> str:
    """Return elements as HTML. This is the one encoder between a value of the data and a page (rule Y5)."""
    return between.join(tostring(element, encoding="unicode", method="html") for element in elements)


def in_markdown(element: Element) -> Element:
    """Return an element made ready for Markdown's own writer, which leaves alone what looks like an entity."""
    for each in element.iter():
        each.attrib.update({name: _whole(value) for name, value in each.attrib.items()})
        each.text = AtomicString(_whole(each.text or ""))
        each.tail = AtomicString(_whole(each.tail or ""))
    return element


def _whole(text: str) -> str:
    return text.replace("&", f"{AMP_SUBSTITUTE}amp;")


def structured_data(content: object) -> Element:
    """Return schema.org data for programs. `<` is written so that no text in it can end the element."""
    text = json.dumps(content, ensure_ascii=False, sort_keys=True).replace("<", "\\u003c")
    return el("script", {"type": "application/ld+json"}, text)


def folded(summary: str, *children: Child, counted: int | None = None) -> Element:
    """Return a part of a page that opens at a tap, without a script; its summary may say how many things it holds."""
    number: list[Child] = [" (", count(counted), ")"] if counted is not None else []
    return el("details", None, el("summary", None, summary, *number), *children)
