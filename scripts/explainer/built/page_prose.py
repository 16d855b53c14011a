"""The prose of a built page, section by section, as a search finds it.

It is read from the built page, so that it is the same whichever program built the site.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from explainer.built.site import BuiltPage
from explainer.core.vocabulary import COUNT_CLASS

if TYPE_CHECKING:
    from lxml.html import HtmlElement

BETWEEN = " ¶ "
"""What stands between the passages of a section."""

_HEADINGS = ("h2", "h3", "h4")
_PASSAGES = frozenset("p li dt dd td th figcaption summary".split())
_UNREAD = frozenset("script style svg form button pre nav noscript sup".split())
_UNREAD_CLASSES = frozenset(
    "cite notes page-sources headerlink footnote-backref data mark reading-time filter-place cite-page".split()
)
_DRAWN = "block"
"""The class of what is drawn from records, which a search finds as records."""


def page_records(page: BuiltPage, with_prose: bool) -> list[dict[str, str]]:
    """Return what a search finds of a page: the page, with the passages above its first heading, then its sections.

    Each has a kind, a title, an address and a text. Without its prose, a page is found by its title, description and
    headings alone.
    """
    tree = page.tree
    articles = tree.xpath("//main//article")
    headings = articles[0].xpath(".//h1") if articles else []
    if not headings:
        return []
    title = _text_of(headings[0])
    first, *sections = list(_sections(articles[0]))
    kept = [each for each in sections if each.passages and with_prose]
    others = " ".join(each.heading for each in sections if each not in kept)
    about = " ".join(tree.xpath("string(//meta[@name='description']/@content)").split())
    passages = [about, *(first.passages if with_prose else [])]
    record = {"kind": "page", "title": title, "address": page.path, "text": BETWEEN.join(filter(None, passages))}
    return [record | ({"words": others} if others else {}), *(each.record(page.path, title) for each in kept)]


class _Section:
    """A heading with its anchor, and the passages below it; the first section of a page has no heading."""

    def __init__(self, heading: str = "", anchor: str = "") -> None:
        self.heading, self.anchor = heading, anchor
        self.passages: list[str] = []

    def record(self, path: str, title: str) -> dict[str, str]:
        named = {"kind": "section", "title": f"{title} – {self.heading}", "address": f"{path}#{self.anchor}"}
        return named | {"text": BETWEEN.join(self.passages)}


def _sections(article: HtmlElement) -> list[_Section]:
    found = [_Section()]
    current = found[0]
    for element, is_drawn in _read(article, False):
        if element.tag in _HEADINGS and element.get("id"):
            section = _Section(_text_of(element), element.get("id"))
            found.append(section)
            current = current if is_drawn else section
        elif element.tag in _PASSAGES and not is_drawn and not _counts(element):
            text = _text_of(element)
            current.passages += [text] if any(map(str.isalpha, text)) else []
    return found


def _read(element: HtmlElement, is_drawn: bool) -> Iterator[tuple[HtmlElement, bool]]:
    """Yield the elements that are read, in order, and whether each was drawn from records."""
    for child in element:
        if not _is_unread(child):
            drawn = is_drawn or _DRAWN in child.get("class", "").split()
            yield child, drawn
            yield from _read(child, drawn)


def _is_unread(element: HtmlElement) -> bool:
    return not isinstance(element.tag, str) or element.tag in _UNREAD or bool(_UNREAD_CLASSES & _classes(element))


def _classes(element: HtmlElement) -> set[str]:
    return set(element.get("class", "").split())


def _counts(element: HtmlElement) -> bool:
    """Return whether an element contains a number that the build counted: it then changes with every edition."""
    return any(COUNT_CLASS in _classes(each) for each, _ in _read(element, False)) or COUNT_CLASS in _classes(element)


def _text_of(element: HtmlElement) -> str:
    """Return the words of an element in one line, without those of the passages inside it, and without counts."""
    return " ".join("".join(_pieces(element)).split())


def _pieces(element: HtmlElement) -> Iterator[str]:
    yield element.text or ""
    for child in element:
        if not (_is_unread(child) or child.tag in _PASSAGES or {_DRAWN, COUNT_CLASS} & _classes(child)):
            yield from _pieces(child)
        elif child.tag in _PASSAGES:
            yield " "
        yield child.tail or ""
