"""Every page of the real site opens in a browser, from disk and from a server: complete, without errors, not too wide.

Chromium is offline: no host name is resolved, and a request that leaves the site's origin fails the test.
"""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from PIL import Image, ImageChops
from playwright.sync_api import Browser, Page

from browser.opening import opened, served
from conftest import REAL_ROOT, World
from explainer.core.project import Project

pytestmark = [pytest.mark.real, pytest.mark.browser]

WIDTHS = (320, 360, 1280)
PAGES = sorted(
    path.relative_to(REAL_ROOT / "docs").with_suffix(".html").as_posix() for path in (REAL_ROOT / "docs").rglob("*.md")
)
NOT_FOUND = "404.html"
"""The page for wrong addresses: its links start at the root of a server, so it does not work from disk."""


@dataclass(frozen=True)
class Copies:
    """The site on disk and on a server, the text of each page, and the pages with scripts."""

    disk: str
    server: str
    texts: dict[str, str]
    scripted: list[str]


@pytest.fixture(scope="module")
def copies(real_copy: World, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Copies]:
    root = tmp_path_factory.mktemp("served") / "root"
    path = urlsplit(site_url(real_copy.project)).path.rstrip("/")
    place = Path(f"{root}{path}")
    place.parent.mkdir(parents=True, exist_ok=True)
    place.symlink_to(real_copy.project.site)
    pages = real_copy.built_pages()
    texts = {name: page.main_text for name, page in pages.items()}
    scripted = [name for name in PAGES if pages[name].tree.xpath("//script[@src]")]
    with served(root) as address:
        yield Copies(real_copy.project.site.as_uri(), f"{address}{path}", texts, scripted)


def site_url(project: Project) -> str:
    """Return the address of the published site, which the page for wrong addresses contains."""
    from mkdocs.config import load_config

    return str(load_config(str(project.root / "mkdocs.yml")).site_url or "")


def text_of(page: Page) -> str:
    """Return the text of the article on a page, folded parts included."""
    return " ".join((page.locator("main article").text_content() or "").split())


def visible_words(page: Page) -> list[str]:
    """Return the words that a reader sees without unfolding anything, leaving out those for readers without scripts."""
    without = page.evaluate("[...document.querySelectorAll('noscript')].map((each) => each.innerText).join(' ')")
    text = page.locator("main article").inner_text()
    return (text.replace(without, "") if without else text).split()


def is_within(words: list[str], others: list[str]) -> bool:
    """Tell whether all words occur among others, in order."""
    rest = iter(others)
    return all(word in rest for word in words)


@dataclass(frozen=True)
class Look:
    """What one page showed: its text, the words visible at once, its width in each window, and what it has stored.

    A page without scripts stores nothing, and looks the same however wide it is read without them.
    """

    headings: int
    text: str
    words: list[str]
    widths: dict[int, int]
    stored: int


@dataclass(frozen=True)
class Visit:
    """Every page, opened one after the other in the same window, and what went wrong meanwhile."""

    looks: dict[str, Look]
    faults: list[str]


Visits = Callable[[str, bool], Visit]


@pytest.fixture(scope="module")
def visits(browser: Browser, copies: Copies) -> Visits:
    """Opens every page from an address with or without scripts; whoever asks again is given what was seen then."""

    @cache
    def visit(origin: str, scripts: bool) -> Visit:
        with opened(browser, origin, scripts=scripts) as (page, seen):
            return Visit({name: look(page, f"{origin}/{name}", scripts) for name in PAGES}, seen.faults)

    return visit


def look(page: Page, address: str, scripts: bool) -> Look:
    page.goto(address)
    headings, text, words = page.locator("h1").count(), text_of(page), visible_words(page)
    widths = {width: width_of(page, width) for width in WIDTHS} if scripts else {}
    stored = int(page.evaluate("localStorage.length + sessionStorage.length")) if scripts else 0
    return Look(headings, text, words, widths, stored + len(page.context.cookies()))


def width_of(page: Page, window: int) -> int:
    page.set_viewport_size({"width": window, "height": 800})
    return int(page.evaluate("document.documentElement.scrollWidth"))


Where = Callable[[Copies], str]
BOTH = pytest.mark.parametrize(
    "where",
    [pytest.param(lambda copies: copies.disk, id="disk"), pytest.param(lambda copies: copies.server, id="server")],
)


def test_every_page_is_tested(copies: Copies) -> None:
    assert {*PAGES, NOT_FOUND} == set(copies.texts)
    assert all(copies.texts.values())


@BOTH
def test_every_page_opens_without_errors_or_foreign_requests(visits: Visits, copies: Copies, where: Where) -> None:
    visit = visits(where(copies), True)
    assert {name: each.headings for name, each in visit.looks.items()} == dict.fromkeys(PAGES, 1)
    assert visit.faults == []


@BOTH
def test_every_page_opens_completely_without_scripts(visits: Visits, copies: Copies, where: Where) -> None:
    visit = visits(where(copies), False)
    for name, each in visit.looks.items():
        assert each.text == copies.texts[name], name
    assert len(visit.looks) == len(PAGES)
    assert visit.faults == []


def test_the_page_for_wrong_addresses_opens_without_errors(browser: Browser, copies: Copies) -> None:
    with opened(browser, copies.server) as (page, seen):
        page.goto(f"{copies.server}/{NOT_FOUND}")
        assert text_of(page) == copies.texts[NOT_FOUND]
        assert {width: width_of(page, width) for width in WIDTHS} == {width: width for width in WIDTHS}
    assert seen.faults == []


def test_no_page_is_wider_than_the_window(visits: Visits, copies: Copies) -> None:
    looks = visits(copies.server, True).looks
    measured = [(name, window, width) for name, each in looks.items() for window, width in each.widths.items()]
    assert len(measured) == len(PAGES) * len(WIDTHS)
    assert [f"{name} at {window}: {width}" for name, window, width in measured if width > window] == []


def test_scripts_hide_no_words_and_store_nothing(visits: Visits, copies: Copies) -> None:
    without, visit = visits(copies.server, False), visits(copies.server, True)
    for name in copies.scripted:
        assert is_within(without.looks[name].words, visit.looks[name].words), name
    assert {name: each.stored for name, each in visit.looks.items()} == dict.fromkeys(PAGES, 0)
    assert visit.faults == []


def test_a_citation_leads_to_its_note_and_the_note_to_its_paragraph_from_a_disk(
    browser: Browser, copies: Copies
) -> None:
    with opened(browser, copies.disk) as (page, seen):
        page.goto(f"{copies.disk}/topics/motivations.html")
        page.locator("main article .cite a").first.click()
        note = page.locator(":target")
        assert note.is_visible()
        note.locator("a").first.click()
        page.wait_for_url(re.compile(r"/sources/\w+\.html#p\d+$"))
        assert page.locator(":target").is_visible()
    assert seen.faults == []


def test_the_mark_is_the_same_as_svg_and_png(browser: Browser) -> None:
    drawing = REAL_ROOT / "overrides" / "assets" / "mark.svg"
    picture = Image.open(Project(REAL_ROOT).mark).convert("RGBA")
    wide, high = picture.size
    page = browser.new_page(viewport={"width": wide, "height": high})
    sized = drawing.read_text(encoding="utf-8").replace("<svg ", f'<svg width="{wide}" height="{high}" ', 1)
    page.set_content(f'<body style="margin: 0; background: transparent">{sized}')
    shown = Image.open(io.BytesIO(page.screenshot(omit_background=True))).convert("RGBA")
    page.close()
    differing = sum(ImageChops.difference(picture, shown).convert("L").point(lambda value: value > 40).histogram()[1:])
    assert differing / (wide * high) < 0.002
