"""Every picture of the real site, measured in a browser: text large enough and apart, marks apart from the page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import combinations
from typing import Any

import pytest
from playwright.sync_api import Browser

from browser.looks import SCHEMES
from browser.opening import opened, served
from browser.sideways import Window
from conftest import World

pytestmark = [pytest.mark.real, pytest.mark.browser]

WIDTHS = (320, 700, 1280)
SMALLEST, LEAST_CONTRAST, SLACK = 12.0, 3.0, 1.0
"""Pixels of text, contrast of marks with the page, and pixels by which boxes may be rounded."""

MEASURE = """() => [...document.querySelectorAll("figure svg")].map((svg) => {
  const box = (each) => { const at = each.getBoundingClientRect(); return [at.left, at.top, at.right, at.bottom]; };
  const paints = (each) => { const style = getComputedStyle(each); return [style.fill, style.stroke]; };
  let ground = svg;
  while (ground && /^rgba\\(.*, 0\\)$|^transparent$/.test(getComputedStyle(ground).backgroundColor)) {
    ground = ground.parentElement;
  }
  return {
    name: svg.querySelector("title").textContent,
    box: box(svg),
    ground: ground ? getComputedStyle(ground).backgroundColor : "rgb(255, 255, 255)",
    texts: [...svg.querySelectorAll("text")].map((text) => ({
      words: text.textContent, box: box(text),
      size: parseFloat(getComputedStyle(text).fontSize) * text.getScreenCTM().d,
      fill: getComputedStyle(text).fill,
    })),
    marks: [...svg.querySelectorAll("line, circle, rect, path, use")].map((mark) => ({
      kind: mark.getAttribute("class") || mark.tagName, paints: paints(mark), tag: mark.tagName, box: box(mark),
    })),
  };
})"""
FOR_SHAPE_ALONE = ("holes", "use")
"""Marks that take something away from another mark, or whose colours are those of what they refer to."""

Picture = dict[str, Any]
Box = list[float]


@pytest.fixture(scope="module")
def pictures(browser: Browser, real_copy: World) -> dict[str, list[Picture]]:
    """Every picture of every page, measured at each width in each colour scheme, by a name for the case."""
    found: dict[str, list[Picture]] = {}
    drawn = [name for name, page in real_copy.built_pages().items() if page.tree.xpath("//figure//svg")]
    with served(real_copy.project.site) as address, opened(browser, address) as (page, _):
        window = Window(page)
        for name in drawn:
            page.goto(f"{address}/{name}")
            for scheme in SCHEMES:
                page.emulate_media(color_scheme=scheme)
                for width in WIDTHS:
                    window.resize(width)
                    found[f"{name} at {width}, {scheme}"] = page.evaluate(MEASURE)
    return found


def each(pictures: dict[str, list[Picture]]) -> Iterator[tuple[str, Picture]]:
    for case, measured in pictures.items():
        yield from ((f"{case}: {picture['name']}", picture) for picture in measured)


def test_pictures_are_on_several_pages(pictures: dict[str, list[Picture]]) -> None:
    names = {picture["name"] for _, picture in each(pictures)}
    assert len(names) >= 5
    assert all(picture["texts"] and picture["marks"] for _, picture in each(pictures))


def test_text_is_never_too_small(pictures: dict[str, list[Picture]]) -> None:
    small = [
        f"{case}: {text['words']} {text['size']:.1f}"
        for case, picture in each(pictures)
        for text in picture["texts"]
        if text["size"] < SMALLEST
    ]
    assert small == []


def test_no_two_texts_overlap(pictures: dict[str, list[Picture]]) -> None:
    over = [
        f"{case}: {one['words']} / {other['words']}"
        for case, picture in each(pictures)
        for one, other in combinations(picture["texts"], 2)
        if overlap(one["box"], other["box"])
    ]
    assert over == []


def test_no_text_lies_on_a_line_or_a_sign(pictures: dict[str, list[Picture]]) -> None:
    """Only outlines of areas, which are paths, have names on them."""
    crossed = [
        f"{case}: {text['words']} on a {mark['kind']} by {mark['box']}"
        for case, picture in each(pictures)
        for text in picture["texts"]
        for mark in picture["marks"]
        if mark["tag"] != "path" and touch(text["box"], mark["box"])
    ]
    assert crossed == []


def touch(text: Box, mark: Box) -> bool:
    """Return whether a mark reaches into the box of a text; a line has no breadth."""
    return all(mark[side] < text[side + 2] - SLACK and mark[side + 2] > text[side] + SLACK for side in (0, 1))


def overlap(one: Box, other: Box) -> bool:
    return all(min(one[side + 2], other[side + 2]) - max(one[side], other[side]) > SLACK for side in (0, 1))


def test_no_text_leaves_its_picture(pictures: dict[str, list[Picture]]) -> None:
    outside = [
        f"{case}: {text['words']} {text['box']} {picture['box']}"
        for case, picture in each(pictures)
        for text in picture["texts"]
        if not within(text["box"], picture["box"])
    ]
    assert outside == []


def within(inner: Box, outer: Box) -> bool:
    return all(inner[at] >= outer[at] - SLACK and inner[at + 2] <= outer[at + 2] + SLACK for at in (0, 1))


def test_marks_and_texts_can_be_told_from_the_page(pictures: dict[str, list[Picture]]) -> None:
    faint: set[str] = set()
    for case, picture in each(pictures):
        for mark in picture["marks"]:
            best = max(contrast(paint, picture["ground"]) for paint in mark["paints"])
            if mark["kind"] not in FOR_SHAPE_ALONE and best < LEAST_CONTRAST:
                faint.add(f"{case}: {mark['kind']} {best:.2f}")
        faint |= {
            f"{case}: {text['words']}"
            for text in picture["texts"]
            if contrast(text["fill"], picture["ground"]) < 1.5 * LEAST_CONTRAST
        }
    assert faint == set()


def contrast(paint: str, ground: str) -> float:
    """Return the contrast of two colours; a paint that is not drawn has none."""
    if not paint.startswith("rgb"):
        return 1.0
    lighter, darker = sorted((luminance(paint), luminance(ground)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def luminance(colour: str) -> float:
    parts = [float(part) / 255 for part in re.findall(r"[\d.]+", colour)[:3]]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
