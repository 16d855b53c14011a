"""The colours of the theme, for print and e-books: the theme's custom properties are the one table of colours."""

from __future__ import annotations

import re

from explainer.core.problems import refuse
from explainer.core.project import Project
from explainer.core.read_files import read_text
from explainer.core.theme import theme_folders

_ROOT = re.compile(r"^:root \{\n(.{1,4000}?)^\}", re.MULTILINE | re.DOTALL)
_COLOUR = re.compile(r"--([a-z]{1,20}): (#[0-9a-f]{3,6});")
_USED = re.compile(r"var\(--([a-z]{1,20})\)")


def colours_of(project: Project) -> dict[str, str]:
    """Return the colours that the theme's style sheets define for all pages, by name, such as `lead`.

    Only those outside every `@media` count, which are for screens in the light.
    """
    sheets = [sheet for folder in theme_folders(project) for sheet in sorted((folder / "assets").rglob("*.css"))]
    texts = (read_text(path, project.relative(path)) for path in sheets)
    found = (pair for text in texts for block in _ROOT.findall(text) for pair in _COLOUR.findall(block))
    return dict(reversed(list(found)))


def coloured(style: str, project: Project) -> str:
    """Return a style sheet with the theme's colours in the place of `var(--name)`, which few e-readers know.

    Raise Refused if the theme does not define a colour.
    """
    known = colours_of(project)
    missing = sorted(set(_USED.findall(style)) - set(known))
    if missing:
        sentence = f"The style sheets do not define these colours: {', '.join(missing)}."
        raise refuse("B4", "overrides/assets", sentence, "Define each below :root, such as --lead: #17592f;")
    return _USED.sub(lambda name: known[name[1]], style)
