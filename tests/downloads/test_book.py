"""The book has the site's pages in the site's order, and every link in it leads somewhere."""

from __future__ import annotations

from lxml import html

from conftest import World
from explainer.downloads.book import Book, read_book
from explainer.downloads.printed import handbook, topic_sheet


def test_chapters_stand_in_the_order_of_the_navigation(book: Book) -> None:
    paths = [chapter.path for chapter in book.chapters]
    assert paths[:6] == ["index.md", "topics/leaving.md", "figures.md", "quotes.md", "timeline.md", "glossary.md"]
    assert paths[6:9] == ["sources/index.md", "sources/heron.md", "sources/ledger.md"]
    assert paths[9:] == ["about/index.md", "about/corrections.md"]
    assert [(part, len(chapters)) for part, chapters in book.parts()] == [("", 6), ("Sources", 3), ("About", 2)]


def test_a_page_can_be_kept_out(toy: World) -> None:
    toy.write(
        "docs/about/index.md", "---\nbook: left out\n---\n" + toy.text("docs/about/index.md").partition("---\n")[2]
    )
    assert "about/index.md" not in read_book(toy.edition()).by_path


def test_a_chapter_knows_what_it_cites_and_shows(book: Book) -> None:
    topic = book.by_path["topics/leaving.md"]
    assert topic.references
    assert all(book.edition.evidence.has_paragraph(reference) for reference in topic.references)
    assert set(book.edition.evidence.quotes) == {key for key in book.by_path["quotes.md"].records if "." in key}
    assert book.by_path["figures.md"].references == ()


def test_every_link_of_the_handbook_lands(book: Book) -> None:
    tree = html.document_fromstring(handbook(book).encode())
    anchors = tree.xpath("//@id")
    assert len(anchors) == len(set(anchors))
    inside = [address for address in tree.xpath("//a/@href") if address.startswith("#")]
    assert len(inside) > 50
    assert {address[1:] for address in inside} <= set(anchors)
    assert not [a for a in tree.xpath("//a/@href") if not a.startswith(("#", "https://"))]


def test_every_link_of_a_topic_lands(book: Book) -> None:
    topic = next(each for each in book.edition.evidence.topics.values() if each.page in book.by_path)
    tree = html.document_fromstring(topic_sheet(book, topic).encode())
    inside = {address[1:] for address in tree.xpath("//a/@href") if address.startswith("#")}
    assert inside <= set(tree.xpath("//@id"))
    assert tree.xpath("//section[@class='notes']//li")


def test_the_handbook_says_what_it_is(book: Book) -> None:
    text = " ".join(html.document_fromstring(handbook(book).encode()).text_content().split())
    assert book.label in text.replace("Version", "version")
    assert "CC BY 4.0" in text
    for quote in book.edition.evidence.quotes.values():
        assert quote.text in text


def test_drawings_have_a_description_with_every_value(book: Book) -> None:
    tree = html.document_fromstring(handbook(book).encode())
    drawings = tree.xpath("//svg")
    assert drawings
    for drawing in drawings:
        title = drawing.findtext("title")
        assert all(text.text_content() in title for text in drawing.iter("text"))
