"""The README of drafting names each of its modules once, and no others; its bounds are those of the code."""

from __future__ import annotations

import re

from conftest import REAL_ROOT
from explainer.core.read_files import MAXIMUM_BYTES
from explainer.drafting import fetch, intake, passages, propose

ROOM = REAL_ROOT / "scripts" / "explainer" / "drafting"
README = (ROOM / "README.md").read_text(encoding="utf-8")


def test_the_table_names_each_module_once() -> None:
    named = re.findall(r"^\| [\w ,]*\| `(\w+)` \|", README, re.MULTILINE)
    assert sorted(named) == sorted(path.stem for path in ROOM.glob("*.py") if path.stem != "__init__")


def test_each_list_that_is_named_exists() -> None:
    named = re.findall(r"`(lists/[\w.]+)`", README)
    assert len(named) == 4
    assert [name for name in named if not (ROOM / name).is_file()] == []


def test_the_bounds_are_those_of_the_code() -> None:
    bounds = " ".join(README.partition("## Bounds")[2].partition("##")[0].split())
    for bound in (
        f"{intake.MOST_LINES:,} lines",
        f"{intake.MOST_ELEMENTS:,} elements",
        f"{propose.MOST_CHARACTERS:,} characters",
        f"of a paragraph {passages.LONGEST:,}",
        f"{MAXIMUM_BYTES // 1024} KB",
        f"{fetch.SECONDS:.0f} seconds",
        f"{fetch.MOST_BYTES // 1_000_000} MB",
    ):
        assert bound in bounds, bound
