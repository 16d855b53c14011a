"""The recipes and a short load, by `make served`: `make serving` and `make load` do it at length."""

from __future__ import annotations

import subprocess
import sys

import pytest

from conftest import REAL_ROOT

PROOF = REAL_ROOT / "scripts" / "proof"

pytestmark = [pytest.mark.real, pytest.mark.served]


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
