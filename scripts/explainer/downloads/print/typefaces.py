"""The typefaces of printed pages: files from pinned packages, as rules of a style sheet."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path

from explainer.core.problems import SYSTEM, refuse

_PACKAGES = {"Source Serif Pro": "font_source_serif_pro", "Source Sans Pro": "font_source_sans_pro"}
_CUTS = {"Regular": (400, "normal"), "It": (400, "italic"), "Semibold": (600, "normal"), "Bold": (700, "normal")}


def typeface_rules() -> str:
    """Return the style rules for every typeface and weight; raise Refused if a file is missing."""
    return "\n".join(_rule(family, package, cut) for family, package in _PACKAGES.items() for cut in _CUTS)


def _rule(family: str, package: str, cut: str) -> str:
    weight, style = _CUTS[cut]
    file = _folder(package) / f"{family.replace(' ', '')}-{cut}.ttf"
    if not file.is_file():
        raise refuse(SYSTEM, file.name, f"The typeface {family} ({cut}) is missing.", _HINT)
    source = f'src: url("{file.as_uri()}")'
    return f'@font-face {{ font-family: "{family}"; font-weight: {weight}; font-style: {style}; {source}; }}'


_HINT = "Run `make downloads`, which installs the pinned typeface packages."


def _folder(package: str) -> Path:
    spec = find_spec(package)
    if spec is None or spec.origin is None:
        raise refuse(SYSTEM, package, f"The typeface package {package.replace('_', '-')} is not installed.", _HINT)
    return Path(spec.origin).parent / "files"
