"""Splits the folded text of a paragraph into sentences, roughly: enough to look around a number or a date."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import lru_cache

from explainer.core.text import fold
from quotereader.word_lists import listed

_END = re.compile(r"[.!?]['\")\]]{0,2} (?=[\"'(\[]?[A-Z0-9])")
_DATELINE = re.compile(
    r"[A-Z][A-Z .'-]{2,40}\b(?:, [A-Z][\w .]{2,30})?(?:, [\w., ]{3,24})?(?: ?\([^)]{1,40}\))? ?-{1,2} ?(?=[\"'A-Z0-9])"
)
_MARK = re.compile('"')
LONGEST = 20_000
_REACH = 700


@dataclass(frozen=True)
class Passage:
    """A paragraph, folded, with the offsets at which its sentences begin and those of stretches in quotation marks."""

    number: int
    text: str
    starts: tuple[int, ...]
    marked: tuple[tuple[int, int], ...]
    written: str = ""
    """The paragraph before it was folded."""

    def sentence(self, offset: int) -> tuple[int, int]:
        """Return the offsets of the sentence around an offset; of a very long one, those of the part nearby."""
        place = bisect_right(self.starts, offset)
        begin = self.starts[place - 1] if place else 0
        end = self.starts[place] if place < len(self.starts) else len(self.text)
        return max(begin, offset - _REACH), min(end, offset + _REACH)

    def sentence_text(self, offset: int) -> str:
        begin, end = self.sentence(offset)
        return self.text[begin:end].strip()

    def as_written(self, start: int, end: int) -> str:
        """Return a stretch of the folded text as the article has it, with its own marks, dashes and brackets."""
        plain = self.text[start:end]
        if plain in self.written:
            return plain
        places = _places(self.written)
        if len(places) != len(self.text):
            return plain
        return " ".join(self.written[places[start] : places[end - 1] + 1].split()) if start < end else ""

    def written_offset(self, offset: int) -> int:
        """Return the offset in the paragraph as it was written that an offset in the folded text has."""
        if len(self.written) == len(self.text):
            return offset
        places = _places(self.written)
        return places[offset] if len(places) == len(self.text) and offset < len(places) else offset

    def is_marked(self, offset: int) -> bool:
        """Tell whether an offset lies inside quotation marks."""
        place = bisect_right(self.marked, (offset, len(self.text) + 1))
        return place > 0 and offset < self.marked[place - 1][1]


def passage_of(number: int, paragraph: str) -> Passage:
    """Read a paragraph, or the beginning of one that is too long to be prose."""
    text = fold(paragraph[:LONGEST])
    dateline = _DATELINE.match(text)
    starts = [
        0,
        *([dateline.end()] if dateline else []),
        *(match.end() for match in _END.finditer(text) if not _abbreviates(text, match.start())),
    ]
    return Passage(number, text, tuple(starts), tuple(_marked(text)), paragraph[:LONGEST])


@lru_cache(maxsize=16)
def _places(written: str) -> tuple[int, ...]:
    """The offset in a paragraph that each character of its folded text has."""
    places: list[int] = []
    spaced = True
    for at, mark in enumerate(written):
        plain = fold(f"x{mark}x")[1:-1] if not mark.isalnum() else mark
        if plain == " ":
            if not spaced:
                places.append(at)
            spaced = True
        elif plain:
            places += [at] * len(plain)
            spaced = False
    return tuple(places[:-1] if places and spaced else places)


def _abbreviates(text: str, stop: int) -> bool:
    """ "Sept. 7", "Mr. Smith", "J. Smith": the full stop belongs to the word."""
    word = text[max(0, stop - 12) : stop].rpartition(" ")[2].lower()
    return text[stop] == "." and (word in listed("abbreviations") or len(word) == 1)


def _marked(text: str) -> list[tuple[int, int]]:
    marks = [match.start() for match in _MARK.finditer(text)]
    return list(zip(marks[0::2], marks[1::2], strict=False))
