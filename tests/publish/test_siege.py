"""A siege: `make siege` runs it, a short one unless SIEGE_OPTIONS names others for scripts/proof/siege.py."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from conftest import REAL_ROOT

SIEGE = REAL_ROOT / "scripts" / "proof" / "siege.py"
SHORT = "--kills 3 --together 2 --seed 1"
PARTS = {"killed", "at once", "no room", "read-only", "another user"}


@pytest.mark.siege
def test_a_siege_is_withstood() -> None:
    options = os.environ.get("SIEGE_OPTIONS") or SHORT
    command = [sys.executable, str(SIEGE), *options.split()]
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=False)
    print(done.stdout, end="")
    assert done.returncode == 0, done.stdout
    assert {line.partition(":")[0] for line in done.stdout.splitlines()[1:]} == PARTS
