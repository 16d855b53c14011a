"""The worksheets, keys, slides and the workbook of the real project, as LibreOffice reads them."""

from __future__ import annotations

import csv
import io
import re
import subprocess
from pathlib import Path

import pytest
from lxml import html

from conftest import World
from explainer.core.text import fold
from explainer.downloads.archive import unpacked
from explainer.downloads.book import read_book
from explainer.downloads.teaching.handouts import answer_key, lessons_in, short_worksheet, worksheet
from explainer.downloads.teaching.slides import deck
from explainer.publish.build import build_site

pytestmark = [pytest.mark.downloads, pytest.mark.real]


@pytest.fixture(scope="session")
def rewritten(downloads: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The text of every DOCX and PPTX, by file name, after LibreOffice has saved it as PDF."""
    target = tmp_path_factory.mktemp("office")
    files = sorted([*downloads.glob("*.docx"), *downloads.glob("*.pptx")])
    assert len({file.stem for file in files}) == len(files)
    office = ["soffice", f"-env:UserInstallation={(target / 'profile').as_uri()}", "--headless"]
    command = [*office, "--convert-to", "pdf", "--outdir", target, *files]
    subprocess.run(command, check=True, capture_output=True, timeout=30 * len(files))
    found = {}
    for file in files:
        asked = ["pdftotext", "-raw", str(target / f"{file.stem}.pdf"), "-"]
        lines = subprocess.run(asked, capture_output=True, text=True, check=True).stdout.splitlines()
        # The foot of a page stands between the two halves of a sentence.
        found[file.name] = "\n".join(line for line in lines if not line.startswith("version "))
    return found


def test_libreoffice_reads_the_workbook_like_the_data_package(downloads: Path, tmp_path: Path) -> None:
    every_sheet = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1"
    command = ["soffice", f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}", "--headless", "--convert-to"]
    asked = [*command, every_sheet, "--outdir", tmp_path, downloads / "evidence.xlsx"]
    subprocess.run(asked, check=True, capture_output=True, timeout=300)
    package = unpacked((downloads / "data.zip").read_bytes())
    for name, content in package.items():
        if name.endswith(".csv"):
            expected = _rows(content.decode())
            path = tmp_path / f"evidence-{Path(name).stem}.csv"
            assert (_rows(path.read_text(encoding="utf-8")) if path.is_file() else expected[:1]) == expected, name
    assert len(_rows((tmp_path / "evidence-quiz.csv").read_text(encoding="utf-8"))) > 50


def _rows(text: str) -> list[list[str]]:
    """Return the cells of a CSV file; a whole number reads the same with and without a point."""
    return [[cell.removesuffix(".0") for cell in row] for row in csv.reader(io.StringIO(text))]


def test_libreoffice_shows_all_words_of_worksheets_keys_and_slides(
    downloads: Path, rewritten: dict[str, str], real: World
) -> None:
    book = read_book(real.edition(), build_site)
    lessons = lessons_in(book)
    assert len(rewritten) == 5 * len(lessons)
    for lesson in lessons:
        for kind, compose in (("worksheet", worksheet), ("short", short_worksheet), ("key", answer_key)):
            shown = _letters(rewritten[f"{lesson.slug}-{kind}.docx"])
            body = html.document_fromstring(compose(book, lesson)).body
            for each in body.xpath(".//p[not(@class)] | .//blockquote"):
                # The word processor may move the mark of a note, but must not lose the words around it.
                for words in each.xpath(".//text()[not(ancestor::sup)]"):
                    assert _letters(words) in shown, (lesson.slug, kind, words)
        slides = _letters(rewritten[f"{lesson.slug}-slides.pptx"])
        for slide in deck(book, lesson):
            assert all(_letters(line) in slides for line in (slide.title, *slide.lines)), (lesson.slug, slide.title)


def _letters(text: str) -> str:
    return re.sub(r"[\W_]+", "", fold(text))
