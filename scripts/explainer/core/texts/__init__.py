"""What the program says to readers: one file for each language, with one text for each name."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

import yaml

_FOLDER = Path(__file__).parent
FIRST_LANGUAGE = "en"


def languages() -> list[str]:
    """Return the languages that there are texts in, by their codes."""
    return sorted(path.stem for path in _FOLDER.glob("*.yaml"))


@cache
def texts_in(language: str) -> Mapping[str, str]:
    """Return the texts in a language by name; what it lacks is in English."""
    own: dict[str, str] = yaml.safe_load((_FOLDER / f"{language}.yaml").read_text(encoding="utf-8"))
    return own if language == FIRST_LANGUAGE else {**texts_in(FIRST_LANGUAGE), **own}
