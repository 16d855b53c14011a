"""What rules found clean before, so that what has not changed is not looked at again.

For each thing in which a rule found no fault, the digest of all that it depends on is kept: the program, the rule, what
the rule compares it with, and the thing itself. No result is kept. So a file of digests that is spoiled, cut short, old
or another project's can only make a rule look again: there is nothing in it that could be taken for the answer about
something else.
"""

from __future__ import annotations

import sys
import sysconfig
from collections.abc import Callable, Iterable
from functools import lru_cache
from hashlib import blake2b
from pathlib import Path
from typing import TypeVar

import explainer
import quotereader
from explainer.core.project import Project
from explainer.core.write_files import write_whole
from explainer.edition.state import Edition

DIGEST_BYTES = 16
MOST_KEPT = 60_000
"""Digests that are kept; with more, only those of the last run are."""

F = TypeVar("F")


class CleanBefore:
    """The digests in a project's `.cache/clean`: those that were read from it, and those that a run has met."""

    def __init__(self, project: Project) -> None:
        self._file = project.root / ".cache" / "clean"
        self._known = _read(self._file)
        self._met: set[bytes] = set()

    def faults(self, seen_with: bytes, thing: Iterable[str], look: Callable[[], Iterable[F]]) -> list[F]:
        """Return the faults that `look` finds in a thing, without a look if it found none before, even in this run.

        `seen_with` is the digest of all else that what it finds depends on, from `digest`.
        """
        key = digest(seen_with.hex(), *thing)
        found = [] if key in self._known or key in self._met else list(look())
        if not found:
            self._met.add(key)
        return found

    def keep(self) -> None:
        """Write the digests, if there are new ones and the project can be written to."""
        if self._met <= self._known:
            return
        every = self._known | self._met
        kept = every if len(every) <= MOST_KEPT else self._met
        try:
            self._file.parent.mkdir(exist_ok=True)
            write_whole(self._file, b"".join(sorted(kept)))
        except OSError:
            return  # the next run looks again
        self._known = kept


def clean_before(edition: Edition) -> CleanBefore:
    """Return what was found clean in an edition's project."""
    return edition.derived("clean before", lambda each: CleanBefore(each.project))


def digest(*parts: str) -> bytes:
    """Return a digest of some texts, of where each ends, and of the program."""
    found = blake2b(_program(), digest_size=DIGEST_BYTES)
    for part in parts:
        content = part.encode(errors="surrogatepass")
        found.update(b"%d:" % len(content))
        found.update(content)
    return found.digest()


def _read(file: Path) -> set[bytes]:
    try:
        content = file.read_bytes() if file.is_file() else b""
    except OSError:
        return set()
    return {content[at : at + DIGEST_BYTES] for at in range(0, len(content) - DIGEST_BYTES + 1, DIGEST_BYTES)}


@lru_cache(maxsize=1)
def _program() -> bytes:
    """Return a digest of the program's files, of Python, and of the names and versions of what is installed."""
    found = blake2b(sys.version.encode(), digest_size=DIGEST_BYTES)
    for package in (explainer, quotereader):
        folder = Path(package.__file__ or "").parent
        for file in sorted(each for each in folder.rglob("*") if each.is_file() and each.suffix != ".pyc"):
            found.update(b"%s %d:" % (str(file.relative_to(folder)).encode(), file.stat().st_size))
            found.update(file.read_bytes())
    for installed in sorted(Path(sysconfig.get_paths()["purelib"]).glob("*.dist-info")):
        found.update(installed.name.encode())
    return found.digest()
