"""What the files say reads as English, and asks nothing of a reader that paper cannot do."""

from __future__ import annotations

import re

import pytest
from lxml import html

from explainer.downloads.book import Book
from explainer.downloads.catalogue import shelf
from explainer.downloads.data.bibliography import csl_json
from explainer.downloads.ebook.epub import chapter_page
from explainer.downloads.print.documents import handbook

pytestmark = pytest.mark.real
_SMALL = "of|in|from|to|on|by|for|with|at"
_DOUBLED = re.compile(rf"\b(?:(?:an?|the)\s+(?:an?|the|{_SMALL})|({_SMALL})\s+\1)\b")
_FOR_SCREENS = re.compile(r"\btap (?:one|on|it)\b|\bclick|(?<!sideways )\bscroll|with scripts|\bDownload\b|\bhover")


def words(document: str) -> str:
    """Return the words of a document, with a bar between its blocks."""
    tree = html.document_fromstring(document.encode())
    for block in tree.xpath("//p | //li | //td | //th | //dt | //dd | //h1 | //h2 | //h3 | //caption | //figcaption"):
        block.tail = f" | {block.tail or ''}"
    for mark in tree.xpath("//sup | //style | //title"):
        mark.drop_tree()
    return " ".join(tree.text_content().split())


@pytest.fixture(scope="module")
def documents(real_book: Book) -> dict[str, str]:
    """The words of every file that is made from a document, of the e-book, and of the bibliography."""
    made = {each.name: words(each.document(real_book)) for each in shelf(real_book) if each.document}
    made |= {f"epub {each.path}": words(chapter_page(real_book, each)) for each in real_book.chapters}
    return made | {"csl": csl_json(real_book).decode()}


def test_no_article_or_preposition_is_doubled(documents: dict[str, str]) -> None:
    assert len(documents) > 40
    found = {name: text[max(0, match.start() - 30) : match.end() + 20]
             for name, text in documents.items() if (match := _DOUBLED.search(text))}  # fmt: skip
    assert found == {}


def test_no_book_tells_its_reader_to_use_a_screen(real_book: Book, documents: dict[str, str]) -> None:
    books = {name: text for name, text in documents.items() if name.startswith(("epub", "topic"))}
    books["handbook"] = words(handbook(real_book))
    found = {name: text[max(0, match.start() - 30) : match.end() + 20]
             for name, text in books.items() if (match := _FOR_SCREENS.search(text))}  # fmt: skip
    assert found == {}
