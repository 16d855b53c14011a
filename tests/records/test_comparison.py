"""Which figures can be put side by side, and whether they agree (rule F2)."""

from __future__ import annotations

from dataclasses import replace
from math import inf, nextafter
from typing import Any

import pytest

from explainer.core.texts import FIRST_LANGUAGE, texts_in
from explainer.records.comparison import bounds, compare, comparisons, disagreements, status_of
from explainer.records.evidence import Evidence
from explainer.records.models import Figure, Measure

STATED = {
    "paragraph": 1, "stated": "40 pilots", "measure": "left", "population": "pilots", "unit": "people",
    "as_of": "2031-03", "claimed_by": "article", "topics": ["leaving"],
}  # fmt: skip
MEASURE = {
    "name": "Who left", "question": "How many left?",
    "populations": {"pilots": "pilots", "guards": "guards", "both": "pilots and guards"},
    "comparable": [["pilots", "both"]],
}  # fmt: skip

ENGLISH = texts_in(FIRST_LANGUAGE)


def figure(amount: int | None = None, qualifier: str = "", **change: Any) -> Figure:
    return Figure.model_validate(STATED | {"amount": amount, "qualifier": qualifier} | change)


@pytest.fixture
def world(toy_evidence: Evidence) -> Evidence:
    return replace(toy_evidence, measures={"left": Measure.model_validate(MEASURE)}, figures={})


def with_figures(world: Evidence, *figures: Figure) -> Evidence:
    """Give the figures in turn to the two sources: heron.f0, ledger.f1, heron.f2, ..."""
    sources = list(world.sources)
    return replace(world, figures={f"{sources[at % 2]}.f{at}": each for at, each in enumerate(figures)})


@pytest.mark.parametrize(
    ("given", "low", "high"),
    [
        (figure(40), 40, 40),
        (figure(40, "about"), 36, 44),
        (figure(40, "nearly"), 36, 40),
        (figure(40, "more than"), nextafter(40, inf), inf),
        (figure(40, "at least"), 40, inf),
        (figure(40, "up to"), 0, 40),
        (figure(40, "fewer than"), 0, nextafter(40, 0)),
        (figure(low=30), 30, inf),
        (figure(low=30, high=50), 30, 50),
    ],
)
def test_a_qualifier_gives_the_bounds(given: Figure, low: float, high: float) -> None:
    assert bounds(given) == (low, high)


@pytest.mark.parametrize(
    ("one", "other", "status", "why"),
    [
        (figure(40), figure(40), "agree", "the same number"),
        (figure(40), figure(40, "about"), "agree", "the same number"),
        (figure(40, "more than"), figure(40, "at least"), "agree", "the same number"),
        (figure(40, "at least"), figure(40, "up to"), "differ", "Both can be true"),
        (figure(40, "more than"), figure(40, "up to"), "differ", "Both cannot be true"),
        (figure(40), figure(41), "differ", "Both cannot be true"),
        (figure(40), figure(60, "about"), "differ", "Both cannot be true"),
        (figure(40, "more than"), figure(60, "about"), "differ", "Both can be true"),
        (figure(40, "nearly"), figure(39), "differ", "Both can be true"),
        (figure(low=30, high=50), figure(45), "differ", "Both can be true"),
        (figure(low=30, high=50), figure(low=30, high=50), "agree", "the same number"),
        (figure(40), figure(40, population="guards"), "not comparable", "different people or things"),
        (figure(40), figure(60, population="both"), "differ", "Both cannot be true"),
        (figure(40), figure(40, unit="accounts"), "not comparable", "different units"),
        (figure(40), figure(40, as_of="2031-09"), "not comparable", "different times"),
        (figure(40), figure(40, as_of="2031-06"), "agree", "the same number"),
        (figure(40), figure(40, as_of="2031~"), "agree", "the same number"),
    ],
)
def test_two_figures_agree_differ_or_cannot_be_compared(
    world: Evidence, one: Figure, other: Figure, status: str, why: str
) -> None:
    evidence = with_figures(world, one, other)
    for pair in (compare(evidence, "heron.f0", "ledger.f1"), compare(evidence, "ledger.f1", "heron.f0")):
        assert pair.status == status
        assert why in ENGLISH[pair.why]


def test_a_number_and_more_than_that_number_cannot_both_be_true(world: Evidence) -> None:
    evidence = with_figures(world, figure(40, "more than"), figure(40))
    assert compare(evidence, "heron.f0", "ledger.f1").status == "differ"


def test_figures_of_one_source_are_not_compared(world: Evidence) -> None:
    evidence = with_figures(world, figure(40), figure(50, unit="accounts"), figure(60))
    assert [(pair.first, pair.second) for pair in comparisons(evidence, "left")] == [
        ("heron.f0", "ledger.f1"), ("ledger.f1", "heron.f2"),
    ]  # fmt: skip


def test_a_disagreement_has_all_comparable_figures(world: Evidence) -> None:
    evidence = with_figures(world, figure(40), figure(40), figure(60), figure(7, population="guards"))
    (found,) = disagreements(evidence, "left")
    assert found.figures == ("heron.f0", "heron.f2", "ledger.f1")
    assert not found.could_all_hold
    assert "cannot all be right" in found.in_words(ENGLISH)


def test_a_disagreement_of_bounds_alone_could_hold(world: Evidence) -> None:
    (found,) = disagreements(with_figures(world, figure(40, "more than"), figure(60, "about")), "left")
    assert found.could_all_hold
    assert "can all be right" in found.in_words(ENGLISH)


@pytest.mark.parametrize(
    ("one", "other", "reasons"),
    [
        (figure(40, "more than"), figure(60), ["a minimum"]),
        (figure(60, "up to"), figure(40), ["a maximum"]),
        (figure(60, "about"), figure(58), ["room around"]),
        (figure(None, low=30, high=60), figure(60), ["gives a range"]),
        (figure(None, low=30), figure(60), ["a minimum"]),
        (figure(40, "at least"), figure(60, "nearly"), ["a minimum", "room around"]),
    ],
)
def test_the_words_of_differing_sources_say_why_all_can_be_right(
    world: Evidence, one: Figure, other: Figure, reasons: list[str]
) -> None:
    (found,) = disagreements(with_figures(world, one, other), "left")
    known = ["a minimum", "a maximum", "room around", "gives a range"]
    assert [each for each in known if each in found.in_words(ENGLISH)] == reasons


def test_agreeing_sources_make_no_disagreement(world: Evidence) -> None:
    assert disagreements(with_figures(world, figure(40), figure(40)), "left") == []


def test_differ_wins_over_agree(world: Evidence) -> None:
    evidence = with_figures(world, figure(40), figure(40), figure(60))
    assert [status_of(evidence, key) for key in evidence.figures] == ["agree", "differ", "differ"]
    assert status_of(with_figures(world, figure(40)), "heron.f0") == "not comparable"


def test_the_toy_world_has_one_pair_of_each(toy_evidence: Evidence) -> None:
    found = {measure: [pair.status for pair in comparisons(toy_evidence, measure)] for measure in toy_evidence.measures}
    assert found == {
        "pilots": ["differ"], "share": ["agree"], "requests": ["not comparable"], "meetings": [], "rewards": [],
        "training": [],
    }  # fmt: skip
