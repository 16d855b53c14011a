"""The downloads for teachers: worksheets, keys and slides of each lesson, quiz, flashcards, and a zip of them all."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

from lxml import html

from explainer.downloads.archive import packed
from explainer.downloads.book import Book
from explainer.downloads.download import Download, said
from explainer.downloads.paged_chapters import element
from explainer.downloads.print.documents import handout, sheet
from explainer.downloads.print.pdf import printed
from explainer.downloads.teaching.card_sheets import SHEET_STYLE, card_sheets
from explainer.downloads.teaching.docx import docx
from explainer.downloads.teaching.handouts import answer_key, guide, lessons_in, short_worksheet, worksheet
from explainer.downloads.teaching.pack import pack_of
from explainer.downloads.teaching.paper_quiz import paper_quiz, printed_key
from explainer.downloads.teaching.pptx import slides
from explainer.downloads.teaching.quiz_files import TEACHING_FILES, TeachingFile
from explainer.downloads.teaching.slide import Slide
from explainer.downloads.teaching.slides import deck, students_deck
from explainer.pages.lessons import INDEX, Lesson

Document = Callable[[Book], str]
_HANDOUTS = (("worksheet", worksheet), ("short", short_worksheet), ("key", answer_key))


def for_teachers(book: Book) -> list[Download]:
    """Return every download for teachers, in the order in which they are listed; [] if the book has no lessons."""
    if INDEX not in book.by_path:
        return []
    facts = "pack", "teach", "teaching-pack.zip", *said(book.texts, "pack")
    return [Download(*facts, _packed, holds_others=True), *_inside(book)]


def to_carry(book: Book) -> list[Download]:
    """Return the downloads that copies of the site hold: of each lesson the worksheet that takes least paper."""
    lessons = lessons_in(book) if INDEX in book.by_path else []
    return [each for lesson in lessons for each in _of_lesson(book, lesson) if each.name == f"{lesson.slug}-short"]


def _inside(book: Book) -> list[Download]:
    about = partial(said, book.texts)
    lessons = [download for lesson in lessons_in(book) for download in _of_lesson(book, lesson)]
    return [
        _printed("guide", "teach", "guide.pdf", *about("guide"), guide),
        *lessons,
        *(_of_quiz(book, each) for each in TEACHING_FILES if each.name in ("gift", "qti", "quiz-csv")),
        _printed("quiz-paper", "teach", "quiz-paper.pdf", *about("quiz-paper"), _quiz),
        _printed("quiz-key", "teach", "quiz-key.pdf", *about("quiz-key"), _quiz_key),
        *(_of_quiz(book, each) for each in TEACHING_FILES if each.name in ("anki", "cards-csv")),
        _printed("cards", "teach", "flashcards.pdf", *about("cards"), _cards),
    ]


def _of_lesson(book: Book, lesson: Lesson) -> Iterator[Download]:
    for kind, compose in _HANDOUTS:
        use, name, document = book.texts[f"use-{kind}"], f"{lesson.slug}-{kind}", partial(_composed, compose, lesson)
        yield _printed(name, "lessons", f"{name}.pdf", lesson.title, use, document)
        yield Download(
            f"{name}-text", "lessons", f"{name}.docx", lesson.title, use, partial(_editable, document), document
        )
    for kind, made, compose in _DECKS:
        use, name = book.texts[f"use-{kind}"], f"{lesson.slug}-{kind}"
        file, document = f"{name}.pptx", partial(_composed, compose, lesson)
        yield Download(name, "lessons", file, lesson.title, use, partial(_slides, made, lesson), document)


def _printed(name: str, group: str, file: str, title: str, use: str, document: Document) -> Download:
    return Download(name, group, file, title, use, partial(_as_pdf, document, name), document)


def _as_pdf(document: Document, name: str, book: Book) -> bytes:
    return printed(book, document(book), name)


def _composed(compose: Callable[[Book, Lesson], str], lesson: Lesson, book: Book) -> str:
    return compose(book, lesson)


def _editable(document: Document, book: Book) -> bytes:
    return docx(book, document(book))


def _slides(made: Callable[[Book, Lesson], list[Slide]], lesson: Lesson, book: Book) -> bytes:
    return slides(book, made(book, lesson))


def _for_teachers(book: Book, lesson: Lesson) -> str:
    """Return the documents from which slides and their notes take their words."""
    return worksheet(book, lesson) + answer_key(book, lesson)


_DECKS = (
    ("slides", deck, _for_teachers),
    ("slides-for-students", students_deck, _for_teachers),
)


def _of_quiz(book: Book, given: TeachingFile) -> Download:
    return Download(given.name, "teach", given.file, *said(book.texts, given.name), partial(_from_pack, given))


def _from_pack(given: TeachingFile, book: Book) -> bytes:
    return given.make(pack_of(book))


def _quiz(book: Book) -> str:
    section = html.fragment_fromstring(paper_quiz(pack_of(book)), create_parent="section")
    papers = section.xpath("./section")
    for paper in papers:
        paper.drop_tree()
    return handout(book, *_titled(book, section), section, papers, "quiz-paper")


def _quiz_key(book: Book) -> str:
    section = html.fragment_fromstring(printed_key(pack_of(book)), create_parent="section")
    return sheet(book, *_titled(book, section), [section], "handout quiz-key")


def _cards(book: Book) -> str:
    section = html.fragment_fromstring(card_sheets(pack_of(book)), create_parent="section")
    section.insert(0, element("style", "", SHEET_STYLE))
    title, about = _titled(book, section)
    return handout(book, title, about, None, [section], "card-sheets")


def _titled(book: Book, section: html.HtmlElement) -> tuple[str, str]:
    """Make a section a chapter without the lines of the imprint, which its document adds, and return its title twice:
    as the title and the description of the document."""
    section.set("class", "chapter")
    for line in section.xpath("./p"):
        if " ".join(line.text_content().split()) in book.imprint():
            line.drop_tree()
    title = " ".join(section.find(".//h1").text_content().split())
    return title, title


def _packed(book: Book) -> bytes:
    """Return all files for teachers in one zip, in folders."""
    entries = {"READ-ME.txt": book.texts["teaching-read-me"].format(imprint="\n".join(book.imprint())).encode()}
    numbers = {lesson.slug: number for number, lesson in enumerate(lessons_in(book), start=1)}
    for download in _inside(book):
        entries[f"{_folder(download, numbers)}{download.file}"] = download.content(book)
    return packed(entries, book.released)


def _folder(download: Download, numbers: dict[str, int]) -> str:
    slug = max((each for each in numbers if download.name.startswith(f"{each}-")), key=len, default="")
    if download.group == "lessons":
        return f"{numbers[slug]}-{slug}/"
    return {"quiz": "quiz/", "flas": "cards/"}.get(download.file[:4], "")
