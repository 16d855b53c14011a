"""Reads what the command is given: a file of JSON lines, or a plain text."""

import json
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

STANDARD_INPUT = "-"


class BadInput(Exception):
    """A file that cannot be read, or the line of it that cannot; the message says where, what, and what to do."""


@dataclass(frozen=True, slots=True)
class Article:
    """An article by its id, with its paragraphs: the lines of its text that are not blank."""

    id: str | int
    paragraphs: tuple[str, ...]


def articles_of_json_lines(file: str) -> list[Article]:
    """Return the article of each line that is not blank; raise BadInput at the first that holds none."""
    articles = [_article(line, f"{_shown(file)}:{number}") for number, line in _lines(file)]
    if not articles:
        raise BadInput(f"{_shown(file)}: there is no line to read.")
    return articles


def article_of_text(file: str) -> Article:
    """Return a text with a paragraph on each line as an article; raise BadInput where there is none."""
    paragraphs = tuple(line for _, line in _lines(file))
    if not paragraphs:
        raise BadInput(f"{_shown(file)}: there is no text to read.")
    return Article(_shown(file), paragraphs)


def _shown(file: str) -> str:
    return "standard input" if file == STANDARD_INPUT else file


def _lines(file: str) -> Iterator[tuple[int, str]]:
    """Yield the lines of a file that are not blank, each with its number."""
    try:
        content = sys.stdin.buffer.read() if file == STANDARD_INPUT else Path(file).read_bytes()
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else str(error)
        raise BadInput(f"{_shown(file)}: cannot be read: {reason}.") from error
    for number, line in enumerate(content.removeprefix(b"\xef\xbb\xbf").split(b"\n"), start=1):
        try:
            text = line.decode("utf-8").rstrip("\r")
        except UnicodeDecodeError as error:
            message = f"{_shown(file)}:{number}: this line is not UTF-8. Save the file as UTF-8 text."
            raise BadInput(message) from error
        if text.strip():
            yield number, text


def _article(line: str, place: str) -> Article:
    try:
        record = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise BadInput(f'{place}: this line is not JSON. Write one object a line: {{"id": …, "text": …}}.') from error
    if not isinstance(record, dict):
        raise BadInput(f'{place}: this line is not a JSON object. Write one a line: {{"id": …, "text": …}}.')
    identifier, text = record.get("id"), record.get("text")
    if not isinstance(identifier, str | int):
        raise BadInput(f'{place}: "id" must be a string or a whole number.')
    if not isinstance(text, str):
        raise BadInput(f'{place}: "text" must be a string that holds the article, a paragraph a line.')
    if not _is_unicode(text) or not _is_unicode(str(identifier)):
        raise BadInput(f"{place}: this line holds half a character (a lone surrogate). Write it whole.")
    return Article(identifier, tuple(paragraph for paragraph in text.split("\n") if paragraph.strip()))


def _is_unicode(text: str) -> bool:
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True
