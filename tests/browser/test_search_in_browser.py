"""Search finds what readers look for, over HTTP and from disk, and loads nothing before it is used."""

from __future__ import annotations

import gzip
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from urllib.parse import unquote

import pytest
from playwright.sync_api import Browser, Page

from browser.opening import Seen, opened, served
from conftest import REAL_ROOT, World
from explainer.core.project import DOWNLOADS_VARIABLE, ROOT_VARIABLE, Project
from explainer.edition.state import load_edition
from explainer.publish.build import publish_site
from explainer.publish.releases import Shelf
from explainer.render.search_parts import SEARCH_FOLDER

pytestmark = [pytest.mark.browser, pytest.mark.real]

RECORDS = {
    "watermelon": "glossary.html#watermelon",
    "CDM": "glossary.html#cdm",
    "liberated zone": "glossary.html#liberated-zone",
    "free zone": "glossary.html#liberated-zone",
    "Tatmadaw": "glossary.html#tatmadaw",
    "3,000 soldiers": "figures.html#f-voa-soldiers-left",
    "Nyi Thuta": "quotes.html#person-nyi-thuta",
    "rewards": "glossary.html#cash-reward",
    "corporal's pay": "figures.html#f-nyt-corporals-pay",
    "internet blackouts": "glossary.html#internet-blackout",
    "calls per week": "figures.html#f-diplomat-calls",
}
"""Queries, and the address of the record that must come first."""
PROSE = {
    "revenge": "revenge",
    "Aung San Suu Kyi": "Aung San Suu Kyi",
    "prison or worse": "prison or worse",
    "aimed at communication": "aimed at communication",
    "widows and orphans": "",
    "salary": "",
    "executed": "",
    "Kachin": "",
    "families risked revenge": "families risked revenge",
    "loyalty was fragile": "Loyalty was fragile",
}
"""Queries, and the words that the first result must show marked; "" if no page or record has them."""
_FOUND = """async asked => {
    const list = document.querySelector("#search-results");
    const end = Date.now() + 10_000;
    while (list.dataset.asked !== asked) {
        if (Date.now() > end) throw new Error("there was no answer");
        await new Promise(later => setTimeout(later, 5));
    }
    const results = [...list.querySelectorAll("li")];
    return {
        said: document.querySelector("#search-status").innerText,
        addresses: [...list.querySelectorAll("li a")].map(each => each.getAttribute("href")),
        texts: results.map(each => each.innerText.split(/\\s+/).join(" ").trim()),
        marked: results.map(each => [...each.querySelectorAll("mark")].map(mark => mark.innerText).join(" ")),
    };
}"""
_ALL_FOUND = f"""async all => {{
    const input = document.querySelector("article #q");
    const found = [];
    for (const asked of all) {{
        input.value = asked;
        input.dispatchEvent(new Event("input"));
        found.push(await ({_FOUND})(asked));
    }}
    return found;
}}"""
MOST_BYTES = 60_000
MOST_SECONDS = 5
"""An answer takes a tenth of this; a query that was not cut would take minutes."""


@pytest.fixture(scope="module")
def site_in_parts(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of the real project, its search index split like that of a large site."""
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


@pytest.fixture(scope="module", params=["one index", "an index in parts"])
def site(real_copy: World, request: pytest.FixtureRequest) -> Path:
    if request.param == "one index":
        return real_copy.project.site
    in_parts: Path = request.getfixturevalue("site_in_parts")
    return in_parts


@pytest.fixture(scope="module", params=["http", "disk"])
def origin(site: Path, request: pytest.FixtureRequest) -> Iterator[str]:
    """The address of the site, on a server and on the disk."""
    if request.param == "disk":
        yield site.as_uri()
    else:
        with served(site) as address:
            yield address


@pytest.fixture(scope="module")
def window(browser: Browser, origin: str) -> Iterator[tuple[Page, Seen]]:
    with opened(browser, origin) as window:
        yield window


@pytest.fixture
def page(window: tuple[Page, Seen]) -> Iterator[Page]:
    """The page of search, loaded anew; nothing may go wrong until the test ends."""
    page, seen = window
    seen.faults.clear()
    page.goto(f"{seen.origin}/search.html")
    yield page
    assert seen.faults == []


@dataclass(frozen=True)
class Found:
    """What a search showed: what it said, and of each result its address, its text and the words marked in it."""

    said: str
    addresses: list[str]
    texts: list[str]
    marked: list[str]


def ask(page: Page, words: str) -> Found:
    page.fill("article #q", words)
    return Found(**page.evaluate(_FOUND, words))


def ask_each(page: Page, queries: list[str]) -> dict[str, Found]:
    """Ask one query after the other, as the page would hear of them if each was pasted over the one before."""
    found = page.evaluate(_ALL_FOUND, queries)
    return {words: Found(**each) for words, each in zip(queries, found, strict=True)}


def test_queries_find_what_they_should_first(page: Page) -> None:
    found = ask_each(page, [*RECORDS, *PROSE])
    assert {words: found[words].addresses[0] for words in RECORDS} == RECORDS
    for words, marked in PROSE.items():
        assert marked in "".join(found[words].marked[:1]), words
        assert marked or f"Nothing has “{words.split()[0].lower()}”" in found[words].said, words


def test_a_search_finds_only_what_has_the_word(page: Page) -> None:
    found = ask(page, "revenge")
    assert found.said == f"{len(found.texts)} found."
    assert found.texts
    assert all("revenge" in text for text in found.marked)


def test_a_hit_that_is_only_similar_is_said_to_be_similar(page: Page) -> None:
    found = ask(page, "revange")
    assert found.said.startswith("Nothing has “revange”; similar: revenge. ")
    assert all("similar: revenge" in text for text in found.texts)
    assert "revenge" in found.marked[0]


def test_a_search_that_finds_nothing_says_so(page: Page) -> None:
    found = ask(page, "xylophone quartet")
    assert found.said == "Nothing has “xylophone”. Nothing has “quartet”. Try another word."
    assert found.texts == []


def test_only_the_first_letters_of_a_long_query_are_looked_at(page: Page) -> None:
    found = ask(page, "revenge " + "a " * 200 + "watermelon")
    assert "Only the first 200 letters were looked at." in found.said
    assert not any("watermelon" in text for text in found.marked)


@pytest.mark.parametrize(
    "words", ["😀" * 50_000, "revange " * 12_500, " ".join(f"sodlier{each}" for each in range(9_000))], ids=len
)
def test_a_query_of_any_length_is_answered_at_once(page: Page, words: str) -> None:
    ask(page, "revenge")
    started = time.monotonic()
    found = ask(page, words.strip())
    assert time.monotonic() - started < MOST_SECONDS
    assert "Only the first 200 letters were looked at." in found.said
    page.wait_for_url("**q=*")
    assert len(unquote(page.url.partition("q=")[2])) <= 200


def test_a_filter_takes_the_first_letters_of_what_is_pasted(browser: Browser, site: Path) -> None:
    with served(site) as origin, opened(browser, origin) as (page, seen):
        page.goto(f"{origin}/figures.html")
        page.locator("details summary", has_text="Filter this list").click()
        words, status = page.locator("#filter-words"), page.locator("form.filters [role=status]")
        words.fill("soldiers")
        few = status.inner_text()
        assert int(few.split()[0]) > 0
        started = time.monotonic()
        words.fill("soldiers" * 12_500)
        page.wait_for_function("document.querySelector('#filter-words').value.length === 200")
        assert time.monotonic() - started < MOST_SECONDS
        assert status.inner_text().startswith("0 of ")
        assert len(unquote(page.url.partition("words=")[2])) == 200
        words.fill("soldiers")
        assert status.inner_text() == few
    assert seen.faults == []


def test_the_query_in_the_address_is_answered(page: Page, origin: str) -> None:
    page.goto(f"{origin}/search.html?q=revenge")
    page.wait_for_selector("#search-results li")
    assert page.input_value("article #q") == "revenge"
    assert "revenge" in page.locator("#search-results mark").first.inner_text().lower()


def test_a_result_leads_to_its_passage_and_back_leads_to_the_results(page: Page, origin: str) -> None:
    ask(page, "families risked revenge")
    page.locator("#search-results a").first.click()
    page.wait_for_url(f"{origin}/topics/junta-countermeasures.html**")
    passage = page.locator("article :is(p, li)", has_text="families risked revenge").first
    page.wait_for_function(
        "element => Math.abs(element.getBoundingClientRect().top) < innerHeight", arg=passage.element_handle()
    )
    page.go_back()
    page.wait_for_selector("#search-results li")
    assert page.input_value("article #q") == "families risked revenge"
    assert page.url.startswith(f"{origin}/search.html")
    assert "q=families" in page.url


def test_a_search_loads_little_and_nothing_before_it_is_used(browser: Browser, site: Path) -> None:
    asked: list[str] = []
    with served(site) as origin, opened(browser, origin) as (page, _):
        page.on("request", lambda request: asked.append(request.url))
        page.goto(f"{origin}/search.html")
        assert not any("search-index" in url for url in asked)
        ask(page, "soldiers who left")
    files = {site / url.removeprefix(f"{origin}/").partition("?")[0] for url in asked if url.startswith(origin)}
    weights = {file.name: len(gzip.compress(file.read_bytes(), 6)) for file in files if file.is_file()}
    assert any("search-index" in name for name in weights)
    assert sum(weights.values()) < MOST_BYTES, weights
