"""Sheets of cards and boxes of handouts: no sheet with a few cards alone, and no box on two pages."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from lxml import html

from explainer.downloads.archive import unpacked
from explainer.downloads.book import Book
from explainer.downloads.teaching.card_sheets import COLUMNS, ROWS, card_sheets
from explainer.downloads.teaching.docx import docx
from explainer.downloads.teaching.handouts import lessons_in, short_worksheet, worksheet
from explainer.downloads.teaching.pack import pack_of
from explainer.quiz.flashcards import all_cards

BOXED = re.compile(r'<w:pStyle w:val="Sheet(?:Words)?" ?/>')


def test_no_sheet_of_cards_is_less_than_half_full(each_book: Book) -> None:
    pack = pack_of(each_book)
    sheets = html.fragment_fromstring(card_sheets(pack), create_parent="div").xpath("./section")
    counts = [len([card for card in sheet.iter("li") if card.text_content()]) for sheet in sheets]
    assert counts[::2] == counts[1::2]
    assert min(counts) * 2 >= COLUMNS * ROWS
    assert max(counts) - min(counts) <= 1
    assert sum(counts[::2]) == len(all_cards(pack.evidence)) + 1


@pytest.mark.downloads
def test_a_box_of_a_sheet_stays_on_a_page(book: Book) -> None:
    (lesson,) = lessons_in(book)
    for made in (worksheet, short_worksheet):
        document = unpacked(docx(book, made(book, lesson)))["word/document.xml"].decode()
        paragraphs = re.findall(r"<w:p>.*?</w:p>", document, re.DOTALL)
        pairs = [(each, after) for each, after in pairwise(paragraphs) if BOXED.search(each)]
        assert {("keepNext" in each) for each, after in pairs if BOXED.search(after)} == {True}
        last = ["keepNext" in each for each, after in pairs if not BOXED.search(after)]
        assert last == [False] * len(lesson.sheets)
