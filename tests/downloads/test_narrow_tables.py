"""No table of an e-book has more columns than a phone has room for; what it said is a list of records."""

from __future__ import annotations

from lxml import html

from explainer.downloads.book import Book
from explainer.downloads.ebook.epub import chapter_page
from explainer.downloads.ebook.narrow_tables import MOST_COLUMNS, narrow_tables

WIDE = (
    "<div><table><caption>Ships</caption><thead><tr><th>Ship</th><th>a</th><th>b</th><th>c</th><th>d</th></tr></thead>"
    "<tbody><tr id='one'><th>Tern</th><td>1</td><td class='count'><b>2</b> of</td><td></td>"
    "<td>4</td></tr></tbody></table></div>"
)


def test_a_wide_table_becomes_records_with_their_names_and_places() -> None:
    tree = html.fragment_fromstring(WIDE)
    narrow_tables(tree)
    assert not tree.xpath(".//table")
    (record,) = tree.xpath(".//div[@id='one']")
    assert record.findtext("p") == "Tern"
    assert [each.text_content() for each in record.find("dl")] == ["a", "1", "b", "2 of", "d", "4"]
    assert record.xpath("./dl/dd/@class") == ["count"]


def test_a_narrow_table_stays_a_table() -> None:
    tree = html.fragment_fromstring(WIDE.replace("<th>d</th>", "").replace("<td>4</td>", ""))
    narrow_tables(tree)
    assert tree.xpath(".//table")


def test_no_chapter_has_a_wide_table_and_every_row_is_left(each_book: Book) -> None:
    for chapter in each_book.chapters:
        tree = html.document_fromstring(chapter_page(each_book, chapter).encode())
        assert not [row for row in tree.xpath("//thead/tr") if len(row) > MOST_COLUMNS], chapter.path
        before = chapter.tree()
        rows = before.xpath(f".//table[count(thead/tr[1]/*) > {MOST_COLUMNS}]/tbody/tr")
        assert len(tree.xpath("//div[@class='record']")) == len(rows), chapter.path
