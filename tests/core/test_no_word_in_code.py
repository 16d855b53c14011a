"""No word that readers see stands in the program. The toy world is built in a language that has every text in letters
of another alphabet, so that what is left in Latin letters is the project's own, or a word that stands in code."""

from __future__ import annotations

import csv
import io
import json
import re
import shutil
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import get_args
from xml.etree import ElementTree

import pytest
import yaml
from lxml import html

from conftest import REAL_ROOT, World
from explainer.core import texts
from explainer.core.texts import FIRST_LANGUAGE, texts_in
from explainer.core.vocabulary import CopyKind, RelationKind
from explainer.downloads.archive import unpacked
from explainer.downloads.book import Book
from explainer.downloads.data.evidence_tables import TABLES
from explainer.downloads.download import Download
from explainer.downloads.teaching.quiz_tables import CARD_COLUMNS, QUIZ_COLUMNS
from explainer.records.comparison import Status
from explainer.records.quiz_items import QUIZ_KINDS

CODES = ("direction", "language-tag", "language-three-letters")
"""Texts that are no words, but codes that programs know."""
_PARTED = re.compile(r"(\{[^{}]*\})")
_OTHER = {letter: 0x430 + place for place, letter in enumerate(range(ord("a"), ord("z") + 1))}
_OTHER |= {letter: 0x410 + place for place, letter in enumerate(range(ord("A"), ord("Z") + 1))}
_LATIN = re.compile(r"[A-Za-z](?:[A-Za-z'’-]+(?: [A-Za-z'’-]+)*)")
"""A stretch of words; a letter alone names a sheet or an answer."""
_READ = ("title", "alt", "aria-label", "placeholder", "data-accepts")
_WORDS_TO_PROGRAMS = frozenset("name headline description text teaches learningResourceType educationalLevel".split())
"""The keys of schema.org whose values are words, and not terms."""
_JOINING = frozenset("a an and are as at by for from in is it of on or than that the this to with not no".split())
"""Words that join others, and occur in any text: alone between words of the other alphabet, they stand in code."""
NAMES = frozenset("APA MLA Chicago BibTeX CSL-JSON".split())
"""Names of styles and formats, which are the same in every language."""


def in_other_letters(text: str) -> str:
    """Return a text with every letter exchanged but those of what the program fills in."""
    return "".join(each if at % 2 else each.translate(_OTHER) for at, each in enumerate(_PARTED.split(text)))


@pytest.fixture
def foreign(toy: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[World]:
    """The toy world, in a language that has every text."""
    folder = tmp_path / "texts"
    folder.mkdir()
    shutil.copy(REAL_ROOT / "scripts/explainer/core/texts/en.yaml", folder)
    said = {name: text if name in CODES else in_other_letters(text) for name, text in texts_in(FIRST_LANGUAGE).items()}
    (folder / "xx.yaml").write_text(yaml.safe_dump(said, allow_unicode=True), encoding="utf-8")
    monkeypatch.setattr(texts, "_FOLDER", folder)
    texts_in.cache_clear()
    toy.replace("mkdocs.yml", "  identifier: harbour\n", "  identifier: harbour\n  language: xx\n")
    # The theme that comes with the program, not the toy's own.
    shutil.rmtree(toy.root / "overrides")
    toy.write("overrides/assets/mark.svg", (REAL_ROOT / "overrides/assets/mark.svg").read_text(encoding="utf-8"))
    toy.write("docs/search.md", "# Search\n\n/// search\n///\n")
    toy.write("docs/about/all.md", f"# Lists\n\n{BLOCKS}")
    toy.replace("mkdocs.yml", "      - About: about/index.md\n", "      - about/index.md\n      - about/all.md\n")
    toy.write("mkdocs.yml", f"{toy.text('mkdocs.yml')}  - search.md\n")
    for page, aids in (("search", "search"), ("quotes", "lists"), ("figures", "lists"), ("teach/quiz", "quiz")):
        _load(toy, f"docs/{page}.md", aids)
    yield toy
    texts_in.cache_clear()


BLOCKS = """/// known
The tide falls before it rises.
///

/// reviews
///

/// measured | accessibility
///

/// measured | weight
///

/// cast
///

/// downloads
///

/// guide
Words about the site.[^1]

- [ ] A task
- [x] Another
///

[^1]: A note.
"""
"""Blocks that the toy world itself has on no page."""


def _load(world: World, page: str, aids: str) -> None:
    """Let a page load a script."""
    before, mark, after = world.text(page).partition("---\n")
    world.write(page, f"---\naids: {aids}\n{after}" if mark and not before else f"---\naids: {aids}\n---\n{before}")


class Content:
    """What the project itself says: its data, its pages and its settings."""

    def __init__(self, world: World) -> None:
        files = [*world.project.data_files(), *world.project.data.glob("*.lock"), world.project.configuration]
        written = [text for file in files for text in _values(yaml.load(_plain(file), yaml.BaseLoader))]
        written += [_plain(file) for file in world.project.docs.rglob("*.md")]
        self._all = (
            f" | {' | '.join(piece for text in written for piece in _LATIN.findall(_unmarked(text)))} | ".lower()
        )

    def left(self, text: str, where: str) -> Iterator[str]:
        """Yield what stands in Latin letters in a text and is not the project's."""
        shown = " ".join(text.split())
        for match in _LATIN.finditer(shown):
            piece = match.group()
            beside = f"{shown[: match.start()].rstrip()[-1:]}{shown[match.end() :].lstrip()[:1]}"
            is_joining = all(word.lower() in _JOINING for word in piece.split()) and re.search("[а-я]", beside, re.I)
            is_own = f" {piece.lower()} " in self._all and not where.endswith((".css", ".js"))
            if (is_joining or not is_own) and piece not in NAMES:
                yield f"{where}: {piece} (in “{shown[:60]}”)"


def _plain(file: Path) -> str:
    return file.read_text(encoding="utf-8").replace("!ENV", "")


def _unmarked(text: str) -> str:
    return " ".join(re.sub(r"[*`_]|\]\([^)]*\)|\[@[^\]]*\]|\[", "", text).split())


def _values(content: object) -> Iterator[str]:
    if isinstance(content, dict):
        for name, value in content.items():
            yield str(name)
            yield from _values(value)
    elif isinstance(content, list):
        for value in content:
            yield from _values(value)
    else:
        yield str(content)


def _words_of_page(page: html.HtmlElement) -> Iterator[str]:
    for text in page.xpath("//text()[not(ancestor::script or ancestor::style or ancestor::code or ancestor::pre)]"):
        yield str(text)
    for name in _READ:
        yield from map(str, page.xpath(f"//@{name}"))
    for data in page.xpath("//@data-filters"):
        yield from _values([each[1:] for each in json.loads(data)])
    for data in page.xpath("//script[@type='application/ld+json']/text()"):
        yield from _said_to_programs(json.loads(data))


def _said_to_programs(data: object) -> Iterator[str]:
    """Yield the values that are words, and not terms of schema.org."""
    if isinstance(data, dict):
        for name, value in data.items():
            if name in (
                "name",
                "headline",
                "description",
                "text",
                "teaches",
                "learningResourceType",
                "educationalLevel",
            ):
                yield from _values(value)
            elif isinstance(value, dict | list):
                yield from _said_to_programs(value)
    elif isinstance(data, list):
        for value in data:
            yield from _said_to_programs(value)


def _strings_of_scripts(script: str) -> Iterator[str]:
    """Yield what a script can show: what it puts together in back quotes, and strings that begin with a capital."""
    yield from (words for words in _put_together(script) if " " in words)
    yield from re.findall(r'(?<!=== )"([A-Z][a-z]+(?: [^"]*)?)"', script)


def _put_together(script: str) -> Iterator[str]:
    """Yield each text in back quotes, with a 0 for what is filled in, where there may be such texts again."""
    said: list[list[str]] = []
    braces: list[int] = []
    for match in re.finditer(r"\$\{|[`{}]|[^`${}]+|\$", script):
        token, is_text = match.group(), len(said) > len(braces)
        if token == "`" and is_text:
            yield "".join(said.pop())
        elif token == "`":
            said.append([])
        elif is_text:
            said[-1].append("0" if token == "${" else token)
            braces += [0] if token == "${" else []
        elif braces and token == "}" and not braces[-1]:
            braces.pop()
        elif braces:
            braces[-1] += {"{": 1, "}": -1}.get(token, 0)


def _words_of_site(world: World) -> Iterator[tuple[str, str]]:
    """Yield everything that a reader or a listener of a built site can meet, each with its file."""
    site = world.project.site
    for path, page in world.built_pages().items():
        yield from ((path, text) for text in _words_of_page(page.tree))
    index = next(site.glob("assets/search-index*.js")).read_text(encoding="utf-8")
    for record in json.loads(index.partition(" = ")[2].rstrip(";\n")):
        yield from (("search index", record[name]) for name in ("kind", "title", "text"))
    for text in ElementTree.parse(site / "corrections.xml").getroot().itertext():
        yield "feed", "" if re.match(r"https?:|urn:|\d{4}-", text.strip()) else text
    for sheet in site.glob("assets/*.css"):
        shown = re.findall(r'content: ?"([^"]*)"', sheet.read_text(encoding="utf-8"))
        yield from ((sheet.name, text) for text in shown)
    for script in site.glob("assets/*.js"):
        if not script.name.startswith("search-index"):
            yield from ((script.name, text) for text in _strings_of_scripts(script.read_text(encoding="utf-8")))


def test_no_page_or_file_of_a_site_has_a_word_that_stands_in_code(foreign: World) -> None:
    foreign.publish()
    assert _left(foreign, _words_of_site(foreign)) == []


def _left(world: World, shown: Iterable[tuple[str, str]]) -> list[str]:
    content = Content(world)
    return list(dict.fromkeys(left for where, text in shown for left in content.left(text, where)))


@pytest.mark.downloads
def test_no_download_has_a_word_that_stands_in_code(foreign: World) -> None:
    from explainer.downloads.book import read_book
    from explainer.downloads.catalogue import shelf
    from explainer.publish.build import build_site

    book = read_book(foreign.edition(), build_site)
    assert _left(foreign, _words_of_downloads(book, shelf(book))) == []


def _words_of_downloads(book: Book, offered: list[Download]) -> Iterator[tuple[str, str]]:
    """Yield the words of each download: of the document that it is made from, or of the file itself. Names of tables,
    columns and fields are the same in every language, because programs know them."""
    for download in offered:
        yield from ((download.name, text) for text in (download.title, download.use))
        if download.document is not None:
            yield from ((download.name, text) for text in _words_of_document(download.document(book)))
        if download.file.rpartition(".")[2] in ("epub", "xlsx", "csv", "pptx"):
            yield from ((download.name, text) for text in _words_of_file(download.file, download.make(book)))
    for name in ("teaching-read-me", "offline-read-me", "licences-file"):
        yield name, re.sub(r"\{\w+\}|[`#]|[\w/.-]*[./]\w+", "", book.texts[name])


def _words_of_document(document: str) -> Iterator[str]:
    return _words_of_page(html.document_fromstring(re.sub(r"<\?xml.*?\?>", "", document)))


def _words_of_file(file: str, content: bytes) -> Iterator[str]:
    if file.endswith(".csv"):
        for row in list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))[1:]:
            yield from (cell for cell in row if cell not in QUIZ_KINDS)
        return
    for name, part in unpacked(content).items():
        if name.endswith(".xhtml"):
            yield from _words_of_document(part.decode())
        elif name.endswith(".opf"):
            yield from re.findall(r"(?:<dc:(?!ident|lang)\w+|accessibilitySummary\")>([^<]*)<", part.decode())
        elif name == "xl/sharedStrings.xml":
            cells = re.findall(r"<t(?: [^>]*)?>([^<]*)<", part.decode())
            yield from (cell for cell in cells if cell not in NAMES_IN_TABLES)
        elif name.startswith(("ppt/slides/slide", "ppt/notesSlides/notes")):
            yield from re.findall(r"<a:t>([^<]*)<", part.decode())


NAMES_IN_TABLES = {
    *(table.name for table in TABLES), *(column.name for table in TABLES for column in table.columns),
    *QUIZ_COLUMNS, *CARD_COLUMNS, *QUIZ_KINDS, *get_args(Status), *get_args(CopyKind), *get_args(RelationKind),
    "columns", "quiz", "flashcards", "table", "column", "kind", "may be empty", "holds",
}  # fmt: skip
"""What programs know the tables, their columns and some values by."""
