"""The copies of the site work without a server."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from explainer.built.download_manifest import current_manifest
from explainer.downloads.archive import unpacked
from explainer.downloads.book import Book
from explainer.downloads.offline.site_copies import site_zip
from explainer.edition.state import Edition
from explainer.render.downloads_page import downloads_list
from explainer.render.elements import PageView, as_html

LINKS = (
    '<a href="{0}topics/leaving.html">Leaving</a><img src="{0}mark.svg"><a href="//x.example/">X</a><a href="#m">M</a>'
)


@pytest.mark.parametrize(("address", "root"), [("", "/"), ("https://tides.example.org/site/", "/site/")])
def test_the_page_for_missing_addresses_links_from_its_own_place(book: Book, address: str, root: str) -> None:
    def built(edition: Edition, folder: Path) -> None:
        (folder / "404.html").write_text(LINKS.format(root), encoding="utf-8")

    carried = {"counting-short": b"%PDF"}
    copy = unpacked(site_zip(replace(book, address=address, build_site=built, made=carried)))
    assert copy["offline-copy/404.html"].decode() == LINKS.format("")


def test_copies_hold_a_worksheet_for_each_lesson_and_say_where_the_other_files_are(book: Book) -> None:
    """The copy of a toy site, built with the downloads that copies hold."""

    def built(edition: Edition, folder: Path) -> None:
        manifest = current_manifest(edition.project)
        assert manifest is not None
        listed = [downloads_list(PageView(edition.evidence), manifest, group) for group in ("lessons", "read")]
        page = "".join(as_html(each) for each in listed)
        (folder / "404.html").write_text("", encoding="utf-8")
        (folder / "list.html").write_text(page, encoding="utf-8")
        (folder / "sheet.pdf").write_bytes((edition.project.downloads / "counting-short.pdf").read_bytes())

    copy = unpacked(site_zip(replace(book, build_site=built, made={"counting-short": b"%PDF"})))
    page = copy["offline-copy/list.html"].decode()
    assert page.count('href="downloads/') == 1
    assert 'href="downloads/counting-short.pdf"' in page
    assert page.endswith("They are on the same page of the site itself.</p>")
    assert copy["offline-copy/sheet.pdf"] == b"%PDF"
