"""What needs no citation."""

from __future__ import annotations

import pytest

from conftest import World

HOME = "docs/index.md"


@pytest.mark.parametrize(
    "line",
    ["[Figures](figures.md)", "[Figures](figures.md).", "[Figures](figures.md){ .md-button #all }",
     "<https://heron.example/>"],
)  # fmt: skip
def test_a_line_that_is_only_a_link_needs_no_citation(toy: World, line: str) -> None:
    toy.write(HOME, f"{toy.text(HOME)}\n{line}\n")
    assert [problem for problem in toy.check()[1] if problem.code != "P6"] == []


@pytest.mark.parametrize("line", ["[Figures](figures.md){ .md-button } tell all.", "<https://a.example> tells"])
def test_words_beside_a_link_need_one(toy: World, line: str) -> None:
    toy.write(HOME, f"{toy.text(HOME)}\n{line}\n")
    assert "P1" in {problem.code for problem in toy.check()[1]}
