"""Turns an edition into a release: builds into a new folder, checks the result, and only then publishes it."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from explainer.built.download_manifest import current_manifest, digest, read_manifest
from explainer.built.serving import Settings
from explainer.built.site import BuiltSite, read_site
from explainer.core.held_lock import Tell
from explainer.core.problems import Place, Problem, Refused, errors, refuse
from explainer.core.project import Project
from explainer.core.read_files import read_bytes
from explainer.edition.edition_date import EPOCH_VARIABLE, edition_in_words, release_time
from explainer.edition.state import Edition
from explainer.gates.registry import Tally, problems_of
from explainer.gates.run import check_site
from explainer.markdown.current_site import render_from
from explainer.pages.identity import identity_of
from explainer.pages.page import Page
from explainer.pages.settings import EDITION_VARIABLE, text_in_force
from explainer.publish.assets import CARD, drop_unused, fill_in, make_readable, name_by_content, pack, squeeze
from explainer.publish.builders import builder_of
from explainer.publish.files_beside import built_path, write_files_beside
from explainer.publish.releases import Release, Shelf
from explainer.publish.share_image import share_image
from explainer.publish.style_sheets import join_style_sheets
from explainer.publish.unused_parts import drop_unused_parts
from explainer.render.downloads_page import FOLDER as DOWNLOADS
from explainer.render.languages import with_languages

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
class Drawn:
    """A site whose files have been drawn: its settings, its downloads by path, and what was warned of meanwhile.

    With warnings, there are only the pages.
    """

    settings: Settings
    made: frozenset[str]
    warnings: list[Problem] = field(default_factory=list)


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
    tell("Building the pages ...")
    drawn = draw_site(edition, folder)
    if drawn.warnings:
        raise Refused(drawn.warnings)
    tell("Checking what was built ...")
    site = read_site(folder, edition, drawn.made)
    tallies = check_site(site)
    problems = problems_of(tallies)
    if errors(problems):
        raise Refused(problems)
    left_out = not drawn.made and read_manifest(edition.project) is not None
    return Built(len(site.pages), tallies, drawn.settings, left_out)


def draw_site(edition: Edition, folder: Path) -> Drawn:
    """Draw every file of a site into a folder, as it will be published; raise Refused if that cannot be finished.

    The pages may be wrong: nothing has looked at them yet.
    """
    project, settings = edition.project, _settings(edition)
    render_from(edition)
    with _edition_label(edition):
        warnings = builder_of(edition.settings)(edition, folder)
    pages = read_site(folder, edition)
    warnings += [_not_built(page) for page in edition.pages if built_path(page) not in pages.by_path]
    if warnings:
        return Drawn(settings, frozenset(), warnings)
    _mark_languages(pages)
    drop_unused_parts(read_site(folder, edition))
    site = read_site(folder, edition)  # what follows adds and deletes files, and changes which style sheet is loaded
    write_files_beside(site, settings)
    identity = identity_of(edition.settings)
    (folder / CARD).write_bytes(share_image(identity.name, edition.question, identity.colours[0], edition.mark))
    made = _add_downloads(project, folder)
    join_style_sheets(site)
    drop_unused(site)
    fill_in(folder, {**edition.evidence.texts, "language": identity.language})
    squeeze(folder)
    name_by_content(folder)
    return Drawn(settings, made)


def _mark_languages(site: BuiltSite) -> None:
    for page in site.pages:
        marked = with_languages(page.content)
        if marked != page.content:
            (site.root / page.path).write_text(marked, encoding="utf-8")


@contextmanager
def _edition_label(edition: Edition) -> Iterator[None]:
    before = {name: os.environ.get(name) for name in (EDITION_VARIABLE, EPOCH_VARIABLE)}
    os.environ[EDITION_VARIABLE] = edition_in_words(edition.project, edition.evidence.texts)
    os.environ[EPOCH_VARIABLE] = str(release_time(edition.project))
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                os.environ.pop(name, None)
            else:
                os.environ[name] = value


def _settings(edition: Edition) -> Settings:
    address, contact, onion = (text_in_force(edition.settings, name) for name in ("site_url", "contact", "onion"))
    settings = Settings(f"{address.rstrip('/')}/" if address else "", contact, onion)
    faults = settings.faults()
    if faults:
        hint = "See the settings in deploy/README.md."
        raise Refused([Problem(Place("mkdocs.yml"), "B4", fault, hint) for fault in faults])
    return settings


def _not_built(page: Page) -> Problem:
    return Problem(Place(page.file), "B4", "This page was not built.", "Correct the other problems, then try again.")


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
