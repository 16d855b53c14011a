"""Sentences around quotations."""

import pytest

from quotereader.quotation_marks import marked_spans
from quotereader.sentence_boundaries import sentence_bounds
from quotereader.tokens import tokenize


@pytest.mark.parametrize(
    ("paragraph", "count"),
    [
        ("Voss left. Holm stayed.", 2),
        ("Dr. Voss left at 3 p.m. with J. Holm.", 1),
        ("“Light it,” Voss said. “Now.”", 2),
        ("“Is it lit?” Voss asked.", 1),
        ("“It is lit.” Voss asked the potters to leave the yard.", 2),
        ("“Go,” said Voss, “and do not come back.”", 1),
        ("", 0),
    ],
)
def test_splits_sentences(paragraph: str, count: int) -> None:
    assert len(sentence_bounds(tokenize(paragraph, marked_spans([paragraph])[0]))) == count


def test_sentences_cover_every_token() -> None:
    tokens = tokenize("Voss left. “Go,” she said. It rained " * 30, [])
    indices = [index for first, last in sentence_bounds(tokens) for index in range(first, last + 1)]
    assert indices == list(range(len(tokens)))
