"""Number words that count nothing are told by what stands near them, however long the text around them is."""

from __future__ import annotations

import pytest

from explainer.core.uncounted import counts_nothing

FAR = "The boats lie at the mole and nobody comes for them. " * 40


@pytest.mark.parametrize(
    ("sentence", "word", "is_ordinal", "counts"),
    [
        ("At first nobody answered.", "first", True, False),
        ("First came the fog; then the boats left.", "First", True, False),
        ("She gave a second reason for it.", "second", True, False),
        ("The second boat was late.", "second", True, True),
        ("One or two of them wept.", "One", False, False),
        ("Some two of them wept.", "two", False, True),
    ],
)
@pytest.mark.parametrize(("before", "after"), [("", ""), (FAR, ""), ("", f" {FAR}"), (FAR, f" {FAR}")])
def test_a_long_text_around_it_changes_nothing(
    sentence: str, word: str, is_ordinal: bool, counts: bool, before: str, after: str
) -> None:
    text = f"{before}{sentence}{after}"
    start = len(before) + sentence.index(word)
    assert counts_nothing(text, start, start + len(word), is_ordinal) is not counts
