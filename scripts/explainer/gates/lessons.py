"""Rules T: a lesson is whole, fits into a class period, and its key answers what it asks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from explainer.core.problems import Place, Problem
from explainer.core.vocabulary import (
    KEY_PARTS,
    LEAST_SHEETS,
    LESSON_MINUTES,
    LESSON_PARTS,
    QUESTION_GROUPS,
    SHEET_LETTERS,
    TASK_LEVELS,
)
from explainer.edition.state import Edition
from explainer.gates.registry import Finding, Seen
from explainer.gates.rulebook import edition_rules, rule
from explainer.pages.lessons import Key, Lesson, TaughtPage, keys_of, lessons_of

_ROW_CODE = re.compile(r"\|\s*\[?([A-Z]\d{1,2})\b")


@rule("T1", "lesson complete")
def complete(edition: Edition) -> Iterator[Finding]:
    """A lesson has every part, in order, each with what belongs into it: a central question, objectives, at least three
    source sheets lettered in order and each of one source, the four groups of questions, a grid, and a task at three
    levels. A lesson has a page of answers, which has its parts too."""
    for lesson in lessons_of(edition.pages):
        yield Seen(lesson.page.path)
        yield from _parts(lesson, tuple(LESSON_PARTS))
        yield from _filled(lesson)
        yield from _sheets(lesson)
        yield from _sets(lesson)
        if lesson.key_path not in {page.path for page in edition.pages}:
            yield _fault(lesson, f"This lesson has no page of answers, {lesson.key_path}.", "Write it.")
    for key in keys_of(edition.pages):
        yield Seen(key.page.path)
        yield from _parts(key, KEY_PARTS)


def _fault(taught: TaughtPage, sentence: str, hint: str, place: Place | None = None) -> Problem:
    return Problem(place or Place(taught.page.file, 1), "T1", sentence, hint)


def _parts(taught: TaughtPage, parts: tuple[str, ...]) -> Iterator[Problem]:
    titles = [heading.text for heading in taught.headings]
    for missing in (part for part in parts if part not in titles):
        yield _fault(taught, f"The part “{missing}” is missing.", f"The parts are: {', '.join(parts)}.")
    for heading in taught.headings:
        if heading.text not in parts:
            hint = f"The parts are: {', '.join(parts)}."
            yield _fault(taught, f"“{heading.text}” is no part of such a page.", hint, heading.place)
    known = [heading for heading in taught.headings if heading.text in parts]
    for before, after in pairwise(known):
        if parts.index(before.text) >= parts.index(after.text):
            sentence = f"The part “{after.text}” stands after “{before.text}”."
            yield _fault(taught, sentence, "Keep the order of the parts.", after.place)


def _filled(lesson: Lesson) -> Iterator[Problem]:
    titles = {heading.text for heading in lesson.headings}
    held = {(each.part, each.block.name) for each in lesson.directives}
    for part, block in LESSON_PARTS.items():
        if block and part in titles and (part, block) not in held:
            yield _fault(lesson, f"The part “{part}” has no block {block}.", f"Add `/// {block}` to it.")
    asks = any(text.endswith("?") for text in lesson.texts("Central question"))
    if "Central question" in titles and not asks:
        yield _fault(lesson, "The central question asks nothing.", "Write one question there.")
    for part in ("Objectives", "Background", "Key points"):
        if part in titles and not lesson.texts(part):
            yield _fault(lesson, f"The part “{part}” is empty.", "Fill it.")
    if not lesson.named("lesson"):
        yield _fault(lesson, "This lesson does not say what it teaches.", "Add `/// lesson` with a skill.")


def _sheets(lesson: Lesson) -> Iterator[Problem]:
    letters = tuple(sheet.letter for sheet in lesson.sheets)
    if len(letters) < LEAST_SHEETS:
        yield _fault(lesson, f"This lesson has {len(letters)} sheets; it needs {LEAST_SHEETS}.", "Add some.")
    if letters != SHEET_LETTERS[: len(letters)]:
        hint = f"Letter them {', '.join(SHEET_LETTERS[: len(letters)])}."
        yield _fault(lesson, f"The sheets are lettered {', '.join(letters)}.", hint)
    for sheet in lesson.sheets:
        sources = {record.partition(".")[0] for record in sheet.records}
        if len(sources) != 1:
            sentence = f"Sheet {sheet.letter} shows records of {len(sources)} sources."
            yield _fault(lesson, sentence, "Give each source a sheet of its own.", sheet.place)


def _sets(lesson: Lesson) -> Iterator[Problem]:
    groups = [each.block.argument for each in lesson.named("questions")]
    if groups != list(QUESTION_GROUPS):
        hint = f"Ask, in this order: {', '.join(QUESTION_GROUPS)}."
        yield _fault(lesson, f"The groups of questions are: {', '.join(groups) or 'none'}.", hint)
    levels = [each.block.argument for each in lesson.named("task")]
    if levels != list(TASK_LEVELS):
        hint = f"Give it, in this order, at the levels {', '.join(TASK_LEVELS)}."
        yield _fault(lesson, f"The task has the levels: {', '.join(levels) or 'none'}.", hint)


@rule("T2", "one class period")
def one_period(edition: Edition) -> Iterator[Finding]:
    """The steps of a lesson take 45 to 50 minutes together, each a whole number of minutes."""
    low, high = LESSON_MINUTES
    for lesson in lessons_of(edition.pages):
        yield Seen(lesson.page.path)
        steps = lesson.named("step")
        for step in steps:
            if not step.block.argument.isdecimal() or int(step.block.argument) == 0:
                sentence = f"A step takes {step.block.argument or 'no'} minutes."
                yield Problem(step.block.place, "T2", sentence, "Write the minutes as a number: /// step | 5")
        if not low <= lesson.minutes <= high:
            place = steps[0].block.place if steps else Place(lesson.page.file, 1)
            sentence = f"The steps of this lesson take {lesson.minutes} minutes."
            yield Problem(place, "T2", sentence, f"A class period has {low} to {high}.")


@rule("T3", "key answers")
def answered(edition: Edition) -> Iterator[Finding]:
    """A page of answers belongs to a lesson and answers every question, every level of the task and the exit ticket, in
    order and once; each answer has words, and cites paragraphs or names the records it rests on."""
    lessons = {lesson.slug: lesson for lesson in lessons_of(edition.pages)}
    for key in keys_of(edition.pages):
        lesson = lessons.get(key.slug)
        if lesson is None or lesson.key_path != key.page.path:
            hint = "Name the lesson as its page is named: /// key | counting"
            yield Problem(Place(key.page.file, 1), "T3", "This page of answers belongs to no lesson.", hint)
            continue
        yield from _against(lesson, key)


def _against(lesson: Lesson, key: Key) -> Iterator[Finding]:
    asked = {str(each.number): each.text for each in lesson.questions}
    given = [answer.to for answer in key.answers]
    for to in lesson.to_answer:
        yield Seen(f"{key.page.path} {to}")
        if to not in given:
            words = " ".join(asked.get(to, f"the task at the level {to}").split()[:8])
            sentence = f"Nothing answers {to}: “{words} …”."
            hint = f"Add `/// answer | {to}`. If a question moved, so do the numbers of the answers."
            yield Problem(Place(key.page.file, 1), "T3", sentence, hint)
    for answer in key.answers:
        if answer.to not in lesson.to_answer or given.count(answer.to) > 1:
            sentence = f"The lesson does not ask {answer.to}, or it is answered twice."
            yield Problem(answer.place, "T3", sentence, f"It asks: {', '.join(lesson.to_answer)}.")
        elif not answer.text:
            yield Problem(answer.place, "T3", f"The answer to {answer.to} is empty.", "Write it.")
        elif not answer.records and not answer.is_cited:
            hint = f"Cite paragraphs, or name records: /// answer | {answer.to} voa.cut-off"
            yield Problem(answer.place, "T3", f"The answer to {answer.to} does not say what it rests on.", hint)
    if sorted(given) == sorted(lesson.to_answer) and given != list(lesson.to_answer):
        hint = f"Keep the order of the lesson: {', '.join(lesson.to_answer)}."
        yield Problem(Place(key.page.file, 1), "T3", "The answers stand in another order than the questions.", hint)


@rule("T4", "marking by rules")
def marked_by_rules(edition: Edition) -> Iterator[Finding]:
    """Every row of a marking scheme begins with the code of a rule that this project has."""
    # Imported here: the rules about built sites are entered after those about editions.
    from explainer.gates.built_pages import site_rules

    codes = {each.code for each in edition_rules.rules} | {each.code for each in site_rules.rules}
    for lesson in lessons_of(edition.pages):
        rows = [row for each in lesson.named("rubric") for row in each.inside if row.kind == "row"]
        yield Seen(lesson.page.path)
        for row in rows:
            code = _ROW_CODE.match(row.text)
            if code is None or code[1] not in codes:
                hint = "Begin it with a code of docs/about/rules.md."
                yield Problem(row.place, "T4", "This row of the marking scheme names no rule.", hint)
