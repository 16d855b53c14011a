"""The EPUB is complete: its pages are well-formed, its links and notes resolve, and it has metadata and a cover."""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from dataclasses import replace

import pytest
from epub_judge import faults_in
from lxml import etree
from PIL import Image

from explainer.downloads import typefaces
from explainer.downloads.archive import unpacked
from explainer.downloads.book import Book, Chapter
from explainer.downloads.ebook.cover import HEIGHT, WIDTH, cover_picture
from explainer.downloads.ebook.epub import epub
from words_of_the_world import WORDS

XHTML = "{http://www.w3.org/1999/xhtml}"
TYPE = "{http://www.idpf.org/2007/ops}type"


@pytest.fixture
def entries(book: Book) -> dict[str, bytes]:
    return unpacked(epub(book))


def pages(entries: dict[str, bytes]) -> dict[str, etree._Element]:
    return {name: etree.fromstring(text) for name, text in entries.items() if name.endswith(".xhtml")}


def test_it_begins_with_its_media_type(book: Book) -> None:
    with zipfile.ZipFile(io.BytesIO(epub(book))) as archive:
        first = archive.infolist()[0]
    assert (first.filename, first.compress_type) == ("mimetype", zipfile.ZIP_STORED)


def test_every_link_resolves(entries: dict[str, bytes]) -> None:
    trees = pages(entries)
    anchors = {name: set(tree.xpath("//@id")) for name, tree in trees.items()}
    looked = 0
    for name, tree in trees.items():
        for address in tree.xpath("//@href | //@src"):
            if address.startswith("https://"):
                continue
            file, _, place = address.partition("#")
            target = posixpath.join("EPUB", file) if file else name
            assert target in entries, (name, address)
            assert not place or place in anchors[target], (name, address)
            looked += 1
    assert looked > 50


def test_a_citation_opens_a_note_with_the_full_entry(entries: dict[str, bytes], book: Book) -> None:
    tree = pages(entries)["EPUB/topics-leaving.xhtml"]
    marks = [mark for mark in tree.iter(f"{XHTML}a") if mark.get(TYPE) == "noteref"]
    notes = {note.get("id"): "".join(note.itertext()) for note in tree.iter(f"{XHTML}aside")}
    assert marks
    for mark in marks:
        assert any(source.title in notes[mark.get("href")[1:]] for source in book.edition.evidence.sources.values())


def test_the_package_lists_what_is_in_it(entries: dict[str, bytes], book: Book) -> None:
    package = etree.fromstring(entries["EPUB/package.opf"])
    listed = {f"EPUB/{item}" for item in package.xpath("//*[local-name()='item']/@href")}
    assert listed == {name for name in entries if name.startswith("EPUB/")} - {"EPUB/package.opf"}
    text = entries["EPUB/package.opf"].decode()
    assert book.label.split(",")[0].removeprefix("version ") in text
    for name in ("accessMode", "accessModeSufficient", "accessibilityFeature", "accessibilityHazard"):
        assert f"schema:{name}" in text


def test_it_has_a_cover_and_landmarks(entries: dict[str, bytes]) -> None:
    navigation = entries["EPUB/nav.xhtml"].decode()
    assert all(f'epub:type="{kind}"' in navigation for kind in ("toc", "landmarks", "cover", "bodymatter"))
    assert 'href="cover.png" media-type="image/png" properties="cover-image"' in entries["EPUB/package.opf"].decode()
    with Image.open(io.BytesIO(entries["EPUB/cover.png"])) as cover:
        assert cover.size == (WIDTH, HEIGHT)
        assert len(cover.getcolors()) > 8, "nothing is written on it"


def test_it_has_the_same_bytes_twice(book: Book) -> None:
    assert epub(book) == epub(book)


def of_the_world(book: Book) -> Book:
    """Return a book with words in every script, also in bold, in a title and in a drawing."""
    lines = "".join(f"<p>{name}: {word} <b>{word}</b></p>" for name, word in WORDS.items())
    drawing = f"<svg viewBox='0 0 9 9'><title>x</title><text>{WORDS['Burmese']}</text></svg>"
    chapter = Chapter("words.md", "Words", "", f"<h1>{WORDS['Burmese']}</h1>{lines}{drawing}")
    return replace(book, chapters=(*book.chapters, chapter))


def test_a_book_in_latin_letters_holds_and_needs_no_typeface(book: Book, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(typefaces, "find_spec", lambda _: None)
    entries = unpacked(epub(book))
    assert [name for name in entries if "typeface" in name] == []
    assert b"@font-face" not in entries["EPUB/book.css"]


@pytest.mark.downloads
def test_words_of_the_world_have_their_typefaces(book: Book) -> None:
    from fontTools.ttLib import TTFont

    content = epub(of_the_world(book))
    assert content == epub(of_the_world(book))
    assert len(content) - len(epub(book)) < 120_000
    entries = unpacked(content)
    style = entries["EPUB/book.css"].decode()
    faces = re.findall(r'@font-face \{ font-family: "([^"]+)"; font-weight: (\d+); src: url\("([^"]+)"\); \}', style)
    assert {f"EPUB/{path}" for _, _, path in faces} == {name for name in entries if name.endswith(".ttf")}
    files = {(name, weight): TTFont(io.BytesIO(entries[f"EPUB/{path}"])) for name, weight, path in faces}
    for (name, weight), file in files.items():
        assert (file["name"].getDebugName(1), str(file["OS/2"].usWeightClass), file["OS/2"].fsType) == (name, weight, 0)
        assert "SIL Open Font License" in file["name"].getDebugName(13)
    rules = dict(re.findall(r"(?m)^(:lang\(\w+\)|\.sign) \{ font-family: (.+), sans-serif; \}$", style))
    for span in etree.fromstring(entries["EPUB/words.xhtml"]).iter(f"{XHTML}span"):
        where = ".sign" if span.get("class") == "sign" else f":lang({span.get('lang')})"
        stack = re.findall('"([^"]+)"', rules[where])
        for weight in ("400", "700"):
            letters = {letter for name in stack for letter in files[name, weight].getBestCmap()}
            assert {ord(each) for each in span.text if each.isalnum() or ord(each) > 0xFFFF} <= letters, span.text


@pytest.mark.downloads
def test_a_title_in_other_letters_is_written_on_the_cover(book: Book) -> None:
    def cover(title: str) -> bytes:
        return cover_picture(replace(book, title=title))

    # The letters of the picture's own typeface are empty boxes, all of the same form.
    titles = ("သင်္ဘော", "သစ်ပင်", "港口", "离开", "الميناء", "نوافذ", "é", "–", "Г", "\ue000")
    assert len({cover(title) for title in titles}) == len(titles)


@pytest.mark.downloads
@pytest.mark.parametrize("kind", ["in Latin letters", "of the world"])
def test_epubcheck_finds_no_fault(book: Book, tmp_path_factory: pytest.TempPathFactory, kind: str) -> None:
    file = tmp_path_factory.mktemp("epub") / "book.epub"
    file.write_bytes(epub(book if kind == "in Latin letters" else of_the_world(book)))
    assert faults_in(file) == []
