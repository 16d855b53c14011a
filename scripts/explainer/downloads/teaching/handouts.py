"""The handouts: a worksheet for each lesson, in parts and on two sheets of paper; its answer key; the teacher's guide.

Each is an HTML document made from pages of docs/teach/. PDF and DOCX are made from the same document.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from lxml import html

from explainer.downloads.book import Book, Chapter
from explainer.downloads.paged_chapters import element, link
from explainer.downloads.print.documents import handout, placed, sheet
from explainer.downloads.teaching.worksheet_parts import (
    SHAPES,
    add_task,
    exit_slips,
    grids,
    letter_rows,
    number_from,
    part_of,
    pictures,
    questions,
    read_first,
    sources,
    tasks,
)
from explainer.pages.lessons import INDEX, TICKET, Lesson, lessons_of

FOR_THE_TEACHER = ("objectives", "time-plan", "key-points")
"""Parts of a lesson that its answer key begins with."""
NOT_IN_THE_GUIDE = (
    "the-lessons", "what-is-in-a-lesson", "a-week-with-the-pack", "quiz-cards-and-files", "use-it-change-it",
)  # fmt: skip
_COPIES = {
    "read-first": ("Read first", "for each student"),
    "picture": ("Picture", "one for each group or pair"),
    "source": ("Sheets", "one set for each group or pair"),
    "questions-to-answer": ("Questions", "for each student"),
    "grid-to-fill": ("Compare", "for each student"),
    "task-to-write": ("Task", "one of the three for each student"),
    "marking": ("How the work is marked", "for each group or pair"),
    "exit-slips": ("Exit slips", "cut in four, one slip for each student, without a name"),
}
"""What each part of a worksheet is called, and who gets it."""


def lessons_in(book: Book) -> list[Lesson]:
    """Return the lessons of a book, in the order of its navigation."""
    lessons = {lesson.page.path: lesson for lesson in lessons_of(book.edition.pages)}
    return [lessons[chapter.path] for chapter in book.handouts if chapter.path in lessons]


def key_of(book: Book, lesson: Lesson) -> Chapter:
    """Return the page of answers of a lesson as a chapter."""
    return book.by_path[lesson.key_path]


def worksheet(book: Book, lesson: Lesson) -> str:
    """Return what students get, in parts that begin on new pages, after a page for the teacher on who gets which."""
    chapter = book.by_path[lesson.page.path]
    section = _for_students(book, chapter)
    letter_rows(section)
    shown = pictures(section)
    parts = [
        read_first(section),
        *shown,
        *sources(section),
        questions(section),
        *grids(section),
        *tasks(section),
        *exit_slips(section, lesson.title),
    ]
    first = parts[0]
    first.insert(0, element("h2", "", chapter.heading))
    for number, each in enumerate(parts, start=1):
        each.set("id", f"part-{number}")
    head = [element("h1", "", chapter.heading), _copies(parts), *section.xpath("./section[@class='notes']")]
    teacher = element("section", "chapter for-the-teacher", "", *head)
    whole = element("div", "", "", teacher, *parts)
    _drop_dead_links(whole)
    return handout(book, f"{chapter.heading} – {book.title}", chapter.description, teacher, parts)


def short_worksheet(book: Book, lesson: Lesson) -> str:
    """Return the lesson on two sheets of paper: what to read, all sources, the first grid, a question of each group,
    and a task."""
    chapter = book.by_path[lesson.page.path]
    section = _for_students(book, chapter)
    first = {question.group: str(question.number) for question in reversed(lesson.questions)}
    first.pop(TICKET, None)
    pictures(section)
    begin = read_first(section)
    for heading in begin.iter("h3"):
        heading.tag = "h2"
    begin.insert(0, element("h1", "", chapter.heading))
    asked = questions(section, only=tuple(first.values()))
    for task in section.xpath(".//section[@class='task'][h3[contains(@id, '--task-core')]]"):
        task.find("h3").text = "Task"
        add_task(asked, task)
    letter_rows(section)
    parts = [begin, *sources(section), *grids(section, most=1), asked]
    whole = element("div", "", "", *parts)
    _drop_dead_links(whole)
    return handout(book, f"{chapter.heading}, on two sheets – {book.title}", chapter.description, None, parts, "short")


def _for_students(book: Book, chapter: Chapter) -> html.HtmlElement:
    """Return a lesson without the results under its grids."""
    section = _alone(book, chapter)
    for result in section.xpath(".//section[@class='fold']"):
        result.drop_tree()
    return section


def _copies(parts: Iterable[html.HtmlElement]) -> html.HtmlElement:
    """Return the list of parts, each with who gets it."""
    rows: dict[str, html.HtmlElement] = {}
    for each in parts:
        kind = each.get("class").split()[-1]
        name, who = _COPIES[kind]
        if kind not in rows:
            rows[kind] = element("li", "count", f"{name}, from ", link(f"#{each.get('id')}", "here"))
            rows[kind][0].tail = f": {who}"
    listed = element("ul", "copies", "", *rows.values())
    return element("section", "", "", element("h2", "", "For the teacher: what to copy for whom"), listed)


def answer_key(book: Book, lesson: Lesson) -> str:
    """Return what the teacher keeps: who gets what, a shorter reading, objectives, plan, points, notes and answers."""
    chapter = key_of(book, lesson)
    section = _alone(book, chapter)
    for unwanted in section.xpath(".//div[@class='block key']"):
        unwanted.drop_tree()
    letter_rows(section)
    for level, shape in SHAPES.items():
        for heading in section.xpath(f".//h3[contains(@id, '--answer-{level}')]"):
            heading.text = f"{heading.text} (on the worksheet: {shape})"
    plan = _alone(book, book.by_path[lesson.page.path])
    for each in reversed([each for title in FOR_THE_TEACHER for each in part_of(plan, title)]):
        section.insert(_after_heading(section), each)
    copies = _who_gets_what(lesson)
    copies.extend(plan.xpath(".//div[@class='block shorter']"))
    section.insert(_after_heading(section), copies)
    _drop_dead_links(section)
    return sheet(book, f"{chapter.heading} – {book.title}", chapter.description, [section], "handout key")


def _who_gets_what(lesson: Lesson) -> html.HtmlElement:
    rows = [element("li", "count", f"{name}: {who}.") for name, who in _parts_of(lesson)]
    heading = element("h2", "", "What to copy for whom")
    return element("section", "", "", heading, element("ul", "", "", *rows))


def _parts_of(lesson: Lesson) -> Iterator[tuple[str, str]]:
    """Yield each part of a lesson's worksheet, and who gets it."""
    present = {
        "picture": lesson.named("chart") or lesson.named("map") or lesson.named("relations"),
        "grid-to-fill": lesson.named("grid") or lesson.named("organiser"),
        "marking": lesson.named("rubric"),
    }
    for kind, (name, who) in _COPIES.items():
        if present.get(kind, True):
            yield name, who


def guide(book: Book) -> str:
    """Return the teacher's guide, made from the index of the teaching pages."""
    chapter = book.by_path[INDEX]
    section = _alone(book, chapter)
    for title in NOT_IN_THE_GUIDE:
        for unwanted in part_of(section, title):
            unwanted.drop_tree()
    return sheet(book, f"{chapter.heading} – {book.title}", chapter.description, [section], "handout guide-page")


def _alone(book: Book, chapter: Chapter) -> html.HtmlElement:
    """Return a chapter for a document of its own, without links to definitions: lessons explain the words they need."""
    section = placed(book, chapter, {chapter.path}, is_sheet=True)
    for mark in section.xpath(".//a[contains(concat(' ', @class, ' '), ' term ') or starts-with(@href, '#word-')]"):
        mark.drop_tag()
    for listed in section.xpath(".//ol[@start]"):
        number_from(listed, int(listed.get("start")))
    return section


def _drop_dead_links(section: html.HtmlElement) -> None:
    """Turn links to anchors that are not in this document into plain words."""
    places = set(section.xpath(".//@id"))
    for mark in section.xpath(".//a[starts-with(@href, '#')]"):
        if mark.get("href")[1:] not in places:
            mark.drop_tag()


def _after_heading(section: html.HtmlElement) -> int:
    return int(section.index(section.find("h1"))) + 1
