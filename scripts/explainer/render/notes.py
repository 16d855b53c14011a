"""Notes: what a sentence rests on and what its terms mean. They stand behind the block of text that has their marks, so
that no sentence is interrupted for readers who hear it, copy it or read it without our style sheet."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from xml.etree.ElementTree import Element

from explainer.core.text import opening
from explainer.core.vocabulary import COUNT_CLASS, NAME_LEFT_OUT
from explainer.records.models import Quote, Source
from explainer.records.wording import dated_in_words, paragraph_in_words, paragraph_label, spoken_mark
from explainer.render.elements import (
    NO_BREAK_SPACE,
    Child,
    PageView,
    citation,
    el,
    into_original,
    outward,
    spaced,
)

QUOTED_WORDS = 8
"""How many words of a quotation a note shows."""


class BlockNotes:
    """The notes of one block of text, such as a paragraph, in the order of their marks.

    `numbers` numbers the notes of the page. `before` has the notes of the block right before, by the paragraph that
    each is about: what is cited in both has one note. `own` has those of this block.

    Notes are brief until they are opened where a sentence rests on several paragraphs, or where the block `is_dense`,
    so that all of them stand beside it.
    """

    def __init__(
        self, view: PageView, numbers: Iterator[int], before: Mapping[str, str], is_dense: bool = False
    ) -> None:
        self.own: dict[str, str] = {}
        self.elements: list[Element] = []
        self._view, self._numbers, self._before, self._is_dense = view, numbers, before, is_dense

    def cited(self, references: tuple[str, ...]) -> Element:
        """Return the marks of a citation, which lead to its notes; on the page of a source, straight to its list."""
        known = all(map(self._view.evidence.has_paragraph, references))
        if not known or any(self._view.to_paragraph(each).startswith("#") for each in references):
            return citation(self._view, references)
        is_brief = self._is_dense or len(references) > 1
        return el("sup", {"class": "cite"}, *spaced([self._mark(each, is_brief) for each in references]))

    def term(self, key: str, link: Element) -> None:
        """Let a link around a term lead to a note with its definition."""
        number = next(self._numbers)
        term = self._view.evidence.terms[key]
        word = el("b", None, term.term)
        whole = el("a", {"href": self._view.to_term(key)}, self._view.texts["in-the-glossary"].format(term=term.term))
        link.set("href", f"#n{number}")
        place = self._add(
            "note meaning", number, [word, f": {term.definition} ", _opened(self._view, number, [whole], [])]
        )
        place.tail, link.text = link.text, None
        link.insert(0, place)

    def _mark(self, reference: str, is_brief: bool) -> Element:
        source, number = _cited(self._view, reference)
        anchor, place = self.own.get(reference) or self._before.get(reference), None
        if anchor is None:
            anchor, place = self._note(reference, is_brief)
        name = spoken_mark(source, number, self._view.texts)
        return el("a", {"href": f"#{anchor}", "aria-label": name}, place, paragraph_label(source, number))

    def _note(self, reference: str, is_brief: bool) -> tuple[str, Element]:
        number = next(self._numbers)
        self.own[reference] = f"n{number}"
        return f"n{number}", self._add("note", number, _said(self._view, reference, number, is_brief))

    def _add(self, classes: str, number: int, content: list[Child]) -> Element:
        """Add a note, and return the element for the place that it belongs to.

        The style sheet finds the place of the third note of a block by the class `m3`, and puts the note beside it.
        """
        side = f"m{len(self.elements) + 1}"
        self.elements.append(el("p", {"class": f"{classes} {side}", "id": f"n{number}"}, *content))
        return el("i", {"class": side, "id": f"m{number}"})


def _cited(view: PageView, reference: str) -> tuple[Source, int]:
    source, _, number = reference.partition(":")
    return view.evidence.sources[source], int(number)


def _said(view: PageView, reference: str, note: int, is_brief: bool) -> list[Child]:
    """Return the content of a note about a paragraph: its source, date and words, then the links.

    The words of a brief note stand among the links, which are shown once it is opened.
    """
    source, number = _cited(view, reference)
    quote = next((piece for _, piece in view.evidence.pieces_at(reference) if isinstance(piece, Quote)), None)
    label = el("b", {"class": COUNT_CLASS}, paragraph_label(source, number))
    in_words = view.texts["on-this-site"].format(paragraph=paragraph_in_words(source, number, view.texts))
    said = _says(view, reference, quote)
    links = [el("a", {"class": COUNT_CLASS, "href": view.to_paragraph(reference)}, in_words)]
    copy = view.texts["copy-read-a-reprint" if source.copy_read.kind == "reprint" else "copy-read"]
    for address, name in ((source.url, view.texts["original"]), (source.copy_read.url, copy)):
        if address:
            links.append(outward(into_original(address, quote.text) if quote else address, name))
    words: list[Child] = [said, " "] if said is not None else []
    opened = _opened(view, note, links, words if is_brief else [])
    return [label, f", {dated_in_words(source, view.texts)}. ", *([] if is_brief else words), opened]


def _says(view: PageView, reference: str, quote: Quote | None) -> Element | None:
    """Return what a paragraph says: its gist or, without one, the first words of a quotation in it, or its own."""
    gist = view.evidence.gist(reference)
    if gist:
        return el("span", {"class": "words"}, gist)
    if quote is not None:
        shown = opening(quote.text, QUOTED_WORDS)
        rest = "" if shown == quote.text else f"{NO_BREAK_SPACE}…"
        return el("span", {"class": "words"}, f"“{shown}{rest}”")
    source, number = _cited(view, reference)
    words = view.evidence.lock[source.id].paragraphs[number - 1].opening
    if NAME_LEFT_OUT in words:
        return None
    return el(
        "span", {"class": f"words {COUNT_CLASS}"}, view.texts["it-begins"].format(words=f"{words}{NO_BREAK_SPACE}…")
    )


def _opened(view: PageView, note: int, links: list[Element], words: list[Child]) -> Element:
    """Return what a note shows once it is opened: words, where it leads, and the way back to its place."""
    back = el("a", {"class": "shut", "href": f"#m{note}"}, view.texts["close"])
    return el("span", {"class": "more"}, *words, *spaced([*links, back]))
