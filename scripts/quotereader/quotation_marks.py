"""Pairing of quotation marks, paragraph by paragraph, on the offsets of the text as found."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice, zip_longest
from typing import NamedTuple

MOST_MARKS = 2_000

_DOUBLE = re.compile(r"''|``|[\"“”„‟«»″]")
_SINGLE = re.compile(r"(?<!')'(?!')|[‘’‚‛]")
_OPENERS = frozenset("“„«‟") | {"``"}
_CLOSERS = frozenset("”»")
_BEFORE_OPENER = frozenset(" \t\u00a0\u2009\u202f([{—–―-/…:\u200b\ufeff")
_AFTER_CLOSER = frozenset(" \t\u00a0\u2009\u202f)]}—–―-/….,;:!?\u200b\ufeff")
_ELISION = re.compile(r"['‘’](?:\d\ds?|tis|twas|til|em|cause|n)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class MarkedSpan:
    """A stretch between marks: `start` and `end` without the marks, `outer_*` with them."""

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
    """The outermost marked spans of every paragraph, in order.

    A span left open at the end of its paragraph ends there; it *continues* if the next
    paragraph begins with an opening mark. Single marks count only in an article that
    keeps its double marks for quotations inside quotations. Only the first MOST_MARKS marks of
    a paragraph are looked at: what has more is no prose.
    """
    doubles = [_double_marks(paragraph) for paragraph in paragraphs]
    singles = [_single_spans(paragraph) for paragraph in paragraphs]
    if _reads_single(doubles, singles):
        return [
            _single_spans(paragraph, _begins_single(following))
            for paragraph, following in zip_longest(paragraphs, paragraphs[1:], fillvalue="")
        ]
    spans = []
    for number, paragraph in enumerate(paragraphs):
        follower = doubles[number + 1 : number + 2]
        opens_next = bool(follower and follower[0]) and _heads(paragraphs[number + 1], follower[0][0])
        spans.append(_pair(paragraph, doubles[number], opens_next))
    return spans


def _begins_single(paragraph: str) -> bool:
    found = _SINGLE.search(paragraph)
    return found is not None and found.start() == 0 and _single_opens(paragraph, found)


def _heads(paragraph: str, mark: _Mark) -> bool:
    return mark.may_open and not paragraph[: mark.start].strip(" \t\u00a0[(\u200b\ufeff")


def _double_marks(paragraph: str) -> list[_Mark]:
    return [_mark(paragraph, found) for found in islice(_DOUBLE.finditer(paragraph), MOST_MARKS)]


def _mark(paragraph: str, found: re.Match[str]) -> _Mark:
    start, end, text = found.start(), found.end(), found.group()
    before, after = _around(paragraph, found)
    free = not before or before in _BEFORE_OPENER
    closes = bool(before.strip()) and (not after or after in _AFTER_CLOSER or after in "'’”")
    if text in _OPENERS:
        return _Mark(start, end, not closes or text != "“", closes and text == "“")
    if text in _CLOSERS:
        return _Mark(start, end, text == "”" and free and after.isalnum(), True)
    opens = (free or before in "'‘“") and bool(after.strip())
    return _Mark(start, end, opens or not closes, closes or not opens)


def _around(paragraph: str, found: re.Match[str]) -> tuple[str, str]:
    """The characters before and after a mark, empty at the edges."""
    return paragraph[max(0, found.start() - 1) : found.start()], paragraph[found.end() : found.end() + 1]


def _pair(paragraph: str, marks: Sequence[_Mark], opens_next: bool) -> list[MarkedSpan]:
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
        spans.append(_open_span(opener, len(paragraph), opens_next))
    return [_trimmed(paragraph, span) for span in spans if paragraph[span.start : span.end].strip()]


def _open_span(opener: _Mark, end: int, continues: bool) -> MarkedSpan:
    return MarkedSpan(opener.end, end, opener.start, end, False, continues)


def _trimmed(paragraph: str, span: MarkedSpan) -> MarkedSpan:
    inside = paragraph[span.start : span.end]
    start = span.start + len(inside) - len(inside.lstrip())
    end = span.end - (len(inside) - len(inside.rstrip()))
    return MarkedSpan(start, end, span.outer_start, span.outer_end, span.closed, span.continues)


def _single_spans(paragraph: str, opens_next: bool = False) -> list[MarkedSpan]:
    spans: list[MarkedSpan] = []
    opener: re.Match[str] | None = None
    for found in islice(_SINGLE.finditer(paragraph), MOST_MARKS):
        if opener is None:
            opener = found if _single_opens(paragraph, found) else None
        elif _single_closes(paragraph, found):
            span = MarkedSpan(opener.end(), found.start(), opener.start(), found.end(), True)
            spans.append(_trimmed(paragraph, span))
            opener = None
    if opener is not None and opens_next:
        spans.append(MarkedSpan(opener.end(), len(paragraph.rstrip()), opener.start(), len(paragraph), False, True))
    return spans


def _single_opens(paragraph: str, found: re.Match[str]) -> bool:
    before, after = _around(paragraph, found)
    free = not before or before in _BEFORE_OPENER
    begins = after.isalnum() or (bool(after) and after in '["“…')
    return free and begins and found.group() != "’" and not _ELISION.match(paragraph, found.start())


def _single_closes(paragraph: str, found: re.Match[str]) -> bool:
    before, after = _around(paragraph, found)
    return bool(before) and before in ',.?!…—”"' and (not after or after in _AFTER_CLOSER)


def _reads_single(doubles: Sequence[Sequence[_Mark]], singles: Sequence[Sequence[MarkedSpan]]) -> bool:
    """More stretches in single marks than double marks standing outside them."""
    inside = outside = 0
    for marks, spans in zip(doubles, singles, strict=True):
        place = 0
        for mark in marks:
            while place < len(spans) and spans[place].end < mark.start:
                place += 1
            if place < len(spans) and spans[place].start <= mark.start:
                inside += 1
            else:
                outside += 1
    return sum(map(len, singles)) > outside
