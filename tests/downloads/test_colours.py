"""One table of colours: the theme defines them, and print, e-books and drawings take them from there."""

from __future__ import annotations

import io
import re
import zipfile

import pytest

from conftest import REAL_ROOT, World
from explainer.core.problems import Refused
from explainer.core.project import Project
from explainer.downloads.book import read_book
from explainer.downloads.colours import coloured, colours_of
from explainer.downloads.ebook.epub import epub
from explainer.downloads.print.documents import handbook
from explainer.pages.identity import identity_of
from explainer.pages.settings import read_settings
from explainer.publish.build import build_site

NAMES = {"paper", "raised", "ink", "soft", "line", "lead", "warn"}
OF_NO_THEME = {"#fff", "#b00020", "#f3df8b"}
"""White paper, the mark of what could not be drawn, and marked words, which are the same in every theme."""
STYLES = REAL_ROOT / "scripts" / "explainer" / "downloads" / "style"
LITERAL = re.compile(r"#[0-9a-fA-F]{3,8}\b")


def test_the_theme_defines_every_colour(toy: World) -> None:
    assert set(colours_of(Project(REAL_ROOT))) == NAMES
    assert set(colours_of(toy.project)) == NAMES


@pytest.mark.parametrize("sheet", sorted(path.name for path in STYLES.glob("*.css")))
def test_style_sheets_of_downloads_name_colours_and_define_none(sheet: str) -> None:
    style = (STYLES / sheet).read_text(encoding="utf-8")
    assert set(LITERAL.findall(style)) <= OF_NO_THEME
    assert "var(" not in coloured(style, Project(REAL_ROOT))


def test_a_colour_of_the_theme_reaches_print_and_e_book(toy: World) -> None:
    toy.replace("overrides/assets/style.css", "--lead: #124466;", "--lead: #654321;")
    book = read_book(toy.edition(), build_site)
    with zipfile.ZipFile(io.BytesIO(epub(book))) as archive:
        style = archive.read("EPUB/book.css").decode()
    assert "#654321" in style
    assert "#124466" not in style
    assert "#654321" in handbook(book)


def test_the_colours_of_the_dark_are_not_those_of_paper(toy: World) -> None:
    dark = "@media (prefers-color-scheme: dark) {\n  :root { --lead: #ffffff; }\n}\n"
    toy.write("overrides/assets/style.css", toy.text("overrides/assets/style.css") + dark)
    assert colours_of(toy.project)["lead"] == "#124466"


def test_a_missing_colour_is_one_problem(toy: World) -> None:
    toy.replace("overrides/assets/style.css", "  --lead: #124466;\n", "")
    with pytest.raises(Refused) as refused:
        coloured("a { color: var(--lead); } b { color: var(--ink); }", toy.project)
    (problem,) = refused.value.problems
    assert "lead" in problem.sentence
    assert "ink" not in problem.sentence


def test_covers_have_the_two_colours_that_the_theme_has_beside_paper_and_ink() -> None:
    project = Project(REAL_ROOT)
    settings, _ = read_settings(project)
    colours = colours_of(project)
    assert identity_of(settings).colours == (colours["lead"], colours["warn"])
