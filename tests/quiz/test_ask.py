"""Items as asked: places that depend on ids, feedback in stretches, answers in words."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conftest import World
from explainer.blocks.block import Given
from explainer.blocks.quiz import QuizBlock
from explainer.downloads.teaching.pack import Pack
from explainer.quiz.ask import Options, Pairs, Range, Said, Words, ask, ask_all, shuffled
from explainer.records.evidence import Evidence
from explainer.records.quiz_items import Numeric


@given(st.text(max_size=20), st.lists(st.integers(), max_size=6))
def test_shuffling_keeps_everything_and_depends_on_the_seed_alone(seed: str, things: list[int]) -> None:
    assert Counter(shuffled(seed, things)) == Counter(things)
    assert shuffled(seed, things) == shuffled(seed, things)


def test_places_spread_over_many_ids() -> None:
    places = Counter(shuffled(f"item-{number}", [0, 1, 2, 3]).index(0) for number in range(400))
    assert set(places) == {0, 1, 2, 3}
    assert max(places.values()) < 140


def test_a_changed_answer_stays_in_its_place(toy: World) -> None:
    before = ask(toy.evidence(), "day-of-the-store").key
    toy.replace("data/sources/heron.yaml", "date: 2031-02-04", "date: 2031-02")
    after = ask(toy.evidence(), "day-of-the-store").key
    assert isinstance(before, Options)
    assert isinstance(after, Options)
    assert (before.right, after.right) == ("4 February 2031", "February 2031")
    assert [option.is_right for option in before.options] == [option.is_right for option in after.options]


def test_feedback_is_split_where_it_cites_with_stops_before_the_marks(toy_evidence: Evidence) -> None:
    assert ask(toy_evidence, "what-came-when").feedback == (
        Said("The vouchers came before the league.", ("ledger:5",)),
        Said("The store was locked after it was founded.", ("heron:6",)),
    )


def test_keys_are_drawn_from_the_records(toy_evidence: Evidence) -> None:
    keys = {item.id: item.key for item in ask_all(toy_evidence)}
    assert keys["who-speaks-for-the-league"] == Words("Ilsa Marden", ("Marden",))
    assert keys["how-many-left"] == Range("more than 40 (people)", "people", Fraction(40), Fraction(45))
    pairs = keys["what-came-when"]
    assert isinstance(pairs, Pairs)
    assert dict(pairs.pairs)["The league was founded."] == "November 2030"
    assert Counter(pairs.rights) == Counter(right for _, right in pairs.pairs)


@pytest.mark.parametrize(
    ("item", "answer"),
    [
        ("who-handed-it-in", "A pilot, 41"),
        ("fewest-people", "The Tidal Ledger, copy of 20 April 2031"),
        ("how-many-calls", "Some 30 calls a week"),
        ("really-more", "Can’t tell from the sources"),
        ("night-watch", "They give the same number"),
        ("how-many-left", "More than 40 (people)"),
        ("who-speaks-for-the-league", "Ilsa Marden"),
    ],
)
def test_an_answer_is_put_into_words(toy_evidence: Evidence, item: str, answer: str) -> None:
    assert ask(toy_evidence, item).answer() == [answer]


@pytest.mark.parametrize(
    ("figure", "answer"),
    [
        ("heron.reward", "900 crowns (about $25)"),
        ("ledger.requests", "At most 10 people a month"),
        ("heron.pilots-left", "More than 40 (people)"),
    ],
)
def test_a_number_says_its_unit_once(toy_evidence: Evidence, figure: str, answer: str) -> None:
    item = Numeric(kind="number", lesson="counting", question="How much?", figure=figure, feedback="So [@heron:1].")
    asked = ask(replace(toy_evidence, quiz={"how-much": item}), "how-much")
    assert asked.answer() == [answer]


def test_a_name_with_initials_can_be_typed_as_either(toy: World) -> None:
    toy.replace("data/glossary.yaml", "term: Whistle\n", "term: Pilot’s-whistle (PW)\n")
    toy.replace("data/quiz.yaml", "answer: {speaker: heron.one-more-ship}", "answer: {term: whistle}")
    key = ask(toy.evidence(), "who-speaks-for-the-league").key
    assert isinstance(key, Words)
    assert {"Pilot’s-whistle", "Pilot's-whistle", "Pilot’s whistle", "PW", "the PW"} <= set(key.others)


def of_two_lessons(evidence: Evidence) -> Evidence:
    """Return the evidence with its first item moved to another lesson."""
    first, *_ = evidence.quiz
    moved = evidence.quiz[first].model_copy(update={"lesson": "leaving"})
    return replace(evidence, quiz={**evidence.quiz, first: moved})


def test_a_lesson_is_asked_its_own_items(toy_evidence: Evidence) -> None:
    evidence = of_two_lessons(toy_evidence)
    first, *others = evidence.quiz
    assert [item.id for item in ask_all(evidence, "leaving")] == [first]
    assert [item.id for item in ask_all(evidence, "counting")] == others
    assert [item.id for item in ask_all(evidence)] == [first, *others]
    assert list(QuizBlock().asks(evidence, Given(options={"lesson": "counting"}))) == others


def test_a_pack_holds_the_items_by_lesson(toy_evidence: Evidence) -> None:
    evidence = of_two_lessons(toy_evidence)
    lessons = {"diving": "Diving", "counting": "Counting", "leaving": "Leaving"}
    pack = Pack(evidence, "Tides", "tides", (), 1_900_000_000, lessons)
    first, *others = evidence.quiz
    assert [(title, [item.id for item in items]) for title, items in pack.by_lesson()] == [
        ("Counting", others), ("Leaving", [first]),
    ]  # fmt: skip
