"""Rules T: a lesson is complete, fits into a class period, and its answer key answers what it asks."""

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
    OPTIONAL,
    QUESTION_GROUPS,
    SHEET_LETTERS,
    TASK_LEVELS,
)
from explainer.edition.lesson_time import reckoned
from explainer.edition.state import Edition
from explainer.gates.registry import Finding, Seen
from explainer.gates.rulebook import edition_rules, rule
from explainer.pages.lesson_plan import steps_of
from explainer.pages.lessons import TICKET, Key, Lesson, TaughtPage, keys_of, lessons_of

_ROW_CODE = re.compile(r"\|\s*\[?([A-Z]\d{1,2})\b")


@rule("T1", "complete lesson")
def complete(edition: Edition) -> Iterator[Finding]:
    """A lesson has every part, in order and with its content: a central question, objectives, at least three source
    sheets lettered in order and each from one source, the four groups of questions, a grid, a task at three
    levels, and a marking scheme. A lesson has an answer key, which has parts of its own."""
    for lesson in lessons_of(edition.pages):
        yield Seen(lesson.page.path)
        yield from _parts(lesson, tuple(LESSON_PARTS))
        yield from _filled(lesson)
        yield from _sheets(lesson)
        yield from _sets(lesson)
        if lesson.key_path not in {page.path for page in edition.pages}:
            yield _fault(lesson, "This lesson has no answer key.", f"Write docs/{lesson.key_path}.")
    for key in keys_of(edition.pages):
        yield Seen(key.page.path)
        yield from _parts(key, KEY_PARTS)


def _fault(taught: TaughtPage, sentence: str, hint: str, place: Place | None = None) -> Problem:
    return Problem(place or Place(taught.page.file, 1), "T1", sentence, hint)


def _parts(taught: TaughtPage, parts: tuple[str, ...]) -> Iterator[Problem]:
    titles = [heading.text for heading in taught.headings]
    hint = f"Keep each part once, in this order: {', '.join(parts)}."
    for missing in (part for part in parts if part not in titles):
        yield _fault(taught, f"The part “{missing}” is missing.", hint)
    for heading in taught.headings:
        if heading.text not in parts:
            yield _fault(taught, f"“{heading.text}” is not one of the parts.", hint, heading.place)
    known = [heading for heading in taught.headings if heading.text in parts]
    for before, after in pairwise(known):
        if parts.index(before.text) >= parts.index(after.text):
            yield _fault(taught, f"The part “{after.text}” comes after “{before.text}”.", hint, after.place)


def _filled(lesson: Lesson) -> Iterator[Problem]:
    titles = {heading.text for heading in lesson.headings}
    held = {(each.part, each.block.name) for each in lesson.directives}
    for part, block in LESSON_PARTS.items():
        if block and part in titles and (part, block) not in held:
            yield _fault(lesson, f"The part “{part}” has no block {block}.", f"Add `/// {block}` to it.")
    asks = any(text.endswith("?") for text in lesson.texts("Central question"))
    if "Central question" in titles and not asks:
        yield _fault(lesson, "The part “Central question” has no question.", "Write one, ending in a question mark.")
    for part in ("Objectives", "Background", "Key points"):
        if part in titles and not lesson.texts(part):
            yield _fault(lesson, f"The part “{part}” is empty.", "Write it.")
    if not lesson.named("rubric"):
        yield _fault(lesson, "This lesson has no marking scheme.", "Add `/// rubric` to the part “Task”.")
    if not lesson.named("lesson"):
        yield _fault(lesson, "The block lesson is missing.", "Add, for example: /// lesson | sourcing")


def _sheets(lesson: Lesson) -> Iterator[Problem]:
    letters = tuple(sheet.letter for sheet in lesson.sheets)
    if len(letters) < LEAST_SHEETS:
        yield _fault(lesson, f"This lesson has {len(letters)} sheets; it must have {LEAST_SHEETS}.", "Add more.")
    if letters != SHEET_LETTERS[: len(letters)]:
        hint = f"Letter them {', '.join(SHEET_LETTERS[: len(letters)])}."
        yield _fault(lesson, f"The sheets are lettered {', '.join(letters)}.", hint)
    for sheet in lesson.sheets:
        sources = {record.partition(".")[0] for record in sheet.records}
        if len(sources) != 1:
            sentence = f"Sheet {sheet.letter} must have records of one source, not {len(sources)}."
            yield _fault(lesson, sentence, "Give each source a sheet of its own.", sheet.place)


def _sets(lesson: Lesson) -> Iterator[Problem]:
    groups = [each.block.argument for each in lesson.named("questions")]
    if groups != list(QUESTION_GROUPS):
        hint = f"Use these, in this order: {', '.join(QUESTION_GROUPS)}."
        yield _fault(lesson, f"The groups of questions are: {', '.join(groups) or 'none'}.", hint)
    levels = [each.block.argument for each in lesson.named("task")]
    if levels != list(TASK_LEVELS):
        hint = f"Use these, in this order: {', '.join(TASK_LEVELS)}."
        yield _fault(lesson, f"The levels of the task are: {', '.join(levels) or 'none'}.", hint)


@rule("T2", "one class period")
def one_period(edition: Edition) -> Iterator[Finding]:
    """The steps of a lesson take 45 to 50 minutes in all, each a whole number of minutes."""
    low, high = LESSON_MINUTES
    for lesson in lessons_of(edition.pages):
        yield Seen(lesson.page.path)
        steps = lesson.named("step")
        for step in steps:
            if not step.block.argument.isdecimal() or int(step.block.argument) == 0:
                sentence = f"The minutes of a step must be a whole number: {step.block.argument!r}."
                yield Problem(step.block.place, "T2", sentence, "Write, for example: /// step | 5")
        if not low <= lesson.minutes <= high:
            place = steps[0].block.place if steps else Place(lesson.page.file, 1)
            sentence = f"The steps of this lesson take {lesson.minutes} minutes; they must take {low} to {high}."
            yield Problem(place, "T2", sentence, "Change the minutes of some steps.")


@rule("T5", "time that holds")
def time_holds(edition: Edition) -> Iterator[Finding]:
    """A step takes no fewer minutes than what it asks of one student: 130 words to read take one, a question to answer
    two, a report of a group one. Every question is answered in a step, but for those that a class can leave out."""
    for lesson in lessons_of(edition.pages):
        steps = steps_of(lesson)
        yield Seen(lesson.page.path)
        for step in steps:
            yield Seen(f"{lesson.page.path} {step.place.line}")
            needs = reckoned(edition.evidence, lesson, step)
            if step.minutes and needs.minutes > step.minutes:
                sentence = (
                    f"This step takes {step.minutes} minutes, but asks for {needs.minutes}: {needs.words} words, "
                    f"{needs.questions} questions, {needs.reports} reports."
                )
                yield Problem(step.place, "T5", sentence, "Give it more minutes, or ask for less.")
        planned = {number for step in steps for number in (*step.answers, *step.shares)}
        for question in lesson.questions:
            if question.group != TICKET and not question.is_optional and question.number not in planned:
                sentence = f"Question {question.number} is answered in no step."
                hint = f"Add it to the `answers` of a step, or let it begin with “*{OPTIONAL}*”."
                yield Problem(question.place, "T5", sentence, hint)


@rule("T3", "answer key")
def answered(edition: Edition) -> Iterator[Finding]:
    """An answer key belongs to a lesson and answers every question, every level of the task and the exit ticket, once
    and in order. Each answer has words, and cites paragraphs or names the records it rests on."""
    lessons = {lesson.slug: lesson for lesson in lessons_of(edition.pages)}
    for key in keys_of(edition.pages):
        yield Seen(key.page.path)
        lesson = lessons.get(key.slug)
        if lesson is None or lesson.key_path != key.page.path:
            hint = "For the lesson docs/teach/counting.md, name this page counting-key.md and write: /// key | counting"
            yield Problem(Place(key.page.file, 1), "T3", "This answer key does not belong to a lesson.", hint)
            continue
        yield from _against(lesson, key)


def _against(lesson: Lesson, key: Key) -> Iterator[Finding]:
    asked = {str(each.number): each.text for each in lesson.questions}
    given = [answer.to for answer in key.answers]
    for to in lesson.to_answer:
        yield Seen(f"{key.page.path} {to}")
        if to not in given:
            words = " ".join(asked.get(to, f"the task at the level {to}").split()[:8])
            sentence = f"This key has no answer to {to}: “{words} …”."
            hint = f"Add `/// answer | {to}`. If a question was moved, renumber the answers."
            yield Problem(Place(key.page.file, 1), "T3", sentence, hint)
    for answer in key.answers:
        if answer.to not in lesson.to_answer or given.count(answer.to) > 1:
            sentence = f"The answer to {answer.to} has no question in the lesson, or is given twice."
            yield Problem(answer.place, "T3", sentence, f"Answer each of these once: {', '.join(lesson.to_answer)}.")
        elif not answer.text:
            yield Problem(answer.place, "T3", f"The answer to {answer.to} is empty.", "Write it.")
        elif not answer.records and not answer.is_cited:
            hint = f"Write, for example: /// answer | {answer.to} heron.at-dawn"
            sentence = f"The answer to {answer.to} must cite paragraphs or name records."
            yield Problem(answer.place, "T3", sentence, hint)
    if sorted(given) == sorted(lesson.to_answer) and given != list(lesson.to_answer):
        hint = f"Put them in this order: {', '.join(lesson.to_answer)}."
        yield Problem(Place(key.page.file, 1), "T3", "The answers are not in the order of the questions.", hint)


@rule("T6", "shorter reading")
def shorter_reading(edition: Edition) -> Iterator[Finding]:
    """A lesson says which records are enough for a shorter reading: some of those on its sheets, from at least two."""
    for lesson in lessons_of(edition.pages):
        yield Seen(lesson.page.path)
        on_sheets = {record: sheet.letter for sheet in lesson.sheets for record in sheet.records}
        blocks = lesson.named("shorter")
        if not blocks:
            sentence, hint = "This lesson has no shorter reading.", "Add `/// shorter` to the part “Sources”."
            yield Problem(Place(lesson.page.file, 1), "T6", sentence, hint)
        for block in blocks:
            records = block.options.get("records", "").split()
            for record in (each for each in records if each not in on_sheets):
                hint = f"Use some of these: {', '.join(on_sheets)}."
                yield Problem(block.block.place, "T6", f"{record} is on no sheet of this lesson.", hint)
            letters = {on_sheets[each] for each in records if each in on_sheets}
            if len(letters) < 2 or len(set(records)) >= len(on_sheets):
                sentence = f"The shorter reading has {len(set(records))} of {len(on_sheets)} records."
                yield Problem(block.block.place, "T6", sentence, "Keep fewer than all, from at least two sheets.")


@rule("T4", "marking scheme")
def marked_by_rules(edition: Edition) -> Iterator[Finding]:
    """Every row of a marking scheme begins with the code of a rule of this project, or is about the skill of the
    lesson and begins with its name."""
    # Imported here: the rules for built sites are entered after those for editions.
    from explainer.gates.built_pages import site_rules

    codes = {each.code for each in edition_rules.rules} | {each.code for each in site_rules.rules}
    for lesson in lessons_of(edition.pages):
        rows = [row for each in lesson.named("rubric") for row in each.inside if row.kind == "row"]
        yield Seen(lesson.page.path)
        for row in rows:
            code = _ROW_CODE.match(row.text)
            is_of_the_skill = row.text.lstrip("| ").startswith(
                edition.evidence.texts.get(f"skill-{lesson.skill}", lesson.skill)
            )
            if not is_of_the_skill and (code is None or code[1] not in codes):
                hint = "Begin it with a code from docs/about/rules.md, such as Q1, or with the skill of the lesson."
                sentence = "A row of a marking scheme must begin with the code of a rule."
                yield Problem(row.place, "T4", sentence, hint)
