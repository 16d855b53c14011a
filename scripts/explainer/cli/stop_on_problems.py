"""How a command stops: problems are printed, and those that are no mere warnings end it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import typer

from explainer.cli.report import held_back_line, problem_lines
from explainer.core.problems import EXIT_PROBLEMS, Problem, Refused, errors
from explainer.gates.registry import Tally


def stop_on(problems: Sequence[Problem], tallies: Sequence[Tally] = ()) -> None:
    """Print the problems, and which rules did not run; leave with the exit code for problems if one is an error."""
    if problems:
        typer.echo("\n".join(problem_lines(problems)), err=True)
    stopping = errors(problems)
    if stopping:
        count = len(stopping)
        said = f"\n{count} problem{'s' * (count != 1)}. Nothing was written."
        typer.echo("\n".join([said, *filter(None, [held_back_line(tallies)])]), err=True)
        raise typer.Exit(EXIT_PROBLEMS)


@contextmanager
def stopping_on_refusal() -> Iterator[None]:
    """Print the problems of what is refused inside, and leave with the exit code for problems."""
    try:
        yield
    except Refused as refused:
        stop_on(refused.problems)
        raise
