"""A number that an article has and no record is answered with the lines of the record to add."""

from __future__ import annotations

import pytest

from conftest import World
from explainer.core.quantities import read_quantities
from explainer.gates.missing_figures import record_to_add


@pytest.mark.parametrize(
    ("number", "reference", "head"),
    [
        ("4 February 2031", "heron:6", "heron:6 has it: add an event to data/sources/heron.yaml, under events:"),
        ("40", "heron:1", "heron:1 has it: add a figure to data/sources/heron.yaml, under figures:"),
        ("5 February 2031", "heron:6", ""),
        ("February 2031", "heron:6", ""),
    ],
)
def test_the_record_to_add_is_shown(toy: World, number: str, reference: str, head: str) -> None:
    shown = record_to_add(toy.edition(), read_quantities(number)[0], [reference])
    assert shown.partition("\n")[0] == head
    assert not shown or shown.endswith("topics: [(from data/topics.yaml)]")
