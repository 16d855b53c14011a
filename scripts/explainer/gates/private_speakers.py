"""Rule N1, for the list of permitted names: it cannot permit the name of a private speaker."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from explainer.core.problems import Problem
from explainer.core.text import words
from explainer.edition.state import Edition
from explainer.gates.clean_before import clean_before
from explainer.gates.registry import Finding, Seen
from explainer.gates.rulebook import rule
from explainer.gates.voice_flags import all_known
from explainer.sense.cited_paragraphs import cited_paragraphs


@rule("N1", "names of private speakers", "tables")
def names_of_private_speakers(edition: Edition) -> Iterator[Finding]:
    """No permitted name is the name, or a part of the name, that an article gives to a private speaker."""
    missing = [key for key in edition.evidence.sources if key not in edition.articles]
    unchecked = "no article text at hand" if missing else ""
    yield Seen(edition.project.relative(edition.project.data / "names.yaml"), unchecked)
    yield from (Seen(name, unchecked) for name in edition.evidence.names)
    look = partial(_permitted_speakers, edition)
    yield from clean_before(edition).faults(all_known(edition), ("names of private speakers",), look)


def _permitted_speakers(edition: Edition) -> Iterator[Problem]:
    private = _private_speakers(edition)
    for name in edition.evidence.names:
        if any(set(words(name)) <= speaker for speaker in private):
            sentence = "A permitted name is that of a private speaker, or a part of it."
            hint = "Remove it, and show the person by role. If the person acts in public, add them to data/people.yaml."
            yield Problem(edition.evidence.place(f"names:{name}"), "N1", sentence, hint)


def _private_speakers(edition: Edition) -> list[set[str]]:
    """Return the words of each name under which a private person speaks in the articles at hand."""
    people, quotes = edition.evidence.people, edition.evidence.quotes.items()
    private = (
        f"{key.partition('.')[0]}:{quote.paragraph}"
        for key, quote in quotes
        if quote.speaker in people and people[quote.speaker].kind == "private"
    )
    spoken = (cited_paragraphs(edition, [reference]) or [] for reference in dict.fromkeys(private))
    public = {word for person in people.values() if person.name for word in words(person.name)}
    named = (words(speaker) for paragraphs in spoken for each in paragraphs for speaker in each.speakers)
    return [set(name) for name in named if all(word[:1].isupper() for word in name) and not set(name) <= public]
