"""Finds the line of a draft at which a fault in the record made from it can be corrected."""

from __future__ import annotations

import re
from dataclasses import replace

from explainer.core.problems import Place, Problem

_SECTION = re.compile(r"([a-z_]+):")
_KEY = re.compile(r"  ([a-z0-9-]+):")
_PIECES = ("quotes", "figures", "events")


def in_draft(problem: Problem, record: str, draft: str, shown: str) -> Problem:
    """Move a problem in a source's record to the draft `shown`, to the line of the same piece of evidence or field."""
    section, key = _heading(record.splitlines()[: problem.place.line])
    lines = draft.splitlines()
    start = _line_of(f"{section}:" if section in _PIECES else "source:", lines, 0)
    within = f"  {key}:" if section in _PIECES else f"  {section}:"
    return replace(problem, place=Place(shown, _line_of(within, lines, start) or start))


def _heading(lines: list[str]) -> tuple[str, str]:
    """The last section and the last key that begin in lines of a record."""
    section = key = ""
    for line in lines:
        if found := _SECTION.match(line):
            section, key = found[1], ""
        elif found := _KEY.match(line):
            key = found[1]
    return section, key


def _line_of(opening: str, lines: list[str], start: int) -> int:
    """The number of the first line after `start` with this opening; 0 where there is none."""
    return next((number for number, line in enumerate(lines, 1) if number > start and line.startswith(opening)), 0)
