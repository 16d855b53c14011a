"""Every fault in tests/bad, one at a time in the toy world, gives exactly the report that stands beside it.

A fault in a file below `site/` is put into the site that was built, and the rules about built sites look at it. Rules
that are held while a site is published are broken by publishing.
"""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from conftest import TESTS, Expectation, World, clean_digests
from explainer.cli.report import problem_lines
from explainer.cli.rule_pages import WRITTEN_RULES
from explainer.core.problems import Refused
from explainer.core.yaml_files import LOADER
from explainer.gates.registry import Tally
from explainer.gates.run import all_rules

BAD = TESTS / "bad"
EXAMPLES = sorted(path.parent for path in BAD.glob("*/*/change.yaml"))
CODES = {rule.code for rule in all_rules()} | {code for code, _, _ in WRITTEN_RULES}
OF_PUBLISHING = ("B1", "B2")
SIGN_OFF = "P6"


def apply(world: World, edits: list[dict[str, Any]], patch: pytest.MonkeyPatch) -> None:
    for edit in edits:
        if "variable" in edit:
            patch.setenv(edit["variable"], edit["value"])
            continue
        file = edit["file"]
        if "replace" in edit:
            world.replace(file, edit["replace"], edit["with"] * edit.get("times", 1))
        elif "content" in edit:
            world.write(file, edit["content"])
        elif "link" in edit:
            world.link(file, edit["link"])
        else:
            assert edit["delete"] is True
            world.delete(file)


def name_of(example: Path) -> str:
    return f"{example.parent.name}/{example.name}"


def codes_of(report: str) -> set[str]:
    return set(re.findall(r"^  \S+  ([A-Z]\d+)\b", report, re.MULTILINE))


@lru_cache(maxsize=1)
def edits_of(example: Path) -> list[dict[str, Any]]:
    edits: list[dict[str, Any]] = yaml.load((example / "change.yaml").read_text(encoding="utf-8"), LOADER)
    return edits


def is_about_the_site(example: Path) -> bool:
    return any(edit.get("file", "").startswith("site/") for edit in edits_of(example))


def report_of(example: Path, world: World) -> list[str]:
    """Return what is reported where the fault of an example is looked for."""
    if is_about_the_site(example):
        return world.built_report()
    if example.parent.name not in OF_PUBLISHING:
        # Every change of words undoes their sign-off: only the examples of that rule show it.
        return problem_lines(
            [each for each in world.check()[1] if each.code != SIGN_OFF or each.code == example.parent.name]
        )
    with pytest.raises(Refused) as caught:
        world.publish()
    return problem_lines(caught.value.problems)


@pytest.mark.parametrize("example", EXAMPLES, ids=name_of)
def test_a_fault_is_reported_exactly(
    example: Path,
    toy: World,
    request: pytest.FixtureRequest,
    expectation: Expectation,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    if is_about_the_site(example):
        request.getfixturevalue("built_toy")
    # What was found clean before the change must not hide it.
    toy.write_bytes(".cache/clean", clean_digests())
    apply(toy, edits_of(example), monkeypatch)
    report = "\n".join(report_of(example, toy)) + "\n"
    assert example.parent.name in codes_of(report)
    expectation.check(report, example / "report.txt")


def is_whole(tallies: list[Tally]) -> bool:
    return all(tally.checked for tally in tallies) and not any(tally.unchecked for tally in tallies)


def test_the_toy_world_has_no_problem_and_no_warning(toy: World) -> None:
    tallies, problems = toy.check()
    assert problem_lines(problems) == []
    assert is_whole(tallies)


def test_the_toy_site_has_no_problem_and_no_warning(toy: World) -> None:
    assert is_whole(toy.publish().built.tallies)
    assert toy.built_report() == []


def test_every_code_has_an_example() -> None:
    assert CODES - {example.parent.name for example in EXAMPLES} == set()


def test_every_example_has_a_known_code() -> None:
    assert {example.parent.name for example in EXAMPLES} <= CODES
