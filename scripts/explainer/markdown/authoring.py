"""What other Markdown extensions draw, made ready for readers without scripts, for screen readers and for the rules."""

from __future__ import annotations

import re
from collections.abc import Mapping
from copy import deepcopy
from itertools import pairwise
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.inlinepatterns import InlineProcessor
from markdown.treeprocessors import Treeprocessor
from markdown.util import HTML_PLACEHOLDER_RE, AtomicString

from explainer.core.vocabulary import COUNT_CLASS
from explainer.markdown.page_location import page_view
from explainer.pages.openings import ADMONITIONS
from explainer.render.elements import as_html, el, in_markdown
from explainer.render.icons import ICON_SETS, icon

_BOX = "<input "
_ADMONITION = "admonition"


class IconProcessor(InlineProcessor):
    """Draws icons: `:material-anchor:`."""

    def __init__(self, md: Markdown) -> None:
        super().__init__(rf":((?:{'|'.join(ICON_SETS)})-[a-z0-9-]{{1,80}}):", md)

    def handleMatch(  # type: ignore[override] # noqa: N802
        self, m: re.Match[str], data: str
    ) -> tuple[Element | None, int | None, int | None]:
        drawing = icon(m.group(1))
        if drawing is None:
            return None, None, None
        holder = in_markdown(el("span", {"class": "icon"}))
        holder.text = AtomicString(self.md.htmlStash.store(as_html([drawing])))
        return holder, m.start(0), m.end(0)


class AuthoringMarkup(Treeprocessor):
    """Completes footnotes, tabs, tables and lists of tasks."""

    def __init__(self, md: Markdown) -> None:
        super().__init__(md)

    @property
    def _texts(self) -> Mapping[str, str]:
        return page_view(self.md).texts

    def run(self, root: Element) -> None:
        sets = 0
        for each in list(root.iter()):
            classes = (each.get("class") or "").split()
            _part_footnotes(each)
            if each.tag == "th" and not len(each) and not (each.text or "").strip():
                # A screen reader would announce a heading without words.
                each.tag = "td"
            if each.tag == "details" or classes[:1] == [_ADMONITION]:
                # A kind such as “note” would otherwise be the class of other things on the page.
                kinds = (f"is-{kind}" for kind in classes if kind in ADMONITIONS)
                each.set("class", " ".join(("fold" if each.tag == "details" else _ADMONITION, *kinds)))
            elif "footnote-ref" in classes:
                each.set("class", f"footnote-ref {COUNT_CLASS}")
                each.set("role", "doc-noteref")
            elif "footnote-backref" in classes:
                each.set("title", self._texts["back-to-the-text"])
                each.set("aria-label", self._texts["back-to-the-text"])
                each.set("role", "doc-backlink")
            elif "tabbed-set" in classes:
                sets += 1
                _name_buttons(each, f"tabs-{sets}")
                _repeat_labels(each)
            elif "task-list-item" in classes:
                self._name_box(each)

    def _name_box(self, item: Element) -> None:
        """Give the box of a task a name: screen readers would call it nothing."""
        place = HTML_PLACEHOLDER_RE.search(item.text or (item[0].text if len(item) else "") or "")
        if place:
            stash, at = self.md.htmlStash.rawHtmlBlocks, int(place[1])
            name = self._texts["done" if " checked" in str(stash[at]) else "to-do"]
            stash[at] = str(stash[at]).replace(_BOX, f'{_BOX}aria-label="{name}" ')


def _part_footnotes(parent: Element) -> None:
    """Put a space between two footnotes in a row: 1 and 2 would be read as 12."""
    for mark, after in pairwise(parent):
        if (mark.get("id") or "").startswith("fnref") and mark.tag == after.tag == "sup" and not mark.tail:
            mark.tail = " "


def _name_buttons(tabs: Element, name: str) -> None:
    """Give the buttons of tabs names of their own on the page: both spellings of tabs count from one."""
    labels = tabs.findall("./div[@class='tabbed-labels']/label")
    for at, (button, label) in enumerate(zip(tabs.findall("./input"), labels, strict=True), start=1):
        button.attrib.update({"name": name, "id": f"{name}-{at}"})
        label.set("for", f"{name}-{at}")


def _repeat_labels(tabs: Element) -> None:
    """Repeat the label of each tab above its content, for paper and for readers without our style sheet."""
    labels = tabs.findall("./div[@class='tabbed-labels']/label")
    for label, content in zip(labels, tabs.findall("./div[@class='tabbed-content']/div"), strict=True):
        title = deepcopy(label)
        title.tag, title.attrib, title.tail = "p", {"class": "tabbed-title"}, None
        content.insert(0, title)
