"""Finds the topics of a piece of evidence by the cues in topics.yaml."""

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
    """A topic, the cue for it, and where the cue was found: in the words, in their paragraph, or in one beside it."""

    topic: str
    cue: str
    where: str


def topics_of(piece: str, paragraph: str, beside: Sequence[str], topics: Mapping[str, Topic]) -> list[CuedTopic]:
    """Return at most two topics, by cues in the piece, or else in its paragraph, or else in the texts beside that.

    The texts must be folded.
    """
    near = (("in the words", (piece,)), ("in the paragraph", (paragraph,)), ("in a paragraph beside it", beside))
    for where, texts in near:
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
    """The word or words of a text that begin with a cue, with a short ending; empty where there are none."""
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
