"""Slides hold the typefaces of words in other scripts, and every word says its language."""

from __future__ import annotations

import ctypes
import io
import struct

import pytest
from lxml import etree

from explainer.downloads.archive import unpacked
from explainer.downloads.book import Book
from explainer.downloads.teaching.slide import Slide
from words_of_the_world import WORDS

pytestmark = pytest.mark.downloads
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
ALL = tuple(WORDS.values())


def made(book: Book, *slides: Slide) -> bytes:
    from explainer.downloads.teaching.pptx import slides as pptx

    return pptx(book, slides)


def of_the_world(book: Book) -> bytes:
    return made(
        book,
        Slide(f"Words {ALL[0]}", ("Low tide",), notes="Say this.\nAnd that."),
        Slide("Large", ALL[:6], large=ALL[0], italics=(ALL[1],), notes="\n".join(ALL)),
        Slide("More", tuple(f"The pilots ({word}) left." for word in ALL[6:])),
    )


def runs(entries: dict[str, bytes]) -> dict[str, dict[str, str]]:
    """Return each text of the slides and notes, with its language and the typefaces that it names."""
    found = {}
    for name, content in entries.items():
        if name.startswith(("ppt/slides/slide", "ppt/notesSlides/notesSlide")):
            for run in etree.fromstring(content).iter(f"{A}r"):
                look = run.find(f"{A}rPr")
                names = {etree.QName(each).localname: each.get("typeface") for each in look if each.get("typeface")}
                found[run.findtext(f"{A}t")] = {"lang": look.get("lang"), **names}
    return found


def test_slides_in_latin_letters_hold_no_typeface(book: Book) -> None:
    entries = unpacked(made(book, Slide("Low “tide”", ("At dawn – …",), notes="Say this.")))
    assert [name for name in entries if "fonts/" in name] == []
    assert b"embeddedFontLst" not in entries["ppt/presentation.xml"]
    assert {look["lang"] for look in runs(entries).values()} == {"en-GB"}


def test_every_run_says_its_language_and_names_a_typeface_that_is_held(book: Book) -> None:
    content = of_the_world(book)
    assert content == of_the_world(book)
    entries = unpacked(content)
    listed = etree.fromstring(entries["ppt/presentation.xml"]).find(f"{P}embeddedFontLst")
    held = {font.find(f"{P}font").get("typeface") for font in listed}
    languages = {}
    for text, look in runs(entries).items():
        assert look["lang"], text
        if look["lang"] != "en-GB":
            assert look["latin"] == look["ea"] == look["cs"] == look["sym"]
            assert look["latin"] in held
            languages[text] = look["lang"]
    for name, language in (("Burmese", "my"), ("Thai", "th"), ("Arabic", "ar"), ("Chinese", "zh"), ("Korean", "ko")):
        assert languages[WORDS[name]] == language
    assert runs(entries)["😀"]["latin"] == "Noto Emoji"


def test_the_library_of_libreoffice_reads_each_typeface_back(book: Book) -> None:
    from fontTools.ttLib import TTFont

    reader = ctypes.CDLL("libeot.so.0")
    entries = unpacked(of_the_world(book))
    links = {
        each.get("Id"): each.get("Target") for each in etree.fromstring(entries["ppt/_rels/presentation.xml.rels"])
    }
    looked = 0
    for font in etree.fromstring(entries["ppt/presentation.xml"]).find(f"{P}embeddedFontLst"):
        for tag, style in (("regular", "Regular"), ("bold", "Bold")):
            content = entries[f"ppt/{links[font.find(f'{P}{tag}').get(f'{R}id')]}"]
            whole, inside, version, flags = struct.unpack("<4I", content[:16])
            assert (whole, version, flags, content[34:36]) == (len(content), 0x00020002, 0, b"LP")
            out, size = ctypes.POINTER(ctypes.c_uint8)(), ctypes.c_uint()
            about = ctypes.create_string_buffer(4096)
            told = reader.EOT2ttf_buffer(content, len(content), about, ctypes.byref(out), ctypes.byref(size))
            assert (told, size.value) == (0, inside)
            assert reader.EOTcanLegallyEdit(about)
            typeface = TTFont(io.BytesIO(ctypes.string_at(out, size.value)))
            reader.EOTfreeBuffer(out)
            names = [typeface["name"].getDebugName(number) for number in (1, 2)]
            assert names == [font.find(f"{P}font").get("typeface"), style]
            looked += 1
    assert looked == 2 * 9


def test_the_slides_can_be_opened_and_lose_no_word(book: Book) -> None:
    from pptx import Presentation

    show = Presentation(io.BytesIO(of_the_world(book)))
    read = [[shape.text_frame.text for shape in slide.shapes if shape.has_text_frame] for slide in show.slides]
    assert read[0][:2] == [f"Words {ALL[0]}", "Low tide"]
    assert read[1][:2] == ["Large", "\n".join((ALL[0], *ALL[:6]))]
    assert show.slides[1].notes_slide.notes_text_frame.text == "\n".join(ALL)


def test_type_is_smaller_where_lines_are_tall_or_letters_are_wide(book: Book) -> None:
    def size(word: str) -> int:
        tree = etree.fromstring(unpacked(made(book, Slide("x"), Slide("x", (word * 24,) * 4)))["ppt/slides/slide2.xml"])
        return max(int(look.get("sz")) for look in tree.iter(f"{A}rPr"))

    assert size("ship") > size("မြေသစ်")
    assert size("ship") > size("港口领航")
