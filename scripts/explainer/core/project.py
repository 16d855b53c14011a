"""Where things are: the project's folders, and the folder that holds the article texts."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from explainer.core.problems import COMMAND, refuse

ARTICLES_VARIABLE = "EXPLAINER_ARTICLES"
ROOT_VARIABLE = "EXPLAINER_ROOT"
DOWNLOADS_VARIABLE = "EXPLAINER_DOWNLOADS"
_ARTICLE_FOLDERS = ("data/articles", "../shared/sources")
ARTICLE_SUFFIXES = (".txt", ".html", ".htm")


@dataclass(frozen=True)
class Project:
    """The folders and files of one project, all below `root`."""

    root: Path

    @property
    def docs(self) -> Path:
        return self.root / "docs"

    @property
    def data(self) -> Path:
        return self.root / "data"

    @property
    def overrides(self) -> Path:
        """The folder of the templates, and of the files that pages load."""
        return self.root / "overrides"

    @property
    def source_records(self) -> Path:
        return self.data / "sources"

    @property
    def drafts(self) -> Path:
        return self.data / "drafts"

    @property
    def lock(self) -> Path:
        return self.data / "articles.lock"

    @property
    def configuration(self) -> Path:
        return self.root / "mkdocs.yml"

    @property
    def mark(self) -> Path:
        """The project's mark as a picture, which may be missing; pages show the drawing beside it."""
        return self.overrides / "assets" / "mark.png"

    @property
    def site(self) -> Path:
        """The link to the published release."""
        return self.root / "site"

    @property
    def downloads(self) -> Path:
        """The folder of the finished downloads; one that never exists if the environment sets an empty name."""
        named = Path(os.environ.get(DOWNLOADS_VARIABLE, "downloads")).name
        return self.root / "build" / (named if named not in ("", "..") else "no-downloads")

    @property
    def releases(self) -> Path:
        return self.root / ".releases"

    @property
    def writing(self) -> Path:
        """The folder with the lock of the commands that write, and with the journal of what they are writing."""
        return self.root / ".writing"

    def data_files(self) -> list[Path]:
        """Return the YAML files that editors write, sorted."""
        return sorted([*self.data.glob("*.yaml"), *self.source_records.glob("*.yaml")])

    def relative(self, path: Path) -> str:
        """Return `path` as printed in problems: relative to the root, with forward slashes.

        Bytes that are not UTF-8 and characters that a terminal would act on are printed as codes.
        """
        try:
            shown = path.relative_to(self.root).as_posix()
        except ValueError:
            shown = path.name
        if shown.isprintable():
            return shown
        shown = shown.encode(errors="surrogateescape").decode(errors="backslashreplace")
        return "".join(mark if mark.isprintable() else f"\\x{ord(mark):02x}" for mark in shown)

    def article_folder(self) -> Path | None:
        """Return the folder of article texts: the one named in the environment, else the first that holds any."""
        return next(iter(self._article_folders()), None)

    def folder_for_new_articles(self) -> Path:
        """Return the folder for an editor's own copies of articles."""
        named = os.environ.get(ARTICLES_VARIABLE)
        return self.root / named if named else self.data / "articles"

    def article_file(self, source: str) -> Path | None:
        """Return the file that holds the text of a source, or None if there is none."""
        files = (folder / f"{source}{suffix}" for folder in self._article_folders() for suffix in ARTICLE_SUFFIXES)
        return next((file for file in files if os.path.lexists(file)), None)

    def _article_folders(self) -> list[Path]:
        named = os.environ.get(ARTICLES_VARIABLE)
        if named is not None:
            return [self.root / named] if named else []
        folders = (self.root / folder for folder in _ARTICLE_FOLDERS)
        return [folder for folder in folders if _holds_articles(folder)]


def _holds_articles(folder: Path) -> bool:
    return folder.is_dir() and any(file.suffix in ARTICLE_SUFFIXES for file in folder.iterdir())


def existing_project() -> Project:
    """Return the project that the working folder belongs to, or the one named in the environment.

    Raise Refused if there is none, before anything is written.
    """
    project = find_project()
    if not project.configuration.is_file():
        hint = f"Change to the project's folder, or set {ROOT_VARIABLE} to its path."
        raise refuse(COMMAND, "mkdocs.yml", f"There is no project in {project.root} or above it.", hint)
    return project


def find_project(start: Path | None = None) -> Project:
    """Return the project that `start`, by default the working folder, belongs to.

    The environment may name its root. Otherwise the root is the nearest folder with an `mkdocs.yml`, or `start` itself.
    """
    named = os.environ.get(ROOT_VARIABLE)
    if named:
        return Project(Path(named).resolve())
    here = (start or Path.cwd()).resolve()
    for folder in (here, *here.parents):
        if (folder / "mkdocs.yml").is_file():
            return Project(folder)
    return Project(here)
