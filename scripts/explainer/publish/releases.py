"""The shelf: whole releases of the site side by side, and the link `site` that says which of them is published.

A release on the shelf never changes. Publishing moves the link, which the file system does in one step, so every
request gets either the old release or the new one (rule B1). Whoever holds the shelf holds it alone, so anything
half-made that is found then is left over from a run that was killed.
"""

from __future__ import annotations

import filecmp
import os
import re
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from hashlib import sha256
from pathlib import Path

from explainer.core.held_lock import PATIENCE, Busy, Tell, held_lock
from explainer.core.problems import COMMAND, SYSTEM, Refused, refuse
from explainer.core.project import Project

KEPT = 3
"""How many of the newest releases are kept."""
BEFORE = "before"
"""The link to the previously published release, where a server finds the files of pages that were just replaced."""
_LOCK = "lock"
_HALF_MADE = "half-made-"
_NAME = re.compile(r"(\d{4,9})-([0-9a-f]{12})")
_REACHABLE = 0o755


@dataclass(frozen=True, order=True)
class Release:
    """A whole site on the shelf: its number, the digest of its files, its folder, and whether it is published."""

    number: int
    digest: str
    folder: Path
    is_published: bool

    @property
    def name(self) -> str:
        return self.folder.name

    @property
    def built(self) -> datetime:
        return datetime.fromtimestamp(self.folder.stat().st_mtime, UTC)


def digest_of(folder: Path) -> str:
    """Return twelve hexadecimal digits that depend on the paths and bytes of all files below a folder."""
    whole = sha256()
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            name = path.relative_to(folder).as_posix()
            whole.update(f"{sha256(path.read_bytes()).hexdigest()} {name}\n".encode())
    return whole.hexdigest()[:12]


class Shelf:
    """The releases of one project. Only the holder of the shelf may call what changes it."""

    def __init__(self, project: Project) -> None:
        self.folder = project.releases
        self.site = project.site

    def releases(self) -> list[Release]:
        """Return the releases on the shelf, the oldest first."""
        published = self._published_name()
        found = ((path, _NAME.fullmatch(path.name)) for path in self._entries())
        return sorted(
            Release(int(match[1]), match[2], path, path.name == published)
            for path, match in found
            if match and path.is_dir()
        )

    @contextmanager
    def held(self, patience: float = PATIENCE, tell: Tell = lambda _: None) -> Iterator[None]:
        """Hold the shelf alone, after clearing away what killed runs left behind.

        Raise Refused if another process still holds it after `patience` seconds, or if anything cannot be written while
        it is held.
        """
        try:
            self._make_folder()
            with held_lock(self.folder / _LOCK, patience, partial(_waiting, tell)):
                self._refuse_foreign_site()
                self._clear()
                yield
        except Busy as busy:
            hint = "Wait for it to end, or wait longer with --wait SECONDS."
            raise refuse("B1", "site", f"Another publish is running: {busy}.", hint) from busy
        except OSError as error:
            raise _cannot_write(error) from error

    def new_folder(self) -> Path:
        """Return a new folder to build a release in, on the same file system as the shelf."""
        return Path(tempfile.mkdtemp(prefix=_HALF_MADE, dir=self.folder))

    def publish(self, built: Path) -> Release:
        """Move a built site onto the shelf and publish it; if it equals the newest release, publish that one again."""
        digest = digest_of(built)
        newest = max(self.releases(), default=None)
        if newest is None or (newest.digest, digest_of(newest.folder)) != (digest, digest):
            if newest:
                _keep_times(built, newest.folder)
            number = (newest.number if newest else 0) + 1 + self._is_old_site()
            newest = Release(number, digest, self.folder / f"{number:04}-{digest}", False)
            _settle(built)
            built.rename(newest.folder)
            _sync(self.folder)
        else:
            shutil.rmtree(built)
        self._point_to(newest)
        self._drop_old()
        return newest

    def roll_back(self) -> Release:
        """Publish the release before the published one; raise Refused if there is none, or if it has changed."""
        releases = self.releases()
        published = next((each for each in releases if each.is_published), None)
        older = [each for each in releases if published and each < published]
        if not older:
            hint = "List the releases with `explainer publish --list`."
            raise refuse(COMMAND, self.site.name, "There is no older release to go back to.", hint)
        if digest_of(older[-1].folder) != older[-1].digest:
            sentence = f"The release {older[-1].name} has changed since it was built."
            hint = f"Delete {self.folder.name}/{older[-1].name} and try again."
            raise refuse("B1", self.site.name, sentence, hint)
        self._point_to(older[-1])
        return older[-1]

    def forget(self) -> list[str]:
        """Delete every release but the published one, because they may hold what was removed; return their names."""
        (self.folder / BEFORE).unlink(missing_ok=True)
        old = [each for each in self.releases() if not each.is_published]
        for release in old:
            self._delete(release)
        _sync(self.folder)
        return [release.name for release in old]

    def _make_folder(self) -> None:
        if not os.access(self.site.parent, os.W_OK):
            # Trying to write tells why it is impossible: better now than after the build.
            tempfile.TemporaryFile(dir=self.site.parent).close()
        self.folder.mkdir(exist_ok=True)
        if self.folder.stat().st_mode & _REACHABLE != _REACHABLE:
            # A builder's umask must not decide whether a server can reach the releases.
            self.folder.chmod(_REACHABLE)

    def _entries(self) -> list[Path]:
        return list(self.folder.iterdir()) if self.folder.is_dir() else []

    def _published_name(self) -> str | None:
        return Path(os.readlink(self.site)).name if self.site.is_symlink() else None

    def _is_old_site(self) -> bool:
        """Return whether a folder is in the place of the link, as it was before there were releases."""
        return self.site.is_dir() and not self.site.is_symlink()

    def _refuse_foreign_site(self) -> None:
        ours = self.site.is_symlink() and Path(os.readlink(self.site)).parent.name == self.folder.name
        if not ours and not self._is_old_site() and os.path.lexists(self.site):
            sentence = f"{self.site.name} is neither a folder nor a link to a release, so it was left alone."
            raise refuse("B1", self.site.name, sentence, "Move it away, then publish again.")

    def _point_to(self, release: Release) -> None:
        before = self._published_name()
        if before not in (None, release.name):
            self._link(self.folder / BEFORE, Path(str(before)))
        if self._is_old_site():
            # No single step replaces a folder by a link. This happens once.
            self.site.rename(self.folder / f"{release.number - 1:04}-{digest_of(self.site)}")
        self._link(self.site, Path(self.folder.name, release.name))
        _sync(self.folder.parent)

    def _link(self, place: Path, target: Path) -> None:
        beside = self.folder / f"{_HALF_MADE}link"
        beside.symlink_to(target)
        os.replace(beside, place)

    def _drop_old(self) -> None:
        before = self.folder / BEFORE
        wanted = {self._published_name(), os.readlink(before) if before.is_symlink() else None}
        for release in self.releases()[:-KEPT]:
            if release.name not in wanted:
                self._delete(release)

    def _delete(self, release: Release) -> None:
        # Deleting takes many steps, and only a whole release may have a release's name.
        scrap = self.folder / f"{_HALF_MADE}{release.name}"
        release.folder.rename(scrap)
        shutil.rmtree(scrap)

    def _clear(self) -> None:
        for path in self._entries():
            if path.name.startswith(_HALF_MADE):
                path.unlink() if path.is_symlink() else shutil.rmtree(path)


def _waiting(tell: Tell, holder: str) -> None:
    tell(f"Waiting for another publish: {holder} ...")


def _cannot_write(error: OSError) -> Refused:
    place = str(error.filename) if error.filename else "site"
    sentence = f"The releases cannot be written: {error.strerror or error}."
    return refuse(SYSTEM, place, sentence, "Free some space or give permission to write, then try again.")


def _keep_times(built: Path, before: Path) -> None:
    """Give unchanged files the times they have in another release, by which servers tell what has changed."""
    for path in built.rglob("*"):
        known = before / path.relative_to(built)
        if path.is_file() and known.is_file() and filecmp.cmp(path, known, shallow=False):
            os.utime(path, ns=(path.stat().st_atime_ns, known.stat().st_mtime_ns))


def _settle(folder: Path) -> None:
    """Wait until everything below a folder is on the disk, so that no crash can leave an incomplete release."""
    for path in [*sorted(folder.rglob("*"), reverse=True), folder]:
        _sync(path)


def _sync(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
