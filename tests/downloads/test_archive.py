"""A zip has the same bytes wherever it is made."""

from __future__ import annotations

import io
import zipfile

import pytest

from explainer.downloads.archive import packed, unpacked

ENTRIES = {"b.txt": b"two", "a.txt": b"one", "mimetype": b"application/epub+zip"}
MOMENT = 1_700_000_000


def test_entries_are_sorted_and_dated() -> None:
    content = packed(ENTRIES, MOMENT)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert archive.namelist() == ["a.txt", "b.txt", "mimetype"]
        assert {entry.date_time for entry in archive.infolist()} == {(2023, 11, 14, 22, 13, 20)}
        assert {entry.external_attr >> 16 for entry in archive.infolist()} == {0o100644}
    assert unpacked(content) == ENTRIES


def test_one_entry_can_come_first_uncompressed() -> None:
    content = packed(ENTRIES, MOMENT, first="mimetype")
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert archive.infolist()[0].filename == "mimetype"
        assert archive.infolist()[0].compress_type == zipfile.ZIP_STORED


def test_order_and_time_zone_do_not_matter(monkeypatch: pytest.MonkeyPatch) -> None:
    content = packed(ENTRIES, MOMENT)
    monkeypatch.setenv("TZ", "Asia/Yangon")
    assert packed(dict(reversed(ENTRIES.items())), MOMENT) == content
