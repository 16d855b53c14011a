"""Verdicts follow from qualifiers and dates: true, false, or open if the records leave it open."""

from __future__ import annotations

import pytest

from conftest import World
from explainer.quiz.verdicts import CannotDecide, verdict
from explainer.records.evidence import Evidence
from explainer.records.quiz_items import Test


@pytest.mark.parametrize(
    ("name", "ids", "expected"),
    [
        ("higher", ("ledger.pilots-left", "heron.pilots-left"), "cannot-tell"),
        ("higher", ("heron.meetings", "ledger.pilots-left"), "right"),
        ("higher", ("ledger.pilots-left", "heron.meetings"), "wrong"),
        ("before", ("heron.league-founded", "heron.store-locked"), "right"),
        ("before", ("heron.store-locked", "heron.league-founded"), "wrong"),
        ("before", ("heron.store-locked", "heron.store-locked"), "cannot-tell"),
        ("counts", ("heron.pilots-left", "pilots"), "right"),
        ("counts", ("heron.pilots-left", "guards"), "wrong"),
        ("claimed", ("heron.pilots-left", "pilots-league"), "right"),
        ("claimed", ("heron.meetings", "pilots-league"), "wrong"),
        ("said", ("heron.at-dawn", "heron-pilot"), "right"),
        ("said", ("heron.at-dawn", "ilsa-marden"), "wrong"),
        ("copied", ("ledger", "reworded"), "right"),
        ("copied", ("ledger", "publisher"), "wrong"),
        ("compatible", ("heron.pilots-left", "ledger.pilots-left"), "right"),
        ("incompatible", ("heron.pilots-left", "ledger.pilots-left"), "wrong"),
        ("below", ("heron.pilots-left",), "wrong"),
        ("below", ("ledger.pilots-left",), "cannot-tell"),
        ("below", ("ledger.requests",), "cannot-tell"),
        ("comparable", ("heron.night-watch", "ledger.night-watch"), "right"),
        ("comparable", ("heron.calls", "ledger.requests"), "wrong"),
        ("comparable", ("heron.calls", "heron.reward"), "wrong"),
        ("exactly", ("heron.night-watch",), "right"),
        ("exactly", ("heron.pilots-left",), "wrong"),
        ("exactly", ("ledger.pilots-left",), "cannot-tell"),
        ("sourced", ("heron.pilots-left",), "right"),
        ("sourced", ("heron.meetings",), "wrong"),
        ("dated", ("heron.store-locked",), "right"),
        ("dated", ("ledger.vouchers",), "wrong"),
        ("dated", ("ledger",), "right"),
        ("dated", ("heron",), "wrong"),
    ],
)
def test_a_verdict_follows_from_the_records(
    toy_evidence: Evidence, name: str, ids: tuple[str, ...], expected: str
) -> None:
    assert verdict(toy_evidence, Test.model_validate({name: ids})) == expected


def test_nearly_means_below(toy: World) -> None:
    toy.replace("data/sources/ledger.yaml", "stated: About 60 pilots", "stated: Nearly 60 pilots")
    toy.replace("data/sources/ledger.yaml", "qualifier: about", "qualifier: nearly")
    assert verdict(toy.evidence(), Test.model_validate({"below": ("ledger.pilots-left",)})) == "right"


@pytest.mark.parametrize(
    ("name", "ids"),
    [
        ("higher", ("heron.pilots-left", "heron.calls")),
        ("exactly", ("heron.meetings",)),
        ("compatible", ("heron.calls", "ledger.requests")),
    ],
)
def test_records_that_do_not_fit_a_test_are_not_judged(toy_evidence: Evidence, name: str, ids: tuple[str, ...]) -> None:
    with pytest.raises(CannotDecide):
        verdict(toy_evidence, Test.model_validate({name: ids}))


def test_the_verdict_follows_a_changed_qualifier(toy: World) -> None:
    toy.replace("data/sources/ledger.yaml", "stated: About 60 pilots", "stated: About 30 pilots")
    toy.replace("data/sources/ledger.yaml", "amount: 60", "amount: 30")
    ids = ("ledger.pilots-left", "heron.pilots-left")
    assert verdict(toy.evidence(), Test.model_validate({"higher": ids})) == "wrong"
