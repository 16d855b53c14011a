"""A lesson as slides: what is on each slide and in its notes for the teacher, independent of any file format."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from lxml import html

from explainer.core.vocabulary import SKILLS
from explainer.downloads.book import Book, Chapter
from explainer.downloads.references import by_source, notes_of
from explainer.downloads.teaching.handouts import key_of
from explainer.downloads.teaching.worksheet_parts import part_of
from explainer.pages.lessons import Lesson
from explainer.records.wording import full_entry

MOST_CHARACTERS, MOST_ROWS = 560, 5
"""The most that a slide can hold and still be read from the back of a room."""


@dataclass(frozen=True)
class Table:
    """A table on a slide: its headings, and rows with as many cells."""

    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Slide:
    """One slide: `large` is a text to look at, `lines` are points below it, `notes` are for the teacher only."""

    title: str
    lines: tuple[str, ...] = ()
    large: str = ""
    table: Table | None = None
    notes: str = ""


def deck(book: Book, lesson: Lesson) -> list[Slide]:
    """Return the slides of a lesson, in the order of its parts."""
    chapter = book.by_path[lesson.page.path]
    tree = _readable(chapter)
    answers = dict(_answers(key_of(book, lesson)))
    return [
        _opening(book, lesson, tree),
        Slide("Central question", large=" ".join(_lines(tree, "central-question"))),
        *_split("Objectives", _lines(tree, "objectives")),
        *_split("Before you start", _lines(tree, "before-you-start"), "Read this aloud before the lesson begins."),
        *_split("Words you need", list(_words(tree))),
        *_split("Background", _lines(tree, "background")),
        *_sheets(tree),
        *_asked(tree, "questions", answers),
        *_grids(tree),
        *_tasks(tree, answers),
        *_split("Key points", _lines(tree, "key-points")),
        *_asked(tree, "ticket", answers),
        _closing(book, chapter),
    ]


def _readable(chapter: Chapter) -> html.HtmlElement:
    """Return a chapter with the citations as text in square brackets."""
    tree = chapter.tree()
    for mark in tree.xpath(".//sup[@class='cite']"):
        labels = [" ".join(link.text_content().split()) for link in mark.xpath("./a")]
        mark.text, mark[:] = f" [{'; '.join(labels)}]", []
    for context in tree.xpath(".//span[@class='context']"):
        context.text = f" {context.text}"
    return tree


def _text(element: html.HtmlElement) -> str:
    return " ".join(element.text_content().split())


def _lines(tree: html.HtmlElement, part: str) -> list[str]:
    """Return the paragraphs and list items of a part."""
    return [
        _text(each)
        for child in part_of(tree, part)
        for each in child.xpath("descendant-or-self::p | descendant-or-self::li")
    ]


def _split(title: str, lines: Iterable[str], notes: str = "") -> Iterator[Slide]:
    """Return as many slides as the lines need."""
    gathered: list[str] = []
    for line in lines:
        if gathered and sum(map(len, gathered)) + len(line) > MOST_CHARACTERS:
            yield Slide(title, tuple(gathered), notes=notes)
            gathered = []
        gathered.append(line)
    if gathered:
        yield Slide(title, tuple(gathered), notes=notes)


def _opening(book: Book, lesson: Lesson, tree: html.HtmlElement) -> Slide:
    steps = [": ".join(_text(each) for each in step.xpath("./p")) for step in tree.xpath(".//section[@class='step']")]
    lines = (SKILLS[lesson.skill], f"{book.title}, {book.label}")
    return Slide(_text(tree.find(".//h1")), lines, notes="\n".join(["Time plan", *steps]))


def _closing(book: Book, chapter: Chapter) -> Slide:
    entries = [full_entry(notes[0].source) for notes in by_source(notes_of(book, chapter)).values()]
    return Slide("Where this comes from", (*entries, *book.imprint()))


def _words(tree: html.HtmlElement) -> Iterator[str]:
    for part in part_of(tree, "words-you-need"):
        for term in part.xpath(".//dt"):
            yield f"{_text(term)}: {_text(term.getnext())}"


def _sheets(tree: html.HtmlElement) -> Iterator[Slide]:
    """Return a slide for each sheet: its quotation or figure, large, and below it who, where, when and which copy."""
    for sheet in tree.xpath(".//section[@class='sheet']"):
        facts = [f"{_text(term)}: {_text(term.getnext())}" for term in sheet.xpath("./dl/dt")]
        said = [f"{_said(figure)} {_text(figure.find('figcaption'))}" for figure in sheet.xpath(".//figure")]
        title = _text(sheet.find("h3"))
        large = _said(sheet.find(".//figure")) if len(said) == 1 else ""
        yield Slide(title, (*([_text(sheet.find(".//figcaption"))] if large else said), *facts), large)


def _said(figure: html.HtmlElement) -> str:
    quotation = figure.find("blockquote")
    return _text(quotation if quotation is not None else figure.xpath("./p")[0])


def _asked(tree: html.HtmlElement, kind: str, answers: dict[str, str]) -> Iterator[Slide]:
    """Return a slide for each group of questions, with the answers for the teacher."""
    for group in tree.xpath(f".//section[@class='{kind}']"):
        heading = group.find("h3")
        asked = group.xpath(".//li")
        numbers = [str(each.get("id", "")).rpartition("-")[2] for each in asked]
        lines = [f"{number}. {_text(each)}" for number, each in zip(numbers, asked, strict=True)]
        notes = "\n".join(f"{number}. {answers[number]}" for number in numbers if number in answers)
        yield from _split(_text(heading) if heading is not None else "Exit ticket", lines, notes)


def _tasks(tree: html.HtmlElement, answers: dict[str, str]) -> Iterator[Slide]:
    for task in tree.xpath(".//section[@class='task']"):
        level = str(task.find("h3").get("id")).rpartition("-")[2]
        lines = [_text(each) for each in task.xpath("./p | .//li")]
        yield from _split(f"Task: {_text(task.find('h3'))}", lines, answers.get(level, ""))


def _grids(tree: html.HtmlElement) -> Iterator[Slide]:
    """Return each grid on slides of a few rows, without the column that students fill in; the notes give the result."""
    for block in tree.xpath(".//div[@class='block grid']"):
        table = block.find(".//table")
        title = _text(table.find("caption"))
        rows = [tuple(_text(cell) for cell in row if cell.get("class") != "blank") for row in table.xpath("./tbody/tr")]
        heads = tuple(_text(head) for head in table.xpath("./thead//th"))[: len(rows[0])]
        notes = "\n".join(_text(each) for each in block.xpath(".//details//li | ./p"))
        for at in range(0, len(rows), MOST_ROWS):
            yield Slide(title, table=Table(heads, tuple(rows[at : at + MOST_ROWS])), notes=notes)


def _answers(key: Chapter) -> Iterator[tuple[str, str]]:
    """Return the number or level that each answer is for, and its text."""
    for answer in _readable(key).xpath(".//section[@class='answer']"):
        to = str(answer.find(".//h3").get("id")).rpartition("-")[2]
        yield to, " ".join(_text(each) for each in answer.xpath("./p | ./ul | ./ol"))
