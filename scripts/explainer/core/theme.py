"""The theme of a project: its own files, and behind them the files that come with the program."""

from __future__ import annotations

from pathlib import Path

from explainer.core.project import Project

PACKAGED = Path(__file__).resolve().parents[1] / "theme"
"""The theme that comes with the program. In a checkout this leads to the folder `overrides/` beside the program."""
TEXTS = "partials/texts.html"
"""The template that holds the words of the theme, by name."""


def theme_folders(project: Project) -> list[Path]:
    """Return the folders that a project's theme is taken from. A file of an earlier folder goes before one of the same
    name in a later folder.

    A project with a `main.html` of its own has a theme of its own, and takes nothing from the program.
    """
    own = project.overrides
    return [own] if (own / "main.html").is_file() else [own, PACKAGED]
