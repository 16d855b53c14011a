"""The program has no subject: another project can use it unchanged. The invented world of the tests is the proof."""

from __future__ import annotations

from pathlib import Path

import pytest

from conftest import REAL_ROOT, World
from explainer.built.site import read_site
from explainer.downloads.book import read_book
from explainer.downloads.catalogue import make_all
from explainer.downloads.read_back import all_texts
from explainer.publish.build import build_site
from subject_words import FOLDERS, texts, words_in


def test_program_theme_and_toy_world_hold_no_word_of_the_subject() -> None:
    looked = dict(texts(REAL_ROOT))
    assert len(looked) > 300
    assert {path: found for path, text in looked.items() if (found := words_in(text))} == {}


@pytest.mark.parametrize("folder", FOLDERS)
@pytest.mark.parametrize("text", ["# why soldiers left", 'NAME = "breaking-ranks"', "[@voa:13]", "People’s Embrace"])
def test_a_word_of_the_subject_in_a_file_is_found(tmp_path: Path, folder: str, text: str) -> None:
    path = tmp_path / folder / "explainer" / "tide.py"
    path.parent.mkdir(parents=True)
    path.write_text(text, encoding="utf-8")
    assert [words_in(found) != [] for _, found in texts(tmp_path)] == [True]


def test_a_word_of_the_subject_in_the_name_of_a_file_is_found(tmp_path: Path) -> None:
    (tmp_path / "overrides").mkdir()
    (tmp_path / "overrides" / "junta.svg").touch()
    assert [words_in(found) for _, found in texts(tmp_path)] == [["junta"]]


def test_a_list_of_occupations_may_hold_them(tmp_path: Path) -> None:
    (tmp_path / "scripts" / "lists").mkdir(parents=True)
    (tmp_path / "scripts" / "lists" / "roles.txt").write_text("soldier\n", encoding="utf-8")
    assert list(texts(tmp_path)) == []


def test_the_site_of_another_subject_holds_none(built_toy: World) -> None:
    site = built_toy.project.site.resolve()
    looked = dict(texts(site.parent, (site.name,)))
    assert len(read_site(site, built_toy.edition()).pages) > 10
    assert len(looked) > 20
    assert {path: found for path, text in looked.items() if (found := words_in(text))} == {}


def test_a_word_in_a_site_is_found(built_toy: World) -> None:
    page = built_toy.project.site / "index.html"
    page.write_text(page.read_text(encoding="utf-8").replace("</main>", "The junta.</main>"), encoding="utf-8")
    site = built_toy.project.site.resolve()
    assert words_in(dict(texts(site.parent, (site.name,)))[f"{site.name}/index.html"]) == ["junta"]


@pytest.mark.downloads
def test_the_downloads_of_another_subject_hold_none(toy: World) -> None:
    entries, problems = make_all(read_book(toy.edition(), build_site), lambda title: None)
    assert problems == []
    found = {}
    for entry in entries:
        content = (toy.project.downloads / entry.file).read_bytes()
        read = [entry.file, entry.title, entry.use, *all_texts(entry.file, content)]
        assert len(read) > 3
        found |= {entry.file: words} if (words := [word for text in read for word in words_in(text)]) else {}
    assert len(entries) > 15
    assert found == {}
