"""The command that begins a project on another subject: its options, its questions, and what it prints."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated

import typer

from explainer.cli.stop_on_problems import stop_on, stopping_on_refusal
from explainer.core.problems import COMMAND, Problem, errors, refuse
from explainer.core.project import ARTICLES_VARIABLE, Project
from explainer.core.read_files import read_text
from explainer.core.texts import FIRST_LANGUAGE, languages
from explainer.edition.article_lock import lock_text
from explainer.edition.state import load_edition
from explainer.gates.registry import problems_of
from explainer.gates.run import check_edition
from explainer.new_project.files import EXECUTABLE, first_files
from explainer.new_project.plan import DEFAULT_COLOURS, Plan, topics_from
from explainer.new_project.program import requirement
from explainer.new_project.shades import two_colours
from explainer.records.schemas import schema_texts


def register(app: typer.Typer) -> None:
    """Add the command to the command line."""
    app.command()(new)


def new(
    folder: Annotated[Path, typer.Argument(help="The folder of the new project: one that is empty, or not there yet.")],
    title: Annotated[str, typer.Option(help="The name of the site.")] = "",
    question: Annotated[str, typer.Option(help="The question that the site answers.")] = "",
    topic: Annotated[
        list[str] | None,
        typer.Option(help="A topic, as “Title” or “Title: Question?”; may be repeated. Without any, there is one."),
    ] = None,
    language: Annotated[
        str, typer.Option(help="The language of the words that the program adds to pages.")
    ] = FIRST_LANGUAGE,
    colours: Annotated[
        str, typer.Option(help="A colour for links and one for marks; white words must be readable on both.")
    ] = ",".join(DEFAULT_COLOURS),
    mark: Annotated[Path | None, typer.Option(help="An SVG file, as the mark of the site.")] = None,
    empty: Annotated[bool, typer.Option("--empty", help="Without the two invented articles.")] = False,
    source: Annotated[
        str,
        typer.Option("--from", help="A wheel, a folder or a version of this program, by which the project gets it."),
    ] = "",
) -> None:
    """Begin a project on another subject, which passes `make site` and `make test` at once."""
    with stopping_on_refusal():
        if folder.exists() and not (folder.is_dir() and not any(folder.iterdir())):
            raise refuse(COMMAND, str(folder), "The folder must be empty, or not exist yet.", "Name another one.")
        program = requirement(source, folder)
        if language not in languages():
            hint = f"Write one of: {', '.join(languages())}."
            raise refuse(COMMAND, "--language", f"There are no texts in this language: {language!r}.", hint)
        pair = two_colours(colours)
        drawing = read_text(mark, str(mark)) if mark else ""
        title, question = _asked("title", title), _asked("question", question)
        topics = topics_from(topic or (), title, question)
        plan = Plan(title, question, topics, program, pair, drawing, language, not empty)
        with TemporaryDirectory() as place:
            written = Project(Path(place) / "project")
            stop_on(errors(_write(plan, written)))
            shutil.copytree(written.root, folder, dirs_exist_ok=True)
    typer.echo(f"Wrote {len(first_files(plan))} files to {folder}. Its first page asks: {question}")
    if plan.names:
        typer.echo(f"data/names.yaml permits what you named: {', '.join(plan.names)}.")
    typer.echo(f"Next: cd {folder}, then `make site` and `make test`. README.md says how to go on.")


def _asked(name: str, given: str) -> str:
    """Return what was given, or ask for it; raise Refused if nobody answers."""
    try:
        answer = given or typer.prompt(name.capitalize())
    except typer.Abort:
        answer = ""
    if not answer.strip():
        raise refuse(COMMAND, f"--{name}", f"The {name} must be given.", f"Write: --{name} “…”")
    return " ".join(answer.split())


def _write(plan: Plan, project: Project) -> list[Problem]:
    """Write a project into a folder, with the fingerprints of its articles; return what its own rules find in it."""
    for name, text in first_files(plan).items():
        path = project.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        path.chmod(0o755 if name in EXECUTABLE else 0o644)
    with _without_other_articles():
        edition, problems = load_edition(project)
        project.lock.write_text(lock_text(edition, date.today()), encoding="utf-8")
        for name, text in schema_texts(edition.evidence).items():
            (project.data / "schema").mkdir(exist_ok=True)
            (project.data / "schema" / name).write_text(text, encoding="utf-8")
        edition, problems = load_edition(project)
        found = [*problems, *problems_of(check_edition(edition))]
    shutil.rmtree(project.root / ".cache", ignore_errors=True)
    return found


@contextmanager
def _without_other_articles() -> Iterator[None]:
    """Let the articles of the new project be read, wherever the environment says that those of another one are."""
    named = os.environ.pop(ARTICLES_VARIABLE, None)
    try:
        yield
    finally:
        if named is not None:
            os.environ[ARTICLES_VARIABLE] = named
