"""The book: the pages of the site as ordered chapters in HTML, with the records they use. Every download is made from
it."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import groupby
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from lxml import html
from markdown import Markdown
from markdown.treeprocessors import Treeprocessor

from explainer.core.problems import refuse
from explainer.core.project import Project
from explainer.core.read_files import read_text
from explainer.downloads.drawings import draw_maps
from explainer.edition.edition_date import edition_in_words, release_time
from explainer.edition.state import Edition
from explainer.markdown.current_site import render_from
from explainer.pages.identity import Identity, identity_of
from explainer.pages.lessons import FOLDER as TEACHING
from explainer.pages.lessons import INDEX, lessons_as_listed
from explainer.pages.navigation import pages_in_navigation
from explainer.pages.page import MAXIMUM_PAGE_BYTES, Page
from explainer.prose.records_shown import records_shown
from explainer.records.wording import coverage_in_words

LEFT_OUT = "book"
"""The key of a page's front matter that keeps it out of the book: `book: left out`."""
_LINK_PRIORITY = 0
_MARKS = ".//*[contains(concat(' ', @class, ' '), ' cite ')]//a"
_NOTES = ".//aside[@class='notes']"
_FOR_SCREENS = (
    ".//script | .//style | .//template | .//form | .//button | .//input"
    " | .//p[@class='reading-time'] | .//div[@class='data'] | .//div[@class='filter-place']"
    " | .//div[@class='tabbed-labels'] | .//a[@class='footnote-backref']"
    " | .//span[@class='icon' or starts-with(@class, 'icon ')] | .//div[@class='footnote']/hr"
    " | .//a[@class='headerlink'] | .//b[@class='unsigned']"
    f" | .//p[a[@download]] | .//section[@class='page-sources'] | .//details[@class='cite-page'] | {_NOTES}"
)
"""What a book has no use for: data for programs, fields and buttons, files to download, the reading time, the labels of
tabs, which stand above each tab once more, icons, the way back from a footnote, how to cite a page, what is said of
sign-offs, and what the book has notes for."""
_BOXES = ".//li[contains(@class, 'task-list-item')]//input"
_TO_PARAGRAPH = re.compile(r"sources/([a-z][a-z0-9-]{1,60})\.(?:md|html)#p([1-9]\d{0,2})$")


BuildSite = Callable[[Edition, Path], object]


@dataclass(frozen=True)
class Chapter:
    """One page of the site as a chapter.

    `part` is its section of the navigation, `content` its HTML. `references` are the paragraphs cited in its prose,
    each once, in the order of sources and numbers. `records` are the full ids of the evidence that it shows.
    """

    path: str
    title: str
    part: str
    content: str
    description: str = ""
    references: tuple[str, ...] = ()
    records: frozenset[str] = frozenset()

    @property
    def name(self) -> str:
        """A short name for files and anchors, such as `topics-leaving`."""
        return re.sub(r"[^a-z0-9]+", "-", self.path.removesuffix(".md").lower()).strip("-")

    @property
    def heading(self) -> str:
        """The heading of its page, or its title in the navigation if the page has none."""
        headings = self.tree().xpath("//h1")
        return " ".join(headings[0].text_content().split()) if headings else self.title

    def tree(self) -> html.HtmlElement:
        """Return the chapter's HTML as a new tree, which the caller may change."""
        return html.fragment_fromstring(self.content, create_parent="div")


@dataclass(frozen=True)
class Book:
    """Everything that a download is made from.

    `released` is the time of the edition, in seconds since 1970. `handouts` are the teaching pages, which become files
    of their own and are left out of the handbook: the page for teachers, the lessons and their keys. `build_site`
    builds the site of an edition into a folder, for copies of the whole site. `made` holds the downloads made so far,
    by name, for those that contain others.
    """

    edition: Edition
    build_site: BuildSite
    title: str
    subtitle: str
    address: str
    label: str
    released: int
    chapters: tuple[Chapter, ...] = field(default=())
    handouts: tuple[Chapter, ...] = field(default=())
    made: dict[str, bytes] = field(default_factory=dict, compare=False, repr=False)

    @property
    def texts(self) -> Mapping[str, str]:
        """What the program says to readers of the book, by name."""
        return self.edition.evidence.texts

    @cached_property
    def identity(self) -> Identity:
        return identity_of(self.edition.settings)

    @cached_property
    def by_path(self) -> dict[str, Chapter]:
        return {chapter.path: chapter for chapter in (*self.chapters, *self.handouts)}

    def parts(self) -> list[tuple[str, list[Chapter]]]:
        """Return the chapters by part, in order; pages outside every section are in parts without a name."""
        return [(part, list(chapters)) for part, chapters in groupby(self.chapters, key=lambda each: each.part)]

    def on_the_site(self, path: str, place: str = "") -> str:
        """Return the address of a page or file on the site, or of a place in it; "" if the site has no address."""
        if not self.address:
            return ""
        return f"{self.address}{re.sub(r'[.]md$', '.html', path)}{f'#{place}' if place else ''}"

    def imprint(self) -> list[str]:
        """Return the lines that every download prints about itself: title, version and date, from when to when its
        sources are, address, licence."""
        at = [self.texts["newest-version"].format(address=self.address)] if self.address else []
        coverage = coverage_in_words(self.edition.evidence)
        from_when = [f"{coverage}."] if coverage else []
        return [
            f"{self.title}, {self.label}.",
            *from_when,
            *at,
            self.texts["rights"].format(licence=self.identity.licence.name),
        ]


class _Location(Treeprocessor):
    """Tells the Markdown extension which page it renders, as mkdocs does."""

    def __init__(self, markdown: Markdown, path: str) -> None:
        super().__init__(markdown)
        self.file = SimpleNamespace(src_uri=path)

    def run(self, root: Any) -> None:
        """Change nothing."""


def read_book(edition: Edition, build_site: BuildSite) -> Book:
    """Return the book of an edition that has passed the gates; its project must be the current one.

    Raise Refused if mkdocs cannot read the settings.
    """
    render_from(edition)
    config = _site_config(edition.project)
    pages = {page.path: page for page in edition.pages}
    chapters = [
        _chapter(edition, pages[path], title, part, config)
        for part, title, path in _with_parts(list(pages_in_navigation(edition.settings.get("nav"))), sorted(pages))
        if path in pages and LEFT_OUT not in pages[path].front and not path.startswith(TEACHING)
    ]
    part = edition.evidence.texts["teaching"]
    handouts = [_handout(edition, pages[path], part, config) for path in _taught(edition) if path in pages]
    label, released = edition_in_words(edition.project, edition.evidence.texts), release_time(edition.project)
    subtitle = str(config.site_description or "")
    title, address = str(config.site_name), _address(config)
    return Book(edition, build_site, title, subtitle, address, label, released, tuple(chapters), tuple(handouts))


def _taught(edition: Edition) -> list[str]:
    """Return the page for teachers, then each lesson and its key, in the order in which that page lists lessons."""
    lessons = lessons_as_listed(edition.pages)
    return [INDEX, *(path for lesson in lessons for path in (lesson.page.path, lesson.key_path))]


def _address(config: Any) -> str:
    """Return the address of the published site, or "" if it is still the example that the settings start with."""
    address = str(config.site_url or "")
    return "" if ".example/" in address else address


def _site_config(project: Project) -> Any:
    os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")
    # Imported after the variable is set, because the theme prints a notice on import.
    from mkdocs.config import load_config
    from mkdocs.exceptions import MkDocsException

    try:
        return load_config(str(project.root / "mkdocs.yml"))
    except MkDocsException as error:
        raise refuse("B4", "mkdocs.yml", f"mkdocs cannot read the settings: {error}", "Correct them.") from error


def _with_parts(listed: list[tuple[str, str, str]], paths: list[str]) -> Iterator[tuple[str, str, str]]:
    """Return the pages of the navigation, each followed by the pages in the folder of the same name.

    A large site splits its lists into such pages and keeps them out of the navigation.
    """
    named = {path for _, _, path in listed}
    for part, title, path in listed:
        yield part, title, path
        folder = path.removesuffix("index.md") if path.endswith("/index.md") else f"{path.removesuffix('.md')}/"
        yield from ((part, "", other) for other in paths if other.startswith(folder) and other not in named)


def _handout(edition: Edition, page: Page, part: str, config: Any) -> Chapter:
    chapter = _chapter(edition, page, "", part, config)
    tree = chapter.tree()
    draw_maps(tree, edition.evidence)
    return replace(chapter, content=_inside(tree))


def _chapter(edition: Edition, page: Page, title: str, part: str, config: Any) -> Chapter:
    content = _render(edition, page, config)
    shown = frozenset(records_shown(edition, page))
    return Chapter(
        page.path, title, part, content, page.front.get("description", ""), _cited(page, content, edition), shown
    )


def _render(edition: Edition, page: Page, config: Any) -> str:
    # Imported here because mkdocs takes longer to import than most commands take to run.
    from mkdocs.utils.meta import get_data

    text, _ = get_data(read_text(edition.project.docs / page.path, page.file, MAXIMUM_PAGE_BYTES))
    markdown = Markdown(extensions=config.markdown_extensions, extension_configs=config.mdx_configs)
    markdown.treeprocessors.register(_Location(markdown, page.path), "relpath", _LINK_PRIORITY)
    return _without_screen(markdown.convert(text))


def _without_screen(content: str) -> str:
    """Remove what only a screen needs, and let marks and terms lead to what their notes lead to."""
    tree = html.fragment_fromstring(content, create_parent="div")
    notes = {note.get("id"): note for note in tree.xpath(f"{_NOTES}/p")}
    for mark in tree.xpath(".//a[@href]"):
        note = notes.get(mark.get("href").removeprefix("#"))
        if note is not None:
            mark.set("href", note.xpath(".//a/@href")[0])
            for place in mark.xpath("./i[@id]"):
                place.drop_tree()
    _write_out(tree)
    for unwanted in tree.xpath(_FOR_SCREENS):
        unwanted.drop_tree()
    return _inside(tree)


def _inside(tree: html.HtmlElement) -> str:
    return "".join(html.tostring(each, encoding="unicode") for each in tree)


def _write_out(tree: html.HtmlElement) -> None:
    """Write in words what a screen shows otherwise: the boxes of tasks, and what an abbreviation means, once."""
    for box in tree.xpath(_BOXES):
        box.tail = ("[x]" if "checked" in box.attrib else "[\u00a0]") + (box.tail or "")
    known: set[str] = set()
    for short in tree.xpath(".//abbr[@title]"):
        meaning = short.attrib.pop("title")
        if meaning not in known:
            short.tail = f" ({meaning}){short.tail or ''}"
        known.add(meaning)


def _cited(page: Page, content: str, edition: Edition) -> tuple[str, ...]:
    """Return the paragraphs that a page of prose cites; a page that only lists records needs no notes."""
    if not any(page.citations()):
        return ()
    marks = html.fragment_fromstring(content, create_parent="div").xpath(_MARKS)
    addresses = [mark.get("href", "") for mark in marks]
    cited = {f"{match[1]}:{match[2]}" for address in addresses if (match := _TO_PARAGRAPH.search(address))}
    order = list(edition.evidence.sources)

    def place(reference: str) -> tuple[int, int]:
        source, _, number = reference.partition(":")
        return order.index(source) if source in order else len(order), int(number)

    return tuple(sorted(cited, key=place))
