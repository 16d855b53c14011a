"""Rule M2: a relation between two bodies has its paragraph, and two that contradict each other stand as a pair."""

from __future__ import annotations

from collections.abc import Iterator

from explainer.core.problems import Problem
from explainer.edition.state import Edition
from explainer.gates.links import paragraph_hint, suggest
from explainer.gates.registry import Finding, Seen
from explainer.gates.rulebook import rule
from explainer.records.evidence import Evidence
from explainer.records.models import ARTICLE_ITSELF, Relation
from explainer.records.relations import bodies, contradictions, rival_of


@rule("M2", "relations")
def relations(edition: Edition) -> Iterator[Finding]:
    """Every relation is between two bodies that the data knows, is said by somebody whom it knows, and cites paragraphs
    that exist. Its words begin with its first body. Two relations that contradict each other name each other as a pair,
    and no body is part of itself."""
    evidence = edition.evidence
    for key, relation in evidence.relations.items():
        yield Seen(key)
        yield from _unknown(evidence, key, relation)
        yield from _uncited(edition, key, relation)
        yield from _pair(evidence, key, relation)
        yield from _inside_itself(evidence, key, relation)
    for key, other in contradictions(evidence):
        if rival_of(evidence, key) != other:
            sentence = f"The relations {key} and {other} contradict each other and are not a pair."
            hint = f"Write contradicts: {key}."
            yield Problem(evidence.place(f"relations:{other}"), "M2", sentence, hint)


def _unknown(evidence: Evidence, key: str, relation: Relation) -> Iterator[Problem]:
    known = bodies(evidence)
    for field, body in (("from", relation.subject), ("to", relation.to)):
        if body not in known:
            sentence = f"The relation {key} names the body {body!r}, which no record has."
            yield Problem(evidence.place(f"relations:{key}", field), "M2", sentence, suggest(body, known))
    tellers = {**known, **evidence.people, ARTICLE_ITSELF: None}
    if relation.said_by not in tellers:
        sentence = f"The relation {key} is said by {relation.said_by!r}, whom no record has."
        hint = suggest(relation.said_by, tellers)
        yield Problem(evidence.place(f"relations:{key}", "said_by"), "M2", sentence, hint)
    if relation.subject in known and not _begins_with(relation.says, known[relation.subject].name):
        sentence = f"The words of the relation {key} must begin with “{known[relation.subject].name}”."
        hint = "Let the sentence begin with the body in whose box it stands."
        yield Problem(evidence.place(f"relations:{key}", "says"), "M2", sentence, hint)


def _begins_with(words: str, name: str) -> bool:
    return words.removeprefix("The ").startswith(name.removeprefix("The "))


def _uncited(edition: Edition, key: str, relation: Relation) -> Iterator[Problem]:
    for reference in relation.cites:
        if not edition.evidence.has_paragraph(reference):
            sentence = f"The relation {key} names the paragraph {reference!r}, which does not exist."
            place = edition.evidence.place(f"relations:{key}", "cites")
            yield Problem(place, "M2", sentence, paragraph_hint(edition, reference))


def _pair(evidence: Evidence, key: str, relation: Relation) -> Iterator[Problem]:
    place = evidence.place(f"relations:{key}", "contradicts")
    named = relation.contradicts
    if named is None:
        return
    rival = evidence.relations.get(named)
    if rival is None:
        sentence = f"The relation {key} contradicts {named!r}, which does not exist."
        yield Problem(place, "M2", sentence, suggest(named, evidence.relations))
    elif named == key:
        yield Problem(place, "M2", f"The relation {key} is said to contradict itself.", "Name the other relation.")
    elif rival.subject != relation.subject:
        sentence = f"The relations {key} and {named} are a pair, but begin with different bodies."
        yield Problem(place, "M2", sentence, "Let both begin with the body in whose box they stand.")
    elif rival.contradicts not in (None, key):
        sentence = f"The relation {key} contradicts {named}, which already has a pair: {rival.contradicts}."
        yield Problem(place, "M2", sentence, "Name two relations that contradict each other.")


def _inside_itself(evidence: Evidence, key: str, relation: Relation) -> Iterator[Problem]:
    """Report a relation by which a body is part of itself, at the first relation of the circle."""
    whole = {each.subject: each.to for each in evidence.relations.values() if each.kind == "part-of"}
    seen: list[str] = [relation.subject]
    while relation.kind == "part-of" and seen[-1] in whole and whole[seen[-1]] not in seen:
        seen.append(whole[seen[-1]])
    if relation.kind == "part-of" and whole.get(seen[-1]) == relation.subject == min(seen):
        sentence = f"By the relation {key}, {relation.subject} is part of itself: {' in '.join([*seen, seen[0]])}."
        yield Problem(evidence.place(f"relations:{key}", "to"), "M2", sentence, "Correct one of these relations.")
