"""The book has the pages of the site in order, and every link in it resolves."""

from __future__ import annotations

from dataclasses import replace

import pytest
from lxml import html

from conftest import World
from explainer.downloads.book import Book, read_book
from explainer.downloads.catalogue import shelf
from explainer.downloads.checks import Checks
from explainer.downloads.print import documents as printed
from explainer.downloads.print.documents import Volume, handbook, topic_sheet, volumes
from explainer.publish.build import build_site


def test_chapters_are_in_the_order_of_the_navigation(book: Book) -> None:
    paths = [chapter.path for chapter in book.chapters]
    assert paths[:6] == ["index.md", "topics/leaving.md", "figures.md", "quotes.md", "timeline.md", "glossary.md"]
    assert paths[6:9] == ["sources/index.md", "sources/heron.md", "sources/ledger.md"]
    assert paths[9:] == ["about/index.md", "about/corrections.md"]
    assert [(part, len(chapters)) for part, chapters in book.parts()] == [("", 6), ("Sources", 3), ("About", 2)]


def test_a_page_can_be_left_out(toy: World) -> None:
    toy.write(
        "docs/about/index.md", "---\nbook: left out\n---\n" + toy.text("docs/about/index.md").partition("---\n")[2]
    )
    assert "about/index.md" not in read_book(toy.edition(), build_site).by_path


@pytest.mark.parametrize(
    "said", ["All is in [one list](../about/index.md).", "Ask [the league](https://pilots.test/)."]
)
def test_a_part_that_only_names_a_page_outside_the_book_is_left_out(toy: World, said: str) -> None:
    about = toy.text("docs/about/index.md")
    toy.write("docs/about/index.md", "---\nbook: left out\n---\n" + about.partition("---\n")[2])
    topic = toy.text("docs/topics/leaving.md")
    toy.write("docs/topics/leaving.md", f"{topic}\n## All of it\n\n/// guide\n{said}\n///\n")
    book = read_book(toy.edition(), build_site)
    leaving = next(each for each in book.edition.evidence.topics.values() if each.page == "topics/leaving.md")
    for document in (handbook(book), topic_sheet(book, leaving)):
        assert ("All of it" in document) is ("list" not in said)


def test_a_chapter_knows_what_it_cites_and_shows(book: Book) -> None:
    topic = book.by_path["topics/leaving.md"]
    assert topic.references
    assert all(book.edition.evidence.has_paragraph(reference) for reference in topic.references)
    assert set(book.edition.evidence.quotes) == {key for key in book.by_path["quotes.md"].records if "." in key}
    assert book.by_path["figures.md"].references == ()


def test_every_link_of_the_handbook_resolves(book: Book) -> None:
    tree = html.document_fromstring(handbook(book).encode())
    anchors = tree.xpath("//@id")
    assert len(anchors) == len(set(anchors))
    inside = [address for address in tree.xpath("//a/@href") if address.startswith("#")]
    assert len(inside) > 50
    assert {address[1:] for address in inside} <= set(anchors)
    assert not [a for a in tree.xpath("//a/@href") if not a.startswith(("#", "https://"))]


def test_every_link_of_a_topic_resolves(book: Book) -> None:
    topic = next(each for each in book.edition.evidence.topics.values() if each.page in book.by_path)
    tree = html.document_fromstring(topic_sheet(book, topic).encode())
    inside = {address[1:] for address in tree.xpath("//a/@href") if address.startswith("#")}
    assert inside <= set(tree.xpath("//@id"))
    assert tree.xpath("//section[@class='notes']//li")


def test_the_handbook_prints_its_version_licence_and_quotations(book: Book) -> None:
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
        telling = drawing.xpath(".//text[@class='amount' or @class='of-area' or @class='of-city']")
        assert telling
        assert all(text.text_content().split(" pilots")[0] in title for text in telling)
        assert not drawing.xpath("./desc")
        named = {f"#{each.get('id')}" for each in drawing.iter("path")}
        assert {use.get("href") for use in drawing.iter("use")} <= named


@pytest.fixture
def several(book: Book, monkeypatch: pytest.MonkeyPatch) -> list[Volume]:
    monkeypatch.setattr(printed, "MOST_CHARACTERS", sum(len(chapter.content) for chapter in book.chapters) // 3)
    return volumes(book)


def test_a_site_of_this_size_is_one_volume(book: Book) -> None:
    (only,) = volumes(book)
    assert (only.chapters, only.title(book.texts)) == (book.chapters, "")
    assert handbook(book, only) == handbook(book)
    assert [(each.name, each.file) for each in shelf(book) if each.pages] == [("pdf", "handbook.pdf")]


def test_a_larger_site_is_printed_in_volumes(book: Book, several: list[Volume]) -> None:
    assert len(several) > 2
    assert tuple(chapter for volume in several for chapter in volume.chapters) == book.chapters
    sizes = [(sum(len(chapter.content) for chapter in volume.chapters), len(volume.chapters)) for volume in several]
    assert all(size <= printed.MOST_CHARACTERS or count == 1 for size, count in sizes)
    listed = [(each.name, each.file, each.use, each.pages) for each in shelf(book) if each.pages]
    assert listed == [
        (
            f"pdf-{at}",
            f"handbook-{at}.pdf",
            volume.span(book.texts),
            frozenset(chapter.path for chapter in volume.chapters),
        )
        for at, volume in enumerate(several, start=1)
    ]


def test_every_link_of_a_volume_resolves_or_leads_to_the_site(book: Book, several: list[Volume]) -> None:
    book = replace(book, address="https://harbour.test/")
    out: set[str] = set()
    for volume in several:
        tree = html.document_fromstring(handbook(book, volume).encode())
        links, anchors = tree.xpath("//a/@href"), set(tree.xpath("//@id"))
        assert {address[1:] for address in links if address.startswith("#")} <= anchors
        assert volume.title(book.texts) in tree.xpath("//section[@class='cover']")[0].text_content()
        out |= {address.partition("#")[0] for address in links if address.startswith(book.address)}
    assert {f"{book.address}sources/heron.html", f"{book.address}glossary.html"} <= out


@pytest.mark.downloads
def test_volumes_are_printed_and_hold_the_evidence_of_their_pages(book: Book, several: list[Volume]) -> None:
    checks = Checks(book)
    printed_volumes = [download for download in shelf(book) if download.pages]
    contents = [download.make(book) for download in printed_volumes]
    assert [problem for each, content in zip(printed_volumes, contents, strict=True)
            for problem in checks.problems(each, content)] == []  # fmt: skip
    quotes = next(at for at, volume in enumerate(several) if "quotes.md" in {each.path for each in volume.chapters})
    other = contents[(quotes + 1) % len(contents)]
    assert {"P4"} <= {problem.code for problem in checks.problems(printed_volumes[quotes], other)}
