"""Search finds what readers look for, over HTTP and from disk, and loads nothing before it is used."""

from __future__ import annotations

import gzip
import json
import shutil
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
from playwright.sync_api import Browser, Page

from browser.opening import Seen, opened, served
from conftest import World
from explainer.core.texts import FIRST_LANGUAGE, texts_in
from explainer.render.search_parts import SEARCH_FOLDER, SEARCH_INDEX, index_files

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


def content(file: Path) -> Any:
    """Return what a file of the search index holds."""
    return json.loads(file.read_text(encoding="utf-8").partition(" = ")[2].rstrip(";\n"))


@pytest.fixture(scope="module")
def site_with_one_index(real_copy: World, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of the real project, its search index in one file like that of a small site."""
    site = tmp_path_factory.mktemp("search") / "site"
    shutil.copytree(real_copy.project.site, site)
    records = [record for file in site.glob(f"{SEARCH_FOLDER}*/r*.js") for record in content(file)]
    shutil.rmtree(site / SEARCH_FOLDER)
    texts = texts_in(FIRST_LANGUAGE)
    kinds = {text: name.removeprefix("found-") for name, text in texts.items() if name.startswith("found-")}
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("explainer.render.search_parts.MOST_TOGETHER", sys.maxsize)
        files = index_files([{**record, "kind": kinds[record["kind"]]} for record in records], texts)
    (index,) = site.glob(f"{SEARCH_INDEX.removesuffix('.js')}-*.js")
    index.write_text(files.pop(SEARCH_INDEX), encoding="utf-8")
    assert not files
    return site


@pytest.fixture(scope="module", params=["an index in parts", "one index"])
def site(real_copy: World, request: pytest.FixtureRequest) -> Path:
    """The site of the real project, with its search index, which is in parts, and with all of that in one file."""
    if request.param == "an index in parts":
        assert list(real_copy.project.site.glob(f"{SEARCH_FOLDER}*/*.js")), "its index is in one file"
        return real_copy.project.site
    with_one_index: Path = request.getfixturevalue("site_with_one_index")
    return with_one_index


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


def test_a_filter_takes_the_first_letters_of_what_is_pasted(browser: Browser, real_copy: World) -> None:
    with served(real_copy.project.site) as origin, opened(browser, origin) as (page, seen):
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


def requested(page: Page, origin: str) -> tuple[list[str], list[str]]:
    """Return what the page of search has asked for once it is loaded, and what it has asked for after a search."""
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url.removeprefix(f"{origin}/").partition("?")[0]))
    page.goto(f"{origin}/search.html")
    before = asked.copy()
    ask(page, "soldiers who left")
    return before, asked


def test_nothing_of_the_index_is_loaded_before_it_is_used(browser: Browser, site: Path) -> None:
    with opened(browser, site.as_uri()) as (page, _):
        before, asked = requested(page, site.as_uri())
    assert before
    assert not any("search-index" in path or path.startswith(SEARCH_FOLDER) for path in before)
    assert any("search-index" in path for path in asked)


def test_a_search_loads_little(browser: Browser, real_copy: World) -> None:
    site = real_copy.project.site
    with served(site) as origin, opened(browser, origin) as (page, _):
        _, asked = requested(page, origin)
    files = {site / path for path in asked}
    weights = {file.name: len(gzip.compress(file.read_bytes(), 6)) for file in files if file.is_file()}
    assert any("search-index" in name for name in weights)
    assert sum(weights.values()) < MOST_BYTES, weights
