"""Decks follow the lesson, spread a long text evenly, and hold the table that a class fills."""

from __future__ import annotations

import io
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conftest import World
from explainer.downloads.book import Book, read_book
from explainer.downloads.teaching.handouts import lessons_in
from explainer.downloads.teaching.slide import MOST_CHARACTERS, SMALLEST, Slide, split
from explainer.downloads.teaching.slides import deck, students_deck
from explainer.publish.build import build_site

SENTENCE = "The harbour was silent at dawn, and nobody counted the ships."


def text_of(slides: list[Slide]) -> str:
    return re.sub(r"\s", "", "".join(line for slide in slides for line in slide.lines))


def sizes(slides: list[Slide]) -> list[int]:
    return [sum(map(len, slide.lines)) for slide in slides]


def test_no_slide_is_left_with_a_single_sentence() -> None:
    lines = [" ".join([SENTENCE] * 7), " ".join([SENTENCE] * 7), SENTENCE]
    made = list(split("Background", lines))
    assert text_of(made) == re.sub(r"\s", "", "".join(lines))
    assert len(made) == 2
    assert min(sizes(made)) > 0.8 * max(sizes(made))


def test_lines_stay_whole_where_slides_are_even_without_parting_them() -> None:
    lines = tuple(" ".join([SENTENCE] * count) for count in (5, 4, 5))
    assert [slide.lines for slide in split("Background", lines)] == [(line,) for line in lines]


@given(st.lists(st.lists(st.integers(3, 200), min_size=1, max_size=8), min_size=1, max_size=6))
def test_a_text_is_whole_and_in_order_on_its_slides(lengths: list[list[int]]) -> None:
    lines = [" ".join(f"T{'x' * length}." for length in line) for line in lengths]
    made = list(split("Background", lines))
    assert text_of(made) == re.sub(r"\s", "", "".join(lines))
    assert all(size <= MOST_CHARACTERS + 8 for size in sizes(made))


def test_a_grid_asks_before_its_rows_answer(book: Book) -> None:
    (lesson,) = lessons_in(book)
    asked = [slide for slide in deck(book, lesson) if slide.title.startswith("Compare")]
    assert asked[0].large.endswith("?")
    assert [slide.title for slide in asked[:2]] == ["Compare", "Compare a"]


@pytest.fixture
def with_organiser(toy: World) -> Book:
    page = toy.text("docs/teach/counting.md")
    before = "/// grid | pilots\n///\n"
    assert page.count(before) == 1
    toy.write(
        "docs/teach/counting.md", page.replace(before, f"{before}\n/// organiser | seen, or heard; by whom\n///\n")
    )
    return read_book(toy.edition(), build_site)


def test_a_table_for_the_class_has_its_slide_after_the_grids(with_organiser: Book) -> None:
    (lesson,) = lessons_in(with_organiser)
    made = students_deck(with_organiser, lesson)
    (at,) = [number for number, slide in enumerate(made) if slide.table]
    assert made[at - 1].title.startswith("Compare")
    assert made[at + 1].title.startswith("Task")
    letters = [(sheet.letter, "", "") for sheet in lesson.sheets]
    assert made[at].table == (("Sheet", "seen, or heard", "by whom"), *letters)


@pytest.mark.downloads
def test_the_table_is_real_and_can_be_read_from_the_back(with_organiser: Book) -> None:
    from pptx import Presentation
    from pptx.util import Inches

    from explainer.downloads.teaching.pptx import slides

    (lesson,) = lessons_in(with_organiser)
    made = slides(with_organiser, students_deck(with_organiser, lesson))
    assert made == slides(with_organiser, students_deck(with_organiser, lesson))
    shown = Presentation(io.BytesIO(made))
    (frame,) = [shape for slide in shown.slides for shape in slide.shapes if shape.has_table]
    assert frame.table.first_row
    assert sum(row.height for row in frame.table.rows) <= Inches(5.2)
    cells = [cell for row in frame.table.rows for cell in row.cells]
    runs = [run for cell in cells for paragraph in cell.text_frame.paragraphs for run in paragraph.runs]
    assert min(run.font.size.pt for run in runs) >= SMALLEST
