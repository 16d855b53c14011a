"""The command line: arguments, progress, exit codes; nothing else."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from explainer.edition import Edition, load_edition
from explainer.gates.registry import Tally, problems_of
from explainer.gates.run import check_edition
from explainer.locking import lock_text
from explainer.paths import Project, find_project
from explainer.problems import EXIT_PROBLEMS, Problem, Refused, errors
from explainer.publish import Published, publish_site
from explainer.report import problem_lines, tally_lines
from explainer.schemas import schema_texts
from explainer.yamlfiles import canonical_text

app = typer.Typer(help="Build and check Breaking Ranks.", no_args_is_help=True, add_completion=False)


def main() -> None:
    """Run the command line."""
    app()


def _stop_on(problems: list[Problem]) -> None:
    if problems:
        typer.echo("\n".join(problem_lines(problems)), err=True)
    stopping = errors(problems)
    if stopping:
        count = len(stopping)
        typer.echo(f"\n{count} problem{'s' * (count != 1)}. Nothing was written.", err=True)
        raise typer.Exit(EXIT_PROBLEMS)


@app.command()
def check(
    require_articles: Annotated[bool, typer.Option(help="Fail where something could not be checked.")] = False,
) -> None:
    """Check data and pages, without building."""
    project = find_project()
    tallies, problems = run_gates(project)
    typer.echo("\n".join(tally_lines(tallies)))
    _stop_on(problems)
    unchecked = sum(tally.unchecked for tally in tallies)
    typer.echo(f"{sum(tally.checked for tally in tallies)} checks passed, {unchecked} unchecked.")
    if require_articles and unchecked:
        typer.echo("Articles are missing: put them into data/articles/ (see the README).", err=True)
        raise typer.Exit(EXIT_PROBLEMS)


def run_gates(project: Project) -> tuple[list[Tally], list[Problem]]:
    """Load the project and run every rule, or return the problems that kept it from being loaded."""
    edition, problems = load_edition(project)
    tallies = check_edition(edition)
    return tallies, sorted({*problems, *problems_of(tallies)})


@app.command()
def build() -> None:
    """Check everything, build the site, look at what was built, and put it into site/."""
    project = find_project()
    edition, problems = load_edition(project)
    tallies = check_edition(edition)
    _stop_on([*problems, *problems_of(tallies)])
    try:
        published = publish_site(edition)
    except Refused as refused:
        _stop_on(list(refused.problems))
        raise
    _summarise(edition, published, [*tallies, *published.tallies])


def _summarise(edition: Edition, published: Published, tallies: list[Tally]) -> None:
    evidence = edition.evidence
    by_rule = {tally.name: tally for tally in tallies}
    quotes, figures = by_rule["verbatim"], by_rule["stated"]
    unchecked = sum(tally.unchecked for tally in tallies)
    typer.echo(f"Built {published.pages} pages from {len(evidence.sources)} articles.")
    typer.echo(f"  Quotations checked against the articles: {quotes.checked} of {len(evidence.quotes)}")
    typer.echo(f"  Figures checked against the articles:    {figures.checked} of {len(evidence.figures)}")
    typer.echo(f"  Checks passed: {sum(tally.checked for tally in tallies)}; unchecked: {unchecked}")
    if unchecked:
        missing = ", ".join(key for key in evidence.sources if key not in edition.articles)
        typer.echo(f"  Unchecked because their text is not in data/articles/: {missing}")
    typer.echo("Open site/index.html in a browser, or run `make serve`.")


@app.command()
def lock() -> None:
    """Fingerprint the articles at hand into data/articles.lock, once their quotations and figures hold."""
    project = find_project()
    edition, problems = load_edition(project)
    held = [tally for tally in check_edition(edition) if tally.code in ("Q1", "Q3", "F1")]
    _stop_on([*problems, *problems_of(held)])
    project.lock.write_text(lock_text(edition, date.today()), encoding="utf-8")
    typer.echo(f"Locked {len(edition.articles)} articles.")


@app.command()
def paragraphs(source: str) -> None:
    """Print the numbered paragraphs of an article at hand, and the lines that were set aside with the reason."""
    edition, problems = load_edition(find_project())
    _stop_on([problem for problem in problems if source in problem.place.file])
    article = edition.articles.get(source)
    if article is None:
        typer.echo(f"No text of {source!r} is at hand. Put it into data/articles/{source}.txt.", err=True)
        raise typer.Exit(EXIT_PROBLEMS)
    for paragraph in article.paragraphs:
        typer.echo(f"{source}:{paragraph.number}  {paragraph.text}\n")
    for line in article.furniture:
        typer.echo(f"set aside ({line.rule}): {line.text}")


@app.command(name="format")
def format_files() -> None:
    """Bring every data file into its one canonical form, and write the JSON Schemas that follow from the models."""
    project = find_project()
    _, problems = load_edition(project)
    _stop_on(problems)
    changed = [file for file in project.data_files() if _rewrite(file, canonical_text(file.read_text("utf-8")))]
    folder = project.data / "schema"
    folder.mkdir(exist_ok=True)
    changed += [folder / name for name, text in schema_texts().items() if _rewrite(folder / name, text)]
    for file in changed:
        typer.echo(f"Rewrote {project.relative(file)}")


def _rewrite(file: Path, text: str) -> bool:
    if file.exists() and file.read_text("utf-8") == text:
        return False
    file.write_text(text, encoding="utf-8")
    return True
