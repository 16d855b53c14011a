"""Faults that the rules name and no gate reports yet. One that is reported becomes an example in tests/bad."""

from __future__ import annotations

import pytest

from conftest import World

FAULTS = {
    "D2 a topic whose page does not exist": (
        "data/topics.yaml", "harbour?\n  page: topics/leaving", "harbour?\n  page: topics/none",
    ),
}  # fmt: skip


@pytest.mark.xfail(strict=True, reason="no gate looks at this yet")
@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_is_reported(fault: str, toy: World) -> None:
    toy.replace(*FAULTS[fault])
    assert fault.split()[0] in {problem.code for problem in toy.check()[1]}
