"""A terminal that commands are typed into one after the other, with the answers that somebody gives."""

from __future__ import annotations

import os
import pty
import re
import subprocess
from pathlib import Path

_ANSWERS = re.compile(r"# answer ([\w, ]+)$")
_CODES = re.compile(rb"\x1b\[[0-9;?]{0,20}[a-zA-Z]")
_ASKS = re.compile(rb"(?:\]|quit \[n\]): $")


class Terminal:
    """Keeps the folder and the activated environment from one command to the next, as a shell does."""

    def __init__(self, folder: Path, environment: dict[str, str]) -> None:
        self.folder = folder
        self.environment = environment | {"TERM": "dumb", "COLUMNS": "300", "LC_ALL": "C.UTF-8"}
        self._before = ""

    def run(self, line: str) -> tuple[int, str]:
        """Run a line; return its exit code and everything that stands in the terminal afterwards, answers included."""
        if line.startswith("cd "):
            self.folder = self.folder / line.removeprefix("cd ")
            return 0, ""
        if line.startswith("source "):
            self._before = f"{line} && "
            return 0, ""
        answers = _ANSWERS.search(line)
        return self._typed(self._before + line, answers[1].split(", ") if answers else [])

    def _typed(self, line: str, answers: list[str]) -> tuple[int, str]:
        ours, theirs = pty.openpty()
        command = ["bash", "-c", line]
        with subprocess.Popen(
            command, cwd=self.folder, env=self.environment, stdin=theirs, stdout=theirs, stderr=theirs
        ) as process:
            os.close(theirs)
            seen = b""
            while piece := _read(ours):
                seen += piece
                if answers and _ASKS.search(seen):
                    os.write(ours, f"{answers.pop(0)}\n".encode())
        os.close(ours)
        return process.returncode, _CODES.sub(b"", seen).decode().replace("\r\n", "\n")


def _read(terminal: int) -> bytes:
    """Return what a program has written, or nothing once it has ended, which Linux reports as an error."""
    try:
        return os.read(terminal, 65_536)
    except OSError:
        return b""
