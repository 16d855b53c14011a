"""Tokens of a paragraph."""

import pytest

from quotereader.quotation_marks import marked_spans
from quotereader.tokens import tokenize


def tokens(paragraph: str) -> list[str]:
    return [word.text for word in tokenize(paragraph, marked_spans([paragraph])[0])]


@pytest.mark.parametrize(
    ("paragraph", "expected"),
    [
        ("Dr. I. Voss left.", ["Dr.", "I.", "Voss", "left", "."]),
        ("Voss’s kiln", ["Voss", "’s", "kiln"]),
        ("the U.N. envoy", ["the", "U.N.", "envoy"]),
        ("Anna Holm-Berg paid $4.50", ["Anna", "Holm-Berg", "paid", "$", "4.50"]),
        ("Voss (an old friend) left", ["Voss", "left"]),
        ("He saw “two kilns” there", ["He", "saw", "two kilns", "there"]),
    ],
)
def test_reads_words_stops_and_quotations(paragraph: str, expected: list[str]) -> None:
    assert tokens(paragraph) == expected


def test_an_aside_with_a_quotation_is_kept() -> None:
    assert "cold" in tokens("Voss (who said “cold”) left")
