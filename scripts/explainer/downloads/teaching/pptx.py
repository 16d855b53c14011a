"""The slides of a lesson as PPTX: real text in the placeholders of the layouts, and notes for the speaker."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from explainer.core.problems import SYSTEM, refuse
from explainer.downloads.archive import packed, unpacked
from explainer.downloads.book import Book
from explainer.downloads.colours import colours_of
from explainer.downloads.print.pictures import drawn
from explainer.downloads.teaching.docx import FIRST_ENTRY
from explainer.downloads.teaching.pptx_boxes import add_boxes
from explainer.downloads.teaching.pptx_maps import add_map
from explainer.downloads.teaching.pptx_tables import add_table
from explainer.downloads.teaching.pptx_text import colour_of, put, say_language, write
from explainer.downloads.teaching.pptx_typefaces import with_typefaces
from explainer.downloads.teaching.slide import (
    BOLD,
    HEIGHT,
    MARGIN,
    ROOM,
    SMALLEST,
    TOP,
    WIDTH,
    MapShown,
    Slide,
    fitting,
    height_of,
)

_TITLE_LAYOUT, _TEXT_LAYOUT, _TITLE_ONLY = 0, 1, 5
_SIZES, _LARGE = (40, 36, 32, 28, SMALLEST), (66, 60, 54, 48, 44, 40, 36, 32)
"""Sizes of type in points, for text and for a text to look at: the largest that fits is taken."""
_TEXT_ROOM = ROOM[0] - 0.2, HEIGHT - 2.6
"""The width and height of the text of a slide in inches."""
_BELOW_LARGE, _BESIDE_MAP = 22, 0.5
"""Points below a text to look at, and inches between a map and what is said beside it."""


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
    facts.title, facts.author, facts.language = (
        f"{content[0].title} – {book.title}",
        book.title,
        book.texts["language-tag"],
    )
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
                put(place, MARGIN, 0.45, WIDTH - 2 * MARGIN, 1.1)
            elif place.placeholder_format.idx == 1:
                put(place, MARGIN, 1.7, WIDTH - 2 * MARGIN, HEIGHT - 2.5)
    put(show.slide_layouts[_TITLE_LAYOUT].placeholders[0], MARGIN, 2.2, WIDTH - 2 * MARGIN, 1.6)
    put(show.slide_layouts[_TITLE_LAYOUT].placeholders[1], MARGIN, 4.0, WIDTH - 2 * MARGIN, 1.6)


def _add(show: Any, book: Book, slide: Slide, is_first: bool) -> None:
    colours = colours_of(book.edition.project)
    is_text = not (slide.picture or slide.map or slide.boxes or slide.table)
    layout = _TITLE_LAYOUT if is_first else _TEXT_LAYOUT if is_text else _TITLE_ONLY
    page = show.slides.add_slide(show.slide_layouts[layout])
    page.background.fill.solid()
    page.background.fill.fore_color.rgb = colour_of(book.identity.colours[0] if is_first else colours["paper"])
    ink = colours["paper"] if is_first else colours["ink"]
    title_ink = colours["paper"] if is_first else colours["lead"]
    write(page.shapes.title.text_frame, [slide.title], 44 if is_first else 30, title_ink, is_bold=True)
    if slide.picture:
        _add_picture(page, book, slide)
    elif slide.map:
        _add_map(page, book, slide, slide.map, colours)
    elif slide.boxes:
        add_boxes(page, slide.title, slide.boxes, slide.description, colours)
    elif slide.table:
        add_table(page, slide.title, slide.table, colours)
    else:
        _add_text(page.placeholders[1].text_frame, slide, ink, colours["lead"])
    foot = page.shapes.add_textbox(0, 0, 0, 0)
    put(foot, MARGIN, HEIGHT - 0.6, WIDTH - 2 * MARGIN, 0.4)
    foot.name, foot.text_frame.word_wrap = "Foot", True
    write(foot.text_frame, [f"{book.title}, {book.label}, {book.identity.licence.name}"], 10, ink)
    if slide.notes:
        page.notes_slide.notes_text_frame.text = slide.notes
        say_language(page.notes_slide, book.texts["language-tag"])
    say_language(page, book.texts["language-tag"])


def _add_text(frame: Any, slide: Slide, ink: str, lead: str) -> None:
    from pptx.enum.text import MSO_ANCHOR

    frame.word_wrap, frame.vertical_anchor = True, MSO_ANCHOR.TOP
    taken, large = (0.0, 0) if not slide.large else _large(slide)
    size = fitting(_SIZES, slide.lines, _TEXT_ROOM[0], _TEXT_ROOM[1] - taken)
    write(frame, [slide.large, *slide.lines] if slide.large else [*slide.lines], size, ink, italics=slide.italics)
    if slide.large:
        from pptx.util import Pt

        for run in frame.paragraphs[0].runs:
            run.font.size, run.font.bold = Pt(large), True
            run.font.color.rgb = colour_of(lead)
        frame.paragraphs[0].space_after = Pt(_BELOW_LARGE)


def _large(slide: Slide) -> tuple[float, int]:
    """Return how much height a text to look at takes in inches, and the size of its type, if the lines below it are to
    fit."""
    width, below = _TEXT_ROOM[0], _BELOW_LARGE / 72
    room = _TEXT_ROOM[1] - height_of(slide.lines, SMALLEST, width) - below
    size = next((each for each in _LARGE if height_of([slide.large], each, width, BOLD) <= room), _LARGE[-1])
    return height_of([slide.large], size, width, BOLD) + below, size


def _add_map(page: Any, book: Book, slide: Slide, shown: MapShown, colours: dict[str, str]) -> None:
    """Place a map at the left of a slide, and what is said beside it."""
    left = add_map(page, book.edition.evidence, shown, slide.description, colours) + _BESIDE_MAP
    width = WIDTH - MARGIN - left
    said = page.shapes.add_textbox(0, 0, 0, 0)
    put(said, left, TOP, width, ROOM[1])
    said.text_frame.word_wrap = True
    size = fitting(_SIZES[1:], slide.lines, width - 0.2, ROOM[1])
    write(said.text_frame, slide.lines, size, colours["ink"])


def _add_picture(page: Any, book: Book, slide: Slide) -> None:
    """Place a drawing as large as its slide allows, with its description for those who do not see it."""
    from pptx.util import Inches

    content, width, height = drawn(book, slide.picture)
    scale = min(ROOM[0] / width, ROOM[1] / height)
    left = (WIDTH - width * scale) / 2
    size = Inches(width * scale), Inches(height * scale)
    placed = page.shapes.add_picture(io.BytesIO(content), Inches(left), Inches(TOP), *size)
    placed._element._nvXxPr.cNvPr.set("descr", slide.description)
