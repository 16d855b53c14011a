"""Whether length or position gives the right answers away: what is counted, and how much chance allows."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from math import sqrt

from explainer.quiz.ask import Asked, Options

REACH_OF_LENGTHS, REACH_OF_POSITIONS = 1.5, 2.0
"""How many standard deviations above chance a count may be. These numbers are our choice."""


@dataclass(frozen=True)
class Placed:
    """Where the right answer of an item is, counted from 1, among how many, and its rank by length, longest first."""

    id: str
    lesson: str
    count: int
    position: int
    length_rank: int
    lengths: tuple[int, ...]
    right: str
    is_fixed: bool

    @property
    def is_longest(self) -> bool:
        return self.length_rank == 1

    @property
    def is_shortest(self) -> bool:
        return self.length_rank == self.count


@dataclass(frozen=True)
class Spread:
    """How often something is true of right answers, how often it would be by chance, and how often it may be."""

    says: str
    count: int
    of: int
    expected: float
    limit: float

    @property
    def is_fair(self) -> bool:
        return self.count <= self.limit


def placed(asked: Iterable[Asked]) -> list[Placed]:
    """Return where the right answer is, for each item that offers answers."""
    return [_placed(each, each.key) for each in asked if isinstance(each.key, Options)]


def _placed(item: Asked, key: Options) -> Placed:
    at = next(at for at, option in enumerate(key.options) if option.is_right)
    lengths = tuple(len(option.text) for option in key.options)
    longer = sum(length > lengths[at] for length in lengths)
    alike = sum(length == lengths[at] for length in lengths) - 1
    # An answer as long as another counts as neither the longest nor the shortest: length does not single it out.
    rank = 1 + longer if not alike else max(2, 1 + longer)
    return Placed(item.id, item.lesson, len(lengths), at + 1, rank, lengths, key.right, key.is_fixed)


def spreads(items: list[Placed]) -> list[Spread]:
    """Return every count that could give right answers away."""
    free = [each for each in items if not each.is_fixed]
    found = [
        _spread("the right answer is the longest", free, [each.is_longest for each in free], REACH_OF_LENGTHS),
        _spread("the right answer is the shortest", free, [each.is_shortest for each in free], REACH_OF_LENGTHS),
    ]
    for position in range(1, max((each.count for each in free), default=0) + 1):
        there = [each for each in free if each.count >= position]
        holds = [each.position == position for each in there]
        found.append(_spread(f"the right answer is in place {position}", there, holds, REACH_OF_POSITIONS))
    fixed = [each for each in items if each.is_fixed]
    for words in sorted({each.right for each in fixed}):
        alike = [each for each in fixed if _same_set(each, words, fixed)]
        holds = [each.right == words for each in alike]
        found.append(_spread(f"“{words}” is right", alike, holds, REACH_OF_POSITIONS))
    return found


def _same_set(item: Placed, words: str, fixed: list[Placed]) -> bool:
    return any(each.right == words and each.lengths == item.lengths for each in fixed)


def _spread(says: str, items: list[Placed], holds: list[bool], reach: float) -> Spread:
    chances = [1 / each.count for each in items]
    expected = sum(chances)
    deviation = sqrt(sum(chance * (1 - chance) for chance in chances))
    return Spread(says, sum(holds), len(items), expected, expected + reach * deviation)


def balance_lines(items: list[Placed]) -> list[str]:
    """Return what `explainer quiz` prints: a line for each item, then a line for each count."""
    width = max((len(each.id) for each in items), default=0)
    lines = [f"{'item':<{width}}  answers  place of the right one  lengths (the right one marked)"]
    for each in items:
        marked = (f"[{length}]" if at == each.position else str(length) for at, length in enumerate(each.lengths, 1))
        lines.append(f"{each.id:<{width}}  {each.count:>7}  {each.position:>22}  {' '.join(marked)}")
    lines.append("")
    for spread in spreads(items):
        sums = f"{spread.count} of {spread.of}; chance {spread.expected:.1f}, at most {spread.limit:.1f}"
        lines.append(f"{spread.says}: {sums}{'' if spread.is_fair else '  NOT BALANCED'}")
    return lines
