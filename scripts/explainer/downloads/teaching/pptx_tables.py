"""A table on a slide that a class fills: real rows and cells, with a row of heads that screen readers know."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from explainer.downloads.teaching.pptx_text import DRAWING, colour_of, write
from explainer.downloads.teaching.slide import BOLD, MARGIN, ROOM, SMALLEST, TOP, fitting

_SIZES, _HEAD, _INSET = (28, SMALLEST), 1.1, 0.1
"""Sizes of type in points; the height of the row of heads in inches, and from the side of a cell to its text."""
_WITH_LINES = "{5940675A-B579-460E-94D1-54222C63F5DA}"
"""The style that office programs call a table grid: lines between all cells."""


def add_table(page: Any, title: str, rows: Sequence[Sequence[str]], colours: dict[str, str]) -> None:
    """Draw a table across a slide. The first column is as wide as its words, the others share the rest."""
    from pptx.util import Inches

    size = (Inches(each) for each in (MARGIN, TOP, *ROOM))
    frame = page.shapes.add_table(len(rows), len(rows[0]), *size)
    frame.name = title
    frame._element._nvXxPr.cNvPr.set("descr", title)
    table = frame.table
    table._tbl.tblPr.find(f"{{{DRAWING}}}tableStyleId").text = _WITH_LINES
    table.first_row, table.first_col, table.horz_banding = True, True, False
    first = max(len(row[0]) for row in rows) * _SIZES[0] * BOLD / 72 + 3 * _INSET
    widths = [first, *[(ROOM[0] - first) / (len(rows[0]) - 1)] * (len(rows[0]) - 1)]
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Inches(width)
    for row, height in zip(table.rows, [_HEAD, *[(ROOM[1] - _HEAD) / (len(rows) - 1)] * (len(rows) - 1)], strict=True):
        row.height = Inches(height)
    heads = [fitting(_SIZES, [text], width - 2 * _INSET, _HEAD) for text, width in zip(rows[0], widths, strict=True)]
    for number, texts in enumerate(rows):
        for at, text in enumerate(texts):
            _fill(table.cell(number, at), text, min(heads), number == 0, colours)


def _fill(cell: Any, text: str, size: int, is_head: bool, colours: dict[str, str]) -> None:
    cell.fill.solid()
    cell.fill.fore_color.rgb = colour_of(colours["lead"] if is_head else "#ffffff")
    if text:
        write(cell.text_frame, [text], size, "#ffffff" if is_head else colours["ink"], is_bold=True)
