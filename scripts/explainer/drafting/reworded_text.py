"""Looks for signs that a program reworded a text: swapped words in the narration, plain ones in the quotations.

Such programs change the narrator's words and leave quotations alone. So these signs count, each by what it proves:
known names in which words were swapped, fixed phrases in which one was, turns that no writer uses, "stated" for nearly
every "said", and words whose plain form occurs only in quotations.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from explainer.core.text import find_exact, fold
from explainer.drafting.own_lists import LISTS, own_phrases, own_table
from quotereader.word_lists import listed_rows

_WORD = re.compile(r"[a-z]+(?:'[a-z]+)?")
_LONGEST = 20_000
_ENOUGH = 3.0
_PHRASE_WEIGHT, _STATED_WEIGHT = 1.0, 1.5
_MOST_EXAMPLES = 8
_NAME = re.compile(r"(?:[A-Z][\w'-]+(?: (?:of|for|the|and|to))? ?){2,8}")


@dataclass(frozen=True)
class Suspicion:
    """A suspicion that an article is not the publisher's own text: the kind of copy, and the signs of it in words."""

    kind: str
    why: str
    strength: float


class _Sign(NamedTuple):
    words: str
    weight: float


@cache
def _turns() -> tuple[tuple[re.Pattern[str], str, float], ...]:
    """Turns by which rewording programs replace a plain word, that word, and how much each of them proves."""
    return tuple(
        (re.compile(pattern), plain, float(weight)) for pattern, plain, weight in listed_rows("spun_turns", LISTS)
    )


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
    lowered = narration.lower()
    signs = [*_swapped_names(narration, terms), *_spun(lowered), *_beside_speech(lowered, speech, terms)]
    strength = sum(sign.weight for sign in signs)
    if strength < _ENOUGH:
        return None
    shown = dict.fromkeys(sign.words for sign in sorted(signs, key=lambda sign: -sign.weight))
    told = ", ".join(list(shown)[:_MOST_EXAMPLES])
    return Suspicion("reworded", f"The narrator’s words look replaced: {told}.", round(strength, 1))


def _swapped_names(narration: str, terms: Sequence[str]) -> Iterator[_Sign]:
    """Names of the store that stand in the text with words swapped: "Nationwide Unity Authorities"."""
    runs = {match.group() for match in _NAME.finditer(narration)}
    known = {fold(term) for term in terms}
    for term in sorted(known):
        right = term.split()
        if len(right) < 2 or not all(word[:1].isupper() or len(word) < 4 for word in right):
            continue
        for run in sorted(runs - known):
            words = run.split()
            for at in range(len(words) - len(right) + 1):
                weight = _likeness(right, words[at : at + len(right)])
                if weight:
                    yield _Sign(f"“{' '.join(words[at : at + len(right)])}” for “{term}”", weight)
                    break


def _likeness(right: Sequence[str], given: Sequence[str]) -> float:
    """How surely one name is the other with words swapped; 0 if it is a name of its own."""
    pairs = [
        (one.lower(), other.lower()) for one, other in zip(right, given, strict=True) if one.lower() != other.lower()
    ]
    if not pairs:
        return 0.0
    if all(other in _swaps_in_names().get(one, ()) for one, other in pairs):
        return _PHRASE_WEIGHT + 0.5 * len(pairs)
    return _PHRASE_WEIGHT / 2 if len(pairs) == 1 and len(right) > 2 else 0.0


@cache
def _swaps_in_names() -> dict[str, frozenset[str]]:
    return {plain: frozenset(swapped.split()) for plain, swapped in own_table("swapped_in_names").items()}


def _spun(narration: str) -> Iterator[_Sign]:
    """Fixed phrases with a word swapped, and turns that no writer uses."""
    for phrase in sorted(own_phrases("broken_phrases")):
        if find_exact(phrase, narration) >= 0:
            yield _Sign(f"“{phrase}”", _PHRASE_WEIGHT)
    for pattern, plain, weight in _turns():
        match = pattern.search(narration)
        if match:
            yield _Sign(f"“{match.group().strip()}” for “{plain}”", weight)


def _beside_speech(narration: str, speech: str, terms: Sequence[str]) -> Iterator[_Sign]:
    """Words in the narration whose plain form occurs only in quotations; and "stated" for nearly every "said"."""
    told = Counter(_WORD.findall(narration))
    quoted = Counter(_WORD.findall(f"{speech} {fold(' '.join(terms)).lower()}"))
    for plain, others in _swaps().items():
        for other in sorted(others):
            if told[other] and not quoted[other] and quoted[plain] > 0 and told[other] > told[plain]:
                yield _Sign(f"“{other}” for “{plain}”", 0.5)
    for verb in ("stated", "mentioned"):
        if told[verb] >= 4 and told[verb] > 2 * told["said"]:
            yield _Sign(f"“{verb}” almost everywhere and hardly any “said”", _STATED_WEIGHT)


def _parted(paragraphs: Sequence[str]) -> tuple[str, str]:
    """The narrator's words, and the quoted ones in lower case."""
    outside: list[str] = []
    inside: list[str] = []
    for text in paragraphs:
        pieces = fold(text[:_LONGEST]).split('"')
        outside += pieces[0::2]
        inside += pieces[1::2]
    return " ".join(outside), " ".join(inside).lower()
