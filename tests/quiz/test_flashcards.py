"""Flashcards: one for every term, public speaker, event and figure, none for private people, no front twice."""

from __future__ import annotations

import pytest

from conftest import World
from explainer.quiz.flashcards import all_cards
from explainer.records.evidence import Evidence


def test_every_record_has_its_card_and_private_people_have_none(toy_evidence: Evidence) -> None:
    records = {card.record for card in all_cards(toy_evidence)}
    terms = {f"glossary:{key}" for key in toy_evidence.terms}
    assert records == terms | {"people:ilsa-marden"} | set(toy_evidence.events) | set(toy_evidence.figures)


def test_a_card_says_where_to_read_it_and_that_sources_differ(toy_evidence: Evidence) -> None:
    cards = {card.record: card for card in all_cards(toy_evidence)}
    count = cards["ledger.pilots-left"]
    assert count.front == (
        "How many pilots have left? Pilots, April 2031, according to Pilots’ League in The Tidal Ledger."
    )
    assert count.back == "About 60. The sources differ."
    assert count.stands == "Ledger, reworded ¶1 (copy of 20 April 2031; reworded copy)"
    assert cards["heron.store-locked"].back == "4 February 2031."


@pytest.mark.real
def test_no_two_cards_ask_the_same(real: World) -> None:
    cards = all_cards(real.evidence())
    assert len({card.front for card in cards}) == len({card.record for card in cards}) == len(cards) > 100
