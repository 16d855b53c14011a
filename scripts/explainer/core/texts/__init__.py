"""What the program says to readers: one file for each language, with one text for each name. A project may have its own
words for some of them, in data/texts.yaml."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

import yaml

from explainer.core.problems import Place, Problem, Refused
from explainer.core.project import Project
from explainer.core.yaml_files import LOADER, Document, load_yaml

_FOLDER = Path(__file__).parent
FIRST_LANGUAGE = "en"
_FILLED_IN = re.compile(r"\{[^{}]*\}")
NAMED = re.compile(r"\{\{ ([\w-]+) \}\}")
"""The name of a text, in a script or a style sheet that is written without words."""


def languages() -> list[str]:
    """Return the languages that there are texts in, by their codes."""
    return sorted(path.stem for path in _FOLDER.glob("*.yaml"))


def language_of(project: Project) -> str:
    """Return the language that a project's settings name, or the first one where they name none that there is."""
    try:
        settings = load_yaml(project.configuration, project.relative(project.configuration), ("!ENV",)).content
    except Refused:
        return FIRST_LANGUAGE
    extra = settings.get("extra") if isinstance(settings, dict) else None
    named = extra.get("language") if isinstance(extra, dict) else None
    return str(named) if named in languages() else FIRST_LANGUAGE


@cache
def texts_in(language: str) -> Mapping[str, str]:
    """Return the texts in a language by name; what it lacks is in English."""
    own: dict[str, str] = yaml.load((_FOLDER / f"{language}.yaml").read_text(encoding="utf-8"), LOADER)
    return own if language == FIRST_LANGUAGE else {**texts_in(FIRST_LANGUAGE), **own}


def faults_in(language: str) -> list[Problem]:
    """Return what is wrong with the file of a language: names that English does not have, and texts that do not fill in
    what the English ones do."""
    shown_as = f"explainer/core/texts/{language}.yaml"
    try:
        document = load_yaml(_FOLDER / f"{language}.yaml", shown_as)
    except Refused as refused:
        return list(refused.problems)
    if not isinstance(document.content, dict):
        return [
            Problem(Place(shown_as, 1), "Y3", "This file must map names to texts.", "Write, for example: menu: Menü")
        ]
    return [fault for _, fault in faults_of_texts(document, document.content)]


def faults_of_texts(document: Document, content: Mapping[str, object]) -> Iterator[tuple[str, Problem]]:
    """Yield the name of each text that cannot take the place of the English one, with what is wrong with it."""
    first = texts_in(FIRST_LANGUAGE)
    for name, text in content.items():
        if fault := _fault(Place(document.file, document.line((name,))), first, name, text):
            yield name, fault


def _fault(place: Place, first: Mapping[str, str], name: str, text: object) -> Problem | None:
    if name not in first:
        hint = "Remove it, or use a name that `explainer texts` prints."
        return Problem(place, "Y1", f"No text is called {name}.", hint)
    if not isinstance(text, str):
        return Problem(place, "Y3", f"{name} must be text.", "Put it in quotation marks.")
    needed = set(_FILLED_IN.findall(first[name]))
    if set(_FILLED_IN.findall(text)) != needed:
        what = f"have {' and '.join(sorted(needed))} in it" if needed else "have no braces in it"
        return Problem(place, "Y3", f"{name} must {what}.", "The program puts other words there.")
    return None


def with_texts(style: str, texts: Mapping[str, str]) -> str:
    """Return a style sheet with texts in the place of their names, which stand in strings: `"{{ label-note }}"`."""

    def text(match: re.Match[str]) -> str:
        said = " ".join(texts[match[1]].split()) if match[1] in texts else match.group()
        return re.sub(r"[\\\"<>]", lambda sign: f"\\{ord(sign.group()):x} ", said)

    return NAMED.sub(text, style)
