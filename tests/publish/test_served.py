"""The recipes and a short load, where nginx and wrk are installed: `make serving` and `make load` do it at length."""

from __future__ import annotations

import shutil
import subprocess
import sys

import pytest

from conftest import REAL_ROOT

PROOF = REAL_ROOT / "scripts" / "proof"
PLACES = "/usr/local/sbin:/usr/sbin:/usr/local/bin:/usr/bin:/bin"

pytestmark = [
    pytest.mark.real,
    pytest.mark.skipif(
        not all(shutil.which(program, path=PLACES) for program in ("nginx", "wrk", "openssl")),
        reason="nginx and wrk are not installed: `make servers` installs them",
    ),
]


def said(program: str, *options: str) -> str:
    """Run a proof, which must hold; return what it printed."""
    command = [sys.executable, str(PROOF / program), *options]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_the_recipes_hold() -> None:
    lines = said("recipes.py", "--without-scores").splitlines()
    assert len(lines) == 9
    assert all(line.endswith(": correct") for line in lines)


def test_a_short_load_breaks_nothing() -> None:
    assert said("load.py", "--publishes", "10").startswith("10 publishes and 1 steps back in")
