"""The files that a theme brings along, listed without those that MkDocs lists and then leaves out."""

from __future__ import annotations

import os
from functools import partial
from pathlib import Path

from jinja2 import Environment, FileSystemLoader
from mkdocs.theme import Theme


class _Visible(FileSystemLoader):
    """Lists no hidden folders: themes keep icons there, by the thousand, and to look through them takes a tenth
    of the time in which a small site is drawn. A template may include a file in them all the same."""

    def list_templates(self) -> list[str]:
        found: set[str] = set()
        for root in self.searchpath:
            for place, folders, names in os.walk(root):
                folders[:] = [each for each in folders if not each.startswith(".")]
                found.update(Path(place, name).relative_to(root).as_posix() for name in names)
        return sorted(found)


def list_visible_files(theme: Theme) -> None:
    """Let a theme list only files that are in no hidden folder."""
    theme.get_env = partial(_environment, theme)  # type: ignore[method-assign]


def _environment(theme: Theme) -> Environment:
    environment = Theme.get_env(theme)
    environment.loader = _Visible(theme.dirs)
    return environment
