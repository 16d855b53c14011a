"""What every file for teachers is made from."""

from __future__ import annotations

from dataclasses import dataclass

from explainer.records.evidence import Evidence


@dataclass(frozen=True)
class Pack:
    """The evidence, the site's title and identifier, what each file says of itself, and the edition's time in seconds
    since 1970."""

    evidence: Evidence
    title: str
    identifier: str
    imprint: tuple[str, ...]
    released: int
