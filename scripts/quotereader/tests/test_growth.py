"""Twice the text takes about twice the work, whatever the text is. Steps are counted, so no machine is too slow."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from types import FrameType
from typing import Any

import pytest

from quotereader import read_quotations
from quotereader.parsed_paragraphs import LONGEST_PARAGRAPH
from quotereader.tests.hostile_lines import REPEATED, repeated

MOST_GROWTH = 2.2


def steps(paragraphs: Sequence[str]) -> int:
    """Count the lines of code that reading runs through."""
    count = 0

    def count_line(frame: FrameType, event: str, argument: Any) -> Any:
        nonlocal count
        count += event == "line"
        return count_line

    before = sys.gettrace()
    sys.settrace(count_line)
    try:
        read_quotations(paragraphs)
    finally:
        sys.settrace(before)
    return count


def growth(once: Sequence[str], twice: Sequence[str]) -> float:
    read_quotations(twice)  # fills the caches, so that only reading is counted
    return steps(twice) / steps(once)


@pytest.mark.parametrize("text", REPEATED.values(), ids=REPEATED)
def test_a_paragraph_of_twice_the_length_takes_twice_the_steps(text: str) -> None:
    length = LONGEST_PARAGRAPH // 10
    assert growth([repeated(text, length)], [repeated(text, 2 * length)]) < MOST_GROWTH


@pytest.mark.parametrize("text", REPEATED.values(), ids=REPEATED)
def test_twice_the_paragraphs_take_twice_the_steps(text: str) -> None:
    paragraph = repeated(text, 200)
    assert growth([paragraph] * 15, [paragraph] * 30) < MOST_GROWTH


@pytest.mark.parametrize("text", REPEATED.values(), ids=REPEATED)
def test_a_paragraph_that_is_not_prose_costs_no_more_when_it_is_longer(text: str) -> None:
    few_spans = [repeated(text, 100) + "." * LONGEST_PARAGRAPH]
    assert steps(few_spans) == steps([few_spans[0] + "." * LONGEST_PARAGRAPH])
