"""The words of the subject of this project, and where they are looked for.

Lists of occupations, ranks and places in the folders `lists` contain words of any news; they are left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

FOLDERS = ("scripts", "overrides", "deploy/nginx", "tests/toy")
LEFT_OUT = frozenset(("lists", "node_modules", "__pycache__"))
"""Folders of word lists, and of what is fetched or made."""
SUBJECT = re.compile(
    r"\bdefect|\bdesert(?:er|ed|ion)|\bmyanmar(?! text\b)|\bburm(?:a|ese)\b|\btatmadaw|\bjuntas?\b|\bcoups?\b"
    r"|\bsoldiers?\b|\bpolice|\bmilitar|\barm(?:y|ies)\b|\btroops\b"
    r"|\bwatermelon|breaking.?ranks|people.s.(?:embrace|soldiers|defen[cs]e)|\bchin(?:land)?\b"
    r"|\byangon|\bnaypyidaw|\bmandalay|\bkyats?\b|\bbaht\b|\bmmk\b|\bthb\b"
    r"|\bvoa\b|\bwsj\b|\bnyt\b|\bfrance.?24|\bdiplomat\b|wall street|new york times|voice of america",
    re.IGNORECASE,
)
"""Words of the subject of this project: who and what it is about, its places and money, its name and its sources.

"Myanmar Text" is a typeface, which office programs list in every file."""


def words_in(text: str) -> list[str]:
    return [match.group() for match in SUBJECT.finditer(text)]


def texts(root: Path, folders: tuple[str, ...] = FOLDERS) -> Iterator[tuple[str, str]]:
    """Yield the path and the text of every file in the folders, with its path in the text: a name is a word too."""
    for path in (each for folder in folders for each in sorted((root / folder).rglob("*"))):
        shown = path.relative_to(root).as_posix()
        built = any(part in LEFT_OUT or part.endswith(".egg-info") for part in path.relative_to(root).parts)
        if path.is_file() and not built:
            yield shown, f"{shown}\n{path.read_bytes().decode('utf-8', errors='replace')}"
