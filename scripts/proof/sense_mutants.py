"""Changes of what a sentence says: who says it, how strongly, how often, when, and how much without a number."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from explainer.core.people_words import KINDS_OF_PEOPLE
from explainer.core.text import fold
from explainer.edition.state import Edition
from explainer.gates.numbers import numbers_of
from explainer.prose.our_claims import OurClaim, claims_of_pages
from explainer.sense.known_names import known_names
from explainer.sense.own_lists import own_phrases, own_table
from explainer.sense.sayings import strength_of
from explainer.sense.speakers import our_sayings
from quotereader.word_lists import listed

MOST_OF_A_KIND = 160
"""How many changes of a kind are made at most, spread over all pages: each costs a run of all rules."""
AIMS = {
    "publisher": 1.0, "strength": 0.9, "speaker": 0.85, "role": 0.85, "time": 0.85, "how often": 0.65,
    "quantity words": 0.9,
}  # fmt: skip
"""The share of the changes of each kind that rules other than the sign-off must catch."""
KINDS = (*AIMS, "limit", "single marks", "moved sentence")
RULES_ON_SENTENCES = ("P2", "P3", "P6")
"""The rules, beside V1 to V13, that look at single sentences: no other can see what these changes change."""

_OFTEN = ("often", "always", "never", "frequently", "usually")
_MANY = ("most", "all", "every one of the", "none of the")
_WHEN = ("A year later, ", "By now, ", "Last summer, ", "Two weeks earlier, ", "One Sunday, ", "Today, ")
_HOW_MANY = ("a handful of ", "the majority of ", "a trio of ", "droves of ", "a pair of ", "scores of ", "MMMD ")
_HOW_MUCH = (" tenfold", " thrice", " by a lakh", " for a fortnight", " for decades")
_STRONGER = ("proved", "admitted", "confirmed", "denied")
_VERB = re.compile(r"(?<=[a-z] )(?:had|was|were|is|are|[a-z]{3,12}ed)\b(?= )")
_PLURAL = re.compile(rf"\b(?:{'|'.join(word for word in KINDS_OF_PEOPLE if word.endswith('s'))})\b")
_OUTSIDE = re.compile(r"“[^“”]{0,600}”")


@dataclass(frozen=True)
class Change:
    """A change of one claim: its kind, the claim, its words afterwards, and where it now stands if it was moved."""

    kind: str
    claim: OurClaim
    new: str
    behind: OurClaim | None = None


def sense_changes(edition: Edition) -> Iterator[Change]:
    """Yield the changes of every kind, at most MOST_OF_A_KIND of each."""
    by_kind: dict[str, list[Change]] = {}
    for number, claim in enumerate(claims_of_pages(edition)):
        for change in _of_claim(edition, claim, number):
            if change.new != claim.text:
                by_kind.setdefault(change.kind, []).append(change)
    for change in _moved(claims_of_pages(edition)):
        by_kind.setdefault(change.kind, []).append(change)
    for changes in by_kind.values():
        made = min(len(changes), MOST_OF_A_KIND)
        yield from (changes[number * len(changes) // made] for number in range(made))


def _of_claim(edition: Edition, claim: OurClaim, number: int) -> Iterator[Change]:
    pairs = {
        "publisher": _publishers(edition, claim), "speaker": _speakers(edition, claim, number),
        "role": _roles(claim), "strength": _strengths(claim), "how often": _how_often(edition, claim, number),
        "time": _times(claim, number), "limit": _limits(claim), "single marks": _single_marks(claim),
        "quantity words": _quantity_words(claim, number),
    }  # fmt: skip
    for kind, texts in pairs.items():
        yield from (Change(kind, claim, text) for text in texts)


def _publishers(edition: Edition, claim: OurClaim) -> Iterator[str]:
    known = known_names(edition)
    others = [source.publisher for source in edition.evidence.sources.values()]
    for form in known.mentioned_in(claim.text):
        cited = {reference.partition(":")[0] for reference in claim.references}
        if form in known.publishers and known.publishers[form] & cited and form in claim.text:
            theirs = {edition.evidence.sources[source].publisher for source in known.publishers[form] | cited}
            yield from (claim.text.replace(form, other, 1) for other in others if other not in theirs)


def _speakers(edition: Edition, claim: OurClaim, number: int) -> Iterator[str]:
    """Put another speaker of the same sources, and one of another, in the place of the one who speaks."""
    evidence = edition.evidence
    people = [person.name for person in evidence.people.values() if person.name]
    bodies = [body.name for body in evidence.organisations.values()]
    text = fold(claim.text)
    for saying in our_sayings(claim.text):
        phrase = saying.subject
        if phrase is None or phrase.kind == "pronoun" or not saying.strength or phrase.text not in text:
            continue
        for others in (people, bodies):
            other = others[number % len(others)]
            if fold(other) not in text and fold(other).split()[-1] not in phrase.text:
                yield text.replace(phrase.text, other, 1)


def _roles(claim: OurClaim) -> Iterator[str]:
    roles = own_table("titles_of_roles")
    names = list(roles)
    for place, word in enumerate(re.findall(r"\b[a-z]+\b", _OUTSIDE.sub("", claim.text))):
        if word in roles:
            others = [name for name in names if not roles[name] & roles[word]]
            yield re.sub(rf"\b{word}\b", others[(place * 7) % len(others)], claim.text, count=1)
            yield re.sub(rf"\b{word}\b", others[(place * 5 + 3) % len(others)], claim.text, count=1)


def _strengths(claim: OurClaim) -> Iterator[str]:
    for saying in our_sayings(claim.text):
        others = ("said",) if saying.strength == "claimed" else _STRONGER if saying.strength == "said" else ()
        if saying.verb not in claim.text:
            continue
        for other in others:
            if strength_of(other) != saying.strength and saying.verb.endswith(("ed", "aid", "old", "ote")):
                yield re.sub(rf"\b{saying.verb}\b", other, claim.text, count=1)


def _how_often(edition: Edition, claim: OurClaim, number: int) -> Iterator[str]:
    verb, many = _VERB.search(_OUTSIDE.sub(_blank, claim.text)), _PLURAL.search(_OUTSIDE.sub(_blank, claim.text))
    if verb:
        yield _inserted(claim.text, verb.start(), f"{_OFTEN[number % len(_OFTEN)]} ")
    if many:
        yield _inserted(claim.text, many.start(), f"{_MANY[number % len(_MANY)]} ")
    for quantity, blanked in numbers_of(edition, claim.text):
        counted = _PLURAL.match(blanked, quantity.end + 1)
        if counted and len(blanked) == len(claim.text):
            yield _inserted(claim.text, counted.end(), " every month")


def _times(claim: OurClaim, number: int) -> Iterator[str]:
    first = claim.text.partition(" ")[0].lower()
    text = claim.text[:1].lower() + claim.text[1:] if first in listed("function_words") else claim.text
    yield f"{_WHEN[number % len(_WHEN)]}{text}"


def _limits(claim: OurClaim) -> Iterator[str]:
    outside = _OUTSIDE.sub(_blank, claim.text)
    for phrase in sorted(own_phrases("hedges")):
        found = re.search(rf"\b{phrase} ", outside)
        if found:
            yield claim.text[: found.start()] + claim.text[found.end() :]


def _single_marks(claim: OurClaim) -> Iterator[str]:
    words = claim.text.split(" ")
    middle = " ".join(words[2:6])
    if len(words) > 8 and not re.search(r"[“”\"*`\[]", middle):
        yield claim.text.replace(middle, f"‘{middle}’", 1)


def _quantity_words(claim: OurClaim, number: int) -> Iterator[str]:
    many = _PLURAL.search(_OUTSIDE.sub(_blank, claim.text))
    if many:
        yield _inserted(claim.text, many.start(), _HOW_MANY[number % len(_HOW_MANY)])
    yield f"{claim.text}{_HOW_MUCH[number % len(_HOW_MUCH)]}"


def _moved(claims: Sequence[OurClaim]) -> Iterator[Change]:
    """Move a sentence that begins with a pronoun behind another claim of its page, whose speaker is not meant."""
    for claim in claims:
        if re.match(r"(?:He|She) ", claim.text):
            others = [each for each in claims if each.page == claim.page and abs(each.number - claim.number) > 2]
            for other in others[claim.number % 3 :: max(1, len(others) // 4)]:
                yield Change("moved sentence", claim, claim.text, behind=other)


def _inserted(text: str, at: int, words: str) -> str:
    return text[:at] + words + text[at:]


def _blank(match: re.Match[str]) -> str:
    return "#" * len(match.group())
