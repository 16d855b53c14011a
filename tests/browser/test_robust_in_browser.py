"""Pages as few people read them: in large letters, with hard words, in forced colours, with more contrast."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from browser.drawn_toy import FEATURES
from browser.looks import SCHEMES
from browser.opening import opened
from browser.sideways import Window
from browser.test_authoring_in_browser import contrast
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
_BARS = """() => [...document.querySelectorAll("h2")].map((each) => (
  [getComputedStyle(each, "::before").backgroundColor, getComputedStyle(document.body).backgroundColor]
))"""
"""The colour of the bar of each heading, and the one behind it."""
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


def test_nothing_sticks_out_of_a_page_of_hard_words(browser: Browser, drawn_toy: Path, hard_toy: Path) -> None:
    pages = [path for path in sorted(hard_toy.rglob("*.html")) if path.name != "404.html"]
    with opened(browser, "file://") as (page, _):
        window, found = Window(page), {}
        for place in (drawn_toy / FEATURES, *pages):
            page.goto(place.as_uri())
            found[place.as_uri()] = window.sticks_out()
    assert len(found) > 15
    assert {address: faults for address, faults in found.items() if faults} == {}


def test_charts_keep_to_colours_that_are_forced(browser: Browser, real_copy: World) -> None:
    charted = [name for name, page in real_copy.built_pages().items() if page.tree.xpath("//figure[@class='chart']")]
    with opened(browser, "file://") as (page, _):
        drawn, bars = [], []
        for name in charted:
            page.goto((real_copy.project.site / name).as_uri())
            for scheme in SCHEMES:
                page.emulate_media(forced_colors="active", color_scheme=scheme)
                drawn += page.evaluate(_DRAWN)
                bars += page.evaluate(_BARS)
    assert len(drawn) > 60
    assert [each for each, *colours in drawn if contrast(*colours) < LEAST_DRAWN] == []
    assert bars
    assert min(contrast(*colours) for colours in bars) > LEAST_DRAWN


@pytest.mark.parametrize("name", ["index.html", "figures.html", "teach/how-many.html"])
def test_who_wants_more_contrast_gets_it(browser: Browser, real_copy: World, name: str) -> None:
    with opened(browser, "file://") as (page, _):
        page.goto((real_copy.project.site / name).as_uri())
        for scheme in SCHEMES:
            page.emulate_media(contrast="more", color_scheme=scheme)
            read = page.evaluate(_READ)
            assert len(read) > 60
            assert [each for each, *colours in read if contrast(*colours) < LEAST_READ] == [], scheme


def test_letters_that_stack_have_taller_lines(browser: Browser, hard_toy: Path) -> None:
    with opened(browser, "file://") as (page, _):
        page.goto((hard_toy / "burmese.html").as_uri())
        lines = page.evaluate(_LINE)
    assert lines
    assert min(lines) >= LEAST_LINE


def test_the_search_field_has_room_for_its_word(browser: Browser, real_copy: World) -> None:
    with opened(browser, "file://") as (page, _):
        page.goto((real_copy.project.site / "index.html").as_uri())
        window = Window(page)
        for width in (280, 320, 360, 412, 768, 1280):
            window.resize(width)
            assert page.evaluate(_ROOM_LEFT) >= 0, width
