"""Handouts hold the typefaces of words in other scripts, as word processors read them."""

from __future__ import annotations

import io
import re
import subprocess
from pathlib import Path

import pytest
from lxml import etree, html

from explainer.downloads.archive import unpacked
from explainer.downloads.book import Book
from explainer.downloads.paged_chapters import element
from explainer.downloads.print.documents import sheet
from words_of_the_world import WORDS

pytestmark = pytest.mark.downloads
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
SET = [name for name in WORDS if name not in ("Greek", "Russian", "Vietnamese")]
"""What typefaces of word processors may lack."""


def handout(book: Book, parts: list[html.HtmlElement]) -> bytes:
    from explainer.downloads.teaching.docx import docx

    chapter = element("section", "chapter", "", element("h1", "", "Words"), *parts)
    return docx(book, sheet(book, "Words", "Words", [chapter]))


def of_the_world(book: Book) -> bytes:
    return handout(
        book,
        [
            element("p", "", f"{name}: the pilots ({word}) left.", element("b", "", word))
            for name, word in WORDS.items()
        ],
    )


def restored(content: bytes, key: str) -> bytes:
    """Undo what the format does to a typeface, as its standard says (ECMA-376, part 4, 2.8.1)."""
    mask = [int(key.strip("{}").replace("-", "")[at : at + 2], 16) for at in range(0, 32, 2)][::-1] * 2
    return bytes(byte ^ change for byte, change in zip(content[:32], mask, strict=True)) + content[32:]


def test_a_handout_in_latin_letters_holds_no_typeface(book: Book) -> None:
    entries = unpacked(handout(book, [element("p", "", "“Low” tide – at dawn…")]))
    assert [name for name in entries if "fonts/" in name] == []
    assert b"embedTrueTypeFonts" not in entries["word/settings.xml"]


def test_runs_name_typefaces_that_the_handout_holds(book: Book) -> None:
    from fontTools.ttLib import TTFont

    content = of_the_world(book)
    assert content == of_the_world(book)
    assert len(content) < 100_000
    entries = unpacked(content)
    links = {each.get("Id"): each.get("Target") for each in etree.fromstring(entries["word/_rels/fontTable.xml.rels"])}
    held: dict[tuple[str, str], set[int]] = {}
    for font in etree.fromstring(entries["word/fontTable.xml"]):
        for tag, style in (("embedRegular", "Regular"), ("embedBold", "Bold")):
            for each in font.iter(f"{W}{tag}"):
                file = restored(entries[f"word/{links[each.get(f'{R}id')]}"], each.get(f"{W}fontKey"))
                typeface = TTFont(io.BytesIO(file))
                assert [typeface["name"].getDebugName(number) for number in (1, 2)] == [font.get(f"{W}name"), style]
                held[font.get(f"{W}name"), style] = set(typeface.getBestCmap())
    assert len(held) == len(links) == 2 * len(SET) - 4, "Chinese, Japanese and Korean share theirs"
    seen = ""
    for run in etree.fromstring(entries["word/document.xml"]).iter(f"{W}r"):
        fonts = run.find(f"{W}rPr/{W}rFonts[@{W}cs]")
        if fonts is not None:
            text = "".join(run.itertext())
            (name,) = set(fonts.attrib.values())
            letters = {ord(each) for each in text if each.isalnum() or ord(each) > 0xFFFF}
            assert letters <= held[name, "Regular"] & held[name, "Bold"], text
            seen += text
    for name in SET:
        assert not {each for each in WORDS[name] if ord(each) > 0x2000} - {*seen}, name


def test_runs_say_language_and_direction(book: Book) -> None:
    tree = etree.fromstring(unpacked(of_the_world(book))["word/document.xml"])
    told = {}
    for run in tree.iter(f"{W}r"):
        look = {etree.QName(each).localname: dict(each.attrib) for each in run.iterfind(f"{W}rPr/*")}
        told["".join(run.itertext())] = look
    burmese, arabic, chinese = (told[WORDS[name]] for name in ("Burmese", "Arabic", "Chinese"))
    assert (burmese["lang"], "cs" in burmese) == ({f"{W}val": "my", f"{W}bidi": "my"}, True)
    assert (arabic["lang"], "rtl" in arabic) == ({f"{W}val": "ar", f"{W}bidi": "ar"}, True)
    assert chinese["lang"] == {f"{W}val": "zh", f"{W}eastAsia": "zh"}


def test_no_word_and_no_other_run_is_lost(book: Book) -> None:
    parts = [element("p", "", f"A {WORDS['Burmese']}", element("br")), element("p", "", "B", element("em", "", "c"))]
    parts[0][0].tail = WORDS["Arabic"]
    tree = etree.fromstring(unpacked(handout(book, parts))["word/document.xml"])
    (paragraph,) = [each for each in tree.iter(f"{W}p") if "A " in "".join(each.itertext())]
    order = ["br" if each.tag == f"{W}br" else each.text for each in paragraph.iter(f"{W}t", f"{W}br")]
    assert "".join(order) == f"A {WORDS['Burmese']}br{WORDS['Arabic']}"


def test_libreoffice_sets_words_in_the_typefaces_of_the_handout(book: Book, tmp_path: Path) -> None:
    (tmp_path / "words.docx").write_bytes(of_the_world(book))
    office = ["soffice", f"-env:UserInstallation={(tmp_path / 'office').as_uri()}"]
    command = [*office, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path), str(tmp_path / "words.docx")]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    import pikepdf

    with pikepdf.open(tmp_path / "words.pdf") as pdf:
        names = {
            str(each.BaseFont) for each in pdf.objects if isinstance(each, pikepdf.Dictionary) and "/BaseFont" in each
        }
    used = {re.sub(r"^/\w+\+", "", name) for name in names}
    wanted = "Myanmar Thai Arabic CJKSC Hebrew Khmer Devanagari Ethiopic".split()
    assert {f"NotoSans{name}-{style}" for name in wanted for style in ("Regular", "Bold")} <= used
