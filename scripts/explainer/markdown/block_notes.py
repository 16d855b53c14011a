"""Notes of a page: every citation and term in a block of text leads to a note in an `aside` right behind the block.

Nothing of a note stands inside a sentence. On wide screens the style sheet puts each note beside its mark; on narrow
ones a note is hidden until its link is followed, and then shown by its address (`:target`), without a script.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.treeprocessors import Treeprocessor
from markdown.util import AtomicString

from explainer.core.text import count_words
from explainer.markdown.citations import CITED, UNSIGNED, end_sentence_before
from explainer.markdown.page_location import page_view
from explainer.markdown.page_sources import name_sources_of
from explainer.markdown.term_links import TERM
from explainer.render.elements import NO_BREAK_SPACE, PageView, as_html, citation, el
from explainer.render.notes import BlockNotes

_NOTED = frozenset(("p", "li", "dd"))
_FEW, _MANY = 3, 9
_WORDS_BESIDE = 12
"""A block with many notes, or with more than a few and fewer words than this for each, has less room beside it than
they take."""


class NoteProcessor(Treeprocessor):
    """Draws the marks of a page, and puts the notes of each block of text behind it."""

    def __init__(self, md: Markdown) -> None:
        super().__init__(md)

    def run(self, root: Element) -> None:
        given = page_view(self.md)
        view = replace(given, is_final=True)
        self._note_blocks_in(root, view, iter(range(1, 100_000)))
        for parent, mark in list(_marks_in(root, frozenset())):
            if mark.tag == CITED:
                self._draw(parent, mark, citation(view, _references(mark)))
            else:
                address = given.to_term(mark.get("of", ""))
                _as_link(mark).set("href", address)

    def _note_blocks_in(self, parent: Element, view: PageView, numbers: Iterator[int]) -> None:
        before: Mapping[str, str] = {}
        for block in list(parent):
            if block.tag in _NOTED:
                marks = list(_marks_in(block, _NOTED))
                notes = BlockNotes(view, numbers, before, is_dense=_is_dense(block, marks))
                self._draw_marks(marks, notes)
                self._place(parent, block, notes)
                before = notes.own
            else:
                before = {}
            if block.tag != "p":
                self._note_blocks_in(block, view, numbers)

    def _draw_marks(self, marks: list[tuple[Element, Element]], notes: BlockNotes) -> None:
        for holder, mark in marks:
            if mark.tag == CITED:
                self._draw(holder, mark, notes.cited(_references(mark)))
            else:
                key = mark.get("of", "")
                notes.term(key, _as_link(mark))

    def _draw(self, holder: Element, mark: Element, drawn: Element) -> None:
        end_sentence_before(holder, list(holder).index(mark))
        drawn.text = NO_BREAK_SPACE + (drawn.text or "")
        if mark.get(UNSIGNED) is not None:
            drawn.append(el("b", self._unsigned_mark(), "?"))
        after = mark.tail or ""
        space = " " if after[:1].isspace() else ""
        mark.tail = after[len(space) :]
        # The style sheet lets a mark hang over the end of its line, in exchange for a wider space after it.
        mark.tag, mark.attrib = "span", {"class": "cited"} if space else {}
        name_sources_of(self.md, [drawn])
        mark.text = AtomicString(self.md.htmlStash.store(as_html([drawn]) + space))

    def _unsigned_mark(self) -> dict[str, str]:
        says = page_view(self.md).texts["not-signed-off"]
        return {"class": UNSIGNED, "role": "img", "aria-label": says, "title": says}

    def _place(self, parent: Element, block: Element, notes: BlockNotes) -> None:
        """Put the notes behind a paragraph, or behind an item's own words inside the item."""
        if not notes.elements:
            return
        name_sources_of(self.md, notes.elements)
        aside = el("aside", {"class": "notes", "role": "note"})
        aside.text = AtomicString(self.md.htmlStash.store(as_html(notes.elements)))
        if block.tag == "p":
            parent.insert(list(parent).index(block) + 1, aside)
        else:
            inner = (place for place, child in enumerate(block) if self.md.is_block_level(child.tag))
            block.insert(next(inner, len(block)), aside)


def _marks_in(holder: Element, closed: frozenset[str]) -> Iterator[tuple[Element, Element]]:
    """Yield the marks in a holder, each with its parent, but none inside elements that are closed."""
    for child in holder:
        if child.tag in (CITED, TERM):
            yield holder, child
        if child.tag not in closed:
            yield from _marks_in(child, closed)


def _is_dense(block: Element, marks: list[tuple[Element, Element]]) -> bool:
    notes = sum(len(_references(mark)) for _, mark in marks if mark.tag == CITED)
    words = count_words("".join(block.itertext()))
    return notes > _MANY or (notes > _FEW and words < _WORDS_BESIDE * notes)


def _references(mark: Element) -> tuple[str, ...]:
    return tuple((mark.get("of") or "").split())


def _as_link(mark: Element) -> Element:
    mark.tag, mark.attrib = "a", {"class": "term"}
    return mark
