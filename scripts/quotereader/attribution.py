"""What a rule finds out about the speaker of a quotation, and what the rules share."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Literal

from quotereader.noun_phrases import Phrase
from quotereader.tokens import Token
from quotereader.verb_subjects import subject_of

_MOST_VERBS = 5

Side = Literal["before", "after", "near"]


@dataclass(frozen=True, slots=True)
class Attribution:
    """The speaker that a rule found; `phrase` is None where the rule says that nobody is named.

    `why` is the rule in words. `side` says where the attribution stands: before or after the quotation in its
    sentence, or near it in another sentence.
    """

    phrase: Phrase | None
    why: str
    confidence: float
    side: Side


def subject_of_last_speech_verb(tokens: Sequence[Token]) -> Phrase | None:
    """Return the last speaker of a sentence, for instance of one that reports speech without marks."""
    subjects = (subject_of(tokens, verb, 0) for verb in finite_speech_verbs(tokens, len(tokens), 0))
    return next((subject for subject in subjects if subject is not None), None)


def finite_speech_verbs(tokens: Sequence[Token], end: int, first: int) -> Iterator[int]:
    """Yield the indices of the last few finite speech verbs between `first` and `end`, the nearest to `end` first."""
    verbs = (index for index in range(end - 1, first - 1, -1) if tokens[index].speech_form == "finite")
    return islice(verbs, _MOST_VERBS)


def after_previous_quotation(tokens: Sequence[Token], index: int) -> int:
    """Return the index after the quotation that precedes another index; 0 where none does.

    Nothing before that quotation belongs to the clause that the index is in.
    """
    return next((before + 1 for before in range(index - 1, -1, -1) if tokens[before].kind == "quotation"), 0)
