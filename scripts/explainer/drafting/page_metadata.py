"""Reads what a page or a text file says about itself: title, publisher, authors, date, address, original publisher."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from explainer.articles.furniture import BYLINE, Judgement
from explainer.core.text import count_words, fold, host_of
from explainer.drafting.own_lists import own_words
from explainer.drafting.stated_dates import date_in_address, date_in_text, date_of_page

_WRITTEN_BY = re.compile(r"(?:written|reported) by ([A-Z][\w.'-]{1,30}(?: [A-Z][\w.'-]{0,30}){1,3})")
_ONLY_NAMES = re.compile(
    r"(?:[A-Z][\w.'-]+ ){1,2}[A-Z][\w.'-]+(?:(?:, | and |, and | & )(?:[A-Z][\w.'-]+ ){1,2}[A-Z][\w.'-]+){0,4}"
)
_BETWEEN_NAMES = re.compile(r",? and |, | & ")
_PUBLISHED = re.compile(
    r"(?:first |originally )?(?:published|posted|publication date|date of publication)\b", re.IGNORECASE
)
_ABOUT_PICTURES = ("caption", "credit", "links")
_HAS_TITLE = re.compile(r"<title\b|<h1\b|og:title|\"headline\"", re.IGNORECASE)
_ADDRESS = re.compile(r"/(20\d{2})/(\d{1,2})(?:/(\d{1,2}))?/|/(20\d{2})(\d{2})(\d{2})-")
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
    original: str = ""
    original_line: str = ""


def origin_of_page(page: str, address: str = "") -> Origin:
    """Read the metadata of a web page."""
    # Only a web page needs this library, and it takes longer to import than everything else.
    import trafilatura

    found = trafilatura.extract_metadata(page, default_url=address or None, extensive=False)
    if found is None:
        return Origin(url=address, published=date_of_page(page))
    authors = tuple(name.strip() for name in (found.author or "").split(";") if name.strip())
    url = found.url if (found.url or "").startswith("https://") else address
    return Origin(
        title=_line(found.title) if _HAS_TITLE.search(page) else "",
        publisher=_line(found.sitename or found.hostname),
        authors=tuple(_line(name) for name in authors[:6]),
        published=date_of_page(page) or date_in_address(url),
        url=_line(url),
    )


def origin_of_lines(own: Sequence[str], furniture: Sequence[Judgement], above: int | None = None) -> Origin:
    """Read what the lines around an article's own text say about it.

    The first `above` lines of the furniture stand above the text. A caption says nothing of the article.
    """
    plain = [replace(line, text=fold(line.text)[:600]) for line in furniture]
    head = [line for line in plain[:above] if line.rule not in _ABOUT_PICTURES]
    foot = [line for line in plain[len(plain[:above]) :] if line.rule not in _ABOUT_PICTURES]
    lines = [line.text for line in (*head, *foot)]
    notes = [line for line in lines if _ORIGINAL.search(line)]
    told = [line.text for line in head[-_HEAD_LINES:]]
    address = _ADDRESS.search(" ".join(notes) or " ".join(told))
    url = address.group().rstrip(".,;") if address else ""
    dateline = _dateline(own)
    dated = [*notes, *(line.text for line in head if line.rule in ("date line", "byline")), *told, dateline]
    dated += [line.text for line in foot if line.rule == "date line" or _PUBLISHED.match(line.text)]
    return Origin(
        title=_title([line for line in furniture[:above] if line.rule not in _ABOUT_PICTURES]),
        publisher=_first(_COPYRIGHT, lines)
        or _first(_AGENCY, [dateline])
        or told_to([fold(text[:_LONGEST]) for text in own]),
        authors=_authors(head, lines, notes),
        published=next((date for text in dated if (date := date_in_text(text))), "") or date_in_address(url),
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


def _title(head: Sequence[Judgement]) -> str:
    """The first line above the text that was set aside as a heading and has the length of a title."""
    heads = [line.text for line in head if line.rule in _TITLE_RULES and not line.text.endswith(".")]
    fitting = [text for text in heads if _TITLE_WORDS[0] <= count_words(text) <= _TITLE_WORDS[1]]
    names = _lines_of_names(head)
    return next((_line(text) for text in fitting if not text.startswith("By ") and text not in names), "")


def _lines_of_names(head: Sequence[Judgement]) -> list[str]:
    """Lines that hold nothing but names: who wrote the article.

    They are joined by "and", or stand right above a date line, or close a head in which the date stands higher up.
    """
    found = []
    dates = [line.rule == "date line" for line in head]
    for place, line in enumerate(head):
        dated = dates[place + 1] if place + 1 < len(head) else any(dates[: place - 1])
        if place and (dated or " and " in line.text) and _ONLY_NAMES.fullmatch(line.text):
            found.append(line.text)
    return found


def _authors(head: Sequence[Judgement], lines: Sequence[str], notes: Sequence[str]) -> tuple[str, ...]:
    written = _first(_WRITTEN_BY, notes)
    if written:
        return (written,)
    byline = next((match["names"] for line in lines if (match := BYLINE.match(line))), "")
    names = byline or next(iter(_lines_of_names(head)), "")
    return tuple(name for each in _BETWEEN_NAMES.split(names) if (name := each.strip()))[:6]


def _original(notes: Sequence[str], lines: Sequence[str], url: str) -> str:
    named = _first(_PUBLISHED_BY, notes)
    signed = next((match[1] for line in lines[-4:] if (match := _SIGNATURE.match(line))), "")
    return named or signed or (identity_of(url) if notes else "")


def _first(pattern: re.Pattern[str], lines: Sequence[str]) -> str:
    return next((match[1].strip() for line in lines if (match := pattern.search(line))), "")


def _dateline(own: Sequence[str]) -> str:
    """What an agency's report has before its first dash: "LEEDS, May 3, 2031 (Harbour News)"."""
    head, dash, _ = fold(own[0][:_LONGEST_DATELINE]).partition(" - ") if own else ("", "", "")
    place = head.partition(",")[0].partition(" (")[0]
    return head if dash and place.isupper() else ""
