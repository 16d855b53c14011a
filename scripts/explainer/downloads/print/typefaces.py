"""The typefaces of printed pages, as rules of a style sheet."""

from __future__ import annotations

import base64
import re

from explainer.downloads.typefaces import BOLD, CUTS, PACKAGES, REGULAR, file_of, further_faces


def typeface_rules(text: str = "") -> str:
    """Return the style rules for every typeface and weight that a text is printed with.

    Raise Refused if a file or a package is missing.
    """
    own = [_rule(family, cut) for family in PACKAGES for cut in CUTS]
    return "\n".join([*own, *_further_rules(text)])


def with_further_typefaces(style: str, text: str) -> str:
    """Return a style sheet in which each typeface is followed by those that have the letters it lacks."""
    further = [_family(number) for number, _ in enumerate(further_faces(text))]
    first, second = PACKAGES
    stacks = {first: [first, second, *further], second: [second, first, *further]}
    return re.sub(
        "|".join(f'"{family}"' for family in PACKAGES),
        lambda found: ", ".join(f'"{family}"' for family in stacks[found.group().strip('"')]),
        style,
    )


def _rule(family: str, cut: str) -> str:
    weight, style = CUTS[cut]
    return _face(family, weight, f'url("{file_of(family, cut).as_uri()}")', style)


def _face(family: str, weight: int, source: str, style: str = "normal") -> str:
    return f'@font-face {{ font-family: "{family}"; font-weight: {weight}; font-style: {style}; src: {source}; }}'


def _family(number: int) -> str:
    # Not its own name, which a typeface of the system may have as well.
    return f"Further {number + 1}"


def _further_rules(text: str) -> list[str]:
    return [
        _face(_family(number), weight, f'url("data:font/ttf;base64,{base64.b64encode(face.content(weight)).decode()}")')
        for number, face in enumerate(further_faces(text))
        for weight in (REGULAR, BOLD)
    ]
