"""Saved pages in as many forms as the web has them: what is read from each is its true text, line by line."""

from __future__ import annotations

from pathlib import Path

import pytest

from explainer.articles.read_article import read_article

PAGES = sorted((Path(__file__).parent / "pages").glob("*.html"))


def test_there_are_pages_in_many_forms() -> None:
    assert len(PAGES) >= 20


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_the_text_of_a_page_is_read_and_nothing_else(page: Path) -> None:
    article = read_article(page)
    assert [one.text for one in article.paragraphs] == page.with_suffix(".txt").read_text(encoding="utf-8").splitlines()
