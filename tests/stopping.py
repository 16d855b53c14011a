"""Stops work at a chosen write below a folder: kills its process, interrupts it, or lets the write fail.

Every attempt to write is announced by the interpreter itself, so that no way of writing can be forgotten.
"""

from __future__ import annotations

import errno
import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Literal, NoReturn

How = Literal["killed", "interrupted", "no room"]
_CHANGES = ("os.rename", "os.remove", "os.link", "os.symlink", "os.mkdir", "os.rmdir", "os.truncate")
_FOR_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC
NO_CONTENT = (".cache", ".writing")
"""Folders without content of the project."""
_UNSTOPPED = 99


def forked(work: Callable[[], int]) -> int:
    """Start work in a process of its own, in the state that this one is in; return the number of that process."""
    child = os.fork()
    if child == 0:
        _end_with(work)
    return child


def ended(child: int) -> int:
    """Wait for a process; return its exit code, or less than 0 if it was killed."""
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def stopped_at(write: int, how: How, root: Path, work: Callable[[], int]) -> bool:
    """Do work in a process of its own, and stop it before its nth write below a folder; return whether it had so many.

    Writes are counted from 1; those into the cache do not count.
    """

    def besieged() -> int:
        count = _stop_before(write, how, root)
        code = work()
        return code if count[0] >= write else _UNSTOPPED

    return ended(forked(besieged)) != _UNSTOPPED


def content_of(root: Path) -> dict[str, bytes]:
    """Return every file of a project by its path, but for those without content."""
    files = (path for path in sorted(root.rglob("*")) if path.is_file())
    named = {path.relative_to(root).as_posix(): path for path in files}
    return {name: path.read_bytes() for name, path in named.items() if not name.startswith(NO_CONTENT)}


def _end_with(work: Callable[[], int]) -> NoReturn:
    code = 1
    try:
        code = work()
    finally:
        os._exit(code)


def _stop_before(write: int, how: How, root: Path) -> list[int]:
    """Let the interpreter stop this process before its nth write; return where the writes are counted."""
    count = [0]

    def look(event: str, arguments: tuple[object, ...]) -> None:
        if _is_write(event, arguments, root):
            count[0] += 1
            if count[0] == write:
                _stop(how)

    sys.addaudithook(look)
    return count


def _is_write(event: str, arguments: tuple[object, ...], root: Path) -> bool:
    if event == "open":
        path, _, flags = arguments
        is_change = isinstance(flags, int) and bool(flags & _FOR_WRITING)
    else:
        path, is_change = (arguments[0] if arguments else ""), event in _CHANGES
    if not is_change or not isinstance(path, str | os.PathLike):
        return False
    place = os.fspath(path)
    return isinstance(place, str) and place.startswith(f"{root}/") and not place.startswith(f"{root}/.cache")


def _stop(how: How) -> None:
    if how == "killed":
        os.kill(os.getpid(), signal.SIGKILL)
    raise KeyboardInterrupt if how == "interrupted" else OSError(errno.ENOSPC, "No space left on device")
