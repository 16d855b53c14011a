"""The one way in for files from outside: plain files of limited size, UTF-8, without invisible characters.

Data, pages, articles and the site's configuration are all read here. Whatever a file holds, the answer is its text or
one refusal with file and line (rules Y1, Y3 and B3).
"""

from __future__ import annotations

import re
import stat
from pathlib import Path

from explainer.core.problems import Place, Problem, Refused, refuse
from explainer.core.text import invisible_characters

MAXIMUM_BYTES = 256 * 1024
MAXIMUM_WRITTEN_BYTES = 4 * 1024 * 1024
"""The limit for files that commands write: the lock and the sign-offs. docs/about/scale.md says how far it reaches."""
_MEGABYTE = 1_000_000
_MOST_SHOWN = 20
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\x80-\x9f\ufdd0-\ufdef\ufffe\uffff]")
"""Control characters, and what Unicode calls noncharacters, which no XML file can hold."""


def read_bytes(path: Path, shown_as: str, maximum: int = MAXIMUM_BYTES) -> bytes:
    """Return the bytes of a plain file; raise Refused if it is not one, is too large, or cannot be read."""
    try:
        state = path.lstat()
        if not stat.S_ISREG(state.st_mode):
            raise Refused([not_plain(shown_as)])
        if state.st_size > maximum:
            raise refuse("Y1", shown_as, f"This file is larger than {_in_words(maximum)}.", "Shorten it or split it.")
        return path.read_bytes()
    except OSError as error:
        raise refuse("Y3", shown_as, f"This file cannot be read: {error.strerror}.") from error


def read_text(path: Path, shown_as: str, maximum: int = MAXIMUM_BYTES) -> str:
    """Return the text of a file that the project keeps; raise Refused if it breaks rule Y1."""
    text = decoded(read_bytes(path, shown_as, maximum), shown_as)
    if "\r" in text:
        line = text.count("\n", 0, text.index("\r")) + 1
        raise refuse("Y1", shown_as, "This line ends with a carriage return.", "Save the file with LF line ends.", line)
    _refuse_characters(text, shown_as)
    return text


def decoded(content: bytes, shown_as: str, encoding: str = "utf-8") -> str:
    """Return bytes as text; raise Refused, naming the line, if they are not UTF-8."""
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise refuse("Y1", shown_as, "This file is not UTF-8 text.", "Save it as UTF-8.", line) from error


def not_plain(shown_as: str) -> Problem:
    """Return the problem of a link, device or folder in the place of a file that is read or published."""
    return Problem(Place(shown_as), "B3", "This is not a plain file.", "Put the file itself here, not a link to it.")


def unseen_characters(text: str) -> list[int]:
    """Return the offsets of the characters in a text that rule Y1 refuses."""
    return sorted([*(match.start() for match in _CONTROL.finditer(text)), *invisible_characters(text)])


def without_unseen(text: str) -> str:
    """Return a text without the characters that rule Y1 refuses, for text that comes from outside the project."""
    hidden = set(unseen_characters(text))
    return "".join(character for at, character in enumerate(text) if at not in hidden) if hidden else text


def unseen_sentence(character: str) -> str:
    """Return the sentence that refuses an invisible character."""
    return f"This text contains an invisible character: U+{ord(character):04X}."


def _refuse_characters(text: str, shown_as: str) -> None:
    problems = []
    for offset in unseen_characters(text)[:_MOST_SHOWN]:
        place = Place(shown_as, text.count("\n", 0, offset) + 1, offset - text.rfind("\n", 0, offset))
        problems.append(Problem(place, "Y1", unseen_sentence(text[offset]), "Delete the word and type it again."))
    if problems:
        raise Refused(problems)


def _in_words(size: int) -> str:
    return f"{size // 1024} KB" if size < _MEGABYTE else f"{size // _MEGABYTE} MB"
