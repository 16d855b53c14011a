"""Pages as few people read them: in large letters, with hard words, in forced colours, with more contrast."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from browser.conftest import Chromium
from browser.drawn_toy import FEATURES
from browser.opening import opened
from browser.sideways import FEW, STICKS_OUT
from browser.test_authoring_in_browser import contrast
from browser.test_pages_in_browser import PAGES
from conftest import World

pytestmark = [pytest.mark.real, pytest.mark.browser]

LEAST_DRAWN, LEAST_READ, LEAST_LINE = 3, 7, 1.7
_DRAWN = """() => {
  const behind = getComputedStyle(document.body).backgroundColor;
  const colour = (each) => {
    const {fill, stroke} = getComputedStyle(each);
    return /^rgb\\(/.test(stroke) && !each.matches("text") ? stroke : fill;
  };
  return [...document.querySelectorAll("figure.chart svg :is(text, line, circle, rect, path:not(.holes, defs *))")]
    .filter((each) => each.checkVisibility()).map((each) => [each.outerHTML.slice(0, 80), colour(each), behind]);
}"""
_READ = """() => {
  const behind = (each) => {
    const colour = getComputedStyle(each).backgroundColor;
    return colour === "rgba(0, 0, 0, 0)" && each.parentElement ? behind(each.parentElement) : colour;
  };
  const hasText = (each) => [...each.childNodes].some((node) => node.nodeType === 3 && node.data.trim());
  return [...document.body.querySelectorAll("*:not(svg *, script, noscript)")]
    .filter((each) => hasText(each) && each.checkVisibility({visibilityProperty: true}))
    .map((each) => [each.outerHTML.slice(0, 80), getComputedStyle(each).color, behind(each)]);
}"""
_LINE = """() => [...document.querySelectorAll("[lang=my]")]
  .map((each) => parseFloat(getComputedStyle(each).lineHeight) / parseFloat(getComputedStyle(each).fontSize))"""

_ROOM_LEFT = """() => {
  const field = document.querySelector(".find input");
  const {font, paddingLeft, paddingRight} = getComputedStyle(field);
  const pen = document.createElement("canvas").getContext("2d");
  pen.font = font;
  const room = field.clientWidth - parseFloat(paddingLeft) - parseFloat(paddingRight);
  return room - pen.measureText(field.placeholder).width;
}"""


@pytest.mark.parametrize(("width", "letters"), FEW)
def test_no_page_is_wider_than_the_window(
    chromium: Chromium, real_copy: World, drawn_toy: Path, hard_toy: Path, width: int, letters: int
) -> None:
    places = [real_copy.project.site / name for name in PAGES] + [drawn_toy / FEATURES]
    places += [path for path in sorted(hard_toy.rglob("*.html")) if path.name != "404.html"]
    found = {}
    with (
        chromium(f"--blink-settings=defaultFontSize={letters}") as browser,
        opened(browser, "file://", width) as (page, _),
    ):
        for place in places:
            page.goto(place.as_uri())
            found[place.as_uri()] = page.evaluate(STICKS_OUT)
        assert page.evaluate("getComputedStyle(document.documentElement).fontSize") == f"{letters * 17 / 16:g}px"
    assert len(found) > 60
    assert {address: faults for address, faults in found.items() if faults} == {}


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_charts_keep_to_colours_that_are_forced(browser: Browser, real_copy: World, scheme: str) -> None:
    charted = [name for name, page in real_copy.built_pages().items() if page.tree.xpath("//figure[@class='chart']")]
    with opened(browser, "file://") as (page, _):
        page.emulate_media(forced_colors="active", color_scheme="dark" if scheme == "dark" else "light")
        drawn = []
        for name in charted:
            page.goto((real_copy.project.site / name).as_uri())
            drawn += page.evaluate(_DRAWN)
        bar = page.evaluate("getComputedStyle(document.querySelector('h2'), '::before').backgroundColor")
        behind = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert len(drawn) > 30
    assert [each for each, *colours in drawn if contrast(*colours) < LEAST_DRAWN] == []
    assert contrast(bar, behind) > LEAST_DRAWN


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", ["index.html", "figures.html", "teach/how-many.html"])
def test_who_wants_more_contrast_gets_it(browser: Browser, real_copy: World, scheme: str, name: str) -> None:
    with opened(browser, "file://") as (page, _):
        page.emulate_media(contrast="more", color_scheme="dark" if scheme == "dark" else "light")
        page.goto((real_copy.project.site / name).as_uri())
        read = page.evaluate(_READ)
    assert len(read) > 60
    assert [each for each, *colours in read if contrast(*colours) < LEAST_READ] == []


def test_letters_that_stack_have_taller_lines(browser: Browser, hard_toy: Path) -> None:
    with opened(browser, "file://") as (page, _):
        page.goto((hard_toy / "burmese.html").as_uri())
        lines = page.evaluate(_LINE)
    assert lines
    assert min(lines) >= LEAST_LINE


@pytest.mark.parametrize("width", [280, 320, 360, 412, 768, 1280])
def test_the_search_field_has_room_for_its_word(browser: Browser, real_copy: World, width: int) -> None:
    with opened(browser, "file://", width) as (page, _):
        page.goto((real_copy.project.site / "index.html").as_uri())
        assert page.evaluate(_ROOM_LEFT) >= 0
