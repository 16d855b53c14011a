"""docs/start.md is true: followed to the letter, every command prints what the page says."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from terminal import Terminal

from conftest import REAL_ROOT, Expectation, World
from explainer import __version__
from explainer.core.problems import EXIT_PROBLEMS
from recipes import fences

PAGE = (REAL_ROOT / "docs" / "start.md").read_text(encoding="utf-8")
WHEEL = f"cited_explainer-{__version__}-py3-none-any.whl"
LEFT_OUT = "..."
REPORTS = re.compile(r"# reports ([A-Z]\d+)$")
SET_UP = re.compile(r"python3 -m venv|tool/bin/pip|source ")
AS_INSTALLED = {
    "tool/bin/explainer": "explainer",
    "make site": "echo 'Setting up (once; this takes a minute) ...' && explainer publish",
    "make test": "python -m unittest discover --start-directory tests",
}


def is_printed(shown: str, printed: str) -> bool:
    """Return whether a text has the lines that a page shows, in their order; `...` stands for any lines."""
    lines = [line.rstrip() for line in printed.splitlines() if line.strip()]
    at, skipping = 0, False
    for line in filter(None, map(str.rstrip, shown.splitlines())):
        if line == LEFT_OUT:
            skipping = True
            continue
        found = next((each for each in range(at, len(lines)) if line == lines[each] or _ends(line, lines[each])), None)
        if found is None or (found != at and not skipping):
            return False
        at, skipping = found + 1, False
    return skipping or at == len(lines)


def _ends(line: str, printed: str) -> bool:
    """Whether a shown line is the end of a printed one: of the line that counts what was checked."""
    return line == "0 unchecked." and printed.endswith(line)


def follow(terminal: Terminal, as_installed: bool) -> None:
    """Type and write everything that the page says; fail at the first command that does something else."""
    printed = ""
    for step in fences(PAGE):
        if step.is_example:
            step.put(terminal.folder)
        elif step.language == "text":
            assert is_printed(step.text, printed), f"the page shows:\n{step.text}\nbut this was printed:\n{printed}"
        else:
            printed = "".join(_typed(terminal, line, as_installed) for line in step.text.splitlines())


def _typed(terminal: Terminal, line: str, as_installed: bool) -> str:
    if as_installed and SET_UP.match(line):
        return ""
    for written, instead in AS_INSTALLED.items() if as_installed else ():
        line = line.replace(written, instead)
    reports = REPORTS.search(line)
    code, output = terminal.run(line)
    assert code == (EXIT_PROBLEMS if reports else 0), f"{line}\n{output}"
    assert not reports or f"  {reports[1]}  " in output
    return output


def environment(**more: str) -> dict[str, str]:
    unwanted = ("EXPLAINER_", "MAKE", "MFLAGS", "PYTHONPATH", "VIRTUAL_ENV")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(unwanted)}
    # Most modules of what is installed are never imported here, so to compile them all is lost time.
    return kept | {"PIP_NO_COMPILE": "1"} | more


@pytest.mark.recipes
def test_the_page_is_true(tmp_path: Path) -> None:
    (tmp_path / WHEEL).touch()  # only its name is looked at: the program is at hand
    path = f"{Path(sys.executable).parent}:{os.environ['PATH']}"
    follow(Terminal(tmp_path, environment(PATH=path, PYTHONPATH=str(REAL_ROOT / "scripts"))), as_installed=True)
    site = World(tmp_path / "library").project.site
    assert "differ" in (site / "topics" / "closing.html").read_text(encoding="utf-8")


@pytest.mark.recipes
def test_the_page_is_true_from_the_wheel_on(tmp_path: Path) -> None:
    """The wheel is made as `make wheel` does, and the project sets itself up from it."""
    options = ["--quiet", "--disable-pip-version-check", "--no-deps", "--no-build-isolation", "--wheel-dir"]
    subprocess.run([sys.executable, "-m", "pip", "wheel", *options, str(tmp_path), str(REAL_ROOT)], check=True)
    assert [path.name for path in tmp_path.iterdir()] == [WHEEL]
    follow(Terminal(tmp_path, environment()), as_installed=False)
    program = tmp_path / "library" / ".venv"
    assert list(program.glob("lib/*/site-packages/explainer/theme/main.html"))
    assert not list(program.glob("lib/*/site-packages/explainer/theme/assets/mark.*"))


@pytest.mark.parametrize(
    ("shown", "printed", "same"),
    [
        ("ebb\nflow\n", "ebb\n\nflow\n", True),
        ("ebb\n", "ebb\nflow\n", False),
        ("ebb\n...\n", "ebb\nflow\n", True),
        ("...\nflow\n", "ebb\nflow\n", True),
        ("ebb\nflow\n", "ebb\ntide\nflow\n", False),
        ("...\ntide\n", "ebb\nflow\n", False),
    ],
)
def test_what_is_not_printed_is_noticed(shown: str, printed: str, same: bool) -> None:
    assert is_printed(shown, printed) == same


def test_the_wheel_has_the_page_as_its_description(expectation: Expectation) -> None:
    body = PAGE.split("---\n", 2)[2]
    expectation.check(body, REAL_ROOT / "scripts" / "explainer" / "README.md")


def test_the_page_names_the_wheel_of_this_version() -> None:
    assert set(re.findall(r"cited_explainer-[\w.-]+?\.whl", PAGE)) == {WHEEL}
