"""Icons of the package mkdocs-material, drawn into the page, so that nothing is fetched for them."""

from __future__ import annotations

import re
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from explainer.render.elements import el

ICON_SETS = ("material", "octicons", "simple")
"""The sets whose licences ask for nothing on each page."""
_NAME = re.compile(rf"({'|'.join(ICON_SETS)})-([a-z0-9-]{{1,80}})")
_SVG = "{http://www.w3.org/2000/svg}"


def icon(name: str) -> Element | None:
    """Return the icon with a name such as `material-anchor`, hidden from screen readers, or None if there is none."""
    match = _NAME.fullmatch(name)
    path = _folder() / match[1] / f"{match[2]}.svg" if match else None
    if path is None or not path.is_file():
        return None
    drawing = ElementTree.fromstring(path.read_bytes())
    paths = (el("path", {"d": each.get("d", "")}) for each in drawing.iter(f"{_SVG}path"))
    attributes = {"class": "icon", "viewBox": drawing.get("viewBox", ""), "aria-hidden": "true"}
    return el("svg", attributes, *paths)


def icon_names() -> list[str]:
    """Return the names of all icons."""
    return [f"{each}-{path.stem}" for each in ICON_SETS for path in sorted((_folder() / each).glob("*.svg"))]


@lru_cache(maxsize=1)
def _folder() -> Path:
    # Found without importing the theme, which prints a notice.
    found = find_spec("material")
    return Path(((found and found.submodule_search_locations) or [""])[0], "templates", ".icons")
