"""Cards: one quotation or one figure, with who says it, where, when, and how far the copy can be trusted."""

from __future__ import annotations

from xml.etree.ElementTree import Element

from markdown.util import AtomicString

from explainer.records.comparison import status_of
from explainer.records.models import Person, Quote, Source
from explainer.records.wording import amount_in_words, dated_in_words, grade_in_words
from explainer.render.elements import (
    NO_BREAK_SPACE,
    Child,
    PageView,
    anchor_of,
    citation,
    el,
    filled,
    into_original,
    outward,
)


def quote_card(view: PageView, key: str, with_anchor: bool = False) -> Element:
    """Return a quotation as a card, with its anchor and context if this page is its address."""
    quote = view.evidence.quotes[key]
    source = view.evidence.source_of(key)
    person = view.evidence.people[quote.speaker]
    words = el("blockquote", None, el("p", None, f"“{quote.text}”"))
    context = quote.context if with_anchor else None
    attributes = {"class": f"quote {person.kind}"}
    if with_anchor:
        attributes["id"] = anchor_of("q", key)
        attributes["data-item"] = ""
        attributes["data-topics"] = " ".join(quote.topics)
        attributes["data-source"] = source.id
        attributes["data-speaker"] = person.kind
    caption = _caption(view, person, quote, source, with_anchor)
    if context:
        caption.append(el("span", {"class": "context"}, context))
    return el("figure", attributes, words, caption)


def quote_line(view: PageView, key: str) -> Element:
    """Return a line that links to a quotation: who speaks, and about what, without the words."""
    quote = view.evidence.quotes[key]
    source = view.evidence.source_of(key)
    shown = view.evidence.people[quote.speaker].shown
    link = el("a", {"href": view.to_quote(key)}, f"{shown[0].upper()}{shown[1:]}, {quote.about}")
    return el(
        "li",
        None,
        link,
        NO_BREAK_SPACE,
        citation(view, (f"{source.id}:{quote.paragraph}",)),
        " ",
        grade_mark(view, source),
    )


def _caption(view: PageView, person: Person, quote: Quote, source: Source, is_listed: bool) -> Element:
    reference = f"{source.id}:{quote.paragraph}"
    address = source.url or source.copy_read.url
    role = el("span", {"class": "mark role"}, view.texts["no-name-given"]) if person.kind == "private" else None
    children: list[Child] = [
        speaker(person),
        f", {quote.about}. ",
        source_line(view, source),
        NO_BREAK_SPACE,
        citation(view, (reference,)),
    ]
    # The page of all quotations must stay light: there, the link to the paragraph leads on to the article.
    if address and not is_listed:
        words = view.texts["open-the-article"] if source.url else view.texts["open-the-copy"]
        children += [" · ", outward(into_original(address, quote.text), words)]
    children += [" ", role, " ", grade_mark(view, source)]
    return el("figcaption", None, *children)


def speaker(person: Person) -> Element:
    """Return a speaker as shown: a public person by name and role, a private one by role."""
    if person.kind == "private":
        return el("strong", None, person.shown[0].upper() + person.shown[1:])
    name = el("strong", None, person.shown)
    name.tail = AtomicString(f", {person.role}")
    return name


def source_line(view: PageView, source: Source) -> Element:
    """Return the publisher and date of a source."""
    return el("span", {"class": "source"}, f"{source.publisher}, {dated_in_words(source, view.texts)}")


def grade_mark(view: PageView, source: Source) -> Element | None:
    """Return the mark of a copy that is not the publisher's own, or None (rule S1)."""
    words = grade_in_words(source, view.texts)
    if not words:
        return None
    if source.copy_read.kind == "reworded":
        words = view.texts["printed-in-reworded"]
    return el("span", {"class": f"mark {source.copy_read.kind}"}, words)


def short_grade_mark(view: PageView, source: Source) -> Element | None:
    """Return the same mark in fewer words, for lists and tables."""
    words = grade_in_words(source, view.texts)
    return el("span", {"class": f"mark {source.copy_read.kind}"}, words) if words else None


def figure_card(view: PageView, key: str) -> Element:
    """Return a figure as a card: the amount, what it counts, who claims it, and whether the sources differ."""
    figure, source = view.evidence.figures[key], view.evidence.source_of(key)
    differ = (
        el("span", {"class": "mark differ"}, view.texts["status-differ"])
        if status_of(view.evidence, key) == "differ"
        else None
    )
    caption = el(
        "figcaption",
        None,
        claimed_in_words(view, key),
        NO_BREAK_SPACE,
        citation(view, (f"{source.id}:{figure.paragraph}",)),
        differ,
        grade_mark(view, source),
    )
    amount = el("p", {"class": "amount"}, el("a", {"href": view.to_figure(key)}, amount_in_words(view.evidence, key)))
    return el("figure", {"class": "number"}, amount, caption)


def claimed_in_words(view: PageView, key: str) -> str:
    """Return what a figure counts, when, and who claims it."""
    figure, source = view.evidence.figures[key], view.evidence.source_of(key)
    population = view.evidence.measures[figure.measure].populations[figure.population]
    return view.texts["claimed"].format(
        population=population, date=figure.date.in_words(view.texts), claimant=view.evidence.claimant(figure, source)
    )


def reading_frame(view: PageView, records: list[str]) -> Element:
    """Return the frame of an inference of ours: a mark, and links to the records or sources it rests on."""
    says = filled(view.texts["our-conclusion"], records=basis_links(view, records))
    return el("section", {"class": "reading"}, el("p", {"class": "mark reading"}, *says))


def basis_links(view: PageView, records: list[str]) -> list[Child]:
    """Return links to the records or sources that something rests on."""
    links: dict[str, Element] = {}
    for record in records:
        link = _basis(view, record)
        links.setdefault("".join(link.itertext()), link)
    joined: list[Child] = [part for link in links.values() for part in (", ", link)]
    return joined[1:]


def _basis(view: PageView, record: str) -> Element:
    evidence = view.evidence
    if record in evidence.sources:
        return el("a", {"href": view.to_source(record)}, evidence.sources[record].name)
    piece = evidence.piece(record)
    if piece is None:
        return el("span", {"class": "problem"}, f"unknown record {record}")
    return citation(view, (f"{evidence.source_of(record).id}:{piece.paragraph}",))
