"""The ways in which an input file is corrupted: cut short, a bit flipped, another encoding, YAML's traps, no file.

Corruptions are made from the bytes of a file, and are the same each time.
"""

from __future__ import annotations

import os
import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from explainer.articles.read_article import read_article
from explainer.core.problems import Refused
from explainer.core.project import Project
from explainer.core.text import fold
from explainer.core.yaml_files import load_yaml
from explainer.pages.page import Page
from explainer.pages.read_pages import parse_page
from explainer.prose.statements import PROGRAM_PAGES
from explainer.records.store import load_evidence

PARTS = 16
_KEY = "the key of a record"
SPARSE_BYTES = 1_000_000_000
UNSIGNED = frozenset("opens read by of reason cues furniture nav not_in_nav watch extra".split())
"""Fields that no sign-off covers: notes of who read what and when, reasons for editors, paths of pages and other
settings of mkdocs. Nothing rests on a letter that is changed in one of them."""


@dataclass(frozen=True)
class Corruption:
    """One way to spoil a file; `spoil` does it to the file at a path."""

    name: str
    spoil: Callable[[Path], None]


def corruptions(content: bytes, flips: int, seed: str) -> Iterator[Corruption]:
    """Yield every corruption of a file with this content; `seed` decides which bits are flipped."""
    for part in range(1, PARTS):
        yield Corruption(f"cut at {part}/{PARTS}", partial(_write, content[: len(content) * part // PARTS]))
    chance = random.Random(seed)
    for number in range(flips if content else 0):
        yield Corruption(f"flip {number}", partial(_write, _flipped(content, chance)))
    for name, spoiled in _spoiled(content).items():
        yield Corruption(name, partial(_write, spoiled))
    yield Corruption("missing", Path.unlink)
    yield Corruption("symbolic link", _link)
    yield Corruption("link to itself", _link_to_itself)
    yield Corruption("pipe", _pipe)
    yield Corruption("folder", _folder)
    yield Corruption("1 GB of nothing", _sparse)


def _spoiled(content: bytes) -> dict[str, bytes]:
    middle = len(content) // 2
    middle = content.find(b"\n", middle) + 1 or middle
    before, after = content[:middle], content[middle:]
    first = content.split(b"\n", 1)[0] + b"\n"
    return {
        "empty": b"",
        "blank": b"\n \n\n",
        "byte order mark": b"\xef\xbb\xbf" + content,
        "CR LF": content.replace(b"\n", b"\r\n"),
        "CR": content.replace(b"\n", b"\r"),
        "NUL": before + b"\x00" + after,
        "escape": before + b"\x1b[31m" + after,
        "bad UTF-8": before + b"\xff\xfe" + after,
        "overlong UTF-8": before + b"\xc0\xaf" + after,
        "surrogate": before + b"\xed\xa0\x80" + after,
        "UTF-16": content.decode("utf-8").encode("utf-16"),
        "bidirectional": before + "\u202e".encode() + after,
        "no character": before + "\ufffe".encode() + after,
        "twice": content + content,
        "first line twice": first + content,
        "anchor": content + b"\nzz: &zz 1\nyy: *zz\n",
        "alias bomb": b"a: &a [x,x]\n"
        + b"".join(b"%c: &%c [*%c,*%c]\n" % (i, i, i - 1, i - 1) for i in range(98, 123)),
        "merge key": content + b"\n<<: {a: 1}\n",
        "tag": content + b"\nzz: !!python/object/apply:os.system ['true']\n",
        "deep": b"a: " + b"[" * 5_000 + b"]" * 5_000,
        "deep block": b"".join(b" " * depth + b"- a:\n" for depth in range(2_000)),
        "deep quotation": b"> " * 5_000 + b"low\n",
        "5,000 digits": before + b"\nzz: " + b"9" * 5_000 + b"\n" + after,
        "long line": b"a" * 250_000,
        "blanks": b"# " + b" " * 200_000 + b"{x\n",
        "brackets": b"[" * 120_000,
        "stars": b"*a " * 60_000,
        "list": b"- a\n- b\n",
        "number": b"5\n",
        "wrong types": content.replace(b": ", b": [1, {a: b}] #", 8),
    }


def _write(content: bytes, path: Path) -> None:
    path.write_bytes(content)


def _flipped(content: bytes, chance: random.Random) -> bytes:
    at = chance.randrange(len(content))
    return content[:at] + bytes([content[at] ^ (1 << chance.randrange(8))]) + content[at + 1 :]


def _link(path: Path) -> None:
    path.unlink()
    path.symlink_to("/etc/hostname")


def _link_to_itself(path: Path) -> None:
    path.unlink()
    path.symlink_to(path.name)


def _pipe(path: Path) -> None:
    path.unlink()
    os.mkfifo(path)


def _folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


def _sparse(path: Path) -> None:
    with path.open("wb") as file:
        file.truncate(SPARSE_BYTES)


def why_harmless(before: bytes, path: Path) -> str:
    """Return why a corrupted file without problems does no harm, or "" if no reason is known."""
    after = path.read_bytes() if path.is_file() else b""
    if path.suffix == ".md":
        return _why_page_is_harmless(before.decode(), after.decode(), path)
    if path.suffix in (".yaml", ".yml", ".lock"):
        return _why_data_is_harmless(before, path)
    return _why_article_is_harmless(before, path)


def _why_article_is_harmless(before: bytes, path: Path) -> str:
    source = load_evidence(Project(path.parent.parent))[0].sources[path.stem]
    aside = path.with_name(f"before-{path.name}")
    aside.write_bytes(before)
    try:
        known, found = (
            read_article(each, source.title, source.furniture, each.name, source.own_text) for each in (aside, path)
        )
    except Refused:
        return ""
    finally:
        aside.unlink()
    said, says = ([fold(paragraph.text) for paragraph in article.paragraphs] for article in (known, found))
    return "the paragraphs read from it are the same" if said == says else ""


def _why_data_is_harmless(before: bytes, path: Path) -> str:
    aside = path.with_name(f"{path.name}.before")
    aside.write_bytes(before)
    try:
        known, found = (load_yaml(each, each.name, ("!ENV",)).content for each in (aside, path))
    except Refused:
        return ""
    finally:
        aside.unlink()
    if path.name == "names.yaml" and isinstance(found, dict) and found.items() <= known.items():
        return "fewer names may be printed"
    changed = set(_differences(known, found))
    if _KEY in changed and changed <= UNSIGNED | {_KEY}:
        return "a key that nothing names"
    if not changed:
        return "it says the same"
    return "a field that nothing rests on" if changed <= UNSIGNED else ""


def _differences(one: object, other: object, key: str = "") -> Iterator[str]:
    if isinstance(one, dict) and isinstance(other, dict) and len(one) == len(other):
        for name, renamed in zip(one, other, strict=True):
            if name != renamed:
                yield _KEY
            yield from _differences(one[name], other[renamed], key if key in UNSIGNED else name)
    elif isinstance(one, list) and isinstance(other, list) and len(one) == len(other):
        for first, second in zip(one, other, strict=True):
            yield from _differences(first, second, key)
    elif one != other:
        yield key


def _why_page_is_harmless(before: str, after: str, path: Path) -> str:
    if any(path.as_posix().endswith(f"docs/{page}") for page in PROGRAM_PAGES):
        return "words about the program"
    one, other = (_said(parse_page(text, "a.md", "a.md")) for text in (before, after))
    return "it says the same" if one == other else ""


def _said(page: Page) -> list[object]:
    """Return what a page says and shows, regardless of the form of its quotation marks and dashes."""
    blocks = ((each.kind, each.level, each.name, each.argument, each.options, fold(each.text)) for each in page.blocks)
    return [page.front, *blocks]
