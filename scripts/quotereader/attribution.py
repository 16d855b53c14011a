"""What a rule says about a quotation, and where the verbs of speech around it stand."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Literal

from quotereader.noun_phrases import Phrase
from quotereader.tokens import Word
from quotereader.verb_subjects import subject_of

_MOST_TRIES = 5

Side = Literal["before", "after", "near"]


@dataclass(frozen=True, slots=True)
class Attribution:
    """The speaker a rule found; `phrase` is None where the rule says that nobody is named.

    `side` tells where the words stand: before or after the quotation, or near it in other sentences.
    """

    phrase: Phrase | None
    why: str
    confidence: float
    side: Side


def last_speech(tokens: Sequence[Word]) -> Phrase | None:
    """The subject of the last verb of speech of a sentence that reports without marks."""
    found = (subject_of(tokens, verb, 0) for verb in finite_verbs(tokens, len(tokens), 0))
    return next((phrase for phrase in found if phrase is not None), None)


def finite_verbs(tokens: Sequence[Word], before: int, first: int) -> Iterator[int]:
    """The nearest finite verbs of speech left of `before`, nearest first."""
    verbs = (place for place in range(before - 1, first - 1, -1) if tokens[place].form == "finite")
    return islice(verbs, _MOST_TRIES)


def previous_quotation(tokens: Sequence[Word], place: int) -> int:
    """The place of the quotation before `place`; -1 where there is none."""
    return next((at for at in range(place - 1, -1, -1) if tokens[at].kind == "quotation"), -1)
