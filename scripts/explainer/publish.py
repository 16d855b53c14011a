"""From an edition to a site: build into a temporary folder, look at the result, and only then put it in place."""

from __future__ import annotations

import logging
import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

from explainer.built import BuiltSite, read_site
from explainer.card import card_image
from explainer.dates import MONTHS
from explainer.downloads.manifest import current_manifest, read_manifest
from explainer.edition import Edition
from explainer.gates.registry import Tally, problems_of
from explainer.gates.run import check_site
from explainer.paths import Project
from explainer.problems import Place, Problem, Refused
from explainer.render.downloads_page import FOLDER as DOWNLOADS
from explainer.site_files import SEARCH_INDEX, SEARCH_LIBRARY

EDITION_VARIABLE = "EXPLAINER_EDITION"
EPOCH_VARIABLE = "SOURCE_DATE_EPOCH"
CARD = "assets/card.png"
_OWN_ASSETS = ("aids.js", "search.js", "style.css")
_QUESTION = "Why did soldiers leave\nMyanmar’s military?"
_EARLIEST = 315_532_800
"""1 January 1980: no zip file can hold an earlier date."""


@dataclass(frozen=True)
class Published:
    """What was put in place: how many pages, and what the gates saw in them.

    `left_out` says that there are downloads, but of other pages or data than these.
    """

    pages: int
    tallies: list[Tally]
    left_out: bool = False


def publish_site(edition: Edition) -> Published:
    """Build the site of an edition whose gates have passed; raise Refused and leave the old site if it has faults."""
    project = edition.project
    workplace = project.root / "build"
    workplace.mkdir(exist_ok=True)
    folder = Path(tempfile.mkdtemp(prefix="site-", dir=workplace))
    try:
        with _edition_label(project):
            _build(project, folder)
        (folder / CARD).parent.mkdir(exist_ok=True)
        (folder / CARD).write_bytes(card_image("Breaking Ranks", _QUESTION))
        left_out = not _add_downloads(project, folder)
        site = read_site(folder, edition)
        _drop_unused(site)
        tallies = check_site(site)
        problems = problems_of(tallies)
        if problems:
            raise Refused(problems)
        _squeeze(folder)
        _make_readable(folder)
        _put_in_place(folder, project.site, workplace)
        return Published(len(site.pages), tallies, left_out)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def release_time(project: Project) -> int:
    """Return the time of the edition in seconds: SOURCE_DATE_EPOCH, else the last commit's, else the earliest."""
    given = os.environ.get(EPOCH_VARIABLE)
    if given is None:
        command = ["git", "-C", str(project.root), "log", "-1", "--format=%ct"]
        try:
            given = subprocess.run(command, capture_output=True, text=True, check=False).stdout.strip()
        except OSError:
            given = ""
    return max(_EARLIEST, int(given)) if given.isdecimal() and given.isascii() else _EARLIEST


def edition_in_words(project: Project) -> str:
    """Return version and date as they are printed on every page."""
    day = datetime.fromtimestamp(release_time(project), UTC)
    return f"version {version('breaking-ranks')}, {day.day} {MONTHS[day.month - 1]} {day.year}"


@contextmanager
def _edition_label(project: Project) -> Iterator[None]:
    before = {name: os.environ.get(name) for name in (EDITION_VARIABLE, EPOCH_VARIABLE)}
    os.environ[EDITION_VARIABLE] = edition_in_words(project)
    os.environ[EPOCH_VARIABLE] = str(release_time(project))
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                os.environ.pop(name, None)
            else:
                os.environ[name] = value


class _Warnings(logging.Handler):
    """Collects what mkdocs warns of: its strict mode must not be trusted to stop (rule B4)."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.messages: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.messages.append(record.getMessage())


def _build(project: Project, folder: Path) -> None:
    os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")
    # Imported here, after the variable is set: the theme prints a notice when it is imported.
    from mkdocs.commands.build import build
    from mkdocs.config import load_config
    from mkdocs.exceptions import MkDocsException

    logger = logging.getLogger("mkdocs")
    warnings = _Warnings()
    logger.addHandler(warnings)
    try:
        build(load_config(str(project.root / "mkdocs.yml"), site_dir=str(folder)))
    except MkDocsException as error:
        warnings.messages.append(str(error))
    except Exception as error:
        # Templates, extensions and mkdocs itself raise what they like at what they are given.
        warnings.messages.append(f"{type(error).__name__}: {error}")
    finally:
        logger.removeHandler(warnings)
    if warnings.messages:
        place = Place("mkdocs.yml")
        raise Refused([Problem(place, "B4", message, "mkdocs warned of this.") for message in warnings.messages])


def _add_downloads(project: Project, folder: Path) -> bool:
    """Put the downloads that were built beside the page that lists them; return whether none had to be left out."""
    manifest = current_manifest(project)
    if manifest is not None:
        (folder / DOWNLOADS).mkdir(exist_ok=True)
        for entry in manifest.entries:
            shutil.copyfile(project.downloads / entry.file, folder / DOWNLOADS / entry.file)
    return manifest is not None or read_manifest(project) is None


def _drop_unused(site: BuiltSite) -> None:
    """Delete the theme's files that no page refers to: scripts, source maps and style sheets that nobody loads."""
    used = {target[0] for page in site.pages for address in page.links() if (target := site.resolve(page, address))}
    used |= {CARD, SEARCH_INDEX, SEARCH_LIBRARY}
    for file in sorted((site.root / "assets").rglob("*")):
        if file.is_file() and file.relative_to(site.root).as_posix() not in used:
            file.unlink()
    for folder in sorted((site.root / "assets").rglob("*"), reverse=True):
        if folder.is_dir() and not any(folder.iterdir()):
            folder.rmdir()


def _squeeze(folder: Path) -> None:
    """Leave out indentation and whole-line comments of our own scripts and styles: readers pay for each byte."""
    for name in _OWN_ASSETS:
        path = folder / "assets" / name
        if path.is_file():
            lines = (line.strip() for line in path.read_text(encoding="utf-8").split("\n"))
            kept = [line for line in lines if line and not line.startswith(("//", "/*"))]
            path.write_text("\n".join(kept) + "\n", encoding="utf-8")


def _make_readable(folder: Path) -> None:
    """Give files and folders fixed modes: a builder's umask must not decide who can read the site."""
    folder.chmod(0o755)
    for path in folder.rglob("*"):
        path.chmod(0o755 if path.is_dir() else 0o644)


def _put_in_place(folder: Path, site: Path, workplace: Path) -> None:
    old = Path(tempfile.mkdtemp(prefix="old-", dir=workplace))
    try:
        if site.exists():
            site.rename(old / "site")
        try:
            folder.rename(site)
        except OSError:
            if (old / "site").exists():
                (old / "site").rename(site)
            raise
    finally:
        shutil.rmtree(old, ignore_errors=True)
