"""How much of an article's text is read from saved pages, beside the extraction library under it.

The pages in tests/articles/pages are invented, in as many forms as the web has, each with its true text. Prints
precision, recall and F1 over runs of four words, averaged over the pages; F1 must be at least 0.965, and no average
below that of the library alone.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path

from explainer.articles.read_article import article_of
from explainer.core.project import find_project
from explainer.core.text import words

PAGES = "tests/articles/pages"
LEAST_F1 = 0.965
_RUN = 4


def scores(read: Callable[[str], str], folder: Path) -> tuple[float, float, float]:
    """Return the average precision and recall of a reader of pages, and F1 of the two."""
    pairs = [_compared(read(page.read_text(encoding="utf-8")), page.with_suffix(".txt")) for page in pages_in(folder)]
    precision, recall = (sum(each) / len(pairs) for each in zip(*pairs, strict=True))
    return precision, recall, 2 * precision * recall / (precision + recall)


def pages_in(folder: Path) -> Sequence[Path]:
    return sorted(folder.glob("*.html"))


def ours(page: str) -> str:
    """The paragraphs of an article, as they are cited."""
    return "\n".join(one.text for one in article_of(page.encode(), ".html", "page.html").paragraphs)


def alone(page: str) -> str:
    """What the extraction library makes of a page by itself."""
    import trafilatura

    return trafilatura.extract(page) or ""


def _compared(read: str, truth: Path) -> tuple[float, float]:
    found, wanted = _runs(read), _runs(truth.read_text(encoding="utf-8"))
    common = (found & wanted).total()
    return common / max(1, found.total()), common / max(1, wanted.total())


def _runs(text: str) -> Counter[tuple[str, ...]]:
    found = [word.lower() for word in words(text)]
    return Counter(tuple(found[at : at + _RUN]) for at in range(max(1, len(found) - _RUN + 1)))


def main() -> None:
    """Print the scores of both readers; exit with 1 if ours are too low."""
    folder = find_project().root / PAGES
    print(f"articles read from {len(pages_in(folder))} saved pages:")
    own, library = scores(ours, folder), scores(alone, folder)
    for name, (precision, recall, f1) in (("this reader", own), ("the library alone", library)):
        print(f"  {name}: precision {precision:.3f}, recall {recall:.3f}, F1 {f1:.3f}")
    sys.exit(own[2] < LEAST_F1 or any(one < other for one, other in zip(own, library, strict=True)))


if __name__ == "__main__":
    main()
