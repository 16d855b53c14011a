"""Dates as exact as the source makes them: a small, closed part of EDTF, level 1.

Allowed are `2021`, `2021-05` and `2021-05-03`, each with an optional `~` (approximate) or `?` (uncertain), and
intervals of two such dates, the second of which may be `..` (open). The EDTF library reads far more than records may
say, and takes longer to import than this project takes to load its data.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache

from explainer.core.problems import Unfit

_POINT = re.compile(r"([0-9]{4})(?:-(0[1-9]|1[0-2])(?:-(0[1-9]|[12][0-9]|3[01]))?)?([~?]?)")
MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
"""The months as articles name them, and our own claims."""

_NOT_EXACT = {"~": "date-about", "?": "date-perhaps"}


@dataclass(frozen=True)
class Point:
    """One date in an EDTF text: a year, perhaps a month and a day, and `~` or `?` in `mark` if it is not exact."""

    year: int
    month: int | None
    day: int | None
    mark: str

    @cached_property
    def first(self) -> date:
        return date(self.year, self.month or 1, self.day or 1)

    @cached_property
    def last(self) -> date:
        month = self.month or 12
        return date(self.year, month, self.day or monthrange(self.year, month)[1])

    def in_words(self, texts: Mapping[str, str]) -> str:
        """Return the date as readers see it, in the words of a language: "3 May 2021", "May 2021", "about 2021"."""
        exact = str(self.year)
        if self.month:
            form = texts["date-with-day" if self.day else "date-with-month"]
            exact = form.format(day=self.day, month=texts[f"month-{self.month}"], year=self.year)
        return texts[_NOT_EXACT[self.mark]].format(date=exact) if self.mark else exact


@dataclass(frozen=True)
class EdtfDate:
    """A date or an interval of dates, with the text it was written as."""

    text: str
    start: Point
    end: Point | None
    is_open: bool = False

    @property
    def first(self) -> date:
        return self.start.first

    @property
    def last(self) -> date:
        return (self.end or self.start).last

    def in_words(self, texts: Mapping[str, str]) -> str:
        """Return the date or interval as readers see it, in the words of a language."""
        start = self.start.in_words(texts)
        if self.is_open:
            return texts["date-since"].format(date=start)
        return start if self.end is None else texts["date-span"].format(first=start, last=self.end.in_words(texts))

    def months_from(self, other: EdtfDate) -> int:
        """Return the number of whole months between the nearest ends of the two dates; 0 if they touch or overlap."""
        after = 0 if other.is_open else (self.first - other.last).days
        before = 0 if self.is_open else (other.first - self.last).days
        gap = max(after, before, 0)
        return gap // 30


@lru_cache(maxsize=4096)
def parse_date(text: str) -> EdtfDate:
    """Read an EDTF text; raise Unfit if it is not a date."""
    first, slash, second = text.partition("/")
    start = _point(first)
    if not slash:
        return EdtfDate(text, start, None)
    if second == "..":
        return EdtfDate(text, start, None, is_open=True)
    end = _point(second)
    if end.last < start.first:
        raise Unfit("must not end before it begins", "Put the earlier date first.")
    return EdtfDate(text, start, end)


def _point(text: str) -> Point:
    match = _POINT.fullmatch(text)
    if match is None:
        raise Unfit("must be a date", "Write 2031, 2031-05, 2031-05-03 or 2031~, or two of them with a slash between.")
    year, month, day, mark = match.groups()
    point = Point(int(year), int(month) if month else None, int(day) if day else None, mark)
    try:
        _ = point.first, point.last
    except (ValueError, IndexError) as error:
        raise Unfit("must be a day that exists", "Check the day and the month.") from error
    return point
