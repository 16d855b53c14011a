"""The search index, which a large site splits into parts: a phone fetches only those that a search needs.

Records are grouped in blocks, the most telling kinds first. Words are grouped by their first letters, each word with
the numbers of the records that hold it. The search page looks words up, fetches the records that fit best, and searches
them as it searches the single index of a small site. Every part is a plain script file, so that it works from disk.

Records are the site's evidence and the prose of its pages, section by section.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from hashlib import sha256

from explainer.core.vocabulary import ASSET_DIGITS

SEARCH_INDEX = "assets/search-index.js"
SEARCH_FOLDER = "assets/search/"
MOST_TOGETHER = 180_000
"""The most characters that one index holds: it then weighs less than 50 KB compressed, which a phone reads in a
moment."""

IN_A_BLOCK = 12
_MOST_OF_A_WORD = 2_000
"""The most records kept for one word, the most telling first: the commonest words are in almost all records, and
nobody looks at more."""
_PART_CHARACTERS = 30_000
_LONGEST_PREFIX = 5
_KINDS = ("term", "person", "figure", "page", "section", "event", "quotation")
"""The kinds of records, the most telling first; `overrides/assets/search.js` weighs them in the same order."""
_BETWEEN = re.compile(r"[\s:;*~^+|<>=!?\"“”‘()/{}\[\]…–—-]+")
_EDGES = ".,'¶#"
_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"

Record = Mapping[str, str]


def index_files(records: Sequence[Record], texts: Mapping[str, str]) -> dict[str, str]:
    """Return the files of the search index by path: one, or many for a large site. Their kinds are in words there."""
    together = _json([_shown(each, texts) for each in records])
    if len(together) <= MOST_TOGETHER:
        return {SEARCH_INDEX: f"self.searchRecords = {together};\n"}
    ordered = sorted(records, key=lambda record: _KINDS.index(record["kind"]))
    shown = [_shown(each, texts) for each in ordered]
    blocks = [shown[at : at + IN_A_BLOCK] for at in range(0, len(ordered), IN_A_BLOCK)]
    parts = _word_parts(_postings(ordered))
    files: dict[str, object] = {f"r{number}": block for number, block in enumerate(blocks)}
    files |= {f"w{number}": part for number, part in enumerate(parts.values())}
    texts = {name: _part(name, content) for name, content in files.items()}
    # Browsers may cache what is below assets/ for good, so the folder is named by a digest of its content.
    folder = sha256("".join(texts.values()).encode()).hexdigest()[:ASSET_DIGITS]
    index = {"prefixes": list(parts), "block": IN_A_BLOCK, "folder": folder}
    found = {f"{SEARCH_FOLDER}{folder}/{name}.js": text for name, text in texts.items()}
    return found | {SEARCH_INDEX: f"self.searchParts = {_json(index)};\n"}


def _shown(record: Record, texts: Mapping[str, str]) -> Record:
    return {**record, "kind": texts[f"found-{record['kind']}"]}


def _part(name: str, content: object) -> str:
    return f'(self.searchPart ??= {{}})["{name}"] = {_json(content)};\n'


def _json(content: object) -> str:
    return json.dumps(content, ensure_ascii=False, separators=(",", ":"))


def words_of(text: str) -> set[str]:
    """Return the words of a text as the search page splits them: in lower case, without punctuation at their ends, and
    without the ending of the possessive."""
    pieces = _BETWEEN.split(text.lower().replace("’", "'"))
    return {word for piece in pieces if (word := piece.strip(_EDGES).removesuffix("'s").strip(_EDGES))}


def _postings(records: Sequence[Record]) -> dict[str, str]:
    """Return for each word the records with the word in their title, `|`, and those with it only in their text."""
    found: dict[str, tuple[list[int], list[int]]] = {}
    for number, record in enumerate(records):
        strong = words_of(f"{record['title']} {record.get('words', '')}")
        for word in strong:
            found.setdefault(word, ([], []))[0].append(number)
        for word in words_of(record["text"]) - strong:
            found.setdefault(word, ([], []))[1].append(number)
    return {word: "|".join(map(_as_steps, found[word])) for word in sorted(found)}


def _as_steps(numbers: Iterable[int]) -> str:
    """Return ascending numbers as the differences between them, in base 36."""
    steps: list[str] = []
    before = 0
    for number in list(numbers)[:_MOST_OF_A_WORD]:
        steps.append(_base36(number - before))
        before = number
    return ".".join(steps)


def _base36(number: int) -> str:
    digits = ""
    while number >= len(_DIGITS):
        number, digit = divmod(number, len(_DIGITS))
        digits = _DIGITS[digit] + digits
    return _DIGITS[number] + digits


def _word_parts(postings: Mapping[str, str]) -> dict[str, dict[str, str]]:
    """Return the words grouped by their first letters: at least two, and as few as keep a group small."""
    parts: dict[str, dict[str, str]] = {}
    waiting = [(2, dict(postings))]
    while waiting:
        length, words = waiting.pop()
        groups: dict[str, dict[str, str]] = {}
        for word, places in words.items():
            groups.setdefault(word[:length], {})[word] = places
        for prefix, group in groups.items():
            size = sum(len(word) + len(places) for word, places in group.items())
            if size <= _PART_CHARACTERS or length == _LONGEST_PREFIX or len(group) == 1:
                parts[prefix] = group
            else:
                waiting.append((length + 1, group))
    return dict(sorted(parts.items()))
