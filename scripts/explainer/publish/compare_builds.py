"""Compares two builds: files that only one has, bytes, and the modes that say who can read them (rule B2).

Zip files, which EPUBs, office documents and card packs are too, are compared entry by entry.
"""

from __future__ import annotations

import io
import stat
import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path

_CONTEXT = 30
"""How many bytes are shown on each side of the first difference."""
_ENTRY_FIELDS = ("date_time", "compress_type", "external_attr", "create_system", "extra", "comment")


def differences(one: Path, other: Path) -> list[str]:
    """Return a line for each difference between two folders or two files; none if they are the same."""
    if one.is_dir() and other.is_dir():
        return list(_between_folders(one, other))
    if one.is_dir() or other.is_dir():
        return [f"{one if one.is_dir() else other} is a folder; the other is not."]
    return list(_between_contents(other.name, one.read_bytes(), other.read_bytes()))


def _between_folders(one: Path, other: Path) -> Iterator[str]:
    first, second = ({path.relative_to(root).as_posix(): path for path in root.rglob("*")} for root in (one, other))
    yield from _missing(first, second)
    for name in sorted(first.keys() & second.keys()):
        here, there = first[name], second[name]
        modes = [stat.filemode(path.lstat().st_mode) for path in (here, there)]
        if modes[0] != modes[1]:
            yield f"{name}: mode {modes[0]} and {modes[1]}"
        elif here.is_symlink():
            targets = [path.readlink() for path in (here, there)]
            if targets[0] != targets[1]:
                yield f"{name}: leads to {targets[0]} and {targets[1]}"
        elif here.is_file():
            yield from _between_contents(name, here.read_bytes(), there.read_bytes())


def _missing(first: Iterable[str], second: Iterable[str]) -> Iterator[str]:
    one, other = set(first), set(second)
    yield from (f"{name}: only in the first" for name in sorted(one - other))
    yield from (f"{name}: only in the second" for name in sorted(other - one))


def _between_contents(name: str, one: bytes, other: bytes) -> Iterator[str]:
    if one == other:
        return
    if all(zipfile.is_zipfile(io.BytesIO(content)) for content in (one, other)):
        found = list(_between_zips(name, one, other))
        yield from found or [_first_difference(name, one, other)]
    else:
        yield _first_difference(name, one, other)


def _between_zips(name: str, one: bytes, other: bytes) -> Iterator[str]:
    with zipfile.ZipFile(io.BytesIO(one)) as first, zipfile.ZipFile(io.BytesIO(other)) as second:
        names = [each.namelist() for each in (first, second)]
        yield from (f"{name} > {line}" for line in _missing(*names))
        if names[0] != names[1] and sorted(names[0]) == sorted(names[1]):
            yield f"{name}: the same entries in another order"
        for entry in sorted(set(names[0]) & set(names[1])):
            here, there = first.getinfo(entry), second.getinfo(entry)
            for field in _ENTRY_FIELDS:
                values = getattr(here, field), getattr(there, field)
                if values[0] != values[1]:
                    yield f"{name} > {entry}: {field} {values[0]!r} and {values[1]!r}"
            yield from _between_contents(f"{name} > {entry}", first.read(here), second.read(there))


def _first_difference(name: str, one: bytes, other: bytes) -> str:
    shorter = min(len(one), len(other))
    at = next((index for index in range(shorter) if one[index] != other[index]), shorter)
    line = one.count(b"\n", 0, at) + 1
    start = max(0, at - _CONTEXT)
    shown = [repr(content[start : at + _CONTEXT])[1:] for content in (one, other)]
    sizes = f"{len(one)} and {len(other)} bytes; " if len(one) != len(other) else ""
    return f"{name}: {sizes}first difference at byte {at}, line {line}\n    {shown[0]}\n    {shown[1]}"
