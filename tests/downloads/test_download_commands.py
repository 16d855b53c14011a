"""What the two commands print, and their exit codes."""

from __future__ import annotations

import pytest
from typer.testing import CliRunner, Result

from conftest import World
from explainer.cli.commands import app
from explainer.downloads import catalogue as shelf
from explainer.downloads.book import Book
from explainer.downloads.download import Download


def run(*arguments: str) -> Result:
    return CliRunner().invoke(app, list(arguments))


def whole(book: Book) -> bytes:
    return b"whole"


def failing(book: Book) -> bytes:
    raise ValueError("a chart that cannot be drawn")


@pytest.fixture(autouse=True)
def stock(toy: World, monkeypatch: pytest.MonkeyPatch) -> None:
    stock = [
        Download(make.__name__, "read", f"{make.__name__}.ris", make.__name__, "For tests.", make) for make in (whole,)
    ]
    monkeypatch.setattr(shelf, "shelf", lambda book: stock)


def test_a_complete_set_exits_with_0(toy: World) -> None:
    given = run("downloads")
    assert given.exit_code == 0
    assert "whole.ris" in given.output


def test_a_download_that_fails_is_named_and_exits_with_2(toy: World, monkeypatch: pytest.MonkeyPatch) -> None:
    both = [
        Download(make.__name__, "read", f"{make.__name__}.ris", "", "For tests.", make) for make in (failing, whole)
    ]
    monkeypatch.setattr(shelf, "shelf", lambda book: both)
    given = run("downloads")
    assert given.exit_code == 2
    assert "a chart that cannot be drawn" in given.output
    assert "Made 1 of the downloads; those named above were left out." in given.output
    assert (toy.root / "build" / "downloads" / "whole.ris").read_bytes() == b"whole"


def test_an_unknown_name_is_answered_with_the_known_ones() -> None:
    given = run("download", "docx")
    assert given.exit_code == 2
    assert "There is no download 'docx'. Known: whole." in given.output


def test_pages_with_problems_are_not_made_into_downloads(toy: World) -> None:
    toy.write("docs/topics/leaving.md", "# Leaving\n\nA sentence without a source.\n")
    given = run("downloads")
    assert given.exit_code == 2
    assert "P1" in given.output
    assert "Nothing was written." in given.output
    assert not (toy.root / "build" / "downloads").exists()


def test_settings_that_cannot_be_read_are_one_problem(toy: World) -> None:
    toy.write("mkdocs.yml", "site_name: [\n")
    given = run("downloads")
    assert given.exit_code == 2
    assert "mkdocs.yml" in given.output
