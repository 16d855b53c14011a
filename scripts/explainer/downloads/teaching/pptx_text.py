"""Shapes of a slide and the text in them: real text in one typeface, and its language."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from explainer.downloads.teaching.slide import BELOW, is_tall

_TYPEFACE = "Arial"
"""A typeface that every office program has, or has one of the same widths for."""
_TALL_SPACING = 1.4
"""The spacing with which lines of tall letters do not touch."""
DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/main"
_PRESENTATION = "http://schemas.openxmlformats.org/presentationml/2006/main"


def put(place: Any, left: float, top: float, width: float, height: float) -> None:
    """Give a shape its place and size, in inches."""
    from pptx.util import Inches

    place.left, place.top, place.width, place.height = (Inches(each) for each in (left, top, width, height))


def plain(shape: Any) -> None:
    """Take away the style that the library gives a shape: what is not set is not there, as its shadow."""
    style = shape._element.find(f"{{{_PRESENTATION}}}style")
    if style is not None:
        shape._element.remove(style)


def write(
    frame: Any,
    lines: Sequence[str],
    size: int,
    colour: str,
    is_bold: bool = False,
    italics: tuple[str, ...] = (),
    begins: str = "",
) -> None:
    """Put lines into a frame, one paragraph for each, without bullets; what the first `begins` with is bold."""
    from pptx.enum.text import PP_ALIGN
    from pptx.util import Pt

    for number, line in enumerate(lines):
        paragraph = frame.paragraphs[0] if number == 0 else frame.add_paragraph()
        paragraph.alignment, paragraph.space_after = PP_ALIGN.LEFT, Pt(BELOW)
        if is_tall(line):
            paragraph.line_spacing = _TALL_SPACING
        properties = paragraph._p.get_or_add_pPr()
        properties.set("marL", "0")
        properties.set("indent", "0")
        properties.append(properties.makeelement(f"{{{DRAWING}}}buNone", {}))
        head = begins if number == 0 and line.startswith(begins) else ""
        pieces = [(head, True, False)] if head else []
        pieces += [(text, is_bold, is_italic) for text, is_italic in _parted(line.removeprefix(head), italics)]
        for text, bold, italic in (piece for piece in pieces if piece[0]):
            run = paragraph.add_run()
            run.text = text
            run.font.size, run.font.bold, run.font.italic = Pt(size), bold, italic or None
            run.font.name, run.font.color.rgb = _TYPEFACE, colour_of(colour)


def _parted(line: str, italics: tuple[str, ...]) -> list[tuple[str, bool]]:
    """Return the pieces of a line, and which of them are in italics."""
    if not italics:
        return [(line, False)]
    pattern = "|".join(re.escape(each) for each in sorted(italics, key=len, reverse=True))
    return [(piece, at % 2 == 1) for at, piece in enumerate(re.split(f"({pattern})", line)) if piece]


def colour_of(code: str) -> Any:
    """Return a colour such as `#17592f` as the library wants it."""
    from pptx.dml.color import RGBColor

    return RGBColor.from_string(code.lstrip("#").upper())


def say_language(page: Any, tag: str) -> None:
    """Say which language all words of a slide, or of its notes, are in."""
    for run in page._element.iter(f"{{{DRAWING}}}r"):
        run.get_or_add_rPr().set("lang", tag)
