"""What every file for teachers is made from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from explainer.quiz.ask import Asked, ask_all
from explainer.records.evidence import Evidence


@dataclass(frozen=True)
class Pack:
    """The evidence, the site's title and identifier, what each file says of itself, the edition's time in seconds since
    1970, and the titles of the lessons by their slugs, in order."""

    evidence: Evidence
    title: str
    identifier: str
    imprint: tuple[str, ...]
    released: int
    lessons: Mapping[str, str]

    def by_lesson(self) -> list[tuple[str, list[Asked]]]:
        """Return the items of the quiz under the titles of their lessons; a lesson without any is left out."""
        asked = ((title, ask_all(self.evidence, slug)) for slug, title in self.lessons.items())
        return [(title, items) for title, items in asked if items]
