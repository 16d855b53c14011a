"""The command that shows the site while it is being edited."""

from __future__ import annotations

import signal
import threading
import time
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated

import typer

from explainer.cli.report import problem_lines
from explainer.core.problems import Problem, errors
from explainer.core.project import existing_project
from explainer.publish.preview.preview import Preview
from explainer.publish.preview.server import PreviewServer


def register(app: typer.Typer) -> None:
    """Add the command to the command line."""
    app.command()(serve)


def serve(
    port: Annotated[int, typer.Option(help="The port on this computer; 0 for any.", min=0, max=65_535)] = 8000,
) -> None:
    """Show the site on this computer while you edit it: pages reload by themselves, and show what is wrong."""
    # A program that ends this one with a signal is as good as somebody who presses Ctrl+C.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    project = existing_project()
    with TemporaryDirectory(prefix="explainer-preview-") as workplace:
        preview = Preview(project, Path(workplace), _Terminal().report)
        with PreviewServer(preview, port) as server:
            threading.Thread(target=server.serve_forever, daemon=True).start()
            typer.echo(f"The site is at {server.address} while you edit it. Press Ctrl+C to end this.")
            try:
                _follow(preview)
            except KeyboardInterrupt:
                typer.echo("\nEnded.")
            finally:
                server.shutdown()


def _follow(preview: Preview) -> None:
    """Renew a preview after each change, until somebody ends this."""
    while True:
        started = time.monotonic()
        preview.renew()
        if not preview.shown.is_busy:
            typer.echo(f"Done in {time.monotonic() - started:.1f} s.")
        changed = preview.wait_for_changes()
        typer.echo(f"\nChanged: {', '.join(changed)}")


class _Terminal:
    """Prints the problems of each look at the site; a warning that was printed before is only counted."""

    def __init__(self) -> None:
        self._told: set[Problem] = set()

    def report(self, problems: Sequence[Problem]) -> None:
        wrong = errors(problems)
        warnings = [problem for problem in problems if problem.severity == "warning"]
        new = [problem for problem in warnings if problem not in self._told]
        self._told = set(warnings)
        if wrong or new:
            typer.echo("\n".join(problem_lines([*wrong, *new])), err=True)
        typer.echo(f"{_count(wrong, 'problem')}, {_count(warnings, 'warning')}.")


def _count(problems: Sequence[Problem], name: str) -> str:
    return f"{len(problems) or 'no'} {name}{'s' * (len(problems) != 1)}"
