"""Forty private names and forty runs of article text, each hidden in a different place: the gates find every one.

All names and sentences are invented. The places are what readers see, what only programs see, files beside the pages,
downloads, and the project itself.
"""

from __future__ import annotations

import gzip
import io
import json
import zipfile
from collections.abc import Callable
from dataclasses import replace

import pytest
from PIL import Image, PngImagePlugin

from conftest import World
from explainer.articles.read_article import Article, Paragraph
from explainer.built.site import read_site
from explainer.downloads.book import Book, read_book
from explainer.downloads.checks import Checks
from explainer.downloads.download import Download
from explainer.edition.state import Edition, load_edition
from explainer.gates.registry import problems_of
from explainer.gates.run import check_edition, check_site
from explainer.publish.build import build_site

_FIRST = "Abel Bryn Corin Delva Edrik Fenna Garrow Hesper Iven Jorun".split()
_LAST = "Askel Brome Culver Drask".split()
NAMES = [f"{first} {last}ton" for last in _LAST for first in _FIRST]
RUNS = [
    f"the {thing} at the {where} quay was left {how} while the keepers counted the lanterns"
    for where in ("northern", "southern", "older", "newer")
    for thing, how in zip(
        "barge crane ferry hopper lighter tender dredger pontoon skiff cutter".split(),
        "empty burning locked sinking moored leaking rusting listing drifting sealed".split(),
        strict=True,
    )
]
COUNT = 40


def leaky(edition: Edition) -> Edition:
    """Return the edition with one more article, which names forty private people and has forty runs of its own."""
    told = zip(NAMES, RUNS, strict=True)
    texts = [f"“We go,” {name} said, and {run} of the tide." for name, run in told]
    paragraphs = tuple(Paragraph(number, text) for number, text in enumerate(texts, start=1))
    return replace(edition, articles={**edition.articles, "leaky": Article(paragraphs, ())})


PAGE = "about/index.html"


def in_page(pattern: str) -> Callable[[World, str], None]:
    """Return a function that puts a leak into a built page, after its heading."""

    def plant(world: World, leak: str) -> None:
        path = world.project.site / PAGE
        text = path.read_text(encoding="utf-8")
        assert text.count("</h1>") == 1
        path.write_text(text.replace("</h1>", f"</h1>{pattern.replace('LEAK', leak)}"), encoding="utf-8")

    return plant


def in_file(file: str, pattern: str) -> Callable[[World, str], None]:
    """Return a function that appends a leak to a file of the built site."""

    def plant(world: World, leak: str) -> None:
        path = world.project.site / file
        path.parent.mkdir(exist_ok=True)
        before = path.read_text(encoding="utf-8") if path.is_file() else ""
        path.write_text(before + pattern.replace("LEAK", leak), encoding="utf-8")

    return plant


def in_search_index(world: World, leak: str) -> None:
    (path,) = world.project.site.glob("assets/search-index-*.js")
    head, _, records = path.read_text(encoding="utf-8").partition(" = ")
    content = [*json.loads(records.rstrip(";\n")), {"kind": "page", "title": "x", "address": "x", "text": leak}]
    path.write_text(f"{head} = {json.dumps(content)};\n", encoding="utf-8")


def in_escapes(world: World, leak: str) -> None:
    escaped = "".join(f"\\u{ord(letter):04x}" for letter in leak)
    in_page(f'<script type="application/ld+json">{{"name": "{escaped}"}}</script>')(world, "")


def in_entities(world: World, leak: str) -> None:
    in_page("<!-- LEAK -->")(world, "".join(f"&#{ord(letter)};" for letter in leak))


def in_packed_file(world: World, leak: str) -> None:
    (world.project.site / "sitemap.xml.gz").write_bytes(gzip.compress(f"<loc>{leak}</loc>".encode()))


def in_picture(world: World, leak: str) -> None:
    facts = PngImagePlugin.PngInfo()
    facts.add_text("Author", leak)
    Image.new("RGB", (1, 1)).save(world.project.site / "assets" / "card.png", pnginfo=facts)


def in_file_name(world: World, leak: str) -> None:
    (world.project.site / f"{leak}.txt").write_text("low", encoding="utf-8")


SITE: dict[str, Callable[[World, str], None]] = {
    "text": in_page("<p>LEAK</p>"),
    "alt text": in_page('<img src="../assets/mark.svg" alt="LEAK">'),
    "title of a link": in_page('<a href="index.html" title="LEAK">low</a>'),
    "label for screen readers": in_page('<span aria-label="LEAK"></span>'),
    "data attribute": in_page('<span data-person="LEAK"></span>'),
    "comment": in_page("<!-- LEAK -->"),
    "comment in entities": in_entities,
    "data for programs": in_page('<script type="application/ld+json">{"name": "LEAK"}</script>'),
    "data for programs in escapes": in_escapes,
    "title of a drawing": in_page("<svg><title>LEAK</title></svg>"),
    "description of a drawing": in_page("<svg><desc>LEAK</desc></svg>"),
    "style": in_page("<style>p::after { content: 'LEAK' }</style>"),
    "search index": in_search_index,
    "style sheet": in_file("assets/style.css", "/* LEAK */"),
    "script": in_file("assets/search.js", "// LEAK"),
    "drawing in a file": in_file("assets/mark.svg", "<!-- <title>LEAK</title> -->"),
    "feed": in_file("corrections.xml", "<!-- LEAK -->"),
    "table": in_file("figures.csv", "LEAK,1\n"),
    "text file": in_file("robots.txt", "# LEAK"),
    "packed file": in_packed_file,
    "properties of a picture": in_picture,
    "name of a file": in_file_name,
}


def zipped(entries: dict[str, str], comment: str = "", entry_comment: str = "") -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.comment = comment.encode()
        for name, text in entries.items():
            entry = zipfile.ZipInfo(name)
            entry.comment = entry_comment.encode()
            archive.writestr(entry, text)
    return out.getvalue()


def pdf_with(leak: str, where: str) -> bytes:
    import pikepdf

    pdf, out = pikepdf.new(), io.BytesIO()
    pdf.add_blank_page()
    if where == "information":
        pdf.docinfo["/Author"] = leak
    elif where == "metadata":
        with pdf.open_metadata() as facts:
            facts["dc:title"] = leak
    elif where == "bookmark":
        with pdf.open_outline() as outline:
            outline.root.append(pikepdf.OutlineItem(leak, 0))
    else:
        figure = pikepdf.Dictionary(S=pikepdf.Name.Figure, Alt=pikepdf.String(leak))
        pdf.Root.StructTreeRoot = pdf.make_indirect(pikepdf.Dictionary(K=pikepdf.Array([pdf.make_indirect(figure)])))
    pdf.save(out)
    return out.getvalue()


DOWNLOADS: dict[str, tuple[str, Callable[[str], bytes]]] = {
    "name in a zip": ("low.zip", lambda leak: zipped({f"{leak}.txt": "low"})),
    "comment of a zip": ("low.zip", lambda leak: zipped({"a.txt": "low"}, comment=leak)),
    "comment of a zip's entry": ("low.zip", lambda leak: zipped({"a.txt": "low"}, entry_comment=leak)),
    "alt text in a zip": ("low.zip", lambda leak: zipped({"a.html": f'<p>low<img alt="{leak}"></p>'})),
    "comment in a zip": ("low.zip", lambda leak: zipped({"a.html": f"<p>low</p><!-- {leak} -->"})),
    "script in a zip": ("low.zip", lambda leak: zipped({"assets/search.js": f"// {leak}"})),
    "package of an e-book": ("low.epub", lambda leak: zipped({"EPUB/a.opf": f"<dc:creator>{leak}</dc:creator>"})),
    "properties of a PDF": ("low.pdf", lambda leak: pdf_with(leak, "information")),
    "metadata of a PDF": ("low.pdf", lambda leak: pdf_with(leak, "metadata")),
    "bookmark of a PDF": ("low.pdf", lambda leak: pdf_with(leak, "bookmark")),
    "alt text of a PDF": ("low.pdf", lambda leak: pdf_with(leak, "description")),
    "bibliography": ("low.ris", lambda leak: f"N1  - {leak}".encode()),
    "annotations": ("low.jsonld", lambda leak: json.dumps({"note": leak}).encode()),
}

PROJECT: dict[str, tuple[str, str]] = {
    "comment in the data": ("data/people.yaml", "# LEAK\n"),
    "value in the data": ("data/exceptions.yaml", "leaked: {words: LEAK, reason: Low.}\n"),
    "page": ("docs/about/index.md", "\nLEAK\n"),
    "front of a page": ("docs/leaked.md", "---\ndescription: LEAK\n---\n# Low\n\nLow.\n"),
    "configuration": ("mkdocs.yml", "# LEAK\n"),
}
"""Files of the project, and what is added to them. With 22 places in the site and 13 in downloads, these 5 make 40."""

PLACES = [*SITE, *DOWNLOADS, *PROJECT]


def test_there_are_forty_places_names_and_runs() -> None:
    assert len(PLACES) == len(set(NAMES)) == len(set(RUNS)) == COUNT


@pytest.fixture(scope="module")
def leaks() -> dict[str, tuple[str, str]]:
    return {place: (name, run) for place, name, run in zip(PLACES, NAMES, RUNS, strict=True)}


def codes_in_the_site(edition: Edition) -> set[str]:
    return {each.code for each in problems_of(check_site(read_site(edition.project.site, edition)))}


def test_site_and_project_hold_none_of_them_before(built_toy: World) -> None:
    edition = leaky(built_toy.edition())
    assert not {"N1", "C5"} & codes_in_the_site(edition)
    assert not {"N1", "C5"} & {each.code for each in problems_of(check_edition(edition))}


@pytest.mark.parametrize("place", SITE)
def test_a_leak_in_the_site_is_caught(place: str, built_toy: World, leaks: dict[str, tuple[str, str]]) -> None:
    edition = leaky(built_toy.edition())
    found = set()
    for leak, code in zip(leaks[place], ("N1", "C5"), strict=True):
        untouched = _files(built_toy)
        SITE[place](built_toy, leak)
        found |= {code} & codes_in_the_site(edition)
        _restore(built_toy, untouched)
    assert found == {"N1", "C5"}


def _files(world: World) -> dict[str, bytes]:
    site = world.project.site
    return {path.relative_to(site).as_posix(): path.read_bytes() for path in site.rglob("*") if path.is_file()}


def _restore(world: World, files: dict[str, bytes]) -> None:
    for path in _files(world).keys() - files.keys():
        (world.project.site / path).unlink()
    for path, content in files.items():
        (world.project.site / path).write_bytes(content)


@pytest.fixture
def leaky_book(toy: World) -> Book:
    return read_book(leaky(toy.edition()), build_site)


@pytest.mark.downloads
@pytest.mark.parametrize("place", DOWNLOADS)
def test_a_leak_in_a_download_is_caught(place: str, leaky_book: Book, leaks: dict[str, tuple[str, str]]) -> None:
    file, make = DOWNLOADS[place]
    checks = Checks(leaky_book)
    for leak, code in zip(leaks[place], ("N1", "C5"), strict=True):
        name = "topic-leaving" if file.endswith(".pdf") else "planted"
        offered = Download(name, "data", file, "", "", bytes)
        found = {each.code for each in checks.problems(offered, make(leak))}
        clean = {each.code for each in checks.problems(offered, make("low tide"))}
        assert code in found
        assert not {"N1", "C5"} & clean


@pytest.mark.parametrize("place", PROJECT)
def test_a_leak_in_the_project_is_caught(place: str, toy: World, leaks: dict[str, tuple[str, str]]) -> None:
    file, pattern = PROJECT[place]
    before = toy.text(file) if (toy.root / file).is_file() else ""
    for leak, code in zip(leaks[place], ("N1", "C5"), strict=True):
        toy.write(file, before + pattern.replace("LEAK", leak))
        spoiled, _ = load_edition(toy.project)
        found = {(each.code, each.place.file) for each in problems_of(check_edition(leaky(spoiled)))}
        assert (code, file) in found
        if before:
            toy.write(file, before)
        else:
            toy.delete(file)
