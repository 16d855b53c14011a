"""What a draft consists of: proposals, each with the fields of a record, whether to keep it, and the reasons."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from explainer.core.text import fold

Keep = Literal[True, False, "ask"]
ASK: Literal["ask"] = "ask"
"""Marks what only a person can decide; a draft in which one is left is not accepted."""

_NOT_IN_IDS = re.compile(r"[^a-z0-9]+")
_LONGEST_KEY = 40


@dataclass(frozen=True)
class Proposal:
    """A proposed record: its key, its fields as the data files have them, and notes that say why."""

    key: str
    keep: Keep
    fields: Mapping[str, object]
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Draft:
    """Everything that is proposed from one article. `article` is the file beside the draft that holds its text."""

    id: str
    article: str
    source: Mapping[str, object]
    source_notes: tuple[str, ...] = ()
    people: tuple[Proposal, ...] = ()
    quotes: tuple[Proposal, ...] = ()
    figures: tuple[Proposal, ...] = ()
    events: tuple[Proposal, ...] = ()
    terms: tuple[Proposal, ...] = ()
    known_terms: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    terms_in_marks: tuple[tuple[int, str], ...] = ()


class Keys:
    """Gives each piece of evidence of a source a key that no other has."""

    def __init__(self) -> None:
        self._taken: dict[str, int] = {}

    def new(self, words: str, otherwise: str) -> str:
        """Return a key made from words, or from `otherwise` if they make none; a key in use gets a number added."""
        plain = _NOT_IN_IDS.sub("-", fold(words).lower()).strip("-")[:_LONGEST_KEY].strip("-")
        base = plain if len(plain) > 1 and plain[0].isalpha() else otherwise
        self._taken[base] = self._taken.get(base, 0) + 1
        count = self._taken[base]
        return base if count == 1 else self.new(f"{base}-{count}", otherwise)
