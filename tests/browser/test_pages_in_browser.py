"""Every page of the real site opens in a browser, from disk and from a server: complete, without errors, not too wide.

Chromium is offline: no host name is resolved, and a request that leaves the site's origin fails the test.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from statistics import median
from urllib.parse import urlsplit

import pytest
from PIL import Image, ImageChops
from playwright.sync_api import Browser

from browser.conftest import Chromium
from browser.looks import (
    NARROW,
    PAGES,
    REFUSED,
    UNPAINTED,
    WIDE,
    WIDTHS,
    Measured,
    Visit,
    look,
    measure,
    standing,
    visit,
)
from browser.opening import opened, served
from browser.sideways import Window
from conftest import REAL_ROOT, World
from explainer.built.serving import policy
from explainer.core.project import Project

pytestmark = [pytest.mark.real, pytest.mark.browser]

NOT_FOUND = "404.html"
"""The page for wrong addresses: its links start at the root of a server, so it does not work from disk."""
FORBIDDEN = "img-src", "script-src-elem", "style-src-elem"
MOST_DISTANCE = 60


@dataclass(frozen=True)
class Copies:
    """The site in its folder, on disk and on a server, the text of each page, and the pages with scripts."""

    site: Path
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
        yield Copies(real_copy.project.site, real_copy.project.site.as_uri(), f"{address}{path}", texts, scripted)


def site_url(project: Project) -> str:
    """Return the address of the published site, which the page for wrong addresses contains."""
    from mkdocs.config import load_config

    return str(load_config(str(project.root / "mkdocs.yml")).site_url or "")


def is_within(words: list[str], others: list[str]) -> bool:
    """Tell whether all words occur among others, in order."""
    rest = iter(others)
    return all(word in rest for word in words)


@pytest.fixture(scope="module")
def unpainted(chromium: Chromium) -> Iterator[Browser]:
    with chromium(UNPAINTED) as browser:
        yield browser


@pytest.fixture(scope="module")
def measured(unpainted: Browser, copies: Copies) -> Measured:
    """Every page from disk, with scripts."""
    return measure(unpainted, copies.disk)


@pytest.fixture(scope="module")
def from_server(browser: Browser, copies: Copies) -> Visit:
    """Every page from a server, with scripts, and painted as readers see it."""
    return visit(browser, copies.server)


@pytest.fixture(scope="module")
def without_scripts(unpainted: Browser, copies: Copies) -> Visit:
    """Every page from disk, without scripts.

    From a server it is the same: its HTML is, and it requests nothing there that it does not request with scripts.
    """
    return visit(unpainted, copies.disk, scripts=False)


def test_every_page_is_tested(copies: Copies) -> None:
    assert {*PAGES, NOT_FOUND} == set(copies.texts)
    assert all(copies.texts.values())


@pytest.mark.parametrize("where", ["measured", "from_server"])
def test_every_page_opens_without_errors_or_foreign_requests(request: pytest.FixtureRequest, where: str) -> None:
    visit: Visit = request.getfixturevalue(where)
    assert {name: each.headings for name, each in visit.shown.items()} == dict.fromkeys(PAGES, 1)
    assert {name: each.stored for name, each in visit.shown.items()} == dict.fromkeys(PAGES, 0)
    assert visit.faults == []


def test_every_page_opens_completely_without_scripts(without_scripts: Visit, copies: Copies) -> None:
    for name, each in without_scripts.shown.items():
        assert each.text == copies.texts[name], name
    assert {name: each.requests_without_scripts for name, each in without_scripts.shown.items()} == dict.fromkeys(
        PAGES, 0
    )
    assert without_scripts.faults == []


def test_scripts_hide_no_words(without_scripts: Visit, measured: Measured, copies: Copies) -> None:
    assert copies.scripted
    for name in copies.scripted:
        assert is_within(without_scripts.shown[name].words, measured.shown[name].words), name


def test_the_page_for_wrong_addresses_opens_without_errors(browser: Browser, copies: Copies) -> None:
    with opened(browser, copies.server) as (page, seen):
        window = Window(page)
        assert look(page, f"{copies.server}/{NOT_FOUND}").text == copies.texts[NOT_FOUND]
        for width in WIDTHS:
            window.resize(width)
            assert standing(page).width == width
        assert window.sticks_out() == []
    assert seen.faults == []


def test_no_page_is_wider_than_the_window(measured: Measured) -> None:
    for window, pages in measured.standing.items():
        assert {name: each.width for name, each in pages.items()} == dict.fromkeys(PAGES, window)


def test_nothing_sticks_out_of_a_page_when_everything_is_unfolded(measured: Measured) -> None:
    assert measured.sticks_out.keys() == {*PAGES}
    assert {name: found for name, found in measured.sticks_out.items() if found} == {}


def test_chromium_obeys_one_policy_on_every_page(measured: Measured) -> None:
    wanted = [[[policy(in_header=False), directive] for directive in FORBIDDEN], False]
    assert measured.refused == dict.fromkeys(PAGES, wanted)


def test_a_page_without_its_policy_is_seen(browser: Browser, copies: Copies, tmp_path: Path) -> None:
    head = f'<meta http-equiv="Content-Security-Policy" content="{policy(in_header=False)}">'
    source = (copies.site / "index.html").read_text(encoding="utf-8")
    assert source.count(head) == 1
    changed = tmp_path / "index.html"
    changed.write_text(source.replace(head, ""), encoding="utf-8")
    with opened(browser, "file://") as (page, _):
        page.goto(changed.as_uri())
        assert page.evaluate(REFUSED) == [[], True]


def test_notes_stand_beside_their_marks_in_a_wide_window(measured: Measured) -> None:
    pages = measured.standing[WIDE]
    distances = [each for page in pages.values() for each in page.distances]
    assert len(distances) > 300
    assert median(distances) <= MOST_DISTANCE
    assert median(pages["index.html"].distances) <= MOST_DISTANCE


def test_no_two_notes_overlap_and_none_leaves_the_window(measured: Measured) -> None:
    for name, page in measured.standing[WIDE].items():
        ordered = sorted(page.notes, key=lambda note: note[1])
        pairs = pairwise(ordered)
        assert [(one[0], other[0]) for one, other in pairs if other[1] < one[3] - 1] == [], name
        assert [note[0] for note in page.notes if note[2] > WIDE or note[4] < 0] == [], name


def test_the_text_has_no_more_stops_for_the_keyboard_in_a_wide_window_than_in_a_narrow_one(measured: Measured) -> None:
    wide, narrow = measured.standing[WIDE], measured.standing[NARROW]
    stops = {name: (wide[name].stops_of_the_text, narrow[name].stops_of_the_text) for name in PAGES}
    assert {name: each for name, each in stops.items() if each[0] > each[1]} == {}
    assert min(page.stops for page in narrow.values()) > 5


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
