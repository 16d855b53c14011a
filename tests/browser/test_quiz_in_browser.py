"""The quiz in a browser marks every kind of item, stores nothing, and gives every answer without scripts."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, Page, Request

from browser.clicking import click
from browser.opening import Seen, opened
from conftest import REAL_ROOT, World
from explainer.core.project import Project
from explainer.downloads.teaching.gift import decimal
from explainer.pages.lessons import lessons_as_listed
from explainer.pages.read_pages import read_pages
from explainer.quiz.ask import Asked, Options, Pairs, Range, Words, ask_all

pytestmark = [pytest.mark.real, pytest.mark.browser]
PAIRS_WRONG = "0 of {} pairs are right. The answer below says why."
RIGHT, WRONG, EMPTY = "Right.", "Not right. The answer below says why.", "Answer first."
LETTERS = "ABCDEF"
_FIELDS = """fields => {
    const isVisible = each => each.checkVisibility({ visibilityProperty: true }) && each.getClientRects().length > 0;
    return Object.fromEntries(fields.map(field => [field.id, {
        text: field.innerText,
        results: [...field.querySelectorAll(".result")].map(each => each.innerText),
        folds: [...field.querySelectorAll("details")].map(each => [each.open, each.innerText]),
        is_told: isVisible(field.querySelector("details p")),
        is_right_told: isVisible(field.querySelector("details .right")),
        cited: field.querySelectorAll("details .cite a").length,
    }]));
}"""
LESSONS = [lesson.slug for lesson in lessons_as_listed(read_pages(Project(REAL_ROOT))[0])]


@pytest.fixture(scope="module")
def items(real_copy: World) -> dict[str, list[Asked]]:
    evidence = real_copy.evidence()
    return {lesson: ask_all(evidence, lesson) for lesson in LESSONS}


Window = tuple[Page, Seen]


@pytest.fixture(scope="module")
def with_scripts(browser: Browser, real_copy: World) -> Iterator[Window]:
    with opened(browser, real_copy.project.site.as_uri()) as window:
        yield window


@pytest.fixture(scope="module")
def without_scripts(browser: Browser, real_copy: World) -> Iterator[Window]:
    with opened(browser, real_copy.project.site.as_uri(), scripts=False) as window:
        yield window


@contextmanager
def quiz(window: Window, lesson: str) -> Iterator[Page]:
    """Load the quiz of a lesson anew; nothing may go wrong until the block ends."""
    page, seen = window
    seen.faults.clear()
    page.goto(f"{seen.origin}/teach/quiz-{lesson}.html")
    yield page
    assert seen.faults == []


def fields(page: Page) -> dict[str, dict[str, Any]]:
    """Return what each item shows, by the name of the item."""
    found: dict[str, dict[str, Any]] = page.locator("fieldset").evaluate_all(_FIELDS)
    return found


def marks(page: Page) -> dict[str, tuple[list[str], list[bool], bool]]:
    """Return of each item its results, whether its answer is unfolded, and whether what is right can be read there."""
    return {
        key: (field["results"], [is_open for is_open, _ in field["folds"]], field["is_right_told"])
        for key, field in fields(page).items()
    }


def check(page: Page, item: Asked) -> None:
    click(page, f"#{item.id} button")


def answer(page: Page, item: Asked, rightly: bool) -> None:
    """Answer an item as a reader would."""
    field = page.locator(f"#{item.id}")
    match item.key:
        case Options(options):
            wanted = next(at for at, option in enumerate(options, 1) if option.is_right == rightly)
            click(page, f"#{item.id} li:nth-child({wanted}) input[type=radio]")
        case Pairs(pairs, rights):
            letters = [LETTERS[rights.index(right)] for _, right in pairs]
            for at, letter in enumerate(letters if rightly else [*letters[1:], letters[0]]):
                field.locator("select").nth(at).select_option(letter)
        case Range(_, _, low, high):
            field.locator("input").fill(decimal(high if rightly else low - 1))
        case Words(main, _):
            field.locator("input").fill(main if rightly else f"no {main}")


def wrong(item: Asked) -> str:
    """Return what is said of the wrong answer."""
    return PAIRS_WRONG.format(len(item.key.pairs)) if isinstance(item.key, Pairs) else WRONG


def result_of(field: Locator) -> str:
    return field.locator(".result").inner_text()


@pytest.mark.parametrize("lesson", LESSONS)
def test_every_item_is_marked_correctly_and_nothing_is_stored(
    with_scripts: Window, items: dict[str, list[Asked]], lesson: str
) -> None:
    asked: list[str] = []

    def note(request: Request) -> None:
        # The icon of the page may be requested late.
        if not request.url.endswith(".svg"):
            asked.append(request.url)

    with quiz(with_scripts, lesson) as page:
        page.on("request", note)
        total = len(items[lesson])
        assert page.locator("fieldset").count() == total >= 7
        assert page.locator("fieldset").get_by_role("button", name="Check").count() == total
        for rightly in (True, False):
            for item in items[lesson]:
                check(page, item)
            assert marks(page) == {item.id: ([EMPTY], [False], False) for item in items[lesson]}
            for item in items[lesson]:
                answer(page, item, rightly)
                check(page, item)
            expected = {item.id: RIGHT if rightly else wrong(item) for item in items[lesson]}
            assert marks(page) == {key: ([result], [True], True) for key, result in expected.items()}
            score = f"{total if rightly else 0} right, {total} of {total} answered"
            assert page.get_by_role("status").filter(has_text=score).count() == 1
            page.get_by_role("button", name="Start again").click()
            assert page.get_by_role("status").filter(has_text=f"0 right, 0 of {total} answered").count() == 1
        page.remove_listener("request", note)
        assert asked == []
        assert page.context.cookies() == []
        assert page.evaluate("localStorage.length + sessionStorage.length") == 0
        assert page.evaluate("indexedDB.databases().then((found) => found.length)") == 0


@pytest.mark.parametrize("lesson", LESSONS)
def test_every_answer_can_be_read_without_scripts(
    without_scripts: Window, items: dict[str, list[Asked]], lesson: str
) -> None:
    with quiz(without_scripts, lesson) as page:
        assert page.get_by_role("main").get_by_role("button").count() == 0
        assert {key: field["is_told"] for key, field in fields(page).items()} == {
            item.id: False for item in items[lesson]
        }
        for item in items[lesson]:
            click(page, f"#{item.id} summary")
        told = fields(page)
        for item in items[lesson]:
            field = told[item.id]
            ((_, text),) = field["folds"]
            rights = [right for _, right in item.key.pairs] if isinstance(item.key, Pairs) else item.answer()
            shown = text if not isinstance(item.key, Pairs) else field["text"]
            assert all(right in shown for right in rights), item.id
            assert all(said.text in text for said in item.feedback), item.id
            assert field["cited"] >= len(item.feedback), item.id


@pytest.mark.parametrize(
    ("lesson", "item", "typed", "expected"),
    [
        ("how-many", "how-many-police", "7 000", RIGHT),
        ("how-many", "how-many-police", "7,000", RIGHT),
        ("how-many", "how-many-police", "7 thousand", WRONG),
        ("how-many", "how-many-police", "70", WRONG),
        ("how-many", "how-many-police", "many", WRONG),
        ("why-leave", "why-movement", "the  civil disobedience movement", RIGHT),
        ("why-leave", "why-movement", "cdm", RIGHT),
        ("why-leave", "why-movement", "obedience", WRONG),
        ("getting-out", "out-borderlands", "Free Zones", RIGHT),
    ],
)
def test_typed_answers_are_read_as_by_other_programs_and_enter_marks_them(
    with_scripts: Window, lesson: str, item: str, typed: str, expected: str
) -> None:
    with quiz(with_scripts, lesson) as page:
        field = page.locator(f"fieldset#{item}")
        field.locator("input").fill(typed)
        field.locator("input").press("Enter")
        assert result_of(field) == expected


def test_a_wrong_matching_says_which_pairs_are_right(with_scripts: Window, items: dict[str, list[Asked]]) -> None:
    item = next(item for item in items["why-leave"] if isinstance(item.key, Pairs))
    assert isinstance(item.key, Pairs)
    letters = [LETTERS[item.key.rights.index(right)] for _, right in item.key.pairs]
    swapped = [letters[1], letters[0], *letters[2:]]
    with quiz(with_scripts, "why-leave") as page:
        field = page.locator(f"fieldset#{item.id}")
        for at, letter in enumerate(swapped):
            field.locator("select").nth(at).select_option(letter)
        check(page, item)
        assert result_of(field) == f"{len(letters) - 2} of {len(letters)} pairs are right. The answer below says why."
        marks = [mark.strip() for mark in field.locator(".pair").all_inner_texts()]
        assert marks == ["Not right:", "Not right:", *["Right:"] * (len(letters) - 2)]
        answer(page, item, rightly=True)
        check(page, item)
        assert (result_of(field), field.locator(".pair").count()) == (RIGHT, 0)


def test_results_are_announced_and_questions_have_names(with_scripts: Window, items: dict[str, list[Asked]]) -> None:
    with quiz(with_scripts, "how-many") as page:
        for item in items["how-many"]:
            field = page.get_by_role("group", name=item.question)
            assert field.count() == field.get_by_role("status").count() == 1, item.id
        first = page.get_by_role("group", name="Whose count of those who left")
        first.get_by_role("radio").first.focus()
        page.keyboard.press("Space")
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        assert result_of(first) in (RIGHT, WRONG)
