"""All downloads of the real project, made twice and compared, and its copies to carry."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest
from lxml import html
from playwright.sync_api import sync_playwright

from explainer.downloads.archive import unpacked

pytestmark = [pytest.mark.downloads, pytest.mark.real]
TERMS = "defectors watermelon Facebook prison Mandalay kyats captain Thai informant propaganda".split()
FOUND = """term => [...document.querySelectorAll("#search-results li")].some(
  each => each.textContent.toLowerCase().includes(term.toLowerCase()))"""


def test_two_builds_have_the_same_bytes(both_downloads: tuple[Path, Path]) -> None:
    first, second = both_downloads
    names = {path.name for path in first.iterdir()}
    assert names == {path.name for path in second.iterdir()}
    differ = {name for name in names if (first / name).read_bytes() != (second / name).read_bytes()}
    assert differ <= {"offline-copy.zim", "manifest.json"}


def test_two_zim_files_have_the_same_entries(both_downloads: tuple[Path, Path]) -> None:
    contents = [_zim_entries(each / "offline-copy.zim") for each in both_downloads]
    assert contents[0] == contents[1]
    assert len(contents[0]) > 20


def _zim_entries(path: Path) -> dict[str, bytes]:
    from libzim.reader import Archive

    archive = Archive(path)
    entries = (archive._get_entry_by_id(number) for number in range(archive.entry_count))
    return {each.path: bytes(each.get_item().content) for each in entries if not each.is_redirect}


def test_the_zim_file_is_valid_and_can_be_searched(downloads: Path) -> None:
    from libzim.reader import Archive
    from libzim.search import Query, Searcher

    archive = Archive(downloads / "offline-copy.zim")
    assert archive.check()
    assert archive.main_entry.get_item().path == "index.html"
    assert archive.has_fulltext_index
    assert archive.get_metadata("Title").decode() == "Breaking Ranks"
    assert archive.get_metadata("Language").decode() == "eng"
    assert archive.has_illustration(48)
    searcher = Searcher(archive)
    for term in TERMS:
        assert searcher.search(Query().set_query(term)).getEstimatedMatches() > 0, term


def test_every_link_of_the_missing_page_leads_to_an_entry_of_the_zim_file(downloads: Path) -> None:
    entries = _zim_entries(downloads / "offline-copy.zim")
    page = html.document_fromstring(entries["404.html"])
    inside = [each for each in page.xpath("//@href | //@src") if not each.startswith(("https:", "#"))]
    assert len(inside) > 10
    assert {each.partition("#")[0] for each in inside} <= entries.keys()


def test_the_teaching_pack_holds_every_file_for_teachers(downloads: Path) -> None:
    inside = unpacked((downloads / "teaching-pack.zip").read_bytes())
    listed = json.loads((downloads / "manifest.json").read_text(encoding="utf-8"))["downloads"]
    expected = {each["file"] for each in listed if each["group"] in ("teach", "lessons")} - {"teaching-pack.zip"}
    assert {Path(name).name for name in inside} == expected | {"READ-ME.txt"}
    assert all(
        content == (downloads / Path(name).name).read_bytes() for name, content in inside.items() if "READ" not in name
    )


def test_the_zip_loads_nothing_from_other_servers(downloads: Path) -> None:
    entries = unpacked((downloads / "offline-copy.zip").read_bytes())
    assert all(name.startswith("offline-copy/") for name in entries)
    assert list(entries) == sorted(entries)
    for name, content in entries.items():
        if name.endswith(".html"):
            assert not re.search(rb'<(?:script|img|iframe)[^>]{1,300}src="https?:', content), name
            assert not re.search(rb'<link[^>]{1,300}rel="(?:stylesheet|icon|preload)"[^>]{1,300}https?:', content), name


def test_every_download_says_its_version_and_licence(downloads: Path) -> None:
    bib = (downloads / "sources.bib").read_text()
    assert "version" in bib
    assert "CC BY 4.0" in bib
    for name in ("data.zip", "handbook.epub", "offline-copy.zip"):
        text = b"".join(unpacked((downloads / name).read_bytes()).values())
        assert b"CC BY 4.0" in text
        assert b"version 0." in text.lower()


@pytest.mark.browser
def test_the_zip_opens_from_disk_without_a_request(downloads: Path, tmp_path: Path) -> None:
    for name, content in unpacked((downloads / "offline-copy.zip").read_bytes()).items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(content)
    home = tmp_path / "offline-copy" / "index.html"
    pages = sorted(path for path in home.parent.rglob("*.html") if path.name != "404.html")
    asked: list[str] = []
    with sync_playwright() as player:
        flags = ["--no-sandbox", "--host-resolver-rules=MAP * ~NOTFOUND"]
        browser = player.chromium.launch(executable_path=shutil.which("chromium"), args=flags)
        page = browser.new_page()
        page.on("request", lambda request: asked.append(request.url))
        for path in pages:
            page.goto(path.as_uri())
            assert page.locator("h1").count() == 1, path.name
        page.goto(home.as_uri())
        page.goto((home.parent / "search.html").as_uri())
        for term in TERMS:
            page.fill("form.search input", term)
            page.wait_for_function(FOUND, arg=term)
        browser.close()
    assert len(asked) >= len(pages) > 20
    assert not [url for url in asked if not url.startswith(("file:", "data:", "blob:"))]
