"""The command line, with the commands for checking: arguments, output and exit codes."""

from __future__ import annotations

import sys
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from explainer.blocks.all_blocks import BLOCKS
from explainer.built.serving import nginx_files
from explainer.cli import (
    download_commands,
    drafting_commands,
    new_command,
    preview_command,
    publishing_commands,
    review_commands,
)
from explainer.cli.report import (
    closing_line,
    github_lines,
    json_report,
    left_out_lines,
    problem_lines,
    tally_lines,
    weight_line,
)
from explainer.cli.rule_pages import RULES_PAGE, example_of, rules_by_code, rules_markdown
from explainer.cli.stop_on_problems import stop_on, stopping_on_refusal
from explainer.core.problems import EXIT_PROBLEMS, SYSTEM, Place, Problem, Refused, errors
from explainer.core.project import find_project
from explainer.core.read_files import read_text
from explainer.core.write_files import alone, recover
from explainer.core.yaml_files import canonical_text, dump_yaml
from explainer.edition.article_lock import lock_text
from explainer.edition.state import Edition, load_edition
from explainer.gates.registry import problems_of
from explainer.gates.run import check_edition
from explainer.quiz.ask import ask_all
from explainer.quiz.balance import balance_lines, placed, spreads
from explainer.records.data_files import RELEASED
from explainer.records.released import record_digests, released_text
from explainer.records.schemas import schema_texts
from explainer.records.store import load_evidence

app = typer.Typer(help="Write, check and publish an explainer.", no_args_is_help=True, add_completion=False)
new_command.register(app)
drafting_commands.register(app)
download_commands.register(app)
preview_command.register(app)
publishing_commands.register(app)
review_commands.register(app)


@app.callback()
def _before_every_command() -> None:
    """Undo what a killed command left unfinished."""
    with stopping_on_refusal():
        recover(find_project())


class Form(StrEnum):
    """How a report is printed."""

    text = "text"
    json = "json"
    github = "github"


def main() -> None:
    """Run the command line; print what was refused, or what the system could not do, without a traceback."""
    try:
        app()
    except Refused as refused:
        typer.echo("\n".join(problem_lines(refused.problems)), err=True)
        sys.exit(EXIT_PROBLEMS)
    except OSError as error:
        sentence = f"This cannot be read or written: {error.strerror or error}."
        hint = "Free some space or give permission to read and write, then try again."
        problem = Problem(Place(str(error.filename or ".")), SYSTEM, sentence, hint)
        typer.echo("\n".join(problem_lines([problem])), err=True)
        sys.exit(EXIT_PROBLEMS)


@app.command()
def check(
    require_articles: Annotated[
        bool, typer.Option(help="Fail if anything is unchecked because an article is missing.")
    ] = False,
    form: Annotated[Form, typer.Option("--format", help="text for people; json or github for programs.")] = Form.text,
) -> None:
    """Check data and pages against every rule, without building the site."""
    edition, problems = load_edition(find_project())
    tallies = check_edition(edition)
    problems = sorted({*problems, *problems_of(tallies)})
    if form is Form.text:
        typer.echo("\n".join(tally_lines(tallies)))
        stop_on(problems, tallies)
        typer.echo("\n".join([*left_out_lines(edition), weight_line(edition), closing_line(tallies)]))
    else:
        typer.echo(json_report(tallies, problems) if form is Form.json else "\n".join(github_lines(problems, tallies)))
        if errors(problems):
            raise typer.Exit(EXIT_PROBLEMS)
    if require_articles and any(tally.unchecked for tally in tallies):
        typer.echo("Articles are missing. Put them into data/articles/, or run `explainer fetch`.", err=True)
        raise typer.Exit(EXIT_PROBLEMS)


@app.command()
def explain(code: Annotated[str, typer.Argument(help="The code of a problem, such as Q1.")]) -> None:
    """Print the rule with a code, and a change that breaks it with the report that follows."""
    book = rules_by_code()
    known = next((each for each in book if each.lower() == code.lower()), None)
    if known is None:
        typer.echo(f"There is no rule {code!r}. Known: {', '.join(book)}.", err=True)
        raise typer.Exit(EXIT_PROBLEMS)
    for name, text in book[known]:
        typer.echo(f"{known} {name}\n  {text}\n")
    change, report = example_of(find_project(), known)
    if change:
        typer.echo(f"This change breaks it in the project in tests/toy:\n\n{change}\nThe report:\n\n{report}")


@app.command()
def blocks() -> None:
    """Print every block that a page may use: how to write it, what it does, and its options.

    Write each option on a line of its own below the first, indented by four spaces.
    """
    for block in BLOCKS.values():
        typer.echo(" ".join((block.__doc__ or "").split()))


@app.command()
def texts() -> None:
    """Print what the program says to readers, by name.

    What you write under a name in data/texts.yaml goes before it.
    """
    evidence, _ = load_evidence(find_project())
    typer.echo(dump_yaml(dict(evidence.texts)), nl=False)


@app.command()
def release() -> None:
    """Record the quotations and figures as published, so that later changes need a correction (rule K2)."""
    project = find_project()
    with alone(project) as writer:
        edition, problems = load_edition(project)
        tallies = check_edition(edition)
        stop_on([*problems, *problems_of(tallies)], tallies)
        writer.put({project.data / RELEASED: released_text(edition.evidence).encode()})
    typer.echo(f"Recorded {len(record_digests(edition.evidence))} quotations and figures as published.")
    typer.echo(f"Commit data/{RELEASED}: without it, rule K2 cannot tell what has changed.")


@app.command()
def lock() -> None:
    """Write fingerprints of your articles to data/articles.lock, if their quotations and figures are right."""
    project = find_project()
    with alone(project) as writer:
        edition, problems = load_edition(project)
        stop_on(problems)
        stop_on(problems_of(check_edition(edition, only=("Q1", "Q2", "Q3", "Q5", "F1"))))
        writer.put({project.lock: lock_text(edition, date.today()).encode()})
    typer.echo(f"Locked {len(edition.articles)} articles.")


@app.command()
def quiz() -> None:
    """Print lengths of answers and positions of right answers in the quiz; fail if they give answers away."""
    edition, problems = load_edition(find_project())
    stop_on(problems)
    stop_on(problems_of(check_edition(edition, only=("Z1", "Z2", "Z3"))))
    found = placed(ask_all(edition.evidence))
    typer.echo("\n".join(balance_lines(found)))
    if not all(spread.is_fair for spread in spreads(found)):
        raise typer.Exit(EXIT_PROBLEMS)


@app.command()
def paragraphs(source: Annotated[str, typer.Argument(help="The id of a source, such as heron.")]) -> None:
    """Print the numbered paragraphs of your copy of an article, and the lines that are set aside, with the reason."""
    edition, problems = load_edition(find_project())
    stop_on([problem for problem in problems if source in problem.place.file])
    article = edition.articles.get(source)
    if article is None:
        typer.echo(f"You have no copy of the article {source!r}. Put it into data/articles/{source}.txt.", err=True)
        raise typer.Exit(EXIT_PROBLEMS)
    for paragraph in article.paragraphs:
        typer.echo(f"{source}:{paragraph.number}  {paragraph.text}\n")
    for line in article.furniture:
        typer.echo(f"set aside ({line.rule}): {line.text}")


@app.command(name="format")
def format_files() -> None:
    """Write data files in canonical form, and renew generated files: schemas, nginx headers and the page of rules."""
    project = find_project()
    with alone(project) as writer:
        edition, problems = load_edition(project)
        stop_on(problems)
        changed = writer.put(_formed(edition))
    for file in changed:
        typer.echo(f"Rewrote {project.relative(file)}")


def _formed(edition: Edition) -> dict[Path, bytes | None]:
    """Return every file that `explainer format` writes, as it is to be."""
    project = edition.project
    texts = {file: canonical_text(read_text(file, project.relative(file))) for file in project.data_files()}
    schemas = project.data / "schema"
    texts |= {schemas / name: text for name, text in schema_texts(edition.evidence).items()}
    recipes = {project.root / name: text for name, text in nginx_files().items()}
    texts |= {file: text for file, text in recipes.items() if file.parent.is_dir()}
    rules = project.docs / RULES_PAGE
    texts |= {rules: rules_markdown()} if rules.is_file() else {}
    return {file: text.encode() for file, text in texts.items()}
