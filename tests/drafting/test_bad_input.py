"""Whatever is handed in: one clear problem or a flagged draft, in bounded time, and nothing outside the drafts."""

from __future__ import annotations

import signal
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner

from bench.hostile import MEGABYTE, PAGES, SENTENCE, TEXTS, drafted
from conftest import World
from explainer.cli.commands import app
from explainer.core.problems import Refused
from explainer.core.read_files import MAXIMUM_BYTES
from explainer.drafting import intake
from explainer.drafting.draft_files import read_draft
from explainer.drafting.intake import MOST_LINES, take_in
from explainer.records.evidence import Evidence

HANGS = 60
NO_ARTICLE = {"copyright", "original", "many menus"}
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
    "nothing.html": (b"<html></html>", "no article text"),
    "elements.html": (b"<p>" * 30_000, "elements"),
    "deep.html": (b"<div>" * 19_000, "no article text"),
    "attributes.html": (b"<p " + b"a=b " * 200_000 + b">hi</p>", "more than 500 attributes"),
    "bare.html": (b"<p " + b"a b c d " * 50_000 + b">hi</p>", "more than 500 attributes"),
    "packed.html": (b"\x1f\x8b\x08 and so on", "a packed file"),
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


def test_fifty_megabytes_are_refused(toy: World, tmp_path: Path) -> None:
    path = tmp_path / "huge.txt"
    with path.open("wb") as file:
        file.truncate(50 * MEGABYTE)
    code, output = run("draft", str(path))
    assert (code, "larger than 2 MB" in output) == (2, True)


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


@pytest.fixture
def no_hang() -> Iterator[None]:
    """Stops a test that hangs. It measures nothing: what each input costs is measured by scripts/bench/hostile.py."""

    def stop(number: int, frame: object) -> None:
        raise TimeoutError(f"still running after {HANGS} seconds")

    before = signal.signal(signal.SIGALRM, stop)
    signal.alarm(HANGS)
    yield
    signal.alarm(0)
    signal.signal(signal.SIGALRM, before)


def problems_of(work: Callable[[], object]) -> int:
    try:
        work()
    except Refused as refused:
        return len(refused.problems)
    return 0


@pytest.mark.parametrize("name", TEXTS)
def test_hostile_articles_give_one_problem_or_a_bounded_draft(
    name: str, tmp_path: Path, toy_evidence: Evidence, no_hang: None
) -> None:
    path, draft = tmp_path / "hostile.txt", tmp_path / "hostile.yaml"
    path.write_text(TEXTS[name], encoding="utf-8")
    problems = problems_of(lambda: draft.write_text(drafted(path, toy_evidence), encoding="utf-8"))
    assert (problems, draft.exists()) == ((1, False) if name in NO_ARTICLE else (0, True))
    if draft.exists():
        assert draft.stat().st_size <= MAXIMUM_BYTES
        read_draft(draft, draft.name)


@pytest.mark.parametrize("name", PAGES)
def test_hostile_pages_are_taken_in_or_refused_with_one_problem(name: str, tmp_path: Path, no_hang: None) -> None:
    path = tmp_path / "page.html"
    path.write_text(PAGES[name], encoding="utf-8")
    assert problems_of(lambda: take_in(str(path))) <= 1


def test_a_page_that_takes_for_ever_is_given_up(toy: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(intake, "SECONDS", 0.5)
    monkeypatch.setattr(intake, "origin_of_page", lambda *_: time.sleep(HANGS))
    path = tmp_path / "page.html"
    path.write_text("<p>We leave tonight, said the pilot.</p>", encoding="utf-8")
    code, output = run("draft", str(path))
    assert (code, "it took too long" in output) == (2, True)


def test_a_page_that_takes_much_memory_is_given_up(toy: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(intake, "origin_of_page", lambda *_: bytes(1_000_000_000))
    path = tmp_path / "page.html"
    path.write_text("<p>We leave tonight, said the pilot.</p>", encoding="utf-8")
    code, output = run("draft", str(path))
    assert (code, "it took too much memory" in output) == (2, True)
