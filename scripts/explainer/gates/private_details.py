"""Rule N3, over everything that is published: few details about a private person, wherever they are told."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from explainer.core.problems import Problem
from explainer.core.quantities import read_quantities
from explainer.edition.state import Edition
from explainer.gates.harm import LISTS, MOST_DETAILS
from explainer.gates.registry import Finding, Seen
from explainer.gates.rulebook import rule
from explainer.prose.statements import Statement, all_statements
from explainer.records.models import Person
from explainer.sense.word_stems import sentences_of
from quotereader.word_lists import listed

_ONE = re.compile(r"^(?:a|an|the) ")
_ROLE_ENDS = re.compile(r",| who | with | in | for ")
_GOES_ON = re.compile(r"(?:He|She|His|Her|They|Their)\b")
_WORD = re.compile(r"[A-Za-z]+")


@rule("N3", "details of private people")
def details_of_private_people(edition: Edition) -> Iterator[Finding]:
    """All sentences about a private person together, on pages and in data, tell at most three coarse details: ages and
    other numbers in digits, dates, places, and members of the family."""
    places = [name for name, each in edition.evidence.names.items() if each.kind == "place"]
    by_source = _sentences_by_source(edition)
    yield Seen("data/people.yaml")
    for key, form in _forms(edition.evidence.people).items():
        yield Seen(key)
        person = edition.evidence.people[key]
        told: dict[str, Statement] = {}
        for statement, sentences in by_source.get(person.source or "", ()):
            for sentence in _about(form, sentences):
                for detail in _details(sentence, places):
                    told.setdefault(detail, statement)
        if len(told) > MOST_DETAILS:
            sentence = f"{key} is told about with {len(told)} details: {', '.join(told)}."
            where = ", ".join(dict.fromkeys(str(each.place) for each in told.values()))
            hint = f"Leave some out, so that at most {MOST_DETAILS} remain. They stand in {where}."
            yield Problem(edition.evidence.place(f"people:{key}"), "N3", sentence, hint)


def _sentences_by_source(edition: Edition) -> dict[str, list[tuple[Statement, list[str]]]]:
    """Return the statements that cite each source, with their sentences."""
    found: dict[str, list[tuple[Statement, list[str]]]] = {}
    for statement in all_statements(edition):
        sentences = sentences_of(statement.text) if statement.references else []
        for source in {reference.partition(":")[0] for reference in statement.references}:
            found.setdefault(source, []).append((statement, sentences))
    return found


def _forms(people: Mapping[str, Person]) -> dict[str, re.Pattern[str]]:
    """Return how each private person is named in sentences: by the noun of the role, or by the whole role where two
    people of one source share that noun. Groups are left out."""
    private = {key: each for key, each in people.items() if each.kind == "private" and _ONE.match(each.role)}
    roles = {key: _ONE.sub("", each.role) for key, each in private.items()}
    nouns = {key: (each.source, _ROLE_ENDS.split(roles[key])[0]) for key, each in private.items()}
    shared = {noun for noun in nouns.values() if list(nouns.values()).count(noun) > 1}
    forms = {key: roles[key] if noun in shared else noun[1] for key, noun in nouns.items()}
    return {key: re.compile(rf"\b{re.escape(form)}\b", re.IGNORECASE) for key, form in forms.items()}


def _about(form: re.Pattern[str], sentences: list[str]) -> Iterator[str]:
    """Yield the sentences that name a person, and those behind them that go on with a pronoun."""
    is_about = False
    for sentence in sentences:
        is_about = bool(form.search(sentence)) or (is_about and bool(_GOES_ON.match(sentence)))
        if is_about:
            yield sentence


def _details(sentence: str, places: list[str]) -> Iterator[str]:
    yield from (each.text for each in read_quantities(sentence) if any(map(str.isdigit, each.text)))
    words = _WORD.findall(sentence)
    yield from (word.lower() for word in words if word.lower() in listed("kin", LISTS))
    yield from (place for place in places if re.search(rf"\b{re.escape(place)}\b", sentence))
