"""The text files of the project, for the rules that look at every one of them."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from explainer.core.project import Project
from explainer.core.text import fold
from explainer.edition.state import Edition

_SKIPPED = frozenset(
    ".git .venv site .releases .writing build requirements .cache articles data/articles data/drafts".split()
    + "tests/bad tests/golden".split()
)
"""Folders by path: what git ignores, the articles themselves, and the tests' examples of bad input."""
_SKIPPED_ANYWHERE = frozenset("__pycache__ node_modules .mypy_cache .ruff_cache .pytest_cache .hypothesis".split())
_MOST_BYTES = 2_000_000


@dataclass(frozen=True)
class ProjectText:
    """A file of the project: its path in the project, and its text, in which bytes that are not UTF-8 are U+FFFD."""

    file: str
    text: str

    @cached_property
    def folded(self) -> str:
        """The text as rule Q1 compares it."""
        return fold(self.text)


def project_texts(edition: Edition) -> list[ProjectText]:
    """Return every file of the project.

    What git ignores, the articles themselves, the tests' examples of bad input, links and files over 2 MB are left out.
    """
    return edition.derived("texts of the project", lambda each: list(_texts(each.project)))


def _texts(project: Project) -> Iterator[ProjectText]:
    for folder, folders, files in os.walk(project.root):
        folders[:] = sorted(name for name in folders if not _is_skipped(project, Path(folder, name)))
        for name in sorted(files):
            path = Path(folder, name)
            if path.is_symlink() or not path.is_file() or path.stat().st_size > _MOST_BYTES:
                continue
            yield ProjectText(project.relative(path), path.read_bytes().decode("utf-8", errors="replace"))


def _is_skipped(project: Project, folder: Path) -> bool:
    is_built = folder.name in _SKIPPED_ANYWHERE or folder.suffix == ".egg-info"
    return is_built or project.relative(folder) in _SKIPPED
