"""The commands for releases: publish and verify-build, with their arguments and output."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from explainer.cli.report import release_lines, release_mark_lines, serving_lines, standing_lines
from explainer.cli.stop_on_problems import stop_on, stopping_on_refusal
from explainer.core.held_lock import PATIENCE
from explainer.core.problems import EXIT_PROBLEMS
from explainer.core.project import existing_project, find_project
from explainer.edition.edition_date import edition_time
from explainer.edition.state import Edition, load_edition
from explainer.gates.registry import Tally, problems_of
from explainer.gates.run import check_edition
from explainer.prose.sign_offs import passages_to_read, unread_passages
from explainer.publish.build import Published, publish_site
from explainer.publish.compare_builds import differences
from explainer.publish.releases import Shelf


def register(app: typer.Typer) -> None:
    """Add the commands to the command line."""
    app.command()(publish)
    app.command()(verify_build)


def publish(
    rollback: Annotated[
        bool, typer.Option("--rollback", help="Go back to the release before the published one.")
    ] = False,
    forget: Annotated[bool, typer.Option("--forget", help="Delete all releases except the published one.")] = False,
    listing: Annotated[bool, typer.Option("--list", help="List the releases that are kept.")] = False,
    packed: Annotated[bool, typer.Option("--packed", help="Add compressed forms (.gz, .br) of the files.")] = False,
    require_read: Annotated[
        bool, typer.Option("--require-read", help="Refuse if anything is not signed off in its current form.")
    ] = False,
    wait: Annotated[float, typer.Option(help="Seconds to wait while another publish is running.")] = PATIENCE,
) -> None:
    """Check everything, build the site, check what was built, and publish it as site/."""
    with stopping_on_refusal():
        shelf = Shelf(existing_project())
        if rollback or forget or not listing:
            with shelf.held(wait, _tell):
                _change(shelf, rollback, forget, packed, require_read)
    if listing or rollback or forget:
        typer.echo("\n".join(release_lines(shelf.releases())))


def _change(shelf: Shelf, rollback: bool, forget: bool, packed: bool, require_read: bool) -> None:
    if rollback:
        shelf.roll_back()
    if forget:
        _tell("\n".join(f"Deleted release {name}." for name in shelf.forget()) or "There is no other release.")
    if not (rollback or forget):
        _publish_edition(shelf, packed, require_read)


def _publish_edition(shelf: Shelf, packed: bool, require_read: bool) -> None:
    _tell("Checking data and pages ...")
    edition, problems = load_edition(find_project())
    tallies = check_edition(edition)
    stop_on([*problems, *problems_of(tallies)], tallies)
    if require_read:
        _refuse_unread(edition)
    published = publish_site(edition, shelf, _tell, packed)
    stop_on(problems_of(published.built.tallies))
    _summarise(edition, published, [*tallies, *published.built.tallies])
    settings, now = published.built.settings, datetime.now(UTC)
    lines = serving_lines(settings, packed, edition_time(edition.project), now, edition.evidence.texts)
    typer.echo("\n".join(f"  {line}" for line in lines))
    typer.echo(f"This is release {published.release.name}. Open site/index.html in a browser, or run `make serve`.")


def _refuse_unread(edition: Edition) -> None:
    """Stop, with a list of the pages and records, if a passage is not signed off."""
    unread = Counter(passage.of for passage in unread_passages(edition))
    if unread:
        listed = (f"  {of}: {count}" for of, count in unread.items())
        typer.echo("\n".join(["Not signed off in their current form:", *listed]), err=True)
        typer.echo(f"{unread.total()} passages. Run `explainer review`. Nothing was published.", err=True)
        raise typer.Exit(EXIT_PROBLEMS)


def verify_build(
    one: Annotated[Path, typer.Argument(help="A built site, one of its files, or the name of a release.")],
    other: Annotated[Path, typer.Argument(help="The build to compare it with.")],
) -> None:
    """Compare two builds byte by byte and print the differences; exit with 0 if there are none, else with 1."""
    one, other = _found(one), _found(other)
    count = sum(path.is_file() for path in one.rglob("*")) if one.is_dir() else 1
    if not count:
        typer.echo(f"{one} has no files to compare.", err=True)
        raise typer.Exit(EXIT_PROBLEMS)
    found = differences(one, other)
    if found:
        typer.echo("\n".join([*found, f"\n{len(found)} difference{'s' * (len(found) != 1)}."]))
        raise typer.Exit(1)
    typer.echo(f"No differences in {count} file{'s' * (count != 1)}.")


def _found(named: Path) -> Path:
    """Return a file or folder, or the folder of the release of that name."""
    release = find_project().releases / named
    if not named.exists() and not release.is_dir():
        hint = "Run `explainer publish --list` to see the releases."
        raise typer.BadParameter(f"There is no file, folder or release {str(named)!r}. {hint}")
    return named if named.exists() else release


def _tell(step: str) -> None:
    typer.echo(step, err=True)


def _summarise(edition: Edition, published: Published, tallies: list[Tally]) -> None:
    evidence = edition.evidence
    checked = {tally.name: tally.checked for tally in tallies}
    unchecked = sum(tally.unchecked for tally in tallies)
    typer.echo(f"Published {published.built.pages} pages from {len(evidence.sources)} articles.")
    typer.echo(f"  Quotations checked against the articles: {checked.get('verbatim', 0)} of {len(evidence.quotes)}")
    typer.echo(f"  Figures checked against the articles:    {checked.get('stated', 0)} of {len(evidence.figures)}")
    typer.echo(f"  Checks passed: {sum(tally.checked for tally in tallies)}; unchecked: {unchecked}")
    unread, passages = len(unread_passages(edition)), len(passages_to_read(edition))
    typer.echo(f"  Passages that nobody has signed off:     {unread} of {passages}")
    for line in (*standing_lines(tallies), *release_mark_lines(evidence)):
        typer.echo(f"  {line}")
    if unchecked:
        missing = ", ".join(key for key in evidence.sources if key not in edition.articles)
        typer.echo(f"  Unchecked, because you have no copy of the article: {missing}")
    if published.built.left_out:
        typer.echo("  The downloads were left out: they were made from other pages, data or settings.")
        typer.echo("  Run `make downloads` with the same settings, then publish again.")
