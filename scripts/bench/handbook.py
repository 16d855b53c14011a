"""How long the printed handbook takes, compared with the site: whole commands, run alternately.

Prints the ratio of `explainer download pdf` to `explainer publish` (at most 10).
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import time

from explainer.core.project import find_project

RUNS = 3
BOUND = 10


def main() -> None:
    """Time both and print the ratio; exit with 1 if it exceeds its bound."""
    pairs = [(_timed("download", "pdf"), _timed("publish")) for _ in range(RUNS)]
    ratio = statistics.median(book / site for book, site in pairs)
    book, site = (statistics.median(times) for times in zip(*pairs, strict=True))
    print(f"handbook: {book:.2f} s, the site {site:.2f} s, ratio {ratio:.1f} (bound {BOUND})")
    sys.exit(ratio > BOUND)


def _timed(*arguments: str) -> float:
    start = time.perf_counter()
    command = [sys.executable, "-m", "explainer", *arguments]
    subprocess.run(command, cwd=find_project().root, check=True, capture_output=True)
    return time.perf_counter() - start


if __name__ == "__main__":
    main()
