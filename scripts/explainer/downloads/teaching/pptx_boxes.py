"""Boxes inside boxes on a slide as shapes that hold their own text, in a group that has its description."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from explainer.downloads.teaching.pptx_text import colour_of, plain, put, write
from explainer.downloads.teaching.slide import MARGIN, ROOM, TOP, Box
from explainer.downloads.teaching.tie_slides import APART, EDGE, INSET, box_height, size_of, text_height


def add_boxes(page: Any, title: str, boxes: Sequence[Box], description: str, colours: dict[str, str]) -> None:
    """Draw boxes below each other across a slide."""
    group = page.shapes.add_group_shape()
    group.name = title
    group._element._nvXxPr.cNvPr.set("descr", description)
    top, size = TOP, size_of(boxes)
    for box in boxes:
        top += _add_box(group, box, (MARGIN, top, ROOM[0]), size, colours) + APART


def _add_box(group: Any, box: Box, place: tuple[float, float, float], size: int, colours: dict[str, str]) -> float:
    """Draw a box and those inside it, at a left end, top and width in inches, and return its height."""
    from pptx.enum.dml import MSO_LINE
    from pptx.enum.shapes import MSO_SHAPE
    from pptx.util import Pt

    left, top, width = place
    height = box_height(box, width, size)
    shape = group.shapes.add_shape(MSO_SHAPE.RECTANGLE, 0, 0, 0, 0)
    put(shape, left, top, width, height)
    shape.name = box.name
    plain(shape)
    shape.fill.solid()
    shape.fill.fore_color.rgb = colour_of("#ffffff")
    shape.line.color.rgb = colour_of(colours["warn" if box.is_dashed else "lead"])
    shape.line.width = Pt(2)
    if box.is_dashed:
        shape.line.dash_style = MSO_LINE.DASH
    _write_box(shape.text_frame, box, size, colours)
    inside = top + text_height(box, width, size)
    for each in box.boxes:
        inside += _add_box(group, each, (left + INSET, inside, width - 2 * INSET), size, colours) + APART
    return height


def _write_box(frame: Any, box: Box, size: int, colours: dict[str, str]) -> None:
    from pptx.enum.text import MSO_ANCHOR
    from pptx.util import Inches

    frame.word_wrap, frame.vertical_anchor = True, MSO_ANCHOR.TOP
    frame.margin_left = frame.margin_right = Inches(INSET)
    frame.margin_top = frame.margin_bottom = Inches(EDGE)
    write(frame, [box.heading, *box.lines], size, colours["ink"], begins=box.name)
    frame.paragraphs[-1].space_after = 0
