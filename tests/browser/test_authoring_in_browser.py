"""Tabs, folds, footnotes and the like in a browser: by keyboard, without scripts, on a narrow screen, in print."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from browser.drawn_toy import FEATURES
from browser.opening import opened

pytestmark = pytest.mark.browser

LEAST_CONTRAST = 4.5
_COLOURS = """element => {
    let behind = element;
    while (getComputedStyle(behind).backgroundColor === "rgba(0, 0, 0, 0)" && behind.parentElement)
        behind = behind.parentElement;
    return [getComputedStyle(element).color, getComputedStyle(behind).backgroundColor];
}"""


@pytest.fixture(scope="module", params=[1280, 320])
def window(request: pytest.FixtureRequest, browser: Browser, drawn_toy: Path) -> Iterator[Page]:
    with opened(browser, drawn_toy.as_uri(), request.param, scripts=False) as (page, _):
        yield page


@pytest.fixture
def page(window: Page, drawn_toy: Path) -> Page:
    """A page that has everything, in the toy world with the real theme, loaded anew on a light screen."""
    window.emulate_media(media="screen", color_scheme="light")
    window.goto(f"{drawn_toy.as_uri()}/{FEATURES}")
    return window


def shown_tabs(page: Page) -> list[str]:
    blocks = page.locator(".tabbed-set").nth(1).locator("> .tabbed-content > .tabbed-block")
    return [block.inner_text().split(".")[0].strip() for block in blocks.all() if block.is_visible()]


def test_tabs_are_chosen_by_keyboard_and_by_hand(page: Page) -> None:
    assert shown_tabs(page) == ["Pilots hand in their whistles"]
    page.locator(".tabbed-set").nth(1).locator("> input").first.focus()
    page.keyboard.press("ArrowRight")
    assert shown_tabs(page) == ["The store was locked"]
    label = page.locator(".tabbed-set").nth(1).locator("> .tabbed-labels > label")
    assert label.nth(1).evaluate("each => getComputedStyle(each).outlineStyle") == "solid"
    label.first.click()
    assert shown_tabs(page) == ["Pilots hand in their whistles"]


def test_nothing_is_wider_than_the_screen(page: Page) -> None:
    for fold in page.locator("details.fold").all():
        if fold.get_attribute("open") is None:
            fold.locator("> summary").click()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_a_footnote_is_reached_and_left(page: Page) -> None:
    page.locator(".footnote-ref").last.click()
    assert page.url.endswith("#fn:where")
    page.locator("li:target .footnote-backref").click()
    assert page.url.endswith("#fnref:where")


def test_paper_has_every_tab_under_its_label_and_every_fold(page: Page) -> None:
    page.emulate_media(media="print")
    for each in page.locator(".tabbed-block, .tabbed-title, details.fold > p:first-of-type").all():
        assert each.is_visible(), each.inner_text()
    assert not any(each.is_visible() for each in page.locator(".tabbed-labels").all())


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_text_can_be_read(page: Page, scheme: str) -> None:
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    seen = page.locator(
        ".admonition *, .fold *, .tabbed-labels > *, mark, kbd, .md-button, .footnote *, dt, dd"
    ).evaluate_all(f"""elements => elements
        .filter(each => each.checkVisibility({{ visibilityProperty: true }}) && each.innerText.trim())
        .map(each => [each.innerText, ...({_COLOURS})(each)])""")
    assert len(seen) > 30
    assert [words for words, *colours in seen if contrast(*colours) < LEAST_CONTRAST] == []


def contrast(*colours: str) -> float:
    """Return the contrast of two colours as WCAG defines it."""
    light, dark = sorted((luminance(colour) for colour in colours), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def luminance(colour: str) -> float:
    parts = [int(part) / 255 for part in re.findall(r"\d+", colour)[:3]]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
