"""The commands that make downloads: one, or all with a progress display."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from explainer.built.download_manifest import Entry
from explainer.cli.report import problem_lines
from explainer.cli.stop_on_problems import stop_on, stopping_on_refusal
from explainer.core.problems import EXIT_PROBLEMS, Problem, errors
from explainer.core.project import find_project
from explainer.edition.state import load_edition
from explainer.gates.registry import problems_of
from explainer.gates.run import check_edition
from explainer.publish.build import build_site

if TYPE_CHECKING:
    from explainer.downloads.book import Book


def register(app: typer.Typer) -> None:
    """Add the commands to the command line."""
    app.command()(download)
    app.command()(downloads)


def download(
    name: Annotated[str, typer.Argument(help="The name of a download, such as pdf, epub, zip, zim or data.")],
) -> None:
    """Make one download in build/downloads/, and keep the others that are there."""
    from explainer.downloads.catalogue import make_one, shelf

    book = _checked_book()
    known = [each.name for each in shelf(book)]
    if name not in known:
        typer.echo(f"There is no download {name!r}. Known: {', '.join(known)}.", err=True)
        raise typer.Exit(EXIT_PROBLEMS)
    _report(*make_one(book, name))


def downloads() -> None:
    """Make all downloads and put them into build/downloads/ as one set."""
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    from explainer.downloads.catalogue import make_all, shelf

    book = _checked_book()
    columns = (TextColumn("{task.description:<30.30}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns) as progress:
        task = progress.add_task("Downloads", total=len(shelf(book)))
        made = make_all(book, _Teller(progress, task))
        progress.update(task, description="Downloads", completed=len(shelf(book)))
    _report(*made)


class _Teller:
    """Shows on the progress bar which download is being made."""

    def __init__(self, progress: object, task: object) -> None:
        self.progress, self.task, self.begun = progress, task, 0

    def __call__(self, title: str) -> None:
        update = getattr(self.progress, "update")  # noqa: B009
        update(self.task, description=title, completed=self.begun)
        self.begun += 1


def _checked_book() -> Book:
    # Imported here, as is what makes downloads of it: it is slow, and no other command needs it.
    from explainer.downloads.book import read_book

    edition, problems = load_edition(find_project())
    tallies = check_edition(edition)
    stop_on(errors([*problems, *problems_of(tallies)]), tallies)
    with stopping_on_refusal():
        return read_book(edition, build_site)


def _report(entries: list[Entry], problems: list[Problem]) -> None:
    for entry in entries:
        typer.echo(f"  {entry.file:<34} {entry.size_in_words:>8}")
    if problems:
        typer.echo("\n".join(problem_lines(problems)), err=True)
        typer.echo(f"\nMade {len(entries)} of the downloads; those named above were left out.", err=True)
        raise typer.Exit(EXIT_PROBLEMS)
    typer.echo("They are in build/downloads/. Run `make site` to publish the site with them.")
