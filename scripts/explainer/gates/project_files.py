"""Rules B3, B4, Y1 and Y2: what stands in the project's folders is plain, whole, of bounded size, in its one form."""

from __future__ import annotations

import io
import re
import stat
from collections.abc import Iterator
from functools import lru_cache
from itertools import zip_longest
from pathlib import Path

from explainer.core.problems import Place, Problem, Refused
from explainer.core.project import Project
from explainer.core.read_files import not_plain, read_bytes, read_text
from explainer.core.yaml_files import canonical_text, parse_yaml
from explainer.edition.state import Edition
from explainer.gates.registry import Finding, Seen
from explainer.gates.rulebook import rule
from explainer.records.store import WRITTEN_FILES

MOST_BYTES = 2_000_000


_KINDS = (".md", ".html", ".css", ".js", ".svg")
_PNG = b"\x89PNG\r\n\x1a\n"
_POINTS = frozenset((b"IHDR", b"PLTE", b"tRNS", b"IDAT", b"IEND"))
_AROUND_PART = 12
"""Bytes around what a part of a PNG holds: its length, its name and its check sum."""
_PAGE = re.compile(r"\w[\w-]*\.md")


@rule("B3", "plain files")
def plain_files(edition: Edition) -> Iterator[Finding]:
    """No link and no device stands among the pages, the data or the theme: what it leads to would be published. Among
    the pages stand pages alone. The one file of the theme that is no text is the project's mark, a PNG that holds its
    points and nothing else: no words, no place, no name of a program."""
    project = edition.project
    for folder in (project.data, *_published(project)):
        if folder.is_symlink():
            yield not_plain(project.relative(folder))
    for path, shown_as in _paths_in(project, project.data, *_published(project)):
        yield Seen(shown_as)
        mode = path.lstat().st_mode
        if not (stat.S_ISREG(mode) or stat.S_ISDIR(mode)):
            yield not_plain(shown_as)
        elif stat.S_ISREG(mode) and path.is_relative_to(project.docs) and not _PAGE.fullmatch(path.name):
            sentence = "Only pages stand in docs/: what is in other files cannot be held against the evidence."
            hint = "Pages end in .md. What belongs to the theme stands in overrides/assets/."
            yield Problem(Place(shown_as), "B3", sentence, hint)
        elif stat.S_ISREG(mode) and path == project.mark:
            yield from _mark_faults(path, shown_as)
        elif stat.S_ISREG(mode) and not path.is_relative_to(project.data) and path.suffix not in _KINDS:
            sentence = "The build knows no file of this kind, and could not look into it."
            yield Problem(Place(shown_as), "B3", sentence, f"Known: {', '.join(_KINDS)}.")


def _mark_faults(path: Path, shown_as: str) -> Iterator[Problem]:
    try:
        if not _holds_points_alone(read_bytes(path, shown_as)):
            sentence = "The mark must be a PNG that holds its points and nothing else."
            yield Problem(Place(shown_as), "B3", sentence, "Export it as a PNG without metadata.")
    except Refused as refused:
        yield from refused.problems


def _holds_points_alone(content: bytes) -> bool:
    """Tell whether a PNG can be drawn, and has no parts but those that hold its points."""
    # Imported here: it takes longer to import than everything else that is looked at here.
    from PIL.Image import DecompressionBombError
    from PIL.PngImagePlugin import PngImageFile

    names, at = set[bytes](), len(_PNG)
    while at < len(content):
        names.add(content[at + 4 : at + 8])
        at += _AROUND_PART + int.from_bytes(content[at : at + 4])
    if not content.startswith(_PNG) or at != len(content) or names - _POINTS:
        return False
    try:
        PngImageFile(io.BytesIO(content)).load()
    except (OSError, SyntaxError, ValueError, DecompressionBombError):
        return False
    return True


@rule("Y1", "size")
def sizes(edition: Edition) -> Iterator[Finding]:
    """No file among the pages or the theme is larger than 2 MB: a reader may be on a slow line."""
    # Data is not published as it stands, and has bounds of its own where it is read.
    for path, shown_as in _paths_in(edition.project, *_published(edition.project)):
        yield Seen(shown_as)
        if path.is_file() and path.stat().st_size > MOST_BYTES:
            hint = "Make it smaller, or leave it out."
            yield Problem(Place(shown_as), "Y1", f"This file is larger than {MOST_BYTES // 1_000_000} MB.", hint)


def _published(project: Project) -> tuple[Path, Path]:
    return project.docs, project.root / "overrides"


def _paths_in(project: Project, *folders: Path) -> Iterator[tuple[Path, str]]:
    for folder in folders:
        for path in sorted(folder.rglob("*")):
            yield path, project.relative(path)


@rule("B4", "whole pages")
def whole_pages(edition: Edition) -> Iterator[Finding]:
    """Every page opens with its one heading of the first level, and says something below it."""
    for page in edition.pages:
        yield Seen(page.path)
        first, *rest = [*page.blocks, None]
        if first is None or first.kind != "heading" or first.level != 1:
            hint = "Start with `# `. Was the file cut short, or overwritten?"
            yield Problem(Place(page.file, 1), "B4", "This page does not open with its heading.", hint)
        elif not rest[:-1]:
            yield Problem(first.place, "B4", "This page says nothing below its heading.", "Write it, or delete it.")
        for block in rest[:-1]:
            if block and block.kind == "heading" and block.level == 1:
                yield Problem(block.place, "B4", "This page has a second heading of the first level.", "Use `## `.")


@rule("Y2", "one form")
def one_form(edition: Edition) -> Iterator[Finding]:
    """Every data file that people type has its one canonical form: written anew, it has the same bytes."""
    for path in (each for each in edition.project.data_files() if each.name not in WRITTEN_FILES):
        shown_as = edition.project.relative(path)
        yield Seen(shown_as)
        try:
            text = read_text(path, shown_as)
        except Refused:
            continue  # reading the data has reported this file
        line = _first_difference(text)
        if line:
            sentence = "This file is not in its one form from here on."
            yield Problem(Place(shown_as, line), "Y2", sentence, "Run `make format`.")


# The library that keeps comments takes longer than all other rules together, and whoever tries a change in a copy of
# the project asks again about every file that the change leaves as it was.
@lru_cache(maxsize=128)
def _first_difference(text: str) -> int:
    """Return the first line that the canonical form writes otherwise, or 0 where there is none or it cannot be read."""
    # Imported here: nothing else needs that library.
    from ruamel.yaml.error import YAMLError

    try:
        parse_yaml(text, "")
        canonical = canonical_text(text)
    except (Refused, YAMLError, ValueError):
        return 0  # what cannot be read is reported where it is read
    pairs = zip_longest(text.split("\n"), canonical.split("\n"))
    return next((number for number, (given, ours) in enumerate(pairs, start=1) if given != ours), 0)
