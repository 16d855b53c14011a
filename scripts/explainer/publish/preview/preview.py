"""Draws the site again after each change, checks it, and keeps what browsers are to show: pages and problems.

While something cannot be read or drawn, the pages stay as they were last drawn.
"""

from __future__ import annotations

import shutil
import threading
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from explainer.built.site import read_site
from explainer.core.problems import SYSTEM, Place, Problem, Refused, errors
from explainer.core.project import Project
from explainer.edition.state import Edition, load_edition
from explainer.gates.registry import problems_of
from explainer.gates.run import check_edition, check_site
from explainer.publish.build import Drawn, draw_site
from explainer.publish.preview.changes import Changes

Report = Callable[[Sequence[Problem]], None]


@dataclass(frozen=True)
class Shown:
    """What browsers are to show.

    `folder` has the pages as they were last drawn, or is None before the first time; `drawn` says when that was.
    `is_busy` means that newer pages or problems are on their way. `number` is another one after every change of these.
    """

    number: int = 0
    folder: Path | None = None
    drawn: int = 0
    is_busy: bool = True
    problems: tuple[Problem, ...] = ()


class Preview:
    """The site of a project as it is being edited.

    Pages are drawn in `workplace`, a folder of its own; `report` is called with all problems after each look at them.
    """

    def __init__(self, project: Project, workplace: Path, report: Report) -> None:
        self._project = project
        self._workplace = workplace.resolve()
        self._report = report
        self._changes = Changes(project)
        self._shown = Shown()
        self._renewed = threading.Condition()

    @property
    def shown(self) -> Shown:
        return self._shown

    def shown_after(self, number: int, patience: float) -> Shown:
        """Return what is shown, as soon as it is no longer what has this number, or after `patience` seconds."""
        with self._renewed:
            self._renewed.wait_for(lambda: self._shown.number != number, patience)
            return self._shown

    def wait_for_changes(self) -> list[str]:
        """Return the paths of the files that have changed, once there are any."""
        return self._changes.wait()

    def renew(self) -> None:
        """Draw and check the site as its files are now."""
        self._show(is_busy=True)
        try:
            edition, problems = load_edition(self._project)
            drawn = None if edition.unread else self._draw(edition, problems)
            if self._changes.waiting:
                return  # These problems may have been corrected; the next look will tell.
            problems += problems_of(check_edition(edition))
            if drawn is not None and self._shown.folder and not errors(problems):
                problems += problems_of(check_site(read_site(self._shown.folder, edition, drawn.made)))
        except Refused as refused:
            problems = list(refused.problems)
        self._show(is_busy=False, problems=tuple(_in_order(problems)))
        self._report(self._shown.problems)

    def _draw(self, edition: Edition, problems: list[Problem]) -> Drawn | None:
        """Draw the pages and show them; add what went wrong to the problems."""
        drawn = time.time_ns()
        folder = self._workplace / str(drawn)
        folder.mkdir()
        try:
            site = draw_site(edition, folder)
        except Exception as error:
            # Before the gates have looked, records may be at odds with each other in any way.
            problems += error.problems if isinstance(error, Refused) else [_not_drawn(error)]
            shutil.rmtree(folder)
            return None
        problems += site.warnings
        before = self._shown.folder
        self._show(folder=folder, drawn=drawn)
        for old in self._workplace.iterdir():
            if old not in (folder, before):
                shutil.rmtree(old)
        return site

    def _show(self, **changes: object) -> None:
        with self._renewed:
            self._shown = replace(self._shown, number=time.time_ns(), **changes)  # type: ignore[arg-type]
            self._renewed.notify_all()


def _in_order(problems: Iterable[Problem]) -> list[Problem]:
    return sorted(set(problems), key=lambda problem: (problem.severity, problem))


def _not_drawn(error: Exception) -> Problem:
    sentence = f"The pages could not be drawn: {type(error).__name__}: {error}."
    return Problem(Place("docs"), SYSTEM, sentence, "Correct the other problems; the pages are then drawn again.")
