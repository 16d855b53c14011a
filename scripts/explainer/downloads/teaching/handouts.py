"""The handouts: a worksheet for each lesson, in parts and on two sheets of paper; its answer key; the teacher's guide.

Each is an HTML document made from pages of docs/teach/. PDF and DOCX are made from the same document.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from lxml import html

from explainer.core.vocabulary import TASK_LEVELS
from explainer.downloads.book import Book, Chapter
from explainer.downloads.paged_chapters import element, link
from explainer.downloads.print.documents import handout, placed, sheet
from explainer.downloads.teaching.worksheet_parts import (
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
_COPIES = (
    "read-first", "picture", "source", "questions-to-answer", "grid-to-fill", "task-to-write", "marking", "exit-slips",
)  # fmt: skip
"""The parts of a worksheet. Texts say what each is called, and who gets it."""


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
    texts, shown = book.texts, pictures(book.texts, section)
    parts = [
        read_first(texts, section),
        *shown,
        *sources(texts, section),
        questions(texts, section),
        *grids(texts, section),
        *tasks(texts, section),
        *exit_slips(texts, section, lesson.title),
    ]
    first = parts[0]
    first.insert(0, element("h2", "", chapter.heading))
    for number, each in enumerate(parts, start=1):
        each.set("id", f"part-{number}")
    head = [element("h1", "", chapter.heading), _copies(texts, parts), *section.xpath("./section[@class='notes']")]
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
    texts = book.texts
    pictures(texts, section)
    begin = read_first(texts, section)
    for heading in begin.iter("h3"):
        heading.tag = "h2"
    begin.insert(0, element("h1", "", chapter.heading))
    asked = questions(texts, section, only=tuple(first.values()))
    for task in section.xpath(".//section[@class='task'][h3[contains(@id, '--task-core')]]"):
        task.find("h3").text = texts["task"]
        add_task(asked, task)
    letter_rows(section)
    parts = [begin, *sources(texts, section), *grids(texts, section, most=1), asked]
    whole = element("div", "", "", *parts)
    _drop_dead_links(whole)
    title = f"{texts['on-two-sheets'].format(lesson=chapter.heading)} – {book.title}"
    return handout(book, title, chapter.description, None, parts, "short")


def _for_students(book: Book, chapter: Chapter) -> html.HtmlElement:
    """Return a lesson without the results under its grids."""
    section = _alone(book, chapter)
    for result in section.xpath(".//section[@class='fold']"):
        result.drop_tree()
    return section


def _copies(texts: Mapping[str, str], parts: Iterable[html.HtmlElement]) -> html.HtmlElement:
    """Return the list of parts, each with who gets it."""
    rows: dict[str, html.HtmlElement] = {}
    for each in parts:
        kind = each.get("class").split()[-1]
        if kind not in rows:
            begins = texts["part-from"].format(part=texts[f"part-{kind}"])
            rows[kind] = element("li", "count", f"{begins} ", link(f"#{each.get('id')}", texts["here"]))
            rows[kind][0].tail = f": {texts[f'copies-{kind}']}"
    listed = element("ul", "copies", "", *rows.values())
    return element("section", "", "", element("h2", "", texts["for-the-teacher-copies"]), listed)


def answer_key(book: Book, lesson: Lesson) -> str:
    """Return what the teacher keeps: who gets what, a shorter reading, objectives, plan, points, notes and answers."""
    chapter = key_of(book, lesson)
    section = _alone(book, chapter)
    for unwanted in section.xpath(".//div[@class='block key']"):
        unwanted.drop_tree()
    letter_rows(section)
    for level in TASK_LEVELS:
        for heading in section.xpath(f".//h3[contains(@id, '--answer-{level}')]"):
            heading.text = book.texts["task-on-worksheet"].format(task=heading.text, shape=book.texts[f"shape-{level}"])
    plan = _alone(book, book.by_path[lesson.page.path])
    for each in reversed([each for title in FOR_THE_TEACHER for each in part_of(plan, title)]):
        section.insert(_after_heading(section), each)
    copies = _who_gets_what(book.texts, lesson)
    copies.extend(plan.xpath(".//div[@class='block shorter']"))
    section.insert(_after_heading(section), copies)
    _drop_dead_links(section)
    return sheet(book, f"{chapter.heading} – {book.title}", chapter.description, [section], "handout key")


def _who_gets_what(texts: Mapping[str, str], lesson: Lesson) -> html.HtmlElement:
    named = ((texts[f"part-{kind}"], texts[f"copies-{kind}"]) for kind in _parts_of(lesson))
    rows = [element("li", "count", f"{name}: {who}.") for name, who in named]
    heading = element("h2", "", texts["what-to-copy"])
    return element("section", "", "", heading, element("ul", "", "", *rows))


def _parts_of(lesson: Lesson) -> Iterator[str]:
    """Yield each part of a lesson's worksheet."""
    present = {
        "picture": lesson.named("chart") or lesson.named("map") or lesson.named("relations"),
        "grid-to-fill": lesson.named("grid") or lesson.named("organiser"),
        "marking": lesson.named("rubric"),
    }
    yield from (kind for kind in _COPIES if present.get(kind, True))


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
