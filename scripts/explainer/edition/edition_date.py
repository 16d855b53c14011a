"""When an edition is from: the time that its pages, its feed and its files bear (rule B2)."""

from __future__ import annotations

import os
import subprocess
from dataclasses import dataclass
from datetime import UTC, datetime

from explainer import __version__
from explainer.core.dates import MONTHS
from explainer.core.problems import refuse
from explainer.core.project import Project

EPOCH_VARIABLE = "SOURCE_DATE_EPOCH"
EARLIEST = 315_532_800
"""1 January 1980: no zip file can hold an earlier date."""
_LATEST = 253_402_300_799


@dataclass(frozen=True)
class EditionTime:
    """The time of an edition in seconds, and why there is none to be had, or ""."""

    seconds: int
    missing: str = ""


def edition_time(project: Project) -> EditionTime:
    """Return SOURCE_DATE_EPOCH, else the time of the last commit, else the earliest; refuse a variable of another form.

    A copy without its history can be built, so that a time that is missing is no fault.
    """
    given = os.environ.get(EPOCH_VARIABLE)
    if given is None:
        return _of_last_commit(project)
    if not (given.isascii() and given.isdecimal() and len(given) < 13 and int(given) <= _LATEST):
        sentence = f"{EPOCH_VARIABLE} is {given!r}, which is no number of seconds."
        raise refuse("B2", EPOCH_VARIABLE, sentence, 'Write, for instance, "$(date +%s)".')
    return EditionTime(max(EARLIEST, int(given)))


def _of_last_commit(project: Project) -> EditionTime:
    command = ["git", "-C", str(project.root), "log", "-1", "--format=%ct"]
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=False)
    except OSError as error:
        return EditionTime(EARLIEST, f"git: {error.strerror}")
    said = done.stdout.strip()
    if said.isdecimal():
        return EditionTime(max(EARLIEST, int(said)))
    return EditionTime(EARLIEST, next(iter(done.stderr.splitlines()), "git knows no commit"))


def release_time(project: Project) -> int:
    """Return the time of the edition in seconds."""
    return edition_time(project).seconds


def edition_in_words(project: Project) -> str:
    """Return version and date as they are printed on every page."""
    return f"version {__version__}, {day_in_words(release_time(project))}"


def day_in_words(seconds: int) -> str:
    """Return the day of a time, as pages print it."""
    day = datetime.fromtimestamp(seconds, UTC)
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"
