"""Resolves the phrase of an attribution to a speaker: a name in its fullest form, or whom a pronoun refers to."""

from dataclasses import dataclass
from typing import Literal

from quotereader.noun_phrases import Phrase
from quotereader.people import Cast
from quotereader.pronouns import RESOLVED, Antecedents

SpeakerKind = Literal["name", "nominal", "pronoun", "none"]
Flag = Literal[
    "unbalanced marks",
    "pronoun not resolved",
    "another person fits the pronoun",
    "repeated",
    "not read",
]

_CLEAR_LEAD = 0.5
_DOUBTFUL = 0.6


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who speaks, as far as the article says. `certainty` lowers the confidence of the rule that found the phrase."""

    text: str | None
    kind: SpeakerKind
    role: str = ""
    certainty: float = 1.0
    flags: tuple[Flag, ...] = ()


NOBODY = Speaker(None, "none")


def resolve_speaker(phrase: Phrase | None, paragraph: int, cast: Cast, antecedents: Antecedents) -> Speaker:
    """Return the speaker that a phrase in the paragraph with the given index, counted from 0, means."""
    if phrase is None:
        return NOBODY
    if phrase.kind == "name" and phrase.name is not None:
        person = cast.person_at(paragraph, phrase.name.start)
        fullest = person.fullest_form(paragraph, phrase.name.start) if person else ""
        return Speaker(fullest or phrase.text, "name", phrase.role)
    if phrase.kind == "pronoun":
        return _resolve_pronoun(phrase, paragraph, antecedents)
    return Speaker(phrase.text, "nominal", phrase.role)


def _resolve_pronoun(phrase: Phrase, paragraph: int, antecedents: Antecedents) -> Speaker:
    antecedent = antecedents.at(paragraph, phrase.start) if phrase.text.lower() in RESOLVED else None
    if antecedent is None:
        return Speaker(phrase.text, "pronoun", certainty=_DOUBTFUL, flags=("pronoun not resolved",))
    name = antecedent.person.fullest_form(paragraph, phrase.start)
    if antecedent.lead < _CLEAR_LEAD:
        return Speaker(name, "pronoun", certainty=_DOUBTFUL, flags=("another person fits the pronoun",))
    return Speaker(name, "pronoun")
