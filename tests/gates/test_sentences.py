"""False sentences of every kind are reported by a rule of their own, and fine sentences by none.

`toy_sentences.yaml` has invented ones, `real_sentences.yaml` those about the real articles. Where two codes are named,
either may report the sentence.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from conftest import REAL_ROOT, World, copy_real_tree, name_project
from explainer.core.problems import Problem
from explainer.core.project import Project
from explainer.edition.state import load_edition
from explainer.gates.registry import problems_of
from explainer.gates.run import all_rules, check_edition

HERE = Path(__file__).parent
ONLY = {rule.code for rule in all_rules() if rule.code[0] in "VPNQ"} - {"P6", "P5"}
PAGE = "docs/topics/tried.md"


def sentences(name: str) -> list[dict[str, Any]]:
    listed: list[dict[str, Any]] = yaml.safe_load((HERE / f"{name}_sentences.yaml").read_text(encoding="utf-8"))
    return listed


def reported(world: World, tried: list[dict[str, Any]]) -> list[list[Problem]]:
    """Return what is reported of each sentence, all of them on one page, each below a heading of its own."""
    lines: list[str] = ["# Tried", ""]
    places: list[int] = []
    for each in tried:
        lines += ["## Next", "", *([each["before"], ""] if "before" in each else []), each["text"], ""]
        places.append(len(lines) - 1)
    world.write(PAGE, "\n".join(lines))
    edition, _ = load_edition(world.project)
    problems = problems_of(check_edition(edition, only=ONLY))
    return [[each for each in problems if (each.place.file, each.place.line) == (PAGE, line)] for line in places]


def faults(tried: list[dict[str, Any]], found: list[list[Problem]]) -> list[str]:
    """Return the sentences that were not reported as they must be."""
    wrong: list[str] = []
    for sentence, problems in zip(tried, found, strict=True):
        codes = {each.code for each in problems}
        refused = any(each.severity == "error" for each in problems)
        expected = set(sentence["reported"])
        fine = (codes & expected if expected else not codes) and (refused or not sentence.get("error"))
        if not fine:
            wrong.append(f"{sentence['kind']}: {sentence['text']} -> {[str(each) for each in problems]}")
    return wrong


def test_sentences_about_the_toy_world(toy: World) -> None:
    tried = sentences("toy")
    assert faults(tried, reported(toy, tried)) == []


@pytest.mark.real
def test_sentences_about_the_real_articles(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    if Project(REAL_ROOT).article_folder() is None:
        pytest.skip("no article texts at hand: what a sentence says is unchecked")
    root = tmp_path / "real"
    world = name_project(monkeypatch, root, copy_real_tree(root))
    tried = sentences("real")
    assert faults(tried, reported(world, tried)) == []
