"""Takes in an article from a text file, a saved page or an address.

A page may be made to take a parser for ever, so it is read in a child process, with a limit of time and memory.
"""

from __future__ import annotations

import re
import time
from collections.abc import Container, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any

from explainer.articles.read_article import MAXIMUM_BYTES, Article, article_of
from explainer.core.child_process import in_child_process
from explainer.core.problems import COMMAND, Refused, refuse
from explainer.core.read_files import read_bytes, without_unseen
from explainer.drafting.fetch import fetch_page, is_address
from explainer.drafting.page_metadata import Origin, identity_of, merged, origin_of_lines, origin_of_page
from explainer.drafting.text_kinds import refuse_what_is_no_article

MOST_ELEMENTS = 20_000
MOST_ATTRIBUTES = 500
MOST_LINES = 5_000
SECONDS = 12.0
_MEGABYTES = 300
_KINDS = {
    b"%PDF": "a PDF",
    b"PK\x03\x04": "an archive or office document",
    b"\xd0\xcf\x11\xe0": "an office document",
    b"\x1f\x8b": "a packed file",
}
_LONG_TAG = re.compile(r"<[a-zA-Z][^<>]{1000,}")
_VALUE = re.compile(r"=\s{0,20}(?:\"[^\"]*\"|'[^']*')")
_BETWEEN_ATTRIBUTES = re.compile(r"[\s/]+")
_SAVE_TEXT = "Save the article's text as a .txt file, in UTF-8."
_NOT_IN_IDS = re.compile(r"[^a-z0-9]+")


@dataclass(frozen=True)
class Intake:
    """An article as it was taken in: its paragraphs, what its page says about it, its bytes, and its file's name.

    `suffix` is `.txt` or `.html`, after the form of the bytes. `address` is where the page was fetched from; "" for a
    file.
    """

    article: Article
    origin: Origin
    content: bytes
    suffix: str
    name: str
    address: str = ""


def take_in(given: str) -> Intake:
    """Read a path or an address, in at most 12 seconds; raise Refused with one problem if it holds no article."""
    start = time.monotonic()
    if is_address(given):
        content, kind = fetch_page(given)
        return _read_apart(content, f".{kind}", given, "", given, SECONDS - (time.monotonic() - start))
    path = Path(given)
    suffix = ".html" if path.suffix.lower() in (".html", ".htm") else ".txt"
    return _read_apart(_bytes_of(path), suffix, path.name, path.stem, "", SECONDS)


def _read_apart(content: bytes, suffix: str, shown: str, stem: str, address: str, seconds: float) -> Intake:
    """Read an article, a page in a child process; refuse what takes too much time or memory there."""
    if suffix != ".html":
        return _read(content, suffix, shown, stem, address)
    # Imported here and not in the child: another page will need it too.
    import trafilatura  # noqa: F401

    try:
        return in_child_process(partial(_read, content, suffix, shown, stem, address), seconds, _MEGABYTES)
    except (OSError, MemoryError, RuntimeError) as error:
        raise refuse("Y3", shown, f"This cannot be read: {error}.", _SAVE_TEXT) from error


def with_facts(intake: Intake, furniture: Sequence[str] = (), own_text: Sequence[str] = (), **known: Any) -> Intake:
    """Return an intake with what the editor knows: facts of its origin, and which lines are furniture or text."""
    origin = replace(intake.origin, **{name: value for name, value in known.items() if value})
    if origin.title == intake.origin.title and not furniture and not own_text:
        return replace(intake, origin=origin)
    article = _article(intake.content, intake.suffix, intake.name, origin.title, furniture, own_text)
    return replace(intake, origin=origin, article=article)


def _bytes_of(path: Path) -> bytes:
    if not path.is_file():
        raise refuse(COMMAND, path.name, "There is no such file.", "Give the path of a text file or a saved web page.")
    return read_bytes(path.resolve(), path.name, MAXIMUM_BYTES)


def _read(content: bytes, suffix: str, shown: str, stem: str, address: str = "") -> Intake:
    _refuse_other_kinds(content, shown)
    origin = Origin(url=address)
    if suffix == ".html":
        page = content.decode("utf-8", errors="replace")
        if page.count("<") > MOST_ELEMENTS:
            raise refuse("Y3", shown, f"This page has more than {MOST_ELEMENTS:,} elements.", _SAVE_TEXT)
        if any(_attributes(tag.group()) > MOST_ATTRIBUTES for tag in _LONG_TAG.finditer(page)):
            sentence = f"An element of this page has more than {MOST_ATTRIBUTES} attributes."
            raise refuse("Y3", shown, sentence, _SAVE_TEXT)
        origin = origin_of_page(page, address)
    article = _article(content, suffix, shown, origin.title)
    refuse_what_is_no_article(article, shown)
    found = merged(
        origin, origin_of_lines([each.text for each in article.paragraphs], article.furniture, article.above)
    )
    if found.title != origin.title:
        article = _article(content, suffix, shown, found.title)
    return Intake(article, _cleaned(found), content, suffix, stem, address)


def _attributes(tag: str) -> int:
    """Return about how many attributes a tag has; parsers take time that grows with their square."""
    return len(_BETWEEN_ATTRIBUTES.findall(_VALUE.sub("=", tag)))


def _cleaned(origin: Origin) -> Origin:
    """Return an origin without characters that nobody sees: a page can spell them so that its own text has none."""
    texts = {name: without_unseen(value) for name, value in vars(origin).items() if isinstance(value, str)}
    return replace(origin, **texts, authors=tuple(map(without_unseen, origin.authors)))


def _refuse_other_kinds(content: bytes, shown: str) -> None:
    if not content.strip():
        raise refuse("Y3", shown, "This file is empty.", _SAVE_TEXT)
    for opening, kind in _KINDS.items():
        if content.startswith(opening):
            raise refuse("Y3", shown, f"This is {kind}, not text.", _SAVE_TEXT)
    if content.count(b"\n") > MOST_LINES and not content.lstrip().startswith(b"<"):
        raise refuse("Y3", shown, f"This file has more than {MOST_LINES:,} lines.", _SAVE_TEXT)
    if b"\x00" in content:
        raise refuse("Y1", shown, "This file is not text.", _SAVE_TEXT)


def _article(
    content: bytes,
    suffix: str,
    shown: str,
    title: str,
    furniture: Sequence[str] = (),
    own_text: Sequence[str] = (),
) -> Article:
    """Read the bytes as an article file, so that the paragraphs get the numbers by which they will be cited."""
    try:
        return article_of(content, suffix, shown, title, furniture, own_text)
    except Refused:
        raise
    except (RecursionError, ValueError, AssertionError, TypeError) as error:
        raise refuse("Y3", shown, "This page cannot be parsed.", _SAVE_TEXT) from error


def name_for(stem: str, origin: Origin, address: str, taken: Container[str] = ()) -> str:
    """Return an id for an article that is not taken: its publisher, with the date of publication as far as needed.

    Without a publisher the site names it, or else the file.
    """
    for candidate in (origin.publisher, identity_of(address).partition(".")[0], stem):
        plain = _NOT_IN_IDS.sub("-", candidate.lower().removeprefix("the ")).strip("-")[:40].strip("-")
        if re.fullmatch(r"[a-z][a-z0-9-]{1,60}", plain):
            dates = [origin.published[:length] for length in (0, 4, 7, 10) if len(origin.published) >= length]
            names = [f"{plain}-{date}".rstrip("-") for date in dates] + [f"{plain}-{count}" for count in range(2, 100)]
            return next((name for name in names if name not in taken), plain)
    return "article"
