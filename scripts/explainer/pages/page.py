"""A page's Markdown as its author wrote it: front matter, blocks with line numbers, claims with citations.

This reader knows only the part of Markdown that pages may use. The gates check what it returns; rendering is
Python-Markdown's work.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Literal

from explainer.core.problems import Place, Problem, Refused
from explainer.core.project import Project
from explainer.core.read_files import read_text
from explainer.core.vocabulary import CITATION, split_references
from explainer.pages.front_matter import read_front_matter

MAXIMUM_PAGE_BYTES = 256 * 1024
MOST_CHARACTERS = 5_000
"""In one paragraph, list item or row. Nobody types longer ones, and they can keep Markdown busy for minutes."""
_HEADING = re.compile(r"(#{1,6})\s+(\S.*)")
_ITEM = re.compile(r"\s{0,12}(?:[-*+]|\d{1,3}\.)\s+(.*)$")
_BLOCK_START = re.compile(r"(/{3,})\s*([\w-]{1,40})\s*(?:\|\s*(.{0,300}?))?\s*$")
_BLOCK_END = re.compile(r"(/{3,})\s*$")
_STRAY_FENCE = re.compile(r"\s{0,12}/{3,}")
_OPTION = re.compile(r" {4}([\w-]{1,40}):\s*(.{0,200}?)\s*$")

CODE_SPAN = re.compile(r"(?<![`\\])(`{1,3})(?!`)[^\n]{1,400}?(?<!`)\1(?!`)")
"""Words set as code, in which nothing is markup."""

BlockKind = Literal["heading", "paragraph", "item", "row", "directive"]
PROSE: tuple[BlockKind, ...] = ("paragraph", "item", "row")


@dataclass(frozen=True)
class Citation:
    """A citation, `[@…]`: the paragraphs that it names, as written, and its place."""

    references: tuple[str, ...]
    place: Place


@dataclass(frozen=True)
class Claim:
    """A stretch of prose and the citation that closes it; `citation` is None if nothing closes it."""

    text: str
    place: Place
    citation: Citation | None

    @property
    def references(self) -> tuple[str, ...]:
        return self.citation.references if self.citation else ()


@dataclass(frozen=True)
class Block:
    """One block of a page. A directive has a name, an argument and options, and may have blocks of prose inside.

    `starts` has the offset into `text`, the line and the column of each piece that the text was joined from.
    """

    kind: BlockKind
    text: str
    file: str
    starts: tuple[tuple[int, int, int], ...]
    level: int = 0
    name: str = ""
    argument: str = ""
    options: tuple[tuple[str, str], ...] = ()
    inside: str = ""
    inside_argument: str = ""

    @property
    def place(self) -> Place:
        return self.place_at(0)

    def place_at(self, offset: int) -> Place:
        """Return the place of an offset into `text`."""
        start, line, column = [each for each in self.starts if each[0] <= offset][-1]
        return Place(self.file, line, column + offset - start)

    def claims(self) -> list[Claim]:
        """Return the block's claims, in order; words after the last citation make a claim without one."""
        found: list[Claim] = []
        position = 0
        for match in CITATION.finditer(self.text):
            citation = Citation(split_references(match[1]), self.place_at(match.start()))
            found.append(self._claim(position, match.start(), citation))
            position = match.end()
        if re.search(r"\w", self.text[position:]):
            found.append(self._claim(position, len(self.text), None))
        return found

    def _claim(self, start: int, end: int, citation: Citation | None) -> Claim:
        text = self.text[start:end]
        lead = len(text) - len(text.lstrip(" .,;:"))
        return Claim(text[lead:].strip(), self.place_at(start + lead), citation)


@dataclass(frozen=True)
class Page:
    """One page of docs/: its path below docs/, its front matter, and its blocks in order."""

    path: str
    file: str
    front: dict[str, str]
    blocks: tuple[Block, ...]
    problems: tuple[Problem, ...] = ()
    lines: tuple[str, ...] = ()

    @property
    def directives(self) -> list[Block]:
        return [block for block in self.blocks if block.kind == "directive"]

    @property
    def prose(self) -> list[Block]:
        """Paragraphs, list items and table rows, those inside directives included."""
        return [block for block in self.blocks if block.kind in PROSE]

    @property
    def headings(self) -> list[Block]:
        return [block for block in self.blocks if block.kind == "heading"]

    def line_of_front(self, name: str) -> int:
        """Return the line of the front matter that sets a name, or 1."""
        return next((at for at, line in enumerate(self.lines, start=1) if line.startswith(f"{name}:")), 1)

    def citations(self) -> Iterator[Citation]:
        for block in (*self.prose, *self.headings):
            yield from (claim.citation for claim in block.claims() if claim.citation)


def _heading_text(rest: str) -> str:
    """Return the words of a heading, without an id in curly brackets and without closing hash signs."""
    text = rest.rstrip().rstrip("#").rstrip()
    start = text.rfind("{")
    has_id = text.endswith("}") and start > 0 and text[start - 1].isspace()
    return text[:start].rstrip() if has_id else text


def blanked(match: re.Match[str]) -> str:
    """Return a filler as long as a match, so that what follows keeps its place."""
    return "#" * len(match.group())


def read_pages(project: Project) -> tuple[list[Page], list[Problem]]:
    """Read every page of docs/, in the order of their paths, with the problems found in them."""
    pages: list[Page] = []
    problems: list[Problem] = []
    for path in sorted(project.docs.rglob("*.md")):
        shown_as = project.relative(path)
        try:
            text = read_text(path, shown_as, MAXIMUM_PAGE_BYTES)
        except Refused as refused:
            problems.extend(refused.problems)
            continue
        page = parse_page(text, path.relative_to(project.docs).as_posix(), shown_as)
        pages.append(page)
        problems.extend(page.problems)
    return pages, problems


def parse_page(text: str, path: str, file: str) -> Page:
    """Split the text of a page into blocks."""
    return _Parser(text.split("\n"), path, file).parse()


@dataclass
class _Open:
    fence: str
    line: int
    name: str
    argument: str
    options: list[tuple[str, str]] = field(default_factory=list)
    in_options: bool = True


def _why_stray(line: str, opened: _Open | None) -> tuple[str, str]:
    """Return what is wrong with a line of slashes that neither starts nor ends a block, and what to do about it."""
    if line[0].isspace():
        return "A block must start and end at the beginning of a line.", "Remove the spaces before the slashes."
    if opened:
        return "A block must not be inside another block.", f"Close “{opened.name}” before it, with {opened.fence}."
    if _BLOCK_END.fullmatch(line):
        return "This line closes no block.", "Remove it, or write the first line of the block above it."
    return "A block must have a name after the slashes.", "Write, for example: /// quote | heron.at-dawn"


class _Parser:
    def __init__(self, lines: list[str], path: str, file: str) -> None:
        self.lines = lines
        self.path = path
        self.file = file
        self.blocks: list[Block] = []
        self.problems: list[Problem] = []
        self.open: _Open | None = None
        self.gathered: list[tuple[str, int, int]] = []
        self.gathered_kind: BlockKind = "paragraph"

    def parse(self) -> Page:
        front = read_front_matter(self.lines, self.file)
        self.problems += front.problems
        for number, line in enumerate(self.lines[front.lines :], start=front.lines + 1):
            self._line(line, number)
        self._flush()
        if self.open:
            place = Place(self.file, self.open.line)
            sentence = f"The block “{self.open.name}” is never closed."
            hint = f"Add the line {self.open.fence} at the end of the block."
            self.problems.append(Problem(place, "B4", sentence, hint))
            self._close()
        return Page(self.path, self.file, front.values, tuple(self.blocks), tuple(self.problems), tuple(self.lines))

    def _line(self, line: str, number: int) -> None:
        if self.open and self.open.in_options:
            option = _OPTION.fullmatch(line)
            if option:
                self.open.options.append((option[1], option[2]))
                return
            self.open.in_options = False
            self._announce()
        if self._fence(line, number):
            return
        self._prose(line, number)

    def _fence(self, line: str, number: int) -> bool:
        start = _BLOCK_START.fullmatch(line)
        if start and not self.open:
            self._flush()
            self.open = _Open(start[1], number, start[2], start[3] or "")
            return True
        end = _BLOCK_END.fullmatch(line)
        if end and self.open and end[1] == self.open.fence:
            self._flush()
            self._close()
            return True
        return False

    def _announce(self) -> None:
        assert self.open
        opened = self.open
        start = ((0, opened.line, 1),)
        options = tuple(opened.options)
        block = Block("directive", "", self.file, start, name=opened.name, argument=opened.argument, options=options)
        self.blocks.append(block)

    def _close(self) -> None:
        if self.open and self.open.in_options:
            self._announce()
        self.open = None

    def _prose(self, line: str, number: int) -> None:
        heading, item = _HEADING.fullmatch(line), _ITEM.fullmatch(line)
        if _STRAY_FENCE.match(line):
            self._flush()
            sentence, hint = _why_stray(line, self.open)
            self.problems.append(Problem(Place(self.file, number), "D4", sentence, hint))
        elif not line.strip():
            self._flush()
        elif heading:
            self._flush()
            self._add("heading", [(_heading_text(heading[2]), number, heading.start(2) + 1)], len(heading[1]))
        elif line.lstrip().startswith("|"):
            self._flush()
            self._row(line, number)
        elif item:
            self._flush()
            self.gathered_kind = "item"
            self.gathered.append((item[1], number, item.start(1) + 1))
        else:
            self.gathered.append((line.strip(), number, len(line) - len(line.lstrip()) + 1))

    def _row(self, line: str, number: int) -> None:
        if not re.fullmatch(r"[|:\s-]{1,400}", line):
            self._add("row", [(line, number, 1)])
        elif "-" in line and self.blocks and self.blocks[-1].kind == "row":
            # The row above the line of dashes has the names of the columns.
            self.blocks[-1] = replace(self.blocks[-1], kind="heading")

    def _flush(self) -> None:
        if self.gathered:
            self._add(self.gathered_kind, self.gathered)
        self.gathered, self.gathered_kind = [], "paragraph"

    def _add(self, kind: BlockKind, pieces: list[tuple[str, int, int]], level: int = 0) -> None:
        starts: list[tuple[int, int, int]] = []
        text = ""
        for piece, line, column in pieces:
            if text:
                text += " "
            starts.append((len(text), line, column))
            text += piece
        if len(text) > MOST_CHARACTERS:
            sentence = f"This passage is longer than {MOST_CHARACTERS:,} characters."
            hint = "Split it into paragraphs, with an empty line between them."
            self.problems.append(Problem(Place(self.file, pieces[0][1]), "Y1", sentence, hint))
            text = text[:MOST_CHARACTERS]
        inside, argument = (self.open.name, self.open.argument) if self.open else ("", "")
        block = Block(kind, text, self.file, tuple(starts), level=level, inside=inside, inside_argument=argument)
        self.blocks.append(block)
