"""Outlines a topic page, for an editor to rewrite: gists by thought, then the accepted evidence, grouped and cited."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from explainer.core.problems import COMMAND, refuse
from explainer.records.evidence import Evidence
from explainer.records.models import Figure
from explainer.records.wording import amount_in_words, number_in_digits


def outline_of(topic: str, evidence: Evidence) -> str:
    """Return the Markdown outline of a topic page; raise Refused if there is no such topic, or no evidence of it."""
    record = evidence.topics.get(topic)
    if record is None:
        known = ", ".join(evidence.topics)
        raise refuse(COMMAND, "data/topics.yaml", f"There is no topic {topic!r}.", f"Known topics: {known}.")
    parts = (_thoughts, _happenings, _figures, _voices)
    body = [piece for part in parts for piece in part(topic, evidence)]
    if not body:
        hint = "Add it to the topics of a record, or accept a draft."
        raise refuse(COMMAND, "data/topics.yaml", f"The topic {topic!r} has no evidence.", hint)
    head = [f"---\ndescription: {record.question}\n---", f"# {record.title}", f"/// guide\n{record.question}\n///"]
    foot = [f"## All evidence\n\n/// evidence\n    topic: {topic}\n///"]
    return "\n\n".join([*head, *body, *foot]) + "\n"


def _thoughts(topic: str, evidence: Evidence) -> Iterator[str]:
    """What the paragraphs with evidence of the topic say, by their gists: neighbours in an article are one thought."""
    found = []
    for source, numbers in _paragraphs_of(topic, evidence).items():
        for run in _runs(sorted(numbers)):
            told = [(evidence.gist(f"{source}:{number}").rstrip("."), f"{source}:{number}") for number in run]
            said = " ".join(f"{gist} [@{reference}]." for gist, reference in told if gist)
            found += [said] if said else []
    if found:
        yield "## What the articles tell"
        yield from found


def _paragraphs_of(topic: str, evidence: Evidence) -> dict[str, set[int]]:
    found: dict[str, set[int]] = {}
    for key, piece in (*evidence.quotes.items(), *evidence.figures.items(), *evidence.events.items()):
        if topic in piece.topics:
            found.setdefault(key.partition(".")[0], set()).add(piece.paragraph)
    return found


def _runs(numbers: list[int]) -> Iterator[list[int]]:
    """Split numbers in order into runs of neighbours."""
    for _, run in groupby(enumerate(numbers), key=lambda item: item[1] - item[0]):
        yield [number for _, number in run]


def _happenings(topic: str, evidence: Evidence) -> Iterator[str]:
    events = [(event.when.first, key, event) for key, event in evidence.events.items() if topic in event.topics]
    if not events:
        return
    yield "## What happened"
    lines = []
    for _, key, event in sorted(events, key=lambda item: item[:2]):
        cites = "; ".join(f"@{reference}" for reference in (_paragraph(key, event.paragraph), *event.also))
        when = event.when.in_words(evidence.texts)
        lines.append(f"- {when[:1].upper()}{when[1:]}: {event.text.rstrip('.')} [{cites}].")
    yield "\n".join(lines)


def _figures(topic: str, evidence: Evidence) -> Iterator[str]:
    figures = [(key, figure) for key, figure in evidence.figures.items() if topic in figure.topics]
    measures = [measure for measure in evidence.measures if any(figure.measure == measure for _, figure in figures)]
    if measures:
        yield "## How many"
    for measure in measures:
        yield f"### {evidence.measures[measure].name}"
        yield "\n".join(_figure_line(key, figure, evidence) for key, figure in figures if figure.measure == measure)
    if measures:
        yield f"/// disagreements\n    topic: {topic}\n///"


def _figure_line(key: str, figure: Figure, evidence: Evidence) -> str:
    population = evidence.measures[figure.measure].populations.get(figure.population, figure.population)
    amount = amount_in_words(evidence, key)
    if figure.low is not None and figure.high is not None and not amount.startswith("between $"):
        # Only with the unit once, as in "between 3 and 5 months", is it read as a range.
        amount = f"between {number_in_digits(figure.low, evidence.texts)} and {amount.rpartition(' and ')[2]}"
    claimant = evidence.claimant(figure, evidence.source_of(key))
    reference = _paragraph(key, figure.paragraph)
    return f"- {amount[:1].upper()}{amount[1:]} ({population}), according to {claimant} [@{reference}]."


def _voices(topic: str, evidence: Evidence) -> Iterator[str]:
    quotes = [(key, quote) for key, quote in evidence.quotes.items() if topic in quote.topics]
    sources = list(dict.fromkeys(key.partition(".")[0] for key, _ in quotes))
    if quotes:
        yield "## What people say"
    for source in sources:
        yield f"### {evidence.sources[source].publisher}"
        for key, _ in quotes:
            if key.startswith(f"{source}."):
                yield f"/// quote | {key}\n///"


def _paragraph(key: str, number: int) -> str:
    return f"{key.partition('.')[0]}:{number}"
