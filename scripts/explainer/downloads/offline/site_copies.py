"""Copies of the site for readers without a connection: a zip that opens from disk, and a ZIM file for Kiwix.

Both contain the whole site, built and checked like the published one. Of the downloads they hold a worksheet for each
lesson, and say where the others are. The ZIM file is made from the zip, so that the site is built once for both.
"""

from __future__ import annotations

import io
import os
import re
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from lxml import html

from explainer.built.download_manifest import FILE, Manifest, manifest_text, state_of
from explainer.core.child_process import in_child_process
from explainer.core.problems import SYSTEM, refuse
from explainer.core.project import DOWNLOADS_VARIABLE
from explainer.downloads.archive import packed, unpacked
from explainer.downloads.book import Book
from explainer.downloads.teaching.lesson_files import to_carry

FOLDER = "offline-copy"
_ILLUSTRATION = 48
_NOT_FOUND = "404.html"
_READ_ME_FILE = f"{FOLDER}/READ-ME.txt"
_TYPES = {
    ".html": "text/html",
    ".css": "text/css",
    ".js": "application/javascript",
    ".json": "application/json",
    ".pdf": "application/pdf",
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".xml": "application/xml",
    ".txt": "text/plain",
    ".woff2": "font/woff2",
}
HALF_MADE = "half-made-"
"""How the names of folders begin in which something is being made."""


def _built(book: Book) -> dict[str, bytes]:
    """Build the site of a book's edition into a temporary folder, and return its files by path."""
    project = book.edition.project
    workplace = project.root / "build"
    workplace.mkdir(exist_ok=True)
    with (
        tempfile.TemporaryDirectory(prefix=HALF_MADE, dir=workplace) as folder,
        tempfile.TemporaryDirectory(prefix=HALF_MADE, dir=workplace) as carried,
    ):
        target = Path(folder) / FOLDER
        target.mkdir()
        _carry(book, Path(carried))
        with _downloads_from(Path(carried)):
            in_child_process(partial(_build, book, target))
        files = sorted(path for path in target.rglob("*") if path.is_file())
        content = {path.relative_to(target).as_posix(): path.read_bytes() for path in files}
        return content | {_NOT_FOUND: _with_relative_links(book, content[_NOT_FOUND])}


def _with_relative_links(book: Book, page: bytes) -> bytes:
    """Let the page for missing addresses link relative to its own place: a copy does not lie at a server's root."""
    root = urlsplit(book.address).path or "/"
    return re.sub(rf'((?:href|src)="){re.escape(root)}(?!/)'.encode(), rb"\1", page)


def _build(book: Book, target: Path) -> bytes:
    book.build_site(book.edition, target)
    return b""


def _carry(book: Book, folder: Path) -> None:
    """Write the downloads that copies hold into a folder, with their list."""
    made = [(download, download.content(book)) for download in to_carry(book)]
    for download, content in made:
        (folder / download.file).write_bytes(content)
    entries = tuple(download.entry(content) for download, content in made)
    listed = manifest_text(Manifest(book.label, state_of(book.edition.project), entries))
    (folder / FILE).write_text(listed, encoding="utf-8")


@contextmanager
def _downloads_from(folder: Path) -> Iterator[None]:
    before = os.environ.get(DOWNLOADS_VARIABLE)
    os.environ[DOWNLOADS_VARIABLE] = folder.name
    try:
        yield
    finally:
        os.environ.pop(DOWNLOADS_VARIABLE)
        if before is not None:
            os.environ[DOWNLOADS_VARIABLE] = before


def site_zip(book: Book) -> bytes:
    """Return the site as a zip, whose file names do not reveal its subject."""
    entries = {f"{FOLDER}/{name}": content for name, content in _built(book).items()}
    entries[_READ_ME_FILE] = book.texts["offline-read-me"].format(imprint="\n".join(book.imprint())).encode()
    return packed(entries, book.released)


def zim(book: Book) -> bytes:
    """Return the site as a ZIM file with a full-text index, whose bytes differ from build to build."""
    try:
        from libzim.writer import Creator, Hint, Item, StringProvider
    except ImportError as error:
        raise refuse(SYSTEM, "libzim", "The ZIM writer is not installed.", "Run `make downloads`.") from error

    class Page(Item):  # type: ignore[misc]
        def __init__(self, path: str, content: bytes) -> None:
            super().__init__()
            self.path, self.content = path, content

        def get_path(self) -> str:
            return self.path

        def get_title(self) -> str:
            return _title(self.path, self.content)

        def get_mimetype(self) -> str:
            return _TYPES.get(Path(self.path).suffix, "application/octet-stream")

        def get_contentprovider(self) -> Any:
            return StringProvider(self.content)

        def get_hints(self) -> dict[Any, Any]:
            return {Hint.FRONT_ARTICLE: self.path.endswith(".html") and self.path != _NOT_FOUND}

    copy = unpacked(book.made["zip"] if "zip" in book.made else site_zip(book))
    files = {name.removeprefix(f"{FOLDER}/"): content for name, content in copy.items() if name != _READ_ME_FILE}
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder) / f"{FOLDER}.zim"
        # Each worker of the library takes about 90 MB to compress, and by default there are four.
        language = book.texts["language-three-letters"]
        settings = Creator(target).config_indexing(True, language).config_nbworkers(1).set_mainpath("index.html")
        with _quiet(), settings as creator:
            creator.add_illustration(_ILLUSTRATION, _illustration(book))
            for path, content in files.items():
                creator.add_item(Page(path, content))
            for name, value in _facts(book).items():
                creator.add_metadata(name, value)
        return target.read_bytes()


@contextmanager
def _quiet() -> Iterator[None]:
    """Silence the ZIM library, which prints its progress to the file descriptor of standard output."""
    sys.stdout.flush()
    kept = os.dup(1)
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    try:
        yield
    finally:
        os.dup2(kept, 1)
        os.close(kept)
        os.close(nowhere)


def _illustration(book: Book) -> bytes:
    """Return the picture that ZIM readers show: the site's mark, or its colour if it has no mark as a PNG."""
    # Imported here because only this file needs it.
    from PIL import Image
    from PIL.PngImagePlugin import PngImageFile

    mark, size = book.edition.mark, (_ILLUSTRATION, _ILLUSTRATION)
    plain = Image.new("RGBA", size, book.identity.colours[0])
    picture = PngImageFile(io.BytesIO(mark)).convert("RGBA") if mark else plain
    out = io.BytesIO()
    picture.resize(size, Image.Resampling.LANCZOS).save(out, "PNG")
    return out.getvalue()


def _title(path: str, content: bytes) -> str:
    if not path.endswith(".html"):
        return ""
    return str(html.document_fromstring(content).findtext(".//title") or path)


def _facts(book: Book) -> dict[str, str]:
    day = datetime.fromtimestamp(book.released, UTC).strftime("%Y-%m-%d")
    about = book.subtitle if len(book.subtitle) <= 80 else f"{book.subtitle[:79].rsplit(' ', 1)[0]}…"
    return {
        "Title": book.title,
        "Language": book.texts["language-three-letters"],
        "Name": FOLDER,
        "Creator": book.title,
        "Publisher": book.title,
        "Date": day,
        "Description": about,
        "LongDescription": " ".join([book.subtitle, *book.imprint()]),
        "License": book.imprint()[-1],
        "Source": book.address or book.title,
    }
