"""The evidence that pages are rendered from, loaded once and again only when a data file has changed.

mkdocs and Zensical make a new Markdown object for each page, so the store is kept here, by the files' times. These
are not asked for at each page: a large project has as many data files as pages.
"""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from pathlib import Path

from explainer.core.project import Project, find_project
from explainer.edition.state import Edition
from explainer.pages.addresses import LIST_PAGES, lists_whole
from explainer.records.evidence import Evidence
from explainer.records.store import load_evidence

_LOOK_AGAIN = 1.0
"""Seconds after which the files' times are asked for again; a build that starts asks at once."""

Stamp = tuple[tuple[str, int], ...]
Known = tuple[Evidence, frozenset[str]]


@dataclass
class _Look:
    root: Path | None = None
    at: float = 0.0
    stamp: Stamp = field(default=())


_last = _Look()
_known: dict[tuple[Path, Stamp], Known] = {}
"""The newest state alone: a large project's evidence takes a hundred megabytes."""


def current_evidence() -> Evidence:
    """Return the evidence of the project that is being built."""
    return _loaded(find_project())[0]


def current_lists() -> frozenset[str]:
    """Return the names of the lists that stand whole on their pages, in the project that is being built."""
    return _loaded(find_project())[1]


def look_again() -> None:
    """Ask for the files' times at the next page: a build starts, and files may have changed."""
    _last.root = None


def render_from(edition: Edition) -> None:
    """Take the evidence of an edition, which was read and checked, instead of reading it once more and holding both."""
    look_again()
    _keep(edition.project, _stamp(edition.project), edition.evidence)


def _stamp(project: Project) -> Stamp:
    now = time.monotonic()
    if _last.root != project.root or now - _last.at > _LOOK_AGAIN:
        pages = (project.docs / page for page in set(LIST_PAGES.values()))
        files = [*project.data_files(), project.lock, *pages]
        _last.stamp = tuple(sorted((str(file), file.stat().st_mtime_ns) for file in files if file.is_file()))
        _last.root, _last.at = project.root, now
    return _last.stamp


def _loaded(project: Project) -> Known:
    stamp = _stamp(project)
    return _known.get((project.root, stamp)) or _keep(project, stamp, load_evidence(project)[0])


def _keep(project: Project, stamp: Stamp, evidence: Evidence) -> Known:
    _known.clear()
    _known[project.root, stamp] = known = evidence, lists_whole(project)
    return known
