"""How fast articles become drafts, compared with only finding the quotations in them and who speaks.

Prints articles of 1,000 words per second (at least 20), and the ratio (at most 5) of the processor time from file to
proposals to that of the quotation reader alone. The articles are invented here, so that the measurement is the same
everywhere, with about as many quotations and figures as real ones.
"""

from __future__ import annotations

import sys
import tempfile
import time
import timeit
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from explainer.core.project import find_project
from explainer.drafting.intake import take_in
from explainer.drafting.proposals import Draft
from explainer.drafting.propose import draft_of
from explainer.records.evidence import Evidence
from explainer.records.store import load_evidence
from quotereader import read_quotations

ARTICLES, WORDS, RUNS = 20, 1_000, 7
LEAST_A_SECOND, MOST_RATIO = 20, 5
_PARAGRAPHS = (
    "“We counted {n} boats at the mole, and nobody came for them,” said Ilsa Marden, a spokeswoman of the harbour "
    "league. “The night watch is half of what it was.” She had written it down in her book, page after page.",
    "The authority answered in late August that no more than {n} pilots were missing. It had locked its store on "
    "4 February and promised 900 crowns (about $25) to everyone who came back before the winter storms.",
    "A pilot, 41, told the reporters that he had walked to the gate at dawn. He does not expect to return. His sister "
    "still works for the harbour, and the two of them have not spoken since the rules were changed.",
    "Ships lie at anchor for days. According to the league, about {n} calls a week come from people who think of "
    "leaving, many from the outer islands, where the ferries stopped and the lamps on the reef are no longer lit.",
    "Those who leave call it the “dry channel,” and nobody who has used it describes the way. The court (TC) will not "
    "say how many cases it has heard, nor whether {n} years in prison is the longest sentence that it may give.",
    "The harbour wakes late now. On the mole the older men mend nets that nobody will cast this week, and the boys who "
    "used to carry lamps for the pilots play cards in the lee of the customs shed until the rain drives them home.",
    "“My brother asked me to stay, and I stayed,” a pilot’s widow said. She keeps his whistle in a drawer with the "
    "papers of the house. The authority has not written to her, and she no longer expects that it will.",
    "Orla Fenwick, who wrote a history of the port, does not think that the rules alone explain it. The trade had been "
    "shrinking before, she said, and the men had been tired of an office that listened to nobody but itself.",
    "The authority’s spokesman, Harl Benning, rejects that. He told the Brackwater Ledger that the office was “open to "
    "every pilot who has something to say,” and that those who had left were welcome to come back and say it.",
)


def main() -> None:
    """Write invented articles, time both, and print the rate and the ratio; exit with 1 if a bound is exceeded."""
    evidence, _ = load_evidence(find_project())
    with tempfile.TemporaryDirectory() as folder:
        files = [_write(Path(folder) / f"article-{number}.txt", number) for number in range(ARTICLES)]
        _draft(files[0], evidence)  # loads the word lists, once per process
        texts = [file.read_text(encoding="utf-8").split("\n\n") for file in files]
        quoting = _timed(lambda: [read_quotations(each) for each in texts])
        drafting = _timed(lambda: [_draft(file, evidence) for file in files])
    rate, ratio = ARTICLES / drafting, drafting / quoting
    print(
        f"drafting: {rate:.0f} articles a second at {WORDS:,} words (at least {LEAST_A_SECOND}), "
        f"ratio to the quotation reader alone {ratio:.1f} (bound {MOST_RATIO})"
    )
    sys.exit(rate < LEAST_A_SECOND or ratio > MOST_RATIO)


def _draft(file: Path, evidence: Evidence) -> Draft:
    intake = take_in(str(file))
    return draft_of(replace(intake, origin=replace(intake.origin, published="2031-05-02")), "new", evidence)


def _write(file: Path, number: int) -> Path:
    paragraphs: list[str] = []
    while sum(len(each.split()) for each in paragraphs) < WORDS:
        place = len(paragraphs)
        paragraphs.append(_PARAGRAPHS[place % len(_PARAGRAPHS)].replace("{n}", str(20 + number * 40 + place)))
    file.write_text("\n\n".join(paragraphs) + "\n", encoding="utf-8")
    return file


def _timed(work: Callable[[], object]) -> float:
    """Return the least processor time of several runs; timeit turns the garbage collector off."""
    return min(timeit.repeat(work, timer=time.process_time, repeat=RUNS, number=1))


if __name__ == "__main__":
    main()
