"""Search finds what readers look for, over HTTP and from disk, and loads nothing before it is used."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from playwright.sync_api import sync_playwright

from explainer.core.project import Project
from explainer.edition.state import load_edition
from explainer.publish.build import publish_site
from explainer.publish.releases import Shelf

pytestmark = [pytest.mark.browser, pytest.mark.real]

ROOT = Path(__file__).parents[2]
WANTED = {
    "watermelon": "glossary.html#watermelon",
    "CDM": "glossary.html#cdm",
    "liberated zone": "glossary.html#liberated-zone",
    "free zone": "glossary.html#liberated-zone",
    "Tatmadaw": "glossary.html#tatmadaw",
    "3,000 soldiers": "figures.html#f-voa-soldiers-left",
    "Nyi Thuta": "quotes.html#person-nyi-thuta",
    "rewards": "glossary.html#cash-reward",
    "snipers' pay": "figures.html#f-nyt-snipers-pay",
    "calls per week": "figures.html#f-diplomat-calls",
}


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *arguments: object) -> None:
        pass


@pytest.fixture(scope="module", params=["one index", "an index in parts"])
def site(tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest) -> Path:
    """Publish the real project into a temporary folder, with one search index, and split like that of a large site."""
    root = tmp_path_factory.mktemp("search")
    for name in ("docs", "data", "overrides", "scripts", "mkdocs.yml"):
        (root / name).symlink_to(ROOT / name)
    edition, problems = load_edition(Project(ROOT))
    assert problems == []
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("EXPLAINER_ROOT", str(ROOT))
        patch.setenv("EXPLAINER_DOWNLOADS", "")
        if request.param == "an index in parts":
            patch.setattr("explainer.render.search_parts.MOST_TOGETHER", 10)
        moved = replace(edition, project=Project(root))
        shelf = Shelf(moved.project)
        with shelf.held():
            publish_site(moved, shelf)
    return root / "site"


@pytest.fixture
def served(site: Path) -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(site)))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_address[1]}"
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.mark.parametrize("way", ["http", "disk"])
def test_each_term_finds_its_target_first(site: Path, served: str, way: str) -> None:
    address = f"{served}/search.html" if way == "http" else (site / "search.html").as_uri()
    rules = "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"
    asked: list[str] = []
    found: dict[str, str | None] = {}
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox", rules])
        page = browser.new_page()
        page.on("request", lambda request: asked.append(request.url))
        page.goto(address)
        assert not any("lunr" in url or "search-index" in url for url in asked)
        for term, target in WANTED.items():
            page.fill("#q", term)
            page.wait_for_function("() => document.querySelector('#search-status').textContent")
            page.wait_for_timeout(60)
            page.wait_for_selector("#search-results:not([aria-busy])", state="attached")
            first = page.locator("#search-results a").first
            found[term] = first.get_attribute("href") if first.count() else None
            assert found[term] == target, f"{term!r} found {found[term]!r} first"
        browser.close()
    assert all(url.startswith((served, "file:")) for url in asked)
