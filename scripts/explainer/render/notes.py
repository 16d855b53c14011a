"""Margin notes: what a sentence rests on, beside the sentence."""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from explainer.core.text import opening
from explainer.core.vocabulary import COUNT_CLASS, NAME_LEFT_OUT, REFERENCE
from explainer.records.models import Quote, Source
from explainer.records.wording import dated_in_words, paragraph_label
from explainer.render.elements import Child, PageView, citation, el, into_original, outward

QUOTED_WORDS = 8
"""How many words of a quotation a note shows before it links to the rest."""


def cited_with_notes(
    view: PageView, references: tuple[str, ...], noted: dict[str, str] | None, numbers: Iterator[int]
) -> list[Element]:
    """Return the links of a citation, and a note for each paragraph that has none yet in this block of text.

    `noted` maps the paragraphs that have a note in the block to the ids of their notes, and is added to; with None,
    the links lead straight to the sources. `numbers` numbers the marks and notes of the page.
    """
    known = [reference for reference in references if view.evidence.has_paragraph(reference)]
    if noted is None or len(known) != len(references):
        return [citation(view, references)]
    notes: list[Element] = []
    links: list[Child] = []
    mark = f"c{next(numbers)}"
    for reference in references:
        if reference not in noted:
            noted[reference] = f"n{next(numbers)}"
            notes.append(_note(view, reference, noted[reference], mark))
        links += [" "] if links else []
        links.append(el("a", {"href": f"#{noted[reference]}"}, _label(view, reference)))
    return [el("sup", {"class": "cite", "id": mark}, *links), *notes]


def _label(view: PageView, reference: str) -> str:
    source, _, number = reference.partition(":")
    return paragraph_label(view.evidence.sources[source], number)


def _note(view: PageView, reference: str, anchor: str, mark: str) -> Element:
    match = REFERENCE.fullmatch(reference)
    assert match is not None
    source, number = view.evidence.sources[match[1]], int(match[2])
    quote = _quotation(view, reference)
    label = el("a", {"class": COUNT_CLASS, "href": view.to_paragraph(reference)}, _label(view, reference))
    words, fragment = _words(view, source, number, quote)
    children: list[Child] = [" ", label, f", {dated_in_words(source)}. ", words]
    address = source.url or source.copy_read.url
    if address:
        target = into_original(address, fragment) if fragment else address
        children += [" ", outward(target, "Original" if source.url else "Copy")]
    if source.copy_read.kind == "reprint":
        children += [" ", el("span", {"class": "grade"}, "(read in a reprint)")]
    children += [" ", el("a", {"class": "shut", "href": f"#{mark}"}, "Close")]
    return el("span", {"class": "note", "id": anchor}, *children)


def _quotation(view: PageView, reference: str) -> tuple[str, Quote] | None:
    found = ((key, piece) for key, piece in view.evidence.pieces_at(reference) if isinstance(piece, Quote))
    return next(found, None)


def _words(view: PageView, source: Source, number: int, quote: tuple[str, Quote] | None) -> tuple[Element | None, str]:
    """Return the words that a note shows, and the words to find in the original."""
    if quote is not None:
        key, record = quote
        shown = opening(record.text, QUOTED_WORDS)
        rest = "" if shown == record.text else " …"
        return el("a", {"class": "words", "href": view.to_quote(key)}, f"“{shown}{rest}”"), record.text
    words = view.evidence.lock[source.id].paragraphs[number - 1].opening
    if NAME_LEFT_OUT in words:
        return None, ""
    return el("span", {"class": f"words {COUNT_CLASS}"}, f"It begins: {words} …"), ""
