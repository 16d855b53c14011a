"""The pack from which tests make teaching files."""

from __future__ import annotations

from explainer.downloads.teaching.pack import Pack
from explainer.records.evidence import Evidence

RELEASED = 1_900_000_000


def packed_of(evidence: Evidence, released: int = RELEASED) -> Pack:
    """Return a pack with the lessons that its quiz items name."""
    lessons = {item.lesson: f"Lesson {item.lesson}" for item in evidence.quiz.values()}
    return Pack(evidence, "Leaving", "harbour", ("Leaving, version 1.", "Text: CC BY 4.0."), released, lessons)
