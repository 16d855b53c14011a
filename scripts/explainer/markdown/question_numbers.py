"""Numbers the questions of a lesson across its groups, so that a page of answers can name each."""

from __future__ import annotations

from xml.etree.ElementTree import Element

from markdown.treeprocessors import Treeprocessor

ASKING = frozenset(("questions", "ticket"))
"""The blocks whose lists share one numbering."""


class QuestionNumbers(Treeprocessor):
    """Gives each question its number and an anchor."""

    def run(self, root: Element) -> None:
        asked = 0
        for frame in root.iter("section"):
            if not set(frame.get("class", "").split()) & ASKING:
                continue
            for items in [each for each in frame if each.tag in ("ol", "ul")]:
                items.tag = "ol"
                items.set("start", str(asked + 1))
                for item in items:
                    asked += 1
                    item.set("id", f"question-{asked}")
