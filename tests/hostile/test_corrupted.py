"""Corrupted files are refused, or harmless for a reason that can be given; there is never a traceback.

`make corrupt` does this for every file of the toy world and of the project, and measures time and memory.
"""

from __future__ import annotations

import sys

import pytest

from conftest import REAL_ROOT, TOY, World
from explainer.core.problems import errors
from explainer.edition.state import load_edition
from explainer.gates.registry import problems_of
from explainer.gates.run import check_edition

sys.path.insert(0, str(REAL_ROOT / "scripts" / "proof"))

from corruptions import Corruption, corruptions, why_harmless

FILES = ("data/corrections.yaml", "data/sources/heron.yaml", "data/articles.lock", "docs/topics/leaving.md",
         "articles/heron.txt", "mkdocs.yml")  # fmt: skip
CASES = [
    pytest.param(file, each, id=f"{file}: {each.name}")
    for file in FILES
    for each in corruptions((TOY / file).read_bytes(), 3, file)
]


@pytest.mark.parametrize(("file", "corruption"), CASES)
def test_a_corrupted_file_is_refused_or_harmless(file: str, corruption: Corruption, toy: World) -> None:
    path = toy.root / file
    before = path.read_bytes()
    corruption.spoil(path)
    edition, problems = load_edition(toy.project)
    tallies = check_edition(edition)
    found = errors(problems) or problems_of(tallies)
    if file == "mkdocs.yml" and not found:
        return  # mkdocs checks the rest when it builds
    if any(tally.unchecked for tally in tallies):
        return  # the article is gone, and the check reports what is unchecked
    # A change in our own words is no error, but loses its sign-off (rule P6).
    assert found or why_harmless(before, path), "accepted, and nothing explains why"
    assert all(problem.place.file and problem.sentence for problem in found)
