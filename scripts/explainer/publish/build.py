"""Turns an edition into a release: builds into a new folder, checks the result, and only then publishes it."""

from __future__ import annotations

import logging
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from explainer.built.download_manifest import current_manifest, digest, read_manifest
from explainer.built.serving import Settings
from explainer.built.site import read_site
from explainer.core.logged_warnings import LoggedWarnings
from explainer.core.problems import Place, Problem, Refused, refuse
from explainer.core.project import Project
from explainer.core.read_files import read_bytes
from explainer.edition.edition_date import EPOCH_VARIABLE, edition_in_words, release_time
from explainer.edition.state import Edition
from explainer.gates.registry import Tally, problems_of
from explainer.gates.run import check_site
from explainer.markdown.current_site import render_from
from explainer.pages.identity import identity_of
from explainer.pages.settings import EDITION_VARIABLE
from explainer.publish.assets import CARD, drop_unused, make_readable, name_by_content, pack, squeeze
from explainer.publish.releases import Release, Shelf, Tell
from explainer.publish.share_image import share_image
from explainer.publish.style_sheets import join_style_sheets
from explainer.render.downloads_page import FOLDER as DOWNLOADS

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig

MOST_DOWNLOAD_BYTES = 50_000_000


@dataclass(frozen=True)
class Built:
    """A site that was built and passed the gates: its number of pages, what each rule saw, and its settings.

    `left_out` means that there are downloads, but that they were made from other pages, data or settings.
    """

    pages: int
    tallies: list[Tally]
    settings: Settings
    left_out: bool


@dataclass(frozen=True)
class Published:
    """A site that was built, and the release that it became."""

    built: Built
    release: Release


def publish_site(edition: Edition, shelf: Shelf, tell: Tell = lambda _: None, packed: bool = False) -> Published:
    """Build the site of an edition that has passed the gates, and publish it from the shelf, which the caller holds.

    `packed` puts compressed forms beside the files, for servers that send those as they are. Raise Refused, leaving the
    published site as it was, if the new one has faults.
    """
    folder = shelf.new_folder()
    try:
        built = build_site(edition, folder, tell)
        if packed:
            tell("Packing ...")
            pack(folder)
        make_readable(folder)
        return Published(built, shelf.publish(folder))
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def build_site(edition: Edition, folder: Path, tell: Tell = lambda _: None) -> Built:
    """Build the site of an edition that has passed the gates into a folder; raise Refused if it has faults."""
    project = edition.project
    tell("Building the pages ...")
    render_from(edition)
    with _edition_label(project):
        settings = _build(project, folder)
    identity = identity_of(edition.settings)
    (folder / CARD).write_bytes(share_image(identity.name, edition.question, identity.colours[0], edition.mark))
    made = _add_downloads(project, folder)
    join_style_sheets(read_site(folder, edition))
    drop_unused(read_site(folder, edition))
    squeeze(folder)
    name_by_content(folder)
    tell("Checking what was built ...")
    site = read_site(folder, edition, made)
    tallies = check_site(site)
    problems = problems_of(tallies)
    if problems:
        raise Refused(problems)
    return Built(len(site.pages), tallies, settings, left_out=not made and read_manifest(project) is not None)


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


def _build(project: Project, folder: Path) -> Settings:
    os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")
    # Imported here, after the variable is set: the theme prints a notice when it is imported.
    from mkdocs.commands.build import build
    from mkdocs.config import load_config
    from mkdocs.exceptions import MkDocsException

    logger = logging.getLogger("mkdocs")
    # Strict mode of mkdocs cannot be relied on to stop (rule B4).
    warnings = LoggedWarnings()
    logger.addHandler(warnings)
    try:
        config = load_config(str(project.root / "mkdocs.yml"), site_dir=str(folder))
        settings = _settings(config)
        build(config)
    except (Refused, OSError):
        raise
    except MkDocsException as error:
        warnings.messages.append(str(error))
    except Exception as error:
        # Templates, extensions and mkdocs itself raise whatever they like.
        warnings.messages.append(f"{type(error).__name__}: {error}")
    finally:
        logger.removeHandler(warnings)
    if warnings.messages:
        place, hint = Place("mkdocs.yml"), "This is a warning from mkdocs. Correct what it names."
        raise Refused([Problem(place, "B4", message, hint) for message in warnings.messages])
    return settings


def _settings(config: MkDocsConfig) -> Settings:
    given = config.site_url, config.extra.get("contact"), config.extra.get("onion")
    settings = Settings(*(str(value or "") for value in given))
    faults = settings.faults()
    if faults:
        hint = "See the settings in deploy/README.md."
        raise Refused([Problem(Place("mkdocs.yml"), "B4", fault, hint) for fault in faults])
    return settings


def _add_downloads(project: Project, folder: Path) -> frozenset[str]:
    """Copy the finished downloads beside the page that lists them, and return their paths.

    Downloads made from other pages or data are left out. Raise Refused if a file has changed since it was made.
    """
    manifest = current_manifest(project)
    found: set[str] = set()
    for entry in manifest.entries if manifest else ():
        content = read_bytes(project.downloads / entry.file, f"build/downloads/{entry.file}", MOST_DOWNLOAD_BYTES)
        if digest(content) != entry.sha256:
            hint = "Run `make downloads`."
            raise refuse("B1", f"build/downloads/{entry.file}", "This file has changed since it was made.", hint)
        (folder / DOWNLOADS).mkdir(exist_ok=True)
        (folder / DOWNLOADS / entry.file).write_bytes(content)
        found.add(f"{DOWNLOADS}/{entry.file}")
    return frozenset(found)
