"""The slides of a lesson as PPTX: real text in the placeholders of the layouts, and notes for the speaker."""

from __future__ import annotations

import io
import re
import unicodedata
from collections.abc import Sequence
from datetime import UTC, datetime
from math import ceil
from typing import Any

from explainer.core.problems import SYSTEM, refuse
from explainer.downloads.archive import packed, unpacked
from explainer.downloads.book import Book
from explainer.downloads.print.pictures import drawn
from explainer.downloads.teaching.docx import FIRST_ENTRY
from explainer.downloads.teaching.pptx_typefaces import with_typefaces
from explainer.downloads.teaching.slides import Slide
from explainer.render.languages import TALL, in_pieces

WIDTH, HEIGHT, MARGIN = 13.333, 7.5, 0.7
"""The size of a slide in inches (16:9)."""
_TITLE_LAYOUT, _TEXT_LAYOUT, _PICTURE_LAYOUT = 0, 1, 5
_GREEN, _INK, _PAPER = "17592F", "26211C", "FBFAF6"
_TYPEFACE = "Arial"
"""A typeface that every office program has, or has one of the same widths for."""
SMALLEST = 24
"""The smallest type on a slide in points, but for the foot, which nobody has to read in the room."""
_SIZES, _LARGE = (40, 36, 32, 28, SMALLEST), (66, 60, 54, 48, 44, 40, 36, 32)
"""Sizes of type in points, for text and for a text to look at: the largest that fits is taken."""
_ROOM = (WIDTH - 2 * MARGIN - 0.2) * 72, (HEIGHT - 2.6) * 72
"""The width and height of the text of a slide in points."""
_LINE, _TALL_LINE, _BELOW, _BELOW_LARGE = 1.2, 1.8, 6, 22
_TALL_SPACING = 1.4
"""The spacing with which lines of tall letters do not touch."""
_CHARACTER, _BOLD, _WIDE = 0.5, 0.56, 1.0
"""Parts of the size of type: the height of a line, the width of a character, of one in bold and of a Chinese one."""


def slides(book: Book, content: Sequence[Slide]) -> bytes:
    """Return slides as PPTX; the same slides give the same bytes."""
    try:
        from pptx import Presentation
    except ImportError as error:
        raise refuse(SYSTEM, "python-pptx", "The PPTX writer is not installed.", "Run `make downloads`.") from error
    show = Presentation()
    _shape(show)
    for number, slide in enumerate(content):
        _add(show, book, slide, is_first=number == 0)
    moment = datetime.fromtimestamp(book.released, UTC)
    facts = show.core_properties
    facts.title, facts.author, facts.language = f"{content[0].title} – {book.title}", book.title, "en-GB"
    facts.created, facts.modified, facts.last_modified_by, facts.revision = moment, moment, book.title, 1
    out = io.BytesIO()
    show.save(out)
    return packed(with_typefaces(unpacked(out.getvalue())), book.released, first=FIRST_ENTRY)


def _shape(show: Any) -> None:
    """Give all layouts the shape of widescreens; the library's own template is 4:3."""
    from pptx.util import Inches

    show.slide_width, show.slide_height = Inches(WIDTH), Inches(HEIGHT)
    show.element.sldSz.attrib.pop("type", None)
    for layout in show.slide_layouts:
        for place in layout.placeholders:
            if place.placeholder_format.idx == 0:
                _put(place, MARGIN, 0.45, WIDTH - 2 * MARGIN, 1.1)
            elif place.placeholder_format.idx == 1:
                _put(place, MARGIN, 1.7, WIDTH - 2 * MARGIN, HEIGHT - 2.5)
    _put(show.slide_layouts[_TITLE_LAYOUT].placeholders[0], MARGIN, 2.2, WIDTH - 2 * MARGIN, 1.6)
    _put(show.slide_layouts[_TITLE_LAYOUT].placeholders[1], MARGIN, 4.0, WIDTH - 2 * MARGIN, 1.6)


def _put(place: Any, left: float, top: float, width: float, height: float) -> None:
    from pptx.util import Inches

    place.left, place.top, place.width, place.height = (Inches(each) for each in (left, top, width, height))


def _add(show: Any, book: Book, slide: Slide, is_first: bool) -> None:
    layout = _TITLE_LAYOUT if is_first else _PICTURE_LAYOUT if slide.picture else _TEXT_LAYOUT
    page = show.slides.add_slide(show.slide_layouts[layout])
    lead = book.identity.colours[0].lstrip("#").upper()
    page.background.fill.solid()
    page.background.fill.fore_color.rgb = _colour(lead if is_first else _PAPER)
    ink = _PAPER if is_first else _INK
    _write(
        page.shapes.title.text_frame,
        [slide.title],
        44 if is_first else 30,
        _PAPER if is_first else _GREEN,
        is_bold=True,
    )
    if slide.picture:
        _add_picture(page, book, slide)
    else:
        _add_text(page.placeholders[1].text_frame, slide, ink)
    foot = page.shapes.add_textbox(0, 0, 0, 0)
    _put(foot, MARGIN, HEIGHT - 0.6, WIDTH - 2 * MARGIN, 0.4)
    _write(foot.text_frame, [f"{book.title}, {book.label}, {book.identity.licence.name}"], 10, ink)
    if slide.notes:
        _add_notes(page.notes_slide.notes_text_frame, slide.notes)


def _add_notes(frame: Any, notes: str) -> None:
    frame.text = notes
    for paragraph in frame.paragraphs:
        for run in paragraph.runs:
            run.font.language_id = _english()


def _add_text(frame: Any, slide: Slide, ink: str) -> None:
    from pptx.enum.text import MSO_ANCHOR

    frame.word_wrap, frame.vertical_anchor = True, MSO_ANCHOR.TOP
    taken, large = (0.0, 0) if not slide.large else _large(slide)
    size = _fitting(_SIZES, slide.lines, _ROOM[1] - taken)
    _write(frame, [slide.large, *slide.lines] if slide.large else [*slide.lines], size, ink, italics=slide.italics)
    if slide.large:
        from pptx.util import Pt

        for run in frame.paragraphs[0].runs:
            run.font.size, run.font.bold = Pt(large), True
            run.font.color.rgb = _colour(_GREEN)
        frame.paragraphs[0].space_after = Pt(_BELOW_LARGE)


def _large(slide: Slide) -> tuple[float, int]:
    """Return how much height a text to look at takes, and the size of its type, if the lines below it are to fit."""
    room = _ROOM[1] - _height(slide.lines, SMALLEST, _CHARACTER) - _BELOW_LARGE
    size = next((each for each in _LARGE if _height([slide.large], each, _BOLD) <= room), _LARGE[-1])
    return _height([slide.large], size, _BOLD) + _BELOW_LARGE, size


def _fitting(sizes: Sequence[int], lines: Sequence[str], room: float) -> int:
    return next((size for size in sizes if _height(lines, size, _CHARACTER) <= room), sizes[-1])


def _height(lines: Sequence[str], size: int, character: float) -> float:
    """Return about how high lines are in type of a size, in points."""
    heights = ((_TALL_LINE if _is_tall(line) else _LINE) * size for line in lines)
    counts = (ceil(_width(line, character) * size / _ROOM[0]) for line in lines)
    return sum(count * height + _BELOW for count, height in zip(counts, heights, strict=True))


def _width(line: str, character: float) -> float:
    return sum(_WIDE if unicodedata.east_asian_width(each) in "WF" else character for each in line)


def _is_tall(text: str) -> bool:
    return any(language in TALL for _, language in in_pieces(text))


def _add_picture(page: Any, book: Book, slide: Slide) -> None:
    """Place a drawing as large as its slide allows, with its description for those who do not see it."""
    from pptx.util import Inches

    content, width, height = drawn(book, slide.picture)
    room = WIDTH - 2 * MARGIN, HEIGHT - 2.4
    scale = min(room[0] / width, room[1] / height)
    left = (WIDTH - width * scale) / 2
    size = Inches(width * scale), Inches(height * scale)
    placed = page.shapes.add_picture(io.BytesIO(content), Inches(left), Inches(1.65), *size)
    placed._element._nvXxPr.cNvPr.set("descr", slide.description)


def _write(
    frame: Any, lines: list[str], size: int, colour: str, is_bold: bool = False, italics: tuple[str, ...] = ()
) -> None:
    """Put lines into a frame, one paragraph for each, without bullets."""
    from pptx.enum.text import PP_ALIGN
    from pptx.util import Pt

    for number, line in enumerate(lines):
        paragraph = frame.paragraphs[0] if number == 0 else frame.add_paragraph()
        paragraph.alignment, paragraph.space_after = PP_ALIGN.LEFT, Pt(_BELOW)
        if _is_tall(line):
            paragraph.line_spacing = _TALL_SPACING
        properties = paragraph._p.get_or_add_pPr()
        properties.set("marL", "0")
        properties.set("indent", "0")
        properties.append(properties.makeelement(f"{{{_DRAWING}}}buNone", {}))
        for text, is_italic in _parted(line, italics):
            run = paragraph.add_run()
            run.text = text
            run.font.size, run.font.bold, run.font.italic = Pt(size), is_bold, is_italic or None
            run.font.name, run.font.color.rgb = _TYPEFACE, _colour(colour)
            run.font.language_id = _english()


def _parted(line: str, italics: tuple[str, ...]) -> list[tuple[str, bool]]:
    """Return the pieces of a line, and which of them are in italics."""
    if not italics:
        return [(line, False)]
    pattern = "|".join(re.escape(each) for each in sorted(italics, key=len, reverse=True))
    return [(piece, at % 2 == 1) for at, piece in enumerate(re.split(f"({pattern})", line)) if piece]


_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/main"


def _colour(code: str) -> Any:
    from pptx.dml.color import RGBColor

    return RGBColor.from_string(code)


def _english() -> Any:
    from pptx.enum.lang import MSO_LANGUAGE_ID

    return MSO_LANGUAGE_ID.ENGLISH_UK
