"""The files for reference managers and annotation tools, read back by other programs."""

from __future__ import annotations

import json

import pytest

from explainer.downloads.book import Book
from explainer.downloads.data.annotations import annotation_page
from explainer.downloads.data.bibliography import biblatex, csl_items, csl_json, ris
from explainer.downloads.references import address_of


@pytest.fixture
def book(each_book: Book) -> Book:
    return each_book


def test_every_source_is_an_item(book: Book) -> None:
    sources = book.edition.evidence.sources
    items = json.loads(csl_json(book))
    assert [item["id"] for item in items] == list(sources)
    for item in items:
        source = sources[item["id"]]
        assert (item["title"], item["container-title"]) == (source.title, source.publisher)
        assert item.get("URL", "") == address_of(source)
        assert item["issued"]["date-parts"][0][0] == source.when.first.year


def test_ris_has_a_record_for_each_source(book: Book) -> None:
    text = ris(book).decode()
    assert text.count("TY  - NEWS") == text.count("ER  - ") == len(book.edition.evidence.sources)
    assert all(line == "" or line[2:6] == "  - " for line in text.split("\r\n"))


def test_quotations_are_annotations_of_their_articles(book: Book) -> None:
    evidence = book.edition.evidence
    page = json.loads(annotation_page(book))
    with_address = [key for key in evidence.quotes if address_of(evidence.source_of(key))]
    assert len(page["items"]) == len(with_address) > 0
    texts = {quote.text for quote in evidence.quotes.values()}
    for item in page["items"]:
        selector = item["target"]["selector"]
        assert selector["type"] == "RangeSelector" or selector["exact"] in texts
        assert item["target"]["source"].startswith("https://")


@pytest.mark.downloads
def test_pandoc_reads_the_same_in_biblatex(book: Book) -> None:
    import pypandoc

    content = pypandoc.convert_text(biblatex(book).decode(), "csljson", format="biblatex")
    given = {item["id"]: item for item in json.loads(content)}
    for item in csl_items(book):
        other = given[str(item["id"])]
        for field in ("container-title", "author", "URL"):
            assert other.get(field) == item.get(field)
        assert other["title"].replace("’", "'") == str(item["title"]).replace("’", "'")
        assert other["issued"]["date-parts"] == item["issued"]["date-parts"]  # type: ignore[index]


@pytest.mark.downloads
def test_rispy_reads_the_same_in_ris(book: Book) -> None:
    import rispy

    given = {entry["id"]: entry for entry in rispy.loads(ris(book).decode())}
    for item in csl_items(book):
        other = given[str(item["id"])]
        authors = [f"{name['family']}, {name['given']}" for name in item.get("author", [])]  # type: ignore[attr-defined]
        (date,) = item["issued"]["date-parts"]  # type: ignore[index]
        assert (other["title"], other["secondary_title"]) == (item["title"], item["container-title"])
        assert other.get("authors", []) == authors
        assert other.get("urls", [""])[0] == item.get("URL", "")
        assert [int(part) for part in (other.get("date") or other["year"]).split("/") if part] == date
