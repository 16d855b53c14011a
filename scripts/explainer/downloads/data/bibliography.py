"""The sources for reference managers: CSL-JSON, and BibLaTeX and RIS, which are made from it."""

from __future__ import annotations

import json
from collections.abc import Mapping

from explainer.core.dates import Point
from explainer.downloads.book import Book
from explainer.downloads.references import address_of
from explainer.records.models import Source
from explainer.render.bibtex_fields import field_address, field_name, field_text, field_title

Item = dict[str, object]


def csl_items(book: Book) -> list[Item]:
    """Return the sources as CSL-JSON items, with a note on the copy that was read."""
    evidence = book.edition.evidence
    return [_item(book.texts, source, evidence.lock[key].read if key in evidence.lock else "")
            for key, source in evidence.sources.items()]  # fmt: skip


def _item(texts: Mapping[str, str], source: Source, read: str) -> Item:
    authors = [_name(author) for author in source.authors]
    item: Item = {
        "id": source.id,
        "type": "article-newspaper",
        "title": source.title,
        "container-title": source.publisher,
        "issued": _issued(source.when.start),
        "language": "en",
        "note": f"{texts[f'read-in-{source.copy_read.kind}']}. {source.copy_read.note}",
    }
    if authors:
        item["author"] = authors
    if address_of(source):
        item["URL"] = address_of(source)
    if read:
        item["accessed"] = {"date-parts": [[int(part) for part in read.split("-")]]}
    return item


def _name(author: str) -> dict[str, str]:
    given, _, family = author.rpartition(" ")
    if "," in author or "and" in author.split():
        # Several people, or a body whose name is kept whole.
        return {"literal": author}
    return {"family": family, "given": given} if given else {"literal": family}


def _issued(point: Point) -> dict[str, object]:
    parts = [part for part in (point.year, point.month, point.day) if part]
    return {"date-parts": [parts], **({"circa": True} if point.mark else {})}


def csl_json(book: Book) -> bytes:
    """Return the sources as CSL-JSON."""
    return (json.dumps(csl_items(book), ensure_ascii=False, indent=1) + "\n").encode()


def biblatex(book: Book) -> bytes:
    """Return the sources as BibLaTeX, with dates in EDTF."""
    # What stands between entries is skipped up to the next "@".
    head = "".join(f"% {line.replace('@', '(at)')}\n" for line in book.imprint())
    return "\n".join([head, *(_biblatex_entry(item) for item in csl_items(book))]).encode()


def _biblatex_entry(item: Item) -> str:
    fields = {
        "author": " and ".join(_biblatex_name(name) for name in _authors(item)),
        "title": field_title(str(item["title"])),
        "journaltitle": field_title(str(item["container-title"])),
        "date": _date(item, "issued", "-") + ("~" if _is_circa(item) else ""),
        "url": field_address(str(item.get("URL", ""))),
        "urldate": _date(item, "accessed", "-"),
        "langid": "english",
        "entrysubtype": "newspaper",
        "note": field_text(str(item["note"])),
    }
    lines = [f"  {name} = {{{value}}}," for name, value in fields.items() if value]
    return "\n".join([f"@article{{{item['id']},", *lines, "}", ""])


def _biblatex_name(name: dict[str, str]) -> str:
    return field_name(name.get("literal") or name["family"], name.get("given", ""))


def ris(book: Book) -> bytes:
    """Return the sources as RIS. Dates are as exact as they are known; a note says if a date is approximate."""
    return "\r\n".join(line for item in csl_items(book) for line in _ris_lines(book.texts, item)).encode()


def _ris_lines(texts: Mapping[str, str], item: Item) -> list[str]:
    note = str(item["note"]) + (f" {texts['date-approximate']}" if _is_circa(item) else "")
    names = [name.get("literal") or f"{name['family']}, {name['given']}" for name in _authors(item)]
    date = _date(item, "issued", "/")
    fields = [
        ("TY", "NEWS"),
        ("ID", str(item["id"])),
        *(("AU", name) for name in names),
        ("TI", str(item["title"])),
        ("T2", str(item["container-title"])),
        ("PY", date.partition("/")[0]),
        ("DA", date + "/" * (3 - date.count("/")) if "/" in date else ""),
        ("UR", str(item.get("URL", ""))),
        ("Y2", _date(item, "accessed", "/")),
        ("LA", "en"),
        ("N1", note),
    ]
    return [*(f"{tag}  - {value}" for tag, value in fields if value), "ER  - ", ""]


def _authors(item: Item) -> list[dict[str, str]]:
    authors = item.get("author", [])
    assert isinstance(authors, list)
    return authors


def _is_circa(item: Item) -> bool:
    issued = item["issued"]
    return isinstance(issued, dict) and bool(issued.get("circa"))


def _date(item: Item, key: str, joint: str) -> str:
    value = item.get(key)
    parts = value["date-parts"][0] if isinstance(value, dict) else []
    return joint.join(f"{part:02}" for part in parts)
