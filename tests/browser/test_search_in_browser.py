"""Search finds what readers look for, over HTTP and from disk, and loads nothing before it is used."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from browser.opening import served
from conftest import REAL_ROOT, World
from explainer.core.project import DOWNLOADS_VARIABLE, ROOT_VARIABLE, Project
from explainer.edition.state import load_edition
from explainer.publish.build import publish_site
from explainer.publish.releases import Shelf
from explainer.render.search_parts import SEARCH_FOLDER

pytestmark = [pytest.mark.browser, pytest.mark.real]

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


@pytest.fixture(scope="module", params=["one index", "an index in parts"])
def site(real_copy: World, tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest) -> Path:
    """The site of the real project, with one search index, and with one split like that of a large site."""
    if request.param == "one index":
        return real_copy.project.site
    root = tmp_path_factory.mktemp("search")
    for name in ("docs", "data", "overrides", "scripts", "mkdocs.yml"):
        (root / name).symlink_to(REAL_ROOT / name)
    edition, problems = load_edition(Project(REAL_ROOT))
    assert problems == []
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(ROOT_VARIABLE, str(REAL_ROOT))
        patch.setenv(DOWNLOADS_VARIABLE, "")
        patch.setattr("explainer.render.search_parts.MOST_TOGETHER", 10)
        moved = replace(edition, project=Project(root))
        shelf = Shelf(moved.project)
        with shelf.held():
            publish_site(moved, shelf)
    assert any((root / "site" / SEARCH_FOLDER).iterdir())
    return root / "site"


@pytest.mark.parametrize("way", ["http", "disk"])
def test_each_term_finds_its_target_first(browser: Browser, site: Path, way: str) -> None:
    asked: list[str] = []
    found: dict[str, str | None] = {}
    with served(site) as server:
        address = f"{server}/search.html" if way == "http" else (site / "search.html").as_uri()
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
        page.close()
    assert all(url.startswith((server, "file:")) for url in asked)
