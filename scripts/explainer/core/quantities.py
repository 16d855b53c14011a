"""Finds numbers in text: digits, words, ranges, shares, money and "hundreds", each with its qualifier.

The same reader serves both sides: what an article states (rule F1) and what our own prose says (rule P2).
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from itertools import groupby

from explainer.core.dates import MONTHS
from explainer.core.people_words import PEOPLE_WORDS
from explainer.core.text import fold
from explainer.core.vocabulary import QUALIFIERS, VAGUE_WORDS, Sense
from quotereader.word_lists import listed

_ONES = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
).split()
_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
_SCALES = {"hundred": 100, "thousand": 1_000, "million": 1_000_000, "billion": 1_000_000_000}
_ORDINALS = {
    "first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "ninth": 9,
    "tenth": 10, "eleventh": 11, "twelfth": 12,
}  # fmt: skip
_PARTS = {"half": Fraction(1, 2), "halves": Fraction(1, 2), "third": Fraction(1, 3), "quarter": Fraction(1, 4),
          "fifth": Fraction(1, 5), "tenth": Fraction(1, 10)}  # fmt: skip
_TIMES = {"twice": 2, "double": 2, "doubled": 2, "triple": 3, "tripled": 3, "pair": 2, "couple": 2}

WORD_VALUES: dict[str, int] = {
    **{word: value for value, word in enumerate(_ONES)},
    **{word: value for value, word in zip(range(20, 100, 10), _TENS, strict=True)},
    "dozen": 12,
}

NUMBER_WORDS = frozenset((*WORD_VALUES, *_SCALES, *_ORDINALS, *_TIMES, *_PARTS, *VAGUE_WORDS))
"""Words that are, or belong to, a number."""

_CARDINAL = "|".join(sorted((*WORD_VALUES, *_SCALES), key=len, reverse=True))
_MONTH = "|".join([*MONTHS, *(f"{month[:3]}\\." for month in MONTHS), "Sept\\."])
_NUMERAL = r"\d{1,3}(?:,\d{3}){1,5}(?:\.\d{1,6})?|\d{1,15}(?:\.\d{1,6})?"
_SCALED = rf"(?:{_NUMERAL})(?: (?:{'|'.join(_SCALES)})\b)?"
_AND = "|".join(f"(?<={scale}) and " for scale in _SCALES)
_WORDS = rf"(?:an? )?\b(?:{_CARDINAL})\b(?:(?:-| |{_AND})(?:{_CARDINAL})\b){{0,6}}"
_QUALIFIER = "|".join(sorted((re.escape(word) for word in QUALIFIERS), key=len, reverse=True))
_CODES = "|".join(sorted(listed("currency_codes", "explainer.core.lists")))
_CURRENCY = rf"(?P<currency>\$|US\$|€|£|\b(?-i:{_CODES}) ?)?"

_PREPOSITIONS = ("in", "In", "since", "Since", "by", "By", "until", "from", "late", "early", "to", "of")
_BEFORE_MONTH = "|".join(f"(?<={word} )" for word in _PREPOSITIONS)

_DATE = re.compile(
    rf"\b(?=\d|{_MONTH})(?:(?P<day>\d{{1,2}}) (?:(?P<month>{_MONTH})(?: (?P<year>\d{{4}}))?)"
    rf"|(?P<month2>{_MONTH}) (?P<day2>\d{{1,2}})(?:st|nd|rd|th)?(?:,? (?P<year2>\d{{4}}))?(?!\d)"
    rf"|(?P<month3>{_MONTH}),? (?P<year3>\d{{4}})|(?:{_BEFORE_MONTH})(?P<month4>{_MONTH})(?! \d)"
    rf"|(?P<year4>(?:1[5-9]|20)\d{{2}})(?![\d,]\d)(?!s? ?%))\b(?!,\d{{3}})",
)


def _openings(words: Iterable[str]) -> str:
    """Return a pattern of the words' first three letters, grouped by the first, so that most text is skipped fast."""
    starts = sorted({word[:3].lower() for word in words})
    groups = groupby(starts, key=lambda start: start[0])
    return "|".join(rf"{first}(?:{'|'.join(re.escape(start[1:]) for start in group)})" for first, group in groups)


_BEFORE_NUMBERS = (
    *listed("currency_codes", "explainer.core.lists"),
    "half",
    "from",
    "between",
    "a ",
    "an ",
    "a-",
    "an-",
    "US$",
)
_BEGINNINGS = (*QUALIFIERS, *VAGUE_WORDS, *WORD_VALUES, *_SCALES, *_ORDINALS, *_TIMES, *_BEFORE_NUMBERS)
_NUMBER_STARTS = _openings(_BEGINNINGS)
_LETTERS = "".join(sorted({case for word in _BEGINNINGS for case in (word[0].lower(), word[0].upper())}))
_QUANTITY = re.compile(
    rf"(?=(?-i:[\d$€£{_LETTERS}]))(?=[\d$€£]|\b(?:{_NUMBER_STARTS}))"
    rf"(?:(?P<qualifier>\b(?:{_QUALIFIER})) )?"
    rf"(?:(?P<share>(?:\b(?:one|two|three|four|an?)[- ])(?:half|thirds?|quarters?|fifths?|tenths?)|\bhalf)\b"
    rf"|(?P<vague>\b(?:tens|dozens|scores|hundreds|thousands|millions)\b(?: of (?P<vague2>thousands|millions)\b)?)"
    rf"|(?:between |from )?{_CURRENCY}(?P<low>{_SCALED}|{_WORDS})(?P<suffix>st|nd|rd|th)?\b"
    rf"(?:(?: to | and |-)\$?(?P<high>{_SCALED}|{_WORDS})\b)?(?P<percent>%| per ?cent\b)?"
    rf"|(?P<ordinal>\b(?:{'|'.join(_ORDINALS)}|{'|'.join(w + 'th' for w in ('thirteen', 'fourteen', 'fifteen'))})\b)"
    rf"|(?P<times>\b(?:{'|'.join(_TIMES)})\b))",
    re.IGNORECASE,
)


_COUNTED = re.compile(rf" (?:{'|'.join(sorted(PEOPLE_WORDS))})\b")


@dataclass(frozen=True)
class Quantity:
    """A number found in a text: its place, its words, and the range it lies in.

    `kind` is plain, percent, share, ordinal, times, vague, money or date. `qualifier` is the word before it, as
    written, or "". The `low` of a date is its year, month and day as an integer of eight digits, with zeros for the
    parts that are not given.
    """

    start: int
    end: int
    text: str
    kind: str
    low: Fraction
    high: Fraction | None
    qualifier: str = ""
    currency: str = ""

    @property
    def sense(self) -> Sense:
        """What the qualifier does to the number; "exact" without one."""
        return QUALIFIERS.get(self.qualifier.lower(), "exact")


@lru_cache(maxsize=10_000)
def read_quantities(text: str) -> tuple[Quantity, ...]:
    """Return every number in a text, in order, with offsets into the folded text.

    A dozen rules read the same sentences, so what was found in the last ten thousand texts is remembered.
    """
    folded = fold(text)
    dates = list(_dates(folded))
    ends = [date.end for date in dates]
    others = [quantity for quantity in _quantities(folded) if not _overlaps(quantity, dates, ends)]
    return tuple(sorted([*dates, *others], key=lambda quantity: quantity.start))


def _overlaps(quantity: Quantity, dates: list[Quantity], ends: list[int]) -> bool:
    """Return whether a quantity shares a character with a date; `ends` are the ends of the dates, in order."""
    place = bisect_right(ends, quantity.start)
    return place < len(dates) and dates[place].start < quantity.end


def _dates(text: str) -> Iterator[Quantity]:
    for match in _DATE.finditer(text):
        group = match.groupdict()
        if group["year4"] and _COUNTED.match(text, match.end()):
            continue
        day = group["day"] or group["day2"] or "0"
        month = group["month"] or group["month2"] or group["month3"] or group["month4"]
        year = group["year"] or group["year2"] or group["year3"] or group["year4"] or "0"
        value = int(year) * 10_000 + (_month_number(month) if month else 0) * 100 + int(day)
        yield Quantity(match.start(), match.end(), match.group(), "date", Fraction(value), None)


def _month_number(name: str) -> int:
    return next(number for number, month in enumerate(MONTHS, start=1) if month.startswith(name.rstrip(".")[:3]))


def _quantities(text: str) -> Iterator[Quantity]:
    for match in _QUANTITY.finditer(text):
        before = text[max(0, match.start() - 2) : match.start()]
        if before[-1:].isalnum() or (before[-1:] == "-" and before[:1].isalpha() and match.group()[0].isdigit()):
            continue
        group = match.groupdict()
        kind, low, high = _value(group)
        start = match.start()
        yield Quantity(
            start,
            match.end(),
            match.group(),
            kind,
            low,
            high,
            group["qualifier"] or "",
            (group["currency"] or "").strip(),
        )


def _value(group: dict[str, str | None]) -> tuple[str, Fraction, Fraction | None]:
    if group["share"]:
        return "share", _share(group["share"]), None
    if group["vague"]:
        return "vague", _vague(group["vague"], group["vague2"]), None
    if group["ordinal"]:
        word = group["ordinal"].lower()
        return "ordinal", Fraction(_ORDINALS.get(word) or WORD_VALUES[word.removesuffix("th")]), None
    if group["times"]:
        return "times", Fraction(_TIMES[group["times"].lower()]), None
    low = parse_number(group["low"] or "")
    high = parse_number(group["high"]) if group["high"] else None
    if high is not None and high < low:
        low, high = high, low
    kind = (
        "percent" if group["percent"] else "ordinal" if group["suffix"] else "money" if group["currency"] else "plain"
    )
    return kind, low, high


def _share(text: str) -> Fraction:
    *count, part = re.split("[- ]", text.lower())
    many = WORD_VALUES.get(count[0], 1) if count else 1
    return many * _PARTS[part if part in _PARTS else part.removesuffix("s")]


def _vague(word: str, multiplier: str | None) -> Fraction:
    low = VAGUE_WORDS[word.lower().split()[0]]
    return Fraction(low * (VAGUE_WORDS[multiplier.lower()] // 2 if multiplier else 1))


def parse_number(text: str) -> Fraction:
    """Return the value of a single number in digits or words ("2,000", "5.7 billion", "twenty-five", "a dozen")."""
    if text.isdigit():
        return Fraction(int(text))
    total = current = Fraction(0)
    for token in re.split(r"[ -]", text.lower()):
        if token in ("a", "an"):
            current = Fraction(1)
        elif token == "and":
            continue
        elif token == "dozen":
            current = max(current, Fraction(1)) * 12
        elif token in WORD_VALUES:
            current += WORD_VALUES[token]
        elif token in _SCALES:
            current = max(current, Fraction(1)) * _SCALES[token]
            if _SCALES[token] > 100:
                total, current = total + current, Fraction(0)
        else:
            current += Fraction(token.replace(",", ""))
    return total + current
