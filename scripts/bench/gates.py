"""How much processor time checking and publishing take, compared with a plain build of the same pages.

Prints the ratio to `mkdocs build` of `explainer check` with nothing known from before (at most 2.2) and where nothing
has changed (at most 1.3), and of `explainer publish` (at most 3.5); then the gates with ten times the sources, records
and pages compared with the gates without (at most 12). The three are measured in turn, in copies of the project, by
user and system time: a busy machine slows all of them down alike.
"""

from __future__ import annotations

import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from multiplied import multiplied

from explainer.core.project import ARTICLES_VARIABLE, ROOT_VARIABLE, Project, find_project
from explainer.edition.edition_date import EPOCH_VARIABLE
from explainer.edition.state import Edition, load_edition
from explainer.gates.run import check_edition

RUNS, TIMES, GROWTH = 5, 10, 12
BOUNDS = {"check, nothing known": 2.2, "check, nothing changed": 1.3, "publish": 3.5}
_LEFT_OUT = shutil.ignore_patterns(".*", "site", "build", "articles", "__pycache__", "*.egg-info")


def main() -> None:
    """Print all ratios; exit with 1 if one exceeds its bound."""
    project = find_project()
    with tempfile.TemporaryDirectory() as folder:
        root = Path(shutil.copytree(project.root, Path(folder, "copy"), ignore=_LEFT_OUT))
        rounds = [_round(root, project.article_folder()) for _ in range(RUNS)]
    too_much = False
    for name, bound in BOUNDS.items():
        ratio = statistics.median(each[name] / each["build"] for each in rounds)
        print(f"{name}: {ratio:.2f} times a build of the same pages (bound {bound})")
        too_much = too_much or ratio > bound
    edition, _ = load_edition(project)
    larger = multiplied(edition, TIMES)
    growth = statistics.median(_checked(larger) / _checked(edition) for _ in range(3))
    print(f"check: {growth:.1f} times as long for {TIMES} times the evidence (bound {GROWTH})")
    sys.exit(too_much or growth > GROWTH)


def _round(root: Path, articles: Path | None) -> dict[str, float]:
    """Return the processor time in seconds of a build, of two checks and of a publish."""
    shutil.rmtree(root / ".cache", ignore_errors=True)
    given = {ROOT_VARIABLE: str(root), ARTICLES_VARIABLE: str(articles or ""), EPOCH_VARIABLE: "1900000000"}
    explainer = [sys.executable, "-m", "explainer"]
    with tempfile.TemporaryDirectory() as site:
        build = [sys.executable, "-m", "mkdocs", "build", "--quiet", "--site-dir", site]
        commands = {"check, nothing known": [*explainer, "check"], "build": build,
                    "check, nothing changed": [*explainer, "check"], "publish": [*explainer, "publish"]}  # fmt: skip
        return {name: _processor_time(command, root, given) for name, command in commands.items()}


def _processor_time(command: list[str], root: Path, given: dict[str, str]) -> float:
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    environment = {**os.environ, **given, "NO_MKDOCS_2_WARNING": "1"}
    subprocess.run(command, cwd=root, env=environment, check=True, capture_output=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def _checked(edition: Edition) -> float:
    # Looking at every file, as if nothing were known from before.
    shutil.rmtree(edition.project.root / ".cache", ignore_errors=True)
    fresh = Edition(Project(edition.project.root), edition.evidence, edition.pages, edition.articles, edition.settings)
    start = time.perf_counter()
    check_edition(fresh)
    return time.perf_counter() - start


if __name__ == "__main__":
    main()
