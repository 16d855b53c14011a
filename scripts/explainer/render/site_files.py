"""Files of the site made from records that are not pages: the search index, the feed, and the figures as CSV."""

from __future__ import annotations

from explainer.core.csv_text import csv_text
from explainer.pages.addresses import page_of
from explainer.pages.identity import Identity
from explainer.records.claims import repeats
from explainer.records.comparison import status_of
from explainer.records.evidence import Evidence
from explainer.records.models import Figure
from explainer.records.wording import amount_in_words
from explainer.render.elements import anchor_of
from explainer.render.feed import FEED, feed_text
from explainer.render.search_parts import index_files

FIGURES_CSV = "figures.csv"
_COLUMNS = (
    "id", "measure", "population", "qualifier", "amount", "low", "high", "unit", "as_of", "claimed_by", "source",
    "paragraph", "stated", "same_claim", "agreement", "note",
)  # fmt: skip


def site_files(
    evidence: Evidence,
    whole: frozenset[str],
    pages: list[dict[str, str]],
    identity: Identity,
    address: str,
    updated: str,
) -> dict[str, str]:
    """Return the content of each file by its path in the site.

    `whole` names the lists that are whole on their page; `pages` holds what a search finds of the pages themselves;
    `address` is the site's, if it may be known; `updated` is the time of the edition.
    """
    return {
        **index_files(search_records(evidence, whole, pages), evidence.texts),
        FEED: feed_text(evidence, identity, address, updated),
        FIGURES_CSV: figures_csv(evidence),
    }


def search_records(evidence: Evidence, whole: frozenset[str], pages: list[dict[str, str]]) -> list[dict[str, str]]:
    """Return what a search can find: pages, terms, people, figures, quotations and events, each with its address.

    `pages` holds the records of pages and of their sections, which come first.
    """

    def address(name: str, entry: str, anchor: str) -> str:
        return f"{page_of(whole, name, entry).removesuffix('.md')}.html#{anchor}"

    texts = evidence.texts
    abouts: dict[str, list[str]] = {}
    for quote in evidence.quotes.values():
        abouts.setdefault(quote.speaker, []).append(quote.about)
    records = list(pages)
    for key, term in evidence.terms.items():
        words = " ".join((*term.forms, term.variants or ""))
        records.append(_record("term", term.term, address("glossary", term.term, key), term.definition, words))
    for key, person in evidence.people.items():
        if person.name:
            said = abouts.get(key, [])
            quoted = f" {texts['quoted-about'].format(what=', '.join(said))}" if said else ""
            text = f"{person.role}.{quoted}"
            records.append(_record("person", person.name, address("people", person.name, f"person-{key}"), text))
    for key, figure in evidence.figures.items():
        source = evidence.source_of(key)
        measure = evidence.measures[figure.measure]
        title = f"{amount_in_words(evidence, key)}: {measure.populations[figure.population]}"
        text = (
            f"{measure.name}. {evidence.claimant(figure, source)}, {figure.date.in_words(texts)}. {figure.note or ''}"
        )
        records.append(_record("figure", title, address("figures", key, anchor_of("f", key)), text, figure.stated))
    for key, quote in evidence.quotes.items():
        shown = evidence.people[quote.speaker].shown
        title = f"{shown[0].upper()}{shown[1:]}, {quote.about}"
        text = f"“{quote.text}” {evidence.source_of(key).publisher}"
        records.append(_record("quotation", title, address("quotes", key, anchor_of("q", key)), text))
    for key, event in evidence.events.items():
        target = address("timeline", key, anchor_of("e", key))
        records.append(_record("event", event.when.in_words(texts), target, event.text))
    return records


def _record(kind: str, title: str, address: str, text: str, words: str = "") -> dict[str, str]:
    record = {"kind": kind, "title": title, "address": address, "text": text.strip()}
    return {**record, "words": words} if words else record


def figures_csv(evidence: Evidence) -> str:
    """Return all figures as CSV, one row for each, with the columns of the codebook."""
    return csv_text(_COLUMNS, (_figure_row(evidence, key, figure) for key, figure in evidence.figures.items()))


def _figure_row(evidence: Evidence, key: str, figure: Figure) -> list[object]:
    amounts = [_plain(value) for value in (figure.amount, figure.low, figure.high)]
    source = evidence.source_of(key)
    who = evidence.claimant(figure, source)
    start = [key, figure.measure, figure.population, figure.qualifier, *amounts, figure.unit, figure.as_of, who]
    return [
        *start,
        source.id,
        figure.paragraph,
        figure.stated,
        repeats(evidence, key),
        status_of(evidence, key),
        figure.note,
    ]


def _plain(value: object) -> str:
    return "" if value is None else str(value)
