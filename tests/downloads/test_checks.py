"""The gates of the downloads find private names, numbers that nothing backs, and article text."""

from __future__ import annotations

import pytest

from explainer.core.problems import Place, Refused
from explainer.downloads.archive import packed, unpacked
from explainer.downloads.book import Book
from explainer.downloads.checks import Checks
from explainer.downloads.data.data_package import data_package
from explainer.downloads.download import Download
from explainer.downloads.ebook.epub import epub
from explainer.gates.harm import private_names


def codes(book: Book, name: str, file: str, content: bytes) -> set[str]:
    download = Download(name, "data", file, "", "", bytes)
    return {problem.code for problem in Checks(book).problems(download, content)}


def changed(content: bytes, name: str, old: str, new: str) -> bytes:
    entries = unpacked(content)
    assert old in entries[name].decode()
    entries[name] = entries[name].decode().replace(old, new, 1).encode()
    return packed(entries, 1_700_000_000)


def test_downloads_as_made_pass(book: Book) -> None:
    assert codes(book, "epub", "handbook.epub", epub(book)) == set()
    assert codes(book, "data", "data.zip", data_package(book)) == set()


def test_a_private_name_is_found(book: Book) -> None:
    name = sorted(private_names(book.edition))[0]
    assert codes(book, "ris", "sources.ris", f"N1  - {name}".encode()) == {"N1"}


def test_article_text_is_found(book: Book) -> None:
    text = max((each.text for each in book.edition.articles["heron"].paragraphs), key=len)
    assert "C5" in codes(book, "ris", "sources.ris", text.encode())


@pytest.mark.parametrize("page", ["EPUB/index.xhtml", "EPUB/topics-leaving.xhtml"])
def test_an_unbacked_number_is_found_in_the_epub(book: Book, page: str) -> None:
    content = changed(epub(book), page, "</h1>", "</h1><p>About 8,431 of them left.</p>")
    assert codes(book, "epub", "handbook.epub", content) == {"P2"}


def test_an_unbacked_number_is_found_in_a_table(book: Book) -> None:
    content = data_package(book)
    summary = next(iter(book.edition.evidence.sources.values())).summary
    broken = changed(content, "data/sources.csv", summary, f"{summary} Then 8,431 more.")
    assert codes(book, "data", "data.zip", broken) == {"P2"}


def test_a_permitted_name_beside_its_own_id_is_fine(book: Book) -> None:
    assert codes(book, "ris", "sources.ris", b"ilsa-marden,Ilsa Marden,Ilsa Marden,spokeswoman") == set()


def test_a_kind_of_file_without_a_reader_is_refused(book: Book) -> None:
    with pytest.raises(Refused, match="cannot be searched for leaks"):
        codes(book, "new", "handbook.odt", b"low")


def test_numbers_before_the_items_of_a_list_are_structure(book: Book) -> None:
    document = "<html><body><ol start='3'><li>Low.</li><li>High.</li></ol></body></html>"
    checks, place = Checks(book), Place("tides.pdf")
    assert list(checks._composed(place, document, "3. Low. 4. High.")) == []
    assert [each.code for each in checks._composed(place, document, "3. Low. 4. High. 5. Gone.")] == ["P2"]
