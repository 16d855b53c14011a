"""Who belongs to whom on slides: boxes inside boxes, as many on a slide as fit in type that can be read from the back.

What does not fit on one slide goes on inside the same boxes on the next.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import reduce

from lxml import html

from explainer.downloads.teaching.slide import BELOW, ROOM, SMALLEST, Box, Slide, height_of
from explainer.downloads.teaching.worksheet_parts import Texts

INSET, EDGE, APART = 0.12, 0.07, 0.08
"""Inches from the sides of a box to what is in it, from its top and foot to its text, and between boxes."""
_SIZES = (32, 28, SMALLEST)


def tie_slides(texts: Texts, figure: html.HtmlElement) -> Iterator[Slide]:
    """Yield the slides of a figure of nested boxes: what boxes mean, which is in which, then what is said of each."""
    caption = figure.find("figcaption")
    title = _said(caption.find("strong"))
    about = (_said(caption).removeprefix(title).strip(), *map(_said, figure.xpath("./p")))
    title = title.rstrip(".")
    boxes = [_box(each) for each in figure.xpath("./ul/li")]
    yield Slide(title, about)
    for shown in (*_filled([_named(box) for box in boxes]), *_filled(boxes)):
        words = "; ".join(each for box in shown for each in _in_words(texts, box))
        yield Slide(title, boxes=shown, description=f"{title}: {words}.")


def size_of(boxes: Sequence[Box]) -> int:
    """Return the largest size of type in which boxes fit on a slide, in points."""
    return next((size for size in _SIZES if _fits(boxes, size)), SMALLEST)


def box_height(box: Box, width: float, size: int) -> float:
    """Return how high a box of a width is with everything in it, in inches, in type of a size."""
    inside = (box_height(each, width - 2 * INSET, size) + APART for each in box.boxes)
    return text_height(box, width, size) + sum(inside)


def text_height(box: Box, width: float, size: int) -> float:
    """Return how high the name and the lines of a box are with its edges, in inches."""
    # The name is bold, and so as wide as a few more characters.
    name = f"{box.heading}{'m' * (len(box.name) // 8)}"
    return height_of([name, *box.lines], size, width - 2 * INSET) - BELOW / 72 + 2 * EDGE


def _said(element: html.HtmlElement) -> str:
    return " ".join(element.text_content().split())


def _box(item: html.HtmlElement) -> Box:
    """Read a box from its list item, with those inside it."""
    name, what = item.find("p/strong"), item.find("p/span")
    ties = item.xpath("./ul[@class='ties']/li")
    lines = tuple(_said(tie) for tie in ties if tie.get("class") == "tie")
    disputed = [
        Box(_said(tie.find("span")), lines=tuple(map(_said, tie.xpath("./ul/li"))), is_dashed=True)
        for tie in ties if tie.get("class") != "tie"
    ]  # fmt: skip
    inside = [_box(each) for each in item.xpath("./ul[@class='boxes']/li")]
    return Box(_said(name), _said(what) if what is not None else "", lines, (*disputed, *inside))


def _named(box: Box) -> Box:
    return Box(box.name, boxes=tuple(_named(each) for each in box.boxes if not each.is_dashed))


def _filled(boxes: list[Box]) -> Iterator[tuple[Box, ...]]:
    """Yield the boxes of each slide. A box that fits on one is never divided; one that goes on has its name only."""
    shown: tuple[Box, ...] = ()
    for box in boxes:
        for piece in [box] if _fits((box,)) else _pieces(box):
            more = _joined(shown, piece)
            if shown and not _fits(more):
                yield shown
                more = (_continued(shown[-1], piece),)
            shown = more
    if shown:
        yield shown


def _continued(before: Box, piece: Box) -> Box:
    """Return a piece without what the boxes around it are, if the slide before has said so."""
    if before.name != piece.name or before.is_dashed:
        return piece
    pairs = ((before.boxes[-1], piece.boxes[0]),) if before.boxes and piece.boxes else ()
    inside = tuple(_continued(*pair) for pair in pairs) or piece.boxes
    return replace(piece, what="", boxes=inside)


def _fits(boxes: Sequence[Box], size: int = SMALLEST) -> bool:
    return sum(box_height(box, ROOM[0], size) + APART for box in boxes) <= ROOM[1]


def _pieces(box: Box) -> Iterator[Box]:
    """Yield each line of a box alone inside its boxes; lines that contradict each other stay together."""
    if box.is_dashed or not (box.lines or box.boxes):
        yield box
        return
    empty = replace(box, lines=(), boxes=())
    for line in box.lines:
        yield replace(empty, lines=(line,))
    for inside in box.boxes:
        for piece in _pieces(inside):
            yield replace(empty, boxes=(piece,))


def _joined(shown: tuple[Box, ...], more: Box) -> tuple[Box, ...]:
    """Return boxes with one more, which goes into the last of them if that is the same box."""
    if not shown or shown[-1].name != more.name or more.is_dashed:
        return (*shown, more)
    last = shown[-1]
    inside = reduce(_joined, more.boxes, last.boxes)
    return (*shown[:-1], replace(last, lines=(*last.lines, *more.lines), boxes=inside))


def _in_words(texts: Texts, box: Box) -> Iterator[str]:
    """Yield for each box that has others inside it a statement of which they are."""
    inside = [each.name for each in box.boxes if not each.is_dashed]
    yield texts["box-holds"].format(name=box.name, inside=_joined_names(texts, inside)) if inside else box.name
    for each in box.boxes:
        if any(not other.is_dashed for other in each.boxes):
            yield from _in_words(texts, each)


def _joined_names(texts: Texts, names: Sequence[str]) -> str:
    return reduce(lambda before, last: texts["and"].format(before=before, last=last), names)
