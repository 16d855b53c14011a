"""Numbers in text, as a reader would take them."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explainer.core.quantities import parse_number, read_quantities
from explainer.core.text import fold
from explainer.core.vocabulary import QUALIFIERS

Read = tuple[str, str, Fraction | int, Fraction | int | None, str]


def read(text: str) -> list[Read]:
    return [(each.text, each.kind, each.low, each.high, each.qualifier) for each in read_quantities(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2,000 pilots", ("2,000", "plain", 2000, None, "")),
        ("nearly 3,000 boats", ("nearly 3,000", "plain", 3000, None, "nearly")),
        ("More than 40", ("More than 40", "plain", 40, None, "More than")),
        ("a minimum of 5 million crowns", ("a minimum of 5 million", "plain", 5_000_000, None, "a minimum of")),
        ("5.7 billion", ("5.7 billion", "plain", 5_700_000_000, None, "")),
        ("twenty-five boats", ("twenty-five", "plain", 25, None, "")),
        ("one hundred and five", ("one hundred and five", "plain", 105, None, "")),
        ("a dozen pilots", ("a dozen", "plain", 12, None, "")),
        ("more than a dozen", ("more than a dozen", "plain", 12, None, "more than")),
        ("two dozen", ("two dozen", "plain", 24, None, "")),
        ("between 3 and 5 months", ("between 3 and 5", "plain", 3, 5, "")),
        ("10-15 years", ("10-15", "plain", 10, 15, "")),
        ("30,000–40,000", ("30,000-40,000", "plain", 30_000, 40_000, "")),
        ("20 to 30 per cent", ("20 to 30 per cent", "percent", 20, 30, "")),
        ("60.5%", ("60.5%", "percent", Fraction(121, 2), None, "")),
        ("$2,400", ("$2,400", "money", 2400, None, "")),
        ("about $25", ("about $25", "money", 25, None, "about")),
        ("two-thirds of the watch", ("two-thirds", "share", Fraction(2, 3), None, "")),
        ("a third of them", ("a third", "share", Fraction(1, 3), None, "")),
        ("almost half", ("almost half", "share", Fraction(1, 2), None, "almost")),
        ("hundreds of boats", ("hundreds", "vague", 200, None, "")),
        ("tens of thousands", ("tens of thousands", "vague", 20_000, None, "")),
        ("the third boat", ("third", "ordinal", 3, None, "")),
        ("on the 12th", ("12th", "ordinal", 12, None, "")),
        ("twice", ("twice", "times", 2, None, "")),
        ("4 February 2031", ("4 February 2031", "date", 2031_02_04, None, "")),
        ("Feb. 4, 2031", ("Feb. 4, 2031", "date", 2031_02_04, None, "")),
        ("February 4", ("February 4", "date", 2_04, None, "")),
        ("in March 2031", ("March 2031", "date", 2031_03_00, None, "")),
        ("since 2031", ("2031", "date", 2031_00_00, None, "")),
    ],
)
def test_a_number_is_read_with_its_kind_bounds_and_qualifier(text: str, expected: Read) -> None:
    assert read(text) == [expected]


@pytest.mark.parametrize("text", ["", "no number here", "ones", "tenth-rate".replace("tenth", "mast"), "a1b"])
def test_a_text_without_numbers_gives_none(text: str) -> None:
    assert [each for each in read(text) if each[1] != "plain"] == []


def test_two_currencies_are_two_numbers() -> None:
    assert [each.low for each in read_quantities("900 crowns (about $25)")] == [900, 25]


def test_numbers_come_in_order_with_offsets_into_the_folded_text() -> None:
    text = "On 4 February 2031 some 40 of 60 pilots"
    assert [text[each.start : each.end] for each in read_quantities(text)] == ["4 February 2031", "some 40", "60"]


@pytest.mark.parametrize(("qualifier", "sense"), QUALIFIERS.items())
def test_every_qualifier_is_read_with_its_sense(qualifier: str, sense: str) -> None:
    (quantity,) = read_quantities(f"{qualifier} 40 pilots")
    assert (quantity.qualifier, quantity.sense, int(quantity.low)) == (qualifier, sense, 40)


@pytest.mark.parametrize(
    ("text", "value"),
    [("2,000", 2000), ("0.5", Fraction(1, 2)), ("a hundred", 100), ("two thousand five hundred", 2500)],
)
def test_a_single_number_has_a_value(text: str, value: Fraction) -> None:
    assert parse_number(text) == value


def test_a_range_in_words_has_two_ends() -> None:
    assert read("between five and ten") == [("between five and ten", "plain", 5, 10, "")]


def test_four_digits_before_a_noun_are_a_number_and_not_a_year() -> None:
    assert read("about 2000 pilots") == [("about 2000", "plain", 2000, None, "about")]


SPEECH = st.lists(
    st.sampled_from(
        "one two twenty hundred thousand million dozen half third quarter and a an of to - , . $ % per cent between "
        "from about up at least 1 40 2,000 2031 May 4 first twice hundreds tens th st".split(" ")
    ),
    max_size=12,
).map(" ".join)


@given(st.one_of(st.text(), SPEECH))
def test_reading_numbers_never_raises(text: str) -> None:
    folded = fold(text)
    for quantity in read_quantities(text):
        assert folded[quantity.start : quantity.end] == quantity.text
        assert quantity.high is None or quantity.low <= quantity.high


@given(st.integers(0, 10**15))
def test_every_number_in_digits_with_commas_is_found(number: int) -> None:
    assert [each.low for each in read_quantities(f"They saw {number:,} boats.")] == [number]
