"""Reads the Markdown of pages into blocks and claims.

This reader knows only the part of Markdown that pages may use. The gates check what it returns; rendering is
Python-Markdown's work.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from functools import lru_cache

from explainer.core.problems import Place, Problem, Refused
from explainer.core.project import Project
from explainer.core.read_files import read_text
from explainer.core.text import count_words
from explainer.core.vocabulary import CITATION
from explainer.pages.front_matter import read_front_matter
from explainer.pages.indentation import Indentation
from explainer.pages.openings import AUTHORING_BLOCKS, DEFINE, Opening, begins_like, opening_of
from explainer.pages.page import CODE_SPAN, MAXIMUM_PAGE_BYTES, Block, BlockKind, Opened, Page, blanked

MOST_CHARACTERS = 5_000
"""In one paragraph, list item or row. Nobody types longer ones, and they can keep Markdown busy for minutes."""
LABEL_WORDS = 12
"""In a title, a label, a term or what an abbreviation means. They need no citation, so they must not be sentences."""
_LABEL = re.compile(r"[\w“\"‘'(*_`\[:=]")
_HEADING = re.compile(r"(#{1,6})\s+(\S.*)")
_ITEM = re.compile(r"\s{0,12}(?:[-*+]|\d{1,3}\.)\s+(.*)$")
_BLOCK_START = re.compile(r"(/{3,})\s*([\w-]{1,40})\s*(?:\|\s*(.{0,300}?))?\s*$")
_BLOCK_END = re.compile(r"(/{3,})\s*$")
_STRAY_FENCE = re.compile(r"\s{0,12}/{3,}")
_OPTION = re.compile(r" {4}([\w-]{1,40}):\s*(.{0,200}?)\s*$")
_CODE, _CODE_END = re.compile(r"```[^`]{0,200}"), re.compile(r"```\s*")
MARK = re.compile(r"\[\^[\w-]{1,40}\]|:(?:material|octicons|simple|fontawesome)-[a-z0-9-]{1,80}:")
"""The mark of a footnote, or an icon: no words."""
_TASK = re.compile(r"\[[ xX]\](?=\s)")


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


@lru_cache(maxsize=128)
def parse_page(text: str, path: str, file: str) -> Page:
    """Split the text of a page into blocks. A page that has not changed is split once, as in a preview."""
    return _Reader(text.split("\n"), path, file).read()


def _heading_text(rest: str) -> str:
    """Return the words of a heading, without an id in curly brackets and without closing hash signs."""
    text = rest.rstrip().rstrip("#").rstrip()
    start = text.rfind("{")
    has_id = text.endswith("}") and start > 0 and text[start - 1].isspace()
    return text[:start].rstrip() if has_id else text


def _is_label(text: str) -> bool:
    """Return whether words can be a title, with nothing that belongs to prose."""
    is_short = count_words(text) <= LABEL_WORDS and not text.rstrip("*_ ").endswith((".", "!", ";"))
    return is_short and not CITATION.search(text) and "[^" not in text and _LABEL.match(text) is not None


@dataclass
class _Open:
    """A block that has begun. `is_author` says that a Markdown extension draws it around other blocks."""

    fence: str
    line: int
    name: str
    argument: str
    argument_at: int
    options: list[tuple[str, str]] = field(default_factory=list)
    in_options: bool = True
    is_filled: bool = False

    @property
    def is_author(self) -> bool:
        return self.name in AUTHORING_BLOCKS


class _Reader:
    def __init__(self, lines: list[str], path: str, file: str) -> None:
        self.lines = lines
        self.path = path
        self.file = file
        self.blocks: list[Block] = []
        self.problems: list[Problem] = []
        self.opened: list[Opened] = []
        self.open: list[_Open] = []
        self.indentation = Indentation(file, self.problems)
        self.gathered: list[tuple[str, int, int]] = []
        self.gathered_kind: BlockKind = "paragraph"
        self.in_code = False

    def read(self) -> Page:
        front = read_front_matter(self.lines, self.file)
        self.problems += front.problems
        for number, line in enumerate(self.lines[front.lines :], start=front.lines + 1):
            self._line(line, number)
        self._leave_all()
        for opened in reversed(self.open):
            sentence = f"The block “{opened.name}” is never closed."
            hint = f"Add the line {opened.fence} at the end of the block."
            self.problems.append(Problem(Place(self.file, opened.line), "B4", sentence, hint))
            self._close()
        return Page(
            self.path, self.file, front.values, tuple(self.blocks), tuple(self.problems), tuple(self.lines),
            tuple(self.opened),
        )  # fmt: skip

    def _line(self, line: str, number: int) -> None:
        if self.open and self.open[-1].in_options:
            option = _OPTION.fullmatch(line)
            if option:
                self.open[-1].options.append((option[1], option[2]))
                return
            self.open[-1].in_options = False
            self._announce()
        if self._code(line, number) or self._fence(line, number):
            return
        self._text(line, number)

    def _code(self, line: str, number: int) -> bool:
        """Read a line of a block of code, in which nothing is opened: words, without headings, lists or citations."""
        if not self.in_code and not _CODE.fullmatch(line):
            return False
        if not self.in_code:
            self._leave_all()
        self.in_code = not (self.in_code and _CODE_END.fullmatch(line))
        if line.strip():
            self.gathered.append((line.strip().replace("[@", "[ @"), number, len(line) - len(line.lstrip()) + 1))
            self.indentation.is_fresh = False
        else:
            self._flush()
        return True

    def _fence(self, line: str, number: int) -> bool:
        start, end = _BLOCK_START.fullmatch(line), _BLOCK_END.fullmatch(line)
        if start and self._may_open(start[1], start[2], number):
            self._leave_all()
            for opened in self.open:
                opened.is_filled = True
            self.open.append(_Open(start[1], number, start[2], start[3] or "", start.start(3) + 1))
            return True
        if end and self.open and end[1] == self.open[-1].fence:
            self._leave_all()
            self._close()
            return True
        return False

    def _may_open(self, fence: str, name: str, number: int) -> bool:
        if not self.open:
            return True
        if not all(opened.is_author for opened in self.open):
            return False
        same = next((opened for opened in self.open if opened.fence == fence), None)
        if same:
            sentence = f"The block “{name}” has as many slashes as “{same.name}” around it."
            hint = f"Write “{same.name}”, in its first line and its last, with more slashes: {fence}/ {same.name}"
            self.problems.append(Problem(Place(self.file, number), "D4", sentence, hint))
        return True

    def _announce(self) -> None:
        opened = self.open[-1]
        start, options = ((0, opened.line, 1),), tuple(opened.options)
        block = Block("directive", "", self.file, start, name=opened.name, argument=opened.argument, options=options)
        self.blocks.append(block)
        if opened.is_author and opened.argument:
            self._label(opened.argument, opened.line, opened.argument_at)
        opened.is_filled = False

    def _close(self) -> None:
        opened = self.open[-1]
        if opened.in_options:
            self._announce()
        if opened.is_author and not opened.is_filled:
            sentence = f"The block “{opened.name}” has no content."
            hint = f"Write its words between its first line and {opened.fence}, or remove it."
            self.problems.append(Problem(Place(self.file, opened.line), "D6", sentence, hint))
        self.open.pop()

    def _leave_all(self) -> None:
        self._flush()
        self.indentation.leave_all()

    def _text(self, line: str, number: int) -> None:
        if not line.strip():
            self._flush()
            self.indentation.is_fresh = True
            return
        if _STRAY_FENCE.match(line):
            self._flush()
            sentence, hint = self._why_stray(line)
            self.problems.append(Problem(Place(self.file, number), "D4", sentence, hint))
            return
        if self.indentation.leaves(line, bool(self.gathered) and self._continues(line)):
            self._flush()
            self.indentation.leave(line, number)
        rest, column = self.indentation.inside(line)
        feature = begins_like(rest.lstrip())
        if feature == "definition" and self._terms(rest):
            self._open_definition(rest, column, number)
        elif feature:
            self._flush()
            if self.indentation.may_open(feature, rest, number, bool(self.open)):
                self._open_feature(opening_of(rest), column, number)
        elif not self.indentation.is_odd(rest, number, bool(self.gathered)):
            self._prose(rest, column, number)

    def _continues(self, line: str) -> bool:
        """Return whether a line that is not indented can belong to the item above it."""
        plain = line.lstrip()
        return not (_ITEM.fullmatch(line) or _HEADING.fullmatch(plain) or plain.startswith("|") or begins_like(plain))

    def _terms(self, rest: str) -> bool:
        """Return whether a definition may stand here: right under its terms, or behind another definition."""
        under_terms = bool(self.gathered) and self.gathered_kind == "paragraph" and not self.indentation.in_item
        return rest[0] == ":" and (under_terms or self.indentation.is_behind_definition(len(self.blocks)))

    def _open_definition(self, rest: str, column: int, number: int) -> None:
        opening = opening_of(rest)
        terms, self.gathered = self.gathered, []
        for text, line, at in terms:
            self._label(text, line, at)
        self._open_feature(opening, column, number)

    def _open_feature(self, opening: Opening | None, column: int, number: int) -> None:
        if opening is None:
            return
        self.indentation.enter(opening, number)
        self.opened.append(Opened(opening, Place(self.file, number, column + 1)))
        if opening.feature == "abbreviation":
            self._label(opening.title, number, column + opening.title_at, ((0, f"*[{opening.name}]"),))
        elif opening.title:
            self._label(opening.title, number, column + opening.title_at)
            self.indentation.count_title()
        if opening.words:
            self.gathered.append((opening.words, number, column + opening.words_at))

    def _why_stray(self, line: str) -> tuple[str, str]:
        """Return what is wrong with a line of slashes that neither starts nor ends a block, and what to do."""
        if line[0].isspace():
            return "A block must start and end at the beginning of a line.", "Remove the spaces before the slashes."
        if self.open and not self.open[-1].is_author:
            opened = self.open[-1]
            return "A block must not be inside another block.", f"Close “{opened.name}” before it, with {opened.fence}."
        if _BLOCK_END.fullmatch(line):
            return "This line closes no block.", "Remove it, or write the first line of the block above it."
        return "A block must have a name after the slashes.", "Write, for example: /// quote | heron.at-dawn"

    def _prose(self, line: str, column: int, number: int) -> None:
        heading, item = _HEADING.fullmatch(line), _ITEM.fullmatch(line)
        if heading:
            self._flush()
            self._add("heading", [(_heading_text(heading[2]), number, column + heading.start(2) + 1)], len(heading[1]))
            self.indentation.is_fresh = True
            return
        if line.lstrip().startswith("|"):
            self._flush()
            self._row(line, column, number)
        elif not line.strip():
            self._flush()
        elif item:
            self._flush()
            self.gathered_kind = "item"
            self.gathered.append((item[1], number, column + item.start(1) + 1))
            self.indentation.enter_item()
        else:
            if not self.gathered and self.open and self.open[-1].name == DEFINE and not self.indentation.is_inside:
                self.gathered_kind = "heading"
            self.gathered.append((line.strip(), number, column + len(line) - len(line.lstrip()) + 1))
        self.indentation.is_fresh = False

    def _row(self, line: str, column: int, number: int) -> None:
        if not re.fullmatch(r"[|:\s-]{1,400}", line):
            self._add("row", [(line, number, column + 1)])
        elif "-" in line and self.blocks and self.blocks[-1].kind == "row":
            # The row above the line of dashes has the names of the columns.
            self.blocks[-1] = replace(self.blocks[-1], kind="heading")

    def _flush(self) -> None:
        gathered, kind = self.gathered, self.gathered_kind
        self.gathered, self.gathered_kind = [], "paragraph"
        if gathered and kind == "heading":
            for text, line, column in gathered:
                self._label(text, line, column)
        elif gathered:
            self._add(kind, gathered)

    def _label(self, text: str, line: int, column: int, marks: tuple[tuple[int, str], ...] = ()) -> None:
        if not _is_label(text):
            sentence = f"A title or term must be at most {LABEL_WORDS} words, without full stop, citation or footnote."
            hint = "Shorten it, and write the rest as a sentence below it."
            self.problems.append(Problem(Place(self.file, line, column), "D6", sentence, hint))
        self._add("heading", [(text, line, column)], marks=marks)

    def _add(
        self, kind: BlockKind, pieces: list[tuple[str, int, int]], level: int = 0,
        marks: tuple[tuple[int, str], ...] = (),
    ) -> None:  # fmt: skip
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
        found = _marks_in(text, kind)
        for offset, written in found:
            text = f"{text[:offset]}{' ' * len(written)}{text[offset + len(written) :]}"
        own = next((opened for opened in reversed(self.open) if not opened.is_author), None)
        inside, argument = (own.name, own.argument) if own else ("", "")
        block = Block(
            kind, text, self.file, tuple(starts), level=level, inside=inside, inside_argument=argument,
            marks=(*marks, *found),
        )  # fmt: skip
        self.blocks.append(block)
        self.indentation.fill(len(self.blocks))
        for opened in self.open:
            opened.is_filled = True


def _marks_in(text: str, kind: BlockKind) -> tuple[tuple[int, str], ...]:
    """Return the marks in a text that are no words, each with its offset."""
    plain = CODE_SPAN.sub(blanked, text)
    task = _TASK.match(plain) if kind == "item" else None
    return (*(((0, task.group()),) if task else ()), *((each.start(), each.group()) for each in MARK.finditer(plain)))
