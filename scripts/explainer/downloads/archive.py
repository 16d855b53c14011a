"""Zip archives that have the same bytes wherever they are made: sorted entries, fixed dates and modes."""

from __future__ import annotations

import io
import time
import zipfile
from collections.abc import Mapping

_PLAIN_FILE = 0o100644 << 16
_UNIX = 3


def packed(entries: Mapping[str, bytes], released: int, first: str = "") -> bytes:
    """Return a zip of the entries, sorted by name; the entry `first` comes before all others, uncompressed.

    `released` is the time written for every entry, in seconds since 1970.
    """
    out = io.BytesIO()
    moment = time.gmtime(released)[:6]
    with zipfile.ZipFile(out, "w") as archive:
        for name in sorted(entries, key=lambda each: (each != first, each)):
            entry = zipfile.ZipInfo(name, date_time=moment)
            entry.create_system, entry.external_attr = _UNIX, _PLAIN_FILE
            kind = zipfile.ZIP_STORED if name == first else zipfile.ZIP_DEFLATED
            archive.writestr(entry, entries[name], compress_type=kind, compresslevel=9)
    return out.getvalue()


def unpacked(content: bytes) -> dict[str, bytes]:
    """Return the entries of a zip by name."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}
