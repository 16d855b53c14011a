"""Balance: what is counted of right answers, and when chance no longer explains the count."""

from __future__ import annotations

import pytest

from explainer.quiz.ask import Asked, Option, Options
from explainer.quiz.balance import balance_lines, placed, spreads


def item(name: str, texts: list[str], right: int, is_fixed: bool = False) -> Asked:
    options = tuple(Option(text, at == right) for at, text in enumerate(texts))
    return Asked(name, "choice", "briefing", "Which?", "", Options(options, is_fixed), ())


def unfair(items: list[Asked]) -> list[str]:
    return [spread.says for spread in spreads(placed(items)) if not spread.is_fair]


LONG, SHORT = ["long, long", "short", "middle!"], ["a", "bbb", "cc"]


@pytest.mark.parametrize(
    ("texts", "right", "says"),
    [
        (LONG, 0, "the right answer is the longest"),
        (SHORT, 0, "the right answer is the shortest"),
        (["same", "size"], 1, "the right answer is in place 2"),
    ],
)
def test_a_pattern_over_many_items_is_found(texts: list[str], right: int, says: str) -> None:
    assert says in unfair([item(str(number), texts, right) for number in range(8)])


def test_answers_of_the_same_length_are_neither_the_longest_nor_the_shortest() -> None:
    found = placed([item("one", ["aaaa", "bbbb", "cc"], 0)])[0]
    assert not found.is_longest
    assert not found.is_shortest


def test_an_even_spread_is_fair() -> None:
    items = [item(str(number), [*"abc"], number % 3) for number in range(9)]
    assert unfair(items) == []


def test_one_verdict_for_all_is_found() -> None:
    items = [item(str(number), ["True", "False", "Open"], 0, is_fixed=True) for number in range(8)]
    assert unfair(items) == ["“True” is right"]


def test_lengths_and_places_are_printed_with_the_right_one_marked() -> None:
    lines = balance_lines(placed([item(str(number), LONG, 0) for number in range(8)]))
    assert lines[1].split() == ["0", "3", "1", "[10]", "5", "7"]
    assert any(line.endswith("NOT BALANCED") for line in lines)
