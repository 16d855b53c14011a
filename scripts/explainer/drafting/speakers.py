"""Matches the speakers of an article with recorded people, or proposes new ones.

A proposed person is private unless the article gives a role in which people act in public. The name of a private person
is never stored (rule N1): they are proposed with a role in general words, and the paragraphs in which they speak.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import count

from explainer.core.text import Phrases, find_exact, fold
from explainer.core.vocabulary import PersonKind
from explainer.drafting.own_description import apposition_of, bearer_of, descriptions_of, is_role
from explainer.drafting.passages import Passage
from explainer.drafting.speaker_roles import (
    BODY,
    OFFICE,
    UNDESCRIBED,
    age_in,
    age_of,
    bare_name,
    is_body,
    is_changed,
    is_document,
    is_name,
    is_office,
    is_public_role,
    names_a_body,
    noun_of,
    nouns_of,
    private_role,
    public_role,
    rank_of,
    without_article,
)
from explainer.records.evidence import Evidence
from quotereader import Quotation
from quotereader.word_lists import listed

_NOT_IN_IDS = re.compile(r"[^a-z0-9]+")
_MARKED = re.compile(r'"[^"]{0,4000}"')
_CAPITALS = re.compile(r"[A-Z][\w'-]+(?: [A-Z][\w'-]+){1,6}")
_OF_SOMEBODY = ("the", "its", "their", "his", "her", "our")
_NEAR = 60
_PRONOUNS = ("he", "she", "they", "it", "i", "we", "who", "his", "her", "their", "you")
_LOOK_BACK = 3
_OPENINGS = ("a", "an", "one", "A", "An", "One")


@dataclass(frozen=True)
class Voice:
    """The speaker of a quotation: the key of a recorded or proposed person, and why."""

    person: str
    known: bool
    why: str


@dataclass
class ProposedPerson:
    """A speaker who is not in people.yaml. `name` is empty for a private person."""

    key: str
    kind: PersonKind
    role: str
    name: str
    why: str
    paragraphs: list[int] = field(default_factory=list)


class Voices:
    """The speakers of one article, recorded and proposed."""

    def __init__(
        self,
        source: str,
        evidence: Evidence,
        passages: Sequence[Passage],
        quotations: Sequence[Quotation],
        permitted: Phrases,
    ) -> None:
        self._source = source
        self._people = evidence.people
        self._passages = passages
        self._texts = [passage.text for passage in passages]
        self._permitted = permitted
        self._first: dict[str, str] = {}
        self._spoke: dict[str, list[int]] = {}
        for one in quotations:
            if one.speaker:
                self._spoke.setdefault(self._introduced(one.speaker), []).append(one.paragraph)
        self._voices: dict[str, Voice] = {}
        self._proposed: dict[str, ProposedPerson] = {}

    @property
    def proposed(self) -> list[ProposedPerson]:
        """The people who would be added, in the order in which they first speak."""
        return list(self._proposed.values())

    def of(self, quotation: Quotation) -> Voice | None:
        """Return the speaker of a quotation; None where the article names nobody.

        A fragment without a speaker is given to the recorded person in its sentence, if the sentence names just one.
        """
        if quotation.speaker is None:
            return self._in_sentence(quotation) if quotation.kind == "fragment" else None
        if quotation.speaker_kind == "pronoun" and quotation.speaker.lower() in _PRONOUNS:
            return self._read_before(quotation) if quotation.speaker.lower() == "it" else None
        bare = self._first_called(quotation.speaker)
        if bare not in self._voices:
            self._voices[bare] = self._find(quotation, bare)
        return self._voices[bare]

    def _read_before(self, quotation: Quotation) -> Voice | None:
        """ "“Q,” it says": the last thing that is read, or else the last body, that the paragraph names before."""
        text = self._texts[quotation.paragraph - 1]
        before = _MARKED.sub(" ", text[: max(0, text.find(fold(quotation.text)))])
        found = [match for match in _things().finditer(before) if not before[: match.start()].lower().endswith("in ")]
        bare = f"the {found[-1][1]}" if found else next(reversed(_bodies_in(before)), "")
        if not bare:
            return None
        return self._voices.setdefault(bare, self._find(quotation, bare))

    def called(self, speaker: str) -> str:
        """Return the key of the person who speaks in this article under a name or description; "" for nobody."""
        voice = self._voices.get(self._first_called(speaker))
        return voice.person if voice else ""

    def _first_called(self, speaker: str) -> str:
        """A speaker's bare name; for "the former clerk" the words that introduced them, "a former clerk"."""
        if speaker not in self._first:
            self._first[speaker] = self._introduced(speaker)
        return self._first[speaker]

    def _introduced(self, speaker: str) -> str:
        bare = bare_name(speaker)
        article, _, rest = bare.partition(" ")
        if article.lower() in _OF_SOMEBODY and not is_name(bare):
            bare = bearer_of(bare, tuple(self._texts)) or bare
        if article not in ("the", "The"):
            return bare
        return next((f"{opening} {rest}" for opening in _OPENINGS if f"{opening} {rest}" in self._spoke), bare)

    def is_named_near(self, person: str, paragraph: int) -> bool:
        """Tell whether a recorded public person is named, outside marks, in a paragraph or shortly before (rule Q5)."""
        known = self._people.get(person)
        if known is None or known.name is None:
            return True
        near = [_MARKED.sub(" ", text) for text in self._texts[max(0, paragraph - 1 - _LOOK_BACK) : paragraph]]
        return any(find_exact(fold(name), text) >= 0 for name in (known.name, *known.aliases) for text in near)

    def _find(self, quotation: Quotation, bare: str) -> Voice:
        known = self._known_by_name(bare) or self._known_by_role(bare)
        if known:
            return Voice(known, True, f"recorded as {known} in people.yaml")
        person = self._portray(quotation, bare)
        self._proposed[person.key] = person
        return Voice(person.key, False, f"proposed as {person.kind}: {person.why}")

    def _in_sentence(self, quotation: Quotation) -> Voice | None:
        passage = self._passages[quotation.paragraph - 1]
        at = passage.text.find(fold(quotation.text))
        sentence = _MARKED.sub(" ", passage.sentence_text(max(at, 0)))
        named = [
            key
            for key, person in self._people.items()
            if person.name and any(find_exact(fold(name), sentence) >= 0 for name in (person.name, *person.aliases))
        ]
        return Voice(named[0], True, "the sentence names this person and gives no speaker") if len(named) == 1 else None

    def _known_by_name(self, bare: str) -> str:
        for key, person in self._people.items():
            names = [fold(name) for name in (person.name, *person.aliases) if name]
            if bare in names or any(self._is_surname(bare, name) for name in names):
                return key
        return ""

    def _is_surname(self, bare: str, name: str) -> bool:
        """Whether words are the surname of a name that the article gives in full somewhere."""
        return name.endswith(f" {bare}") and any(find_exact(name, text) >= 0 for text in self._texts)

    def _known_by_role(self, bare: str) -> str:
        """The private person recorded from this source whose role and age fit best."""
        seen = self._nouns_around(bare)
        scores = {
            key: _likeness(seen, person.role) for key, person in self._people.items() if person.source == self._source
        }
        best = sorted(scores.items(), key=lambda item: -item[1])[:2]
        clear = bool(best) and best[0][1] > 0 and (len(best) == 1 or best[0][1] > best[1][1])
        return best[0][0] if clear else ""

    def _nouns_around(self, bare: str) -> dict[str, float]:
        """The nouns near a speaker's name and in the narration around their words, each weighted by how near it is."""
        if not is_name(bare):
            return {**dict.fromkeys(nouns_of(bare), 1.0), noun_of(bare): 1.5}
        near: dict[str, float] = {}
        for number in self._spoke.get(bare, []):
            near |= {noun: 0.4 for noun in nouns_of(_MARKED.sub(" ", self._texts[number - 1])) if noun not in near}
        for text in self._texts:
            at = find_exact(bare, text)
            if at >= 0:
                near |= dict.fromkeys(nouns_of(text[max(0, at - _NEAR) : at + len(bare) + _NEAR]), 1.0)
        return near

    def _portray(self, quotation: Quotation, bare: str) -> ProposedPerson:
        paragraphs = sorted(set(self._spoke.get(bare, [quotation.paragraph])))
        if names_a_body(bare) or is_document(bare):
            why = "an organisation, not a person" if not is_document(bare) else "something that is read, not a person"
            return self._person("public", BODY, without_article(bare), why, paragraphs)
        if is_office(bare):
            return self._person("public", OFFICE, without_article(bare), "an office, which acts in public", paragraphs)
        if bare.istitle() and " " not in bare and nouns_of(bare):
            bare = f"a {bare.lower()}"  # a label, such as "Pilot:"
        if not is_name(bare):
            if not is_role(bare):
                bare = apposition_of(bare, self._texts) or bare
            role = private_role(bare, age_in(bare) or age_of(bare, self._texts), self._permitted)
            return self._person("private", role, "", "the article gives no name", paragraphs)
        role, shown = self._role(quotation, bare)
        if is_changed(bare, self._texts):
            return self._person("private", shown, "", "the article says that the name is changed", paragraphs)
        if is_public_role(role):
            return self._person("public", public_role(role), bare, "a role in which people act in public", paragraphs)
        return self._person("private", shown, "", "no public role is named", paragraphs)

    def _role(self, quotation: Quotation, bare: str) -> tuple[str, str]:
        """The role that the article itself gives the bearer of a name, and how they are shown if they are private."""
        given = quotation.role if quotation.role and is_role(quotation.role) else ""
        told = [given, *descriptions_of(bare, self._texts)]
        roles = [each for each in told if each] or [rank_of(quotation.speaker or "")]
        role = next((each for each in roles if is_public_role(each)), roles[0])
        age = age_of(bare, self._texts)
        shown = (private_role(each, age, self._permitted) for each in roles)
        return role, next((each for each in shown if each != UNDESCRIBED), UNDESCRIBED)

    def _person(self, kind: PersonKind, role: str, name: str, why: str, paragraphs: list[int]) -> ProposedPerson:
        key = self._key(name or f"{self._source} {noun_of(role)}")
        return ProposedPerson(key, kind, role, name, why, paragraphs)

    def _key(self, words: str) -> str:
        plain = _NOT_IN_IDS.sub("-", fold(words).lower()).strip("-")[:40].strip("-")
        base = plain if plain[:1].isalpha() and len(plain) > 1 else f"{self._source}-{plain or 'speaker'}"
        taken = {*self._people, *self._proposed}
        if base not in taken:
            return base
        return next(key for number in count(2) if (key := f"{base}-{number}") not in taken)


def _likeness(seen: dict[str, float], role: str) -> float:
    """How well the nouns that were seen fit a role; an age in the role that was not seen counts against it."""
    wanted = nouns_of(role.partition(" for ")[0]) - {"former"}
    missing = sum(noun.isdigit() for noun in wanted if noun not in seen)
    return sum(seen.get(noun, 0.0) for noun in wanted) - 0.5 * missing


@cache
def _things() -> re.Pattern[str]:
    """Things that are read, as a text names them: "the first letter", "his leaflet"."""
    words = "|".join(sorted(listed("documents")))
    return re.compile(rf"\b(?:[Aa]n?|[Tt]he|[Tt]his|[Hh]is|[Hh]er|[Ii]ts|[Tt]heir) (?:[\w'-]+ ){{0,3}}?({words})\b")


def _bodies_in(text: str) -> list[str]:
    """The names in a text that a word shows to be an organisation's, in order."""
    return [match.group() for match in _CAPITALS.finditer(text) if is_body(match.group())]
