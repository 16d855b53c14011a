"""The site that pages are rendered for: its evidence, and what blocks may ask about the whole site.

mkdocs and Zensical make a new Markdown object for each page, so the site is cached here by the modification times of
its files. The times are not checked for every page, because a large project has as many data files as pages. Whatever
needs all pages is read once, and only if a block asks for it.
"""

from __future__ import annotations

import os
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from functools import cached_property
from pathlib import Path

from explainer.core.problems import Refused
from explainer.core.project import Project, find_project
from explainer.edition.edition_date import EPOCH_VARIABLE
from explainer.edition.state import Edition
from explainer.pages.addresses import lists_whole, parts_of
from explainer.pages.identity import Identity, identity_of
from explainer.pages.lessons import KEY_ENDING, Lesson, is_lesson, lessons_as_listed
from explainer.pages.read_pages import read_pages
from explainer.pages.settings import read_settings
from explainer.records.evidence import Evidence
from explainer.records.store import load_evidence
from explainer.render.downloads_page import Built

_LOOK_AGAIN = 1.0
"""Seconds until modification times are checked again; a build checks them when it starts."""

Stamp = tuple[tuple[str, int], ...]


@dataclass(frozen=True)
class CurrentSite:
    """One state of the project that is being built. `given` is its edition, if that has been read already."""

    project: Project
    evidence: Evidence
    given: Edition | None = None

    @cached_property
    def lists_whole(self) -> frozenset[str]:
        """The names of the lists that are whole on their pages."""
        return lists_whole(self.project)

    @cached_property
    def _settings(self) -> Mapping[str, object]:
        return self.given.settings if self.given else read_settings(self.project)[0]

    @property
    def identity(self) -> Identity:
        """The site's name, licence and address; the environment, which is part of them, changes within a build."""
        return identity_of(self._settings)

    @cached_property
    def edition(self) -> Edition:
        """The edition, without the articles unless it was given."""
        if self.given is not None:
            return self.given
        return Edition(self.project, self.evidence, tuple(read_pages(self.project)[0]), {}, self._settings)

    @cached_property
    def _lessons(self) -> dict[str, Lesson]:
        return {page.path: Lesson(page) for page in self.edition.pages if is_lesson(page)}

    def lesson(self, path: str) -> Lesson:
        lesson = self._lessons.get(path.replace(KEY_ENDING, ".md"))
        if lesson is None:
            raise ValueError(f"{path} is not a lesson")
        return lesson

    def lessons(self) -> list[Lesson]:
        return lessons_as_listed(self.edition.pages)

    def parts(self, folder: str) -> list[str]:
        return parts_of(self.project, folder)

    def downloads(self) -> Built | None:
        # Imported here because few pages list the downloads.
        from explainer.built.download_manifest import current_manifest

        try:
            return current_manifest(self.project)
        except Refused as refused:
            raise ValueError(str(refused)) from refused

    def released(self) -> date | None:
        seconds = os.environ.get(EPOCH_VARIABLE)
        return datetime.fromtimestamp(int(seconds), UTC).date() if seconds else None

    @cached_property
    def _citing(self) -> Mapping[str, Sequence[tuple[str, str]]]:
        from explainer.prose.cited_paragraphs import pages_citing

        return pages_citing(self.edition)

    def pages_citing(self) -> Mapping[str, Sequence[tuple[str, str]]]:
        return self._citing

    def has_evidence(self, path: str) -> bool:
        from explainer.prose.cited_paragraphs import has_evidence

        return has_evidence(self.edition, path)

    def page_drawing(self, name: str) -> tuple[str, str]:
        for page in self.edition.pages:
            for block in page.directives:
                if block.name == "map" and block.argument == name and "only" not in dict(block.options):
                    return page.path, page.headings[0].text if page.headings else page.path
        raise ValueError(f"no page draws the map {name}")

    def page_count(self) -> int:
        return sum(1 for _ in self.project.docs.rglob("*.md"))

    @cached_property
    def _read(self) -> Mapping[str, tuple[int, int]]:
        from explainer.prose.sign_offs import read_of_all

        return read_of_all(self.edition)

    def words_read(self) -> Mapping[str, tuple[int, int]]:
        return self._read

    def not_signed_off(self, path: str) -> Sequence[tuple[str, tuple[str, ...]]]:
        from explainer.prose.sign_offs import unread_of_page

        return [(passage.text, passage.references) for passage in unread_of_page(self.edition, path)]

    def words_read_by(self) -> Mapping[tuple[str, str, bool], int]:
        from explainer.prose.sign_offs import passages_to_read
        from explainer.prose.signatures import signed_off_by

        return signed_off_by(self.edition, {passage.key for passage in passages_to_read(self.edition)})


@dataclass
class _Look:
    root: Path | None = None
    at: float = 0.0
    stamp: Stamp = field(default=())


_last = _Look()
_known: dict[tuple[Path, Stamp], CurrentSite] = {}
"""Only the newest state: the evidence of a large project takes a hundred megabytes."""


def current_site() -> CurrentSite:
    """Return the site that is being built, read again only if a file has changed."""
    project = find_project()
    stamp = _stamp(project)
    return _known.get((project.root, stamp)) or _keep(stamp, CurrentSite(project, load_evidence(project)[0]))


def look_again() -> None:
    """Check modification times at the next page: a build is starting, and files may have changed."""
    _last.root = None


def render_from(edition: Edition) -> None:
    """Render pages from an edition that has been read and checked, instead of reading it again and holding both."""
    look_again()
    _keep(_stamp(edition.project), CurrentSite(edition.project, edition.evidence, edition))


def _stamp(project: Project) -> Stamp:
    now = time.monotonic()
    if _last.root != project.root or now - _last.at > _LOOK_AGAIN:
        files = [
            *project.data_files(),
            *project.data.glob("*.lock"),
            project.configuration,
            *project.docs.rglob("*.md"),
        ]
        _last.stamp = tuple(sorted((str(file), file.stat().st_mtime_ns) for file in files if file.is_file()))
        _last.root, _last.at = project.root, now
    return _last.stamp


def _keep(stamp: Stamp, site: CurrentSite) -> CurrentSite:
    _known.clear()
    _known[site.project.root, stamp] = site
    return site
