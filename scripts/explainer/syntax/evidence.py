"""The evidence that pages are rendered from, loaded once and again only when a data file has changed.

mkdocs and Zensical make a new Markdown object for each page, so the store is kept here, by the files' times.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from explainer.paths import Project, find_project
from explainer.store import Evidence, load_evidence


def current_evidence() -> Evidence:
    """Return the evidence of the project that is being built."""
    project = find_project()
    return _loaded(project.root, _stamp(project))


def _stamp(project: Project) -> tuple[tuple[str, int], ...]:
    files = [*project.data_files(), project.lock]
    return tuple(sorted((str(file), file.stat().st_mtime_ns) for file in files if file.is_file()))


@lru_cache(maxsize=2)
def _loaded(root: Path, stamp: tuple[tuple[str, int], ...]) -> Evidence:
    evidence, _ = load_evidence(Project(root))
    return evidence
