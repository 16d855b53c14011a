"""Any text that can be printed is read back as it was from documents, slides, books and workbooks."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import replace
from html import escape
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from lxml import etree

from explainer.core.letters import unprintable
from explainer.core.text import invisible_characters
from explainer.downloads.archive import packed, unpacked
from explainer.downloads.book import Book, Chapter
from explainer.downloads.data.evidence_tables import TABLES
from explainer.downloads.data.workbook import workbook
from explainer.downloads.ebook.epub import epub
from explainer.downloads.offline.site_copies import FOLDER, zim
from explainer.downloads.paged_chapters import element
from explainer.downloads.print.documents import sheet
from explainer.downloads.teaching.docx import docx
from explainer.downloads.teaching.pptx import slides
from explainer.downloads.teaching.slide import Slide
from hostile.batches import batched
from hostile.test_formats_for_programs import toy_book, varied
from hostile.texts import TEXTS

XML = etree.XMLParser(resolve_entities=False, no_network=True)
WORD = {"w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main"}
DRAWING = {"a": "http://schemas.openxmlformats.org/drawingml/2006/main"}
CORE = {"dc": "http://purl.org/dc/elements/1.1/"}
SHEET = {"s": "http://schemas.openxmlformats.org/spreadsheetml/2006/main"}
LATIN = re.compile("[^\x20-\x7e\u00a1-\u00ac\u00ae-\u017e‘’“”…–]")


def printable(text: str) -> str:
    """Return a text without what rules Y1 and Y2 refuse: letters that no typeface has, and invisible ones."""
    unwanted = {*unprintable(text), *(text[at] for at in invisible_characters(text))}
    return " ".join("".join(letter for letter in text if letter not in unwanted).split())


PRINTABLE = TEXTS.map(printable).filter(bool)
IN_LATIN = TEXTS.map(lambda text: " ".join(LATIN.sub("", text).split())).filter(bool)


def parsed(entries: dict[str, bytes], name: str) -> etree._Element:
    return etree.fromstring(entries[name], XML)


def book_called(title: str, *chapters: Chapter) -> Book:
    book = toy_book()
    return replace(book, title=title, subtitle=title, chapters=chapters or book.chapters)


def words_in(tree: etree._Element, tag: str, names: dict[str, str]) -> Iterator[str]:
    """Yield the text of each paragraph that has any."""
    prefix = next(iter(names))
    for paragraph in tree.iterfind(f".//{prefix}:{tag}", names):
        runs = paragraph.findall(f".//{prefix}:t", names)
        if runs:
            yield "".join(run.text or "" for run in runs)


@pytest.mark.downloads
@batched(PRINTABLE)
def test_docx(texts: list[str]) -> None:
    book = book_called(texts[0])
    cells = [element("tr", "", "", element("td", "", text), element("td", "", text)) for text in texts[20:]]
    parts = [element("p", "", text) for text in texts[:20]]
    chapter = element("section", "chapter", "", element("h1", "", texts[1]), *parts, element("table", "", "", *cells))
    entries = unpacked(docx(book, sheet(book, texts[2], texts[3], [chapter])))
    read = list(words_in(parsed(entries, "word/document.xml"), "p", WORD))
    assert read[:2] == [texts[1], texts[0]]
    assert read[2:62] == [*texts[:20], *(text for text in texts[20:] for _ in range(2))]
    facts = parsed(entries, "docProps/core.xml")
    assert (facts.findtext("dc:title", None, CORE), facts.findtext("dc:creator", None, CORE)) == (texts[1], texts[0])
    links = parsed(entries, "word/_rels/document.xml.rels").iterfind("./*[@TargetMode='External']")
    assert {each.get("Target") for each in links} <= {book.address, book.identity.licence.address}


@pytest.mark.downloads
@pytest.mark.parametrize("word", ["false", "True", "null", "- x", "a: b"])
def test_a_title_of_docx_that_is_a_word_of_yaml(word: str) -> None:
    book = book_called(word)
    chapter = element("section", "chapter", "", element("h1", "", word), element("p", "", "Low tide."))
    read = list(
        words_in(parsed(unpacked(docx(book, sheet(book, "x", "y", [chapter]))), "word/document.xml"), "p", WORD)
    )
    assert read[:3] == [word, word, "Low tide."]


@pytest.mark.downloads
@batched(PRINTABLE)
def test_pptx(texts: list[str]) -> None:
    shown = [
        Slide(title, (first, second), italics=(first,), notes=notes)
        for title, first, second, notes in zip(*[iter(texts)] * 4, strict=True)
    ]
    entries = unpacked(slides(book_called(texts[0]), shown))
    for number, slide in enumerate(shown, start=1):
        read = list(words_in(parsed(entries, f"ppt/slides/slide{number}.xml"), "p", DRAWING))
        assert read[:-1] == [slide.title, *slide.lines]
        notes = "\n".join(words_in(parsed(entries, f"ppt/notesSlides/notesSlide{number}.xml"), "p", DRAWING))
        assert notes.split("\n")[0] == slide.notes
    facts = parsed(entries, "docProps/core.xml")
    assert facts.findtext("dc:title", None, CORE) == f"{texts[0]} – {texts[0]}"
    assert facts.findtext("dc:creator", None, CORE) == texts[0]


@pytest.mark.downloads
@batched(PRINTABLE)
def test_epub(texts: list[str]) -> None:
    def chapter(number: int, title: str, first: str, second: str) -> Chapter:
        content = f'<h1>{escape(title)}</h1><p title="{escape(first)}">{escape(first)}</p><p>{escape(second)}</p>'
        return Chapter(f"c{number}.md", title, texts[1], content)

    chapters = [chapter(number, *three) for number, three in enumerate(zip(*[iter(texts[1:])] * 3, strict=True))]
    entries = unpacked(epub(book_called(texts[0], *chapters)))
    for number, (title, first, second) in enumerate(zip(*[iter(texts[1:])] * 3, strict=True)):
        tree = parsed(entries, f"EPUB/c{number}.xhtml")
        assert tree.findtext(".//{*}title") == title
        assert ["".join(each.itertext()) for each in tree.iterfind(".//{*}section/*")] == [title, first, second]
        assert tree.find(".//{*}p").get("title") == first
        kinds = {etree.QName(each).localname for each in tree.iter()}
        assert kinds <= {"html", "head", "meta", "title", "link", "body", "section", "h1", "p", "span"}
    contents = parsed(entries, "EPUB/nav.xhtml").find(".//{*}nav")
    assert ["".join(each.itertext()) for each in contents.iterfind(".//{*}a")] == texts[1::3]
    facts = parsed(entries, "EPUB/package.opf")
    assert {facts.findtext(f".//{{*}}{name}") for name in ("title", "creator", "publisher")} == {texts[0]}


@pytest.mark.downloads
@batched(PRINTABLE)
def test_xlsx(texts: list[str]) -> None:
    book = book_called(texts[0])
    book = replace(book, edition=replace(book.edition, evidence=varied(texts)))
    entries = unpacked(workbook(book))
    strings = ["".join(each.itertext("{*}t")) for each in parsed(entries, "xl/sharedStrings.xml")]
    names = [each.get("name") for each in parsed(entries, "xl/workbook.xml").iterfind(".//s:sheet", SHEET)]
    checked = 0
    for table in TABLES:
        given = list(table.rows(book.edition.evidence))
        if not given:
            continue
        tree = parsed(entries, f"xl/worksheets/sheet{names.index(table.name) + 1}.xml")
        assert tree.find(".//s:f", SHEET) is None
        rows = [[each for each in row if each.get("t") == "s"] for row in tree.iterfind(".//s:row", SHEET)][1:]
        read = [[as_spreadsheets_read(strings[int(cell.findtext("s:v", "", SHEET))]) for cell in row] for row in rows]
        dates = {at for at, column in enumerate(table.columns) if column.kind == "date"}
        assert read == [
            [str(cell) for at, cell in enumerate(row) if isinstance(cell, str) and cell and at not in dates]
            for row in given
        ]
        checked += len(read)
    assert checked > 20
    facts = parsed(entries, "docProps/core.xml")
    assert as_spreadsheets_read(facts.findtext("dc:title", "", CORE)) == f"{texts[0]}: the evidence"


def as_spreadsheets_read(text: str) -> str:
    """Return what a cell says: the format writes some characters as codes, such as `_x005F_` for `_`."""
    return re.sub("_x([0-9A-Fa-f]{4})_", lambda code: chr(int(code[1], 16)), text)


@pytest.mark.downloads
@batched(PRINTABLE)
def test_zim(texts: list[str]) -> None:
    from libzim.reader import Archive

    def page(text: str) -> bytes:
        head = f'<head><meta charset="utf-8"><title>{escape(text)}</title></head>'
        return f"<!DOCTYPE html><html>{head}<body>{escape(text)}</body></html>".encode()

    pages = {f"{number}.html": page(text) for number, text in enumerate(texts)} | {"index.html": page(texts[0])}
    book = book_called(texts[0])
    copy = packed({f"{FOLDER}/{name}": content for name, content in pages.items()}, book.released)
    with TemporaryDirectory() as folder:
        file = Path(folder, "site.zim")
        file.write_bytes(zim(replace(book, made={"zip": copy})))
        archive = Archive(file)
        for number, text in enumerate(texts):
            entry = archive.get_entry_by_path(f"{number}.html")
            assert (entry.title, bytes(entry.get_item().content)) == (text, pages[f"{number}.html"])
        for name in ("Title", "Creator", "Publisher"):
            assert bytes(archive.get_metadata(name)).decode() == texts[0]


@pytest.mark.downloads
@batched(IN_LATIN)
def test_pdf(texts: list[str]) -> None:
    """Complex scripts are drawn with glyphs of several letters, so a page is compared in Latin; facts are whole."""
    import pikepdf

    from explainer.downloads.print.pdf import printed
    from explainer.downloads.read_back import text_of_pdf

    book = book_called(texts[0])
    marked = [f"{at}<{text}>{at}" for at, text in enumerate(texts)]
    pairs = ((element("h2", "", text), element("p", "", line)) for text, line in zip(texts, marked, strict=True))
    parts = [each for pair in pairs for each in pair]
    chapter = element("section", "chapter", "", element("h1", "", texts[1]), *parts)
    content = printed(book, sheet(book, texts[2], texts[3], [chapter]), "texts.pdf")
    read = as_typeset(text_of_pdf(content))
    for line in marked:
        assert as_typeset(line) in read
    with pikepdf.open(io.BytesIO(content)) as pdf:
        assert str(pdf.docinfo.Title) == texts[2]
        with pdf.open_outline() as outline:
            (top,) = outline.root
            assert [each.title for each in (top, *top.children)] == [texts[1], *texts]


def as_typeset(text: str) -> str:
    """Return a text without spaces and the signs of words that are broken at the end of a line."""
    return re.sub("[\\s\u0002\u00ad\ufffe]", "", text)
