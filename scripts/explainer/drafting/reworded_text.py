"""Looks for signs that a program reworded a text: swapped words in the narration, plain ones in the quotations.

Such programs change the narrator's words and leave quotations and names alone. So three signs count: fixed phrases in
which one word was swapped, "stated" for nearly every "said", and words whose plain form occurs only in quotations.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from explainer.core.text import find_exact, fold
from explainer.drafting.own_lists import own_phrases, own_table

_WORD = re.compile(r"[a-z]+(?:'[a-z]+)?")
_LONGEST = 20_000
_ENOUGH = 3.0
_PHRASE_WEIGHT, _STATED_WEIGHT = 1.0, 1.5
_MOST_EXAMPLES = 5


@dataclass(frozen=True)
class Suspicion:
    """A suspicion that an article is not the publisher's own text: the kind of copy, and the signs of it in words."""

    kind: str
    why: str
    strength: float


@cache
def _swaps() -> dict[str, frozenset[str]]:
    """Each plain word with the single words that programs replace it with."""
    rows = own_table("swapped_words").items()
    return {plain: frozenset(word for word in swapped.split() if "-" not in word) - {plain} for plain, swapped in rows}


def reworded(paragraphs: Sequence[str], terms: Sequence[str] = ()) -> Suspicion | None:
    """Return a suspicion if the text outside quotations looks reworded, with the signs of it.

    `terms` are names and terms that are known to be right; their words count as plain.
    """
    narration, speech = _parted(paragraphs)
    broken = sorted(phrase for phrase in own_phrases("broken_phrases") if find_exact(phrase, narration) >= 0)
    told, quoted = (
        Counter(_WORD.findall(narration)),
        Counter(_WORD.findall(speech + " " + fold(" ".join(terms)).lower())),
    )
    swapped = [
        f"“{other}” for “{plain}”"
        for plain, others in _swaps().items()
        for other in sorted(others)
        if told[other] and not quoted[other] and quoted[plain] > 0 and told[other] > told[plain]
    ]
    stated = told["stated"] >= 4 and told["stated"] > 2 * told["said"]
    strength = len(broken) * _PHRASE_WEIGHT + len(swapped) / 2 + stated * _STATED_WEIGHT
    if strength < _ENOUGH:
        return None
    signs = [f"“{phrase}”" for phrase in broken[:_MOST_EXAMPLES]] + swapped[:_MOST_EXAMPLES]
    signs += ["“stated” almost everywhere and hardly any “said”"] * stated
    return Suspicion("reworded", f"The narrator’s words look replaced: {', '.join(signs)}.", round(strength, 1))


def _parted(paragraphs: Sequence[str]) -> tuple[str, str]:
    """The narrator's words and the quoted ones, in lower case."""
    outside: list[str] = []
    inside: list[str] = []
    for text in paragraphs:
        pieces = fold(text[:_LONGEST]).lower().split('"')
        outside += pieces[0::2]
        inside += pieces[1::2]
    return " ".join(outside), " ".join(inside)
