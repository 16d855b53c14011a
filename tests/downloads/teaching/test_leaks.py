"""No file that students get holds an answer: neither where they see it, nor in notes, descriptions and properties."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import pytest
from lxml import html

from conftest import REAL_ROOT
from explainer.downloads.book import Book
from explainer.downloads.download import Download
from explainer.downloads.read_back import all_texts
from explainer.downloads.teaching.handouts import lessons_in
from explainer.downloads.teaching.lesson_files import for_teachers
from explainer.downloads.teaching.pack import pack_of
from explainer.downloads.teaching.paper_quiz import paper_quiz
from explainer.downloads.teaching.worksheet_parts import part_of
from explainer.pages.lessons import Lesson
from explainer.quiz.ask import Options, Range, Words

OF_LESSON = ("worksheet", "worksheet-text", "short", "short-text", "slides-for-students")
"""What students get of each lesson."""
FOR_THE_TEACHER = ("key", "key-text", "slides")
"""What only the teacher gets of each lesson."""
OF_QUIZ = "quiz-paper"
WITH_ANSWERS = {"pack", "guide", "gift", "qti", "quiz-csv", "quiz-key", "anki", "cards-csv", "cards"}
"""What holds answers by its nature, or none of a lesson's."""
Content = Callable[[Download], bytes]
SHORTEST = 25
"""Letters: a shorter sentence, such as “They do not”, is no answer that could be recognised."""


def squeezed(text: str) -> str:
    """Return a text without citations, spaces and punctuation, which each format sets in its own way."""
    return re.sub(r"\W+", "", re.sub(r"\[[^\]]{1,80}\]", "", text)).casefold()


def sentences(texts: Iterable[str]) -> Iterator[str]:
    for text in texts:
        yield from (squeezed(each) for each in re.split(r"(?<=[.?!])\s", text))


def answers_of(book: Book, lesson: Lesson) -> set[str]:
    """Return the sentences of the key, of the key points and of the results of grids, apart from what students are
    given to read."""
    plan, key = book.by_path[lesson.page.path].tree(), book.by_path[lesson.key_path].tree()
    kept = [*key.xpath(".//section[@class='answer']//p[not(@class)]"), *key.xpath(".//section[@class='answer']//li")]
    kept += [each for part in part_of(plan, "key-points") for each in part.xpath("descendant-or-self::li")]
    kept += plan.xpath(".//div[@class='block grid']//details//li")
    assert kept
    for mark in (mark for each in kept for mark in each.xpath(".//sup")):
        mark.drop_tree()
    given = squeezed(" ".join(lesson.texts("Background")))
    found = sentences(each.text_content() for each in kept)
    return {each for each in found if len(each) > SHORTEST and each not in given}


def answers_of_quiz(book: Book) -> set[str]:
    """Return the sentences that say why an answer is right."""
    items = [item for _, listed in pack_of(book).by_lesson() for item in listed]
    found = {each for each in sentences(said.text for item in items for said in item.feedback) if len(each) > SHORTEST}
    assert found
    return found


def text_in(download: Download, content: bytes) -> str:
    """Return everything that can be read out of a finished file, squeezed."""
    return squeezed(" ".join(all_texts(download.file, content)))


@pytest.fixture
def content(each_book: Book, request: pytest.FixtureRequest) -> Content:
    """Gives the content of a download: of the toy world it is made, of the real project all are made once."""
    if each_book.edition.project.root != REAL_ROOT:
        return lambda download: download.make(each_book)
    made: Path = request.getfixturevalue("downloads")
    return lambda download: (made / download.file).read_bytes()


def by_name(book: Book) -> dict[str, Download]:
    return {download.name: download for download in for_teachers(book)}


def test_every_file_is_for_students_or_for_the_teacher(book: Book) -> None:
    """A new file must be entered here, and is searched for answers if students get it."""
    slugs = [lesson.slug for lesson in lessons_in(book)]
    known = {f"{slug}-{kind}" for slug in slugs for kind in (*OF_LESSON, *FOR_THE_TEACHER)}
    assert set(by_name(book)) == known | WITH_ANSWERS | {OF_QUIZ}


@pytest.mark.downloads
@pytest.mark.parametrize("kind", OF_LESSON)
def test_no_file_of_a_lesson_for_students_holds_an_answer(each_book: Book, content: Content, kind: str) -> None:
    offered = by_name(each_book)
    for lesson in lessons_in(each_book):
        download = offered[f"{lesson.slug}-{kind}"]
        text = text_in(download, content(download))
        assert squeezed(lesson.title) in text
        assert {each for each in answers_of(each_book, lesson) if each in text} == set(), lesson.slug


@pytest.mark.downloads
@pytest.mark.parametrize("kind", FOR_THE_TEACHER)
def test_the_same_search_finds_the_answers_in_what_the_teacher_keeps(book: Book, kind: str) -> None:
    (lesson,) = lessons_in(book)
    download = by_name(book)[f"{lesson.slug}-{kind}"]
    text = text_in(download, download.make(book))
    assert {each for each in answers_of(book, lesson) if each in text}


@pytest.mark.downloads
def test_the_quiz_on_paper_holds_no_answer(each_book: Book, content: Content) -> None:
    offered, answers = by_name(each_book), answers_of_quiz(each_book)
    paper, kept = (text_in(offered[name], content(offered[name])) for name in (OF_QUIZ, "quiz-key"))
    assert {each for each in answers if each in paper} == set()
    # A sentence that a page break cuts cannot be found.
    assert len({each for each in answers if each in kept}) > len(answers) * 0.9


def test_no_mark_and_no_word_on_the_paper_tells_the_right_answer(each_book: Book) -> None:
    pack = pack_of(each_book)
    paper = html.document_fromstring(paper_quiz(pack))
    for item in (item for _, listed in pack.by_lesson() for item in listed):
        (entry,) = paper.xpath(f"//li[@id='quiz-{item.id}']")
        if isinstance(item.key, Options):
            boxes = [html.tostring(box, encoding="unicode", with_tail=False) for box in entry.xpath("./ul/li")]
            drawn = {re.sub(r">[^<]*", ">", box) for box in boxes}
            assert len(boxes) == len(item.key.options), item.id
            assert len(drawn) == 1, item.id
        if isinstance(item.key, Range | Words):
            told = squeezed(entry.text_content())
            assert not [answer for answer in item.answer() if squeezed(answer) in told], item.id
