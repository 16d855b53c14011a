"""Which records each page shows: through its blocks, its citations, and the numbers in its sentences."""

from __future__ import annotations

from collections.abc import Iterator

from explainer.edition.state import Edition
from explainer.pages.addresses import lists_whole
from explainer.pages.page import Block, Page
from explainer.records.evidence import PIECE_KINDS
from explainer.records.quiz_items import Matching
from explainer.records.selection import dated_keys, disputed_keys, event_keys, figure_keys, quote_keys
from explainer.render.charts import chart_keys


def records_shown(edition: Edition, page: Page) -> set[str]:
    """Return the full ids of the quotes, figures and events that a page's blocks show."""
    return {key for block in page.directives for key in _by_block(edition, block)}


def _by_block(edition: Edition, block: Block) -> Iterator[str]:
    options = dict(block.options)
    topic, measure, source, when = (options.get(name, "") for name in ("topic", "measure", "source", "when"))
    evidence = edition.evidence
    if block.name in ("quote", "figure"):
        yield block.argument
    yield from options.get("records", "").split()
    if block.name == "grid":
        yield from figure_keys(evidence, measure=block.argument)
    if block.name in ("quotes", "evidence"):
        yield from quote_keys(evidence, topic, source, when)
    if block.name == "figures" or block.name == "evidence":
        yield from figure_keys(evidence, topic, measure, source, when)
    if block.name in ("events", "evidence"):
        yield from event_keys(evidence, topic, source, when)
    if block.name == "timeline":
        yield from dated_keys(evidence, when)
    if block.name == "chart":
        yield from chart_keys(evidence, block.argument)
    if block.name == "disagreements":
        yield from disputed_keys(evidence, topic, measure)
    if block.name == "paragraphs":
        for kind in PIECE_KINDS:
            yield from evidence.keys_of(kind, source=block.argument)


def quiz_shown(edition: Edition, page: Page) -> list[str]:
    """Return the quiz items that a page asks."""
    lessons = [dict(block.options).get("lesson", "") for block in page.directives if block.name == "quiz"]
    return [key for key, item in edition.evidence.quiz.items() if {"", item.lesson} & set(lessons)]


def _quotes_asked(edition: Edition, page: Page) -> Iterator[str]:
    """Return the quotations whose words the quiz of a page prints."""
    for item in (edition.evidence.quiz[key] for key in quiz_shown(edition, page)):
        if item.shows:
            yield item.shows
        if isinstance(item, Matching) and item.match == "speakers":
            yield from item.of


def quotes_in_words(edition: Edition, page: Page) -> list[str]:
    """Return the quotations whose words a page prints as cards, as often as it prints them."""
    keys = list(_quotes_asked(edition, page))
    for block in page.directives:
        options = dict(block.options)
        if block.name == "quote":
            keys.append(block.argument)
        elif block.name == "sheet":
            keys += [key for key in options.get("records", "").split() if key in edition.evidence.quotes]
        elif block.name == "quotes":
            keys += quote_keys(edition.evidence, *(options.get(name, "") for name in ("topic", "source", "when")))
        elif block.name == "paragraphs" and "quotes" not in _lists_whole(edition):
            keys += quote_keys(edition.evidence, source=block.argument)
    return keys


def _lists_whole(edition: Edition) -> frozenset[str]:
    return edition.derived("lists that stand whole", lambda each: lists_whole(each.project))


def shows_source(edition: Edition, key: str) -> bool:
    """Tell whether some page shows the record of a source."""
    return key in edition.derived("sources shown", _sources_shown)


def _sources_shown(edition: Edition) -> set[str]:
    return {block.argument for page in edition.pages for block in page.directives if block.name == "source"}
