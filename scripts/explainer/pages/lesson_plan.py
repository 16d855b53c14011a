"""The steps of a lesson as planned: their minutes, what is read in them, and which questions are answered."""

from __future__ import annotations

from dataclasses import dataclass

from explainer.core.problems import Place
from explainer.pages.lessons import Directive, Lesson

READS = ("before", "background", "words", "sheet", "sheets", "grid")
"""What can be read in a step: the note to begin with, the background, the words explained, one sheet or all of them,
or the grids."""


@dataclass(frozen=True)
class Step:
    """One step. `answers` are the questions that everybody answers in it, `shares` those of which each group answers
    one; `reports` is the number of groups that report."""

    minutes: int
    reads: tuple[str, ...]
    answers: tuple[int, ...]
    shares: tuple[int, ...]
    reports: int
    place: Place


def steps_of(lesson: Lesson) -> list[Step]:
    """Return the steps of a lesson; what is not a number counts as none, and rule T2 reports minutes that are not."""
    return [_step(each) for each in lesson.named("step")]


def _step(directive: Directive) -> Step:
    options = directive.options
    return Step(
        _number(directive.block.argument),
        tuple(options.get("reads", "").split()),
        tuple(map(_number, options.get("answers", "").split())),
        tuple(map(_number, options.get("shares", "").split())),
        _number(options.get("reports", "")),
        directive.block.place,
    )


def _number(text: str) -> int:
    return int(text) if text.isdecimal() else 0
