"""The commands for articles: draft, accept, outline and fetch, with their arguments, questions and output."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from explainer.articles.read_article import MAXIMUM_BYTES, read_article
from explainer.cli.report import problem_lines
from explainer.cli.stop_on_problems import stop_on, stopping_on_refusal
from explainer.core.dates import parse_date
from explainer.core.problems import COMMAND, EXIT_PROBLEMS, Problem, Refused, Unfit, errors, refuse
from explainer.core.project import Project, find_project
from explainer.core.read_files import read_bytes, read_text
from explainer.core.text import printable
from explainer.core.vocabulary import IDENTIFIER
from explainer.core.write_files import Writer, alone
from explainer.core.yaml_files import Document
from explainer.drafting.accept import Acceptance, accept_draft, decided, questions
from explainer.drafting.draft_files import draft_text, read_draft, with_answers
from explainer.drafting.draft_places import in_draft
from explainer.drafting.intake import Intake, name_for, take_in, with_facts
from explainer.drafting.proposals import ASK, Draft
from explainer.drafting.recover_articles import recover_article
from explainer.drafting.topic_outline import outline_of
from explainer.gates.judge_in_a_copy import Outcome, try_change
from explainer.gates.page_weight import FIRST_VISIT_BYTES, kilobytes
from explainer.publish.weigh_in_a_copy import visits_after
from explainer.records.evidence import Evidence
from explainer.records.store import load_evidence

CORRECT = "Correct"


def register(app: typer.Typer) -> None:
    """Add the commands to the command line."""
    app.command()(draft)
    app.command()(accept)
    app.command()(outline)
    app.command()(fetch)


def _evidence(project: Project) -> Evidence:
    evidence, problems = load_evidence(project)
    stop_on(problems)
    return evidence


def draft(
    given: Annotated[
        str, typer.Argument(metavar="PATH|URL", help="A text file, a saved web page, or an https:// address.")
    ],
    called: Annotated[
        str,
        typer.Option(
            "--as", help="The id of the new source; by default, its publisher, and the date if that is taken."
        ),
    ] = "",
    title: Annotated[str, typer.Option(help="The title of the article, if the page does not give it.")] = "",
    publisher: Annotated[str, typer.Option(help="Its publisher.")] = "",
    published: Annotated[
        str, typer.Option(help="When it was published, as exactly as you know: 2031, 2031-04, 2031-04-20.")
    ] = "",
    url: Annotated[str, typer.Option(help="The address of the original article.")] = "",
    furniture: Annotated[
        list[str] | None, typer.Option(help="Opening words of a line that is not part of the article; may be repeated.")
    ] = None,
    own_text: Annotated[
        list[str] | None,
        typer.Option(
            "--text", help="Opening words of a line that is text, although it was set aside; may be repeated."
        ),
    ] = None,
    again: Annotated[
        bool, typer.Option("--again", help="Replace an existing draft, or draft a source that exists.")
    ] = False,
) -> None:
    """Propose evidence from a new article, in data/drafts/<id>.yaml, for you to read, correct and accept."""
    # Imported here: every other command would wait for it.
    from explainer.drafting.propose import draft_of

    project = find_project()
    with stopping_on_refusal():
        evidence = _evidence(project)
        _check_date(published)
        known = {"title": title, "publisher": publisher, "published": published, "url": url}
        intake = with_facts(take_in(given), furniture or (), own_text or (), **known)
        taken = () if again else {*evidence.sources, *(path.stem for path in project.drafts.glob("*.yaml"))}
        proposed_id = name_for(intake.name, intake.origin, intake.address, taken)
        source = _id_for(called or proposed_id, project, evidence, again)
        proposed = draft_of(intake, source, evidence, furniture or (), own_text or ())
        with alone(project) as writer:
            _id_for(source, project, _evidence(project), again)
            writer.put(_draft_files(project, proposed, intake))
    _summarise_draft(project, proposed, intake)


def _check_date(published: str) -> None:
    try:
        parse_date(published or "2000")
    except Unfit as error:
        raise refuse("F3", "--published", f"--published {error}: {published!r}.", error.hint) from error


def _id_for(source: str, project: Project, evidence: Evidence, again: bool) -> str:
    if not IDENTIFIER.fullmatch(source):
        sentence = f"An id must be lower-case letters, digits and hyphens: {source!r}."
        raise refuse("Y4", "--as", sentence, "Give another id with --as.")
    if source in evidence.sources and not again:
        hint = "Give another id with --as, or add --again to draft it once more."
        raise refuse("Y4", f"data/sources/{source}.yaml", f"The source {source!r} already exists.", hint)
    if (project.drafts / f"{source}.yaml").exists() and not again:
        hint = "Read and accept it, add --again to replace it, or give another id with --as."
        raise refuse("Y4", f"data/drafts/{source}.yaml", f"The draft {source!r} already exists.", hint)
    return source


def _draft_files(project: Project, proposed: Draft, intake: Intake) -> dict[Path, bytes | None]:
    folder = project.drafts
    if folder.is_symlink() or project.data.is_symlink():
        raise refuse("B3", "data/drafts", "This must be a folder, not a link.", "Replace the link with a folder.")
    text = draft_text(proposed).encode()
    return {folder / f"{proposed.id}.yaml": text, folder / proposed.article: intake.content}


def _summarise_draft(project: Project, proposed: Draft, intake: Intake) -> None:
    typer.echo(f"Drafted {proposed.id}: {len(intake.article.paragraphs)} paragraphs, {intake.article.words} words.")
    for section in ("quotes", "figures", "events", "terms"):
        kept = Counter(one.keep for one in getattr(proposed, section))
        typer.echo(
            f"  {section:<8} {kept.total():>3} proposed: keep {kept[True]}, decide {kept[ASK]}, cut {kept[False]}"
        )
    typer.echo(f"  people   {len(proposed.people):>3} new")
    for note in proposed.source_notes:
        if not note.startswith("set aside"):
            typer.echo(printable(f"  {note}"))
    missing = [name for name in ("title", "publisher", "published", "url", "summary") if not proposed.source.get(name)]
    if missing:
        typer.echo(f"  missing: {', '.join(missing)}")
    typer.echo(f"Read data/drafts/{proposed.id}.yaml, then run `explainer accept {proposed.id}`.")


def accept(
    source: Annotated[str, typer.Argument(help="The id of the draft.")],
    yes: Annotated[bool, typer.Option("--yes", help="Ask nothing, and follow the draft in everything.")] = False,
) -> None:
    """Turn a draft that you have read into a source, with its people, terms, page and lock, if every rule allows it."""
    project = find_project()
    with stopping_on_refusal():
        read = _draft_called(source, project)
        decided_draft = read[0] if yes else _ask(read[0])
        with alone(project) as writer:
            if _draft_called(source, project) != read:
                hint = "Accept it again."
                raise refuse(COMMAND, f"data/drafts/{source}.yaml", "The draft was changed in the meantime.", hint)
            with _answers_kept(project, writer, read[0], decided_draft):
                acceptance = accept_draft(decided_draft, read[1], _evidence(project), project)
                outcome = _try_and_write(project, writer, decided_draft, acceptance)
    written = dict.fromkeys((*acceptance.files, *outcome.mended))
    typer.echo(f"Accepted {source}. Wrote {', '.join(written)}, data/articles.lock.")
    if not outcome.pages:
        typer.echo("No page shows its evidence yet.")
    typer.echo("What is left, in this order:")
    for number, step in enumerate(_steps_left(acceptance, outcome), start=1):
        typer.echo(f"  {number}. {step}")
        if step.startswith(CORRECT):
            typer.echo("\n".join(problem_lines(errors(outcome.in_pages))))


@contextmanager
def _answers_kept(project: Project, writer: Writer, read: Draft, answered: Draft) -> Iterator[None]:
    """Write the answers that an editor gave into the draft, if it is refused: nobody should have to give them twice."""
    try:
        yield
    except (Refused, typer.Exit):
        if answered != read:
            path = project.drafts / f"{answered.id}.yaml"
            shown = project.relative(path)
            writer.put({path: with_answers(read_text(path, shown), answered).encode()})
            typer.echo(
                f"Only your answers are kept, in {shown}. Correct what is refused, then accept it again.", err=True
            )
        raise


def _draft_called(source: str, project: Project) -> tuple[Draft, Document]:
    shown = f"data/drafts/{source}.yaml"
    if not IDENTIFIER.fullmatch(source) or not (project.drafts / f"{source}.yaml").is_file():
        raise refuse(COMMAND, shown, f"There is no draft {source!r}.", "Run `explainer draft` first.")
    return read_draft(project.drafts / f"{source}.yaml", shown)


def _steps_left(acceptance: Acceptance, outcome: Outcome) -> Iterator[str]:
    """What an editor still has to do for a new source, first what keeps the site from being published."""
    source = acceptance.source
    if errors(outcome.in_pages):
        yield f"{CORRECT} these pages before you publish:"
    if not source.gists:
        yield f"Say in data/sources/{source.id}.yaml, under `gists`, what each paragraph says."
    pieces = (*source.quotes.values(), *source.figures.values(), *source.events.values())
    topics = dict.fromkeys(topic for piece in pieces for topic in piece.topics)
    for topic in topics:
        yield f"Write about its evidence on {topic}: `explainer outline {topic}` shows it beside the rest."
    yield f"Sign it off: `explainer review --of {source.id}.`"
    yield "Check and publish: `make site`."


def _ask(proposed: Draft) -> Draft:
    """Ask the questions that only a person can answer; return the draft with the answers."""
    for question in questions(proposed):
        choices = "/".join(question.answers)
        typer.echo(printable(f"\n{question.section}.{question.key}  {question.shows}"))
        answer = typer.prompt(f"{question.asks} [{choices}]", default=question.suggested).strip().lower()
        fitting = next((each for each in question.answers if answer and each.startswith(answer)), question.answers[-1])
        name = ""
        if fitting == "public" and "name" not in _fields_of(proposed, question.key):
            name = typer.prompt("Name, as the article gives it")
        proposed = decided(proposed, question, fitting, name)
    return proposed


def _fields_of(proposed: Draft, key: str) -> dict[str, object]:
    return next((dict(one.fields) for one in proposed.people if one.key == key), {})


def _try_and_write(project: Project, writer: Writer, proposed: Draft, acceptance: Acceptance) -> Outcome:
    """Try the acceptance in a copy of the project, say how heavy its pages get, and put it in place if the rules allow
    it."""
    kept = project.drafts / proposed.article
    record = acceptance.source
    shown = f"data/drafts/{proposed.article}"
    article = read_article(kept, record.title, record.furniture, shown, record.own_text)
    outcome = try_change(project, acceptance.files, proposed.id, article, date.today())
    stop_on([_where_written(each, project, proposed.id, acceptance) for each in errors(outcome.in_data)])
    texts = {**acceptance.files, **outcome.mended}
    _tell_weights(project, {**texts, project.relative(project.lock): outcome.lock}, outcome.pages)
    files: dict[Path, bytes | None] = {project.root / file: text.encode() for file, text in texts.items()}
    files[project.folder_for_new_articles() / proposed.article] = read_bytes(kept, kept.name, MAXIMUM_BYTES)
    files[project.lock] = outcome.lock.encode()
    writer.put({**files, kept: None, project.drafts / f"{proposed.id}.yaml": None})
    return outcome


def _tell_weights(project: Project, texts: Mapping[str, str], pages: Sequence[str]) -> None:
    """Say how much a first visit to each page would take, before anything is written."""
    for page, size in sorted(visits_after(project, texts, pages).items(), key=lambda item: (-item[1], item[0])):
        over = "  too much: split it, see rule R7" if size > FIRST_VISIT_BYTES else ""
        typer.echo(f"docs/{page}: a first visit will take {kilobytes(size)} of {kilobytes(FIRST_VISIT_BYTES)}{over}")


def _where_written(problem: Problem, project: Project, source: str, acceptance: Acceptance) -> Problem:
    """Return a problem of the new source with its place in the draft, where the editor can correct it."""
    record = acceptance.files.get(problem.place.file, "")
    shown = f"data/drafts/{source}.yaml"
    if problem.place.file != f"data/sources/{source}.yaml":
        return problem
    return in_draft(problem, record, (project.drafts / f"{source}.yaml").read_text(encoding="utf-8"), shown)


def outline(
    topic: Annotated[str, typer.Argument(help="The id of a topic.")],
    write: Annotated[bool, typer.Option("--write", help="Write the page of the topic, if there is none.")] = False,
) -> None:
    """Print a first version of a topic page: its accepted evidence, grouped and cited, for you to rewrite."""
    project = find_project()
    with stopping_on_refusal():
        evidence = _evidence(project)
        text = outline_of(topic, evidence)
        if write:
            page = project.docs / evidence.topics[topic].page
            with alone(project) as writer:
                if page.exists():
                    hint = "Print the outline without --write, and take what you need."
                    raise refuse(COMMAND, project.relative(page), "This page already exists.", hint)
                writer.put({page: text.encode()})
    typer.echo(f"Wrote {project.relative(page)}." if write else text, nl=write)


def fetch(
    sources: Annotated[list[str] | None, typer.Argument(help="The ids of sources; all if none is given.")] = None,
    again: Annotated[bool, typer.Option("--again", help="Also fetch articles that you have a copy of.")] = False,
) -> None:
    """Fetch your own copies of the articles from their addresses, and keep those whose paragraphs match the lock."""
    project = find_project()
    with stopping_on_refusal():
        evidence = _evidence(project)
        unknown = [name for name in sources or () if name not in evidence.sources]
        stop_on([refuse(COMMAND, "data/sources", f"There is no source {name!r}.").problems[0] for name in unknown])
        wanted = [key for key in evidence.sources if key in (sources or evidence.sources)]
    failed: list[Problem] = []
    for key in wanted:
        if project.article_file(key) is not None and not again:
            typer.echo(f"{key}: you have a copy; add --again to fetch it again.")
            continue
        try:
            recovered = recover_article(evidence, key)
            with alone(project) as writer:
                writer.put({project.folder_for_new_articles() / f"{key}.txt": recovered.text.encode()})
            typer.echo(f"{key}: all {len(recovered.found)} paragraphs are as locked.")
        except Refused as refused:
            failed += refused.problems
    if failed:
        typer.echo("\n".join(problem_lines(failed)), err=True)
        raise typer.Exit(EXIT_PROBLEMS)
