"""The one way in which commands write the files of a project: alone, and all of a change or none of it.

A change is prepared beside the files it concerns, noted in a journal, and put in place file by file; it is done when
the journal is struck out. Whatever stops it before that, an exception or the end of the process, it is undone: at once,
or when the next command starts. What an editor has written in the meantime is left alone.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from hashlib import sha256
from pathlib import Path

from explainer.core.held_lock import PATIENCE, Busy, Tell, held_lock
from explainer.core.problems import SYSTEM, refuse
from explainer.core.project import Project

_LOCK, _OPEN, _DONE = "lock", "open.json", "done.json"


@dataclass(frozen=True)
class _Entry:
    """A file of a change: its path, and the digests of what it held before and is to hold; "" where there is none."""

    path: str
    before: str
    after: str

    @property
    def target(self) -> Path:
        return Path(self.path)

    @property
    def new(self) -> Path:
        """Where the new content waits to be put in place."""
        return self.target.with_name(f".{self.target.name}.new")

    @property
    def old(self) -> Path:
        """Where the old content is kept until the change is done."""
        return self.target.with_name(f".{self.target.name}.old")


class Writer:
    """Writes files of a project, for a command that holds its lock."""

    def __init__(self, project: Project) -> None:
        self._project, self._folder = project, project.writing

    def put(self, files: Mapping[Path, bytes | None]) -> list[Path]:
        """Write files, or delete those without content, all or none; return those that this changed.

        Raise OSError if one cannot be written.
        """
        changed = [(path, content) for path, content in files.items() if _digest(path) != _digest_of(content)]
        entries = [_Entry(str(path.absolute()), _digest(path), _digest_of(content)) for path, content in changed]
        if entries:
            self._put(entries, [content for _, content in changed])
        return [path for path, _ in changed]

    def _put(self, entries: Sequence[_Entry], contents: Sequence[bytes | None]) -> None:
        journal = self._folder / _OPEN
        write_whole(journal, json.dumps([asdict(entry) for entry in entries]).encode())
        try:
            for entry, content in zip(entries, contents, strict=True):
                _prepare(entry, content)
            for entry in entries:
                _put_in_place(entry)
            os.replace(journal, self._folder / _DONE)
        except BaseException:
            self.recover()
            raise
        self.recover()

    def recover(self) -> None:
        """Undo a change that was stopped, and clear away what is left of one that was done."""
        for name, settle in ((_OPEN, _undo), (_DONE, _clear)):
            journal = self._folder / name
            for entry in _read(journal, self._project):
                settle(entry)
            journal.unlink(missing_ok=True)


@contextmanager
def alone(project: Project, patience: float = PATIENCE, tell: Tell = lambda _: None) -> Iterator[Writer]:
    """Hold the lock of all commands that write the files of a project, and give what writes them.

    What is to be changed must be read inside the block. Raise Refused if another command still holds the lock after
    `patience` seconds.
    """
    project.writing.mkdir(exist_ok=True)
    try:
        with held_lock(project.writing / _LOCK, patience, tell):
            writer = Writer(project)
            writer.recover()
            yield writer
    except Busy as busy:
        hint = "Wait for it to end, then try again."
        raise refuse(SYSTEM, project.writing.name, f"Another command is writing: {busy}.", hint) from busy


def recover(project: Project) -> None:
    """Undo a change that a killed command left unfinished, unless another command is writing now."""
    left = any((project.writing / name).exists() for name in (_OPEN, _DONE))
    if left:
        with suppress(Busy), held_lock(project.writing / _LOCK, patience=0):
            Writer(project).recover()


def write_whole(path: Path, content: bytes) -> None:
    """Write a file completely or not at all; wait until it is on the disk."""
    # Two processes may write at the same time, so each has a temporary file of its own.
    beside = path.with_name(f".{path.name}.{os.getpid()}.new")
    try:
        _write(beside, content)
        os.replace(beside, path)
    finally:
        beside.unlink(missing_ok=True)


def _write(path: Path, content: bytes) -> None:
    with path.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _prepare(entry: _Entry, content: bytes | None) -> None:
    entry.target.parent.mkdir(parents=True, exist_ok=True)
    if content is not None:
        _write(entry.new, content)
    if entry.before:
        # The old content keeps its own name until the new one takes its place, so that readers find one or the other.
        entry.old.unlink(missing_ok=True)
        try:
            os.link(entry.target, entry.old)
        except OSError:  # A disk may know no second names.
            _write(entry.old, entry.target.read_bytes())


def _put_in_place(entry: _Entry) -> None:
    if entry.after:
        os.replace(entry.new, entry.target)
    else:
        entry.target.unlink(missing_ok=True)


def _undo(entry: _Entry) -> None:
    if _digest(entry.target) == entry.after != entry.before:
        if entry.before:
            os.replace(entry.old, entry.target)
        else:
            entry.target.unlink(missing_ok=True)
    _clear(entry)


def _clear(entry: _Entry) -> None:
    entry.new.unlink(missing_ok=True)
    entry.old.unlink(missing_ok=True)


def _read(journal: Path, project: Project) -> list[_Entry]:
    """Return the entries of a journal. A project may come from anybody, so files outside of it are left alone."""
    if not journal.is_file():
        return []
    try:
        entries = [_Entry(**entry) for entry in json.loads(journal.read_bytes())]
        folders = [folder.resolve() for folder in (project.root, project.folder_for_new_articles())]
        return [each for each in entries if any(each.target.resolve().is_relative_to(folder) for folder in folders)]
    except (ValueError, TypeError) as error:
        hint = f"Compare the files with the last commit, then delete {project.writing.name}/."
        name = project.relative(journal)
        raise refuse(SYSTEM, name, "This note of an unfinished change cannot be read.", hint) from error


def _digest(path: Path) -> str:
    return _digest_of(path.read_bytes()) if path.is_file() else ""


def _digest_of(content: bytes | None) -> str:
    return "" if content is None else sha256(content).hexdigest()
