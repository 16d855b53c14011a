"""What a page says of itself, from its head or from the lines around its text."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explainer.articles.furniture import Judgement, judge_lines
from explainer.core.vocabulary import IDENTIFIER
from explainer.drafting.intake import name_for
from explainer.drafting.page_metadata import Origin, merged, origin_of_lines, origin_of_page
from explainer.drafting.stated_dates import date_of_page

PAGE = """<html><head><title>Pilots Go Home | The Heron</title>
<meta property="og:title" content="Pilots Go Home"><meta property="og:site_name" content="The Heron">
<meta name="author" content="Wen Askill"><meta property="article:published_time" content="2021-03-04T10:00:00Z">
<link rel="canonical" href="https://heron.example/pilots"></head>
<body><article><p>About 30 pilots left the harbour.</p></article></body></html>"""


def lines(*texts: str) -> list[Judgement]:
    return [line for line in judge_lines(texts) if line.rule]


def test_a_page_tells_its_title_publisher_author_date_and_address() -> None:
    found = origin_of_page(PAGE)
    assert found == Origin("Pilots Go Home", "The Heron", ("Wen Askill",), "2021-03-04", "https://heron.example/pilots")


def test_the_lines_around_a_text_tell_as_much() -> None:
    note = "The original article was written by Wen Askill on 4 March 2031: https://heron.example/pilots?from=x."
    found = origin_of_lines(
        ["Pilots left."], lines("Pilots Go Home for Good", note, "© 2031 The Heron. All rights reserved.")
    )
    assert found.title == "Pilots Go Home for Good"
    assert found.authors == ("Wen Askill",)
    assert found.published == "2031-03-04"
    assert found.url == "https://heron.example/pilots"
    assert found.original == "heron.example"


@pytest.mark.parametrize(
    ("line", "date"),
    [
        ("By Wen Askill, 4 March 2031", "2031-03-04"),
        ("By Wen Askill, March 4, 2031", "2031-03-04"),
        ("Updated 2031-03-04", "2031-03-04"),
        ("By Wen Askill, 31 February 2031", ""),
    ],
)
def test_a_date_near_the_top_is_read(line: str, date: str) -> None:
    assert origin_of_lines(["Pilots left."], [Judgement(line, "heading")]).published == date


def test_without_a_date_the_day_of_publication_is_unknown() -> None:
    assert origin_of_lines(["In 2029 they came, in 2030 they left."], []).published == ""


def test_what_is_known_first_wins() -> None:
    assert merged(Origin(title="A"), Origin(title="B", publisher="C")) == Origin(title="A", publisher="C")


@given(st.text(max_size=60), st.text(max_size=60))
def test_every_name_is_an_id(stem: str, publisher: str) -> None:
    assert IDENTIFIER.fullmatch(name_for(stem, Origin(publisher=publisher), ""))


def test_an_id_is_proposed_from_publisher_and_date() -> None:
    origin = Origin(publisher="The Tide Agency", published="2031-05-02")
    assert name_for("x", origin, "") == "tide-agency"
    assert name_for("x", origin, "", {"tide-agency"}) == "tide-agency-2031"
    assert name_for("x", origin, "", {"tide-agency", "tide-agency-2031"}) == "tide-agency-2031-05"
    assert name_for("x", Origin(publisher="Tide Agency"), "", {"tide-agency"}) == "tide-agency-2"
    assert name_for("x", Origin(), "https://www.reef.example/a") == "reef"
    assert name_for("night-boats", Origin(), "") == "night-boats"


@given(st.lists(st.text(max_size=200), max_size=8))
def test_any_lines_can_be_read(texts: list[str]) -> None:
    origin_of_lines(texts, [Judgement(text, "heading") for text in texts])


@pytest.mark.parametrize(
    ("opening", "published", "publisher"),
    [
        ("BRACKWATER, Sept. 14, 2031 (Meridian News) — Pilots are leaving.", "2031-09-14", "Meridian News"),
        ("BRACKWATER, 4 February 2031 - Pilots are leaving.", "2031-02-04", ""),
        ("BRACKWATER (MN) - Pilots are leaving since May 4, 2031.", "", "MN"),
        ("Brackwater, May 4, 2031 - Pilots are leaving.", "", ""),
    ],
)
def test_the_dateline_of_an_agency_tells_date_and_publisher(opening: str, published: str, publisher: str) -> None:
    found = origin_of_lines([opening], [])
    assert (found.published, found.publisher) == (published, publisher)


@pytest.mark.parametrize(
    "unit", ["<meta name=date ", '<meta content="20210101" ', "<h1>a", "<time a ", "<p itemprop=datePublished "]
)
def test_a_hostile_page_takes_no_longer_than_its_length(unit: str) -> None:
    started = time.process_time()
    assert date_of_page(unit * (500_000 // len(unit))) == ""
    assert time.process_time() - started < 1
