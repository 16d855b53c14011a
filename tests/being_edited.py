"""`explainer serve`, started as an editor starts it, on a port that is free."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from conftest import World

LONGEST = 120
"""Seconds after which a server ends itself, should a test be killed before it does."""


@dataclass
class Served:
    """A running `explainer serve`: its process, and the address of the site."""

    process: subprocess.Popen[str]
    address: str

    def said_until(self, end: str) -> str:
        """Read what it prints up to the first line that contains `end`."""
        assert self.process.stdout
        lines = []
        for line in self.process.stdout:
            lines.append(line)
            if end in line:
                return "".join(lines)
        raise AssertionError("".join(lines))


@contextmanager
def being_edited(world: World) -> Iterator[Served]:
    """Serve a project until the block ends."""
    command = ["timeout", "--signal=INT", str(LONGEST), sys.executable, "-m", "explainer", "serve", "--port", "0"]
    with subprocess.Popen(
        command, cwd=world.root, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    ) as process:
        served = Served(process, "")
        try:
            found = re.search(r"http://127\.0\.0\.1:\d+/", served.said_until("Press Ctrl+C"))
            assert found
            served.address = found[0]
            yield served
        finally:
            process.terminate()
            process.wait(20)
