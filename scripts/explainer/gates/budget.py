"""Rules C: how much may be quoted."""

from __future__ import annotations

from collections.abc import Iterator

from explainer.edition import Edition
from explainer.gates.registry import Finding, Seen
from explainer.gates.rulebook import rule
from explainer.problems import Problem
from explainer.quoting import QUOTE_FAILS, QUOTE_WARNS, TERM_WORDS, budget_of, words_quoted
from explainer.text import count_words


@rule("C1", "length of a quotation")
def length(edition: Edition) -> Iterator[Finding]:
    """A quotation of more than 30 words warns, of more than 50 fails; fewer than 3 words is a term, not evidence."""
    for key, quote in edition.evidence.quotes.items():
        yield Seen(key)
        place, count = edition.evidence.place(key, "text"), count_words(quote.text)
        if count > QUOTE_FAILS:
            yield Problem(place, "C1", f"{key} has {count} words, more than {QUOTE_FAILS}.", "Quote less of it.")
        elif count > QUOTE_WARNS:
            sentence = f"{key} has {count} words, more than {QUOTE_WARNS}."
            yield Problem(place, "C1", sentence, "Quote less of it.", "warning")
        elif count < TERM_WORDS:
            yield Problem(place, "C1", f"{key} has {count} words: that is a term.", "Put it into the glossary.")


@rule("C2", "budget of a source")
def budget(edition: Edition) -> Iterator[Finding]:
    """Of one source, at most 15 per cent of its words or 220 words are quoted, whichever is smaller; of a reworded
    copy at most 8 per cent."""
    for key, source in edition.evidence.sources.items():
        locked = edition.evidence.lock.get(key)
        if locked is None:
            continue
        yield Seen(key)
        allowed, quoted = budget_of(source, locked.words), words_quoted(source)
        if quoted > allowed:
            sentence = f"{quoted} of {key}'s {locked.words} words are quoted; {allowed} are allowed."
            yield Problem(edition.evidence.place(key, "quotes"), "C2", sentence, "Shorten or drop quotations.")
