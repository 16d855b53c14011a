"""Reads an article file, plain text or a saved web page, as numbered paragraphs of the article's own text.

Everything else in the file (titles, captions, menus, subscription lines, comment boxes) is set aside as furniture,
with the rule that recognised it, so that an editor can see what was left out and why.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from explainer.articles.furniture import Judgement, judge_lines
from explainer.core.problems import refuse
from explainer.core.read_files import decoded, read_bytes, unseen_sentence
from explainer.core.text import count_words

MAXIMUM_BYTES = 2_000_000
_WRAPPED_WIDTH = 100
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u202a-\u202e\u2066-\u2069]")


@dataclass(frozen=True)
class Paragraph:
    """A numbered block of the article's own text; it is cited by `number`, which counts from 1."""

    number: int
    text: str

    @property
    def words(self) -> int:
        return count_words(self.text)


@dataclass(frozen=True)
class Article:
    """An article as read: its paragraphs, and the lines that are not its own text."""

    paragraphs: tuple[Paragraph, ...]
    furniture: tuple[Judgement, ...]

    def paragraph(self, number: int) -> Paragraph | None:
        """Return the paragraph with that number, or None if the article has no such paragraph."""
        return self.paragraphs[number - 1] if 1 <= number <= len(self.paragraphs) else None

    @property
    def words(self) -> int:
        return sum(paragraph.words for paragraph in self.paragraphs)


def read_article(path: Path, title: str = "", furniture: Sequence[str] = (), shown_as: str = "") -> Article:
    """Read an article file.

    `title` is the article's title, if known; `furniture` holds the opening words of lines that no rule can recognise.
    `shown_as` names the file in problems. Raise Refused if the file is not readable text or has no paragraph.
    """
    name = shown_as or path.name
    return article_of(read_bytes(path, name, MAXIMUM_BYTES), path.suffix, name, title, furniture)


def article_of(content: bytes, suffix: str, name: str, title: str = "", furniture: Sequence[str] = ()) -> Article:
    """Read the bytes of an article file; its `suffix` tells text from a web page, its `name` is shown in problems."""
    text = _as_text(content, suffix, name)
    judged = judge_lines(_lines(text), title, furniture)
    own = [line.text for line in judged if line.rule == ""]
    if not own:
        raise refuse("Y3", name, "This file has no paragraph of article text.", "Save the article again.")
    paragraphs = tuple(Paragraph(number, text) for number, text in enumerate(own, start=1))
    return Article(paragraphs, tuple(line for line in judged if line.rule))


def _as_text(content: bytes, suffix: str, name: str) -> str:
    text = decoded(content, name, "utf-8-sig")
    found = _FORBIDDEN.search(text)
    if found:
        line = text.count("\n", 0, found.start()) + 1
        raise refuse("Y1", name, unseen_sentence(found.group()), "Save the article again as plain text.", line)
    return _text_of_page(text, name) if suffix in (".html", ".htm") else text


def _text_of_page(page: str, name: str) -> str:
    # Imported here: only a saved web page needs it, and it takes longer to import than everything else.
    import trafilatura

    extracted = trafilatura.extract(page, include_comments=False, include_tables=False, favor_recall=True)
    if not extracted:
        raise refuse("Y3", name, "This web page has no article text.", "Save the article's text as a .txt file.")
    return str(extracted)


def _lines(text: str) -> list[str]:
    """Return the blocks of a text: its lines or, if they were wrapped by hand, the blocks between blank lines."""
    lines = [line.strip() for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n")]
    if not _is_wrapped(lines):
        return [line for line in lines if line]
    blocks: list[list[str]] = [[]]
    for line in lines:
        if line:
            blocks[-1].append(line)
        elif blocks[-1]:
            blocks.append([])
    return [" ".join(block) for block in blocks if block]


def _is_wrapped(lines: Sequence[str]) -> bool:
    filled = [line for line in lines if line]
    if len(filled) == len(lines) or max(map(len, filled), default=0) > _WRAPPED_WIDTH:
        return False
    followed = [line for line, after in pairwise(lines) if line and after]
    return len(followed) > len(filled) / 2
