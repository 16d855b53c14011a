"""What a new project is to be: its name, its question, its topics and how it looks."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from explainer.core.problems import COMMAND, Place, Problem, Refused
from explainer.core.texts import FIRST_LANGUAGE
from explainer.core.vocabulary import nearest_id
from explainer.new_project.shades import Pair
from explainer.records.evidence import Evidence
from explainer.records.permitted_names import permitted_names, unknown_names

DEFAULT_COLOURS: Pair = ("#1d4e6b", "#8a3b12")
_WORD = re.compile(r"[^\W\d_]{4,}")
_ID_HINT = "Write it with at least two of the letters a to z, beginning with one, and at most 61 characters."


@dataclass(frozen=True)
class Topic:
    """A question that a page of its own answers; `cue` is a word by which drafts find what belongs to it."""

    id: str
    title: str
    question: str

    @property
    def cue(self) -> str:
        words: list[str] = _WORD.findall(self.title) or [self.title]
        return max(words, key=len).lower()

    @property
    def description(self) -> str:
        return f"{self.question} What the articles say."


@dataclass(frozen=True)
class Plan:
    """A project that is to be written. `program` is the line by which it gets the program; `mark` is an SVG drawing."""

    title: str
    question: str
    topics: tuple[Topic, ...]
    program: str
    colours: Pair = DEFAULT_COLOURS
    mark: str = ""
    language: str = FIRST_LANGUAGE
    with_samples: bool = True

    @property
    def identifier(self) -> str:
        return nearest_id(self.title)

    @property
    def names(self) -> list[str]:
        """The names in titles and questions, which may be printed because whoever begins the project chose them."""
        texts = (self.title, self.question, *(text for each in self.topics for text in (each.title, each.question)))
        found = {name for text in texts for name in unknown_names(text, permitted_names(Evidence()))}
        return sorted(name for name in found if not any(name != other and name in other for other in found))

    @property
    def description(self) -> str:
        return f"{self.question} Answered from articles, with every sentence traced to its source or marked as ours."


def topics_from(given: Sequence[str], title: str, question: str) -> tuple[Topic, ...]:
    """Return the topics of a project, each given as `Title` or as `Title: Question?`; without any, one for the whole.

    Raise Refused if the title of the project or of a topic gives no id, or if two topics give the same.
    """
    written = [each.partition(":") for each in given] or [(title, ":", question)]
    topics = tuple(_topic(name.strip(), asked.strip()) for name, _, asked in written)
    ids = [topic.id for topic in topics]
    twice = sorted({topic.title for topic in topics if ids.count(topic.id) > 1 and topic.id})
    faults = [] if nearest_id(title) else [_fault("--title", f"The title gives no id: {title!r}.", _ID_HINT)]
    if given or not faults:
        faults += [
            _fault("--topic", f"The topic gives no id: {topic.title!r}.", _ID_HINT) for topic in topics if not topic.id
        ]
    if twice:
        faults.append(_fault("--topic", f"These topics have one id: {', '.join(twice)}.", "Call one differently."))
    if faults:
        raise Refused(faults)
    return topics


def _topic(title: str, question: str) -> Topic:
    return Topic(nearest_id(title), title, question or f"What do the articles say about this: {title}?")


def _fault(option: str, sentence: str, hint: str) -> Problem:
    return Problem(Place(option), COMMAND, sentence, hint)
