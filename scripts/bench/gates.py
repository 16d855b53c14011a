"""How long the gates take, compared with a build of the same pages, and with ten times the evidence.

Prints two ratios: `explainer check` to `mkdocs build` (at most 3), and the gates with ten times the sources, records
and pages to the gates without (at most 12).
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from multiplied import multiplied

from explainer.core.project import find_project
from explainer.edition.state import Edition, load_edition
from explainer.gates.run import check_edition

RUNS, TIMES = 5, 10


def main() -> None:
    """Print both ratios; exit with 1 if one exceeds its bound."""
    root = find_project().root
    with tempfile.TemporaryDirectory() as site:
        build = [sys.executable, "-m", "mkdocs", "build", "--quiet", "--site-dir", site]
        check = [sys.executable, "-m", "explainer", "check"]
        pairs = [(_timed(check, root), _timed(build, root)) for _ in range(RUNS)]
    beside = statistics.median(one / other for one, other in pairs)
    print(f"check: {beside:.2f} times a build of the same pages (bound 3)")
    edition, _ = load_edition(find_project())
    larger = multiplied(edition, TIMES)
    growth = statistics.median(_checked(larger) / _checked(edition) for _ in range(3))
    print(f"check: {growth:.1f} times as long for {TIMES} times the evidence (bound 12)")
    sys.exit(beside > 3 or growth > 12)


def _timed(command: list[str], root: Path) -> float:
    start = time.perf_counter()
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    subprocess.run(command, cwd=root, env=environment, check=True, capture_output=True)
    return time.perf_counter() - start


def _checked(edition: Edition) -> float:
    start = time.perf_counter()
    check_edition(edition)
    return time.perf_counter() - start


if __name__ == "__main__":
    main()
