"""Drafts from addresses, several at once, each as a command of its own; prints what each took, as JSON.

Each is a fork of this process, which has imported what a command imports, so that what is measured is the drafting.
"""

from __future__ import annotations

import json
import os
import sys
import time
from pathlib import Path

import trafilatura  # noqa: F401

import explainer.drafting.propose  # noqa: F401
from explainer.cli.commands import app

AT_ONCE = 4


def start(address: str, folder: Path) -> int:
    """Draft from an address in a process of its own; return its number. Its output is kept in a file."""
    name = address.rpartition("/")[2]
    child = os.fork()
    if child == 0:
        output = os.open(folder / f"{name}.said", os.O_CREAT | os.O_WRONLY)
        os.dup2(output, 1)
        os.dup2(output, 2)
        code = 1
        try:
            app(["draft", address, "--as", f"a-{name}", "--published", "2031-05"])
        except SystemExit as ended:
            code = ended.code if isinstance(ended.code, int) else 1
        finally:
            sys.stdout.flush()
            sys.stderr.flush()
            os._exit(code)
    return child


def main(folder: Path, addresses: list[str]) -> None:
    """Draft from all addresses."""
    waiting, running, found = list(addresses), {}, {}
    while waiting or running:
        while waiting and len(running) < AT_ONCE:
            address = waiting.pop(0)
            running[start(address, folder)] = (address, time.monotonic())
        child, status, used = os.wait3(0)
        address, begun = running.pop(child)
        seconds, megabytes = time.monotonic() - begun, used.ru_maxrss / 1024
        found[address.rpartition("/")[2]] = [os.waitstatus_to_exitcode(status), seconds, megabytes]
    print(json.dumps(found))


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2:])
