"""A problem: where it is, what is wrong, what to do about it, and the exception that carries a list of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Literal

Severity = Literal["error", "warning"]

EXIT_PROBLEMS = 2

SYSTEM = "system"
"""Stands in for a rule's code where no rule is broken: the computer, the network or another program failed."""

COMMAND = "command"
"""Stands in for a rule's code where no rule is broken: a command was given something it cannot use."""


@dataclass(frozen=True, order=True)
class Place:
    """A place in the project: a path relative to its root, and a line and a column, counted from 1 (0 if unknown)."""

    file: str
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        parts = [self.file, *(str(number) for number in (self.line, self.column) if number)]
        return ":".join(parts)


@dataclass(frozen=True, order=True)
class Problem:
    """One fault: where it is, the code of the rule it breaks, what is wrong and what to do about it.

    A fault that breaks no rule has `SYSTEM` or `COMMAND` for its code. `aside` is for the terminal alone: it may say a
    name that must stand nowhere else.
    """

    place: Place
    code: str
    sentence: str
    hint: str = field(default="", compare=False)
    severity: Severity = field(default="error", compare=False)
    aside: str = field(default="", compare=False, repr=False)

    def __str__(self) -> str:
        mark = "" if self.severity == "error" else " (warning)"
        head = f"{self.place}: {self.code}{mark} {self.sentence}"
        return head if not self.hint else f"{head}\n    {self.hint}"


class Refused(Exception):
    """Input that cannot be used; carries every problem found in it."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__("\n".join(str(problem) for problem in problems))
        self.problems = tuple(problems)


class Unfit(ValueError):
    """A value that does not fit its field.

    `must` completes a sentence that begins with the name of the field: "must be a date". `hint` says what to write.
    """

    def __init__(self, must: str, hint: str = "") -> None:
        super().__init__(must)
        self.hint = hint


def refuse(code: str, file: str, sentence: str, hint: str = "", line: int = 0) -> Refused:
    """Return a refusal with a single problem, ready to be raised."""
    return Refused([Problem(Place(file, line), code, sentence, hint)])


def errors(problems: Iterable[Problem]) -> list[Problem]:
    """Return the problems that stop publication, sorted by file and line."""
    return sorted(problem for problem in problems if problem.severity == "error")
