"""Whatever is handed in: one clear problem or a flagged draft, in bounded time, and nothing outside the drafts."""

from __future__ import annotations

import time
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import pytest
from typer.testing import CliRunner

from conftest import World
from explainer.cli import app
from explainer.drafting.draft_files import draft_text, read_draft
from explainer.drafting.intake import MOST_LINES, take_in
from explainer.drafting.proposing import draft_of
from explainer.incoming import MAXIMUM_BYTES
from explainer.problems import Refused
from explainer.store import Evidence

MEGABYTE = 1_000_000
SENTENCE = (
    "The league said that about 300 pilots had left in late August, and “we are done with it,” Ilsa Marden said. "
)
REFUSED = {
    "empty.txt": (b"", "is empty"),
    "blank.txt": (b" \n\n \n", "is empty"),
    "binary.txt": (bytes(range(256)) * 10, "not text"),
    "latin.txt": ("caf\u00e9 said the man.".encode("latin-1"), "not UTF-8"),
    "wide.txt": ("hello there".encode("utf-16"), "not text"),
    "report.pdf": (b"%PDF-1.7 and so on", "a PDF"),
    "renamed.txt": (b"%PDF-1.7 and so on", "a PDF"),
    "office.txt": (b"PK\x03\x04 and so on", "office document"),
    "lines.txt": (b"a line.\n" * (MOST_LINES + 2), "lines"),
    "none.html": (b"<html><body><nav>menu</nav></body></html>", "no paragraph"),
    "nothing.html": (b"<html></html>", "No article"),
    "elements.html": (b"<p>" * 30_000, "elements"),
    "deep.html": (b"<div>" * 19_000, "No article"),
    "headings.txt": (b"A heading\n\nAnother heading\n", "no paragraph"),
}


def run(*arguments: str) -> tuple[int, str]:
    result = CliRunner().invoke(app, list(arguments))
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result.exit_code, result.output


def files_of(world: World) -> set[str]:
    return {str(path.relative_to(world.root)) for path in world.root.rglob("*") if path.is_file()}


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_no_article_gives_one_clear_problem(name: str, toy: World, tmp_path: Path) -> None:
    content, reason = REFUSED[name]
    path = tmp_path / name
    path.write_bytes(content)
    before = files_of(toy)
    code, output = run("draft", str(path))
    assert code == 2
    assert reason in output
    assert "1 problem. Nothing was written." in output
    assert files_of(toy) == before


def test_fifty_megabytes_are_refused_without_reading_them(toy: World, tmp_path: Path) -> None:
    path = tmp_path / "huge.txt"
    with path.open("wb") as file:
        file.truncate(50 * MEGABYTE)
    start = time.process_time()
    code, output = run("draft", str(path))
    assert (code, "larger than 2 MB" in output) == (2, True)
    assert time.process_time() - start < 1


def test_a_missing_file_and_a_folder_are_refused(toy: World, tmp_path: Path) -> None:
    assert run("draft", str(tmp_path / "none.txt"))[0] == 2
    assert run("draft", str(tmp_path))[0] == 2


@pytest.mark.parametrize("address", ["http://tide.example/a", "ftp://tide.example/a", "file:///etc/hosts", "https://"])
def test_only_secure_addresses_are_fetched(address: str, toy: World) -> None:
    code, output = run("draft", address)
    assert (code, "https://" in output) == (2, True)


def test_one_long_line_is_a_flagged_draft(toy: World, tmp_path: Path) -> None:
    path = tmp_path / "oneline.txt"
    path.write_text(SENTENCE * 5, encoding="utf-8")
    code, output = run("draft", str(path), "--published", "2031-05-02")
    assert code == 0
    assert "one line" in output


def test_unbalanced_marks_are_flagged_and_cut(toy: World, tmp_path: Path) -> None:
    path = tmp_path / "open.txt"
    path.write_text("“We leave tonight and we do not come back, Ilsa Marden said at the gate.\n", encoding="utf-8")
    assert run("draft", str(path))[0] == 0
    draft = toy.text("data/drafts/open.yaml")
    assert "keep: true" not in draft.partition("quotes:")[2].partition("figures:")[0]


def numbered(text: str) -> str:
    """Paragraphs that all differ, so that none is taken for a repeated line."""
    return "\n\n".join(f"{number} {part}" for number, part in enumerate(text.split("\n\n")))


HOSTILE = {
    "prose": numbered((SENTENCE * 3 + "\n\n") * 2_800),
    "one line": SENTENCE * 8_000,
    "ten thousand marks": numbered(('"' * 100 + " said.\n\n") * 100),
    "marks": '"a" ' * 250_000,
    "openers": "“a. " * 160_000,
    "numbers": "1,000 " * 160_000,
    "number words": "one hundred and " * 60_000,
    "numbers in paragraphs": numbered(("1,000 " * 100 + ".\n\n") * 1_600),
    "names": numbered(("“Hello there you all,” said " + "Orla Fen Wick Bell " * 60 + ".\n\n") * 800),
    "dates": numbered(("in May 2021 to June 2021, since July 4, " * 30 + ".\n\n") * 800),
    "speech": numbered(("he said she said, “yes it is so.” " * 40 + "\n\n") * 600),
    "brackets": numbered(("(" * 500 + ".\n\n") * 1_900),
    "abbreviations": numbered(("National Unity Harbour (NUH) " * 30 + ".\n\n") * 1_000),
    "distances": numbered(("two weeks later after the coup two years after the " * 30 + ".\n\n") * 600),
    "menu": "a | " * 250_000,
    "many menus": numbered("Home | Harbour | Tides\n\n" * 4_000),
    "lines": numbered('"a" b.\n\n' * 2_400),
    "apostrophes": "'a' " * 250_000,
    "copyright": "© A " * 200_000,
    "byline": "By " + "A. " * 330_000,
    "original": "The original article was published by the " + "A B " * 200_000 + ".",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_articles_take_a_second_a_megabyte(name: str, tmp_path: Path, toy_evidence: Evidence) -> None:
    path = tmp_path / "hostile.txt"
    path.write_text(HOSTILE[name], encoding="utf-8")
    draft_of_warm(tmp_path, toy_evidence)
    start = time.process_time()
    try:
        intake = take_in(str(path))
        intake = replace(intake, origin=replace(intake.origin, published="2031-05-02"))
        text, problems = draft_text(draft_of(intake, "hostile", toy_evidence)), 0
    except Refused as refused:
        text, problems = "", len(refused.problems)
    assert problems == (0 if text else 1)
    assert time.process_time() - start < 1.5 * max(1.0, path.stat().st_size / MEGABYTE)
    assert len(text.encode()) <= MAXIMUM_BYTES
    if text:
        (tmp_path / "hostile.yaml").write_text(text, encoding="utf-8")
        read_draft(tmp_path / "hostile.yaml", "hostile.yaml")


def draft_of_warm(folder: Path, evidence: Evidence) -> None:
    """Read the word lists before time is taken."""
    path = folder / "warm.txt"
    path.write_text(SENTENCE, encoding="utf-8")
    draft_of(take_in(str(path)), "warm", evidence)


@pytest.mark.parametrize(
    "page",
    [
        "<p>" + "<span>hi</span>" * 9_000,
        "<a href=x>words of a link</a> " * 9_000,
        "<ul>" + "<li>hello there world of words</li>" * 9_000,
        "<p " + "a=b " * 200_000 + ">hi</p>",
        "<p>" + "&amp;" * 190_000,
        "<b>" * 19_000 + "words",
        "<script>" + "x<" * 9_000 + "</script><p>Words.</p>",
        '<meta property="og:title" content="' + "A " * 400_000 + '"><p>Words of a paragraph are here.</p>',
    ],
    ids=["spans", "links", "items", "attributes", "entities", "bold", "script", "title"],
)
def test_hostile_pages_take_a_second_a_megabyte(page: str, tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    path.write_text(page, encoding="utf-8")
    start = time.process_time()
    with suppress(Refused):
        take_in(str(path))
    assert time.process_time() - start < 1.5
