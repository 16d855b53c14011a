"""Dates as exact as the source makes them (rule F3)."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explainer.core.dates import MONTHS, parse_date
from explainer.core.problems import Unfit
from explainer.core.texts import FIRST_LANGUAGE, texts_in

DAYS = st.dates(date(1000, 1, 1), date(9999, 12, 31))
MARKS = st.sampled_from(["", "~", "?"])


@pytest.mark.parametrize(
    ("text", "words", "first", "last"),
    [
        ("2031", "2031", date(2031, 1, 1), date(2031, 12, 31)),
        ("2031-02", "February 2031", date(2031, 2, 1), date(2031, 2, 28)),
        ("2031-02-04", "4 February 2031", date(2031, 2, 4), date(2031, 2, 4)),
        ("2031~", "about 2031", date(2031, 1, 1), date(2031, 12, 31)),
        ("2031-02?", "perhaps February 2031", date(2031, 2, 1), date(2031, 2, 28)),
        ("2030-11/2031-02", "November 2030 to February 2031", date(2030, 11, 1), date(2031, 2, 28)),
        ("2031-02/..", "since February 2031", date(2031, 2, 1), date(2031, 2, 28)),
    ],
)
def test_a_date_reads_and_prints(text: str, words: str, first: date, last: date) -> None:
    parsed = parse_date(text)
    assert (parsed.text, parsed.in_words(texts_in(FIRST_LANGUAGE)), parsed.first, parsed.last) == (
        text,
        words,
        first,
        last,
    )


@pytest.mark.parametrize(
    "text",
    ["", "31", "2031-2", "2031-13", "2031-02-30", "0000", "4 May 2031", "2031/", "/2031", "../2031",
     "2032/2031", "2031-02-04T10", "2031-02-04 ", "2031!", "2031/2032/2033"],
)  # fmt: skip
def test_text_that_is_not_a_date_is_refused_with_a_reason(text: str) -> None:
    with pytest.raises(Unfit, match=r"must be a date|must be a day that exists|must not end before"):
        parse_date(text)


@pytest.mark.parametrize("text", ["2031-00", "2031-00-04", "2031-02-00"])
def test_a_month_or_day_of_zero_is_not_a_date(text: str) -> None:
    with pytest.raises(Unfit, match="must be a date"):
        parse_date(text)


@given(DAYS, st.integers(1, 3), MARKS)
def test_a_date_survives_being_written_and_read(day: date, parts: int, mark: str) -> None:
    text = "-".join(day.isoformat().split("-")[:parts]) + mark
    parsed = parse_date(text)
    given_parts = (parsed.start.year, parsed.start.month, parsed.start.day)
    assert given_parts == (*(day.year, day.month, day.day)[:parts], *[None] * (3 - parts))
    assert parsed.first <= day <= parsed.last
    assert parsed.in_words(texts_in(FIRST_LANGUAGE)).endswith(str(day.year))
    assert parts == 1 or MONTHS[day.month - 1] in parsed.in_words(texts_in(FIRST_LANGUAGE))


@given(DAYS, DAYS)
def test_an_interval_survives_unless_it_ends_before_it_begins(one: date, other: date) -> None:
    text = f"{one.isoformat()}/{other.isoformat()}"
    if one <= other:
        assert (parse_date(text).first, parse_date(text).last) == (one, other)
    else:
        with pytest.raises(Unfit, match="must not end before it begins"):
            parse_date(text)


@given(st.text(max_size=20))
def test_reading_a_date_raises_nothing_but_unfit(text: str) -> None:
    try:
        parse_date(text)
    except Unfit as error:
        assert str(error)  # noqa: PT017


def test_digits_of_other_scripts_are_not_a_date() -> None:
    with pytest.raises(Unfit, match="must be a date"):
        parse_date("٢٠٣١")


@given(DAYS, st.integers(0, 400))
def test_the_gap_between_two_dates_counts_whole_months_both_ways(day: date, days: int) -> None:
    later = min(day, date(9998, 1, 1)) + timedelta(days)
    one, other = parse_date(min(day, date(9998, 1, 1)).isoformat()), parse_date(later.isoformat())
    assert one.months_from(other) == other.months_from(one) == days // 30


def test_dates_that_touch_are_zero_months_apart() -> None:
    assert parse_date("2031-02").months_from(parse_date("2031")) == 0
    assert parse_date("2031-02").months_from(parse_date("2031-03")) == 0


def test_an_open_interval_touches_every_later_date() -> None:
    assert parse_date("2031-02/..").months_from(parse_date("2035")) == 0
