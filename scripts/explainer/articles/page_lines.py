"""Reads the lines of a saved web page with what its mark-up says they are: headings, list items, block quotations."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from explainer.articles.lines import HEADING, ITEM, LINKS, QUOTED, ROW, SIGNED, TEXT, Line
from explainer.core.problems import refuse
from explainer.core.text import count_words

_QUOTED_FROM = re.compile(r"<blockquote\b(?:(?!</?blockquote\b).){0,6000}</blockquote>", re.IGNORECASE | re.DOTALL)
_SOURCE_TAG = re.compile(r"<(/?)(?:footer|figcaption|cite)\b[^>]{0,300}>", re.IGNORECASE)
_LONGEST_SIGNATURE = 18
_LONG_CELL = 25
_ALL_LINKS, _MOSTLY_LINKS = 0.8, 0.4
_POINTS_ON = re.compile(r"(?:read|see|more|related|also|watch|listen|explore|don.t miss)\b", re.IGNORECASE)
_SENTENCE_END = re.compile(r"[.!?…:;,။。！？؟।][\"”’')\]]{0,3}$")
_DASHED = re.compile(r"^[—–-]{1,2} ?(?=\S)")
_CONTROL = re.compile("[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f]")
"""Control characters, which a page can spell as entities."""
_INLINE = frozenset(("hi", "ref", "del", "code", "graphic"))


def lines_of_page(page: str, name: str) -> list[Line]:
    """Return the lines of a page's main text in order; raise Refused if it has none. `name` is shown in problems."""
    # Imported here: only a saved web page needs them, and they take longer to import than everything else.
    import trafilatura
    from lxml import etree

    extracted = trafilatura.extract(
        _with_signatures(page), output_format="xml", include_comments=False, include_links=True, favor_recall=True
    )
    main = etree.fromstring(extracted.encode()).find("main") if extracted else None
    lines = list(_lines_in(main)) if main is not None else []
    if not lines:
        raise refuse("Y3", name, "This web page has no article text.", "Save the article's text as a .txt file.")
    return lines


def _with_signatures(page: str) -> str:
    """The page with the sources of its block quotations as paragraphs of these, which the extraction keeps."""
    return _QUOTED_FROM.sub(lambda match: _SOURCE_TAG.sub(r"<\1p>", match.group()), page)


def _lines_in(parent: Any) -> Iterator[Line]:
    if (parent.text or "").strip():
        yield Line(_spaced(parent.text))
    for element in parent:
        yield from _lines_of(element)
        if (element.tail or "").strip():
            yield Line(_spaced(element.tail))


def _lines_of(element: Any) -> Iterator[Line]:
    kind = element.tag
    if kind == "head":
        yield from (Line(text, HEADING) for text in _pieces(element))
    elif kind == "list":
        is_menu = _share_of_links(element) > _ALL_LINKS
        for item in element.iter("item"):
            yield from (Line(text, LINKS if is_menu else ITEM) for text in _pieces(item, nested=False))
    elif kind == "quote":
        yield from _quoted(element)
    elif kind == "table":
        yield from _rows(element)
    elif kind in _INLINE:
        yield from (Line(text) for text in _pieces(element))
    elif kind == "p":
        share, pieces = _share_of_links(element), _pieces(element)
        is_pointer = share > _ALL_LINKS or (share > _MOSTLY_LINKS and any(map(_POINTS_ON.match, pieces)))
        yield from (Line(text, LINKS if is_pointer else TEXT) for text in pieces)
    else:
        yield from _lines_in(element)


def _pieces(element: Any, nested: bool = True) -> list[str]:
    """The text of an element, in pieces where its lines are broken between sentences."""
    pieces = [""]
    for text in _strings(element, nested):
        pieces += [""] if text is None else []
        pieces[-1] += text or ""
    return _joined([plain for piece in pieces if (plain := _spaced(piece))])


def _strings(element: Any, nested: bool) -> Iterator[str | None]:
    """The strings of an element in order; None where a line is broken."""
    yield element.text or ""
    for child in element:
        if child.tag in ("lb", "p", "item"):
            yield None
        if child.tag != "list" or nested:
            yield from _strings(child, nested)
        if child.tag in ("p", "item"):
            yield None
        yield child.tail or ""


def _joined(pieces: list[str]) -> list[str]:
    """Join a piece to the one before it where the break is within a sentence."""
    joined: list[str] = []
    for piece in pieces:
        if joined and piece[:1].islower() and not _SENTENCE_END.search(joined[-1]):
            joined[-1] = f"{joined[-1]} {piece}"
        else:
            joined.append(piece)
    return joined


def _quoted(element: Any) -> Iterator[Line]:
    """The lines of a block quotation; its last line may say whose words they are."""
    pieces = _pieces(element)
    signed = len(pieces) > 1 and _is_signature(pieces[-1], pieces[-2])
    for place, text in enumerate(pieces):
        yield Line(text, SIGNED if signed and place == len(pieces) - 1 else QUOTED)


def _is_signature(line: str, before: str) -> bool:
    if _DASHED.match(line):
        return True
    return count_words(line) <= _LONGEST_SIGNATURE < count_words(before) + 12 and not _SENTENCE_END.search(line)


def _rows(table: Any) -> Iterator[Line]:
    for row in table.iter("row"):
        cells = [pieces for cell in row.iter("cell") if (pieces := _pieces(cell))]
        if any(count_words(piece) > _LONG_CELL for pieces in cells for piece in pieces):
            yield from (Line(piece) for pieces in cells for piece in pieces)
        elif cells:
            yield Line(" | ".join(" ".join(pieces) for pieces in cells), ROW)


def _share_of_links(element: Any) -> float:
    whole = len(_spaced("".join(element.itertext())))
    linked = sum(len(_spaced("".join(link.itertext()))) for link in element.iter("ref"))
    return linked / whole if whole else 0.0


def _spaced(text: str | None) -> str:
    return " ".join(_CONTROL.sub("", text or "").split())
