"""Which topics a piece of evidence belongs to, by the cues of topics.yaml, with the cue that was seen."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from explainer.core.text import fold
from explainer.records.models import Topic

_MOST_TOPICS = 2
_LONGEST_ENDING = 4


@dataclass(frozen=True)
class CuedTopic:
    """A topic, the cue that points to it, and where the cue stands: in the piece, its paragraph, or beside it."""

    topic: str
    cue: str
    where: str


def topics_of(piece: str, paragraph: str, beside: Sequence[str], topics: Mapping[str, Topic]) -> list[CuedTopic]:
    """Return at most two topics, the nearest cues first: those of the piece, else of its paragraph, else beside it.

    The texts must have been folded.
    """
    for where, texts in (("in the words", (piece,)), ("in the paragraph", (paragraph,)), ("beside it", tuple(beside))):
        lowered = " ".join(texts).lower()
        found = [
            CuedTopic(key, cue, where) for key, topic in topics.items() if (cue := _first_cue(topic.cues, lowered))
        ]
        if found:
            return found[:_MOST_TOPICS]
    return []


@lru_cache(maxsize=512)
def _first_cue(cues: tuple[str, ...], text: str) -> str:
    return next((found for cue in _lowered(cues) if cue in text and (found := _word_with(cue, text))), "")


def _word_with(cue: str, text: str) -> str:
    """The words of a text that begin with a cue, with the ending they have there; empty where none does."""
    at = text.find(cue)
    while at > 0 and text[at - 1].isalnum():
        at = text.find(cue, at + 1)
    if at < 0:
        return ""
    end = at + len(cue)
    while end < len(text) and text[end].isalnum():
        end += 1
    return text[at:end] if end - at - len(cue) <= _LONGEST_ENDING else ""


@lru_cache(maxsize=256)
def _lowered(cues: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(fold(cue).lower() for cue in cues)
