"""The copies of the site work without a server."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from explainer.downloads.archive import unpacked
from explainer.downloads.book import Book
from explainer.downloads.offline.site_copies import site_zip
from explainer.edition.state import Edition

LINKS = (
    '<a href="{0}topics/leaving.html">Leaving</a><img src="{0}mark.svg"><a href="//x.example/">X</a><a href="#m">M</a>'
)


@pytest.mark.parametrize(("address", "root"), [("", "/"), ("https://tides.example.org/site/", "/site/")])
def test_the_page_for_missing_addresses_links_from_its_own_place(book: Book, address: str, root: str) -> None:
    def built(edition: Edition, folder: Path) -> None:
        (folder / "404.html").write_text(LINKS.format(root), encoding="utf-8")

    copy = unpacked(site_zip(replace(book, address=address, build_site=built)))
    assert copy["offline-copy/404.html"].decode() == LINKS.format("")
