"""A lesson whose page has a map or the boxes of who belongs to whom has them in its decks, as shapes with words."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from itertools import combinations
from typing import Any

import pytest
from lxml import html

from conftest import World
from explainer.downloads.archive import unpacked
from explainer.downloads.book import Book, read_book
from explainer.downloads.teaching.docx import docx
from explainer.downloads.teaching.handouts import lessons_in, worksheet
from explainer.downloads.teaching.map_layout import NAME, laid_out, rings_of
from explainer.downloads.teaching.slide import MARGIN, ROOM, SMALLEST, TOP, Box, MapShown, Slide
from explainer.downloads.teaching.slides import deck, students_deck
from explainer.downloads.teaching.tie_slides import APART, box_height
from explainer.publish.build import build_site
from explainer.records.evidence import Evidence

EMU_OF_AN_INCH = 914_400
SHOWN = "/// map | harbour\n///\n\n/// relations\n///\n\n## Sources\n"


@pytest.fixture
def shown(toy: World) -> Book:
    """The toy world, whose lesson has a map and the boxes."""
    page = toy.text("docs/teach/counting.md")
    assert page.count("## Sources\n") == 1
    toy.write("docs/teach/counting.md", page.replace("## Sources\n", SHOWN))
    return read_book(toy.edition(), build_site)


def of_lesson(book: Book) -> list[Slide]:
    (lesson,) = lessons_in(book)
    made = students_deck(book, lesson)
    drawn = [slide for slide in deck(book, lesson) if slide.map or slide.boxes]
    assert drawn == [slide for slide in made if slide.map or slide.boxes]
    return made


def boxes_in(boxes: tuple[Box, ...]) -> Iterator[Box]:
    for box in boxes:
        yield box
        yield from boxes_in(box.boxes)


def test_a_map_has_a_slide_of_its_own_and_one_for_each_mark(shown: Book) -> None:
    slides = [slide for slide in of_lesson(shown) if slide.map]
    spec = shown.edition.evidence.maps["harbour"]
    assert [slide.map and slide.map.mark for slide in slides] == [None, *range(len(spec.marks))]
    first, *others = slides
    assert first.title == f"{spec.title} (1 of {len(slides)})"
    assert spec.leaves_out in " ".join(first.lines)
    assert all(mark.says in first.description for mark in spec.marks)
    for slide, mark in zip(others, spec.marks, strict=True):
        assert mark.says in slide.lines[0]
        assert mark.says in slide.description
        assert f"¶{mark.cites[0].partition(':')[2]}]" in slide.lines[0]


def test_boxes_say_every_relation_with_its_paragraph_in_the_box_of_its_body(shown: Book) -> None:
    slides = [slide for slide in of_lesson(shown) if slide.boxes]
    lines = {line: box.name for slide in slides for box in boxes_in(slide.boxes) for line in box.lines}
    for relation in shown.edition.evidence.relations.values():
        (line,) = [each for each in lines if each.startswith(relation.says.removesuffix("."))]
        assert f"¶{relation.cites[0].partition(':')[2]}]" in line
        assert relation.says.removeprefix("The ").startswith(lines[line])
    assert all(slide.description for slide in slides)
    (inside,) = slides[0].boxes[-1].boxes
    assert (slides[0].boxes[-1].name, inside.name) == ("Port Authority", "Night watch")
    assert "Port Authority holds Night watch" in slides[0].description


def test_lines_that_contradict_each_other_stand_in_a_dashed_box(toy: World) -> None:
    relations = toy.text("data/relations.yaml")
    rival = relations[relations.index("watch-of-the-authority") :].partition("\nleague")[0]
    other = rival.replace("watch-of-the-authority", "watch-of-the-league").replace("port-authority", "pilots-league")
    toy.write("data/relations.yaml", f"{relations.rstrip()}\n{other.rstrip()}\n  contradicts: watch-of-the-authority\n")
    page = toy.text("docs/teach/counting.md")
    toy.write("docs/teach/counting.md", page.replace("## Sources\n", SHOWN))
    slides = of_lesson(read_book(toy.edition(), build_site))
    (disputed,) = [box for slide in slides for box in boxes_in(slide.boxes) if box.is_dashed]
    assert disputed.name == "Disputed"
    assert len(disputed.lines) == 2


def test_a_map_that_its_page_has_in_words_is_drawn_on_paper_and_slides(toy: World) -> None:
    page = toy.text("docs/teach/counting.md")
    short = SHOWN.replace("harbour\n///", "harbour\n    only: words\n///")
    toy.write("docs/teach/counting.md", page.replace("## Sources\n", short))
    book = read_book(toy.edition(), build_site)
    (lesson,) = lessons_in(book)
    figure = html.document_fromstring(worksheet(book, lesson)).find(".//figure[@class='map']")
    assert figure.find("svg") is not None
    assert not figure.xpath("./p[@class='drawn-on']")
    slides = [slide for slide in students_deck(book, lesson) if slide.map]
    toy.write("docs/teach/counting.md", page.replace("## Sources\n", SHOWN))
    whole = read_book(toy.edition(), build_site)
    assert slides == [slide for slide in students_deck(whole, lessons_in(whole)[0]) if slide.map]


@pytest.mark.downloads
def test_a_map_in_a_handout_leaves_room_for_its_words(shown: Book) -> None:
    (lesson,) = lessons_in(shown)
    document = unpacked(docx(shown, worksheet(shown, lesson)))["word/document.xml"].decode()
    ((width, height),) = re.findall(r'<wp:extent cx="(\d+)" cy="(\d+)"', document)
    assert int(width) <= 5.9 * EMU_OF_AN_INCH
    assert int(height) <= 5.7 * EMU_OF_AN_INCH


def test_a_page_without_them_has_no_such_slides(book: Book) -> None:
    assert not [slide for slide in of_lesson(book) if slide.map or slide.boxes]


def test_a_changed_place_mark_or_relation_changes_the_slides(toy: World) -> None:
    for file, before, after in (
        ("data/maps.yaml", "Ships wait along the mole.", "Ships wait on both sides of the mole."),
        ("data/relations.yaml", "was what the harbour office lost.", "was what the harbour office had."),
    ):
        assert toy.text(file).count(before) == 1
        toy.write(file, toy.text(file).replace(before, after))
    page = toy.text("docs/teach/counting.md")
    toy.write("docs/teach/counting.md", page.replace("## Sources\n", SHOWN))
    said = str(of_lesson(read_book(toy.edition(), build_site)))
    assert "on both sides of the mole" in said
    assert "the harbour office had" in said


def maps_of(evidence: Evidence) -> Iterator[MapShown]:
    for name, spec in evidence.maps.items():
        yield from (MapShown(name, mark) for mark in (None, *range(len(spec.marks))))


def test_no_name_on_a_map_overlaps_another_or_leaves_the_slide(each_book: Book) -> None:
    evidence = each_book.edition.evidence
    assert evidence.outlines
    for drawn in maps_of(evidence):
        layout = laid_out(evidence, evidence.outlines, drawn)
        assert layout.names
        assert not [pair for pair in combinations(layout.names, 2) if pair[0].overlaps(pair[1])], drawn
        assert layout.height <= ROOM[1]
        for name in layout.names:
            left, top = (at + moved for at, moved in zip((name.left, name.top), layout.moved, strict=True))
            assert left >= -0.001, name
            assert left + name.width <= layout.width + 0.001, name
            assert top >= -0.001, name
            assert top + NAME <= layout.height + 0.001, name


def test_an_outline_is_read_ring_by_ring() -> None:
    assert rings_of("M10 20l5 0-5-5zM-1 2l3 4z") == [[(10, 20), (15, 20), (10, 15)], [(-1, 2), (2, 6)]]


@pytest.mark.real
def test_a_slide_holds_its_boxes(real_book: Book) -> None:
    slides = [slide for lesson in lessons_in(real_book) for slide in deck(real_book, lesson) if slide.boxes]
    assert slides
    for slide in slides:
        height = sum(box_height(box, ROOM[0], SMALLEST) + APART for box in slide.boxes)
        assert height <= ROOM[1], slide.title


@pytest.mark.real
def test_decks_hold_maps_the_boxes_and_charts(real_book: Book) -> None:
    slides = [slide for lesson in lessons_in(real_book) for slide in students_deck(real_book, lesson)]
    assert {slide.map.name for slide in slides if slide.map} == set(real_book.edition.evidence.maps)
    relations = real_book.edition.evidence.relations.values()
    said = " ".join(line for slide in slides for box in boxes_in(slide.boxes) for line in box.lines)
    assert not [each.says for each in relations if each.says.removesuffix(".") not in said]
    assert [slide for slide in slides if slide.picture]


def shapes_of(shapes: Any) -> Iterator[Any]:
    for shape in shapes:
        yield shape
        if hasattr(shape, "shapes"):
            yield from shapes_of(shape.shapes)


@pytest.mark.downloads
def test_shapes_are_described_legible_and_on_the_slide(shown: Book) -> None:
    from pptx import Presentation
    from pptx.util import Inches

    from explainer.downloads.teaching.pptx import slides

    content = of_lesson(shown)
    made = slides(shown, content)
    assert made == slides(shown, content)
    pages = list(Presentation(io.BytesIO(made)).slides)
    for slide, page in zip(content, pages, strict=True):
        groups = [each for each in page.shapes if hasattr(each, "shapes")]
        assert len(groups) == bool(slide.map or slide.boxes), slide.title
        assert [each._element._nvXxPr.cNvPr.get("descr") for each in groups] == [slide.description] * len(groups)
        for shape in (each for group in groups for each in shapes_of(group.shapes)):
            assert shape.left >= Inches(MARGIN) - Inches(0.01), slide.title
            assert shape.left + shape.width <= Inches(MARGIN + ROOM[0] + 0.01), slide.title
            assert shape.top >= Inches(TOP - 0.01), slide.title
            assert shape.top + shape.height <= Inches(TOP + ROOM[1] + 0.01), slide.title
        for shape in (each for each in shapes_of(page.shapes) if each.has_text_frame and each.name != "Foot"):
            runs = [run for paragraph in shape.text_frame.paragraphs for run in paragraph.runs]
            assert all(run.font.size.pt >= SMALLEST for run in runs), slide.title
    names = [shape.text_frame.text for shape in shapes_of(pages[-1].shapes) if shape.has_text_frame]
    assert names
    drawn = [slide for slide, page in zip(content, pages, strict=True) if slide.map]
    assert len(drawn) == 4
