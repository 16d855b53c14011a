"""What mkdocs.yml may set of the theme, and why it may not set the rest (rules Y1 and Y3).

No script of the theme is loaded and nothing is fetched for it, so what needs either would be broken in silence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from explainer.core.problems import Place, Problem
from explainer.core.yaml_files import Document, KeyPath

_FIXED = {"name": "material", "custom_dir": "overrides", "font": False}
_PICTURES = ("logo",)
_PICTURE = re.compile(r"assets/[\w/-]{1,120}\.svg", re.ASCII)
_OWN_COLOURS = ("custom",)
FEATURES = ("navigation.tabs", "navigation.footer", "toc.integrate")
"""The features of the theme that work here."""

_BY_SCRIPT = "needs a script of the theme, which is not loaded"
_OWN_SEARCH = "belongs to the search of the theme, which this site does without"
_OWN_LIST = "changes the theme’s list of pages, and this site has its own"
_NO_PLACE = "needs a repository, to which no page links"
_REFUSED = {
    "announce.dismiss": _BY_SCRIPT,
    "content.action": _NO_PLACE,
    "content.code": _BY_SCRIPT,
    "content.footnote.tooltips": _BY_SCRIPT,
    "content.tabs.link": _BY_SCRIPT,
    "content.tooltips": _BY_SCRIPT,
    "header.autohide": _BY_SCRIPT,
    "navigation.expand": _OWN_LIST,
    "navigation.indexes": _OWN_LIST,
    "navigation.instant": _BY_SCRIPT,
    "navigation.path": _OWN_LIST,
    "navigation.prune": _OWN_LIST,
    "navigation.sections": _OWN_LIST,
    "navigation.tabs.sticky": "takes room from the text on small screens",
    "navigation.top": _BY_SCRIPT,
    "navigation.tracking": _BY_SCRIPT,
    "search": _OWN_SEARCH,
    "toc.follow": _BY_SCRIPT,
}
_SETTINGS_REFUSED = {
    "favicon": ("Browsers show the logo.", "Set logo, or leave both out."),
    "icon": ("It would write a style into each page, which browsers refuse here (rule R3).", "Remove it."),
    "language": ("The words of the pages are English.", "Remove it."),
    "direction": ("The words of the pages are English.", "Remove it."),
    "static_templates": ("Only the theme’s own page for wrong addresses is built.", "Remove it."),
}
_COLOURS_HINT = "Leave palette out, or write: {primary: custom, accent: custom}"


def theme_problems(document: Document, theme: object, root: Path) -> Iterator[Problem]:
    """Yield what is wrong with the theme's settings in a configuration; `root` is the folder of the project."""
    if not isinstance(theme, dict):
        yield _problem(document, (), "Y3", "theme must map settings to values.", "Restore these lines.")
        return
    for name, needed in _FIXED.items():
        if name not in theme or theme[name] != needed or type(theme[name]) is not type(needed):
            shown = str(needed).lower() if isinstance(needed, bool) else needed
            yield _problem(document, (name,), "Y3", f"theme.{name} must be {shown}.", f"Write: {name}: {shown}")
    for name in theme.keys() - {*_FIXED, *_PICTURES, "features", "palette"}:
        default = ("", f"Remove it, or use one of: {', '.join((*_FIXED, *_PICTURES, 'features', 'palette'))}.")
        why, hint = _SETTINGS_REFUSED.get(str(name), default)
        yield _problem(document, (name,), "Y1", f"theme.{name} may not be set. {why}".strip(), hint)
    yield from _pictures(document, theme, root)
    yield from _palette(document, theme.get("palette", {}))
    yield from _features(document, theme.get("features", []))


def _pictures(document: Document, theme: dict[str, Any], root: Path) -> Iterator[Problem]:
    for name in (name for name in _PICTURES if name in theme):
        path = theme[name]
        if not (isinstance(path, str) and _PICTURE.fullmatch(path) and (root / "overrides" / path).is_file()):
            hint = "Put it into overrides/assets/, and write, for example: assets/mark.svg"
            yield _problem(document, (name,), "Y3", f"theme.{name} must be an SVG file of overrides/assets/.", hint)


def _palette(document: Document, palette: object) -> Iterator[Problem]:
    if isinstance(palette, list):
        sentence = "theme.palette must not be a list: switching needs a script of the theme, which is not loaded."
        yield _problem(document, ("palette",), "Y1", sentence, "Pages follow the reader’s system. " + _COLOURS_HINT)
        return
    if not isinstance(palette, dict):
        yield _problem(document, ("palette",), "Y3", "theme.palette must map settings to values.", _COLOURS_HINT)
        return
    for name, value in palette.items():
        if name == "scheme":
            sentence = "theme.palette.scheme may not be set: pages are light or dark as the reader’s system is."
            yield _problem(document, ("palette", name), "Y1", sentence, "Remove it.")
        elif name not in ("primary", "accent") or value not in _OWN_COLOURS:
            sentence = (
                f"theme.palette.{name} may only be custom: a colour of the theme has one tone, which is hard to read "
                "either by day or in the dark."
            )
            hint = "Write custom, and set the colours for both in overrides/assets/styles/colours.css."
            yield _problem(document, ("palette", name), "Y1", sentence, hint)


def _features(document: Document, features: object) -> Iterator[Problem]:
    if not isinstance(features, list):
        hint = f"Write, for example: [{', '.join(FEATURES)}]"
        yield _problem(document, ("features",), "Y3", "theme.features must be a list.", hint)
        return
    for at, feature in enumerate(features):
        if feature in FEATURES:
            continue
        why = _why_not(str(feature))
        sentence = f"{feature} {why}." if why else f"{feature} is not a known feature of the theme."
        hint = "Leave it out." if why else f"Leave it out, or use one of: {', '.join(FEATURES)}."
        yield _problem(document, ("features", at), "Y1", sentence, hint)


def _why_not(feature: str) -> str:
    """Return why a feature of the theme may not be used, or "" if the theme has none of that name."""
    named = [name for name in _REFUSED if feature == name or feature.startswith(f"{name}.")]
    return _REFUSED[max(named, key=len)] if named else ""


def _problem(document: Document, below: KeyPath, code: str, sentence: str, hint: str) -> Problem:
    return Problem(Place(document.file, document.line(("theme", *below))), code, sentence, hint)
