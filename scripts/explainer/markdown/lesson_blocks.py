"""What lessons and their keys need beyond records: the lesson itself, numbered questions, and frames for prose."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import ClassVar
from xml.etree.ElementTree import Element

from markdown.treeprocessors import Treeprocessor
from pymdownx.blocks.block import Block

from explainer.core.problems import Refused
from explainer.core.project import find_project
from explainer.core.read_files import read_text
from explainer.core.vocabulary import QUESTION_GROUPS, TASK_LEVELS
from explainer.markdown.page_location import page_view
from explainer.pages.lessons import FOLDER, KEY_ENDING, Lesson, is_lesson
from explainer.pages.page import MAXIMUM_PAGE_BYTES, parse_page
from explainer.render.cards import basis_links
from explainer.render.elements import count, el, paragraph

ASKING = ("questions", "ticket")


def lesson_at(path: str) -> Lesson:
    """Return the lesson that a page below docs/ is, or whose key it is; raise ValueError where it is neither."""
    file = find_project().docs / path.replace(KEY_ENDING, ".md")
    if not path.startswith(FOLDER) or not file.is_file():
        raise ValueError(f"{path} is no lesson")
    return _read(file, file.stat().st_mtime_ns)


def lesson_named(slug: str) -> Lesson:
    """Return a lesson by the name of its page; raise ValueError where there is none."""
    return lesson_at(f"{FOLDER}{slug}.md")


@lru_cache(maxsize=64)
def _read(file: Path, changed: int) -> Lesson:
    try:
        text = read_text(file, file.name, MAXIMUM_PAGE_BYTES)
    except Refused as refused:
        raise ValueError(f"{file.name} cannot be read") from refused
    page = parse_page(text, FOLDER + file.name, file.name)
    if not is_lesson(page):
        raise ValueError(f"{file.name} is no lesson")
    return Lesson(page)


class QuestionNumbers(Treeprocessor):
    """Numbers the questions of a lesson through its groups, so that a key can name each."""

    def run(self, root: Element) -> None:
        asked = 0
        for frame in root.iter("section"):
            if not set(frame.get("class", "").split()) & set(ASKING):
                continue
            for items in [each for each in frame if each.tag in ("ol", "ul")]:
                items.tag = "ol"
                items.set("start", str(asked + 1))
                for item in items:
                    asked += 1
                    item.set("id", f"question-{asked}")


class FramedBlock(Block):  # type: ignore[misc]
    """A block whose words stay Markdown, in a frame with a heading of its own."""

    ARGUMENT: ClassVar[bool | None] = None

    def heading(self) -> Element:
        """Return what stands above the words."""
        raise NotImplementedError

    def on_create(self, parent: Element) -> Element:
        """Add the frame."""
        frame = el("section", {"class": self.NAME}, self.heading())
        parent.append(frame)
        return frame


class StepBlock(FramedBlock):
    """`/// step | 5`: one step of a lesson, with its minutes."""

    NAME = "step"

    def heading(self) -> Element:
        """Return the minutes."""
        return el("p", {"class": "minutes"}, count(self.argument or "?"), " min")


class QuestionsBlock(FramedBlock):
    """`/// questions | sourcing`: a group of questions."""

    NAME = "questions"

    def heading(self) -> Element:
        """Return the group's own question."""
        group = self.argument or ""
        return el("h3", {"id": f"group-{group}"}, QUESTION_GROUPS.get(group, group))


class TaskBlock(FramedBlock):
    """`/// task | core`: the task at one level."""

    NAME = "task"

    def heading(self) -> Element:
        """Return the level."""
        level = self.argument or ""
        return el("h3", {"id": f"task-{level}"}, TASK_LEVELS.get(level, level))


class TicketBlock(FramedBlock):
    """`/// ticket`: the questions that end a lesson."""

    NAME = "ticket"
    ARGUMENT = False

    def heading(self) -> Element:
        """Return what to do with them."""
        return paragraph("Answer on a slip of paper, without a name, before you leave.")


class RubricBlock(FramedBlock):
    """`/// rubric`: a marking scheme."""

    NAME = "rubric"
    ARGUMENT = False

    def heading(self) -> Element:
        """Return how to read it."""
        return paragraph("Each row is a rule that this site holds for itself. Its code leads the row.")


class AnswerBlock(FramedBlock):
    """`/// answer | 7 voa.cut-off`: the answer to a question as the lesson asks it, and what it rests on."""

    NAME = "answer"

    def heading(self) -> Element:
        """Return the question, or the level of the task, and the records that the answer names."""
        to, *records = (self.argument or "").split() or [""]
        view = page_view(self.md)
        rests = el("p", {"class": "mark reading"}, "Rests on ", *basis_links(view, records)) if records else None
        return el("div", None, self._question(view.path, to), rests)

    def _question(self, path: str, to: str) -> Element:
        try:
            asked = {str(each.number): each.text for each in lesson_at(path).questions}
        except ValueError:
            return el("p", {"class": "problem"}, "This answer belongs to no lesson.")
        if to in TASK_LEVELS:
            return el("h3", {"id": f"answer-{to}"}, f"Task: {TASK_LEVELS[to]}")
        if to not in asked:
            return el("p", {"class": "problem"}, f"The lesson does not ask {to}.")
        return el("h3", {"id": f"answer-{to}"}, count(f"{to}."), f" {asked[to]}")


LESSON_BLOCKS: dict[str, type[Block]] = {
    block.NAME: block for block in (StepBlock, QuestionsBlock, TaskBlock, TicketBlock, RubricBlock, AnswerBlock)
}
