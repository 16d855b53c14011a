"""Reads the day of publication where a page or a line states it: in mark-up, in a date line, in an address."""

from __future__ import annotations

import re

from explainer.core.dates import MONTHS, parse_date

_MONTH = "|".join([*MONTHS, *(rf"{month[:3]}\.?" for month in MONTHS), r"Sept\.?"])
_DAY = re.compile(
    rf"\b(\d{{1,2}})(?:st|nd|rd|th)? ({_MONTH}),? (\d{{4}})\b|\b({_MONTH}) (\d{{1,2}})(?:st|nd|rd|th)?,? (\d{{4}})\b",
    re.IGNORECASE,
)
_ISO = re.compile(r"\b(\d{4})[-/](\d{2})[-/](\d{2})(?!\d)")
_COMPACT = re.compile(r"^(\d{4})(\d{2})(\d{2})(?!\d)")
_NUMERIC = re.compile(r"\b(\d{1,2})[./](\d{1,2})[./](\d{4})\b")
_IN_ADDRESS = re.compile(r"/(20\d{2})/(\d{1,2})(?:/(\d{1,2}))?/|/(20\d{2})(\d{2})(\d{2})-")
_NAMES = (
    r"article:published(?:_time)?|og:published_time|datePublished|date\.issued|dc\.date(?:\.issued|\.created)?"
    r"|dcterms\.(?:created|issued|date|available)|pubdate|publish(?:ed)?[-_.]?(?:date|time)|publication[-_]?date"
    r"|parsely-pub-date|sailthru\.date|citation_(?:publication_|online_)?date|cxenseparse:recs:publishtime"
    r"|rnews:datepublished|date"
)
_KEY = re.compile(rf"(?:property|name|itemprop)=[\"']?(?:{_NAMES})[\"'\s/>]", re.IGNORECASE)
_VALUE = re.compile(r"(?:content|datetime)=[\"']?(?P<date>[^\"'>]{4,60})", re.IGNORECASE)
_ITSELF = re.compile(r"datePublished|pubdate|publish|entry-date|posted", re.IGNORECASE)
_TAG = re.compile(r"<(?P<name>meta|time|span|p|div|abbr)\s(?P<rest>[^<>]{1,600})>", re.IGNORECASE)
_IN_DATA = re.compile(r"\"datePublished\"\s{0,4}:\s{0,4}\"(?P<date>[^\"]{4,60})\"")
_AFTER_HEADING = 3_000


def date_of_page(page: str) -> str:
    """Return the day of publication that the mark-up of a page states; "" if it states none.

    Days in its text are not looked at: they can be those of captions, of other articles, or of what happened.
    """
    tags = [(match.start(), match["name"].lower(), f" {match['rest']}>") for match in _TAG.finditer(page)]
    heading = page.lower().find("<h1")
    stated = [
        *(rest for _, name, rest in tags if name == "meta" and _KEY.search(rest)),
        *(f' content="{match["date"]}"' for match in _IN_DATA.finditer(page)),
        *(rest for _, name, rest in tags if name != "meta" and _ITSELF.search(rest)),
        *(rest for at, name, rest in tags if name == "time" and 0 <= heading < at < heading + _AFTER_HEADING),
    ]
    return next((date for rest in stated if (date := _date_of_value(rest))), "")


def _date_of_value(attributes: str) -> str:
    match = _VALUE.search(attributes)
    if match is None:
        return ""
    stated = match["date"].strip()
    found = _ISO.search(stated) or _COMPACT.match(stated)
    return valid_date("-".join(found.groups())) if found else date_in_text(stated)


def date_in_text(text: str) -> str:
    """Return the first whole date in a line, as EDTF; "" if there is none, or if day and month cannot be told apart."""
    match = _DAY.search(text)
    if match:
        day, month, year = (match[1], match[2], match[3]) if match[1] else (match[5], match[4], match[6])
        return valid_date(f"{year}-{_number_of(month):02}-{int(day):02}")
    iso = _ISO.search(text)
    if iso:
        return valid_date("-".join(iso.groups()))
    numeric = _NUMERIC.search(text)
    if numeric is None:
        return ""
    one, other = int(numeric[1]), int(numeric[2])
    day_number, month_number = (one, other) if one > 12 else (other, one)
    return valid_date(f"{numeric[3]}-{month_number:02}-{day_number:02}") if day_number > 12 or one == other else ""


def date_in_address(address: str) -> str:
    """Return the date in the path of an address, as exact as it is there; "" if there is none."""
    match = _IN_ADDRESS.search(address)
    if match is None:
        return ""
    year, month, day = (match[1], match[2], match[3]) if match[1] else (match[4], match[5], match[6])
    return valid_date(f"{year}-{int(month):02}" + (f"-{int(day):02}" if day else ""))


def valid_date(text: str) -> str:
    """Return a text if it is a date; otherwise ""."""
    try:
        parse_date(text)
    except ValueError:
        return ""
    return text


def _number_of(month: str) -> int:
    return next(number for number, name in enumerate(MONTHS, start=1) if name.startswith(month[:3].capitalize()))
