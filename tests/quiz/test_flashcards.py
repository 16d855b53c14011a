"""Flashcards: one for every term, public speaker, event and figure, none for private people, no front twice."""

from __future__ import annotations

import pytest

from conftest import World
from explainer.quiz.flashcards import all_cards
from explainer.records.evidence import Evidence


def test_what_is_worth_learning_has_its_card_and_private_people_have_none(toy_evidence: Evidence) -> None:
    records = {card.record for card in all_cards(toy_evidence)}
    terms = {f"glossary:{key}" for key in toy_evidence.terms}
    counts = {"heron.pilots-left", "ledger.pilots-left"}
    assert records == terms | {"people:ilsa-marden"} | {"heron.league-founded", "heron.store-locked"} | counts


def test_a_card_says_where_to_read_it_and_that_sources_differ(toy_evidence: Evidence) -> None:
    cards = {card.record: card for card in all_cards(toy_evidence)}
    count = cards["ledger.pilots-left"]
    assert count.front == "How many pilots have left? Pilots’ League in The Tidal Ledger, April 2031: pilots."
    assert count.back == "Pilots’ League in The Tidal Ledger: about 60. The sources differ."
    assert count.stands == "Ledger, reworded ¶1 (copy of 20 April 2031; reworded copy)"
    assert cards["heron.store-locked"].back == "4 February 2031."


@pytest.mark.real
def test_no_two_cards_ask_or_answer_the_same(real: World) -> None:
    cards = all_cards(real.evidence())
    assert len({card.front for card in cards}) == len({card.record for card in cards}) == len(cards) > 60
    assert [card.back for card in cards if [each.back for each in cards].count(card.back) > 1] == []
    assert sum(card.kind == "figure" for card in cards) < len(cards) / 4
