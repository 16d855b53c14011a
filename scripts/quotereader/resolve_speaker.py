"""From a phrase to a speaker: the fullest name so far, whom a pronoun stands for, what stays open."""

from dataclasses import dataclass
from typing import Literal

from quotereader.noun_phrases import Phrase
from quotereader.people import Cast
from quotereader.pronouns import GENDER, Antecedents

SpeakerKind = Literal["name", "nominal", "pronoun", "none"]

_CLEAR_LEAD = 0.5
_DOUBT = 0.6


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who speaks, as the article lets us say it; `trust` lowers the confidence of the rule."""

    text: str | None
    kind: SpeakerKind
    role: str = ""
    trust: float = 1.0
    flags: tuple[str, ...] = ()


NOBODY = Speaker(None, "none")


def speaker_of(phrase: Phrase | None, paragraph: int, cast: Cast, antecedents: Antecedents) -> Speaker:
    """The speaker whom `phrase` of `paragraph` (counted from 0) means."""
    if phrase is None:
        return NOBODY
    if phrase.kind == "name" and phrase.name is not None:
        person = cast.person_at(paragraph, phrase.name.start)
        fullest = person.fullest_form(paragraph, phrase.name.start) if person else ""
        return Speaker(fullest or phrase.text, "name", phrase.role)
    if phrase.kind == "pronoun":
        return _behind_pronoun(phrase, paragraph, antecedents)
    return Speaker(phrase.text, "nominal", phrase.role)


def _behind_pronoun(phrase: Phrase, paragraph: int, antecedents: Antecedents) -> Speaker:
    found = antecedents.at(paragraph, phrase.start) if phrase.text.lower() in GENDER else None
    if found is None:
        return Speaker(phrase.text, "pronoun", flags=("pronoun not resolved",), trust=_DOUBT)
    name = found.person.fullest_form(paragraph, phrase.start)
    if found.lead < _CLEAR_LEAD:
        return Speaker(name, "pronoun", flags=("another person fits the pronoun",), trust=_DOUBT)
    return Speaker(name, "pronoun")
