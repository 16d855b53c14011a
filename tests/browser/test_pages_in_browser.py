"""Every page of the real site opens in a browser, from disk and from a server: complete, without errors, not too wide.

Chromium is offline: no host name is resolved, and a request that leaves the site's origin fails the test.
"""

from __future__ import annotations

import io
import re
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from PIL import Image, ImageChops
from playwright.sync_api import Browser, Page, sync_playwright

from conftest import REAL_ROOT, World
from explainer.core.project import Project

pytestmark = [pytest.mark.real, pytest.mark.browser]

CHROMIUM = Path("/usr/bin/chromium")
ARGUMENTS = ["--no-sandbox", "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"]
CUT_SHORT = "net::ERR_ABORTED"
WIDTHS = (320, 360, 1280)
PAGES = sorted(
    path.relative_to(REAL_ROOT / "docs").with_suffix(".html").as_posix() for path in (REAL_ROOT / "docs").rglob("*.md")
)
NOT_FOUND = "404.html"
"""The page for wrong addresses: its links start at the root of a server, so it does not work from disk."""


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Log nothing."""


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """Serve a folder on this computer until the block ends."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(folder)))
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    assert CHROMIUM.is_file(), f"these tests need {CHROMIUM}: `make browser` tells how to install it"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(CHROMIUM), args=ARGUMENTS)
        yield browser
        browser.close()


@dataclass(frozen=True)
class Copies:
    """The site on disk and on a server, the text of each page, and the pages with scripts."""

    disk: str
    server: str
    texts: dict[str, str]
    scripted: list[str]


@pytest.fixture(scope="session")
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


@dataclass
class Seen:
    """What went wrong while pages were open."""

    origin: str
    faults: list[str] = field(default_factory=list)

    def watch(self, page: Page) -> None:
        page.on("console", lambda message: self._note(page, f"{message.type}: {message.text}", message.type != "log"))
        page.on("pageerror", lambda error: self._note(page, f"error: {error}"))
        # The request for the icon of a page is aborted if the next page is opened before it is answered.
        page.on(
            "requestfailed", lambda each: self._note(page, f"{each.failure}: {each.url}", each.failure != CUT_SHORT)
        )
        page.on("request", lambda request: self._note(page, f"left: {request.url}", not self._is_ours(request.url)))
        page.on("response", lambda answer: self._note(page, f"{answer.status}: {answer.url}", answer.status >= 400))

    def _is_ours(self, address: str) -> bool:
        return address.startswith((f"{self.origin}/", "data:"))

    def _note(self, page: Page, fault: str, is_fault: bool = True) -> None:
        if is_fault:
            self.faults.append(f"{page.url.rpartition('/')[2]} {fault}")


@contextmanager
def opened(browser: Browser, origin: str, width: int = 1280, scripts: bool = True) -> Iterator[tuple[Page, Seen]]:
    context = browser.new_context(viewport={"width": width, "height": 800}, java_script_enabled=scripts)
    context.set_default_timeout(10_000)
    page, seen = context.new_page(), Seen(origin)
    seen.watch(page)
    yield page, seen
    context.close()


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


Where = Callable[[Copies], str]
BOTH = pytest.mark.parametrize(
    "where",
    [pytest.param(lambda copies: copies.disk, id="disk"), pytest.param(lambda copies: copies.server, id="server")],
)


def test_every_page_is_tested(copies: Copies) -> None:
    assert {*PAGES, NOT_FOUND} == set(copies.texts)
    assert all(copies.texts.values())


@BOTH
def test_every_page_opens_without_errors_or_foreign_requests(browser: Browser, copies: Copies, where: Where) -> None:
    with opened(browser, where(copies)) as (page, seen):
        for name in PAGES:
            page.goto(f"{where(copies)}/{name}")
            assert page.locator("h1").count() == 1, name
    assert seen.faults == []


@BOTH
def test_every_page_opens_completely_without_scripts(browser: Browser, copies: Copies, where: Where) -> None:
    with opened(browser, where(copies), scripts=False) as (page, seen):
        for name in PAGES:
            page.goto(f"{where(copies)}/{name}")
            assert text_of(page) == copies.texts[name], name
    assert seen.faults == []


def test_the_page_for_wrong_addresses_opens_without_errors(browser: Browser, copies: Copies) -> None:
    with opened(browser, copies.server) as (page, seen):
        page.goto(f"{copies.server}/{NOT_FOUND}")
        assert text_of(page) == copies.texts[NOT_FOUND]
    assert seen.faults == []


def test_no_page_is_wider_than_the_window(browser: Browser, copies: Copies) -> None:
    wide = []
    with opened(browser, copies.server) as (page, _):
        for name in [*PAGES, NOT_FOUND]:
            page.goto(f"{copies.server}/{name}")
            for width in WIDTHS:
                page.set_viewport_size({"width": width, "height": 800})
                measured = int(page.evaluate("document.documentElement.scrollWidth"))
                wide += [f"{name} at {width}: {measured}"] if measured > width else []
    assert wide == []


def test_scripts_hide_no_words_and_store_nothing(browser: Browser, copies: Copies) -> None:
    shown = {}
    with opened(browser, copies.server, scripts=False) as (page, _):
        for name in copies.scripted:
            page.goto(f"{copies.server}/{name}")
            shown[name] = visible_words(page)
    with opened(browser, copies.server) as (page, seen):
        for name in copies.scripted:
            page.goto(f"{copies.server}/{name}", wait_until="networkidle")
            assert is_within(shown[name], visible_words(page)), name
            assert page.context.cookies() == []
            assert page.evaluate("localStorage.length + sessionStorage.length") == 0, name
    assert seen.faults == []


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
