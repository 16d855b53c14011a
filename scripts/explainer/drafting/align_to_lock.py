"""Aligns a fetched copy of an article with the lock, paragraph by paragraph.

The lock identifies each paragraph by its fingerprint, so that whatever else is on the page does not matter. A copy is
kept only if every locked paragraph is found in it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from explainer.core.text import fingerprint_of
from explainer.records.written_by_commands import LockedArticle


@dataclass(frozen=True)
class Alignment:
    """The locked paragraphs that a copy has, by number, and those it lacks."""

    found: dict[int, str]
    missing: tuple[int, ...]

    @property
    def complete(self) -> bool:
        return not self.missing

    @property
    def text(self) -> str:
        """The aligned paragraphs in the order of the lock, in the form of an article file."""
        return "\n\n".join(self.found[number] for number in sorted(self.found)) + "\n"


def align(lines: Sequence[str], locked: LockedArticle) -> Alignment:
    """Find each locked paragraph among the lines of a copy. One line may serve two paragraphs that are the same."""
    places: dict[str, list[str]] = {}
    for line in lines:
        places.setdefault(fingerprint_of(line), []).append(" ".join(line.split()))
    found: dict[int, str] = {}
    for number, paragraph in enumerate(locked.paragraphs, start=1):
        copies = places.get(paragraph.fingerprint, [])
        if copies:
            found[number] = copies.pop(0) if len(copies) > 1 else copies[0]
    missing = tuple(number for number in range(1, len(locked.paragraphs) + 1) if number not in found)
    return Alignment(found, missing)
