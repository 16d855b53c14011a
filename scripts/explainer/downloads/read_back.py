"""Everything that can be read out of a download, whether a reader sees it or only a program does.

File names, comments, properties and descriptions are read like the text, because none of them may leak what must not be
published.
"""

from __future__ import annotations

import io
import re
import sqlite3
import tempfile
import zipfile
from collections.abc import Callable, Iterator
from contextlib import closing
from html import unescape
from pathlib import Path
from typing import Any

from explainer.built.site import BuiltPage, written_out
from explainer.core.problems import SYSTEM, refuse

PARTED = " | "
_STRETCH = 50_000
"""Characters of text searched at once: names are blanked one by one, which takes far longer in one long text than in
several short ones."""
_PAGES = (".xhtml", ".html")
_PACKED = (".pdf", ".docx", ".pptx", ".xlsx", ".apkg", ".zip")
"""Files inside an archive that are read like downloads themselves."""
_SETUP = "Run `make downloads`."


def text_of_pdf(content: bytes) -> str:
    """Return the text of a PDF, its pages separated by form feeds."""
    try:
        import pypdfium2
    except ImportError as error:
        raise refuse(SYSTEM, "pypdfium2", "The PDF reader is not installed.", _SETUP) from error
    with pypdfium2.PdfDocument(content) as pdf:
        return "\f".join(page.get_textpage().get_text_bounded() for page in pdf)


def text_of(file: str, content: bytes) -> str:
    """Return the text that readers see in a PDF, DOCX, PPTX or XLSX file; "" for other kinds of files."""
    read = _VISIBLE.get(file.rpartition(".")[2])
    return read(content) if read else ""


def all_texts(file: str, content: bytes) -> Iterator[str]:
    """Yield everything that can be read out of a download, in pieces that never split a text.

    Raise Refused for a kind of file that has no reader here.
    """
    read = _READERS.get(file.rpartition(".")[2])
    if read is None:
        sentence = "Files of this kind cannot be searched for leaks."
        raise refuse("B1", file, sentence, "Add a reader for them to scripts/explainer/downloads/read_back.py.")
    gathered: list[str] = []
    size = 0
    for part in read(content):
        gathered.append(part)
        size += len(part)
        if size > _STRETCH:
            yield PARTED.join(gathered)
            gathered, size = [], 0
    yield PARTED.join(gathered)


def _pdf(content: bytes) -> Iterator[str]:
    try:
        import pikepdf
    except ImportError as error:
        raise refuse(SYSTEM, "pikepdf", "The PDF reader is not installed.", _SETUP) from error
    yield text_of_pdf(content)
    with pikepdf.open(io.BytesIO(content)) as pdf:
        for thing in pdf.objects:
            yield from _strings(thing, pikepdf)
            if isinstance(thing, pikepdf.Stream) and thing.get("/Type") == "/Metadata":
                yield written_out(thing.read_bytes().decode("utf-8", errors="replace"))
        yield from _strings(pdf.trailer, pikepdf)


def _strings(thing: Any, pikepdf: Any, depth: int = 0) -> Iterator[str]:
    """Yield the strings of one PDF object: titles, authors, bookmarks, descriptions of pictures, notes."""
    if isinstance(thing, pikepdf.String):
        yield str(thing)
    elif isinstance(thing, pikepdf.Array) and depth < 20:
        for each in thing:
            yield from _direct(each, pikepdf, depth)
    elif isinstance(thing, pikepdf.Dictionary | pikepdf.Stream) and depth < 20:
        for each in thing.values():
            yield from _direct(each, pikepdf, depth)


def _direct(thing: Any, pikepdf: Any, depth: int) -> Iterator[str]:
    # Indirect objects are read where they are defined.
    if not (isinstance(thing, pikepdf.Object) and thing.is_indirect):
        yield from _strings(thing, pikepdf, depth + 1)


def _archive(content: bytes) -> Iterator[str]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        yield archive.comment.decode("utf-8", errors="replace")
        for entry in archive.infolist():
            yield entry.filename
            yield entry.comment.decode("utf-8", errors="replace")
            yield from _part(entry.filename, archive.read(entry))


def _text_of_office_file(content: bytes) -> str:
    """Return the text of a DOCX, PPTX or XLSX file; the words of a paragraph or cell stay together."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = [archive.read(name).decode() for name in sorted(archive.namelist()) if _OFFICE_PARTS.match(name)]
    found = [match for part in parts for match in _OFFICE_TEXT.finditer(part)]
    return "".join(unescape(match[1]) if match[1] is not None else "\n" for match in found)


def _office_file(content: bytes) -> Iterator[str]:
    yield _text_of_office_file(content)
    yield from _archive(content)


def _deck(content: bytes) -> Iterator[str]:
    """Yield the fields and tags of the notes in an Anki deck, and the other texts of its database."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        yield from archive.namelist()
        collection = archive.read("collection.anki2")
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.deserialize(collection)
        for fields, labels in connection.execute("select flds, tags from notes"):
            yield f"{fields}{PARTED}{labels}"
        for row in connection.execute("select models, decks, conf from col"):
            yield written_out(PARTED.join(row))


def _zim(content: bytes) -> Iterator[str]:
    try:
        from libzim.reader import Archive
    except ImportError as error:
        raise refuse(SYSTEM, "libzim", "The ZIM reader is not installed.", _SETUP) from error
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "site.zim"
        path.write_bytes(content)
        archive = Archive(path)
        for key in archive.metadata_keys:
            yield f"{key} {bytes(archive.get_metadata(key)).decode('utf-8', errors='replace')}"
        for number in range(archive.all_entry_count):
            entry = archive._get_entry_by_id(number)
            yield f"{entry.path}{PARTED}{entry.title}"
            if not entry.is_redirect:
                yield from _part(entry.path, bytes(entry.get_item().content))


def _part(name: str, content: bytes) -> Iterator[str]:
    """Yield the texts of one file inside an archive."""
    text = content.decode("utf-8", errors="replace")
    if name.endswith(_PACKED):
        yield from _READERS[name.rpartition(".")[2]](content)
    elif name.endswith(_PAGES):
        page = as_page(name, text)
        yield page.text
        yield from sorted(page.unseen_texts)
    else:
        yield written_out(text)


def as_page(name: str, text: str) -> BuiltPage:
    """Return a page of an archive, parsed like the pages of the site, which have no XML declaration."""
    return BuiltPage(name, text.replace("<?xml", "<!--?xml", 1).replace("?>", "?-->", 1))


def _plain(content: bytes) -> Iterator[str]:
    yield written_out(content.decode("utf-8", errors="replace"))


_OFFICE_TEXT = re.compile(
    r"<(?:(?:[wa]:)?t|dc:\w{1,20}|cp:\w{1,20})(?: [^>]{0,200})?>([^<]{0,20000})<|</(?:[wa]:p|si)>"
)
_OFFICE_PARTS = re.compile(
    r"(?:word/document|docProps/core|xl/sharedStrings|ppt/(?:slides|notesSlides)/\w{1,40})\.xml$"
)
_VISIBLE: dict[str, Callable[[bytes], str]] = {
    "pdf": text_of_pdf,
    **dict.fromkeys(("docx", "pptx", "xlsx"), _text_of_office_file),
}
_READERS: dict[str, Callable[[bytes], Iterator[str]]] = {
    "pdf": _pdf,
    "epub": _archive,
    "zip": _archive,
    "zim": _zim,
    "apkg": _deck,
    **dict.fromkeys(("docx", "pptx", "xlsx"), _office_file),
    **dict.fromkeys(("json", "jsonld", "bib", "ris", "csv", "txt", "gift"), _plain),
}
