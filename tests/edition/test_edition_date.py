"""A copy that was unpacked from an archive is as old as its commit, though it has no history."""

from __future__ import annotations

import io
import shutil
import subprocess
import tarfile
from pathlib import Path

import pytest

from conftest import REAL_ROOT
from explainer.core.project import Project
from explainer.edition.edition_date import ARCHIVE_TIME, EPOCH_VARIABLE, EditionTime, edition_time

COMMITTED = 1_900_000_000


def git(folder: Path, *arguments: str) -> bytes:
    who = ["-c", "user.name=Keeper", "-c", "user.email=keeper@example.org"]
    made = {"GIT_COMMITTER_DATE": f"{COMMITTED} +0000", "PATH": "/usr/bin:/bin:/usr/local/bin", "HOME": str(folder)}
    return subprocess.run(["git", *who, *arguments], cwd=folder, env=made, capture_output=True, check=True).stdout


@pytest.fixture
def clone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.delenv(EPOCH_VARIABLE, raising=False)
    folder = tmp_path / "clone"
    folder.mkdir()
    for name in (ARCHIVE_TIME, ".gitattributes"):
        shutil.copy(REAL_ROOT / name, folder)
    git(folder, "init", "--quiet")
    git(folder, "add", ".")
    git(folder, "commit", "--quiet", "--message", "Begin")
    return folder


def unpacked(clone: Path, target: Path) -> Project:
    with tarfile.open(fileobj=io.BytesIO(git(clone, "archive", "HEAD"))) as archive:
        archive.extractall(target, filter="data")
    return Project(target)


def test_a_clone_asks_git(clone: Path) -> None:
    assert edition_time(Project(clone)) == EditionTime(COMMITTED)


def test_an_archive_bears_the_time_of_its_commit(clone: Path, tmp_path: Path) -> None:
    assert edition_time(unpacked(clone, tmp_path / "archive")) == EditionTime(COMMITTED)


def test_an_archive_inside_another_repository_keeps_its_own_time(clone: Path, tmp_path: Path) -> None:
    inside = unpacked(clone, tmp_path / "outer" / "archive")
    git(tmp_path / "outer", "init", "--quiet")
    assert edition_time(inside) == EditionTime(COMMITTED)


def test_a_copy_without_either_says_why_it_has_no_time(clone: Path, tmp_path: Path) -> None:
    shutil.copy(clone / ARCHIVE_TIME, tmp_path)
    assert "git" in edition_time(Project(tmp_path)).missing
