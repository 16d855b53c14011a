"""A lock that one process holds at a time, and that the system releases however that process ends."""

from __future__ import annotations

import fcntl
import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path

PATIENCE = 60.0
"""How many seconds a command waits for another one, unless told otherwise."""
_PAUSE = 0.1
_NOTE = 60

Tell = Callable[[str], None]


class Busy(Exception):
    """Another process still holds a lock; the argument says which, and since when."""


@contextmanager
def held_lock(path: Path, patience: float = PATIENCE, tell: Tell = lambda _: None) -> Iterator[None]:
    """Hold the lock that a file stands for, and note in the file who holds it.

    `tell` is told once who holds it if it is not free at once. Raise Busy if it is not free after `patience` seconds.
    """
    file = os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
    try:
        _wait_for(file, patience, tell)
        with suppress(OSError):  # Rolling back must work on a full disk, and the note is only for people.
            # One write, always of the same length, so that nobody reads half a note.
            os.pwrite(file, f"process {os.getpid()} since {datetime.now(UTC):%H:%M:%S} UTC".ljust(_NOTE).encode(), 0)
        yield
    finally:
        os.close(file)


def _wait_for(file: int, patience: float, tell: Tell) -> None:
    deadline = time.monotonic() + patience
    told = False
    while not _taken(file):
        holder = os.pread(file, _NOTE, 0).decode(errors="replace").strip() or "unknown"
        if time.monotonic() >= deadline:
            raise Busy(holder)
        if not told:
            tell(holder)
            told = True
        time.sleep(_PAUSE)


def _taken(file: int) -> bool:
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
