"""Sentences around quotations."""

import pytest

from quotereader.quotation_marks import marked_spans
from quotereader.sentence_boundaries import sentences
from quotereader.tokens import read_words


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
    assert len(sentences(read_words(paragraph, marked_spans([paragraph])[0]))) == count


def test_sentences_cover_every_token() -> None:
    tokens = read_words("Voss left. “Go,” she said. It rained " * 30, [])
    places = [place for first, last in sentences(tokens) for place in range(first, last + 1)]
    assert places == list(range(len(tokens)))
