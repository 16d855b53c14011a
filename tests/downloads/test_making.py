"""A download that fails is one problem; the others are still made, and no half-written file is left."""

from __future__ import annotations

import errno
import json
import os
import signal
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from conftest import World
from explainer.built.download_manifest import read_manifest
from explainer.core.child_process import in_child_process
from explainer.core.held_lock import held_lock
from explainer.core.problems import SYSTEM, Place, Problem, Refused
from explainer.downloads import catalogue as shelf
from explainer.downloads.book import Book, read_book
from explainer.downloads.catalogue import make_all, make_one
from explainer.downloads.download import Download
from explainer.downloads.print import pdf, typefaces
from explainer.publish.build import build_site

Make = Callable[[Book], bytes]


def fake(name: str, make: Make) -> Download:
    return Download(name, "read", f"{name}.ris", name.title(), "For tests.", make)


def fails(error: Exception) -> Make:
    def make(book: Book) -> bytes:
        raise error

    return make


@pytest.fixture
def book(toy: World) -> Book:
    """A book of the test's own, because downloads are put into the project of a book."""
    return read_book(toy.edition(), build_site)


@pytest.fixture
def stock(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    def put(**makes: Make) -> None:
        monkeypatch.setattr(shelf, "shelf", lambda book: [fake(name, make) for name, make in makes.items()])

    return put


def silent(title: str) -> None:
    pass


def folder(book: Book) -> Path:
    return book.edition.project.downloads


def files(book: Book) -> set[str]:
    return {path.name for path in folder(book).iterdir()}


def test_all_are_made_and_listed(book: Book, stock: Callable[..., None]) -> None:
    stock(one=lambda book: b"one", two=lambda book: b"two")
    told: list[str] = []
    entries, problems = make_all(book, told.append)
    assert problems == []
    assert told == ["One", "Two"]
    assert files(book) == {"one.ris", "two.ris", "manifest.json"}
    manifest = read_manifest(book.edition.project)
    assert manifest is not None
    assert manifest.entries == tuple(entries)
    assert (manifest.edition, entries[0].size, len(entries[0].sha256)) == (book.label, 3, 64)


@pytest.mark.parametrize(
    "error",
    [
        OSError(errno.ENOSPC, "No space left on device"),
        ValueError("a chart that cannot be drawn"),
        Refused([Problem(pdf.Place("font"), SYSTEM, "The typeface is missing.")]),
        KeyError("pilots"),
    ],
    ids=["full disk", "failing chart", "missing typeface", "traceback"],
)
def test_a_download_that_fails_is_one_problem(book: Book, stock: Callable[..., None], error: Exception) -> None:
    stock(one=lambda book: b"one", bad=fails(error), two=lambda book: b"two")
    entries, problems = make_all(book, silent)
    assert [entry.name for entry in entries] == ["one", "two"]
    assert [(problem.code, problem.place.file) for problem in problems] == [(SYSTEM, "build/downloads/bad")]
    assert files(book) == {"one.ris", "two.ris", "manifest.json"}
    assert list(folder(book).parent.iterdir()) == [folder(book)]


def test_a_disk_that_fills_up_leaves_no_half_written_file(
    book: Book, stock: Callable[..., None], monkeypatch: pytest.MonkeyPatch
) -> None:
    written = Path.write_bytes

    def full(path: Path, content: bytes) -> int:
        written(path, content[:2])
        raise OSError(errno.ENOSPC, "No space left on device")

    stock(one=lambda book: b"one")
    make_all(book, silent)
    before = (folder(book) / "one.ris").read_bytes()
    monkeypatch.setattr(Path, "write_bytes", full)
    entries, problems = make_all(book, silent)
    assert entries == []
    assert "No space left" in problems[0].sentence
    assert (folder(book) / "one.ris").read_bytes() == before
    assert list(folder(book).parent.iterdir()) == [folder(book)]


def test_what_a_killed_run_left_is_cleared_away(book: Book, stock: Callable[..., None]) -> None:
    stock(one=lambda book: b"one", killed=lambda book: kill_itself())
    build, child = folder(book).parent, os.fork()
    if child == 0:
        make_all(book, silent)
        os._exit(0)
    assert os.WTERMSIG(os.waitpid(child, 0)[1]) == signal.SIGKILL
    assert [path.name.startswith("half-made-") for path in build.iterdir()] == [True]
    stock(one=lambda book: b"one")
    make_one(book, "one")
    assert list(build.iterdir()) == [folder(book)]


def test_downloads_are_made_by_one_command_at_a_time(
    book: Book, stock: Callable[..., None], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shelf, "held_lock", partial(held_lock, patience=0.2))

    def another(book: Book) -> bytes:
        make_one(book, "two")
        return b""

    stock(one=another, two=lambda book: b"two")
    _, problems = make_all(book, silent)
    assert "being made by another command: process" in problems[0].sentence


def test_one_download_can_be_made_beside_the_others(book: Book, stock: Callable[..., None]) -> None:
    stock(one=lambda book: b"one", two=lambda book: b"two")
    make_all(book, silent)
    stock(one=lambda book: b"new one", two=fails(ValueError()))
    make_one(book, "one")
    _, problems = make_one(book, "two")
    assert len(problems) == 1
    assert (folder(book) / "one.ris").read_bytes() == b"new one"
    assert (folder(book) / "two.ris").read_bytes() == b"two"
    listed = json.loads((folder(book) / "manifest.json").read_text())["downloads"]
    assert [(entry["name"], entry["size"]) for entry in listed] == [("one", 7), ("two", 3)]


def test_a_download_that_breaks_a_rule_is_left_out(toy: World, book: Book, stock: Callable[..., None]) -> None:
    article = book.edition.articles["heron"].paragraphs[1].text
    stock(one=lambda book: b"one", bad=lambda book: article.encode())
    entries, problems = make_all(book, silent)
    assert [entry.name for entry in entries] == ["one"]
    assert {problem.code for problem in problems} <= {"C5", "N1"}
    assert problems


def test_a_missing_typeface_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(typefaces.PACKAGES, "Source Serif Pro", "no_such_package")
    with pytest.raises(Refused, match="no-such-package is not installed"):
        typefaces.typeface_rules()


def test_a_missing_library_is_named_with_the_way_to_install_it(monkeypatch: pytest.MonkeyPatch) -> None:
    class Loader:
        def find_spec(self, name: str, *arguments: object) -> None:
            if name == "weasyprint":
                raise OSError("cannot load library 'libpango-1.0-0': no such file")

    monkeypatch.delitem(__import__("sys").modules, "weasyprint", raising=False)
    monkeypatch.setattr("sys.meta_path", [Loader(), *__import__("sys").meta_path])
    with pytest.raises(Refused) as caught:
        pdf._weasyprint()
    assert "libpango-1.0-0" in caught.value.problems[0].sentence
    assert "apt-get install" in caught.value.problems[0].hint


def test_every_download_has_a_format_and_a_neutral_name(book: Book) -> None:
    for download in shelf.shelf(book):
        assert download.form
        assert "ranks" not in download.file
        assert "myanmar" not in download.file


def test_work_is_done_in_a_child_process() -> None:
    assert in_child_process(lambda: str(os.getpid()).encode()) != str(os.getpid()).encode()
    assert in_child_process(lambda: bytes(3_000_000)) == bytes(3_000_000)


def stop(error: Exception) -> bytes:
    raise error


def kill_itself() -> bytes:
    os.kill(os.getpid(), signal.SIGKILL)
    return b""


def test_failures_in_a_child_process_are_raised_in_the_parent() -> None:
    problem = Problem(Place("site/index.html", 3), "P2", "A number.", "Correct it.")
    with pytest.raises(Refused) as refused:
        in_child_process(lambda: stop(Refused([problem])))
    assert refused.value.problems == (problem,)
    with pytest.raises(RuntimeError, match="ValueError: odd"):
        in_child_process(lambda: stop(ValueError("odd")))
    with pytest.raises(OSError, match="No room") as full:
        in_child_process(lambda: stop(OSError(errno.ENOSPC, "No room")))
    assert full.value.errno == errno.ENOSPC
    with pytest.raises(RuntimeError, match="status 9"):
        in_child_process(kill_itself)
