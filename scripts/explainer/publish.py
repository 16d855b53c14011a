"""From an edition to a release: build into a new folder, look at the result, and only then publish it."""

from __future__ import annotations

import logging
import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

from explainer.built import read_site
from explainer.card import card_image
from explainer.dates import MONTHS
from explainer.edition import Edition
from explainer.finishing import CARD, drop_unused, make_readable, name_by_content, pack, squeeze
from explainer.gates.registry import Tally, problems_of
from explainer.gates.run import check_site
from explainer.incoming import read_bytes
from explainer.manifest import current_manifest, digest, read_manifest
from explainer.paths import Project
from explainer.problems import Place, Problem, Refused, refuse
from explainer.render.downloads_page import FOLDER as DOWNLOADS
from explainer.serving import settings_faults
from explainer.shelf import Release, Shelf, Tell

EDITION_VARIABLE = "EXPLAINER_EDITION"
EPOCH_VARIABLE = "SOURCE_DATE_EPOCH"
MOST_DOWNLOAD_BYTES = 50_000_000
_QUESTION = "Why did soldiers leave\nMyanmar’s military?"
_EARLIEST = 315_532_800
"""1 January 1980: no zip file can hold an earlier date."""


@dataclass(frozen=True)
class Published:
    """What was put in place: how many pages, what the gates saw in them, and the release they are.

    `left_out` says that there are downloads, but of other pages or data than these.
    """

    pages: int
    tallies: list[Tally]
    release: Release
    left_out: bool = False


@dataclass(frozen=True)
class Built:
    """What was built and passed the gates, and whether downloads of other pages or data were left out."""

    pages: int
    tallies: list[Tally]
    left_out: bool


def publish_site(edition: Edition, shelf: Shelf, tell: Tell = lambda _: None, packed: bool = False) -> Published:
    """Build the site of an edition whose gates have passed, and publish it from the shelf, which the caller holds.

    `packed` puts compressed forms beside the files, for servers of our own.
    Raises Refused and leaves the published site if the new one has faults.
    """
    folder = shelf.new_folder()
    try:
        built = build_site(edition, folder, tell)
        if packed:
            tell("Packing ...")
            pack(folder)
        make_readable(folder)
        return Published(built.pages, built.tallies, shelf.publish(folder), built.left_out)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def build_site(edition: Edition, folder: Path, tell: Tell = lambda _: None) -> Built:
    """Build the site of an edition whose gates have passed into a folder; raise Refused if it has faults."""
    project = edition.project
    tell("Building the pages ...")
    with _edition_label(project):
        _build(project, folder)
    (folder / CARD).write_bytes(card_image("Breaking Ranks", _QUESTION))
    made = _add_downloads(project, folder)
    drop_unused(read_site(folder, edition))
    squeeze(folder)
    name_by_content(folder)
    tell("Looking at what was built ...")
    site = read_site(folder, edition, made)
    tallies = check_site(site)
    problems = problems_of(tallies)
    if problems:
        raise Refused(problems)
    return Built(len(site.pages), tallies, left_out=not made and read_manifest(project) is not None)


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
        config = load_config(str(project.root / "mkdocs.yml"), site_dir=str(folder))
        warnings.messages += settings_faults(*(str(config.extra.get(name) or "") for name in ("contact", "onion")))
        build(config)
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


def _add_downloads(project: Project, folder: Path) -> frozenset[str]:
    """Put the downloads that were built beside the page that lists them, and return their paths.

    None are put there that were made from other pages or data. Refuses a file that is not as it was made.
    """
    manifest = current_manifest(project)
    found: set[str] = set()
    for entry in manifest.entries if manifest else ():
        content = read_bytes(project.downloads / entry.file, f"build/downloads/{entry.file}", MOST_DOWNLOAD_BYTES)
        if digest(content) != entry.sha256:
            hint = "Run `make downloads`."
            raise refuse("B1", f"build/downloads/{entry.file}", "This is not the file that was made.", hint)
        (folder / DOWNLOADS).mkdir(exist_ok=True)
        (folder / DOWNLOADS / entry.file).write_bytes(content)
        found.add(f"{DOWNLOADS}/{entry.file}")
    return frozenset(found)
