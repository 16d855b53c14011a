"""How a command exits: it prints its problems, and errors among them end it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import typer

from explainer.cli.report import held_back_line, problem_lines
from explainer.core.problems import EXIT_PROBLEMS, SYSTEM, Problem, Refused, errors, refuse
from explainer.gates.registry import Tally


def stop_on(problems: Sequence[Problem], tallies: Sequence[Tally] = ()) -> None:
    """Print the problems; if one is an error, also print whether rules did not run, and exit with code 2."""
    if problems:
        typer.echo("\n".join(problem_lines(problems)), err=True)
    stopping = errors(problems)
    if stopping:
        count = len(stopping)
        line = f"\n{count} problem{'s' * (count != 1)}. Nothing was written."
        typer.echo("\n".join([line, *filter(None, [held_back_line(tallies)])]), err=True)
        raise typer.Exit(EXIT_PROBLEMS)


@contextmanager
def stopping_on_refusal() -> Iterator[None]:
    """Print the problems of a refusal, or of what cannot be written, inside the block, and exit with code 2."""
    try:
        yield
    except Refused as refused:
        stop_on(refused.problems)
        raise
    except OSError as error:
        name = Path(error.filename).name if error.filename else "data"
        hint = "Free some space or give permission to write, then try again."
        stop_on(refuse(SYSTEM, name, f"This cannot be written: {error.strerror}.", hint).problems)
