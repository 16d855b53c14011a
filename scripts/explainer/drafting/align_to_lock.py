"""A copy fetched from an article's address, put beside the lock paragraph by paragraph.

The lock knows each paragraph by its fingerprint. What matches gets the paragraph's number, whatever else stands on the
page; only a copy in which every paragraph is found is fit to be kept.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from explainer.core.text import fingerprint_of
from explainer.records.written_by_commands import LockedArticle


@dataclass(frozen=True)
class Alignment:
    """Which locked paragraphs a copy has, by number, and which it lacks."""

    found: dict[int, str]
    missing: tuple[int, ...]
    surplus: int

    @property
    def complete(self) -> bool:
        return not self.missing

    @property
    def text(self) -> str:
        """The aligned paragraphs in the order of the lock, as an article file holds them."""
        return "\n\n".join(self.found[number] for number in sorted(self.found)) + "\n"


def align(lines: Sequence[str], locked: LockedArticle) -> Alignment:
    """Find each locked paragraph among the lines of a copy. A paragraph that stands twice in the lock is used twice."""
    places: dict[str, list[str]] = {}
    for line in lines:
        places.setdefault(fingerprint_of(line), []).append(" ".join(line.split()))
    found: dict[int, str] = {}
    for number, paragraph in enumerate(locked.paragraphs, start=1):
        copies = places.get(paragraph.fingerprint, [])
        if copies:
            found[number] = copies.pop(0) if len(copies) > 1 else copies[0]
    missing = tuple(number for number in range(1, len(locked.paragraphs) + 1) if number not in found)
    return Alignment(found, missing, max(0, len(lines) - len(found)))
