"""The recipes of CONTRIBUTING.md: their examples are put where they say, and their commands are run."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from textwrap import dedent

from typer.testing import CliRunner

from conftest import REAL_ROOT
from explainer.cli.commands import app
from explainer.core.problems import EXIT_PROBLEMS

GUIDE = (REAL_ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
PROGRAMS = Path(sys.executable).parent
NOT_KEPT = {line.strip("/\n") for line in (REAL_ROOT / ".gitignore").read_text(encoding="utf-8").splitlines()}
COMMANDS, PLAIN = "sh", "text"
"""The languages of fences that are no examples: lines for a terminal, and text that belongs into no file."""
_FENCE = re.compile(r"^( *)```(\w+)\n(.*?)^\1```$", re.MULTILINE | re.DOTALL)
_HEAD = re.compile(r"(?:#|<!--) ([\w./-]+)(?:, (at the end|in its place|under .+?))?(?: -->)?")
_REPORTS = re.compile(r"# reports ([A-Z]\d+)$")
_ANSWERS = re.compile(r"# answer ([\w, ]+)$")
IN_ITS_PLACE = "in its place"
"""What an example says that takes the place of a whole file."""
_BLANK_LINES = {".md": "\n", ".py": "\n\n"}
"""What stands between the parts of a file, by its ending."""
Run = Callable[[Path, str], tuple[int, str]]


@dataclass(frozen=True)
class Step:
    """One fence of a recipe: an example, or lines for a terminal."""

    language: str
    text: str

    @property
    def is_example(self) -> bool:
        return self.language not in (COMMANDS, PLAIN)

    @property
    def file(self) -> str:
        return self._head[0]

    @property
    def _head(self) -> tuple[str, str]:
        first = self.text.partition("\n")[0]
        head = _HEAD.fullmatch(first)
        assert head, f"the first line of an example names its file: {first}"
        return head[1], head[2] or ""

    def put(self, root: Path) -> None:
        """Put an example into the file that its first line names, at the place that this gives; without one, the file
        is new."""
        name, place = self._head
        file, body = root / name, self.text.partition("\n")[2]
        if self.language == "diff":
            body = _changed(file.read_text(encoding="utf-8"), body)
        elif place == IN_ITS_PLACE:
            assert file.exists(), f"{name} must be there to be replaced"
        elif place:
            body = _added(file.read_text(encoding="utf-8"), body, place, file.suffix)
        else:
            assert not file.exists(), f"{name} must be new"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(body, encoding="utf-8")


def _changed(text: str, difference: str) -> str:
    lines = difference.splitlines(keepends=True)
    old, new = ("".join(line[1:] or line for line in lines if line[0] in kept) for kept in (" -\n", " +\n"))
    assert text.count(old) == 1, f"this must stand in the file once:\n{old}"
    return text.replace(old, new)


def _added(text: str, body: str, place: str, suffix: str) -> str:
    """Return a text with an example at its end, or at the end of what stands under a heading or a key."""
    between = _BLANK_LINES.get(suffix, "")
    if place == "at the end":
        return text + between + body
    name = re.escape(place.removeprefix("under "))
    opening = rf"^## {name}\n(?s:.*?)(?=^## |\Z)" if suffix == ".md" else rf"^{name}:\n(?:[ #].*\n)*"
    section = re.search(opening, text, re.MULTILINE)
    assert section, f"there is nothing under {name}"
    return text[: section.end()].rstrip("\n") + "\n" + between + body + between + text[section.end() :]


def headings() -> list[str]:
    return re.findall(r"^## (.+)$", GUIDE, re.MULTILINE)


def fences(text: str) -> Iterator[Step]:
    """Yield the fences of a page, in order."""
    for fence in _FENCE.finditer(text):
        yield Step(fence[2], dedent(fence[3]))


def recipe(heading: str) -> str:
    found = re.search(rf"^## {re.escape(heading)}\n(.*?)(?=^## |\Z)", GUIDE, re.MULTILINE | re.DOTALL)
    assert found, f"no recipe is called {heading}"
    return found[1]


def steps(heading: str) -> Iterator[Step]:
    """Yield the fences of a recipe, in order."""
    yield from fences(recipe(heading))


def follow(heading: str, root: Path, run: Run) -> str:
    """Do what a recipe says, see that it names every file that this touches, and return what its commands print.

    A command ends well, unless a comment behind it names the code of a rule that it reports.
    """
    before, printed = _snapshot(root), ""
    for step in steps(heading):
        if step.is_example:
            step.put(root)
        for line in step.text.splitlines() if step.language == COMMANDS else ():
            code, output = run(root, line)
            reports = _REPORTS.search(line)
            assert code == (EXIT_PROBLEMS if reports else 0), f"{heading}: {line}\n{output}"
            assert not reports or f"  {reports[1]}  " in output, f"{heading}: {line}\n{output}"
            printed += output
    after = _snapshot(root)
    touched = {file for file in before.keys() | after.keys() if before.get(file) != after.get(file)}
    assert {file for file in touched if file not in recipe(heading)} == set(), f"{heading} touches more than it names"
    return printed


def _snapshot(root: Path) -> dict[str, bytes]:
    """Return every file that git would keep."""
    files = (path.relative_to(root) for path in root.rglob("*") if path.is_file())
    return {file.as_posix(): (root / file).read_bytes() for file in files if not NOT_KEPT.intersection(file.parts)}


def in_process(root: Path, line: str) -> tuple[int, str]:
    """Run a command on the project that is the working folder, and that the environment names."""
    command, *arguments = shlex.split(line, comments=True)
    if command == "cp":
        shutil.copy(*arguments)
        return 0, ""
    assert command == "explainer", line
    done = CliRunner().invoke(app, arguments, input=_typed(line))
    return done.exit_code, done.output


def _typed(line: str) -> str:
    """Return what a reader types, as a comment behind the command says; the last answer goes for all that is left."""
    answers = _ANSWERS.search(line)
    words = answers[1].split(", ") if answers else [""]
    return "".join(f"{word}\n" for word in (*words, *words[-1:] * 50))


def in_clone(root: Path, line: str) -> tuple[int, str]:
    """Run a line in a copy of the program, and with it; of `make`, the commands that it would run there."""
    # The tests may themselves run under make, whose variables would make it speak of being called by another.
    unwanted = ("EXPLAINER_", "MAKE", "MFLAGS")
    environment = {name: value for name, value in os.environ.items() if not name.startswith(unwanted)}
    environment |= {"PATH": f"{PROGRAMS}:{environment['PATH']}", "PYTHONPATH": f"{root / 'scripts'}"}
    if line.startswith("make "):
        set_up = [f"--old-file=.venv/{each}" for each in (".site", ".test", ".downloads")]
        command = [*shlex.split(line), "-n", *set_up]
        made = subprocess.run(command, cwd=root, env=environment, capture_output=True, text=True, check=True)
        line = " && ".join(made.stdout.replace(".venv/bin/", "").splitlines())
    ran = subprocess.run(["bash", "-c", line], cwd=root, env=environment, capture_output=True, text=True, check=False)
    return ran.returncode, ran.stdout + ran.stderr
