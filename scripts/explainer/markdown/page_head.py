"""What every page gets besides its text: its reading time, what it covers, and schema.org data for programs."""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.treeprocessors import Treeprocessor
from markdown.util import AtomicString

from explainer.blocks.block import SiteView
from explainer.core.text import count_words
from explainer.markdown.citations import UNSIGNED
from explainer.markdown.page_location import page_view
from explainer.pages.lessons import FOLDER
from explainer.records.wording import counted, coverage_in_words
from explainer.render.elements import Child, as_html, count, el, filled, structured_data
from explainer.render.lessons import lesson_data
from explainer.render.structured_data import page_data

WORDS_A_MINUTE = 200
_TIMED = ("topics/",)


class PageHead(Treeprocessor):
    """Adds the reading time and schema.org data, and `rel` to links that leave the site (rule R4)."""

    def __init__(self, md: Markdown) -> None:
        super().__init__(md)

    def run(self, root: Element) -> None:
        view = replace(page_view(self.md), is_final=True)
        title = root.find("h1")
        heading = "".join(title.itertext()) if title is not None else ""
        line = [] if title is None else [*_reading_time(view, root), *_coverage(view), *_not_signed_off(view)]
        if title is not None and line:
            after = 2 if view.path.startswith(_TIMED) and _asks(root, title) else 1
            root.insert(list(root).index(title) + after, el("p", {"class": "reading-time"}, *line))
        for link in root.iter("a"):
            if (link.get("href") or "").startswith("https://"):
                link.set("rel", "noopener noreferrer")
        holder = el("div", {"class": "data"})
        holder.text = AtomicString(self.md.htmlStash.store(as_html([structured_data(_data(view, heading))])))
        root.append(holder)


def _reading_time(view: SiteView, root: Element) -> list[Child]:
    if not view.path.startswith(_TIMED):
        return []
    words = sum(count_words("".join(block.itertext())) for block in root if block.tag in ("p", "ul", "ol"))
    minutes = max(1, round(words / WORDS_A_MINUTE))
    return [*filled(counted(view.texts, "minutes-to-read", minutes), number=count(minutes)), " "]


def _coverage(view: SiteView) -> list[Child]:
    """Return from when to when the articles are that a page rests on: readers take what has no date for the present."""
    words = coverage_in_words(view.evidence)
    return [count(words), "."] if words and view.site.has_evidence(view.path) else []


def _not_signed_off(view: SiteView) -> list[Child]:
    """Return how many passages of a page nobody has signed off as they are, with the mark of those that are claims."""
    unsigned = view.site.not_signed_off(view.path)
    if not unsigned:
        return []
    said = filled(counted(view.texts, "passages-not-signed-off", len(unsigned)), number=count(len(unsigned)))
    mark = filled(view.texts["marked-so"], mark=el("b", {"class": UNSIGNED}, "?"))
    return [" ", *said, *([" ", *mark] if any(cites for _, cites in unsigned) else []), "."]


def _asks(root: Element, title: Element) -> bool:
    """Return whether the first paragraph below the title is the question of the page, and mark it as that."""
    after = list(root)[list(root).index(title) + 1 :][:1]
    is_question = bool(after and after[0].tag == "p" and "".join(after[0].itertext()).strip().endswith("?"))
    if is_question:
        after[0].set("class", "question")
    return is_question


def _data(view: SiteView, heading: str) -> dict[str, Any]:
    data = page_data(view, heading)
    if not view.path.startswith(FOLDER):
        return data
    try:
        lesson = view.site.lesson(view.path)
    except ValueError:
        return data
    return data | lesson_data(view, lesson) if lesson.page.path == view.path else data
