"""Lists of records: quotations, events, terms, sources, people, corrections."""

from __future__ import annotations

from datetime import date
from xml.etree.ElementTree import Element

from explainer.dates import EdtfDate
from explainer.feed import in_order, sentence
from explainer.render.cards import quote_card, quote_line, short_grade_mark, speaker
from explainer.render.elements import (
    Child,
    PageView,
    anchor_of,
    citation,
    count,
    el,
    folded,
    paragraph,
)
from explainer.render.filtering import filterable
from explainer.render.tables import figure_keys, figure_line
from explainer.store import Evidence
from explainer.wording import dated_in_words

ALL_QUOTATIONS = "All quotations"
"""The title of the fold that lists the quotations of a topic or source."""


def quote_keys(evidence: Evidence, topic: str = "", source: str = "") -> list[str]:
    """Return the quotations of a topic or source, in the order of sources and paragraphs."""
    keys = evidence.keys_of("quotes", topic, source)
    return sorted(keys, key=lambda key: (key.partition(".")[0], evidence.quotes[key].paragraph, key))


def event_keys(evidence: Evidence, topic: str = "", source: str = "") -> list[str]:
    """Return the events of a topic or source, by date; those without a month stand at the end of their year."""
    events = evidence.events
    keys = evidence.keys_of("events", topic, source)
    return sorted(keys, key=lambda key: (events[key].when.first.year, *_order(events[key].when), key))


def _order(when: EdtfDate) -> tuple[bool, date, date]:
    """Return the order within a year: what has a month in the order of dates, then what has only the year."""
    return when.start.month is None, when.first, when.last


def quote_list(view: PageView, topic: str = "", source: str = "") -> list[Element]:
    """Return quotations as cards; addresses and filters stand on the full list only."""
    is_full = not topic and not source
    cards = [quote_card(view, key, is_full) for key in quote_keys(view.evidence, topic, source)]
    return [filterable(view, ("topics", "source", "speaker"), *cards)] if is_full else cards


def event_list(view: PageView, topic: str = "", source: str = "") -> Element:
    """Return events as a list in the order of time."""
    keys = event_keys(view.evidence, topic, source)
    return el("ol", {"class": "timeline"}, *(_event(view, key, not topic and not source) for key in keys))


def _event(view: PageView, key: str, with_anchor: bool) -> Element:
    event = view.evidence.events[key]
    source = view.evidence.source_of(key)
    attributes = {"id": anchor_of("e", key), "data-item": ""} if with_anchor else {}
    attributes |= {"data-topics": " ".join(event.topics), "data-source": source.id} if with_anchor else {}
    note = el("small", None, event.note) if event.note else None
    references = (f"{source.id}:{event.paragraph}", *event.also)
    is_year = with_anchor and event.when.in_words() == str(event.when.first.year)
    when = None if is_year else el("strong", {"class": "when"}, event.when.in_words())
    text = el("span", None, event.text, " ", citation(view, references), " ", note, " ", short_grade_mark(source))
    return el("li", attributes, when, " ", text)


def timeline(view: PageView) -> list[Element]:
    """Return all events under a heading for each year."""
    parts: list[Element] = []
    years: dict[int, list[str]] = {}
    for key in event_keys(view.evidence):
        years.setdefault(view.evidence.events[key].when.first.year, []).append(key)
    for year, keys in years.items():
        heading = el("h2", {"id": f"y{year}"}, str(year))
        events = el("ol", {"class": "timeline"}, *(_event(view, key, True) for key in keys))
        parts.append(el("section", {"data-group": ""}, heading, events))
    return [filterable(view, ("topics", "source"), *parts)]


def glossary(view: PageView) -> Element:
    """Return all terms with their definitions, in alphabetical order."""
    terms = view.evidence.terms
    parts: list[Child] = []
    for key in sorted(terms, key=lambda each: terms[each].term.casefold()):
        term = terms[key]
        parts.append(el("dt", {"id": key}, term.term))
        body: list[Child] = [term.definition, " ", citation(view, term.cites)]
        if term.variants:
            body += [" ", el("span", {"class": "variants"}, term.variants)]
        if term.see:
            body.append(el("span", {"class": "see"}, " See also: ", *_see(view, term.see), "."))
        parts.append(el("dd", None, *body))
    return el("dl", {"class": "glossary"}, *parts)


def _see(view: PageView, others: tuple[str, ...]) -> list[Child]:
    links: list[Child] = []
    for other in others:
        links += [", "] if links else []
        links.append(el("a", {"href": view.to_term(other)}, view.evidence.terms[other].term))
    return links


def sources_list(view: PageView) -> Element:
    """Return the sources, in the order of publication."""
    sources = sorted(view.evidence.sources.values(), key=lambda source: (source.when.first, source.id))
    items: list[Child] = []
    for source in sources:
        title = el("a", {"href": view.to_source(source.id)}, source.title)
        by = f"{', '.join(source.authors)}, " if source.authors else ""
        line = el("span", {"class": "source"}, f"{by}{source.publisher}, {dated_in_words(source)}")
        items.append(
            el(
                "li",
                None,
                el("strong", None, title),
                " ",
                line,
                " ",
                short_grade_mark(source),
                paragraph(source.summary),
            )
        )
    return el("ul", {"class": "sources"}, *items)


def topics_list(view: PageView) -> Element:
    """Return the topics as doors: the question, and the name of the page."""
    doors = [
        el("li", None, el("a", {"href": view.link(topic.page)}, el("strong", None, topic.question)), f" {topic.title}")
        for topic in view.evidence.topics.values()
    ]
    return el("ul", {"class": "doors"}, *doors)


def people_list(view: PageView) -> Element:
    """Return the people who are shown by name, with what they are quoted as."""
    people = sorted(
        (item for item in view.evidence.people.items() if item[1].kind == "public"), key=lambda item: item[1].shown
    )
    entries = [el("li", {"id": f"person-{key}"}, speaker(person)) for key, person in people]
    return el("ul", {"class": "people"}, *entries)


def corrections_list(view: PageView) -> list[Element]:
    """Return all corrections, the newest first, with notes for programs; or a sentence that there are none."""
    corrections = in_order(view.evidence)
    if not corrections:
        return [paragraph("Nothing has been corrected so far.")]
    items = [
        el("li", {"id": each.id}, el("strong", None, f"{each.date}, {each.kind}: "), sentence(each))
        for each in corrections
    ]
    return [el("ol", {"class": "corrections"}, *items)]


def reviews_line(view: PageView) -> Element:
    """Return how many claims have been read against their paragraphs; rule P6 keeps the sign-offs current."""
    return paragraph(count(len(view.evidence.reviews)), " claims have been read against their paragraphs.")


def evidence_folds(view: PageView, topic: str = "", source: str = "") -> list[Element]:
    """Return all evidence of a topic or source, folded by kind; quotations as lines that lead to their words."""
    quotes = [quote_line(view, key) for key in quote_keys(view.evidence, topic, source)]
    figures = figure_keys(view.evidence, topic=topic, source=source)
    events = event_keys(view.evidence, topic, source)
    parts: list[Element] = []
    if quotes:
        parts.append(folded(ALL_QUOTATIONS, el("ul", None, *quotes), counted=len(quotes)))
    if figures:
        lines = [figure_line(view, key) for key in figures]
        parts.append(folded("All figures", el("ul", None, *lines), counted=len(figures)))
    if events:
        parts.append(folded("All dated events", event_list(view, topic, source), counted=len(events)))
    return parts
