"""Pairs quotation marks, one paragraph at a time, at the offsets of the text as it is."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice, zip_longest
from typing import NamedTuple

MOST_MARKS = 2_000
"""How many marks of a paragraph are looked at: a paragraph with more of them is not prose."""

_DOUBLE = re.compile(r"''|``|[\"“”„‟«»″]")
_SINGLE = re.compile(r"(?<!')'(?!')|[‘’‚‛]")
_OPENERS = frozenset("“„«‟") | {"``"}
_CLOSERS = frozenset("”»")
_BEFORE_OPENER = frozenset(" \t\u00a0\u2009\u202f([{—–―-/…:\u200b\ufeff")
_AFTER_CLOSER = frozenset(" \t\u00a0\u2009\u202f)]}—–―-/….,;:!?\u200b\ufeff")
_ELISION = re.compile(r"['‘’](?:\d\ds?|tis|twas|til|em|cause|n)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class MarkedSpan:
    """A stretch of a paragraph in quotation marks.

    `start` and `end` leave the marks out, `outer_start` and `outer_end` include them. `closed` says that the span has
    a closing mark. A span without one `continues` if the next paragraph begins with an opening mark.
    """

    start: int
    end: int
    outer_start: int
    outer_end: int
    closed: bool
    continues: bool = False


class _Mark(NamedTuple):
    start: int
    end: int
    may_open: bool
    may_close: bool


def marked_spans(paragraphs: Sequence[str]) -> list[list[MarkedSpan]]:
    """Return the outermost marked spans of each paragraph, in order.

    A span that is still open at the end of its paragraph ends there. Single marks count only in an article that keeps
    its double marks for quotations within quotations.
    """
    doubles = [_double_marks(paragraph) for paragraph in paragraphs]
    singles = [_single_spans(paragraph) for paragraph in paragraphs]
    if _quotes_in_single_marks(doubles, singles):
        return [
            _single_spans(paragraph, _begins_with_single_mark(following))
            for paragraph, following in zip_longest(paragraphs, paragraphs[1:], fillvalue="")
        ]
    spans = []
    for index, paragraph in enumerate(paragraphs):
        following = doubles[index + 1] if index + 1 < len(doubles) else []
        next_opens = bool(following) and _opens_paragraph(paragraphs[index + 1], following[0])
        spans.append(_pair(paragraph, doubles[index], next_opens))
    return spans


def _begins_with_single_mark(paragraph: str) -> bool:
    match = _SINGLE.search(paragraph)
    return match is not None and match.start() == 0 and _single_mark_opens(paragraph, match)


def _opens_paragraph(paragraph: str, mark: _Mark) -> bool:
    return mark.may_open and not paragraph[: mark.start].strip(" \t\u00a0[(\u200b\ufeff")


def _double_marks(paragraph: str) -> list[_Mark]:
    return [_double_mark(paragraph, match) for match in islice(_DOUBLE.finditer(paragraph), MOST_MARKS)]


def _double_mark(paragraph: str, match: re.Match[str]) -> _Mark:
    """Read a mark by its shape and its neighbours: articles mix straight and curly marks, and use wrong ones."""
    start, end, shape = match.start(), match.end(), match.group()
    before, after = _neighbours(paragraph, match)
    after_space = not before or before in _BEFORE_OPENER
    looks_closing = bool(before.strip()) and (not after or after in _AFTER_CLOSER or after in "'’”")
    if shape in _OPENERS:
        return _Mark(start, end, not looks_closing or shape != "“", looks_closing and shape == "“")
    if shape in _CLOSERS:
        return _Mark(start, end, shape == "”" and after_space and after.isalnum(), True)
    looks_opening = (after_space or before in "'‘“") and bool(after.strip())
    return _Mark(start, end, looks_opening or not looks_closing, looks_closing or not looks_opening)


def _neighbours(paragraph: str, match: re.Match[str]) -> tuple[str, str]:
    """Return the characters before and after a mark; an empty string at the edge of the paragraph."""
    return paragraph[max(0, match.start() - 1) : match.start()], paragraph[match.end() : match.end() + 1]


def _pair(paragraph: str, marks: Sequence[_Mark], next_opens: bool) -> list[MarkedSpan]:
    spans: list[MarkedSpan] = []
    opener: _Mark | None = None
    for mark in marks:
        if opener is None:
            opener = mark if mark.may_open else None
        elif mark.may_close and mark.start >= opener.end:
            spans.append(MarkedSpan(opener.end, mark.start, opener.start, mark.end, True))
            opener = None
        elif mark.may_open:
            spans.append(_open_span(opener, mark.start, False))
            opener = mark
    if opener is not None and paragraph[opener.end :].strip():
        spans.append(_open_span(opener, len(paragraph), next_opens))
    return [_trimmed(paragraph, span) for span in spans if paragraph[span.start : span.end].strip()]


def _open_span(opener: _Mark, end: int, continues: bool) -> MarkedSpan:
    return MarkedSpan(opener.end, end, opener.start, end, False, continues)


def _trimmed(paragraph: str, span: MarkedSpan) -> MarkedSpan:
    inside = paragraph[span.start : span.end]
    start = span.start + len(inside) - len(inside.lstrip())
    end = span.end - (len(inside) - len(inside.rstrip()))
    return MarkedSpan(start, end, span.outer_start, span.outer_end, span.closed, span.continues)


def _single_spans(paragraph: str, next_opens: bool = False) -> list[MarkedSpan]:
    spans: list[MarkedSpan] = []
    opener: re.Match[str] | None = None
    for match in islice(_SINGLE.finditer(paragraph), MOST_MARKS):
        if opener is None:
            opener = match if _single_mark_opens(paragraph, match) else None
        elif _single_mark_closes(paragraph, match):
            span = MarkedSpan(opener.end(), match.start(), opener.start(), match.end(), True)
            spans.append(_trimmed(paragraph, span))
            opener = None
    if opener is not None and next_opens:
        spans.append(MarkedSpan(opener.end(), len(paragraph.rstrip()), opener.start(), len(paragraph), False, True))
    return spans


def _single_mark_opens(paragraph: str, match: re.Match[str]) -> bool:
    before, after = _neighbours(paragraph, match)
    after_space = not before or before in _BEFORE_OPENER
    before_text = after.isalnum() or (bool(after) and after in '["“…')
    return after_space and before_text and match.group() != "’" and not _ELISION.match(paragraph, match.start())


def _single_mark_closes(paragraph: str, match: re.Match[str]) -> bool:
    """An apostrophe also follows a letter, so a closing mark must follow punctuation."""
    before, after = _neighbours(paragraph, match)
    if match.group() == "’" and before.isalnum() and after and after in ".;:,)":
        return before != "s" or after in ".;"
    return bool(before) and before in ',.?!…—”"' and (not after or after in _AFTER_CLOSER)


def _quotes_in_single_marks(doubles: Sequence[Sequence[_Mark]], singles: Sequence[Sequence[MarkedSpan]]) -> bool:
    """Whether an article has more spans in single marks than double marks outside them."""
    double_marks_outside = 0
    for marks, spans in zip(doubles, singles, strict=True):
        index = 0
        for mark in marks:
            while index < len(spans) and spans[index].end < mark.start:
                index += 1
            if index == len(spans) or spans[index].start > mark.start:
                double_marks_outside += 1
    return sum(map(len, singles)) > double_marks_outside
