"""Runs work in a child process, so that its memory is returned to the system, or so that it can be stopped.

A printed volume or a copy of the whole site takes hundreds of megabytes, of which Python returns little: together they
would need more than a machine has. And what comes from outside may be made to take for ever.
"""

from __future__ import annotations

import os
import pickle
import resource
import select
import signal
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any, Literal, TypeVar

from explainer.core.problems import Problem, Refused

Result = TypeVar("Result")
Answer = (
    tuple[Literal["done"], Any]
    | tuple[Literal["refused"], tuple[Problem, ...]]
    | tuple[Literal["system"], tuple[int | str | None, ...]]
    | tuple[Literal["memory"], None]
    | tuple[Literal["broke"], str]
)
_PIECE = 1 << 16
_MEGABYTE = 1 << 20


def in_child_process(work: Callable[[], Result], seconds: float | None = None, megabytes: int | None = None) -> Result:
    """Return what the work returns; raise Refused or OSError if it does, and RuntimeError if it fails otherwise.

    Raise TimeoutError if it takes more than `seconds`, and MemoryError if it takes `megabytes` more than there are in
    use when it starts. Nothing that it changes is seen here but its result.
    """
    deadline = None if seconds is None else time.monotonic() + seconds
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        _answer(work, writing, megabytes)
    os.close(writing)
    try:
        with os.fdopen(reading, "rb", buffering=0) as pipe:
            content = _read(pipe.fileno(), deadline)
        _, status = os.waitpid(child, 0)
    except BaseException:
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        raise
    result: Result = _result(pickle.loads(content) if status == 0 else ("broke", f"it ended with status {status}"))
    return result


def _read(pipe: int, deadline: float | None) -> bytes:
    """Return everything written into a pipe until it is closed; raise TimeoutError at the deadline."""
    content = bytearray()
    while True:
        left = None if deadline is None else max(0.0, deadline - time.monotonic())
        if not select.select([pipe], [], [], left)[0]:
            raise TimeoutError("it took too long")
        piece = os.read(pipe, _PIECE)
        if not piece:
            return bytes(content)
        content += piece


def _result(answer: Answer) -> Any:
    match answer:
        case "done", result:
            return result
        case "refused", tuple(problems):
            raise Refused(problems)
        case "system", tuple(told):
            raise OSError(*told)
        case "memory", None:
            raise MemoryError("it took too much memory")
    raise RuntimeError(str(answer[1]))


def _answer(work: Callable[[], object], writing: int, megabytes: int | None) -> None:
    """Do the work and write its outcome; never return, so that nothing the parent does is done twice."""
    status = 1
    try:
        if megabytes is not None:
            _limit_memory(megabytes)
        with os.fdopen(writing, "wb") as pipe:
            pickle.dump(_outcome(work), pipe)
        status = 0
    finally:
        os._exit(status)


def _limit_memory(megabytes: int) -> None:
    # Linux alone tells a process how much it has; elsewhere the limit on time has to do.
    with suppress(OSError, ValueError):
        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0])
        most = pages * resource.getpagesize() + megabytes * _MEGABYTE
        resource.setrlimit(resource.RLIMIT_AS, (most, resource.getrlimit(resource.RLIMIT_AS)[1]))


def _outcome(work: Callable[[], object]) -> Answer:
    try:
        return "done", work()
    except Refused as refused:
        return "refused", refused.problems
    except OSError as error:
        known = error.errno is not None
        return "system", (error.errno, error.strerror, error.filename) if known else (str(error),)
    except MemoryError:
        return "memory", None
    except BaseException as error:
        return "broke", f"{type(error).__name__}: {error}"
