"""How long hostile articles and pages take to be drafted or refused: at most a second per megabyte.

Prints the slowest, in processor seconds per megabyte. A smaller file counts as a megabyte, because every draft has a
fixed cost.
"""

from __future__ import annotations

import os
import sys
import tempfile
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from explainer.core.problems import Refused
from explainer.core.project import find_project
from explainer.drafting.draft_files import draft_text
from explainer.drafting.intake import take_in
from explainer.drafting.propose import draft_of
from explainer.records.evidence import Evidence
from explainer.records.store import load_evidence

MEGABYTE = 1_000_000
MOST_SECONDS = 1.0
RUNS = 3
SENTENCE = (
    "The league said that about 300 pilots had left in late August, and “we are done with it,” Ilsa Marden said. "
)


def _numbered(text: str) -> str:
    """Return the paragraphs of a text with numbers, so that none is taken for a repeated line."""
    return "\n\n".join(f"{number} {part}" for number, part in enumerate(text.split("\n\n")))


TEXTS = {
    "prose": _numbered((SENTENCE * 4 + "\n\n") * 2_300),
    "one line": SENTENCE * 8_000,
    "ten thousand marks": _numbered(('"' * 100 + " said.\n\n") * 100),
    "marks": '"a" ' * 250_000,
    "openers": "“a. " * 160_000,
    "numbers": "1,000 " * 160_000,
    "number words": "one hundred and " * 60_000,
    "numbers in paragraphs": _numbered(("1,000 " * 100 + ".\n\n") * 1_600),
    "names": _numbered(("“Hello there you all,” said " + "Orla Fen Wick Bell " * 60 + ".\n\n") * 800),
    "dates": _numbered(("in May 2021 to June 2021, since July 4, " * 30 + ".\n\n") * 800),
    "speech": _numbered(("he said she said, “yes it is so.” " * 40 + "\n\n") * 600),
    "brackets": _numbered(("(" * 500 + ".\n\n") * 1_900),
    "abbreviations": _numbered(("National Unity Harbour (NUH) " * 30 + ".\n\n") * 1_000),
    "distances": _numbered(("two weeks later after the election two years after the " * 30 + ".\n\n") * 600),
    "menu": "a | " * 250_000,
    "many menus": _numbered(("Home | Harbour | Tides" + " | Ports" * 40 + "\n\n") * 2_400),
    "lines": _numbered('"a" b.\n\n' * 2_400),
    "apostrophes": "'a' " * 250_000,
    "copyright": "© A " * 200_000,
    "byline": "By " + "A. " * 330_000,
    "original": "The original article was published by the " + "A B " * 200_000 + ".",
}
PAGES = {
    "spans": "<p>" + "<span>hi</span>" * 9_000,
    "links": "<a href=x>words of a link</a> " * 9_000,
    "items": "<ul>" + "<li>hello there world of words</li>" * 9_000,
    "attributes": "<p " + "a=b " * 200_000 + ">hi</p>",
    "entities": "<p>" + "&amp;" * 190_000,
    "bold": "<b>" * 19_000 + "words",
    "script": "<script>" + "x<" * 9_000 + "</script><p>Words.</p>",
    "title": '<meta property="og:title" content="' + "A " * 400_000 + '"><p>Words of a paragraph are here.</p>',
}


def drafted(path: Path, evidence: Evidence) -> str:
    """Return the text of the draft made from a hostile file; raise Refused if none can be made."""
    intake = take_in(str(path))
    intake = replace(intake, origin=replace(intake.origin, published="2031-05-02"))
    return draft_text(draft_of(intake, "hostile", evidence))


def main() -> None:
    """Draft from each file, one of which has 50 MB, and print the slowest; exit with 1 if one exceeds the bound."""
    evidence, _ = load_evidence(find_project())
    with tempfile.TemporaryDirectory() as folder:
        files = _written(Path(folder))
        _seconds(files[0], evidence)  # loads the word lists and the page reader, once per process
        _seconds(files[-1], evidence)
        seconds = {file.name: _seconds(file, evidence) / max(1.0, file.stat().st_size / MEGABYTE) for file in files}
    slowest = sorted(seconds, key=lambda name: -seconds[name])[:3]
    shown = ", ".join(f"{name} {seconds[name]:.2f}" for name in slowest)
    print(f"hostile articles: {len(files)} files, seconds a megabyte at most {MOST_SECONDS:.0f}: {shown}")
    sys.exit(seconds[slowest[0]] > MOST_SECONDS)


def _written(folder: Path) -> list[Path]:
    pages = {f"{name}.html": page for name, page in PAGES.items()}
    texts = {f"{name}.txt": text for name, text in TEXTS.items()} | pages
    for name, text in texts.items():
        (folder / name).write_text(text, encoding="utf-8")
    with (folder / "huge.txt").open("wb") as file:
        file.truncate(50 * MEGABYTE)
    (folder / "binary.txt").write_bytes(bytes(range(256)) * 3_900)
    (folder / "report.pdf").write_bytes(b"%PDF-1.7" + bytes(MEGABYTE))
    return [folder / name for name in ("huge.txt", "binary.txt", "report.pdf", *texts)]


def _seconds(file: Path, evidence: Evidence) -> float:
    """Return the least processor time of several runs."""
    times = []
    for _ in range(RUNS):
        start = _processor_seconds()
        with suppress(Refused):
            drafted(file, evidence)
        times.append(_processor_seconds() - start)
    return min(times)


def _processor_seconds() -> float:
    """Return the processor time of this process, and of the child processes in which articles are read."""
    return sum(os.times()[:4])


if __name__ == "__main__":
    main()
