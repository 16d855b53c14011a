"""Fixtures: a fresh copy of the toy world for each test, and the real project for the tests marked real."""

from __future__ import annotations

import fcntl
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache, partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, cast

import pytest
from hypothesis import settings
from typer.main import get_command
from xdist.scheduler import LoadFileScheduling

from explainer.built.site import BuiltPage, read_site
from explainer.cli import review_commands
from explainer.cli.report import problem_lines
from explainer.core.problems import Problem
from explainer.core.project import ARTICLES_VARIABLE, DOWNLOADS_VARIABLE, ROOT_VARIABLE, Project
from explainer.downloads.book import Book, read_book
from explainer.edition.state import Edition, load_edition
from explainer.gates.registry import Tally, problems_of
from explainer.gates.run import check_edition, check_site
from explainer.prose.sign_offs import passages_to_read, sign_off
from explainer.publish.build import Published, build_site, publish_site
from explainer.publish.releases import Release, Shelf
from explainer.records.evidence import Evidence
from explainer.records.write_records import keep_sign_offs
from real_downloads import HERE, THERE, make_twice
from rendering import render
from whole_files import WholeFiles

TESTS = Path(__file__).parent
TOY = TESTS / "toy"
REAL_ROOT = TESTS.parent
REAL_PARTS = ("data", "docs", "overrides")

settings.register_profile("project", deadline=None, derandomize=True, database=None)
settings.register_profile("thorough", parent=settings.get_profile("project"), max_examples=2_500)
settings.load_profile("project")


@dataclass(frozen=True)
class World:
    """A project in a folder of its own, which a test may change and check."""

    root: Path

    @property
    def project(self) -> Project:
        return Project(self.root)

    def text(self, file: str) -> str:
        return (self.root / file).read_text(encoding="utf-8")

    def write(self, file: str, content: str) -> None:
        path = self.root / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf-8")

    def write_bytes(self, file: str, content: bytes) -> None:
        path = self.root / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)

    def replace(self, file: str, old: str, new: str) -> None:
        """Change one passage of a file; it must stand there exactly once."""
        text = self.text(file)
        assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {file}"
        self.write(file, text.replace(old, new))

    def link(self, file: str, target: str) -> None:
        """Put a symbolic link in the place of a file."""
        path = self.root / file
        path.unlink(missing_ok=True)
        path.symlink_to(target)

    def delete(self, file: str) -> None:
        (self.root / file).unlink()

    def edition(self) -> Edition:
        """Load the project, which must load without a problem."""
        edition, problems = load_edition(self.project)
        assert problem_lines(problems) == []
        return edition

    def evidence(self) -> Evidence:
        return self.edition().evidence

    def check(self) -> tuple[list[Tally], list[Problem]]:
        """Load the project and run every rule over it."""
        edition, problems = load_edition(self.project)
        tallies = check_edition(edition)
        return tallies, sorted({*problems, *problems_of(tallies)})

    def report(self) -> list[str]:
        """Return what a check of the project prints of its problems."""
        return problem_lines(self.check()[1])

    def sign_off(self) -> None:
        """Sign everything off as it stands, as two readers do who have read half of it each."""
        read = passages_to_read(self.edition())
        roles = ("editor", "second reader")
        signed = {each.key: sign_off(each, roles[at % 2], date(2026, 11, 29)) for at, each in enumerate(read)}
        keep_sign_offs(self.project, signed, self.evidence().reviews.keys() - signed.keys())

    def publish(self, packed: bool = False) -> Published:
        """Build the project's site and put it in place."""
        edition, shelf = self.edition(), Shelf(self.project)
        with shelf.held():
            return publish_site(edition, shelf, packed=packed)

    def put_on_shelf(self, site: Path) -> Release:
        """Publish a copy of a folder as it is."""
        shelf = Shelf(self.project)
        with shelf.held():
            return shelf.publish(Path(shutil.copytree(site, shelf.new_folder(), dirs_exist_ok=True)))

    def built_report(self) -> list[str]:
        """Return what a look at the site that stands in place prints of its problems."""
        return problem_lines(problems_of(check_site(read_site(self.project.site, self.edition()))))

    def built_pages(self) -> dict[str, BuiltPage]:
        return dict(read_site(self.project.site, self.edition()).by_path)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> LoadFileScheduling | None:
    return WholeFiles(config, log) if config.getoption("dist") == "loadfile" else None


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--rewrite", action="store_true", help="write the expected texts anew; read the change afterwards")


@dataclass(frozen=True)
class Expectation:
    """Compares texts with the files that hold what is expected, or writes these files anew."""

    rewrites: bool

    def check(self, given: str, file: Path) -> None:
        if self.rewrites:
            file.write_text(given, encoding="utf-8")
        assert given == (file.read_text(encoding="utf-8") if file.is_file() else ""), f"see {file}, or --rewrite it"


@pytest.fixture
def expectation(request: pytest.FixtureRequest) -> Expectation:
    return Expectation(request.config.getoption("--rewrite"))


@pytest.fixture
def toy_pages(monkeypatch: pytest.MonkeyPatch) -> Callable[..., str]:
    """Renders Markdown with the toy world's evidence."""
    monkeypatch.setenv(ROOT_VARIABLE, str(TOY))
    return render


def name_project(patch: pytest.MonkeyPatch, root: Path, articles: Path) -> World:
    """Let the environment name a project and the folder of its articles."""
    patch.setenv(ROOT_VARIABLE, str(root))
    patch.setenv(ARTICLES_VARIABLE, str(articles))
    return World(root)


@contextmanager
def _named_project(root: Path, articles: Path) -> Iterator[World]:
    with pytest.MonkeyPatch.context() as patch:
        yield name_project(patch, root, articles)


def copy_real_tree(root: Path) -> Path:
    """Copy what the real site is made from, without articles, as if not released; return their folder."""
    for part in REAL_PARTS:
        shutil.copytree(
            REAL_ROOT / part, root / part, ignore=shutil.ignore_patterns("articles", "__pycache__", "released.lock")
        )
    shutil.copy(REAL_ROOT / "mkdocs.yml", root)
    return (Project(REAL_ROOT).article_folder() or root / "data" / "articles").resolve()


@pytest.fixture(autouse=True, scope="session")
def _without_waiting_for_the_disk() -> Iterator[None]:
    """Let what tests write stay in memory: it need not outlive a loss of power, and a wait for the disk is long."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, "fsync", lambda handle: None)
        yield


@pytest.fixture(autouse=True, scope="session")
def _with_commands_made_once() -> Iterator[None]:
    """Let Typer make its commands once: it takes 8 ms, and tests run hundreds of them."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("typer.testing._get_command", cache(get_command))
        yield


@pytest.fixture(autouse=True)
def _at_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a review take the answers of a test for those of somebody who sits at a terminal."""
    monkeypatch.setattr(review_commands, "at_a_terminal", lambda: True)


@pytest.fixture
def toy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> World:
    """A fresh copy of the toy world, which the environment names as the project."""
    root = tmp_path / "toy"
    shutil.copytree(TOY, root)
    return name_project(monkeypatch, root, root / "articles")


@lru_cache(maxsize=1)
def clean_digests() -> bytes:
    """Return the digests of what the rules find clean in the toy world and its site, from a check of a copy."""
    with TemporaryDirectory() as folder:
        root = Path(shutil.copytree(TOY, Path(folder, "toy")))
        with _named_project(root, root / "articles") as world:
            world.check()
            world.publish()
        return (root / ".cache" / "clean").read_bytes()


@pytest.fixture(scope="session")
def toy_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The toy world's site, built once, for tests that copy it."""
    root = tmp_path_factory.mktemp("built") / "toy"
    shutil.copytree(TOY, root)
    with _named_project(root, root / "articles") as world:
        world.publish()
    return world.project.site


@pytest.fixture
def built_toy(toy: World, toy_site: Path) -> World:
    """A fresh copy of the toy world with its site in place."""
    toy.put_on_shelf(toy_site)
    return toy


def made_once(factory: pytest.TempPathFactory, name: str, make: Callable[[Path], object]) -> Path:
    """Return a folder that the first process to need it fills, and that all processes of a test run share."""
    base = factory.getbasetemp()
    shared = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base
    root, made = shared / name, shared / f"{name}.made"
    with (shared / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not made.exists():
            shutil.rmtree(root, ignore_errors=True)
            root.mkdir()
            make(root)
            made.touch()
    return root


@pytest.fixture(scope="session")
def real_copy(tmp_path_factory: pytest.TempPathFactory) -> World:
    """A copy of the real project with its site, built once, for tests that only read it."""

    def make(root: Path) -> None:
        with _named_project(root, copy_real_tree(root)) as world:
            world.publish()

    return World(made_once(tmp_path_factory, "real", make))


@lru_cache(maxsize=1)
def edition_of_toy() -> Edition:
    """Return the toy world. It is not a fixture, because Hypothesis puts fixtures into words, all of them."""
    with _named_project(TOY, TOY / "articles") as world:
        return world.edition()


@pytest.fixture(scope="session")
def toy_evidence() -> Evidence:
    """The toy world's evidence, for tests that only read it."""
    return edition_of_toy().evidence


@pytest.fixture(scope="session")
def both_downloads(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """Two sets of all downloads of the real project, made in paths of different depth with other time zones, umasks and
    hash seeds."""
    folder = made_once(tmp_path_factory, "downloads", partial(make_twice, Project(REAL_ROOT)))
    return HERE.downloads(folder), THERE.downloads(folder)


@pytest.fixture(scope="session")
def downloads(both_downloads: tuple[Path, Path]) -> Path:
    """All downloads of the real project, made once, for tests that only read them."""
    return both_downloads[0]


@pytest.fixture
def real(monkeypatch: pytest.MonkeyPatch) -> World:
    """The project that these tests belong to, without the downloads that may lie in its build folder."""
    monkeypatch.setenv(ROOT_VARIABLE, str(REAL_ROOT))
    monkeypatch.setenv(DOWNLOADS_VARIABLE, "")
    return World(REAL_ROOT)


@pytest.fixture(scope="session")
def toy_book(tmp_path_factory: pytest.TempPathFactory) -> Book:
    root = tmp_path_factory.mktemp("book") / "toy"
    shutil.copytree(TOY, root)
    with _named_project(root, root / "articles") as world:
        return read_book(world.edition(), build_site)


@pytest.fixture
def book(toy_book: Book, monkeypatch: pytest.MonkeyPatch) -> Book:
    """The toy world as a book, from which downloads are made. The environment names its project."""
    root = toy_book.edition.project.root
    name_project(monkeypatch, root, root / "articles")
    return toy_book


@pytest.fixture(scope="session")
def real_book() -> Book:
    """The real project as a book, for tests that only read it."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(ROOT_VARIABLE, str(REAL_ROOT))
        patch.setenv(DOWNLOADS_VARIABLE, "")
        return read_book(World(REAL_ROOT).edition(), build_site)


@pytest.fixture(params=["toy", pytest.param("real", marks=pytest.mark.real)])
def each_book(request: pytest.FixtureRequest) -> Book:
    """The book of the toy world, and that of the real project."""
    if request.param == "toy":
        return cast(Book, request.getfixturevalue("book"))
    return cast(Book, request.getfixturevalue("real_book"))
