"""The quotation budget (rules C1 and C2): its numbers, and the count of words quoted from a source."""

from __future__ import annotations

from explainer.core.text import count_words, find_exact, fold
from explainer.records.models import Source

QUOTE_WARNS, QUOTE_FAILS, TERM_WORDS = 30, 50, 3
OWN_SHARE = 3
_SHARE, _REWORDED_SHARE, _MOST_WORDS = 0.15, 0.08, 220


def budget_of(source: Source, words: int) -> int:
    """Return how many of a source's words may be quoted."""
    share = _REWORDED_SHARE if source.copy_read.kind == "reworded" else _SHARE
    return min(_MOST_WORDS, int(words * share))


def words_quoted(source: Source) -> int:
    """Return how many words of a source are published as quotations, each counted once.

    Prose quotes only terms and parts of stored quotations (rule P3), so counting the stored quotations is enough. One
    that is part of another is not counted again.
    """
    texts = [(quote.paragraph, fold(quote.text)) for quote in source.quotes.values()]
    outer = {
        (paragraph, text)
        for paragraph, text in texts
        if not any(_is_part(text, longer) and paragraph == other for other, longer in texts)
    }
    return sum(count_words(text) for _, text in outer)


def _is_part(text: str, longer: str) -> bool:
    return text != longer and find_exact(text, longer) >= 0
