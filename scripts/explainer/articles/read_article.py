"""Reads an article file, plain text or a saved web page, as numbered paragraphs of the article's own text.

Everything else in the file (titles, captions, menus, subscription lines, comment boxes) is set aside as furniture,
with the rule that recognised it, so that an editor can see what was left out and why.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from pathlib import Path

from explainer.articles.furniture import OWN_TEXT, Judgement, judge_lines
from explainer.articles.lines import HEADING, JOINED, SIGNED, TEXT, TURN, Form, Line
from explainer.articles.loose_lines import TURN_LINE
from explainer.articles.page_lines import lines_of_page
from explainer.core.problems import refuse
from explainer.core.read_files import decoded, read_bytes, unseen_sentence
from explainer.core.text import count_words

MAXIMUM_BYTES = 2_000_000
_WRAPPED_WIDTH = 100
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u202a-\u202e\u2066-\u2069]")


@dataclass(frozen=True)
class Paragraph:
    """A numbered block of the article's own text; it is cited by `number`, which counts from 1.

    `form` is what it is by its mark-up or place, and `signed` the line that says whose words it is: the signature below
    a block quotation or a post, or the speaker's line above a turn of a transcript.
    """

    number: int
    text: str
    form: Form = TEXT
    signed: str = ""

    @property
    def words(self) -> int:
        return count_words(self.text)


@dataclass(frozen=True)
class Article:
    """An article as read: its paragraphs, and the lines that are not its own text."""

    paragraphs: tuple[Paragraph, ...]
    furniture: tuple[Judgement, ...]
    above: int = 0
    """How many lines of the furniture stand above the first paragraph."""

    def paragraph(self, number: int) -> Paragraph | None:
        """Return the paragraph with that number, or None if the article has no such paragraph."""
        return self.paragraphs[number - 1] if 1 <= number <= len(self.paragraphs) else None

    @cached_property
    def words(self) -> int:
        return sum(paragraph.words for paragraph in self.paragraphs)


def read_article(
    path: Path, title: str = "", furniture: Sequence[str] = (), shown_as: str = "", own_text: Sequence[str] = ()
) -> Article:
    """Read an article file.

    `title` is the article's title, if known; `furniture` holds the opening words of lines that no rule can recognise,
    `own_text` those of lines that a rule takes for furniture although they are text. `shown_as` names the file in
    problems. Raise Refused if the file is not readable text or has no paragraph.
    """
    name = shown_as or path.name
    return article_of(read_bytes(path, name, MAXIMUM_BYTES), path.suffix, name, title, furniture, own_text)


def article_of(
    content: bytes,
    suffix: str,
    name: str,
    title: str = "",
    furniture: Sequence[str] = (),
    own_text: Sequence[str] = (),
) -> Article:
    """Read the bytes of an article file; its `suffix` tells text from a web page, its `name` is shown in problems."""
    text = _as_text(content, name)
    lines = lines_of_page(text, name) if suffix in (".html", ".htm") else _lines(text)
    judged = judge_lines(lines, title, furniture, own_text)
    paragraphs = tuple(_paragraphs(judged))
    if not paragraphs:
        raise refuse("Y3", name, "This file has no paragraph of article text.", "Save the article again.")
    above = next(at for at, line in enumerate(judged) if line.rule == OWN_TEXT)
    return Article(paragraphs, tuple(line for line in judged if line.rule), above)


def _paragraphs(judged: Sequence[Judgement]) -> Iterator[Paragraph]:
    number, turn = 0, ""
    for at, line in enumerate(judged):
        if line.form == TURN:
            turn = line.text
        elif line.rule == OWN_TEXT:
            number += 1
            following = judged[at + 1] if at + 1 < len(judged) else None
            signature = following.text if following is not None and following.form == SIGNED else ""
            yield Paragraph(number, line.text, line.form, signature or turn)
        elif line.form == HEADING:
            turn = ""


def _as_text(content: bytes, name: str) -> str:
    text = decoded(content, name, "utf-8-sig")
    found = _FORBIDDEN.search(text)
    if found:
        line = text.count("\n", 0, found.start()) + 1
        raise refuse("Y1", name, unseen_sentence(found.group()), "Save the article again as plain text.", line)
    return text


def _lines(text: str) -> list[Line]:
    """Return the blocks of a text: its lines or, if they were wrapped by hand, the blocks between blank lines."""
    lines = [line.strip() for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n")]
    if not _is_wrapped(lines):
        return [Line(line) for line in lines if line]
    blocks: list[list[str]] = [[]]
    for line in lines:
        if line:
            blocks[-1].append(line)
        elif blocks[-1]:
            blocks.append([])
    return [Line(" ".join(block), JOINED if len(block) > 1 else TEXT) for block in blocks if block]


def _is_wrapped(lines: Sequence[str]) -> bool:
    filled = [line for line in lines if line]
    if len(filled) == len(lines) or max(map(len, filled), default=0) > _WRAPPED_WIDTH:
        return False
    if any(map(TURN_LINE.match, filled)):
        return False
    followed = [line for line, after in pairwise(lines) if line and after]
    return len(followed) > len(filled) / 2
