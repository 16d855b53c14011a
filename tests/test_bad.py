"""Every fault in tests/bad, one at a time in the toy world, gives exactly the report that stands beside it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from conftest import TESTS, Expectation, World
from explainer.gates.rulebook import edition_rules
from explainer.gates.run import check_edition

BAD = TESTS / "bad"
EXAMPLES = sorted(path.parent for path in BAD.glob("*/*/change.yaml"))
NOT_YET_HELD = {"D1/unknown-measure": "a traceback: figures are put into the order of their measures"}
LOADING_CODES = {"Y1", "Y3", "Y4", "B3", "B4"}


def apply(world: World, edits: list[dict[str, Any]]) -> None:
    for edit in edits:
        file = edit["file"]
        if "replace" in edit:
            world.replace(file, edit["replace"], edit["with"])
        elif "content" in edit:
            world.write(file, edit["content"])
        elif "link" in edit:
            world.link(file, edit["link"])
        else:
            assert edit["delete"] is True
            world.delete(file)


def name_of(example: Path) -> str:
    return f"{example.parent.name}/{example.name}"


def marks_of(example: Path) -> list[pytest.MarkDecorator]:
    why = NOT_YET_HELD.get(name_of(example))
    return [pytest.mark.xfail(strict=True, reason=why)] if why else []


def codes_of(report: str) -> set[str]:
    return {line.split()[1] for line in report.splitlines() if line.startswith("  ") and not line.startswith("   ")}


@pytest.mark.parametrize("example", [pytest.param(path, id=name_of(path), marks=marks_of(path)) for path in EXAMPLES])
def test_a_fault_is_reported_exactly(example: Path, toy: World, expectation: Expectation) -> None:
    apply(toy, yaml.safe_load((example / "change.yaml").read_text(encoding="utf-8")))
    report = "\n".join(toy.report()) + "\n"
    assert example.parent.name in codes_of(report)
    expectation.check(report, example / "report.txt")


def test_the_toy_world_has_no_problem(toy: World) -> None:
    tallies, problems = toy.check()
    assert problems == []
    assert all(tally.checked for tally in tallies)
    assert sum(tally.unchecked for tally in tallies) == 0


def test_every_code_has_an_example() -> None:
    assert callable(check_edition)  # importing it enters every rule into the book
    codes = {rule.code for rule in edition_rules.rules} | LOADING_CODES
    assert codes - {example.parent.name for example in EXAMPLES} == set()


def test_every_example_has_a_known_code() -> None:
    codes = {rule.code for rule in edition_rules.rules} | LOADING_CODES
    assert {example.parent.name for example in EXAMPLES} <= codes
