"""What the blocks of a page show: records, quotations as words, quiz items and sources."""

from __future__ import annotations

from explainer.blocks.all_blocks import block_called
from explainer.blocks.block import given_of
from explainer.edition.state import Edition
from explainer.pages.page import Page


def records_shown(edition: Edition, page: Page) -> set[str]:
    """Return the full ids of the quotations, figures and events that a page's blocks show."""
    blocks = ((block_called(block.name), given_of(block)) for block in page.directives)
    return {key for block, given in blocks for key in block.shows(edition.evidence, given)}


def quiz_shown(edition: Edition, page: Page) -> list[str]:
    """Return the ids of the quiz items that a page asks, in the order of the quiz."""
    blocks = ((block_called(block.name), given_of(block)) for block in page.directives)
    asked = {key for block, given in blocks for key in block.asks(edition.evidence, given)}
    return [key for key in edition.evidence.quiz if key in asked]


def quotes_in_words(edition: Edition, page: Page) -> list[str]:
    """Return the full ids of the quotations whose words a page prints, each as often as it prints them."""
    blocks = ((block_called(block.name), given_of(block)) for block in page.directives)
    return [key for block, given in blocks for key in block.prints_quotes(edition, given)]


def shows_source(edition: Edition, key: str) -> bool:
    """Return whether a page shows the record of a source."""
    return key in edition.derived("sources shown", _sources_shown)


def _sources_shown(edition: Edition) -> set[str]:
    blocks = (block for page in edition.pages for block in page.directives)
    return {source for block in blocks for source in block_called(block.name).prints_sources(given_of(block))}
