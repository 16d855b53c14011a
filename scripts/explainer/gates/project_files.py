"""Rules B3, B4, Y1 and Y2: files are plain and not too large, pages are whole, and data is in canonical form."""

from __future__ import annotations

import io
import re
import stat
from collections.abc import Iterator
from functools import lru_cache, partial
from itertools import zip_longest
from pathlib import Path

from explainer.core.problems import Place, Problem, Refused
from explainer.core.project import Project
from explainer.core.read_files import not_plain, read_bytes, read_text
from explainer.core.yaml_files import canonical_text, parse_yaml
from explainer.edition.state import Edition
from explainer.gates.clean_before import clean_before, digest
from explainer.gates.registry import Finding, Seen
from explainer.gates.rulebook import rule
from explainer.records.data_files import WRITTEN_FILES

MOST_BYTES = 2_000_000


_KINDS = (".md", ".html", ".css", ".js", ".svg")
_PNG = b"\x89PNG\r\n\x1a\n"
_POINTS = frozenset((b"IHDR", b"PLTE", b"tRNS", b"IDAT", b"IEND"))
_AROUND_PART = 12
"""Bytes around the content of a chunk of a PNG: its length, its name and its checksum."""
_PAGE = re.compile(r"\w[\w-]*\.md")


@rule("B3", "plain files", "files")
def plain_files(edition: Edition) -> Iterator[Finding]:
    """Pages, data and theme contain no links or devices, because what they lead to would be published. The folder of
    pages contains only pages. The only file of the theme that is not text is the project's mark: a PNG with its pixels
    and no metadata."""
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
            sentence = "docs/ must contain only pages; other files cannot be compared with the evidence."
            hint = "End a page's name in .md; move a file of the theme to overrides/assets/."
            yield Problem(Place(shown_as), "B3", sentence, hint)
        elif stat.S_ISREG(mode) and path == project.mark:
            yield from _mark_faults(path, shown_as)
        elif stat.S_ISREG(mode) and not path.is_relative_to(project.data) and path.suffix not in _KINDS:
            sentence = "The build cannot check files of this kind."
            yield Problem(Place(shown_as), "B3", sentence, f"Remove it, or use one of: {', '.join(_KINDS)}.")


def _mark_faults(path: Path, shown_as: str) -> Iterator[Problem]:
    try:
        if not _holds_points_alone(read_bytes(path, shown_as)):
            sentence = "The mark must be a PNG with nothing but its pixels."
            yield Problem(Place(shown_as), "B3", sentence, "Export it as a PNG without metadata.")
    except Refused as refused:
        yield from refused.problems


def _holds_points_alone(content: bytes) -> bool:
    """Return whether a PNG can be drawn and has no chunks but those of its pixels."""
    # Imported here: it takes longer to import than all else in this module.
    from PIL import ImageFile
    from PIL.Image import DecompressionBombError
    from PIL.PngImagePlugin import PngImageFile

    names, at = set[bytes](), len(_PNG)
    while at < len(content):
        names.add(content[at + 4 : at + 8])
        at += _AROUND_PART + int.from_bytes(content[at : at + 4])
    if not content.startswith(_PNG) or at != len(content) or names - _POINTS:
        return False
    # The library that makes PDFs tells this one to draw pictures that are broken, too.
    lenient, ImageFile.LOAD_TRUNCATED_IMAGES = ImageFile.LOAD_TRUNCATED_IMAGES, False
    try:
        PngImageFile(io.BytesIO(content)).load()
    except (OSError, SyntaxError, ValueError, DecompressionBombError):
        return False
    finally:
        ImageFile.LOAD_TRUNCATED_IMAGES = lenient
    return True


@rule("Y1", "size", "files")
def sizes(edition: Edition) -> Iterator[Finding]:
    """No file of the pages or the theme is larger than 2 MB, because readers may have a slow connection."""
    # Data files are not published themselves, and have limits of their own where they are read.
    for path, shown_as in _paths_in(edition.project, *_published(edition.project)):
        yield Seen(shown_as)
        if path.is_file() and path.stat().st_size > MOST_BYTES:
            hint = "Make it smaller, or remove it."
            yield Problem(Place(shown_as), "Y1", f"This file is larger than {MOST_BYTES // 1_000_000} MB.", hint)


def _published(project: Project) -> tuple[Path, Path]:
    return project.docs, project.overrides


def _paths_in(project: Project, *folders: Path) -> Iterator[tuple[Path, str]]:
    for folder in folders:
        for path in sorted(folder.rglob("*")):
            yield path, project.relative(path)


@rule("B4", "whole pages")
def whole_pages(edition: Edition) -> Iterator[Finding]:
    """Every page begins with its only first-level heading, and has something below it."""
    for page in edition.pages:
        yield Seen(page.path)
        first, *rest = [*page.blocks, None]
        if first is None or first.kind != "heading" or first.level != 1:
            hint = "Begin with a line such as `# Title`. Check that the file was not cut short or overwritten."
            yield Problem(Place(page.file, 1), "B4", "A page must begin with a first-level heading.", hint)
        elif not rest[:-1]:
            yield Problem(
                first.place, "B4", "This page has nothing below its heading.", "Write it, or delete the page."
            )
        for block in rest[:-1]:
            if block and block.kind == "heading" and block.level == 1:
                yield Problem(block.place, "B4", "This page has a second first-level heading.", "Use `## `.")


@rule("Y2", "canonical form", "files")
def canonical_form(edition: Edition) -> Iterator[Finding]:
    """Every data file that people write is in canonical form: formatting it changes no byte."""
    before = clean_before(edition)
    for path in (each for each in edition.project.data_files() if each.name not in WRITTEN_FILES):
        shown_as = edition.project.relative(path)
        if shown_as in edition.unread:
            yield Seen(shown_as, "it has another fault")
            continue
        yield Seen(shown_as)
        text = read_text(path, shown_as)
        yield from before.faults(digest("Y2"), (shown_as, text), partial(_odd_form, shown_as, text))


def _odd_form(file: str, text: str) -> Iterator[Problem]:
    line = _first_difference(text)
    if line:
        sentence = "This file is not in canonical form from this line on."
        yield Problem(Place(file, line), "Y2", sentence, "Run `make format`.")


# The library that keeps comments takes longer than all other rules together, and trying a change in a copy of the
# project asks again about every file that it leaves as it was.
@lru_cache(maxsize=128)
def _first_difference(text: str) -> int:
    """Return the first line that differs in canonical form, or 0 if none does or the text cannot be read."""
    # Imported here: only this needs that library.
    from ruamel.yaml.error import YAMLError

    try:
        parse_yaml(text, "")
        canonical = canonical_text(text)
    except (Refused, YAMLError, ValueError):
        return 0  # reported where the data is read
    pairs = zip_longest(text.split("\n"), canonical.split("\n"))
    return next((number for number, (given, ours) in enumerate(pairs, start=1) if given != ours), 0)
