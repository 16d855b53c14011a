"""The one door for files that come in: plain, of bounded size, UTF-8, without characters that nobody sees.

Data, pages, articles and the site's configuration are all read through here, so that whatever a file holds, the
answer is its text or one refusal with file and line (rules Y1, Y3 and B3).
"""

from __future__ import annotations

import re
import stat
from pathlib import Path

from explainer.core.problems import Place, Problem, Refused, refuse
from explainer.core.text import invisible_characters

MAXIMUM_BYTES = 256 * 1024
MAXIMUM_WRITTEN_BYTES = 4 * 1024 * 1024
"""For what commands write and nobody types: the lock and the sign-offs. docs/about/scale.md says how far it goes."""
_MEGABYTE = 1_000_000
_MOST_SHOWN = 20
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\x80-\x9f\ufdd0-\ufdef\ufffe\uffff]")
"""Control characters, and what Unicode says is no character, which no XML file can hold."""


def read_bytes(path: Path, shown_as: str, maximum: int = MAXIMUM_BYTES) -> bytes:
    """Return what a plain file holds; raise Refused where it is none, is too large, or cannot be read."""
    try:
        state = path.lstat()
        if not stat.S_ISREG(state.st_mode):
            raise Refused([not_plain(shown_as)])
        if state.st_size > maximum:
            raise refuse("Y1", shown_as, f"This file is larger than {_in_words(maximum)}.", "Split it.")
        return path.read_bytes()
    except OSError as error:
        raise refuse("Y3", shown_as, f"This file cannot be read: {error.strerror}.") from error


def read_text(path: Path, shown_as: str, maximum: int = MAXIMUM_BYTES) -> str:
    """Return the text of a file that the project keeps; raise Refused where rule Y1 does not let it in."""
    text = decoded(read_bytes(path, shown_as, maximum), shown_as)
    if "\r" in text:
        line = text.count("\n", 0, text.index("\r")) + 1
        raise refuse("Y1", shown_as, "Lines end with a carriage return here.", "Save it with LF line ends.", line)
    _refuse_characters(text, shown_as)
    return text


def decoded(content: bytes, shown_as: str, encoding: str = "utf-8") -> str:
    """Return bytes as text; raise Refused at the line that is not UTF-8."""
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise refuse("Y1", shown_as, "This file is not UTF-8 text.", "Save it again as UTF-8.", line) from error


def not_plain(shown_as: str) -> Problem:
    """Return the problem of a link, device or folder that stands where a file is read or published."""
    return Problem(Place(shown_as), "B3", "This is not a plain file.", "Put the file itself here, not a link to it.")


def unseen_characters(text: str) -> list[int]:
    """Return the offsets of the characters of a text that rule Y1 refuses."""
    return sorted([*(match.start() for match in _CONTROL.finditer(text)), *invisible_characters(text)])


def without_unseen(text: str) -> str:
    """Return a text without the characters that rule Y1 refuses, for text that comes from outside the project."""
    hidden = set(unseen_characters(text))
    return "".join(character for at, character in enumerate(text) if at not in hidden)


def unseen(character: str) -> str:
    """Return the sentence that refuses such a character."""
    return f"A character that cannot be seen stands here: U+{ord(character):04X}."


def _refuse_characters(text: str, shown_as: str) -> None:
    problems = []
    for offset in unseen_characters(text)[:_MOST_SHOWN]:
        place = Place(shown_as, text.count("\n", 0, offset) + 1, offset - text.rfind("\n", 0, offset))
        problems.append(Problem(place, "Y1", unseen(text[offset]), "Delete it and type the word again."))
    if problems:
        raise Refused(problems)


def _in_words(size: int) -> str:
    return f"{size // 1024} KB" if size < _MEGABYTE else f"{size // _MEGABYTE} MB"
