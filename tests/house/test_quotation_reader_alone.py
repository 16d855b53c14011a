"""The folder of the quotation reader runs its tests where there is nothing else of this project."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from conftest import REAL_ROOT

SLOW = "not steps and not promises_hold and not reading_twice"


@pytest.mark.recipes
def test_a_copy_of_the_folder_passes_its_own_tests(tmp_path: Path) -> None:
    folder = REAL_ROOT / "scripts" / "quotereader"
    shutil.copytree(folder, tmp_path / "quotereader", ignore=shutil.ignore_patterns("__pycache__"))
    (tmp_path / "explainer.py").write_text("raise ImportError('nothing of this is at hand')\n", encoding="utf-8")
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-k", SLOW, "quotereader/tests"]
    environment = {**os.environ, "PYTHONPATH": str(tmp_path), "PYTEST_ADDOPTS": ""}
    ran = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True)
    assert ran.returncode == 0, ran.stdout[-2_000:] + ran.stderr[-2_000:]
    assert int(ran.stdout.splitlines()[-1].split(" passed")[0]) > 300
