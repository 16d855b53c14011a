"""Amounts and grades in words."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import Any

import pytest

from explainer.core.texts import FIRST_LANGUAGE, texts_in
from explainer.records.evidence import Evidence
from explainer.records.models import Figure, Source
from explainer.records.units import Vocabulary
from explainer.records.wording import (
    amount_in_words,
    coverage_in_words,
    end_of_evidence_in_words,
    full_entry,
    grade_in_words,
    number_in_digits,
)

STATED = {
    "paragraph": 1, "stated": "as stated", "measure": "left", "population": "pilots", "unit": "people",
    "as_of": "2031", "claimed_by": "article",
}  # fmt: skip
SOURCE = {
    "id": "heron", "name": "Heron", "title": "Low Tide", "publisher": "The Heron", "published": "2031", "summary": "A.",
}  # fmt: skip

ENGLISH = texts_in(FIRST_LANGUAGE)


def source(kind: str) -> Source:
    return Source.model_validate(SOURCE | {"copy": {"kind": kind}})


OWN = Vocabulary.model_validate({
    "units": {
        "calls a week": {"kind": "measure", "words": ["calls a week"], "after": "calls a week"},
        "people a month": {"kind": "measure", "words": ["a month"], "after": "people a month"},
        "crowns": {"kind": "money", "words": ["crowns"], "after": "crowns"},
    }
})  # fmt: skip


def amount(kind: str = "publisher", **change: Any) -> str:
    figures = {"heron.left": Figure.model_validate(STATED | change)}
    return amount_in_words(Evidence(sources={"heron": source(kind)}, figures=figures, vocabulary=OWN), "heron.left")


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"amount": 40}, "40"),
        ({"amount": 2500, "qualifier": "nearly"}, "nearly 2,500"),
        ({"amount": "2/3", "unit": "share"}, "two-thirds"),
        ({"amount": "1/2", "unit": "share", "qualifier": "almost"}, "almost half"),
        ({"amount": 12, "stated": "more than a dozen boats", "qualifier": "more than"}, "more than a dozen"),
        ({"amount": 60.5, "unit": "percent"}, "60.5 per cent"),
        ({"amount": 7, "unit": "years"}, "7 years"),
        ({"amount": 105, "unit": "USD a month"}, "$105 a month"),
        ({"amount": 500_000, "unit": "USD", "qualifier": "about"}, "about $500,000"),
        ({"amount": 10**9, "unit": "crowns"}, "1 billion crowns"),
        ({"amount": 40, "unit": "EUR", "qualifier": "up to"}, "up to €40"),
        ({"amount": 12, "unit": "km"}, "12 km"),
        ({"amount": 10, "unit": "people a month", "qualifier": "up to"}, "up to 10 people a month"),
        ({"low": 3, "high": 5, "unit": "months"}, "between 3 months and 5 months"),
        ({"low": 200, "stated": "Hundreds of boats"}, "hundreds"),
        ({"low": 200, "stated": "boats"}, "at least 200"),
        ({"amount": 900, "unit": "crowns", "also": [{"amount": 25, "unit": "USD", "qualifier": "about"}]},
         "900 crowns (about $25)"),
    ],
)  # fmt: skip
def test_an_amount_is_put_into_words(change: dict[str, Any], words: str) -> None:
    assert amount(**change) == words


def test_a_vague_number_of_calls_is_put_into_words() -> None:
    assert amount(low=200, unit="calls a week", stated="hundreds of calls each week") == "hundreds of calls a week"


def test_a_number_of_calls_is_put_into_words() -> None:
    assert amount(amount=30, unit="calls a week", qualifier="some") == "some 30 calls a week"


def test_for_a_reworded_copy_only_the_sense_of_the_qualifier_is_printed() -> None:
    assert amount("reworded", amount=40, qualifier="greater than") == "more than 40"
    assert amount("reworded", amount=40, qualifier="close to") == "just under 40"
    assert amount("reworded", amount=40) == "40"


@pytest.mark.parametrize("qualifier", ["exactly", "only", "just"])
def test_for_a_reworded_copy_an_exact_number_stays_readable(qualifier: str) -> None:
    assert amount("reworded", amount=40, qualifier=qualifier) in ("exact 40", "exactly 40", "40")


@pytest.mark.parametrize(
    ("number", "digits"),
    [
        (Fraction(0), "0"), (Fraction(999), "999"), (Fraction(1000), "1,000"), (Fraction(121, 2), "60.5"),
        (Fraction(10**6), "1 million"), (Fraction(57 * 10**8), "5.7 billion"), (Fraction(1_500_000), "1.5 million"),
    ],
)  # fmt: skip
def test_a_number_is_put_into_digits(number: Fraction, digits: str) -> None:
    assert number_in_digits(number, ENGLISH) == digits


def test_no_digit_of_a_large_number_is_rounded_away() -> None:
    assert number_in_digits(Fraction(1_234_567), ENGLISH) in ("1,234,567", "1.234567 million")
    assert number_in_digits(Fraction(12_345_678), ENGLISH) in ("12,345,678", "12.345678 million")


def test_a_share_below_one_keeps_its_value() -> None:
    assert amount(amount="1/10", unit="share") in ("0.1", "one tenth", "a tenth")


def test_only_a_copy_by_somebody_else_has_a_grade(toy_evidence: Evidence) -> None:
    assert grade_in_words(source("publisher"), ENGLISH) == ""
    assert "reprint" in grade_in_words(source("reprint"), ENGLISH)
    assert "reworded copy" in grade_in_words(toy_evidence.sources["ledger"], ENGLISH)


@pytest.mark.parametrize(
    ("dates", "said"),
    [
        (("2030-11-03", "2030-11", "2032~"), "From articles of November 2030 to about 2032"),
        (("2031-04-02", "2030-12-24"), "From articles of December 2030 to April 2031"),
        (("2031-04-02", "2031-04"), "From articles of April 2031"),
        ((), ""),
    ],
)
def test_coverage_is_from_the_earliest_to_the_latest_source(
    toy_evidence: Evidence, dates: tuple[str, ...], said: str
) -> None:
    source = toy_evidence.sources["heron"]
    sources = {day: source.model_copy(update={"published": day}) for day in dates}
    assert coverage_in_words(replace(toy_evidence, sources=sources)) == said


@pytest.mark.parametrize(("latest", "said"), [("2031-04-02", "in April 2031"), ("2032~", "about 2032")])
def test_the_evidence_ends_with_the_latest_source(toy_evidence: Evidence, latest: str, said: str) -> None:
    source = toy_evidence.sources["heron"].model_copy(update={"published": latest})
    ended = replace(toy_evidence, sources={**toy_evidence.sources, "heron": source})
    assert end_of_evidence_in_words(ended) == f"The evidence ends {said}"


def test_where_a_source_was_read_is_a_sentence(toy_evidence: Evidence) -> None:
    assert full_entry(toy_evidence.sources["ledger"], ENGLISH).endswith(" Read in a reworded copy.")
    reprint = toy_evidence.sources["heron"].copy_read.model_copy(update={"kind": "reprint"})
    source = toy_evidence.sources["heron"].model_copy(update={"copy_read": reprint})
    assert full_entry(source, ENGLISH).endswith(" Read in a reprint.")
