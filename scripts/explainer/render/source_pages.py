"""The page of a source: its record, and its numbered paragraphs with the evidence read from each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from xml.etree.ElementTree import Element

from explainer.core.vocabulary import COUNT_CLASS
from explainer.quiz.words_from_records import capitalised
from explainer.records.comparison import status_of
from explainer.records.models import EditorNote, Event, Figure, Quote, Reading, Source
from explainer.records.quotation_budget import budget_of, words_quoted
from explainer.records.wording import amount_in_words
from explainer.records.written_by_commands import LockedParagraph
from explainer.render.cards import claimed_in_words, grade_mark, quote_card
from explainer.render.elements import Child, PageView, anchor_of, count, el, fact, filled, outward, paragraph

Citing = Mapping[str, Sequence[tuple[str, str]]]


def source_record(view: PageView, key: str) -> list[Element]:
    """Return what is known about a source, which copy was read, and how much of it is quoted."""
    source, texts = view.evidence.sources[key], view.texts
    facts = [
        fact(texts["title"], source.title),
        fact(texts["published-by"], source.publisher),
        fact(texts["written-by"], ", ".join(source.authors)) if source.authors else None,
        fact(
            texts["date"], source.when.in_words(texts), f". {source.published_note}" if source.published_note else None
        ),
        fact(texts["original"], outward(source.url, source.url) if source.url else texts["address-not-known"]),
        fact(texts["copy-read"], _copy_words(view, source), _copy_link(source)),
        fact(texts["quoted-here"], *_quoted(view, source)),
    ]
    parts = [el("dl", {"class": "record"}, *(child for pair in facts if pair for child in pair))]
    mark = grade_mark(view, source)
    if mark is not None:
        parts.insert(0, paragraph(mark))
    if source.editor_notes:
        notes = [_note(view, note) for note in source.editor_notes]
        parts += [el("h2", {"id": "notes"}, texts["noted-about-text"]), el("ul", {"class": "noted"}, *notes)]
    return parts


def _note(view: PageView, note: EditorNote) -> Element:
    link = el(
        "a", {"href": f"#p{note.paragraph}"}, *filled(view.texts["paragraph-number"], number=count(note.paragraph))
    )
    return el("li", None, link, f": {note.note}")


def _copy_words(view: PageView, source: Source) -> str:
    return f"{capitalised(view.texts[f'copy-{source.copy_read.kind}'])}. {source.copy_read.note} "


def _copy_link(source: Source) -> Element | None:
    return outward(source.copy_read.url, source.copy_read.url) if source.copy_read.url else None


def _quoted(view: PageView, source: Source) -> list[Child]:
    locked = view.evidence.lock.get(source.id)
    if locked is None:
        return [view.texts["not-fingerprinted"]]
    quoted, whole, allowed = words_quoted(source), locked.words, budget_of(source, locked.words)
    return filled(view.texts["words-quoted"], quoted=count(quoted), words=count(whole), allowed=count(allowed))


def paragraph_index(view: PageView, key: str, citing: Citing) -> Element:
    """Return the numbered paragraphs of a source: what we rest on each, its opening words, the evidence read from it,
    and the pages that cite it, as (path, heading), which `citing` has by `source:number`.

    Evidence is a link to its list, or shown in full if that list is split and the evidence has its address here.
    """
    locked = view.evidence.lock.get(key)
    items = [
        _paragraph(view, f"{key}:{number}", paragraph, citing.get(f"{key}:{number}", ()))
        for number, paragraph in enumerate(locked.paragraphs if locked else (), start=1)
    ]
    return el("ol", {"class": "paragraphs"}, *items)


def _paragraph(view: PageView, reference: str, locked: LockedParagraph, citing: Sequence[tuple[str, str]]) -> Element:
    number = reference.partition(":")[2]
    gist = view.evidence.gist(reference)
    head = el("p", None, el("strong", None, count(number)), f" {gist}" if gist else None)
    begins = el("span", {"class": COUNT_CLASS}, locked.opening)
    size = el("small", None, *filled(view.texts["begins-and-length"], words=begins, number=count(locked.words)))
    pieces = [_piece(view, name, piece) for name, piece in view.evidence.pieces_at(reference)]
    parts = [head, paragraph(size), el("ul", None, *pieces) if pieces else None]
    return el("li", {"id": f"p{number}"}, *parts, _cited_on(view, citing) if citing else None)


def _cited_on(view: PageView, citing: Sequence[tuple[str, str]]) -> Element:
    links: list[Child] = []
    for path, heading in citing:
        links += [", " if links else " ", el("a", {"href": view.link(path)}, heading)]
    return el("p", {"class": "citing"}, view.texts["cited-on"], *links)


def _piece(view: PageView, key: str, piece: Reading) -> Element:
    if isinstance(piece, Quote):
        if "quotes" not in view.whole:
            return el("li", None, quote_card(view, key, with_anchor=True))
        shown = view.evidence.people[piece.speaker].shown
        return el(
            "li", None, el("a", {"href": view.to_quote(key)}, view.texts["quotation"]), f": {shown}, {piece.about}"
        )
    if isinstance(piece, Figure):
        population = view.evidence.measures[piece.measure].populations[piece.population]
        if "figures" not in view.whole:
            return _figure_in_full(view, key, piece)
        words = f": {amount_in_words(view.evidence, key)} – {population}"
        return el("li", None, el("a", {"href": view.to_figure(key)}, view.texts["figure"]), words)
    assert isinstance(piece, Event)
    if "timeline" not in view.whole:
        note = el("small", None, " ", piece.note) if piece.note else None
        when = el("strong", {"class": "when"}, piece.when.in_words(view.texts))
        return el("li", {"id": anchor_of("e", key)}, when, f" {piece.text}", note)
    words = f": {piece.when.in_words(view.texts)} – {piece.text}"
    return el("li", None, el("a", {"href": view.to_event(key)}, view.texts["event"]), words)


def _figure_in_full(view: PageView, key: str, figure: Figure) -> Element:
    note = el("small", None, " ", figure.note) if figure.note else None
    differ = status_of(view.evidence, key) == "differ"
    mark = el("span", {"class": "mark differ"}, view.texts["status-differ"]) if differ else None
    words = f" {claimed_in_words(view, key)} "
    amount = el("strong", {"class": "amount"}, amount_in_words(view.evidence, key))
    return el("li", {"id": anchor_of("f", key)}, amount, words, mark, note)
