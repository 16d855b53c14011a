"""A lesson and its key, read from their pages: ordered parts, steps, sheets, numbered questions, tasks and answers.

The gates check this model, the site numbers questions by it, and worksheets and slides are made from it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from explainer.core.problems import Place
from explainer.core.vocabulary import CITATION, OPTIONAL
from explainer.pages.page import PROSE, Block, Page

FOLDER, KEY_ENDING = "teach/", "-key.md"
INDEX = f"{FOLDER}index.md"
"""The page for teachers."""
TICKET = "ticket"
_LINK = re.compile(r"\[([^\]\[]{1,300})\]\([^)\s]{1,300}\)")
_EMPHASIS = re.compile(r"(?<![\w*_])(\*{1,2}|_{1,2})(?=[^\s*_])([^*_]{1,400}?)(?<=\S)\1(?![\w*_])")


@dataclass(frozen=True)
class Directive:
    """One block of a page with the blocks inside it, and the part of the page that it is in."""

    block: Block
    inside: tuple[Block, ...]
    part: str

    @property
    def options(self) -> dict[str, str]:
        return dict(self.block.options)

    @property
    def text(self) -> str:
        return " ".join(plain(block.text) for block in self.inside)


@dataclass(frozen=True)
class Question:
    """A question or instruction with its number in the lesson. `group` is a group of questions, or the exit ticket."""

    number: int
    text: str
    group: str
    place: Place

    @property
    def is_optional(self) -> bool:
        """Whether a class can leave it out."""
        return self.text.startswith(OPTIONAL)


@dataclass(frozen=True)
class Sheet:
    """A source sheet: its letter, and the quotations or figures on it, all from one source."""

    letter: str
    records: tuple[str, ...]
    place: Place


@dataclass(frozen=True)
class Answer:
    """An answer in a key: the question or task level it answers (`to`), and the records that it names."""

    to: str
    records: tuple[str, ...]
    text: str
    is_cited: bool
    place: Place


@dataclass(frozen=True)
class TaughtPage:
    """A page of the teaching pack, in parts: its second-level headings, and the blocks under each."""

    page: Page

    @cached_property
    def headings(self) -> tuple[Block, ...]:
        return tuple(block for block in self.page.headings if block.level == 2)

    @cached_property
    def directives(self) -> tuple[Directive, ...]:
        return tuple(_directives(self.page))

    def named(self, name: str) -> list[Directive]:
        """Return the page's blocks of one name, in order."""
        return [each for each in self.directives if each.block.name == name]

    def part(self, title: str) -> tuple[Block, ...]:
        """Return the blocks of a part, from its heading to the next."""
        found: list[Block] = []
        is_inside = False
        for block in self.page.blocks:
            if block.kind == "heading" and block.level == 2:
                is_inside = block.text == title
            elif is_inside:
                found.append(block)
        return tuple(found)

    @property
    def title(self) -> str:
        """The page's first heading or, without one, the title in its front matter."""
        first = next((block.text for block in self.page.headings if block.level == 1), "")
        return first or self.page.front.get("title", "")

    def texts(self, title: str) -> list[str]:
        """Return the paragraphs, list items and rows of a part as plain text."""
        return [plain(block.text) for block in self.part(title) if block.kind in PROSE]


@dataclass(frozen=True)
class Lesson(TaughtPage):
    """One lesson."""

    @property
    def slug(self) -> str:
        return self.page.path.removeprefix(FOLDER).removesuffix(".md")

    @property
    def key_path(self) -> str:
        return f"{FOLDER}{self.slug}{KEY_ENDING}"

    @property
    def skill(self) -> str:
        return next((each.block.argument for each in self.named("lesson")), "")

    @cached_property
    def minutes(self) -> int:
        """How long the steps take together; a step whose minutes are not a number counts as none."""
        return sum(int(each.block.argument) for each in self.named("step") if each.block.argument.isdecimal())

    @cached_property
    def sheets(self) -> tuple[Sheet, ...]:
        sheets = self.named("sheet")
        return tuple(
            Sheet(each.block.argument, tuple(each.options.get("records", "").split()), each.block.place)
            for each in sheets
        )

    @cached_property
    def questions(self) -> tuple[Question, ...]:
        """Every question of the four groups and the exit ticket, numbered through the lesson."""
        asked = [(each.block.argument or TICKET, block) for each in self._asking() for block in each.inside]
        items = [(group, block) for group, block in asked if block.kind == "item"]
        return tuple(
            Question(number, plain(block.text), group, block.place)
            for number, (group, block) in enumerate(items, start=1)
        )

    @cached_property
    def tasks(self) -> dict[str, Directive]:
        return {each.block.argument: each for each in self.named("task")}

    @property
    def to_answer(self) -> tuple[str, ...]:
        """What the key must answer, in order: the questions, the levels of the task, then the exit ticket."""
        asked = [str(each.number) for each in self.questions if each.group != TICKET]
        ticket = [str(each.number) for each in self.questions if each.group == TICKET]
        return (*asked, *self.tasks, *ticket)

    def _asking(self) -> list[Directive]:
        return [each for each in self.directives if each.block.name in ("questions", TICKET)]


@dataclass(frozen=True)
class Key(TaughtPage):
    """The answers to one lesson, with notes for the teacher."""

    @property
    def slug(self) -> str:
        """The lesson that the page says it belongs to."""
        return next((each.block.argument for each in self.named("key")), "")

    @cached_property
    def answers(self) -> tuple[Answer, ...]:
        return tuple(_answer(each) for each in self.named("answer"))


def _answer(directive: Directive) -> Answer:
    to, *records = directive.block.argument.split() or [""]
    is_cited = all(claim.citation for block in directive.inside for claim in block.claims())
    return Answer(to, tuple(records), directive.text, is_cited, directive.block.place)


def _directives(page: Page) -> Iterator[Directive]:
    part = ""
    opened: Block | None = None
    inside: list[Block] = []
    for block in page.blocks:
        belongs = opened is not None and block.inside == opened.name and block.kind != "directive"
        if opened is not None and not belongs:
            yield Directive(opened, tuple(inside), part)
            opened, inside = None, []
        if belongs:
            inside.append(block)
        elif block.kind == "directive":
            opened = block
        elif block.kind == "heading" and block.level == 2:
            part = block.text
    if opened is not None:
        yield Directive(opened, tuple(inside), part)


def plain(text: str) -> str:
    """Return Markdown as the words that readers see: without citations, emphasis and addresses of links."""
    without_citations = re.sub(rf"\s{{0,3}}{CITATION.pattern}", "", text)
    return " ".join(_EMPHASIS.sub(r"\2", _LINK.sub(r"\1", without_citations)).split())


def lessons_of(pages: Iterable[Page]) -> list[Lesson]:
    """Return the lessons among pages: those that say they are one, and those that have a page of answers."""
    keyed = {page.path.removesuffix(KEY_ENDING) + ".md" for page in pages if page.path.endswith(KEY_ENDING)}
    return [Lesson(page) for page in pages if page.path in keyed or is_lesson(page)]


def lessons_as_listed(pages: Sequence[Page]) -> list[Lesson]:
    """Return the lessons in the order in which the page for teachers lists them, then those that it does not list."""
    index = [TaughtPage(page) for page in pages if page.path == INDEX]
    listed = [slug for page in index for block in page.named("lessons") for slug in block.block.argument.split()]
    lessons = {lesson.slug: lesson for lesson in lessons_of(pages)}
    return [lessons[slug] for slug in dict.fromkeys((*listed, *lessons)) if slug in lessons]


def keys_of(pages: Iterable[Page]) -> list[Key]:
    """Return the pages of answers among pages."""
    return [Key(page) for page in pages if page.path.endswith(KEY_ENDING) or _holds(page, "key")]


def is_lesson(page: Page) -> bool:
    """Return whether a page says that it is a lesson."""
    return _holds(page, "lesson")


def _holds(page: Page, name: str) -> bool:
    return any(block.name == name for block in page.directives)
