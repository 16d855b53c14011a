"""How long the quotation reader takes for hostile lines, and for twice the text.

Prints the slowest lines of a megabyte in processor seconds (at most 1), and the ratio (at most 2.6) of the time for an
article to that for its first half. The reader's own tests check that its steps grow no faster than the text; this also
measures the time inside regular expressions.
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
    """Time each line, an article of all texts, and twice that article; exit with 1 if a bound is exceeded."""
    read_quotations(list(REPEATED.values()))  # loads the word lists, once per process
    seconds = {name: _seconds([repeated(text, MEGABYTE)]) for name, text in REPEATED.items()}
    half = [repeated(text, PARAGRAPH) for text in REPEATED.values()] * ROUNDS
    ratio = _seconds(half * 2) / _seconds(half)
    slowest = sorted(seconds, key=lambda name: -seconds[name])[:3]
    print(f"quotation reader: seconds for a line of a megabyte, at most {MOST_SECONDS:.0f}: ", end="")
    print(", ".join(f"{name} {seconds[name]:.2f}" for name in slowest))
    print(f"quotation reader: twice the paragraphs take {ratio:.1f} times as long (at most {MOST_RATIO})")
    sys.exit(seconds[slowest[0]] > MOST_SECONDS or ratio > MOST_RATIO)


def _seconds(paragraphs: list[str]) -> float:
    """Return the least processor time of several runs; timeit turns the garbage collector off."""
    runs = timeit.repeat(lambda: read_quotations(paragraphs), timer=time.process_time, repeat=RUNS, number=1)
    return min(runs)


if __name__ == "__main__":
    main()
