"""Which body belongs to which, as relations say, and which relations contradict each other."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from explainer.core.vocabulary import RelationKind
from explainer.records.evidence import Evidence
from explainer.records.models import ARTICLE_ITSELF, Relation

_EXCLUDE: tuple[frozenset[RelationKind], ...] = (
    frozenset({"run-by", "independent-of"}),
    frozenset({"part-of", "independent-of"}),
    frozenset({"allied-with", "opposes"}),
    frozenset({"helps", "opposes"}),
)
"""Kinds of relations to one body that cannot both hold."""
_ONLY_ONE: frozenset[RelationKind] = frozenset({"founded-by", "part-of"})
"""Kinds of relations that a body has to one other body alone."""


@dataclass(frozen=True)
class Body:
    """A body that relations are about: an organisation, with what it is, or somebody who speaks for one."""

    name: str
    what: str = ""


def bodies(evidence: Evidence) -> dict[str, Body]:
    """Return everything that a relation may name, by id: organisations, then people who are shown by name."""
    found = {key: Body(each.name, each.what) for key, each in evidence.organisations.items()}
    people = ((key, person) for key, person in evidence.people.items() if person.kind == "public")
    return found | {key: Body(person.shown) for key, person in people}


def subjects(evidence: Evidence) -> list[str]:
    """Return the bodies that relations begin with or that have others inside them, each once, in their order."""
    found: dict[str, None] = {}
    for relation in evidence.relations.values():
        found[relation.subject] = None
        if relation.kind == "part-of":
            found[relation.to] = None
    return list(found)


def wholes(evidence: Evidence) -> dict[str, str]:
    """Return the body that each body is part of; of several relations that say so, the first counts."""
    found: dict[str, str] = {}
    for relation in evidence.relations.values():
        if relation.kind == "part-of":
            found.setdefault(relation.subject, relation.to)
    return found


def relations_of(evidence: Evidence, body: str) -> list[list[str]]:
    """Return the relations that begin with a body: each alone, those that contradict each other together."""
    groups: list[list[str]] = []
    for key, relation in evidence.relations.items():
        if relation.subject == body:
            pair = next((group for group in groups if rival_of(evidence, key) in group), None)
            groups.append([key]) if pair is None else pair.append(key)
    return groups


def rival_of(evidence: Evidence, key: str) -> str:
    """Return the relation that is entered as contradicting a relation, or ""."""
    named = evidence.relations[key].contradicts
    if named:
        return named
    return next((other for other, each in evidence.relations.items() if each.contradicts == key), "")


def contradictions(evidence: Evidence) -> Iterator[tuple[str, str]]:
    """Yield every two relations that cannot both hold, by what they are, in the order of the data."""
    relations = list(evidence.relations.items())
    for at, (key, relation) in enumerate(relations):
        for other, rival in relations[at + 1 :]:
            if relation.subject == rival.subject and _exclude(relation, rival):
                yield key, other


def _exclude(one: Relation, other: Relation) -> bool:
    if one.kind == other.kind:
        return one.kind in _ONLY_ONE and one.to != other.to
    return one.to == other.to and {one.kind, other.kind} in _EXCLUDE


def teller(evidence: Evidence, relation: Relation) -> str:
    """Return who says that a relation holds, as readers see it, or "" if an article says so itself."""
    if relation.said_by == ARTICLE_ITSELF:
        return ""
    known = bodies(evidence).get(relation.said_by)
    person = evidence.people.get(relation.said_by)
    return known.name if known else person.shown if person else ""
