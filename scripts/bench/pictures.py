"""How long all pictures of the project take to draw, compared with reading its data.

Prints the ratio of the processor time of drawing every chart, map and relation to that of loading the data folder (at
most 1), and the time itself.
"""

from __future__ import annotations

import sys
import time
import timeit
from collections.abc import Callable

from explainer.core.project import find_project
from explainer.records.evidence import Evidence
from explainer.records.store import load_evidence
from explainer.render.charts import chart
from explainer.render.elements import PageView, as_html
from explainer.render.maps import map_drawn
from explainer.render.relations import relations_drawn

MOST_RATIO, RUNS = 1.0, 7


def main() -> None:
    """Time both, and print the ratio; exit with 1 if the bound is exceeded."""
    project = find_project()
    loading = _timed(lambda: load_evidence(project))
    drawing = _timed(lambda: _draw(load_evidence(project)[0])) - loading
    ratio = drawing / loading
    print(f"pictures: all drawn in {drawing:.3f} s, ratio to reading the data {ratio:.2f} (bound {MOST_RATIO})")
    sys.exit(ratio > MOST_RATIO)


def _draw(evidence: Evidence) -> str:
    view = PageView(evidence)
    drawn = [*(chart(view, name) for name in evidence.charts), *(map_drawn(view, name) for name in evidence.maps)]
    return as_html([*drawn, relations_drawn(view)])


def _timed(work: Callable[[], object]) -> float:
    """Return the least processor time of several runs; timeit turns the garbage collector off."""
    return min(timeit.repeat(work, timer=time.process_time, repeat=RUNS, number=1))


if __name__ == "__main__":
    main()
