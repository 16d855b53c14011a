"""The lock: a fingerprint of every paragraph, so that a copy can be checked again although its text is not kept."""

from __future__ import annotations

from datetime import date
from typing import Any

from explainer.articles.read_article import Article
from explainer.core.quantities import read_quantities
from explainer.core.text import Phrases, count_words, fingerprint_of, opening
from explainer.core.vocabulary import NAME_LEFT_OUT
from explainer.core.yaml_files import dump_yaml
from explainer.edition.state import Edition
from explainer.records.models import Source
from explainer.records.permitted_names import permitted_names, without_unknown_names
from explainer.records.written_by_commands import LockedArticle, LockedParagraph

OPENING_WORDS = 3
_HEADER = (
    "# Fingerprints of the articles as read, paragraph by paragraph. Written by `explainer lock`; do not edit.\n"
    "# Names of private people are left out of the opening words.\n"
)


def _digest(paragraph: int, text: str, locked: LockedArticle) -> str:
    known = locked.paragraphs[paragraph - 1].fingerprint if paragraph <= len(locked.paragraphs) else ""
    return fingerprint_of(f"{known} {text}")


def lock_text(edition: Edition, today: date) -> str:
    """Return the content of data/articles.lock; articles that are not at hand keep their present entries.

    Call this only for an edition whose quotations and figures have been checked: the lock attests them.
    """
    permitted = permitted_names(edition.evidence)
    content: dict[str, Any] = {}
    for key, source in sorted(edition.evidence.sources.items()):
        article = edition.articles.get(key)
        locked = edition.evidence.lock.get(key)
        if article is not None:
            locked = _locked(source, article, locked, permitted, today)
        if locked is not None:
            content[key] = locked.model_dump(mode="json")
    return _HEADER + dump_yaml(content)


def _locked(
    source: Source, article: Article, before: LockedArticle | None, permitted: Phrases, today: date
) -> LockedArticle:
    paragraphs = tuple(described(paragraph.text, permitted) for paragraph in article.paragraphs)
    read = before.read if before is not None and before.paragraphs == paragraphs else today.isoformat()
    locked = LockedArticle(read=read, words=article.words, paragraphs=paragraphs)
    return locked.model_copy(update={"checked": attestations(source, locked)})


def attestations(source: Source, locked: LockedArticle) -> dict[str, str]:
    """Return a digest of each quote and figure of a source: its words, its attribution, and its paragraph as locked."""
    stored = {key: (quote.paragraph, f"{quote.text} {quote.speaker}") for key, quote in source.quotes.items()}
    for key, figure in source.figures.items():
        amounts = (figure.qualifier, figure.amount, figure.low, figure.high, figure.unit, figure.as_of)
        text = f"{figure.stated} {amounts} {figure.measure} {figure.population} {figure.claimed_by}"
        stored[key] = (figure.paragraph, text)
    return {key: _digest(number, text, locked) for key, (number, text) in stored.items()}


def described(text: str, permitted: Phrases) -> LockedParagraph:
    """Return what the lock keeps of a paragraph: no names except permitted ones, no dates, no numbers."""
    return LockedParagraph(
        fingerprint=fingerprint_of(text),
        words=count_words(text),
        opening=opening(_without_details(without_unknown_names(text, permitted)), OPENING_WORDS),
    )


def _without_details(text: str) -> str:
    """Leave out dates and numbers: an opening must not tell when somebody left, or how old they are (rule N3)."""
    for quantity in reversed(read_quantities(text)):
        if not any(character.isdigit() for character in quantity.text):
            continue
        text = text[: quantity.start] + NAME_LEFT_OUT + text[quantity.end :]
    return text
