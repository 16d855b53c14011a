"""What the program says to readers: one file for each language, with one text for each name."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import yaml

from explainer.core.problems import Place, Problem, Refused
from explainer.core.yaml_files import load_yaml

_FOLDER = Path(__file__).parent
FIRST_LANGUAGE = "en"
_FILLED_IN = re.compile(r"\{[^{}]*\}")


def languages() -> list[str]:
    """Return the languages that there are texts in, by their codes."""
    return sorted(path.stem for path in _FOLDER.glob("*.yaml"))


@cache
def texts_in(language: str) -> Mapping[str, str]:
    """Return the texts in a language by name; what it lacks is in English."""
    own: dict[str, str] = yaml.safe_load((_FOLDER / f"{language}.yaml").read_text(encoding="utf-8"))
    return own if language == FIRST_LANGUAGE else {**texts_in(FIRST_LANGUAGE), **own}


def faults_in(language: str) -> list[Problem]:
    """Return what is wrong with the file of a language: names that English does not have, and texts that do not fill in
    what the English ones do."""
    first, shown_as = texts_in(FIRST_LANGUAGE), f"explainer/core/texts/{language}.yaml"
    try:
        document = load_yaml(_FOLDER / f"{language}.yaml", shown_as)
    except Refused as refused:
        return list(refused.problems)
    if not isinstance(document.content, dict):
        return [
            Problem(Place(shown_as, 1), "Y3", "This file must map names to texts.", "Write, for example: menu: Menü")
        ]
    places = {name: Place(shown_as, document.line((name,))) for name in document.content}
    found = (_fault(places[name], first, name, text) for name, text in document.content.items())
    return [fault for fault in found if fault]


def _fault(place: Place, first: Mapping[str, str], name: str, text: object) -> Problem | None:
    if name not in first:
        hint = f"Remove it, or use a name of {FIRST_LANGUAGE}.yaml."
        return Problem(place, "Y1", f"No text is called {name}.", hint)
    if not isinstance(text, str):
        return Problem(place, "Y3", f"{name} must be text.", "Put it in quotation marks.")
    needed = set(_FILLED_IN.findall(first[name]))
    if set(_FILLED_IN.findall(text)) != needed:
        what = f"have {' and '.join(sorted(needed))} in it" if needed else "have no braces in it"
        return Problem(place, "Y3", f"{name} must {what}.", "The program puts other words there.")
    return None
