"""Worksheets, keys and slides contain what their readers need, and follow the data."""

from __future__ import annotations

import io
import re
import zipfile

import pytest
from lxml import html

from conftest import World
from explainer.core.vocabulary import QUESTION_GROUPS
from explainer.downloads.archive import unpacked
from explainer.downloads.book import Book, read_book
from explainer.downloads.read_back import text_of
from explainer.downloads.teaching.docx import docx
from explainer.downloads.teaching.handouts import answer_key, guide, lessons_in, short_worksheet, worksheet
from explainer.downloads.teaching.lesson_files import for_teachers
from explainer.downloads.teaching.pptx import slides
from explainer.downloads.teaching.slide import MOST_CHARACTERS, SMALLEST
from explainer.downloads.teaching.slides import deck
from explainer.pages.lessons import TICKET, Lesson
from explainer.publish.build import build_site
from explainer.records.wording import end_of_evidence_in_words

TASK_NAMES = ["Task 1", "Task 2", "Task 3"]


@pytest.fixture
def lesson(book: Book) -> Lesson:
    (only,) = lessons_in(book)
    return only


def words(document: str) -> str:
    return " ".join(html.document_fromstring(document).text_content().split())


def test_students_get_no_time_plan_key_points_or_results(book: Book, lesson: Lesson) -> None:
    text = words(worksheet(book, lesson))
    assert "Name:" in text
    assert all(question.text[:20] in text for question in lesson.questions)
    for title in ("Time plan", "Key points", "Check:"):
        assert title not in text


def test_every_question_has_lines_and_its_own_number(book: Book, lesson: Lesson) -> None:
    tree = html.document_fromstring(worksheet(book, lesson))
    for question in lesson.questions:
        if question.group == TICKET:
            continue
        (item,) = tree.xpath(f"//li[@id='teach-counting--question-{question.number}']")
        assert len(item.xpath("./div[@class='lines']/p")) >= 2
    starts = [int(listed.get("start")) for listed in tree.xpath("//ol[@start]")]
    assert [f"counter-reset: list-item {start - 1}" for start in starts] == tree.xpath("//ol[@start]/@style")


def test_each_source_is_a_part_of_its_own_with_its_letter(book: Book, lesson: Lesson) -> None:
    tree = html.document_fromstring(worksheet(book, lesson))
    parts = tree.xpath("//section[@class='part-of-worksheet source']")
    assert [part.xpath("string(.//span[@class='letter'])") for part in parts] == [each.letter for each in lesson.sheets]
    assert all(len(part.xpath(".//section[@class='sheet']")) == 1 for part in parts)


def test_tasks_are_apart_and_no_label_speaks_of_ability(book: Book, lesson: Lesson) -> None:
    tree = html.document_fromstring(worksheet(book, lesson))
    titles = tree.xpath("//section[@class='part-of-worksheet task-to-write']/h2/text()")
    assert titles == ["Task ◆ diamond", "Task ▲ triangle", "Task ■ square"]
    assert not [name for name in TASK_NAMES if name in words(worksheet(book, lesson))]
    key = words(answer_key(book, lesson))
    shapes = ["◆ diamond", "▲ triangle", "■ square"]
    assert all(f"{name} (on the worksheet: {shape})" in key for name, shape in zip(TASK_NAMES, shapes, strict=True))


def test_four_exit_slips_have_no_place_for_a_name(book: Book, lesson: Lesson) -> None:
    tree = html.document_fromstring(worksheet(book, lesson))
    (slips,) = tree.xpath("//section[@class='part-of-worksheet exit-slips']")
    asked = [question.text[:20] for question in lesson.questions if question.group == TICKET]
    assert len(slips.xpath(".//div[@class='slip']")) == 4
    assert all(slips.text_content().count(text) == 4 for text in asked)
    assert "Name:" not in slips.text_content()


def test_rows_of_grids_have_letters_that_the_key_repeats(book: Book, lesson: Lesson) -> None:
    marks = "//table[@class='grid']//th/strong[@class='row']/text()"
    given, kept = (html.document_fromstring(made(book, lesson)).xpath(marks) for made in (worksheet, answer_key))
    assert given == kept
    assert given[:2] == ["a ", "b "]


@pytest.mark.parametrize("beside", ["/// grid | pilots\n///\n\n", ""])
def test_what_a_class_collects_has_a_table_beside_the_grids_without_letters(toy: World, beside: str) -> None:
    page = toy.text("docs/teach/counting.md")
    assert page.count("/// grid | pilots\n///\n") == 1
    changed = page.replace("/// grid | pilots\n///\n", f"{beside}/// organiser | seen, heard\n///\n")
    toy.write("docs/teach/counting.md", changed)
    book = read_book(toy.edition(), build_site)
    (lesson,) = lessons_in(book)
    (part,) = html.document_fromstring(worksheet(book, lesson)).xpath("//section[contains(@class, 'grid-to-fill')]")
    assert len(part.xpath(".//table")) == (2 if beside else 1)
    (organiser,) = part.xpath(".//div[@class='block organiser']")
    assert organiser.xpath(".//tbody/tr/th//text()") == ["A", "B", "C"]
    assert "Compare: for each student" in words(answer_key(book, lesson))


def test_the_task_of_a_short_worksheet_has_lines(book: Book, lesson: Lesson) -> None:
    tree = html.document_fromstring(short_worksheet(book, lesson))
    (task,) = tree.xpath("//section[@class='task']")
    assert len(task.xpath("./following-sibling::div[@class='lines']/p")) >= 6


def test_the_shorter_reading_is_told_to_the_teacher_alone(book: Book, lesson: Lesson) -> None:
    assert "With less to read, take" in words(answer_key(book, lesson))
    assert "With less to read, take" not in words(worksheet(book, lesson)) + words(short_worksheet(book, lesson))


def test_worksheet_and_key_agree_on_who_gets_what(book: Book, lesson: Lesson) -> None:
    said = [
        "Read first .* for each student", "Sheets .* one set for each group or pair", "Questions .* for each student",
        "Task .* one of the three for each student",
        "Exit slips .* cut in four, one slip for each student, without a name",
    ]  # fmt: skip
    for document in (worksheet(book, lesson), answer_key(book, lesson)):
        listed = words(document)
        assert all(re.search(each.replace(" .*", ".{0,30}:"), listed) for each in said)


def test_every_page_says_when_the_evidence_ends(book: Book, lesson: Lesson) -> None:
    foot = html.document_fromstring(worksheet(book, lesson)).xpath("string(//body/@data-edition)")
    assert foot.endswith(f". {end_of_evidence_in_words(book.edition.evidence)}.")


def test_a_short_worksheet_asks_one_question_of_each_group(book: Book, lesson: Lesson) -> None:
    tree = html.document_fromstring(short_worksheet(book, lesson))
    numbers = [item.get("id").rpartition("-")[2] for item in tree.xpath("//section[@class='questions']//li")]
    groups = {question.group for question in lesson.questions} - {TICKET}
    assert numbers == [
        next(str(each.number) for each in lesson.questions if each.group == group)
        for group in QUESTION_GROUPS if group in groups
    ]  # fmt: skip
    assert [int(each.get("start")) for each in tree.xpath("//section[@class='questions']/ol")] == list(
        map(int, numbers)
    )


def test_the_teacher_gets_the_time_plan_key_points_and_every_answer(book: Book, lesson: Lesson) -> None:
    text = words(answer_key(book, lesson))
    assert "Time plan" in text
    assert "Key points" in text
    tree = html.document_fromstring(answer_key(book, lesson))
    assert len(tree.xpath("//section[@class='answer']")) == len(lesson.to_answer)


def test_every_link_inside_a_handout_resolves(book: Book, lesson: Lesson) -> None:
    for document in (worksheet(book, lesson), short_worksheet(book, lesson), answer_key(book, lesson), guide(book)):
        tree = html.document_fromstring(document)
        places = set(tree.xpath("//@id"))
        assert {address[1:] for address in tree.xpath("//a/@href[starts-with(., '#')]")} <= places


def test_slides_go_through_the_lesson_and_answer_in_the_notes(book: Book, lesson: Lesson) -> None:
    made = deck(book, lesson)
    titles = [slide.title for slide in made]
    assert titles[0] == lesson.title
    assert titles[1] == "Central question"
    assert titles[-1] == "Where this comes from"
    assert len(titles) == len(set(titles))
    for sheet in lesson.sheets:
        assert [title for title in titles if title.startswith(f"Sheet {sheet.letter}")]
    shown = " ".join(line for slide in made for line in slide.lines)
    for question in lesson.questions:
        (asked,) = [slide for slide in made if slide.title.startswith(f"{question.number}. ")]
        assert question.text[:15] in " ".join(asked.lines)
        assert asked.notes
    assert "Time plan" in made[0].notes
    assert "Time plan" not in shown


def test_a_slide_holds_one_idea_that_can_be_read_from_the_back(book: Book, lesson: Lesson) -> None:
    for slide in deck(book, lesson):
        assert sum(map(len, slide.lines)) <= MOST_CHARACTERS or len(slide.lines) == 1, slide.title
        assert slide.lines or slide.large or slide.picture, slide.title
    records = [key for sheet in lesson.sheets for key in sheet.records]
    large = [slide.large for slide in deck(book, lesson) if re.match(r"Sheet .(?: \(|$)", slide.title)]
    assert len(large) == len(records)


def test_a_slide_names_who_speaks_or_who_counts_and_not_both(book: Book, lesson: Lesson) -> None:
    evidence = book.edition.evidence
    (sheet,) = [each for each in lesson.sheets if set(each.records) >= {"heron.one-more-ship", "heron.pilots-left"}]
    slides = {slide.large: slide for slide in deck(book, lesson) if slide.title.startswith(f"Sheet {sheet.letter}")}
    quoted, counted = slides[f"“{evidence.quotes['heron.one-more-ship'].text}”"], slides["more than 40"]
    assert quoted.lines[0] == "Ilsa Marden, spokeswoman of the Pilots’ League"
    assert counted.lines[-1] == "Pilots’ League"


def test_a_changed_figure_changes_worksheet_and_slides(toy: World) -> None:
    def printed(book: Book) -> list[str]:
        (lesson,) = lessons_in(book)
        compared = [slide.large for slide in deck(book, lesson) if slide.title.startswith("Compare")]
        return [words(worksheet(book, lesson)), " ".join(compared), words(answer_key(book, lesson))]

    before = printed(read_book(toy.edition(), build_site))
    assert all("40" in text and "4,321" not in text for text in before)
    source = toy.text("data/sources/heron.yaml")
    assert source.count("amount: 40\n") == 1
    toy.write("data/sources/heron.yaml", source.replace("amount: 40\n", "amount: 4321\n"))
    assert all("4,321" in text for text in printed(read_book(toy.edition(), build_site)))


def test_every_file_for_teachers_is_offered(book: Book) -> None:
    files = {download.file for download in for_teachers(book)}
    for wanted in (
        "slides-for-students.pptx",
        "worksheet.pdf",
        "worksheet.docx",
        "short.pdf",
        "short.docx",
        "key.pdf",
        "key.docx",
        "slides.pptx",
    ):
        assert f"counting-{wanted}" in files
    assert {"teaching-pack.zip", "guide.pdf", "quiz.gift", "quiz-qti.zip", "flashcards.apkg", "flashcards.pdf"} <= files


@pytest.mark.downloads
def test_office_files_hold_the_words_and_keep_their_bytes(book: Book, lesson: Lesson) -> None:
    from pptx import Presentation

    document = worksheet(book, lesson)
    content = docx(book, document)
    assert content == docx(book, document)
    text = text_of("worksheet.docx", content)
    inside = {name: part.decode() for name, part in unpacked(content).items() if name.endswith(".xml")}
    assert '<w:pgSz w:w="11906" w:h="16838" />' in inside["word/document.xml"]
    assert " PAGE " in inside["word/foot.xml"]
    assert "Theme" not in "".join(re.findall("<w:rFonts[^>]*>", inside["word/styles.xml"]))
    assert inside["word/document.xml"].count('w:pStyle w:val="Heading1"') == len(lesson.sheets) + 8
    assert "<w:tblHeader" in inside["word/document.xml"]
    assert all(question.text[:20] in text for question in lesson.questions)
    made = slides(book, deck(book, lesson))
    shown = Presentation(io.BytesIO(made))
    assert slides(book, deck(book, lesson)) == made
    sizes = [run.font.size.pt for slide in shown.slides for shape in slide.placeholders
             for paragraph in shape.text_frame.paragraphs for run in paragraph.runs]  # fmt: skip
    assert min(sizes) >= SMALLEST
    titles = [slide.shapes.title.text_frame.text for slide in shown.slides]
    assert titles == [slide.title for slide in deck(book, lesson)]
    assert any(slide.has_notes_slide for slide in shown.slides)
    assert zipfile.ZipFile(io.BytesIO(content)).namelist()[0] == "[Content_Types].xml"


@pytest.mark.downloads
def test_editable_handouts_have_cells_a_pen_can_fill_and_waste_no_paper(toy: World) -> None:
    page = toy.text("docs/teach/counting.md")
    page = page.replace("/// grid | pilots\n", "/// organiser | seen, heard\n")
    page = page.replace("## Sources", "Pilots left [@heron:1; @heron:2].\n\n## Sources")
    toy.write("docs/teach/counting.md", page)
    book = read_book(toy.edition(), build_site)
    (lesson,) = lessons_in(book)
    whole, short = (unpacked(docx(book, made(book, lesson)))["word/document.xml"].decode()
                    for made in (worksheet, short_worksheet))  # fmt: skip
    assert whole.count("<w:br />") == 2 * 2 * len(lesson.sheets)
    assert ">Compare<" in whole
    assert ">Compare<" not in short
    notes = re.findall(r"<w:p>(?:(?!</w:p>).)*</w:p>", whole[whole.index(">Notes<") :], re.DOTALL)
    assert any(paragraph.count("¶") > 1 for paragraph in notes)
