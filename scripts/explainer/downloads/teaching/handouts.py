"""The handouts: a worksheet for each lesson, with room to write; its answer key; and the teacher's guide.

Each is an HTML document made from pages of docs/teach/. PDF and DOCX are made from the same document.
"""

from __future__ import annotations

from collections.abc import Iterable

from lxml import html

from explainer.downloads.book import Book, Chapter
from explainer.downloads.paged_chapters import element
from explainer.downloads.print.documents import placed, sheet
from explainer.pages.lessons import INDEX, Lesson, lessons_of

NOT_FOR_STUDENTS = ("time-plan", "key-points", "access", "licence")
"""Parts of a lesson that a worksheet leaves out: the plan and key points are for the teacher, and the imprint says the
rest."""
FOR_THE_TEACHER = ("objectives", "time-plan", "key-points")
"""Parts of a lesson that its answer key begins with."""
NOT_IN_THE_GUIDE = (
    "the-lessons", "what-is-in-a-lesson", "a-week-with-the-pack", "quiz-cards-and-files", "use-it-change-it",
)  # fmt: skip
LINES_FOR_A_QUESTION, LINES_FOR_A_TASK = 3, 8


def lessons_in(book: Book) -> list[Lesson]:
    """Return the lessons of a book, in the order of its navigation."""
    lessons = {lesson.page.path: lesson for lesson in lessons_of(book.edition.pages)}
    return [lessons[chapter.path] for chapter in book.handouts if chapter.path in lessons]


def key_of(book: Book, lesson: Lesson) -> Chapter:
    """Return the page of answers of a lesson as a chapter."""
    return book.by_path[lesson.key_path]


def worksheet(book: Book, lesson: Lesson) -> str:
    """Return what students get: a lesson without its time plan, its key points and the results under its grids."""
    chapter = book.by_path[lesson.page.path]
    section = _alone(book, chapter)
    _leave_out(section, NOT_FOR_STUDENTS)
    for unwanted in section.xpath(".//div[@class='block lesson'] | .//section[@class='fold']"):
        unwanted.drop_tree()
    for asked in section.xpath(".//section[@class='questions' or @class='ticket']//li"):
        asked.append(_lines(LINES_FOR_A_QUESTION))
    for listed in section.xpath(".//ol[@start]"):
        # The PDF writer ignores the attribute `start`, but follows the style.
        listed.set("style", f"counter-reset: list-item {int(listed.get('start')) - 1}")
    for task in section.xpath(".//section[@class='task']"):
        task.append(_lines(LINES_FOR_A_TASK))
    section.insert(_after_heading(section), element("p", "name-and-date", "Name: ", element("span", "to-fill")))
    return sheet(book, f"{chapter.heading} – {book.title}", chapter.description, [section], "handout")


def answer_key(book: Book, lesson: Lesson) -> str:
    """Return what the teacher keeps: objectives, time plan, key points, notes and every answer."""
    chapter = key_of(book, lesson)
    section = _alone(book, chapter)
    for unwanted in section.xpath(".//div[@class='block key']"):
        unwanted.drop_tree()
    plan = _alone(book, book.by_path[lesson.page.path])
    for part in reversed([part for title in FOR_THE_TEACHER for part in part_of(plan, title)]):
        section.insert(_after_heading(section), part)
    _drop_dead_links(section)
    return sheet(book, f"{chapter.heading} – {book.title}", chapter.description, [section], "handout key")


def guide(book: Book) -> str:
    """Return the teacher's guide, made from the index of the teaching pages."""
    chapter = book.by_path[INDEX]
    section = _alone(book, chapter)
    _leave_out(section, NOT_IN_THE_GUIDE)
    return sheet(book, f"{chapter.heading} – {book.title}", chapter.description, [section], "handout guide-page")


def _alone(book: Book, chapter: Chapter) -> html.HtmlElement:
    """Return a chapter for a document of its own, without links to definitions: lessons explain the words they need."""
    section = placed(book, chapter, {chapter.path}, is_sheet=True)
    for mark in section.xpath(".//a[contains(concat(' ', @class, ' '), ' term ') or starts-with(@href, '#word-')]"):
        mark.drop_tag()
    return section


def part_of(section: html.HtmlElement, title: str) -> list[html.HtmlElement]:
    """Return the heading of a part and everything up to the next part; [] if there is no such part."""
    found: list[html.HtmlElement] = []
    for child in section:
        if child.tag == "h2" or child.get("class") == "notes":
            if found:
                break
            if str(child.get("id", "")).rpartition("--")[2] == title:
                found.append(child)
        elif found:
            found.append(child)
    return found


def _leave_out(section: html.HtmlElement, titles: Iterable[str]) -> None:
    for title in titles:
        for element_of_part in part_of(section, title):
            element_of_part.drop_tree()


def _drop_dead_links(section: html.HtmlElement) -> None:
    """Turn links to anchors that are not in this document into plain words."""
    places = set(section.xpath(".//@id"))
    for mark in section.xpath(".//a[starts-with(@href, '#')]"):
        if mark.get("href")[1:] not in places:
            mark.drop_tag()


def _after_heading(section: html.HtmlElement) -> int:
    return int(section.index(section.find("h1"))) + 1


def _lines(count: int) -> html.HtmlElement:
    return element("div", "lines", "", *(element("p", "line", "\N{NO-BREAK SPACE}") for _ in range(count)))
