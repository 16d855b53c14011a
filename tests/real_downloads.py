"""All downloads of the real project, made by the command itself in two copies whose surroundings differ."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from explainer.core.project import ARTICLES_VARIABLE, ROOT_VARIABLE, Project
from explainer.edition.edition_date import EPOCH_VARIABLE, release_time

PARTS = ("docs", "data", "overrides")


@dataclass(frozen=True)
class Surroundings:
    """Where a copy stands below a folder, and what may differ between two machines."""

    place: str
    zone: str
    umask: int
    seed: str

    def downloads(self, folder: Path) -> Path:
        return folder / self.place / "build" / "downloads"


HERE = Surroundings("a", "UTC", 0o022, "1")
THERE = Surroundings("b/much deeper/c", "Asia/Yangon", 0o077, "2")


def make_twice(project: Project, folder: Path) -> None:
    """Make all downloads of a project in both surroundings, at the same time."""
    makers = [_start(project, folder / where.place, where) for where in (HERE, THERE)]
    told = [maker.communicate() for maker in makers]
    assert [maker.returncode for maker in makers] == [0, 0], told


def _start(project: Project, root: Path, where: Surroundings) -> subprocess.Popen[str]:
    for part in PARTS:
        shutil.copytree(project.root / part, root / part, ignore=shutil.ignore_patterns("articles"))
    shutil.copy(project.configuration, root)
    articles = project.article_folder()
    environment = {
        **os.environ,
        ROOT_VARIABLE: str(root),
        ARTICLES_VARIABLE: str(articles.resolve()) if articles else "",
        EPOCH_VARIABLE: str(release_time(project)),
        "TZ": where.zone,
        "PYTHONHASHSEED": where.seed,
    }
    command, pipe = [sys.executable, "-m", "explainer", "downloads"], subprocess.PIPE
    return subprocess.Popen(command, cwd=root, env=environment, umask=where.umask, stdout=pipe, stderr=pipe, text=True)
