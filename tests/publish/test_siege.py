"""A short siege: `make siege` is the long one."""

from __future__ import annotations

import subprocess
import sys

from conftest import REAL_ROOT

SIEGE = REAL_ROOT / "scripts" / "proof" / "siege.py"
PARTS = {"killed", "at once", "no room", "read-only", "another user"}


def test_a_short_siege_is_withstood() -> None:
    command = [sys.executable, str(SIEGE), "--kills", "3", "--together", "2", "--seed", "1"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert {line.partition(":")[0] for line in done.stdout.splitlines()[1:]} == PARTS
