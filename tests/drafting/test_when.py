"""Dates as articles say them, resolved against the day of publication."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explainer.core.dates import parse_date
from explainer.drafting.dates_in_text import dates_in

PUBLISHED = parse_date("2031-05-02")
ANCHORS = {"strike": "2030-03-15"}


def dates(text: str, published: str = "2031-05-02", before: str = "") -> list[str]:
    return [one.date for one in dates_in(text, parse_date(published), ANCHORS, before)]


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("On 4 February 2031 it closed.", "2031-02-04"),
        ("It closed on Feb. 4, 2031.", "2031-02-04"),
        ("It closed on Sept. 7.", "2030-09-07"),
        ("It closed in late August.", "2030-08"),
        ("It closed in March.", "2031-03"),
        ("It has been closed since April 2030.", "2030-04/.."),
        ("It was closed from June to December 2030.", "2030-06/2030-12"),
        ("It was closed from November to February.", "2030-11/2031-02"),
        ("It was founded in 2015.", "2015"),
        ("It closed last year.", "2030"),
        ("It closed last month.", "2031-04"),
        ("It closed yesterday.", "2031-05-01"),
        ("It closed on Monday.", "2031-04-28"),
        ("Two years after the strike it closed.", "2032~"),
        ("Nine months after the strike it closed.", "2030-12~"),
        ("It closed six months ago.", "2030-11~"),
    ],
)
def test_a_date_is_as_exact_as_its_words(text: str, date: str) -> None:
    expected = [] if parse_date(date).first > PUBLISHED.last else [date]
    assert dates(text) == expected


def test_later_counts_from_the_date_before() -> None:
    assert dates("Three weeks later he left.", before="2030-08") == ["2030-08~"]
    assert dates("Three weeks later he left.") == []


def test_an_uncertain_publication_marks_a_guessed_year() -> None:
    assert dates("It closed in August.", "2031~") == ["2030-08?"]


@pytest.mark.parametrize(
    "text",
    [
        "They may march on.",
        "About 2,031 boats left.",
        "The ruling is expected in June.",
        "It cost $2030.",
        "Room 1204.",
    ],
)
def test_what_is_no_date_is_left_alone(text: str) -> None:
    assert dates(text) == []


@given(st.text(alphabet="in May 2021 since to,.JuneOct47ago weeks later", max_size=120))
def test_every_date_is_valid_and_not_after_publication(text: str) -> None:
    for one in dates_in(text, PUBLISHED, ANCHORS):
        assert parse_date(one.date).first <= PUBLISHED.last
        assert one.how
