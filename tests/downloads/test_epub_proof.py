"""The e-book of the real project, checked by the validators of those who sell and lend e-books."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest
from epub_judge import faults_in

from conftest import REAL_ROOT

pytestmark = [pytest.mark.downloads, pytest.mark.real]
ACE = REAL_ROOT / "scripts" / "proof" / "epub" / "node_modules" / ".bin" / "ace-puppeteer"


def test_the_epub_of_the_site_passes_epubcheck(downloads: Path) -> None:
    assert faults_in(downloads / "handbook.epub") == []


def test_the_epub_of_the_site_passes_ace(downloads: Path, tmp_path: Path) -> None:
    command = [ACE, "--force", "--silent", "--outdir", tmp_path, downloads / "handbook.epub"]
    chromium = shutil.which("chromium-headless-shell") or shutil.which("chromium")
    environment = {**os.environ, "PUPPETEER_EXECUTABLE_PATH": str(chromium)}
    subprocess.run(command, env=environment, check=True, capture_output=True)
    report = json.loads((tmp_path / "report.json").read_text(encoding="utf-8"))
    assert report["earl:result"]["earl:outcome"] == "pass"
    assert report["assertions"], "Ace checked no page"
