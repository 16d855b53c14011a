"""An edition with its sources, records and pages multiplied; each copy has its own ids."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import TypeVar

from explainer.edition.state import Edition
from explainer.pages.read_pages import parse_page
from explainer.records.evidence import Evidence
from explainer.records.models import Figure, Person, Quote, Source

V = TypeVar("V")


def multiplied(edition: Edition, times: int) -> Edition:
    """Return an edition that is `times` times as large; terms, organisations and names are not multiplied."""
    evidence = edition.evidence
    copies = [evidence, *(_copied(evidence, number) for number in range(1, times))]
    larger = replace(
        evidence,
        sources=_joined([copy.sources for copy in copies]),
        quotes=_joined([copy.quotes for copy in copies]),
        figures=_joined([copy.figures for copy in copies]),
        events=_joined([copy.events for copy in copies]),
        people={**evidence.people, **_joined([copy.people for copy in copies])},
        topics={**evidence.topics, **_joined([copy.topics for copy in copies])},
        measures={**evidence.measures, **_joined([copy.measures for copy in copies])},
        lock=_joined([copy.lock for copy in copies]),
    )
    articles = dict(edition.articles)
    articles |= {f"{key}-{number}": each for number in range(1, times) for key, each in edition.articles.items()}
    pages = list(edition.pages)
    for number in range(1, times):
        for page in edition.pages:
            text = (edition.project.docs / page.path).read_text(encoding="utf-8")
            pages.append(
                parse_page(_renamed(text, evidence, number), f"{page.path.removesuffix('.md')}-{number}.md", page.file)
            )
    return Edition(edition.project, larger, tuple(pages), articles, edition.settings)


def _joined(mappings: list[Mapping[str, V]]) -> dict[str, V]:
    return {key: value for mapping in mappings for key, value in mapping.items()}


def _copied(evidence: Evidence, number: int) -> Evidence:
    quotes = {_key(key, number): _quote(evidence, quote, number) for key, quote in evidence.quotes.items()}
    figures = {_key(key, number): _figure(figure, number) for key, figure in evidence.figures.items()}
    events = {
        _key(key, number): each.model_copy(update=_topics(each.topics, number) | _also(each.also, number))
        for key, each in evidence.events.items()
    }
    return replace(
        evidence,
        sources={f"{key}-{number}": _source(source, number) for key, source in evidence.sources.items()},
        quotes=quotes,
        figures=figures,
        events=events,
        people={f"{key}-{number}": _person(each, number) for key, each in evidence.people.items() if each.source},
        topics={f"{key}-{number}": each for key, each in evidence.topics.items()},
        measures={f"{key}-{number}": each for key, each in evidence.measures.items()},
        lock={f"{key}-{number}": each for key, each in evidence.lock.items()},
    )


def _key(key: str, number: int) -> str:
    source, _, name = key.partition(".")
    return f"{source}-{number}.{name}"


def _topics(topics: tuple[str, ...], number: int) -> dict[str, object]:
    return {"topics": tuple(f"{topic}-{number}" for topic in topics)}


def _also(references: tuple[str, ...], number: int) -> dict[str, object]:
    return {"also": tuple(reference.replace(":", f"-{number}:") for reference in references)}


def _source(source: Source, number: int) -> Source:
    return source.model_copy(update={"id": f"{source.id}-{number}"})


def _person(person: Person, number: int) -> Person:
    return person.model_copy(update={"source": f"{person.source}-{number}"})


def _quote(evidence: Evidence, quote: Quote, number: int) -> Quote:
    speaker = f"{quote.speaker}-{number}" if evidence.people[quote.speaker].source else quote.speaker
    return quote.model_copy(update={"speaker": speaker, **_topics(quote.topics, number)})


def _figure(figure: Figure, number: int) -> Figure:
    return figure.model_copy(update={"measure": f"{figure.measure}-{number}", **_topics(figure.topics, number)})


def _renamed(text: str, evidence: Evidence, number: int) -> str:
    sources = "|".join(evidence.sources)
    text = re.sub(rf"\b({sources})(?=[:.][a-z0-9])", rf"\1-{number}", text)
    text = re.sub(rf"^(/// \w+ \| )({sources})$", rf"\1\2-{number}", text, flags=re.MULTILINE)
    return re.sub(r"^(    (?:topic|measure): )(\S+)$", rf"\1\2-{number}", text, flags=re.MULTILINE)
