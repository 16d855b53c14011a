"""A project under siege: a copy of the toy world with two states, and processes that publish it."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from explainer.core.project import ARTICLES_VARIABLE, ROOT_VARIABLE
from explainer.publish.releases import KEPT

TOY = Path(__file__).parents[2] / "tests" / "toy"
STATES = ("invented", "made up")
"""The two states differ in these words of one page, whose version every page prints."""
_PAGE = "docs/about/index.md"
_COMMAND = "from explainer.cli.commands import main; main()"
_BE_NOBODY = "os.setgroups([]); os.setgid(65534); os.setuid(65534)"
_AS_NOBODY = f"import os; from explainer.cli.commands import main; {_BE_NOBODY}; main()"
"""Other users may be unable to read Python itself, so the process becomes another user only once it runs."""
_PAUSE = 0.02
Files = dict[str, bytes]


class Fault(Exception):
    """Something happened that must not happen; the message says what."""


@dataclass
class Besieged:
    """A copy of the toy world. `wholes` has, for each state, the files of its release."""

    root: Path
    wholes: dict[str, Files] = field(default_factory=dict)

    @classmethod
    def set_up(cls, root: Path) -> Besieged:
        """Copy the toy world and publish each state, the first one last, to learn what its release contains."""
        shutil.copytree(TOY, root, dirs_exist_ok=True)
        world = cls(root)
        for state in reversed(STATES):
            world.turn_to(state)
            world.must_publish()
            world.wholes[state] = files_of(world.release())
        if world.wholes[STATES[0]] == world.wholes[STATES[1]]:
            raise Fault("the two states give the same site, so they cannot be told apart")
        return world

    def turn_to(self, state: str) -> None:
        """Bring the project into a state, including the version that its pages print."""
        page = self.root / _PAGE
        text = page.read_text(encoding="utf-8")
        for other in STATES:
            text = text.replace(f"here is {other}", f"here is {state}")
        page.write_text(text, encoding="utf-8")
        (self.root / "epoch").write_text(str(1_700_000_000 + 86_400 * STATES.index(state)))

    def start(self, *options: str, as_nobody: bool = False) -> subprocess.Popen[str]:
        """Start publishing in a process of its own."""
        given = {ROOT_VARIABLE: str(self.root), ARTICLES_VARIABLE: str(self.root / "articles")}
        environment = {**os.environ, **given, "SOURCE_DATE_EPOCH": (self.root / "epoch").read_text(), "COLUMNS": "200"}
        command = [sys.executable, "-c", _AS_NOBODY if as_nobody else _COMMAND, "publish", *options]
        pipe = subprocess.PIPE
        return subprocess.Popen(
            command, env=environment, text=True, start_new_session=True, cwd=self.root, stdout=pipe, stderr=pipe
        )

    def publish(self, *options: str, as_nobody: bool = False) -> tuple[int, str]:
        """Publish and wait; return the exit code and all that was printed."""
        process = self.start(*options, as_nobody=as_nobody)
        said = "".join(process.communicate())
        return process.returncode, said

    def must_publish(self) -> None:
        """Publish; raise Fault if that fails or leaves anything behind."""
        code, said = self.publish()
        if code:
            raise Fault(f"publishing failed with {code}: {said}")
        kept = [path for path in self.releases() if re.fullmatch(r"\d{4}-[0-9a-f]{12}", path.name)]
        left = {path.name for path in self.releases()} - {path.name for path in kept} - {"lock", "before"}
        if left or len(kept) > KEPT + 1:
            raise Fault(f"left behind: {sorted(left)}; releases: {len(kept)}")

    def releases(self) -> list[Path]:
        return list((self.root / ".releases").iterdir())

    def release(self) -> Path:
        """Return the folder that the published link leads to."""
        return self.root / os.readlink(self.root / "site")

    def state(self) -> str:
        """Return the state whose complete release is published; raise Fault if it is neither."""
        found = files_of(self.release())
        state = next((state for state, files in self.wholes.items() if files == found), None)
        if state is None:
            wanted = self.wholes[STATES[0]].keys()
            raise Fault(f"the published site is not a complete release: {len(found)} files of {len(wanted)}")
        return state

    @contextmanager
    def watched(self) -> Iterator[list[int]]:
        """Look at the published site repeatedly during the block; raise Fault if it was ever incomplete.

        Yield a list with one number, how often it was looked at.
        """
        faults: list[Fault | OSError] = []
        looks = [0]
        done = threading.Event()

        def look() -> None:
            while not done.is_set():
                try:
                    self.state()
                except (Fault, OSError) as fault:
                    faults.append(fault)
                looks[0] += 1
                done.wait(_PAUSE)

        watcher = threading.Thread(target=look, daemon=True)
        watcher.start()
        try:
            yield looks
        finally:
            done.set()
            watcher.join()
        if faults:
            raise Fault(f"seen while publishing: {faults[0]}")


def files_of(folder: Path) -> Files:
    """Return the bytes of every file below a folder, by path."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
