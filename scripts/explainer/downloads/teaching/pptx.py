"""The slides of a lesson as PPTX: real text in the placeholders of the layouts, and notes for the speaker."""

from __future__ import annotations

import io
from datetime import UTC, datetime
from typing import Any

from explainer.core.problems import SYSTEM, refuse
from explainer.downloads.archive import packed, unpacked
from explainer.downloads.book import Book
from explainer.downloads.teaching.docx import FIRST_ENTRY
from explainer.downloads.teaching.slides import Slide, Table, deck
from explainer.pages.lessons import Lesson

WIDTH, HEIGHT, MARGIN = 13.333, 7.5, 0.7
"""The size of a slide in inches (16:9)."""
_TITLE_LAYOUT, _TEXT_LAYOUT, _TABLE_LAYOUT = 0, 1, 5
_GREEN, _INK, _SOFT = "1A6034", "26211C", "5D554C"
_SIZES = ((150, 30), (280, 26), (400, 22), (520, 20), (700, 18), (950, 16))
"""The most characters on a slide, and the size of type in points up to that many."""
_SMALLEST = 14


def slides(book: Book, lesson: Lesson) -> bytes:
    """Return the slides of a lesson as PPTX; the same lesson gives the same bytes."""
    try:
        from pptx import Presentation
    except ImportError as error:
        raise refuse(SYSTEM, "python-pptx", "The PPTX writer is not installed.", "Run `make downloads`.") from error
    show = Presentation()
    _shape(show)
    content = deck(book, lesson)
    for number, slide in enumerate(content):
        _add(show, book, slide, is_first=number == 0)
    moment = datetime.fromtimestamp(book.released, UTC)
    facts = show.core_properties
    facts.title, facts.author, facts.language = f"{content[0].title} – {book.title}", book.title, "en-GB"
    facts.created, facts.modified, facts.last_modified_by, facts.revision = moment, moment, book.title, 1
    out = io.BytesIO()
    show.save(out)
    return packed(unpacked(out.getvalue()), book.released, first=FIRST_ENTRY)


def _shape(show: Any) -> None:
    """Give all layouts the shape of widescreens; the library's own template is 4:3."""
    from pptx.util import Inches

    show.slide_width, show.slide_height = Inches(WIDTH), Inches(HEIGHT)
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
    layout = _TITLE_LAYOUT if is_first else _TABLE_LAYOUT if slide.table else _TEXT_LAYOUT
    page = show.slides.add_slide(show.slide_layouts[layout])
    _write(page.shapes.title.text_frame, [slide.title], 40 if is_first else 30, _GREEN, is_bold=True)
    if slide.table:
        _add_table(page, slide.table)
    else:
        _add_text(page.placeholders[1].text_frame, slide)
    foot = page.shapes.add_textbox(0, 0, 0, 0)
    _put(foot, MARGIN, HEIGHT - 0.6, WIDTH - 2 * MARGIN, 0.4)
    _write(foot.text_frame, [f"{book.title}, {book.label}, {book.identity.licence.name}"], 10, _SOFT)
    if slide.notes:
        page.notes_slide.notes_text_frame.text = slide.notes


def _add_text(frame: Any, slide: Slide) -> None:
    from pptx.enum.text import MSO_ANCHOR

    frame.word_wrap, frame.vertical_anchor = True, MSO_ANCHOR.TOP
    size = _size(len(slide.large) + sum(map(len, slide.lines)))
    lines = [slide.large, *slide.lines] if slide.large else [*slide.lines]
    _write(frame, lines, size, _INK)
    if slide.large:
        for run in frame.paragraphs[0].runs:
            run.font.size, run.font.bold = int(run.font.size * 1.25), True


def _add_table(page: Any, table: Table) -> None:
    from pptx.util import Inches

    rows = [table.heads, *table.rows]
    frame = page.shapes.add_table(
        len(rows), len(table.heads), Inches(MARGIN), Inches(1.75), Inches(WIDTH - 2 * MARGIN), Inches(0.5 * len(rows))
    )
    for at, row in enumerate(rows):
        for column, words in enumerate(row):
            cell = frame.table.cell(at, column)
            _write(cell.text_frame, [words], 14, "FFFFFF" if at == 0 else _INK, is_bold=at == 0)
    for column in range(len(table.heads)):
        cell = frame.table.cell(0, column)
        cell.fill.solid()
        cell.fill.fore_color.rgb = _colour(_GREEN)


def _write(frame: Any, lines: list[str], size: int, colour: str, is_bold: bool = False) -> None:
    """Put lines into a frame, one paragraph for each, without bullets."""
    from pptx.enum.text import PP_ALIGN
    from pptx.util import Pt

    for number, line in enumerate(lines):
        paragraph = frame.paragraphs[0] if number == 0 else frame.add_paragraph()
        paragraph.alignment, paragraph.space_after = PP_ALIGN.LEFT, Pt(6)
        properties = paragraph._p.get_or_add_pPr()
        properties.set("marL", "0")
        properties.set("indent", "0")
        properties.append(properties.makeelement(f"{{{_DRAWING}}}buNone", {}))
        run = paragraph.add_run()
        run.text = line
        run.font.size, run.font.bold = Pt(size), is_bold
        run.font.color.rgb = _colour(colour)
        run.font.language_id = _english()


_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/main"


def _colour(code: str) -> Any:
    from pptx.dml.color import RGBColor

    return RGBColor.from_string(code)


def _english() -> Any:
    from pptx.enum.lang import MSO_LANGUAGE_ID

    return MSO_LANGUAGE_ID.ENGLISH_UK


def _size(characters: int) -> int:
    return next((size for most, size in _SIZES if characters <= most), _SMALLEST)
