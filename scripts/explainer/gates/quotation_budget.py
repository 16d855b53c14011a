"""Rules C: how much may be quoted."""

from __future__ import annotations

from collections.abc import Iterator

from explainer.core.problems import Place, Problem
from explainer.core.text import count_words
from explainer.edition.state import Edition
from explainer.gates.registry import Finding, Seen
from explainer.gates.rulebook import rule
from explainer.pages.page import Page
from explainer.prose.records_shown import quotes_in_words, records_shown, shows_source
from explainer.prose.statements import page_statements, quoted_in
from explainer.records.quotation_budget import OWN_SHARE, QUOTE_FAILS, QUOTE_WARNS, TERM_WORDS, budget_of, words_quoted


@rule("C1", "length of a quotation")
def length(edition: Edition) -> Iterator[Finding]:
    """A quotation has at most 50 words; more than 30 is a warning. Fewer than 3 words are a term, not evidence."""
    for key, quote in edition.evidence.quotes.items():
        yield Seen(key)
        place, count = edition.evidence.place(key, "text"), count_words(quote.text)
        if count > QUOTE_FAILS:
            yield Problem(
                place, "C1", f"The quotation {key} has {count} words; the limit is {QUOTE_FAILS}.", "Shorten it."
            )
        elif count > QUOTE_WARNS:
            sentence = f"The quotation {key} has {count} words; it should have at most {QUOTE_WARNS}."
            yield Problem(place, "C1", sentence, "Shorten it.", "warning")
        elif count < TERM_WORDS:
            sentence = f"The quotation {key} has {count} words; it must have at least {TERM_WORDS}."
            yield Problem(place, "C1", sentence, "Quote more, or add it to data/glossary.yaml as a term.")


@rule("C3", "our words on a page")
def own_share(edition: Edition) -> Iterator[Finding]:
    """A page has at least three words of ours for each quoted word; what its cards say about a quotation counts."""
    for page in edition.pages:
        keys = quotes_in_words(edition, page)
        quoted = sum(count_words(edition.evidence.quotes[key].text) for key in keys if key in edition.evidence.quotes)
        quoted += sum(count_words(words) for each in page_statements(edition, page) for words in quoted_in(each.text))
        yield Seen(page.path)
        own = own_words_of(edition, page, keys)
        if own < OWN_SHARE * quoted:
            needed = OWN_SHARE * quoted
            sentence = f"This page has {own} words of ours for {quoted} quoted words; it must have at least {needed}."
            yield Problem(Place(page.file, 1), "C3", sentence, "Quote less, or write more.")


def own_words_of(edition: Edition, page: Page, keys: list[str]) -> int:
    """Return how many words of ours a page has, in its sentences and in what its cards say about quotations."""
    own = sum(count_words(each.text) for each in page_statements(edition, page))
    own -= sum(count_words(words) for each in page_statements(edition, page) for words in quoted_in(each.text))
    evidence = edition.evidence
    for key in keys:
        quote = evidence.quotes.get(key)
        if quote is not None and quote.speaker in evidence.people:
            person, source = evidence.people[quote.speaker], evidence.source_of(key)
            when = source.when.in_words(evidence.texts)
            about = f"{person.name or ''} {person.role} {quote.about} {source.publisher} {when}"
            own += count_words(f"{about} {quote.context or ''}")
    for key in records_shown(edition, page):
        event, figure = evidence.events.get(key), evidence.figures.get(key)
        own += count_words(event.text) if event else 0
        own += count_words(f"{figure.stated} {figure.as_of} {figure.note or ''}") if figure else 0
    return own


@rule("C4", "count of words quoted")
def counted(edition: Edition) -> Iterator[Finding]:
    """The page of a source shows how many of its words there are and how many of them are quoted."""
    for key in edition.evidence.sources:
        yield Seen(key)
        if not shows_source(edition, key):
            sentence = f"No page shows how much of {key} is quoted."
            yield Problem(edition.evidence.place(key), "C4", sentence, f"Add `/// source | {key}` to a page.")


@rule("C2", "budget of a source")
def budget(edition: Edition) -> Iterator[Finding]:
    """Of a source, at most 15 per cent of its words or 220 words are quoted, whichever is less; of a reworded copy, at
    most 8 per cent."""
    for key, source in edition.evidence.sources.items():
        locked = edition.evidence.lock.get(key)
        if locked is None:
            continue
        yield Seen(key)
        allowed, quoted = budget_of(source, locked.words), words_quoted(source)
        if quoted > allowed:
            sentence = f"{quoted} of the {locked.words} words of {key} are quoted; the limit is {allowed}."
            yield Problem(edition.evidence.place(key, "quotes"), "C2", sentence, "Shorten or remove quotations.")
