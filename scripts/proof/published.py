"""A copy of the real project that is published in a folder of its own, for proofs that serve it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

from explainer.core.project import ARTICLES_VARIABLE, ROOT_VARIABLE, Project

_ROOT = Path(__file__).parents[2]
_PARTS = ("data", "docs", "overrides", "scripts/explainer", "mkdocs.yml")
_COMMAND = [sys.executable, "-c", "from explainer.cli.commands import main; main()", "publish"]


def published_copy(root: Path, seconds: str, *options: str, **settings: str) -> Project:
    """Copy the project, unless the folder already exists, and publish it as an edition of that time.

    `options` are those of `explainer publish`, `settings` the variables described in deploy/README.md.
    """
    if not root.exists():
        _copy(root)
    articles = Project(_ROOT).article_folder()
    given = {ROOT_VARIABLE: str(root), ARTICLES_VARIABLE: str(articles.resolve()) if articles else ""}
    environment = {**os.environ, **given, **settings, "SOURCE_DATE_EPOCH": seconds}
    done = subprocess.run([*_COMMAND, *options], env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(f"The project cannot be published:\n{done.stderr}")
    return Project(root)


def _copy(root: Path) -> None:
    for part in _PARTS:
        source, target = _ROOT / part, root / part
        target.parent.mkdir(parents=True, exist_ok=True)
        if source.is_dir():
            shutil.copytree(source, target, ignore=shutil.ignore_patterns("articles", "drafts", "__pycache__"))
        else:
            shutil.copy(source, target)
