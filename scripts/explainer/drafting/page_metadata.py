"""Reads what a page or a text file says about itself: title, publisher, authors, date, address, original publisher."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from explainer.articles.furniture import Judgement
from explainer.core.dates import MONTHS, parse_date
from explainer.core.text import count_words, fold, host_of
from explainer.drafting.own_lists import own_words

_MONTH = "|".join([*MONTHS, *(rf"{month[:3]}\." for month in MONTHS), r"Sept\."])
_DAY = re.compile(rf"\b(\d{{1,2}}) ({_MONTH}),? (\d{{4}})\b|\b({_MONTH}) (\d{{1,2}}),? (\d{{4}})\b")
_ISO = re.compile(r"\b(\d{4})-(\d{2})-(\d{2})\b")
_IN_ADDRESS = re.compile(r"/(20\d{2})/(\d{1,2})(?:/(\d{1,2}))?/|/(20\d{2})(\d{2})(\d{2})-")
_BYLINE = re.compile(r"By ([A-Z][\w.'-]{1,30}(?: [A-Z][\w.'-]{0,30}){1,3})(?:,| and |$)")
_WRITTEN_BY = re.compile(r"(?:written|reported) by ([A-Z][\w.'-]{1,30}(?: [A-Z][\w.'-]{0,30}){1,3})")
_ADDRESS = re.compile(r"https://[^\s<>\"')]{4,300}")
_ORIGINAL = re.compile(
    r"(?:original(?:ly)? (?:article|story|report|text|version)?|first) ?(?:was |is |has been )?(?:first |originally )?"
    r"(?:appeared|published|written|posted|printed)",
    re.IGNORECASE,
)
_PUBLISHED_BY = re.compile(
    r"(?:appeared|published|posted|printed|syndicated|republished)(?: first)? (?:by|in|on|from|with) "
    r"((?:[Tt]he )?[A-Z][\w.&’'-]{1,30}(?: [A-Z0-9][\w.&’'-]{0,30}){0,4})"
)
_SIGNATURE = re.compile(r"[-–—(] ?([A-Z][\w.& ]{1,40}?)\)?$")
_COPYRIGHT = re.compile(r"(?:©|\(c\)|Copyright) ?(?:\d{4} )?((?:The )?[A-Z][\w.&’' -]{2,50}?)(?:\.|,|$| All)")
_AGENCY = re.compile(r"\(([A-Z][\w.&’' -]{1,40})\)$")
_LONGEST_DATELINE = 120
_TITLE_WORDS = (3, 25)
_HEAD_LINES = 8
_TITLE_RULES = ("heading", "title", "head of the page", "repeated line")
_TOLD = re.compile(
    r"\b(?:told|interview with|questions from|responded to|response to|spoke (?:to|with)|interviewed by) "
    r"((?:The |the )?[A-Z][\w&]{1,20}(?: [A-Z0-9][\w&]{0,20}){0,3})"
)
_LONGEST = 20_000
_YEAR = re.compile(r"\b(20\d{2})\b")


@dataclass(frozen=True)
class Origin:
    """What the page of an article says about it; an empty text is unknown.

    `original` is the publisher that the page names as the origin of the text, `original_line` the line that does so.
    """

    title: str = ""
    publisher: str = ""
    authors: tuple[str, ...] = ()
    published: str = ""
    url: str = ""
    published_note: str = ""
    original: str = ""
    original_line: str = ""


def origin_of_page(page: str, address: str = "") -> Origin:
    """Read the metadata of a web page."""
    # Only a web page needs this library, and it takes longer to import than everything else.
    import trafilatura

    found = trafilatura.extract_metadata(page, default_url=address or None)
    if found is None:
        return Origin(url=address)
    authors = tuple(name.strip() for name in (found.author or "").split(";") if name.strip())
    url = found.url if (found.url or "").startswith("https://") else address
    return Origin(
        title=_line(found.title),
        publisher=_line(found.sitename or found.hostname),
        authors=tuple(_line(name) for name in authors[:6]),
        published=_valid_date(found.date or ""),
        url=_line(url),
    )


def origin_of_lines(own: Sequence[str], furniture: Sequence[Judgement]) -> Origin:
    """Read what the lines around an article's own text say about it."""
    lines = [fold(line.text)[:600] for line in furniture]
    notes = [line for line in lines if _ORIGINAL.search(line)]
    told = " ".join([*notes, *lines[:_HEAD_LINES]])
    address = _ADDRESS.search(" ".join(notes) or told)
    url = address.group().rstrip(".,;") if address else ""
    dateline = _dateline(own)
    stated = _date_in(" ".join(notes)) or _date_in(told) or _date_in(dateline) or _date_in_address(url)
    year = max((match for text in (*own, *lines) for match in _YEAR.findall(text[:_LONGEST])), default="")
    note = f"The text gives no date; {year} is the latest year that it names." if year and not stated else ""
    year = f"{year}~" if year else ""
    return Origin(
        title=_title(furniture),
        publisher=_first(_COPYRIGHT, lines)
        or _first(_AGENCY, [dateline])
        or told_to([fold(text[:_LONGEST]) for text in own]),
        authors=_authors(lines, notes),
        published=stated or year,
        published_note=note,
        url=url.partition("?")[0],
        original=_original(notes, lines, url),
        original_line=notes[0] if notes else "",
    )


def told_to(paragraphs: Sequence[str]) -> str:
    """Return the publication to which people speak in folded paragraphs ("told The Ledger"); empty for none."""
    counts = Counter(match[1] for text in paragraphs for match in _TOLD.finditer(text[:_LONGEST]))
    named = [name for name, _ in counts.most_common() if is_publication(name)]
    return named[0] if named else ""


def is_publication(name: str) -> bool:
    """Tell whether a name looks like that of a newspaper, a station or a news agency."""
    tokens = name.split()
    known = any(token.lower() in own_words("publication_words") for token in tokens)
    return known or any(token.isupper() and len(token) > 2 for token in tokens)


def merged(first: Origin, second: Origin) -> Origin:
    """Return `first` with its empty fields filled from `second`."""
    empty = {name: getattr(second, name) for name in first.__dataclass_fields__ if not getattr(first, name)}
    return replace(first, **empty)


def identity_of(address: str) -> str:
    """Return the host of an address without "www."."""
    return host_of(address).removeprefix("www.")


def _line(text: str | None) -> str:
    return " ".join((text or "").split())[:300]


def _title(furniture: Sequence[Judgement]) -> str:
    """The first line near the top that was set aside as a heading and has the length of a title."""
    heads = [line.text for line in furniture[:_HEAD_LINES] if line.rule in _TITLE_RULES]
    fitting = [text for text in heads if _TITLE_WORDS[0] <= count_words(text) <= _TITLE_WORDS[1]]
    plain = [text for text in fitting if not text.startswith("By ")]
    return _line(plain[0]) if plain else ""


def _authors(lines: Sequence[str], notes: Sequence[str]) -> tuple[str, ...]:
    written = _first(_WRITTEN_BY, notes)
    byline = next((match[1] for line in lines if (match := _BYLINE.match(line))), "")
    return tuple(name for name in (written or byline,) if name)


def _original(notes: Sequence[str], lines: Sequence[str], url: str) -> str:
    named = _first(_PUBLISHED_BY, notes)
    signed = next((match[1] for line in lines[-4:] if (match := _SIGNATURE.match(line))), "")
    return named or signed or (identity_of(url) if notes else "")


def _first(pattern: re.Pattern[str], lines: Sequence[str]) -> str:
    return next((match[1].strip() for line in lines if (match := pattern.search(line))), "")


def _date_in(text: str) -> str:
    match = _DAY.search(text)
    if match:
        day, month, year = (match[1], match[2], match[3]) if match[1] else (match[5], match[4], match[6])
        return _valid_date(f"{year}-{_number_of(month):02}-{int(day):02}")
    iso = _ISO.search(text)
    return _valid_date(iso.group()) if iso else ""


def _number_of(month: str) -> int:
    return next(number for number, name in enumerate(MONTHS, start=1) if name.startswith(month[:3]))


def _dateline(own: Sequence[str]) -> str:
    """What an agency's report has before its first dash: "LEEDS, May 3, 2031 (Harbour News)"."""
    head, dash, _ = fold(own[0][:_LONGEST_DATELINE]).partition(" - ") if own else ("", "", "")
    place = head.partition(",")[0].partition(" (")[0]
    return head if dash and place.isupper() else ""


def _date_in_address(address: str) -> str:
    match = _IN_ADDRESS.search(address)
    if match is None:
        return ""
    year, month, day = (match[1], match[2], match[3]) if match[1] else (match[4], match[5], match[6])
    return _valid_date(f"{year}-{int(month):02}" + (f"-{int(day):02}" if day else ""))


def _valid_date(text: str) -> str:
    try:
        parse_date(text)
    except ValueError:
        return ""
    return text
