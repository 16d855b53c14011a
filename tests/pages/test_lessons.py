"""Lessons and keys as models: parts, question numbers, what a key must answer, and how they follow the data."""

from __future__ import annotations

import json

import pytest

from conftest import World
from explainer.core.problems import errors
from explainer.core.vocabulary import KEY_PARTS, LESSON_MINUTES, LESSON_PARTS
from explainer.gates.run import check_edition
from explainer.pages.lessons import Key, Lesson, keys_of, lessons_of, plain
from explainer.pages.read_pages import parse_page


def lesson_of(text: str) -> Lesson:
    return Lesson(parse_page(text, "teach/low-tide.md", "docs/teach/low-tide.md"))


@pytest.fixture
def counting(toy: World) -> tuple[Lesson, Key]:
    pages = toy.edition().pages
    (lesson,), (key,) = lessons_of(pages), keys_of(pages)
    return lesson, key


def test_a_lesson_is_read_in_full(counting: tuple[Lesson, Key]) -> None:
    lesson, _ = counting
    assert (lesson.slug, lesson.title, lesson.skill, lesson.minutes) == (
        "counting", "Counting pilots", "corroborating", 50,
    )  # fmt: skip
    assert tuple(heading.text for heading in lesson.headings) == tuple(LESSON_PARTS)
    assert [(sheet.letter, sheet.records) for sheet in lesson.sheets] == [
        ("A", ("heron.one-more-ship", "heron.pilots-left")),
        ("B", ("ledger.pilots-left",)),
        ("C", ("heron.at-dawn",)),
    ]
    assert list(lesson.tasks) == ["support", "core", "stretch"]
    assert lesson.tasks["core"].text == "Write two sentences."


def test_questions_are_numbered_through_the_groups_and_the_exit_ticket(counting: tuple[Lesson, Key]) -> None:
    lesson, _ = counting
    assert [(each.number, each.group) for each in lesson.questions] == [
        (1, "sourcing"), (2, "sourcing"), (3, "contextualising"), (4, "corroborating"), (5, "close-reading"),
        (6, "ticket"),
    ]  # fmt: skip
    assert lesson.questions[0].text == "Who counts on sheet A?"
    assert lesson.to_answer == ("1", "2", "3", "4", "5", "support", "core", "stretch", "6")


def test_a_key_is_read_in_full(counting: tuple[Lesson, Key]) -> None:
    lesson, key = counting
    assert key.slug == lesson.slug
    assert tuple(heading.text for heading in key.headings) == KEY_PARTS
    assert [answer.to for answer in key.answers] == list(lesson.to_answer)
    assert key.answers[1].records == ("ledger.pilots-left",)
    assert not any(answer.is_cited for answer in key.answers)


def test_an_answer_is_cited_when_a_citation_closes_each_of_its_claims() -> None:
    text = "/// answer | 1\nIt is [@heron:1].\n///\n/// answer | core heron\nIt is [@heron:1]. Or not.\n///\n"
    key = Key(parse_page(text, "teach/low-tide-key.md", "docs/teach/low-tide-key.md"))
    assert [(answer.to, answer.records, answer.is_cited) for answer in key.answers] == [
        ("1", (), True), ("core", ("heron",), False),
    ]  # fmt: skip


def test_the_site_and_the_model_number_questions_alike(built_toy: World, counting: tuple[Lesson, Key]) -> None:
    lesson, _ = counting
    page = built_toy.built_pages()["teach/counting.html"]
    for question in lesson.questions:
        (item,) = page.tree.xpath(f"//li[@id='question-{question.number}']")
        assert question.text.split()[0] in item.text_content()
    starts = [int(each.get("start")) for each in page.tree.xpath("//section[@class='questions' or @class='ticket']/ol")]
    assert starts == [1, 3, 4, 5, 6]


def test_blocks_of_one_kind_are_told_apart_even_side_by_side() -> None:
    lesson = lesson_of("/// step | 5\nRing.\n///\n/// step | 5\nListen.\n\nWait.\n///\n\nOutside.\n")
    assert [step.text for step in lesson.named("step")] == ["Ring.", "Listen. Wait."]


def test_minutes_that_are_not_a_number_count_as_none() -> None:
    for minutes in ("", "five", "-5", "5.5", "²", "5 minutes"):
        assert lesson_of(f"/// step | {minutes}\nRing.\n///\n").minutes == 0


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Who *counts* [@heron:1]?", "Who counts?"),
        ("See [the figures](../figures.md), **now**.", "See the figures, now."),
        ("Write *more than* or _about_.", "Write more than or about."),
        ("2 * 3 * 4 and snake_case_name", "2 * 3 * 4 and snake_case_name"),
        ("On board [the pilots] [@heron:1; @ledger:2].", "On board [the pilots]."),
    ],
)
def test_plain_text_is_what_readers_see(text: str, words: str) -> None:
    assert plain(text) == words


def test_a_lesson_is_a_learning_resource_for_programs(built_toy: World) -> None:
    page = built_toy.built_pages()["teach/counting.html"]
    (script,) = page.tree.xpath("//script[@type='application/ld+json']")
    data = json.loads(script.text)
    assert data["@type"] == "LearningResource"
    assert data["name"] == "Counting pilots"
    assert data["timeRequired"] == "PT50M"
    assert data["teaches"] == ["Corroboration", "Say who counts, and write two sentences about it."]
    key = built_toy.built_pages()["teach/counting-key.html"]
    assert '"LearningResource"' not in key.content


def test_a_changed_figure_is_reported_in_the_key(toy: World) -> None:
    toy.replace("articles/heron.txt", "More than 40 pilots", "More than 45 pilots")
    toy.replace("data/sources/heron.yaml", "More than 40 pilots", "More than 45 pilots")
    toy.replace("data/sources/heron.yaml", "amount: 40", "amount: 45")
    faults = [str(problem) for problem in toy.check()[1] if problem.code == "P2"]
    assert any("docs/teach/counting-key.md" in fault and "more than 40" in fault for fault in faults)


def test_a_key_shows_each_question_as_the_lesson_asks_it(built_toy: World) -> None:
    page = built_toy.built_pages()["teach/counting-key.html"]
    (heading,) = page.tree.xpath("//h3[@id='answer-3']")
    assert heading.text_content() == "3. Which sheet is older?"


@pytest.mark.real
def test_every_real_lesson_fills_a_class_period_and_has_its_key(real: World) -> None:
    edition = real.edition()
    lessons, keys = lessons_of(edition.pages), keys_of(edition.pages)
    assert len(lessons) == len(keys) == 6
    for lesson in lessons:
        assert LESSON_MINUTES[0] <= lesson.minutes <= LESSON_MINUTES[1]
        assert len(lesson.sheets) == 5
        assert {sheet.records[0].partition(".")[0] for sheet in lesson.sheets} <= edition.evidence.sources.keys()


def test_a_project_without_teaching_pages_is_not_asked_for_lessons(toy: World) -> None:
    assert {"T1", "Z1"} <= {tally.code for tally in check_edition(toy.edition())}
    toy.delete("data/quiz.yaml")
    assert [f"{each.place.file} {each.code}" for each in errors(toy.check()[1])] == ["data/quiz.yaml D5"]
    for page in (toy.root / "docs" / "teach").glob("*.md"):
        page.unlink()
    assert not {"T1", "Z1"} & {tally.code for tally in check_edition(toy.edition())}
