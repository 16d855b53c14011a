"""Resolves dates as articles state them ("in late August", "two years after") against the day of publication.

The EDTF date is never more exact than the words. A month without a year becomes the last such month before publication,
and a note says that this is our reading; a distance ("three weeks later") becomes an approximate date.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta

from explainer.core.dates import MONTHS, EdtfDate, parse_date
from explainer.core.quantities import WORD_VALUES
from explainer.core.text import fold

_MONTH = "|".join([*MONTHS, *(f"{month[:3]}\\." for month in MONTHS), "Sept\\."])
_COUNT = "|".join(sorted(WORD_VALUES, key=len, reverse=True))
_UNITS = ("day", "week", "month", "year", "decade")
_COUNT_OPENINGS = "|".join(sorted({word[:3] for word in WORD_VALUES} | {"an?[ -]"}))
_DAYS = "Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday"
_PART = r"(?:(?P<part>(?:[Ll]ate|[Ee]arly|[Mm]id|the (?:beginning|middle|end|start) of)[ -]))?"
_ABSOLUTE = re.compile(
    rf"(?P<since>\b[Ss]ince )?(?:(?P<from>\b[Ff]rom |\b[Bb]etween ))?{_PART}"
    rf"(?:\b(?P<day>\d{{1,2}}) (?P<month>{_MONTH})(?:,? (?P<year>\d{{4}}))?"
    rf"|\b(?P<month2>{_MONTH}) (?P<day2>\d{{1,2}})(?:st|nd|rd|th)?\b(?!,\d{{3}})(?:,? (?P<year2>\d{{4}}))?"
    rf"|\b(?P<month3>{_MONTH})(?:,? (?:of )?(?P<year3>\d{{4}}))?"
    rf"|\b(?P<year4>(?:19|20)\d{{2}}))(?![\w%])"
    rf"(?:(?: to | until | and |-)(?P<to_month>{_MONTH})(?: (?P<to_day>\d{{1,2}})\b(?!,\d{{3}}))?"
    rf"(?:,? (?P<to_year>\d{{4}}))?(?!\w))?"
)
_NAMES_DATE = re.compile(rf"(?:19|20)\d\d|{_MONTH}")
_DISTANCE = re.compile(
    rf"\b(?=\d|{_COUNT_OPENINGS})(?:(?P<number>\d{{1,3}})|(?P<word>{_COUNT}|an?))[ -](?P<unit>(?:{'|'.join(_UNITS)})s?)"
    r"[ ,](?P<way>later|ago|earlier|after|before|since|into|on\b)"
    r"(?: (?:the |its |their |his |her )?(?P<anchor>[\w'-]{1,20}(?: [\w'-]{1,20}){0,2}))?",
    re.IGNORECASE,
)
_RELATIVE = re.compile(
    rf"\b(?P<which>last|this|earlier this|later this|next) (?P<unit>week|month|year|{_MONTH})\b"
    rf"|\b(?P<near>yesterday)\b|\bon (?P<weekday>{_DAYS})\b",
    re.IGNORECASE,
)
_EXPECTED = re.compile(r"\b(?:expected|due|scheduled|plans?|planned|will|set) (?:\w+ ){0,4}$")
_MAY_NAME = re.compile(
    r"\b(?:In|in|Since|since|By|by|until|from|From|to|late|early|mid|of|and|during|On|on|after|before|last|this) $"
)


@dataclass(frozen=True)
class DatedWords:
    """A date in a text: its words, their offsets in the folded text, the EDTF date, and how it was derived."""

    start: int
    end: int
    words: str
    date: str
    how: str
    confidence: float


def dates_in(text: str, published: EdtfDate, anchors: Mapping[str, str], before: str = "") -> list[DatedWords]:
    """Return the dates of a paragraph in order.

    `anchors` maps words for known events ("election") to EDTF dates. `before` is the last date that the article gave,
    which "later" refers to.
    """
    folded = fold(text)
    found: list[DatedWords] = []
    for one in sorted([*_absolute(folded, published), *_relative(folded, published)], key=lambda each: each.start):
        if not found or one.start >= found[-1].end:
            found.append(one)
    for one in _distances(folded, published, anchors, before, found):
        if not any(one.start < other.end and other.start < one.end for other in found):
            found.append(one)
    kept = [one for one in found if _not_after(one.date, published)]
    return sorted(kept, key=lambda each: each.start)


def _not_after(text: str, published: EdtfDate) -> bool:
    try:
        return parse_date(text).first <= published.last
    except ValueError:
        return False


def _absolute(text: str, published: EdtfDate) -> Iterator[DatedWords]:
    if _NAMES_DATE.search(text) is None:
        return
    for match in _ABSOLUTE.finditer(text):
        one = match.groupdict()
        name = one["month"] or one["month2"] or one["month3"]
        day = one["day"] or one["day2"]
        year = one["year"] or one["year2"] or one["year3"] or one["year4"]
        if not _is_date(text, match, name, day, year):
            continue
        if one["to_month"]:
            date_text, how = _interval(one, name, day, year, published)
        else:
            date_text, how = _point(name, day, year, published)
        if one["since"] and "/" not in date_text:
            date_text += "/.."
        words = match.group().strip()
        yield DatedWords(match.start(), match.end(), words, date_text, how, 0.9 if year or day else 0.8)


def _is_date(text: str, match: re.Match[str], name: str | None, day: str | None, year: str | None) -> bool:
    """Tell a month from a name or a verb ("may", "march"), and a year from a number."""
    if name is None:
        return text[match.end() : match.end() + 1] not in ("%",) and text[max(0, match.start() - 1)] not in "$£€,."
    if year is None and _EXPECTED.search(text[max(0, match.start() - 60) : match.start()]):
        return False
    if day or year or match.group("part") or match.group("since") or match.group("from"):
        return True
    return _MAY_NAME.search(text[max(0, match.start() - 12) : match.start()]) is not None


def _number_of(month: str) -> int:
    return next(at for at, name in enumerate(MONTHS, start=1) if name.startswith(month.rstrip(".")[:3].capitalize()))


def _point(name: str | None, day: str | None, year: str | None, published: EdtfDate) -> tuple[str, str]:
    if name is None:
        return f"{year}", "as stated"
    month = _number_of(name)
    guessed = year or f"{_latest_year(month, int(day or 1), published)}"
    how = "as stated" if year else f"the article gives no year; the last one before publication is {guessed}"
    text = f"{guessed}-{month:02}" + (f"-{int(day):02}" if day else "")
    return text + ("?" if not year and published.start.mark else ""), how


def _latest_year(month: int, day: int, published: EdtfDate) -> int:
    last = published.last
    if published.start.month is None:
        return last.year - 1 if published.start.mark else last.year
    return last.year if (month, day) <= (last.month, last.day) else last.year - 1


def _interval(
    one: Mapping[str, str | None], name: str | None, day: str | None, year: str | None, published: EdtfDate
) -> tuple[str, str]:
    last, how = _point(one["to_month"], one["to_day"], one["to_year"] or year, published)
    first_year = year or one["to_year"] or last[:4]
    if name and _number_of(name) > _number_of(one["to_month"] or "") and not year:
        first_year = str(int(last[:4]) - 1)
    first, _ = _point(name, day, first_year, published)
    return f"{first}/{last}", how


def _relative(text: str, published: EdtfDate) -> Iterator[DatedWords]:
    for match in _RELATIVE.finditer(text):
        resolved = _resolve_relative(match, published)
        if resolved:
            words = match.group().strip()
            yield DatedWords(match.start(), match.end(), words, resolved, "counted from the day of publication", 0.7)


def _resolve_relative(match: re.Match[str], published: EdtfDate) -> str:
    point = published.start
    if match["near"] or match["weekday"]:
        if point.day is None:
            return ""
        back = 1 if match["near"] else 0
        if match["weekday"]:
            back = (point.first.weekday() - _DAYS.split("|").index(match["weekday"].capitalize())) % 7
        return (point.first - timedelta(days=back)).isoformat()
    which, unit = match["which"].lower(), match["unit"].lower()
    if which == "next" or unit == "week":
        return ""
    if unit == "year":
        return str(point.year - (which == "last"))
    if unit == "month":
        whole = point.year * 12 + (point.month or 0) - 1 - (which == "last")
        return f"{whole // 12}-{whole % 12 + 1:02}" if point.month else ""
    return _point(match["unit"], None, None, published)[0]


def _distances(
    text: str, published: EdtfDate, anchors: Mapping[str, str], before: str, found: list[DatedWords]
) -> Iterator[DatedWords]:
    lowered = text.lower()
    if not any(unit in lowered for unit in _UNITS):
        return
    for match in _DISTANCE.finditer(text):
        count = int(match["number"]) if match["number"] else WORD_VALUES.get(match["word"].lower(), 1)
        earlier = [one.date for one in found if one.end <= match.start()]
        anchor, how = _anchor(match, anchors, earlier[-1] if earlier else before, published)
        if not anchor:
            continue
        unit = match["unit"].lower().removesuffix("s")
        sign = -1 if match["way"].lower() in ("ago", "earlier", "before") else 1
        resolved = _shifted(parse_date(anchor), sign * count, unit)
        end = match.end("way")
        yield DatedWords(match.start(), end, text[match.start() : end], resolved, how, 0.5)


def _anchor(match: re.Match[str], anchors: Mapping[str, str], before: str, published: EdtfDate) -> tuple[str, str]:
    way = match["way"].lower()
    if way == "ago":
        return published.text, "counted back from the day of publication"
    if way in ("later", "earlier"):
        return before, "counted from the date before it in the article"
    for word in (match["anchor"] or "").lower().split():
        if word in anchors:
            return anchors[word], f"counted from the {word}, {anchors[word]}"
    return "", ""


def _shifted(anchor: EdtfDate, count: int, unit: str) -> str:
    """Return the date that many units after another, marked as approximate and no more exact than a month."""
    months = {"month": count, "year": 12 * count, "decade": 120 * count}.get(unit, 0)
    days = {"day": count, "week": 7 * count}.get(unit, 0)
    try:
        first = anchor.first + timedelta(days=days)
    except OverflowError:
        return ""
    whole = first.year * 12 + first.month - 1 + months
    if not 0 < whole // 12 < 10_000:
        return ""
    exact = unit not in ("year", "decade") and anchor.start.month is not None
    return f"{whole // 12:04}-{whole % 12 + 1:02}~" if exact else f"{whole // 12:04}~"
