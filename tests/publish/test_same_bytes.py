"""The same input gives the same bytes and modes, whatever the path, umask, time zone, locale, hash seed, file order."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from conftest import TOY, copy_real_tree
from explainer.core.project import ARTICLES_VARIABLE, ROOT_VARIABLE
from explainer.edition.edition_date import EPOCH_VARIABLE
from explainer.publish.compare_builds import differences

_BACKWARDS = """
import os

scandir, listdir = os.scandir, os.listdir

class Backwards:
    def __init__(self, *where):
        with scandir(*where) as entries:
            self.entries = sorted(entries, key=lambda entry: entry.name)
    def __iter__(self):
        return self
    def __next__(self):
        if not self.entries:
            raise StopIteration
        return self.entries.pop()
    def __enter__(self):
        return self
    def __exit__(self, *_):
        self.close()
    def close(self):
        self.entries = []

os.listdir = lambda *where: sorted(listdir(*where), reverse=True)
os.scandir = os.walk.__globals__["scandir"] = Backwards
"""
"""Makes every Python program see the entries of folders in reverse alphabetical order."""


@dataclass(frozen=True)
class Surroundings:
    """All that may differ between two machines that build the same site."""

    folder: str
    umask: int
    is_backwards: bool
    variables: dict[str, str] = field(default_factory=dict)


HERE = Surroundings("a", 0o022, False, {"TZ": "UTC", "LC_ALL": "C", "PYTHONHASHSEED": "1", "COLUMNS": "80"})
THERE = Surroundings(
    "quite another/place, further ‘down’", 0o077, True,
    {"TZ": "Pacific/Kiritimati", "LC_ALL": "tr_TR.UTF-8", "PYTHONHASHSEED": "4242", "COLUMNS": "300"},
)  # fmt: skip
BUILD = "from explainer.cli.commands import main; main()"


def copy_toy(root: Path) -> Path:
    shutil.copytree(TOY, root, dirs_exist_ok=True)
    return root / "articles"


def build(tmp_path: Path, copy: Callable[[Path], Path], where: Surroundings) -> Path:
    """Publish a copy of a project in these surroundings; return its site."""
    root = tmp_path / where.folder
    root.mkdir(parents=True)
    articles = copy(root)
    habits = tmp_path / "habits"
    habits.mkdir(exist_ok=True)
    (habits / "sitecustomize.py").write_text(_BACKWARDS, encoding="utf-8")
    given = {ROOT_VARIABLE: str(root), ARTICLES_VARIABLE: str(articles), EPOCH_VARIABLE: "1700000000"}
    if where.is_backwards:
        given["PYTHONPATH"] = str(habits)
    done = subprocess.run(
        [sys.executable, "-c", BUILD, "publish"],
        env={"PATH": os.environ["PATH"], **where.variables, **given},
        umask=where.umask,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return root / "site"


def test_the_toy_world_is_the_same_everywhere(tmp_path: Path) -> None:
    sites = [build(tmp_path, copy_toy, where) for where in (HERE, THERE)]
    assert differences(*sites) == []
    assert (sites[0] / "index.html").is_file()


@pytest.mark.real
@pytest.mark.same
def test_the_real_site_is_the_same_everywhere(tmp_path: Path) -> None:
    sites = [build(tmp_path, copy_real_tree, where) for where in (HERE, THERE)]
    assert differences(*sites) == []
    assert (sites[0] / "index.html").is_file()


def test_the_surroundings_really_differ(tmp_path: Path) -> None:
    look = "import os, time; print(os.listdir('.'), os.umask(0), time.tzname, hash('a') % 997)"
    (tmp_path / "sitecustomize.py").write_text(_BACKWARDS, encoding="utf-8")
    seen: set[str] = set()
    for where in (HERE, THERE):
        path = {"PYTHONPATH": str(tmp_path)} if where.is_backwards else {}
        given = {**where.variables, **path}
        command = [sys.executable, "-c", look]
        done = subprocess.run(
            command, env=given, cwd=TOY, umask=where.umask, capture_output=True, text=True, check=True
        )
        seen.add(done.stdout.partition("]")[0])
        seen.add(done.stdout.partition("]")[2])
    assert len(seen) == 4
