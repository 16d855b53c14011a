"""Style sheets as readers get them: what every page loads is one file."""

from __future__ import annotations

from pathlib import Path

import pytest

from conftest import World
from explainer.built.site import BuiltSite, read_site
from explainer.core.problems import Refused
from explainer.publish.style_sheets import join_style_sheets

SHEETS = {"assets/styles/a.css": "a { color: red }\n", "assets/styles/b.css": "b { color: blue }\n"}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "site"


def linked(*paths: str) -> str:
    return "".join(f'  <link rel="stylesheet" href="{path}">\n' for path in paths)


def joined(toy: World, folder: Path, pages: dict[str, str]) -> BuiltSite:
    """Return a site of these pages after its style sheets were joined."""
    for path, text in {**SHEETS, "assets/quiz.css": "i { color: green }\n", **pages}.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8")
    join_style_sheets(read_site(folder, toy.edition()))
    return read_site(folder, toy.edition())


def test_what_every_page_loads_becomes_one_file(toy: World, folder: Path) -> None:
    pages = {
        "index.html": linked("assets/styles/b.css", "assets/styles/a.css"),
        "in/page.html": linked("../assets/styles/b.css", "../assets/styles/a.css", "../assets/quiz.css"),
        "404.html": linked("/assets/styles/b.css", "/assets/styles/a.css"),
    }
    site = joined(toy, folder, pages)
    assert site.by_path["index.html"].content == linked("assets/style.css")
    assert site.by_path["in/page.html"].content == linked("../assets/style.css", "../assets/quiz.css")
    assert site.by_path["404.html"].content == linked("/assets/style.css")
    assert (folder / "assets/style.css").read_text() == "b{color:blue}a{color:red}"
    assert [path for path in site.paths if path.endswith(".css")] == ["assets/quiz.css", "assets/style.css"]


def test_a_sheet_of_some_pages_stays_apart(toy: World, folder: Path) -> None:
    pages = {
        "index.html": linked("assets/styles/a.css", "assets/styles/b.css"),
        "other.html": linked("assets/styles/b.css"),
    }
    site = joined(toy, folder, pages)
    assert site.by_path["index.html"].content == linked("assets/styles/a.css", "assets/style.css")
    assert (folder / "assets/style.css").read_text() == "b{color:blue}"


def test_a_page_without_style_leaves_every_sheet_as_it_is(toy: World, folder: Path) -> None:
    site = joined(toy, folder, {"index.html": linked("assets/styles/a.css"), "plain.html": "<p>low</p>"})
    assert site.by_path["index.html"].content == linked("assets/styles/a.css")
    assert set(SHEETS) < set(site.paths)


def test_a_sheet_that_cannot_be_read_is_named(toy: World, folder: Path) -> None:
    pages = {"index.html": linked("assets/styles/a.css", "assets/styles/b.css"), "assets/styles/b.css": "b { }\n}\n"}
    with pytest.raises(Refused) as refused:
        joined(toy, folder, pages)
    [problem] = refused.value.problems
    assert str(problem.place) == "site/assets/styles/b.css:2:2"
