"""Runs work in a child process, so that its memory is returned to the system.

A printed volume or a copy of the whole site takes hundreds of megabytes, of which Python returns little: together they
would need more than a machine has.
"""

from __future__ import annotations

import os
import pickle
import signal
from collections.abc import Callable
from typing import Literal

from explainer.core.problems import Problem, Refused

Answer = (
    tuple[Literal["done"], bytes]
    | tuple[Literal["refused"], tuple[Problem, ...]]
    | tuple[Literal["system"], tuple[int | str | None, ...]]
    | tuple[Literal["broke"], str]
)


def in_child_process(work: Callable[[], bytes]) -> bytes:
    """Return what the work returns; raise Refused or OSError if it does, and RuntimeError if it fails otherwise."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        _answer(work, writing)
    os.close(writing)
    try:
        with os.fdopen(reading, "rb") as pipe:
            content = pipe.read()
        _, status = os.waitpid(child, 0)
    except BaseException:
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        raise
    answer: Answer = pickle.loads(content) if status == 0 else ("broke", f"it ended with status {status}")
    match answer:
        case "done", bytes(result):
            return result
        case "refused", tuple(problems):
            raise Refused(problems)
        case "system", tuple(told):
            raise OSError(*told)
    raise RuntimeError(str(answer[1]))


def _answer(work: Callable[[], bytes], writing: int) -> None:
    """Do the work and write its outcome; never return, so that nothing the parent does is done twice."""
    status = 1
    try:
        with os.fdopen(writing, "wb") as pipe:
            pickle.dump(_outcome(work), pipe)
        status = 0
    finally:
        os._exit(status)


def _outcome(work: Callable[[], bytes]) -> Answer:
    try:
        return "done", work()
    except Refused as refused:
        return "refused", refused.problems
    except OSError as error:
        known = error.errno is not None
        return "system", (error.errno, error.strerror, error.filename) if known else (str(error),)
    except BaseException as error:
        return "broke", f"{type(error).__name__}: {error}"
