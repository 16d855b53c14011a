"""How much time the Markdown extension adds to a build: the same pages with blocks, and with the HTML of the blocks.

Prints the ratio of whole `mkdocs build` commands, run alternately (at most 1.25).
"""

from __future__ import annotations

import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from markdown import Markdown

from explainer.core.project import Project, find_project
from explainer.core.vocabulary import CITATION

RUNS = 9
_FENCED = re.compile(r"^///.*?^///$", re.MULTILINE | re.DOTALL)


class _Here:
    """Tells the Markdown extension which page it renders, as mkdocs does."""

    def __init__(self, src_uri: str) -> None:
        self.src_uri = src_uri


def main() -> None:
    """Write both trees, time their builds and print the ratio; exit with 1 if it exceeds its bound."""
    project = find_project()
    with tempfile.TemporaryDirectory() as scratch:
        whole_tree, plain = _whole_tree(project, Path(scratch) / "whole"), _plain_tree(project, Path(scratch) / "plain")
        pairs = [(_timed(whole_tree), _timed(plain)) for _ in range(RUNS)]
    ratios = [one / other for one, other in pairs]
    whole, bare = (statistics.median(times) for times in zip(*pairs, strict=True))
    median = statistics.median(ratios)
    print(f"extension: {whole:.2f} s with blocks, {bare:.2f} s with their HTML, ratio {median:.2f} (bound 1.25)")
    sys.exit(median > 1.25)


def _whole_tree(project: Project, folder: Path) -> Path:
    """Return a copy of what mkdocs builds the project from."""
    for name in ("docs", "overrides", "data"):
        shutil.copytree(project.root / name, folder / name, ignore=shutil.ignore_patterns("articles", "drafts"))
    shutil.copy(project.root / "mkdocs.yml", folder)
    return folder


def _plain_tree(project: Project, folder: Path) -> Path:
    _whole_tree(project, folder)
    config = (folder / "mkdocs.yml").read_text().replace("  - explainer.markdown\n", "")
    (folder / "mkdocs.yml").write_text(config)
    for page in (folder / "docs").rglob("*.md"):
        page.write_text(_with_html(page.read_text(), page.relative_to(folder / "docs").as_posix()))
    return folder


def _with_html(text: str, path: str) -> str:
    blocks = _FENCED.sub(lambda match: _html(match.group(), path), text)
    return CITATION.sub(lambda match: _html(match.group(), path)[3:-4], blocks)


def _html(source: str, path: str) -> str:
    markdown = Markdown(extensions=["tables", "explainer.markdown"])
    rewriter = type("Rewriter", (), {"file": _Here(path), "run": lambda self, root: None})()
    markdown.treeprocessors.register(rewriter, "relpath", 0)
    return markdown.convert(source)


def _timed(root: Path) -> float:
    with tempfile.TemporaryDirectory() as site:
        command = [sys.executable, "-m", "mkdocs", "build", "--quiet", "--no-strict", "--site-dir", site]
        environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
        start = time.perf_counter()
        subprocess.run(command, cwd=root, env=environment, check=True, capture_output=True)
        return time.perf_counter() - start


if __name__ == "__main__":
    main()
