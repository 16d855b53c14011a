"""A page as its author wrote it: front matter, blocks with line numbers, claims with citations."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from explainer.core.problems import Place, Problem
from explainer.core.vocabulary import CITATION, split_references
from explainer.pages.openings import Opening

MAXIMUM_PAGE_BYTES = 256 * 1024

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
    """A stretch of prose and the citation that closes it; `citation` is None if nothing closes it.

    `marks` are the marks between its words that are no words, such as icons, as written.
    """

    text: str
    place: Place
    citation: Citation | None
    marks: tuple[str, ...] = ()

    @property
    def references(self) -> tuple[str, ...]:
        return self.citation.references if self.citation else ()


@dataclass(frozen=True)
class Block:
    """One block of a page. A directive has a name, an argument and options, and may have blocks of prose inside.

    A heading may also be the title of an admonition or fold, the label of a tab, a term or what an abbreviation means;
    then its level is 0. `starts` has the offset into `text`, the line and the column of each piece that the text was
    joined from. `marks` are the marks that are no words, each with its offset: footnotes, icons and boxes of tasks.
    Spaces stand in their place.
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
    marks: tuple[tuple[int, str], ...] = ()

    @property
    def place(self) -> Place:
        return self.place_at(0)

    def place_at(self, offset: int) -> Place:
        """Return the place of an offset into `text`."""
        start, line, column = [each for each in self.starts if each[0] <= offset][-1]
        return Place(self.file, line, column + offset - start)

    def claims(self) -> tuple[Claim, ...]:
        """Return the block's claims, in order; words after the last citation make a claim without one."""
        return self._claims

    @cached_property
    def _claims(self) -> tuple[Claim, ...]:
        found: list[Claim] = []
        position = 0
        for match in CITATION.finditer(self.text):
            citation = Citation(split_references(match[1]), self.place_at(match.start()))
            found.append(self._claim(position, match.start(), citation))
            position = match.end()
        if re.search(r"\w", self.text[position:]):
            found.append(self._claim(position, len(self.text), None))
        return tuple(found)

    def _claim(self, start: int, end: int, citation: Citation | None) -> Claim:
        text = self.text[start:end]
        lead = len(text) - len(text.lstrip(" .,;:"))
        marks = tuple(written for offset, written in self.marks if start <= offset < end)
        return Claim(text[lead:].strip(), self.place_at(start + lead), citation, marks)


@dataclass(frozen=True)
class Opened:
    """A line that opened something around words, and its place."""

    opening: Opening
    place: Place


@dataclass(frozen=True)
class Page:
    """One page of docs/: its path below docs/, its front matter, its blocks in order, and what was opened around
    them."""

    path: str
    file: str
    front: dict[str, str]
    blocks: tuple[Block, ...]
    problems: tuple[Problem, ...] = ()
    lines: tuple[str, ...] = ()
    opened: tuple[Opened, ...] = ()

    @cached_property
    def directives(self) -> tuple[Block, ...]:
        return tuple(block for block in self.blocks if block.kind == "directive")

    @cached_property
    def prose(self) -> tuple[Block, ...]:
        """Paragraphs, list items and table rows, those inside directives included."""
        return tuple(block for block in self.blocks if block.kind in PROSE)

    @cached_property
    def headings(self) -> tuple[Block, ...]:
        return tuple(block for block in self.blocks if block.kind == "heading")

    def line_of_front(self, name: str) -> int:
        """Return the line of the front matter that sets a name, or 1."""
        return next((at for at, line in enumerate(self.lines, start=1) if line.startswith(f"{name}:")), 1)

    def citations(self) -> Iterator[Citation]:
        for block in (*self.prose, *self.headings):
            yield from (claim.citation for claim in block.claims() if claim.citation)


def blanked(match: re.Match[str]) -> str:
    """Return a filler as long as a match, so that what follows keeps its place."""
    return "#" * len(match.group())
