"""What a run of the gates prints: problems by file, then one line of counts for each rule."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby

from explainer.gates.registry import Tally
from explainer.problems import Problem


def problem_lines(problems: Iterable[Problem]) -> list[str]:
    """Return the problems as lines of text, grouped by file, in the order of lines."""
    lines: list[str] = []
    for file, group in groupby(sorted(problems), key=lambda problem: problem.place.file):
        lines.append(file)
        for problem in group:
            place = ":".join(str(number) for number in (problem.place.line, problem.place.column) if number)
            mark = "" if problem.severity == "error" else " (warning)"
            lines.append(f"  {place or '-'}  {problem.code}{mark}  {problem.sentence}")
            if problem.hint:
                lines.append(f"        {problem.hint}")
    return lines


def tally_lines(tallies: Sequence[Tally]) -> list[str]:
    """Return one line for each rule: what it looked at, decided, left unchecked, and found."""
    width = max((len(tally.name) for tally in tallies), default=0)
    return [_tally_line(tally, width) for tally in tallies]


def _tally_line(tally: Tally, width: int) -> str:
    counts = f"{tally.checked:>5} checked"
    if tally.unchecked:
        counts += f", {tally.unchecked} unchecked"
    if tally.problems:
        counts += f", {len(tally.problems)} problem{'s' * (len(tally.problems) != 1)}"
    return f"  {tally.code:<3} {tally.name:<{width}} {counts}"
