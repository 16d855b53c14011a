"""The commands for what people have read or corrected: review and correct, with their questions and output."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from random import SystemRandom
from textwrap import indent
from typing import Annotated

import typer
from pydantic import ValidationError

from explainer.cli.review_order import controls, flags_at, in_order, wrote_it
from explainer.cli.stop_on_problems import stop_on, stopping_on_refusal
from explainer.core.problems import EXIT_PROBLEMS, SYSTEM, Place, Problem, refuse
from explainer.core.project import Project, find_project
from explainer.core.read_files import unseen_characters, unseen_sentence
from explainer.core.write_files import alone
from explainer.edition.state import Edition, load_edition
from explainer.gates.judge_in_a_copy import new_errors
from explainer.gates.sign_offs import MOST_A_DAY, names_somebody
from explainer.gates.voice_flags import Flag
from explainer.prose.sign_offs import QUESTIONS, Passage, passages_to_read, sign_off, stale_sign_offs, unread_passages
from explainer.prose.signatures import is_signed_by, lines_by, signature_file, signed_text
from explainer.records.faults import faults_of
from explainer.records.write_records import keep_sign_offs, next_correction_id, with_correction, with_sign_offs
from explainer.records.written_by_commands import Correction
from explainer.render.feed import REMOVED

MOST_PARAGRAPHS_BESIDE = 12
"""How many paragraphs are printed beside a passage; the rest are counted."""
_CORRECTIONS = "data/corrections.yaml"


def register(app: typer.Typer) -> None:
    """Add the commands to the command line."""
    app.command()(review)
    app.command()(sign)
    app.command()(correct)


def review(
    by: Annotated[str, typer.Option(help="The role, not the name, of the person who reads.")] = "editor",
    of: Annotated[
        str, typer.Option(help="Only pages and records whose path or id begins like this: topics/, heron., glossary:.")
    ] = "",
) -> None:
    """Show everything that is not signed off in its current form, beside what it rests on, and sign off what is right.

    Each sign-off is written at once, so you can stop at any time, and several people can read at the same time. Some
    claims are control items: they were changed to be wrong, and a yes to one voids the sitting.
    """
    if not at_a_terminal():
        typer.echo("Nobody sits at a terminal here, and only a person can read. Run this in a terminal.", err=True)
        raise typer.Exit(EXIT_PROBLEMS)
    project = find_project()
    edition, problems = load_edition(project)
    stop_on(problems)
    _refuse_arguments(edition, by, of)
    unread = _by_key(unread_passages(edition))
    asked = [places[0] for places in unread.values() if any(each.of.startswith(of) for each in places)]
    asked = in_order(edition, asked)
    wrong, flagged = controls(edition, asked, SystemRandom()), flags_at(edition)
    signed: list[str] = []
    keep_sign_offs(project, {}, stale_sign_offs(edition))
    _warn_of_the_day(edition, by)
    for number, passage in enumerate(asked, start=1):
        answers = []
        for each in filter(None, (wrong.get(number - 1), passage)):
            _show(edition, number, len(asked), [each] if each is not passage else unread[passage.key], flagged)
            answers.append(typer.prompt(f"{QUESTIONS[each.kind]} [y]es, [n]o, [q]uit", default="n").lower()[:1])
            if answers[-1] == "q":
                break
            if each is not passage:
                _void_if_passed(project, answers[-1], signed)
        if answers[-1] == "q":
            break
        if answers[-1] == "y":
            keep_sign_offs(project, {passage.key: sign_off(passage, by, date.today())})
            signed.append(passage.key)
    typer.echo(f"Signed off {len(signed)}; {len(unread) - len(signed)} left.")


def at_a_terminal() -> bool:
    """Return whether somebody can read and answer."""
    return sys.stdin.isatty() and sys.stdout.isatty()


def _show(edition: Edition, number: int, count: int, places: list[Passage], flagged: dict[str, list[Flag]]) -> None:
    lines = [f"\n[{number} of {count}]", *_beside(edition, places)]
    lines += [
        f"  {flag.code}  {flag.fault.sentence}" for flag in flagged.get(str(places[0].place), ()) if places[0].digest
    ]
    if wrote_it(edition.project, places[0]):
        lines.append("  You were the last to change this file: another reader sees more.")
    typer.echo("\n".join(lines))


def _void_if_passed(project: Project, answer: str, signed: list[str]) -> None:
    if answer != "y":
        typer.echo("  This was a control item, changed on purpose. Well read.")
        return
    keep_sign_offs(project, {}, signed)
    typer.echo("This was a control item, changed on purpose to be wrong: this sitting is void.", err=True)
    typer.echo(f"Its {len(signed)} sign-offs were removed. Rest, then read again.", err=True)
    raise typer.Exit(EXIT_PROBLEMS)


def _warn_of_the_day(edition: Edition, by: str) -> None:
    today = date.today().isoformat()
    count = sum((review.by, review.read) == (by, today) for review in edition.evidence.reviews.values())
    if count >= MOST_A_DAY:
        typer.echo(f"The {by} has signed off {count} passages today. Go on tomorrow: nobody reads as many with care.")


def sign(
    key: Annotated[Path, typer.Argument(help="The file of your private SSH key, such as ~/.ssh/id_ed25519.")],
    by: Annotated[str, typer.Option(help="Your role in data/readers.yaml, where your public key stands.")] = "editor",
) -> None:
    """Sign, with your SSH key, everything that your role has signed off, so that nobody can add to it unnoticed."""
    project = find_project()
    edition, problems = load_edition(project)
    stop_on(problems)
    reader = next((name for name, each in edition.evidence.readers.items() if each.role == by and each.key), None)
    if reader is None:
        hint = "Add a reader with this role and a public key to data/readers.yaml."
        raise typer.BadParameter(f"No reader with the role {by!r} has a key. {hint}", param_hint="--by")
    lines = lines_by(edition.evidence, by)
    file = signature_file(project, reader)
    with stopping_on_refusal():
        text = signed_text(lines, key.expanduser())
    if not is_signed_by(text, edition.evidence.readers[reader]):
        hint = "Sign with the key whose public half is there."
        raise typer.BadParameter(f"This is not the key of {reader} in data/readers.yaml. {hint}", param_hint="KEY")
    with alone(project) as writer:
        edition, problems = load_edition(project)
        stop_on(problems)
        if lines_by(edition.evidence, by) != lines:
            raise refuse(SYSTEM, project.relative(file), "Sign-offs were added in the meantime.", "Sign again.")
        writer.put({file: text.encode()})
    typer.echo(f"Signed {len(lines.splitlines())} sign-offs in {project.relative(file)}.")


def _refuse_arguments(edition: Edition, by: str, of: str) -> None:
    if not by.strip() or not by.isprintable():
        raise typer.BadParameter("Name a role, such as editor or second reader.", param_hint="--by")
    roles = [reader.role for reader in edition.evidence.readers.values()]
    if roles and by not in roles:
        raise typer.BadParameter(f"Name a role of data/readers.yaml: {', '.join(roles)}.", param_hint="--by")
    if names_somebody(edition, by):
        raise typer.BadParameter("Name a role, not somebody in the articles.", param_hint="--by")
    if not any(passage.of.startswith(of) for passage in passages_to_read(edition)):
        hint = "Name a page by its path below docs/, a record by its id."
        raise typer.BadParameter(f"No page or record begins with {of!r}. {hint}", param_hint="--of")


def _by_key(passages: list[Passage]) -> dict[str, list[Passage]]:
    """Return passages by their keys; two have one key if they have the same words and rest on the same records."""
    found: dict[str, list[Passage]] = {}
    for passage in passages:
        found.setdefault(passage.key, []).append(passage)
    return found


def _beside(edition: Edition, places: list[Passage]) -> Iterator[str]:
    """Yield the places of a passage, its words and its paragraphs; if there are many, the number of the others."""
    yield from (f"{passage.place}  {passage.of}" for passage in places)
    passage = places[0]
    if passage.before:
        yield f"\n  (before it: {passage.before})"
    yield f"\n{indent(passage.text, '  ')}\n"
    for reference in passage.references[:MOST_PARAGRAPHS_BESIDE]:
        yield f"  {reference}  {edition.paragraph(reference) or '(you have no copy of the article)'}\n"
    left = passage.references[MOST_PARAGRAPHS_BESIDE:]
    if left:
        sources = ", ".join(dict.fromkeys(each.partition(":")[0] for each in left))
        yield f"  and {len(left)} more of {sources}; `explainer paragraphs` prints them.\n"


def correct(
    record: Annotated[str, typer.Argument(help="A record, such as heron.at-dawn, or a page, such as index.md.")],
    said: Annotated[str, typer.Option(help="What it said before; you are asked if you leave it out.")] = "",
    says: Annotated[str, typer.Option(help="What it says now; you are asked if you leave it out.")] = "",
    why: Annotated[str, typer.Option(help="Why it was changed; you are asked if you leave it out.")] = "",
    kind: Annotated[str, typer.Option(help="correction, update, clarification or removal.")] = "correction",
) -> None:
    """Enter a correction, which the page of corrections, the feed and the structured data then show.

    A removal, for safety, keeps nothing of what it said or says.
    """
    project = find_project()
    is_removal = kind == "removal"
    fields = {
        "record": record,
        "said": REMOVED if is_removal else said or typer.prompt("What did it say?"),
        "says": REMOVED if is_removal else says or typer.prompt("What does it say now?"),
        "why": why or typer.prompt("Why was it changed?"),
        "kind": kind,
    }
    with alone(project) as writer:
        edition, problems = load_edition(project)
        stop_on(problems)
        entry = _entry(edition, fields)
        entered = replace(edition.evidence, corrections={entry.id: entry, **edition.evidence.corrections})
        changed = replace(edition, evidence=entered)
        stop_on(new_errors(edition, changed))
        # It rests on nothing but what its editor has just typed.
        own = [each for each in passages_to_read(changed) if each.of == f"corrections:{entry.id}"]
        signed = with_sign_offs(project, {each.key: sign_off(each, "editor", date.today()) for each in own})
        writer.put({**with_correction(project, entry), **signed})
    typer.echo(f"Entered {entry.id}.")


def _entry(edition: Edition, fields: dict[str, str]) -> Correction:
    place, today = Place(_CORRECTIONS), date.today()
    hidden = [value[at] for value in fields.values() for at in unseen_characters(value)[:1]]
    stop_on([Problem(place, "Y1", unseen_sentence(character), "Type the words again.") for character in hidden])
    identifier = next_correction_id(edition.evidence.corrections, today)
    try:
        return Correction.model_validate({"id": identifier, "date": today.isoformat(), **fields})
    except ValidationError as error:
        faults = faults_of(error, Correction)
        stop_on([Problem(place, "K1", fault.sentence(lambda key: key), fault.hint) for fault in faults])
        raise
