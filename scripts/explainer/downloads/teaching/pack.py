"""What the files of the quiz and the flashcards are made from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from explainer.quiz.ask import Asked, ask_all
from explainer.records.evidence import Evidence


@dataclass(frozen=True)
class Pack:
    """The evidence, the site's title and identifier, the imprint of each file, the time of the edition in seconds since
    1970, and the titles of the lessons by slug, in order."""

    evidence: Evidence
    title: str
    identifier: str
    imprint: tuple[str, ...]
    released: int
    lessons: Mapping[str, str]

    def by_lesson(self) -> list[tuple[str, list[Asked]]]:
        """Return the title and quiz items of each lesson that has items."""
        asked = ((title, ask_all(self.evidence, slug)) for slug, title in self.lessons.items())
        return [(title, items) for title, items in asked if items]
