"""Lists of records: quotations, events, terms, sources, people, corrections."""

from __future__ import annotations

from collections.abc import Mapping
from xml.etree.ElementTree import Element

from explainer.core.dates import parse_date
from explainer.core.vocabulary import COUNT_CLASS
from explainer.pages.addresses import letter_of
from explainer.records.claims import claims
from explainer.records.models import Term
from explainer.records.selection import dated_keys, event_keys, figure_keys, quote_keys
from explainer.records.wording import dated_in_words
from explainer.records.written_by_commands import Correction
from explainer.render.cards import quote_card, quote_line, short_grade_mark, speaker
from explainer.render.elements import (
    NO_BREAK_SPACE,
    Child,
    PageView,
    anchor_of,
    citation,
    count,
    el,
    filled,
    folded,
    paragraph,
)
from explainer.render.feed import in_order, sentence
from explainer.render.filtering import filterable
from explainer.render.tables import figure_line


def quote_list(view: PageView, topic: str = "", source: str = "", when: str = "") -> list[Element]:
    """Return quotations as cards; only the full list has anchors and filters."""
    is_full = not topic and not source and not when
    cards = [quote_card(view, key, is_full) for key in quote_keys(view.evidence, topic, source, when)]
    return [filterable(view, ("topics", "source", "speaker"), *cards)] if is_full else cards


def event_list(view: PageView, topic: str = "", source: str = "", when: str = "") -> Element:
    """Return events as a list, by date; only the full list has anchors."""
    keys = event_keys(view.evidence, topic, source, when)
    is_full = not topic and not source and not when
    return el("ol", {"class": "timeline"}, *(_event(view, key, is_full) for key in keys))


def _event(view: PageView, key: str, with_anchor: bool) -> Element:
    event = view.evidence.events[key]
    source = view.evidence.source_of(key)
    attributes = {"id": anchor_of("e", key), "data-item": ""} if with_anchor else {}
    attributes |= {"data-topics": " ".join(event.topics), "data-source": source.id} if with_anchor else {}
    note = el("small", None, event.note) if event.note else None
    references = (f"{source.id}:{event.paragraph}", *event.also)
    words, mark = event.when.in_words(view.texts), short_grade_mark(view, source)
    is_year = with_anchor and words == str(event.when.first.year)
    when = None if is_year else el("strong", {"class": "when"}, words)
    text = el("span", None, event.text, NO_BREAK_SPACE, citation(view, references), " ", note, " ", mark)
    return el("li", attributes, when, " ", text)


def timeline(view: PageView, when: str = "") -> list[Element]:
    """Return all events, or those of a year or month, under a heading for each year.

    Only the full list has anchors and filters.
    """
    parts: list[Element] = []
    years: dict[int, list[str]] = {}
    for key in dated_keys(view.evidence, when):
        years.setdefault(view.evidence.events[key].when.first.year, []).append(key)
    for year, keys in years.items():
        heading = el("h2", {"id": f"y{year}"}, str(year))
        events = el("ol", {"class": "timeline"}, *(_event(view, key, not when) for key in keys))
        parts.append(el("section", {"data-group": ""}, heading, events))
    return parts if when else [filterable(view, ("topics", "source"), *parts)]


def glossary(view: PageView, letter: str = "") -> Element:
    """Return all terms with their definitions, or those that begin with a letter, in alphabetical order."""
    terms = view.evidence.terms
    parts: list[Child] = []
    chosen = [key for key, term in terms.items() if letter in ("", letter_of(term.term))]
    for key in sorted(chosen, key=lambda each: terms[each].term.casefold()):
        term = terms[key]
        parts.append(el("dt", {"id": key}, term.term))
        body = definition(view, term)
        if term.see:
            body.append(el("span", {"class": "see"}, " ", *filled(view.texts["see-also"], terms=_see(view, term.see))))
        parts.append(el("dd", None, *body))
    return el("dl", {"class": "glossary"}, *parts)


def definition(view: PageView, term: Term) -> list[Child]:
    """Return the definition of a term, the paragraphs it cites, and the words that other articles use."""
    body: list[Child] = [term.definition, NO_BREAK_SPACE, citation(view, term.cites)]
    if term.variants:
        body += [" ", el("span", {"class": "variants"}, term.variants)]
    if term.general:
        body += [" ", el("span", {"class": "variants"}, view.texts["general-knowledge"].format(words=term.general))]
    return body


def _see(view: PageView, others: tuple[str, ...]) -> list[Child]:
    links: list[Child] = []
    for other in others:
        links += [", "] if links else []
        links.append(el("a", {"href": view.to_term(other)}, view.evidence.terms[other].term))
    return links


def sources_list(view: PageView, when: str = "") -> Element:
    """Return the sources, or those published in a year or month, in the order of publication."""
    chosen = [view.evidence.sources[key] for key in view.evidence.sources_of(when)]
    sources = sorted(chosen, key=lambda source: (source.when.first, source.id))
    items: list[Child] = []
    for source in sources:
        title = el("a", {"href": view.to_source(source.id)}, source.title)
        by = f"{', '.join(source.authors)}, " if source.authors else ""
        line = el("span", {"class": "source"}, f"{by}{source.publisher}, {dated_in_words(source, view.texts)}")
        items.append(
            el(
                "li",
                None,
                el("strong", None, title),
                " ",
                line,
                " ",
                short_grade_mark(view, source),
                paragraph(source.summary),
            )
        )
    return el("ul", {"class": "sources"}, *items)


def parts_list(view: PageView, folder: str, parts: list[str]) -> Element:
    """Return links to the parts of a list: years and months in words, letters as capitals."""
    items = [
        el(
            "li",
            None,
            el("a", {"class": COUNT_CLASS, "href": view.link(f"{folder}/{part}.md")}, _part_in_words(view, part)),
        )
        for part in parts
    ]
    return el("ul", {"class": "parts"}, *items)


def _part_in_words(view: PageView, part: str) -> str:
    return parse_date(part).in_words(view.texts) if part[0].isdigit() else part.upper()


def topics_list(view: PageView) -> Element:
    """Return the topics as doors: the question, and the name of the page."""
    doors = [
        el("li", None, el("a", {"href": view.link(topic.page)}, el("strong", None, topic.question)), f" {topic.title}")
        for topic in view.evidence.topics.values()
    ]
    return el("ul", {"class": "doors"}, *doors)


def people_list(view: PageView, letter: str = "") -> Element:
    """Return the people who are shown by name, or those whose names begin with a letter, each with their role."""
    public = [item for item in view.evidence.people.items() if item[1].kind == "public"]
    chosen = [item for item in public if letter in ("", letter_of(item[1].shown))]
    people = sorted(chosen, key=lambda item: item[1].shown)
    entries = [el("li", {"id": f"person-{key}"}, speaker(person)) for key, person in people]
    return el("ul", {"class": "people"}, *entries)


def corrections_list(view: PageView) -> list[Element]:
    """Return all corrections, the newest first, or a sentence that there are none."""
    corrections = in_order(view.evidence)
    if not corrections:
        return [paragraph(view.texts["nothing-corrected"])]
    items = [
        el("li", {"id": each.id}, el("strong", None, f"{_kind(view, each)}: "), sentence(view.evidence, each))
        for each in corrections
    ]
    return [el("ol", {"class": "corrections"}, *items)]


def _kind(view: PageView, correction: Correction) -> str:
    return view.texts["correction-dated"].format(date=correction.date, kind=view.texts[f"kind-{correction.kind}"])


_SIGNED = {True: "signed-with-key", False: "not-signed-with-key"}


def reviews_line(
    view: PageView, read: Mapping[str, tuple[int, int]], by: Mapping[tuple[str, str, bool], int]
) -> Element:
    """Return how many passages of each kind have been signed off, given as (signed off, all) (rule P6), and by whom,
    given as the number for each role, day, and whether the reader's key has signed it."""
    texts = view.texts
    rows = [
        el("li", None, *filled(texts[f"reviewed-{kind}"], read=count(read[kind][0]), whole=count(read[kind][1])))
        for kind in ("claim", "reading", "record", "page")
    ]
    days = [
        el("li", None, count(f"{role}, {parse_date(day).in_words(texts)}"), ": ",
           *filled(texts[_SIGNED[signed]], number=count(number)))
        for (role, day, signed), number in sorted(by.items(), key=lambda each: (each[0][1], each[0]))
    ]  # fmt: skip
    whom = [paragraph(texts["by-whom-and-when"]), el("ul", None, *days)] if days else []
    return el("div", None, paragraph(texts["signed-off"]), el("ul", None, *rows), *whom)


def evidence_folds(view: PageView, topic: str = "", source: str = "", when: str = "") -> list[Element]:
    """Return all evidence of a topic, source or time of publication, folded by kind.

    Quotations and figures are lines that link to them.
    """
    quotes = [quote_line(view, key) for key in quote_keys(view.evidence, topic, source, when)]
    figures = figure_keys(view.evidence, topic=topic, source=source, when=when)
    events = event_keys(view.evidence, topic, source, when)
    parts: list[Element] = []
    if quotes:
        parts.append(folded(view.texts["all-quotations"], el("ul", None, *quotes), counted=len(quotes)))
    if figures:
        lines = [figure_line(view, key) for key in claims(view.evidence, figures)]
        parts.append(folded(view.texts["all-figures"], el("ul", None, *lines), counted=len(lines)))
    if events:
        parts.append(folded(view.texts["all-events"], event_list(view, topic, source, when), counted=len(events)))
    return parts
