"""Weighs the pages that a change would touch, in a copy of the project, before anything is written."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Mapping
from pathlib import Path

from explainer.built.site import read_site
from explainer.core.problems import Refused
from explainer.core.project import Project
from explainer.edition.state import load_edition
from explainer.gates.judge_in_a_copy import copied
from explainer.gates.page_weight import first_visit
from explainer.publish.build import draw_site


def visits_after(project: Project, files: Mapping[str, str], pages: Iterable[str]) -> dict[str, int]:
    """Return how many bytes a first visit to each page would take after a change; `files` are new texts by their paths.

    Pages are named by their path below docs/. Those that cannot be drawn are left out.
    """
    wanted = {page: page.removesuffix(".md") + ".html" for page in pages}
    with copied(project, files) as trial, tempfile.TemporaryDirectory() as folder:
        edition, problems = load_edition(trial)
        if problems:
            return {}
        try:
            if draw_site(edition, Path(folder)).warnings:
                return {}  # what was drawn is not finished, and heavier than it will be
        except Refused:
            return {}
        site = read_site(Path(folder), edition)
        return {page: first_visit(site, site.by_path[built]) for page, built in wanted.items() if built in site.by_path}
