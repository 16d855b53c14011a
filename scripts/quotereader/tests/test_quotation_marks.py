"""Pairing of quotation marks."""

import pytest

from quotereader.quotation_marks import marked_spans


def inside(*paragraphs: str) -> list[list[str]]:
    spans = marked_spans(paragraphs)
    return [[text[one.start : one.end] for one in found] for text, found in zip(paragraphs, spans, strict=True)]


@pytest.mark.parametrize(
    ("paragraph", "expected"),
    [
        ("“The kiln is cold,” he said. “Light it.”", ["The kiln is cold,", "Light it."]),
        ('"The kiln is cold," he said. "Light it."', ["The kiln is cold,", "Light it."]),
        ("''The kiln is cold,'' he said.", ["The kiln is cold,"]),
        ("``The kiln is cold,'' he said.", ["The kiln is cold,"]),
        ("« Le four est froid », dit-il.", ["Le four est froid"]),
        ('“The kiln is cold," he said.', ["The kiln is cold,"]),
        ("“She told me ‘light it’ and left,” he said.", ["She told me ‘light it’ and left,"]),
        ("„Der Ofen ist kalt“, sagte er. „Heiz ihn.“", ["Der Ofen ist kalt", "Heiz ihn."]),
        ("”The kiln is cold,” he said.", ["The kiln is cold,"]),
        ("“The kiln is cold,“ he said.", ["The kiln is cold,"]),
        ("Nothing is quoted here.", []),
        ("“”", []),
    ],
)
def test_pairs_marks_of_one_paragraph(paragraph: str, expected: list[str]) -> None:
    assert inside(paragraph) == [expected]


def test_a_mark_after_a_digit_opens_nothing() -> None:
    assert inside('The 5\'9" potter waved. "Light it," she said.') == [["Light it,"]]


def test_single_marks_count_where_double_ones_do_not() -> None:
    assert inside("‘It’s the potters’ kiln from the ’80s,’ said Ida Voss.") == [
        ["It’s the potters’ kiln from the ’80s,"]
    ]


def test_single_marks_continue_over_paragraphs() -> None:
    first, second = marked_spans(["‘The glaze cracked in the night.", "‘We lost the whole batch,’ she said."])
    assert (first[0].continues, second[0].closed) == (True, True)


def test_single_marks_do_not_count_beside_double_ones() -> None:
    assert inside("“Light it,” she said. The 'big kiln' was cold.") == [["Light it,"]]


def test_an_open_paragraph_continues_when_the_next_begins_with_an_opener() -> None:
    first, second = marked_spans(["“The glaze cracked.", "“We lost the whole batch,” she said."])
    assert (first[0].closed, first[0].continues) == (False, True)
    assert (second[0].closed, second[0].continues) == (True, False)


def test_an_open_paragraph_without_a_follower_ends_where_it_ends() -> None:
    first, second = marked_spans(["“The glaze cracked, she said.", "Then it rained."])
    assert (first[0].closed, first[0].continues) == (False, False)
    assert second == []


def test_a_second_opener_closes_an_open_span() -> None:
    assert inside("“The glaze cracked, she said. “Sell it,” she added.") == [
        ["The glaze cracked, she said.", "Sell it,"]
    ]
