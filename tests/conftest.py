"""Fixtures: a fresh copy of the toy world for each test, and the real project for the tests marked real."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import settings

from explainer.edition import Edition, load_edition
from explainer.gates.registry import Tally, problems_of
from explainer.gates.run import check_edition
from explainer.paths import ARTICLES_VARIABLE, ROOT_VARIABLE, Project
from explainer.problems import Problem
from explainer.report import problem_lines
from explainer.store import Evidence

TESTS = Path(__file__).parent
TOY = TESTS / "toy"
REAL_ROOT = TESTS.parent

settings.register_profile("project", deadline=None, derandomize=True, database=None)
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


@pytest.fixture
def toy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> World:
    """A fresh copy of the toy world, which the environment names as the project."""
    root = tmp_path / "toy"
    shutil.copytree(TOY, root)
    monkeypatch.setenv(ROOT_VARIABLE, str(root))
    monkeypatch.setenv(ARTICLES_VARIABLE, str(root / "articles"))
    return World(root)


@pytest.fixture(scope="session")
def toy_evidence() -> Iterator[Evidence]:
    """The toy world's evidence, for tests that only read it."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(ROOT_VARIABLE, str(TOY))
        patch.setenv(ARTICLES_VARIABLE, str(TOY / "articles"))
        yield World(TOY).evidence()


@pytest.fixture
def real(monkeypatch: pytest.MonkeyPatch) -> World:
    """The project that these tests belong to."""
    monkeypatch.setenv(ROOT_VARIABLE, str(REAL_ROOT))
    return World(REAL_ROOT)
