"""The preview in a browser: pages reload by themselves, and a bar lists what is wrong with file, line and hint."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from being_edited import being_edited
from conftest import World

pytestmark = pytest.mark.browser

GLOSSARY = "data/glossary.yaml"
LEAVING = "docs/topics/leaving.md"
LONGEST = 30_000
"""Milliseconds until a change must be seen; most take about two seconds."""


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context()
    yield context.new_page()
    context.close()


def test_a_page_that_is_changed_reloads(toy: World, page: Page) -> None:
    with being_edited(toy) as served:
        page.goto(f"{served.address}topics/leaving.html")
        expect(page.get_by_text("A pilot, 41, said")).to_be_visible(timeout=LONGEST)
        toy.replace(LEAVING, "counts “whistles”", "goes on counting “whistles”")
        # The bar names it too, because its sign-off is gone.
        expect(page.locator("article p", has_text="The league goes on counting")).to_be_visible(timeout=LONGEST)


def test_broken_data_is_told_on_the_page_until_it_is_mended(toy: World, page: Page) -> None:
    glossary = toy.text(GLOSSARY)
    with being_edited(toy) as served:
        page.goto(f"{served.address}topics/leaving.html")
        bar = page.get_by_role("region", name="Preview")
        expect(page.get_by_role("heading", name="Leaving")).to_be_visible(timeout=LONGEST)
        expect(bar).to_be_hidden(timeout=LONGEST)
        toy.write(GLOSSARY, "whistle:\n  term: [Whistle\n")
        expect(bar).to_contain_text(f"{GLOSSARY}:3", timeout=LONGEST)
        expect(bar).to_contain_text("Y3")
        expect(page.get_by_role("heading", name="Leaving")).to_be_visible()
        toy.write(GLOSSARY, glossary)
        expect(bar).to_be_hidden(timeout=LONGEST)


def test_what_is_wrong_from_the_start_stands_where_the_pages_will(toy: World, page: Page) -> None:
    glossary = toy.text(GLOSSARY)
    toy.write(GLOSSARY, "whistle:\n  term: [Whistle\n")
    with being_edited(toy) as served:
        page.goto(f"{served.address}topics/leaving.html")
        expect(page.get_by_role("heading", name="not been drawn yet")).to_be_visible()
        expect(page.get_by_role("region", name="Preview")).to_contain_text(f"{GLOSSARY}:3", timeout=LONGEST)
        toy.write(GLOSSARY, glossary)
        expect(page.get_by_role("heading", name="Leaving")).to_be_visible(timeout=LONGEST)


def test_problems_of_the_page_come_first_with_their_hints_and_warnings_are_counted(toy: World, page: Page) -> None:
    with being_edited(toy) as served:
        page.goto(f"{served.address}topics/leaving.html")
        toy.replace("docs/about/index.md", "is invented.", "is invented in 70 ways.")
        toy.replace(LEAVING, "More than 40 pilots", "More than 70 pilots")
        bar = page.get_by_role("region", name="Preview")
        first = bar.get_by_role("listitem").first
        expect(first).to_contain_text(f"{LEAVING}:13:1 P2", timeout=LONGEST)
        expect(bar.get_by_text("on this page").first).to_be_visible()
        expect(bar.locator(".warning")).to_contain_text("on this page")
        toy.replace(LEAVING, "More than 70 pilots", "More than 40 pilots")
        expect(first).to_contain_text("docs/about/index.md", timeout=LONGEST)


def test_the_bar_says_that_the_server_has_ended(toy: World, page: Page) -> None:
    with being_edited(toy) as served:
        page.goto(f"{served.address}topics/leaving.html")
        expect(page.get_by_role("heading", name="Leaving")).to_be_visible(timeout=LONGEST)
    expect(page.get_by_role("region", name="Preview")).to_contain_text("make serve", timeout=LONGEST)
