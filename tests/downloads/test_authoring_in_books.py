"""What Markdown extensions draw can be read in books: nothing there is folded, chosen or ticked."""

from __future__ import annotations

from pathlib import Path

import pytest
from epub_judge import faults_in

from conftest import TESTS, World
from explainer.downloads.book import Book, Chapter, read_book
from explainer.downloads.ebook.epub import chapter_page, epub
from explainer.downloads.print.documents import handbook
from explainer.downloads.print.pdf import printed
from explainer.publish.build import build_site

PAIRS = sorted((TESTS / "golden" / "authoring").glob("*.md"))


@pytest.fixture
def features(toy: World) -> Book:
    """The toy world as a book, with a chapter that has everything."""
    parts = (source.read_text(encoding="utf-8").replace("](figures", "](../figures") for source in PAIRS)
    toy.write("docs/topics/features.md", "\n\n".join(["# Features", *parts]))
    toy.replace("mkdocs.yml", "nav:\n", "nav:\n  - Features: topics/features.md\n")
    return read_book(toy.edition(), build_site)


def chapter(book: Book) -> Chapter:
    return book.by_path["topics/features.md"]


def test_nothing_is_left_to_choose_or_tick(features: Book) -> None:
    tree = chapter(features).tree()
    assert tree.xpath("//input | //label | //svg | //a[@class='footnote-backref']") == []
    items = [" ".join(item.text_content().split()) for item in tree.xpath("//li[@class='task-list-item']")]
    assert items == ["[ ] Read the article.", "[x] Underline who says it."]


def test_each_tab_follows_its_label(features: Book) -> None:
    contents = chapter(features).tree().xpath("//div[@class='tabbed-content']/div")
    assert [each[0].text_content() for each in contents] == [
        "The league", "The harbour", "The league", "The harbour", "Another set",
    ]  # fmt: skip
    assert all(len(each) > 1 for each in contents)


def test_folds_are_open_and_footnotes_lead_to_their_words(features: Book) -> None:
    page = chapter_page(features, chapter(features))
    assert "<details" not in page
    assert page.count('class="fold-title"') == 5
    for place in ("fn:how", "fn:where"):
        assert f'href="#{place}"' in page
        assert f'id="{place}"' in page


def test_an_abbreviation_is_written_out_once(features: Book) -> None:
    text = chapter(features).tree().text_content()
    assert text.count("league of those who count") == 1
    assert text.count("NLC") == 2


@pytest.mark.downloads
def test_epubcheck_finds_no_fault(features: Book, tmp_path: Path) -> None:
    file = tmp_path / "book.epub"
    file.write_bytes(epub(features))
    assert faults_in(file) == []


@pytest.mark.downloads
def test_the_handbook_is_printed(features: Book) -> None:
    assert printed(features, handbook(features), "handbook").startswith(b"%PDF")
