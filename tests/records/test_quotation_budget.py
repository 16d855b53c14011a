"""The quotation budget (rules C1 and C2)."""

from __future__ import annotations

import pytest

from explainer.records.models import Source
from explainer.records.quotation_budget import budget_of, words_quoted


def source(kind: str, **quotes: tuple[int, str]) -> Source:
    return Source.model_validate(
        {
            "id": "heron", "name": "Heron", "title": "Low Tide", "publisher": "The Heron", "published": "2031",
            "copy": {"kind": kind}, "summary": "A.",
            "quotes": {
                key: {"paragraph": number, "text": text, "speaker": "clerk", "about": "on tides"}
                for key, (number, text) in quotes.items()
            },
        }
    )  # fmt: skip


@pytest.mark.parametrize(
    ("kind", "words", "allowed"),
    [
        ("publisher", 1000, 150),
        ("reprint", 1000, 150),
        ("reworded", 1000, 80),
        ("publisher", 5000, 220),
        ("reworded", 99, 7),
    ],
)
def test_a_source_has_a_budget(kind: str, words: int, allowed: int) -> None:
    assert budget_of(source(kind), words) == allowed


def test_each_quoted_word_is_counted_once() -> None:
    quoted = source(
        "publisher",
        whole=(1, "the tide turned at dawn"),
        part=(1, "turned at dawn"),
        same=(1, "the  tide turned at dawn"),
        elsewhere=(2, "turned at dawn"),
    )
    assert words_quoted(quoted) == 5 + 3
    assert words_quoted(source("publisher")) == 0


def test_a_quotation_that_ends_inside_a_word_of_another_is_counted() -> None:
    assert words_quoted(source("publisher", whole=(1, "all tides turned"), other=(1, "all tide"))) == 5
