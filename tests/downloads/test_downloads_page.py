"""The page of downloads lists what was built, or says that nothing was built."""

from __future__ import annotations

from conftest import World
from explainer.built.download_manifest import Entry, Manifest, manifest_text, state_of
from explainer.core.project import Project
from rendering import render

BLOCK = "/// downloads\n///\n"


def put_list(toy: World, state: str) -> None:
    entry = Entry("pdf", "read", "handbook.pdf", "Handbook", "PDF", "To print.", 982_279, "ab" * 32)
    manifest = Manifest("version 1.0, 1 May 2026", state, (entry,))
    toy.write("build/downloads/manifest.json", manifest_text(manifest))


def test_without_downloads_the_page_says_so(toy: World) -> None:
    assert "not built in this copy" in render(BLOCK, "downloads.md")


def test_the_page_lists_what_was_built(toy: World) -> None:
    put_list(toy, state_of(Project(toy.root)))
    page = render(BLOCK, "downloads.md")
    assert 'href="downloads/handbook.pdf"' in page
    assert "982 KB" in page
    assert "ab" * 32 in page
    assert page.count('class="count"') == 4


def test_downloads_of_other_pages_are_left_out(toy: World) -> None:
    put_list(toy, state_of(Project(toy.root)))
    toy.write("docs/about/index.md", "# About\n\nSomething was removed.\n")
    assert "not built in this copy" in render(BLOCK, "downloads.md")


def test_a_list_that_cannot_be_read_is_marked(toy: World) -> None:
    toy.write("build/downloads/manifest.json", "{")
    assert 'class="problem"' in render(BLOCK, "downloads.md")
