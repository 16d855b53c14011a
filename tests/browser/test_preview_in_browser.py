"""The preview in a browser: pages reload by themselves, and a bar lists what is wrong with file, line and hint."""

from __future__ import annotations

import shutil
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from being_edited import Served, being_edited
from conftest import TOY, World, name_project

pytestmark = pytest.mark.browser

ABOUT = "docs/about/index.md"
GLOSSARY = "data/glossary.yaml"
LEAVING = "docs/topics/leaving.md"
LONGEST = 30_000
"""Milliseconds until a change must be seen; most take about two seconds."""


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context()
    yield context.new_page()
    context.close()


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[World, Served]]:
    """The toy world, served once for tests that change it while it is served."""
    root = tmp_path_factory.mktemp("served") / "toy"
    shutil.copytree(TOY, root)
    with pytest.MonkeyPatch.context() as patch:
        world = name_project(patch, root, root / "articles")
        with being_edited(world) as served:
            yield world, served


@pytest.fixture
def edited(shared: tuple[World, Served], page: Page) -> Iterator[World]:
    """The toy world, which is open in the browser; what a test changes of it is undone."""
    world, served = shared
    before = {file: world.text(file) for file in (ABOUT, GLOSSARY, LEAVING)}
    page.goto(f"{served.address}topics/leaving.html")
    yield world
    for file, text in before.items():
        if world.text(file) != text:
            world.write(file, text)


def test_a_page_that_is_changed_reloads(edited: World, page: Page) -> None:
    expect(page.get_by_text("A pilot, 41, said")).to_be_visible(timeout=LONGEST)
    edited.replace(LEAVING, "counts “whistles”", "goes on counting “whistles”")
    # The bar names it too, because its sign-off is gone.
    expect(page.locator("article p", has_text="The league goes on counting")).to_be_visible(timeout=LONGEST)


def test_broken_data_is_told_on_the_page_until_it_is_mended(edited: World, page: Page) -> None:
    glossary = edited.text(GLOSSARY)
    bar = page.get_by_role("region", name="Preview")
    expect(page.get_by_role("heading", name="Leaving")).to_be_visible(timeout=LONGEST)
    expect(bar).to_be_hidden(timeout=LONGEST)
    edited.write(GLOSSARY, "whistle:\n  term: [Whistle\n")
    expect(bar).to_contain_text(f"{GLOSSARY}:3", timeout=LONGEST)
    expect(bar).to_contain_text("Y3")
    expect(page.get_by_role("heading", name="Leaving")).to_be_visible()
    edited.write(GLOSSARY, glossary)
    expect(bar).to_be_hidden(timeout=LONGEST)


def test_problems_of_the_page_come_first_with_their_hints_and_warnings_are_counted(edited: World, page: Page) -> None:
    edited.replace(ABOUT, "is invented.", "is invented in 70 ways.")
    edited.replace(LEAVING, "More than 40 pilots", "More than 70 pilots")
    bar = page.get_by_role("region", name="Preview")
    first = bar.get_by_role("listitem").first
    expect(first).to_contain_text(f"{LEAVING}:13:1 P2", timeout=LONGEST)
    expect(bar.get_by_text("on this page").first).to_be_visible()
    expect(bar.locator(".warning")).to_contain_text("on this page")
    edited.replace(LEAVING, "More than 70 pilots", "More than 40 pilots")
    expect(first).to_contain_text(ABOUT, timeout=LONGEST)


def test_what_is_wrong_from_the_start_stands_where_the_pages_will_and_the_end_is_told(toy: World, page: Page) -> None:
    glossary = toy.text(GLOSSARY)
    bar = page.get_by_role("region", name="Preview")
    toy.write(GLOSSARY, "whistle:\n  term: [Whistle\n")
    with being_edited(toy) as served:
        page.goto(f"{served.address}topics/leaving.html")
        expect(page.get_by_role("heading", name="not been drawn yet")).to_be_visible()
        expect(bar).to_contain_text(f"{GLOSSARY}:3", timeout=LONGEST)
        toy.write(GLOSSARY, glossary)
        expect(page.get_by_role("heading", name="Leaving")).to_be_visible(timeout=LONGEST)
        expect(bar).to_be_hidden(timeout=LONGEST)
    expect(bar).to_contain_text("make serve", timeout=LONGEST)
