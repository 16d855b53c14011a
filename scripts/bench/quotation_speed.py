"""How long the quotation reader takes for hostile lines, and for twice the text.

Prints the slowest lines of a megabyte in processor seconds (at most 1), and the ratio (at most 2.6) of the time for an
article to the time for its first half. That the steps grow no faster than the text is held by the reader's own tests;
this also measures what happens inside regular expressions.
"""

from __future__ import annotations

import sys
import time
import timeit

from quotereader import read_quotations
from quotereader.tests.hostile_lines import REPEATED, repeated

MEGABYTE = 1_000_000
PARAGRAPH, ROUNDS = 1_000, 30
MOST_SECONDS, MOST_RATIO = 1.0, 2.6
RUNS = 3


def main() -> None:
    """Time each line, and an article of all texts and twice that."""
    read_quotations(list(REPEATED.values()))  # reads the word lists, once for a process
    seconds = {name: _seconds([repeated(text, MEGABYTE)]) for name, text in REPEATED.items()}
    half = [repeated(text, PARAGRAPH) for text in REPEATED.values()] * ROUNDS
    ratio = _seconds(half * 2) / _seconds(half)
    slowest = sorted(seconds, key=lambda name: -seconds[name])[:3]
    print(f"quotation reader: seconds for a line of a megabyte, at most {MOST_SECONDS:.0f}: ", end="")
    print(", ".join(f"{name} {seconds[name]:.2f}" for name in slowest))
    print(f"quotation reader: twice the paragraphs take {ratio:.1f} times as long (at most {MOST_RATIO})")
    sys.exit(seconds[slowest[0]] > MOST_SECONDS or ratio > MOST_RATIO)


def _seconds(paragraphs: list[str]) -> float:
    """The least processor time of several runs, without collecting garbage."""
    runs = timeit.repeat(lambda: read_quotations(paragraphs), timer=time.process_time, repeat=RUNS, number=1)
    return min(runs)


if __name__ == "__main__":
    main()
