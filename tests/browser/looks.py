"""Every page of the real site in Chromium: opened as rarely as can be, and asked everything while it is open."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from playwright.sync_api import Browser, Page

from browser.opening import opened
from browser.sideways import Window
from conftest import REAL_ROOT

PAGES = sorted(
    path.relative_to(REAL_ROOT / "docs").with_suffix(".html").as_posix() for path in (REAL_ROOT / "docs").rglob("*.md")
)
WIDE, NARROW, NARROWEST = WIDTHS = (1280, 360, 320)
SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
UNPAINTED = "--enable-begin-frame-control"
"""Lets Chromium paint only when it is told to, which nobody does: it lays a page out whenever that is asked about."""

_SHOWN = """() => {
  const articles = [...document.querySelectorAll("main article")];
  return {
    headings: document.querySelectorAll("h1").length,
    text: articles.map((each) => each.textContent).join(" "),
    visible: articles.map((each) => each.innerText).join(" "),
    without: [...document.querySelectorAll("noscript")].map((each) => each.innerText).join(" "),
    requests: document.querySelectorAll("noscript :is([src], [srcset], [href], [data], [style], style)").length,
    stored: localStorage.length + sessionStorage.length,
  };
}"""
_STANDING = """() => {
  const shown = (element) => element?.checkVisibility({visibilityProperty: true}) ?? false;
  const sides = ({top, right, bottom, left}) => [top, right, bottom, left];
  const box = (element) => sides(element.getBoundingClientRect());
  const links = [...document.querySelectorAll("main article .cite a[href^='#']")].filter(shown);
  const noteOf = (link) => document.getElementById(link.hash.slice(1));
  const led = links.map((link) => [link, noteOf(link)]).filter(([, note]) => note?.matches(".note") && shown(note));
  const able = [...document.querySelectorAll("a[href], button, input, select, textarea, summary, [tabindex]")];
  const stops = able.filter((stop) => stop.tabIndex >= 0 && !stop.disabled && stop.type !== "hidden" && shown(stop));
  return {
    width: document.documentElement.scrollWidth,
    distances: led.map(([link, note]) => Math.abs(box(link)[0] - box(note)[0])),
    notes: [...document.querySelectorAll("main article .note")].filter(shown).map((note) => [note.id, ...box(note)]),
    stops: stops.length,
    stops_of_the_text: stops.filter((stop) => stop.closest("main article")).length,
  };
}"""
REFUSED = """() => new Promise((tell) => {
  const found = [];
  document.addEventListener("securitypolicyviolation", (each) => {
    found.push([each.originalPolicy, each.effectiveDirective]);
    if (found.length === 3) tell(found);
  });
  setTimeout(() => tell(found), 2000);
  const add = (name, attributes) => document.body.append(Object.assign(document.createElement(name), attributes));
  add("img", {src: "https://elsewhere.example/one.png"});
  add("script", {textContent: "window.ran = true"});
  add("style", {textContent: "body { display: none }"});
}).then((found) => [found.sort(), window.ran === true])"""
"""Adds what the policy forbids to a page, and returns what the browser says of each, and whether the script ran."""


@dataclass(frozen=True)
class Shown:
    """What a page shows in a wide window: its text, folded parts included, and the words that are visible at once.

    The words leave out those for readers without scripts, whose part may request something of its own.
    """

    headings: int
    text: str
    words: list[str]
    requests_without_scripts: int
    stored: int


@dataclass(frozen=True)
class Standing:
    """How wide a page is, how far marks are from their notes, the box of each note, and the stops of the Tab key.

    The stops of the text alone leave out header, menu and foot: a wide window shows the menu, a narrow one opens it.
    """

    width: int
    distances: list[float]
    notes: list[tuple[str, float, float, float, float]]
    stops: int
    stops_of_the_text: int


@dataclass(frozen=True)
class Visit:
    """What every page showed, opened one after the other in the same window, and what went wrong meanwhile."""

    shown: dict[str, Shown]
    faults: list[str]


@dataclass(frozen=True)
class Measured(Visit):
    """A visit that also asked what stands where in each width, what sticks out, and what the browser refused."""

    standing: dict[int, dict[str, Standing]]
    sticks_out: dict[str, list[str]]
    refused: dict[str, object]


def visit(browser: Browser, origin: str, scripts: bool = True) -> Visit:
    """Open every page from an address."""
    with opened(browser, origin, WIDE, scripts=scripts) as (page, seen):
        return Visit({name: look(page, f"{origin}/{name}") for name in PAGES}, seen.faults)


def measure(browser: Browser, origin: str) -> Measured:
    """Open every page from an address, in windows from wide to narrow, then unfold it, then add what is forbidden."""
    measured = Measured({}, [], {width: {} for width in WIDTHS}, {}, {})
    with opened(browser, origin) as (page, seen):
        window = Window(page)
        for name in PAGES:
            window.resize(WIDE)
            measured.shown[name] = look(page, f"{origin}/{name}")
            for width in WIDTHS:
                window.resize(width)
                measured.standing[width][name] = standing(page)
            measured.sticks_out[name] = window.sticks_out()
            measured.faults.extend(seen.taken())
            measured.refused[name] = page.evaluate(REFUSED)
            # A browser complains of what it refuses.
            seen.taken()
    return measured


def look(page: Page, address: str) -> Shown:
    page.goto(address)
    found = page.evaluate(_SHOWN)
    return Shown(
        found["headings"],
        " ".join(found["text"].split()),
        found["visible"].replace(found["without"], "").split(),
        found["requests"],
        found["stored"] + len(page.context.cookies()),
    )


def standing(page: Page) -> Standing:
    found = page.evaluate(_STANDING)
    return Standing(**{**found, "notes": [tuple(each) for each in found["notes"]]})
