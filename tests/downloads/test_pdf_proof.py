"""The PDFs of the real project, checked by other programs and looked at as a printer gets them."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from conftest import World
from explainer.core.text import fold
from explainer.downloads.book import read_book
from explainer.publish.build import build_site
from explainer.records.wording import amount_in_words

pytestmark = [pytest.mark.downloads, pytest.mark.real]
PDF_PAGES = range(4, 9)
LEAST_EDGE = 14
"""Millimetres: Letter paper is nearly 18 shorter than A4, and printers leave up to 5 at an edge."""


def pdfs(downloads: Path) -> Iterator[Path]:
    yield from sorted(downloads.glob("*.pdf"))


def test_pdfs_follow_every_rule_of_pdf_ua(downloads: Path) -> None:
    from page import validate_pdf

    for path in pdfs(downloads):
        result = validate_pdf(str(path), profile="ua1")
        assert [failure.message for failure in result.failures] == [], path.name
        assert result.is_compliant


def test_outloud_finds_no_error(downloads: Path) -> None:
    command = [Path(sys.executable).with_name("outloud"), "--layer", "conformance", "--quiet", *pdfs(downloads)]
    told = subprocess.run(command, capture_output=True, text=True, check=False)
    assert [line for line in told.stdout.splitlines() if ": 0 error(s)," not in line] == []
    assert (told.returncode, len(told.stdout.splitlines())) == (0, len([*pdfs(downloads)]))


def test_pdfs_are_light_and_topics_are_short(downloads: Path) -> None:
    import pikepdf

    for path in pdfs(downloads):
        assert path.stat().st_size <= 1_500_000
        with pikepdf.open(path) as pdf:
            assert not path.stem.startswith("topic-") or len(pdf.pages) in PDF_PAGES, path.name


def test_a_student_gets_five_pages_at_most_and_two_sheets_of_paper_in_short(downloads: Path) -> None:
    import pypdfium2

    for path in sorted(downloads.glob("*-worksheet.pdf")):
        with pypdfium2.PdfDocument(path) as pdf:
            begins = [(each.get_title(), each.get_dest().get_index()) for each in pdf.get_toc() if each.level < 2]
            ends = [at for _, at in begins[1:]] + [len(pdf)]
        lengths = [(title, end - at) for (title, at), end in zip(begins, ends, strict=True)]
        counted = dict(lengths[1:])
        heading = lengths[0][0]
        shared = [title for title in counted if title.startswith("Sheet ")]
        assert [counted[title] for title in shared] == [1] * len(shared), path.name
        assert counted["Questions"] <= 2, path.name
        own = [heading, "Questions", "Compare", "Task ◆ diamond"]
        assert sum(counted.get(title, 0) for title in own) <= 5, path.name
    for path in sorted(downloads.glob("*-short.pdf")):
        with pypdfium2.PdfDocument(path) as pdf:
            assert len(pdf) <= 4, path.name


def test_no_ink_is_lost_on_letter_paper(downloads: Path) -> None:
    for path in pdfs(downloads):
        for number, (above, below) in enumerate(_ink(path)):
            is_cover = path.stem == "handbook" and number == 0
            assert is_cover or min(above, below) >= LEAST_EDGE, (path.name, number + 1)


def test_only_the_end_of_a_part_is_nearly_empty_in_the_handbook(downloads: Path, real: World) -> None:
    import pypdfium2

    parts = {chapter.part.upper() for chapter in read_book(real.edition(), build_site).chapters if chapter.part}
    with pypdfium2.PdfDocument(downloads / "handbook.pdf") as pdf:
        texts = [page.get_textpage().get_text_bounded() for page in pdf]
    short = [
        at for at, (_, below) in enumerate(_ink(downloads / "handbook.pdf", without_foot=True)) if below > 297 * 2 / 3
    ]
    assert len(short) <= len(parts)
    assert all(at + 1 == len(texts) or any(part in texts[at + 1] for part in parts) for at in short), short


def _ink(path: Path, without_foot: bool = False) -> Iterator[tuple[float, float]]:
    """Yield how far the ink of each page is from its upper and its lower edge, in millimetres."""
    import pypdfium2

    with pypdfium2.PdfDocument(path) as pdf:
        for page in pdf:
            drawn = page.render(scale=1).to_pil().convert("L").point(lambda shade: 255 if shade < 225 else 0)
            room = drawn.crop((0, 0, drawn.width, drawn.height * 9 // 10)) if without_foot else drawn
            box = room.getbbox()
            assert box, (path.name, "an empty page")
            yield box[1] * 25.4 / 72, (drawn.height - box[3]) * 25.4 / 72


def test_the_outline_has_every_heading_and_links_resolve(downloads: Path) -> None:
    import pikepdf

    for path in pdfs(downloads):
        with pikepdf.open(path) as pdf:
            with pdf.open_outline() as outline:
                entries = list(_titles(outline.root))
            kinds = [str(node.S) for node in _structure(pdf.Root.StructTreeRoot.K)]
            assert len(entries) == sum(kind in ("/H1", "/H2", "/H3") for kind in kinds)
            assert {"/H1", "/P"} <= set(kinds), path.name
            # The form on two sheets leaves out what links lead to.
            if path.stem in ("flashcards", "guide", "quiz-key", "quiz-paper") or path.stem.endswith("-short"):
                continue
            assert {"/H2", "/L", "/LI", "/Link"} <= set(kinds), path.name
            assert path.stem != "handbook" or {"/Table", "/TH", "/TD", "/Figure"} <= set(kinds)
            named = _destinations(pdf)
            links = [note for page in pdf.pages for note in page.get("/Annots", []) if "/Dest" in note]
            assert len(links) > 20
            assert {str(note.Dest) for note in links} <= named


def _titles(items: list[object]) -> Iterator[str]:
    for item in items:
        yield item.title
        yield from _titles(item.children)


def _structure(node: object) -> Iterator[object]:
    import pikepdf

    if isinstance(node, pikepdf.Array):
        for child in node:
            yield from _structure(child)
    elif isinstance(node, pikepdf.Dictionary) and "/S" in node:
        yield node
        if "/K" in node:
            yield from _structure(node.K)


def _destinations(pdf: object) -> set[str]:
    names = pdf.Root.Names.Dests.Names
    return {str(names[at]) for at in range(0, len(names), 2)}


def test_drawings_in_pdfs_have_a_description(downloads: Path) -> None:
    import pikepdf

    with pikepdf.open(downloads / "handbook.pdf") as pdf:
        drawings = [node for node in _structure(pdf.Root.StructTreeRoot.K) if node.S == "/Figure"]
        assert drawings
        assert all(len(str(node.Alt)) > 40 for node in drawings)


def test_poppler_finds_every_quotation_and_figure(downloads: Path, real: World) -> None:
    command = ["pdftotext", "-raw", str(downloads / "handbook.pdf"), "-"]
    text = _squeezed(subprocess.run(command, capture_output=True, text=True, check=True).stdout)
    evidence = real.evidence()
    for key, quote in evidence.quotes.items():
        assert _squeezed(quote.text) in text, key
    for key in evidence.figures:
        assert _squeezed(amount_in_words(evidence, key)) in text, key


def _squeezed(text: str) -> str:
    return re.sub(r"\s+", "", fold(text))
