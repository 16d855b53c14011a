"""The flashcards as sheets to print and cut, as HTML for the body of a page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import ceil
from xml.etree.ElementTree import Element

from explainer.downloads.teaching.pack import Pack
from explainer.quiz.flashcards import Card, all_cards
from explainer.render.elements import as_html, el

Face = tuple[Element, Element]
"""The front and the back of a card."""
COLUMNS, ROWS = 2, 4
SHEET_STYLE = """
@page cards { size: A4; margin: 23.5mm 11mm; @top-left { content: none } @top-right { content: none }
  @bottom-left { content: none } @bottom-right { content: none } }
.cards { page: cards; display: table; width: 188mm; height: 249mm; table-layout: fixed; margin: 0; }
.cards.fronts { break-before: right; }
.cards.backs { break-before: page; }
.cards ul { display: table-row; }
.cards li { display: table-cell; height: 51mm; padding: 5mm; border: .3pt dashed #777; vertical-align: middle;
  overflow-wrap: break-word; margin: 0; }
.cards h1 { font-size: 15pt; border: 0; padding: 0; margin: 0 0 2mm; }
.cards p { margin: 0 0 2mm; font-size: 12pt; line-height: 1.32; }
.cards .short { font-size: 17pt; line-height: 1.28; }
.cards .long { font-size: 10.6pt; }
.cards .source, .cards .about { font-size: 9pt; }
"""
"""The style of a sheet: two columns of four cards. They are within what printers reach of A4 and of Letter paper, and
in the middle, so that backs lie behind fronts. Fronts are on right-hand pages."""
_SHORT, _LONG = 70, 230
"""Characters: up to how many a text is set in large type, and from how many in small."""


def card_sheets(pack: Pack) -> str:
    """Return the cards as sheets to print on both sides, flipped on the long edge.

    The first card says what they are. Each sheet of fronts is followed by their backs, with left and right swapped.
    """
    faces = [(_about(pack), _imprint(pack)), *((_front(pack, card), _back(card)) for card in all_cards(pack.evidence))]
    size = COLUMNS * ROWS
    sheets: list[Element] = []
    for sheet in _evenly(faces, size):
        sheet += [(el("li"), el("li")) for _ in range(size - len(sheet))]
        rows = [sheet[at : at + COLUMNS] for at in range(0, size, COLUMNS)]
        sheets.append(_sheet("fronts", [[front for front, _ in row] for row in rows]))
        sheets.append(_sheet("backs", [[back for _, back in reversed(row)] for row in rows]))
    return as_html(sheets)


def _evenly(faces: Sequence[Face], most: int) -> Iterator[list[Face]]:
    """Yield the cards of each sheet: no more sheets than are needed, and none with a few cards alone."""
    sheets = ceil(len(faces) / most)
    for number in range(sheets):
        yield [*faces[number * len(faces) // sheets : (number + 1) * len(faces) // sheets]]


def _sheet(side: str, rows: Sequence[Sequence[Element]]) -> Element:
    return el("section", {"class": f"cards {side}"}, *(el("ul", None, *row) for row in rows))


def _about(pack: Pack) -> Element:
    title = pack.evidence.texts["cards-title"].format(site=pack.title)
    return el("li", None, el("h1", None, title), el("p", {"class": "about"}, pack.evidence.texts["cards-how-to-cut"]))


def _imprint(pack: Pack) -> Element:
    return el("li", None, *(el("p", {"class": "about count"}, line) for line in pack.imprint))


def _front(pack: Pack, card: Card) -> Element:
    return el("li", None, el("p", {"class": "source"}, pack.evidence.texts[f"cards-{card.kind}"]), _text(card.front))


def _back(card: Card) -> Element:
    return el("li", None, _text(card.back), el("p", {"class": "source"}, card.stands))


def _text(text: str) -> Element:
    size = "short" if len(text) <= _SHORT else "long" if len(text) > _LONG else ""
    return el("p", {"class": size} if size else None, text)
