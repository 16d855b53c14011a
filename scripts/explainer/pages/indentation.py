"""What a line is inside of, by its indentation: admonitions, folds, tabs, footnotes, definitions and list items.

Python-Markdown takes four spaces for each. Where builders could read a page in different ways, the page is refused and
told how to be plain (rule D6).
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from explainer.core.problems import Place, Problem
from explainer.pages.openings import (
    ADMONITIONS,
    NAMES,
    STEP,
    Feature,
    Opening,
    begins_inside,
    begins_like,
    how_to_write,
    opening_of,
)  # fmt: skip

_ALONE: tuple[Feature, ...] = ("footnote", "abbreviation")
"""What is written outside of everything else, line under line."""
_UNDERLINE = re.compile(r"=+\s*|-+\s*")
_NO_WORDS = re.compile(r"(?:[#>|+-]|\*\s|\*\[|\d{1,3}[.)]\s|/{3}|```|~~~|\[\^[^\]]{0,80}\]\s?:)")


@dataclass
class _Level:
    """Something that the lines below its first are inside of if they have `indent` spaces; None stands for an item."""

    feature: Feature | None
    indent: int
    line: int
    is_filled: bool = False
    blocks: int = 0


class Indentation:
    """Follows the indentation of a page, line by line. `is_fresh` says that a block can begin at the next line."""

    def __init__(self, file: str, problems: list[Problem]) -> None:
        self.file = file
        self.problems = problems
        self.is_fresh = True
        self._levels: list[_Level] = []
        self._definition: tuple[int, int] | None = None

    @property
    def in_item(self) -> bool:
        return bool(self._levels) and self._levels[-1].feature is None

    @property
    def is_inside(self) -> bool:
        return bool(self._levels)

    @property
    def _base(self) -> int:
        return self._levels[-1].indent if self._levels else 0

    def leaves(self, line: str, continues: bool) -> bool:
        """Return whether a line is outside of something that the line above it is inside of.

        A line that continues the words of an item need not be indented.
        """
        indent = _indent_of(line)
        left = [level for level in self._levels if indent < level.indent]
        return bool(left) and not (continues and all(level.feature is None for level in left))

    def leave(self, line: str, number: int) -> None:
        """Close everything that a line is outside of."""
        indent = _indent_of(line)
        while self._levels and indent < self._levels[-1].indent:
            level = self._pop()
            again = level.feature in ("footnote", "definition") and begins_like(line.strip()) == level.feature
            if level.feature and level.is_filled and not self.is_fresh and not again:
                sentence = f"This line is right under {NAMES[level.feature].lower()}, but is not part of it."
                self._report(number, sentence, "Leave an empty line above it, or indent it by four spaces.")
                self.is_fresh = True
            elif again:
                self.is_fresh = True

    def leave_all(self) -> None:
        """Close everything."""
        while self._levels:
            self._pop()
        self.is_fresh = True

    def _pop(self) -> _Level:
        level = self._levels.pop()
        if level.feature and not level.is_filled:
            sentence = f"{NAMES[level.feature]} must have content."
            self._report(level.line, sentence, "Indent its words by four spaces, under an empty line, or remove it.")
        if level.feature == "definition":
            self._definition = (level.indent, level.blocks)
        return level

    def inside(self, line: str) -> tuple[str, int]:
        """Return what a line is inside of everything around it, and how many characters that leaves out."""
        spaced = _spaced(line)
        cut = min(self._base, _indent_of(line))
        return spaced[cut:], cut - len(spaced) + len(line)

    def is_behind_definition(self, blocks: int) -> bool:
        """Return whether a definition was the last thing to end; the page has this many blocks now."""
        return self._definition == (self._base + STEP, blocks)

    def may_open(self, feature: Feature, line: str, number: int, in_block: bool) -> bool:
        """Return whether something can open at a line, and report why not."""
        name = NAMES[feature]
        if line[0] == " ":
            sentence, hint = (
                f"{name} must not have spaces before it here.",
                "Remove them, or indent by four spaces each.",
            )
        elif feature == "definition":
            sentence, hint = f"{name} must be right under its term.", how_to_write(feature)
        elif not self.is_fresh:
            sentence, hint = f"{name} must have an empty line above it.", "Add an empty line."
        elif feature in _ALONE and (self._levels or in_block):
            sentence, hint = f"{name} must be outside of everything else.", "Write it at the end of the page."
        elif any(level.feature not in ("admonition", "fold", "tab") for level in self._levels):
            sentence, hint = f"{name} must not be inside a list, footnote or definition.", "Write it after them."
        elif opening_of(line) is None:
            sentence, hint = (
                f"This line begins like {name.lower()}, but is not written like one.",
                how_to_write(feature),
            )
        else:
            return True
        self._report(number, sentence, hint)
        if feature != "abbreviation":
            # What is inside is read all the same, so that it gives no problems that follow from this one.
            self._levels.append(_Level(feature, self._base + _indent_of(line) + STEP, number, is_filled=True))
            self.is_fresh = True
        return False

    def enter(self, opening: Opening, number: int) -> None:
        """Let the lines that follow be inside what a line opens."""
        is_kind = opening.feature in ("admonition", "fold") and bool(opening.name)
        if is_kind and opening.name not in ADMONITIONS:
            sentence = f"There is no kind of admonition {opening.name!r}."
            quotation = "Quotations come from records: /// quote | heron.at-dawn"
            hint = quotation if opening.name in ("quote", "cite") else f"Write one of: {', '.join(ADMONITIONS)}."
            self._report(number, sentence, hint)
        if opening.words and (_NO_WORDS.match(opening.words) or begins_like(opening.words)):
            self._report(number, f"{NAMES[opening.feature]} must begin with words.", how_to_write(opening.feature))
        if opening.feature != "abbreviation":
            self._levels.append(_Level(opening.feature, self._base + STEP, number))
        self.is_fresh = not opening.words

    def enter_item(self) -> None:
        """Let the lines that follow be inside a list item."""
        self._levels.append(_Level(None, self._base + STEP, 0))

    def count_title(self) -> None:
        """Count the block that was added last as the title of what was entered last, and not as its content."""
        self._levels[-1].is_filled = False

    def fill(self, blocks: int) -> None:
        """Count a block as content of everything around it; the page has this many blocks now."""
        for level in self._levels:
            level.is_filled, level.blocks = True, blocks

    def is_odd(self, line: str, number: int, continues: bool) -> bool:
        """Report a line that Markdown would read in another way than it looks."""
        inner = begins_inside(line)
        if inner:
            sentence = f"{NAMES[inner]} must be on a line of its own."
            self._report(number, sentence, how_to_write(inner))
        elif self.is_fresh and not continues and _indent_of(line) >= STEP:
            sentence = "This line would be shown as code, because it is indented."
            self._report(number, sentence, "Remove the spaces before it, or put code between lines of ```.")
        elif _UNDERLINE.fullmatch(line) and (continues or line[0] == "="):
            self._report(number, "Headings by lines under them are not enabled.", "Write: ## Heading")
        else:
            return False
        return True

    def _report(self, number: int, sentence: str, hint: str) -> None:
        self.problems.append(Problem(Place(self.file, number), "D6", sentence, hint))


def _spaced(line: str) -> str:
    """Return a line with spaces for the tabs before its words."""
    words = line.lstrip(" \t")
    return line[: len(line) - len(words)].expandtabs(STEP) + words


def _indent_of(line: str) -> int:
    line = _spaced(line)
    return len(line) - len(line.lstrip(" "))
