"""What is printed of the quiz: flashcards to cut out, and the key, each as HTML for the body of a page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from xml.etree.ElementTree import Element

from explainer.downloads.teaching.pack import Pack
from explainer.downloads.teaching.plain_items import feedback_text, question_parts
from explainer.quiz.ask import Asked
from explainer.quiz.flashcards import KINDS, Card, all_cards
from explainer.render.elements import as_html, el, paragraph

COLUMNS, ROWS = 2, 4
SHEET_STYLE = """
@page cards { size: A4; margin: 10mm; @top-left { content: none } @top-right { content: none }
  @bottom-left { content: none } @bottom-right { content: none } }
.cards.fronts { break-before: right; }
.cards.backs { break-before: page; }
.cards { page: cards; display: table; width: 100%; height: 270mm; table-layout: fixed; }
.cards ul { display: table-row; }
.cards { margin: 0; }
.cards li { display: table-cell; height: 55mm; padding: 6mm; border: .3pt dashed #777;
  vertical-align: middle; overflow-wrap: break-word; }
.cards p { margin: 0 0 2mm; font-size: 11pt; line-height: 1.35; }
.cards .source { font-size: 8pt; }
"""
"""The style of a sheet: two columns of four cards on A4. Fronts begin on a right-hand page, with their backs behind."""


def card_sheets(pack: Pack) -> str:
    """Return the cards as sheets to print on both sides, flipped on the long edge.

    Each sheet of fronts is followed by their backs, with left and right swapped.
    """
    cards = all_cards(pack.evidence)
    size = COLUMNS * ROWS
    sheets: list[Element] = []
    for start in range(0, len(cards), size):
        sheet: list[Card | None] = [*cards[start : start + size]]
        sheet += [None] * (size - len(sheet))
        sheets += [_sheet(sheet, is_back=False), _sheet(sheet, is_back=True)]
    return as_html([el("h1", None, f"{pack.title}: flashcards"), *map(paragraph, pack.imprint), *sheets])


def _sheet(cards: Sequence[Card | None], is_back: bool) -> Element:
    rows = [cards[at : at + COLUMNS] for at in range(0, len(cards), COLUMNS)]
    lists = [el("ul", None, *(_face(card, is_back) for card in (row[::-1] if is_back else row))) for row in rows]
    return el("section", {"class": "cards backs" if is_back else "cards fronts"}, *lists)


def _face(card: Card | None, is_back: bool) -> Element:
    if card is None:
        return el("li")
    if not is_back:
        return el("li", None, el("p", {"class": "source"}, KINDS[card.kind]), paragraph(card.front))
    return el("li", None, paragraph(card.back), el("p", {"class": "source"}, card.stands))


def printed_key(pack: Pack) -> str:
    """Return the key of the quiz: for each lesson its questions, the right answers, and why."""
    parts = [el("h1", None, f"{pack.title}: key of the quiz"), *map(paragraph, pack.imprint)]
    for title, items in pack.by_lesson():
        parts += [el("h2", None, title), el("ol", {"class": "key"}, *_entries(pack, items))]
    return as_html(parts)


def _entries(pack: Pack, items: list[Asked]) -> Iterator[Element]:
    for item in items:
        asked = [paragraph(part) for part in question_parts(pack.evidence, item)]
        right = [el("p", None, el("strong", None, line)) for line in item.answer()]
        yield el("li", {"id": f"key-{item.id}"}, *asked, *right, paragraph(feedback_text(pack.evidence, item)))
