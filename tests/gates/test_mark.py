"""The project's mark must be a PNG with only its pixels: no texts, no place, no name of a program."""

from __future__ import annotations

import io
import struct
import zlib
from collections.abc import Callable

import pytest
from PIL import Image, ImageFile
from PIL.PngImagePlugin import PngInfo

from conftest import World

FILE = "overrides/assets/mark.png"


def picture(**more: object) -> bytes:
    out = io.BytesIO()
    Image.new("RGBA", (8, 8), "#26334d").save(out, "PNG", **more)
    return out.getvalue()


def with_a_text() -> bytes:
    facts = PngInfo()
    facts.add_text("Author", "a clerk")
    return picture(pnginfo=facts)


def with_more_after_it() -> bytes:
    return picture() + b"and more"


def cut_short() -> bytes:
    return picture()[:-20]


def with_broken_pixels() -> bytes:
    head = struct.pack(">IIBBBBB", 8, 8, 8, 6, 0, 0, 0)
    parts = ((b"IHDR", head), (b"IDAT", b"none"), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data)) for kind, data in parts
    )


def much_too_large() -> bytes:
    return picture() + b" " * 300_000


def jpeg() -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (8, 8)).save(out, "JPEG")
    return out.getvalue()


FAULTS = [with_a_text, with_more_after_it, cut_short, with_broken_pixels, much_too_large, jpeg]


def test_a_mark_of_only_pixels_is_accepted(toy: World) -> None:
    (toy.root / FILE).write_bytes(picture())
    assert toy.report() == []


@pytest.mark.parametrize("made", FAULTS, ids=lambda made: str(made.__name__))
def test_any_other_mark_is_a_problem(toy: World, made: Callable[[], bytes]) -> None:
    (toy.root / FILE).write_bytes(made())
    report = toy.report()
    assert report[0] == FILE
    assert len(report) == 3


def test_a_broken_mark_is_a_problem_also_where_broken_pictures_are_drawn(
    toy: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ImageFile, "LOAD_TRUNCATED_IMAGES", True)
    (toy.root / FILE).write_bytes(with_broken_pixels())
    assert toy.report()[0] == FILE
    assert ImageFile.LOAD_TRUNCATED_IMAGES
