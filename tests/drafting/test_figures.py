"""Quantities of an article as proposed figures, and numbers that are none."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explainer.core.quantities import read_quantities
from explainer.core.text import find_exact
from explainer.drafting.countable import quantities_in
from explainer.drafting.passages import passage_of
from explainer.drafting.stated_figures import figures_in
from explainer.drafting.units_in_text import UnitsInText
from explainer.records.evidence import Evidence
from explainer.records.units import Vocabulary

UNITS = UnitsInText(
    Evidence(
        vocabulary=Vocabulary.model_validate(
            {
                "units": {
                    "mooring groups": {"words": ["groups", "organisations"], "near": ["mooring", "local"]},
                    "calls a week": {"kind": "measure", "words": ["calls a week"], "after": "calls a week"},
                    "people a month": {"kind": "measure", "words": ["a month"], "after": "people a month"},
                    "crowns": {"kind": "money", "words": ["crowns"], "after": "crowns"},
                    "crowns a month": {"kind": "money", "words": ["crowns"], "after": "crowns a month"},
                }
            }
        )
    )
)


@pytest.mark.parametrize(
    ("text", "stated", "qualifier", "amount", "unit"),
    [
        ("About 300 pilots left.", "About 300 pilots", "about", 300, "people"),
        ("It took at least 7,000 police officers.", "at least 7,000 police officers", "at least", 7000, "people"),
        (
            "Nearly two-thirds of the watch left.",
            "Nearly two-thirds of the watch",
            "nearly",
            Fraction(2, 3),
            "share",
        ),
        ("They hold $5.7 billion.", "$5.7 billion", "", 5_700_000_000, "USD"),
        ("Prices rose over 60 percent.", "over 60 percent", "over", 60, "percent"),
        ("The term is three years in prison.", "three years", "", 3, "years"),
        ("He earned $105 a month there.", "$105 a month", "", 105, "USD a month"),
        ("They get some 30 calls a week.", "some 30 calls a week", "some", 30, "calls a week"),
        ("It has 17 local mooring groups.", "17 local mooring groups", "", 17, "mooring groups"),
        ("It has 17 trading organisations.", "17 trading organisations", "", 17, "organisations"),
        ("They took up to 10 requests a month.", "up to 10 requests a month", "up to", 10, "people a month"),
        ("It cost €40 to enter.", "€40", "", 40, "EUR"),
        ("They lost some 300 pounds.", "some 300 pounds", "some", 300, "GBP"),
        ("They made more than a dozen fake pages.", "more than a dozen fake pages", "more than", 12, "accounts"),
    ],
)
def test_a_quantity_becomes_a_figure(text: str, stated: str, qualifier: str, amount: int, unit: str) -> None:
    (found,) = figures_in(passage_of(1, text), UNITS)
    assert (found.stated, found.main.qualifier, found.main.amount, found.main.unit) == (stated, qualifier, amount, unit)


def test_a_vague_word_gives_a_lower_bound_alone() -> None:
    (found,) = figures_in(passage_of(1, "Hundreds of dock workers came."), UNITS)
    assert (found.main.amount, found.main.low, found.main.high) == (None, 200, None)


def test_a_range_gives_two_bounds() -> None:
    (found,) = figures_in(passage_of(1, "It has between 280,000 and 350,000 soldiers."), UNITS)
    assert (found.main.low, found.main.high) == (280_000, 350_000)


@pytest.mark.parametrize(
    ("text", "stated", "amount", "fell_from"),
    [
        ("The garrison fell from 3,000 to 2,000 soldiers.", "2,000 soldiers", 2_000, "from 3,000"),
        ("The toll fell from 900 to 400 Tidal crowns.", "400 Tidal crowns", 400, "from 900"),
    ],
)
def test_a_range_turned_round_gives_the_second_number_and_asks(
    text: str, stated: str, amount: int, fell_from: str
) -> None:
    (found,) = figures_in(passage_of(1, text), UNITS)
    assert (found.stated, found.main.amount, found.main.high, found.fell_from) == (stated, amount, None, fell_from)
    assert found.confidence < 0.7


def test_two_currencies_stated_together_are_one_figure() -> None:
    (found,) = figures_in(passage_of(1, "They are paid 1,000 Tidal crowns, about $31, per month."), UNITS)
    assert (found.main.unit, found.also[0].unit, found.also[0].qualifier) == ("crowns a month", "USD a month", "about")
    assert found.stated == "1,000 Tidal crowns, about $31, per month"


def test_a_bare_number_takes_the_unit_before_it() -> None:
    _, second = figures_in(
        passage_of(1, "The release of 5,000 detainees was followed by the arrest of over 1,000."), UNITS
    )
    assert (second.main.unit, second.main.amount) == ("people", 1000)


@pytest.mark.parametrize(
    "text",
    [
        "The 30-year-old left.", "Orla Fen, 41, left.", "At the age of 17 she left.", "He left three weeks later.",
        "It was the first time.", "One of them left.", "It opens at 10am.", "She told FRANCE 24 so.",
        "He left in 2031.",
        "It ran for nine years before.", "They served in Battalion 26.", "He doubled down.",
    ],
)  # fmt: skip
def test_numbers_that_count_nothing_are_left_out(text: str) -> None:
    assert quantities_in(passage_of(1, text)) == []


@given(st.text(alphabet='0123456789,. $%about between and hundred pilots crowns"“” months', max_size=150))
def test_stated_words_stand_in_the_paragraph_and_hold_the_quantity(text: str) -> None:
    passage = passage_of(1, text)
    for found in figures_in(passage, UNITS):
        assert found.stated in passage.text
        numbers = [each for each in read_quantities(passage.text) if found.start <= each.start < found.end]
        assert len([each for each in numbers if each.kind != "date"]) >= 1
        assert find_exact(found.stated, passage.text) >= -1
