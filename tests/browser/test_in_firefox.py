"""The pages in Firefox: nothing too wide, notes, terms, tabs, menu and search, without a complaint."""

from __future__ import annotations

from pathlib import Path

import pytest

from browser.drawn_toy import FEATURES
from browser.firefox import Firefox, wait_until
from browser.looks import PAGES
from browser.sideways import FEW, what_sticks_out
from conftest import World

pytestmark = pytest.mark.browser

MOTIVATIONS = "topics/motivations.html"
_IN_VIEW = """() => {
  const {top, bottom} = document.querySelector(":target").getBoundingClientRect();
  return top >= -1 && bottom <= innerHeight + 1;
}"""
_SHOWN_TABS = """() => [...document.querySelectorAll("#tabs + .tabbed-set > .tabbed-content > *")]
  .filter((each) => each.matches(".tabbed-block") && each.checkVisibility())
  .map((each) => each.innerText.split(".")[0].trim())"""
_MENU = "() => getComputedStyle(document.querySelector('#menu')).visibility"


@pytest.mark.real
@pytest.mark.parametrize(("width", "letters"), FEW)
def test_no_page_is_wider_than_the_window(
    firefox: Firefox, real_copy: World, drawn_toy: Path, hard_toy: Path, width: int, letters: int
) -> None:
    firefox.resize(width, letters)
    places = [real_copy.project.site / name for name in PAGES] + [drawn_toy / FEATURES]
    places += [path for path in sorted(hard_toy.rglob("*.html")) if path.name != "404.html"]
    faults = {}
    for place in places:
        firefox.open(place.as_uri())
        faults[place.as_uri()] = what_sticks_out(firefox.ask, width, letters)
    assert len(faults) > 60
    assert {address: found for address, found in faults.items() if found} == {}


@pytest.mark.real
@pytest.mark.parametrize("width", [360, 1280])
def test_a_mark_and_a_term_open_their_notes(firefox: Firefox, real_copy: World, width: int) -> None:
    firefox.resize(width, 16)
    for kind in (".cite a", "a.term"):
        firefox.open((real_copy.project.site / MOTIVATIONS).as_uri())
        firefox.click(f"main article p {kind}")
        assert firefox.ask(_IN_VIEW), kind
        assert len(firefox.text(":target")) > 20
        assert firefox.address.startswith((real_copy.project.site / MOTIVATIONS).as_uri() + "#")


@pytest.mark.real
def test_the_menu_opens_and_shuts(firefox: Firefox, real_copy: World) -> None:
    firefox.resize(360, 16)
    firefox.open((real_copy.project.site / MOTIVATIONS).as_uri())
    assert firefox.ask(_MENU) == "hidden"
    firefox.click(".to-menu")
    assert firefox.ask(_MENU) == "visible"
    firefox.click("#shut")
    assert firefox.ask(_MENU) == "hidden"


def test_tabs_are_chosen(firefox: Firefox, drawn_toy: Path) -> None:
    firefox.open((drawn_toy / FEATURES).as_uri())
    assert firefox.ask(_SHOWN_TABS) == ["Pilots hand in their whistles"]
    firefox.click("#tabs + .tabbed-set > .tabbed-labels > :nth-child(2)")
    assert firefox.ask(_SHOWN_TABS) == ["The store was locked"]


@pytest.mark.real
def test_search_finds_from_disk(firefox: Firefox, real_copy: World) -> None:
    firefox.open((real_copy.project.site / MOTIVATIONS).as_uri())
    firefox.type(".find input", "revenge\ue007")
    wait_until(lambda: "search.html" in firefox.address and bool(firefox.text("#search-results li")))
    assert "revenge" in firefox.text("#search-results").lower()


def test_an_error_in_a_page_is_heard(started_firefox: Firefox) -> None:
    started_firefox.open("data:text/html,<!doctype html><script>nothing.like_this()</script>")
    assert any("nothing is not defined" in each for each in started_firefox.complaints())
