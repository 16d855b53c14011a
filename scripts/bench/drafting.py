"""How fast a draft is proposed, beside reading the files and folding their text.

Prints articles a second at 1,000 words each (to be at least 20) and the ratio of proposing to reading (at most 40),
in processor time. The articles are invented here, so that the measure is the same everywhere.
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from explainer.articles import read_article
from explainer.drafting.intake import Intake
from explainer.drafting.metadata import Origin
from explainer.drafting.proposing import draft_of
from explainer.paths import find_project
from explainer.store import load_evidence
from explainer.text import fold

ARTICLES, WORDS, RUNS = 20, 1_000, 3
LEAST_A_SECOND, MOST_RATIO = 20, 40
_PARAGRAPHS = (
    "“We counted {n} boats at the mole, and nobody came for them,” said Ilsa Marden, a spokeswoman of the harbour "
    "league. “The night watch is half of what it was.” She had written it down in her book, page after page.",
    "The authority answered in late August that no more than {n} pilots were missing. It had locked its store on "
    "4 February and promised 900 baht (about $25) to everyone who came back before the winter storms.",
    "A pilot, 41, told the reporters that he had walked to the gate at dawn. He does not expect to return. His sister "
    "still works for the harbour, and the two of them have not spoken since the rules were changed.",
    "Ships lie at anchor for days. According to the league, about {n} calls a week come from people who think of "
    "leaving, many from the outer islands, where the ferries stopped and the lamps on the reef are no longer lit.",
    "Those who leave call it the “dry channel,” and nobody who has used it describes the way. The court (TC) will not "
    "say how many cases it has heard, nor whether {n} years in prison is the longest sentence that it may give.",
)


def main() -> None:
    """Write invented articles, time both, and print the rate and the ratio."""
    evidence, _ = load_evidence(find_project())
    with tempfile.TemporaryDirectory() as folder:
        files = [_write(Path(folder) / f"article-{number}.txt", number) for number in range(ARTICLES)]
        intakes = [Intake(read_article(file), Origin(published="2031-05-02"), b"", ".txt", file.stem) for file in files]
        draft_of(intakes[0], "warm", evidence)
        reading = _timed(lambda: [fold(file.read_text(encoding="utf-8")) and read_article(file) for file in files])
        proposing = _timed(lambda: [draft_of(each, "new", evidence) for each in intakes])
    rate, ratio = ARTICLES / (proposing + reading), proposing / reading
    print(
        f"drafting: {rate:.0f} articles a second at {WORDS:,} words (at least {LEAST_A_SECOND}), "
        f"ratio to reading and folding {ratio:.1f} (bound {MOST_RATIO})"
    )
    sys.exit(rate < LEAST_A_SECOND or ratio > MOST_RATIO)


def _write(file: Path, number: int) -> Path:
    paragraphs: list[str] = []
    while sum(len(each.split()) for each in paragraphs) < WORDS:
        place = len(paragraphs)
        paragraphs.append(_PARAGRAPHS[place % len(_PARAGRAPHS)].replace("{n}", str(20 + number * 40 + place)))
    file.write_text("\n\n".join(paragraphs) + "\n", encoding="utf-8")
    return file


def _timed(work: Callable[[], object]) -> float:
    """The least processor time of several runs."""
    times = []
    for _ in range(RUNS):
        start = time.process_time()
        work()
        times.append(time.process_time() - start)
    return min(times)


if __name__ == "__main__":
    main()
