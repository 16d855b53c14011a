"""Invented sentences in many styles, one a line of a file: who speaks, in order."""

from __future__ import annotations

from pathlib import Path

import pytest

from quotereader import read_quotations

LINES = (Path(__file__).parent / "who-speaks.txt").read_text(encoding="utf-8").splitlines()
CASES = [line for line in LINES if not line.startswith("#")]


@pytest.mark.parametrize("case", CASES)
def test_who_speaks(case: str) -> None:
    text, _, speakers = case.partition(" =>")
    read = [one for one in read_quotations(text.split(" ¶ ")) if one.kind != "term"]
    assert [(one.speaker or "nobody").rstrip(".*").split()[-1].lower() for one in read] == speakers.lower().split()
