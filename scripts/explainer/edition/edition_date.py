"""The time of an edition, which its pages, its feed and its files carry (rule B2)."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from explainer import __version__
from explainer.core.dates import Point
from explainer.core.problems import refuse
from explainer.core.project import Project
from explainer.core.read_files import read_text

EPOCH_VARIABLE = "SOURCE_DATE_EPOCH"
ARCHIVE_TIME = ".commit-time"
EARLIEST = 315_532_800
"""1 January 1980: no zip file can hold an earlier date."""
_LATEST = 253_402_300_799


@dataclass(frozen=True)
class EditionTime:
    """The time of an edition in seconds; `missing` says why it is not known, or is ""."""

    seconds: int
    missing: str = ""


def edition_time(project: Project) -> EditionTime:
    """Return SOURCE_DATE_EPOCH, else the time of the commit that an archive was made of, else that of the last commit,
    else the earliest time.

    A copy without its history can be built, so a missing time is no fault. Raise Refused if the variable is not a time.
    """
    given = os.environ.get(EPOCH_VARIABLE)
    if given is None:
        return _of_archive(project) or _of_last_commit(project)
    if not (given.isascii() and given.isdecimal() and len(given) < 13 and int(given) <= _LATEST):
        sentence = f"{EPOCH_VARIABLE} must be a number of seconds since 1970: {given!r}."
        raise refuse("B2", EPOCH_VARIABLE, sentence, f"Write, for example: {EPOCH_VARIABLE}=$(date +%s)")
    return EditionTime(max(EARLIEST, int(given)))


def _of_archive(project: Project) -> EditionTime | None:
    """Return the time that git wrote into the archive this copy was unpacked from (.gitattributes); None in a clone.

    It comes before the history, because an archive may be unpacked inside another repository.
    """
    path = project.root / ARCHIVE_TIME
    written = read_text(path, ARCHIVE_TIME).strip() if path.is_file() else ""
    return EditionTime(max(EARLIEST, int(written))) if written.isdecimal() else None


def _of_last_commit(project: Project) -> EditionTime:
    command = ["git", "-C", str(project.root), "log", "-1", "--format=%ct"]
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=False)
    except OSError as error:
        return EditionTime(EARLIEST, f"git: {error.strerror}")
    answer = done.stdout.strip()
    if answer.isdecimal():
        return EditionTime(max(EARLIEST, int(answer)))
    return EditionTime(EARLIEST, next(iter(done.stderr.splitlines()), "git found no commit"))


def release_time(project: Project) -> int:
    """Return the time of the edition in seconds."""
    return edition_time(project).seconds


def edition_in_words(project: Project, texts: Mapping[str, str]) -> str:
    """Return the version and date as printed on every page; a comma parts them."""
    return f"{texts['version'].format(number=__version__)}, {day_in_words(release_time(project), texts)}"


def day_in_words(seconds: int, texts: Mapping[str, str]) -> str:
    """Return the day of a time, as printed on pages."""
    day = datetime.fromtimestamp(seconds, UTC)
    return Point(day.year, day.month, day.day, "").in_words(texts)
