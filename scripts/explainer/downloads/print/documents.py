"""The HTML documents to be printed, made from chapters of the book: the handbook in its volumes, and sheets."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import groupby

from lxml import html

from explainer.downloads.book import Book, Chapter
from explainer.downloads.drawings import printable_drawings
from explainer.downloads.paged_chapters import element, grouped_notes, grouped_notes_with_openings, link, ready_chapter
from explainer.markdown.term_links import GLOSSARY
from explainer.records.models import Topic
from explainer.records.wording import coverage_in_words, end_of_evidence_in_words
from explainer.render.elements import NO_BREAK_SPACE

MOST_CHARACTERS = 600_000
"""The most HTML in a volume of several chapters: the PDF writer takes about 800 bytes of memory for each character, and
the PDF of a longer document is too large for a slow connection."""


@dataclass(frozen=True)
class Volume:
    """The chapters of the printed book, or of one of its volumes."""

    chapters: tuple[Chapter, ...]
    number: int = 1
    of: int = 1

    def title(self, texts: Mapping[str, str]) -> str:
        """Return the number of this volume in words, or "" if it is the only one."""
        return texts["volume"].format(number=self.number, of=self.of) if self.of > 1 else ""

    def span(self, texts: Mapping[str, str]) -> str:
        """Return its first and last chapters, in words."""
        return texts["volume-span"].format(first=self.chapters[0].heading, last=self.chapters[-1].heading)


def volumes(book: Book) -> list[Volume]:
    """Return the volumes of the printed book: one, unless the site is too large for that."""
    filled: list[list[Chapter]] = [[]]
    size = 0
    for chapter in book.chapters:
        if filled[-1] and size + len(chapter.content) > MOST_CHARACTERS:
            filled.append([])
            size = 0
        filled[-1].append(chapter)
        size += len(chapter.content)
    return [Volume(tuple(chapters), number, len(filled)) for number, chapters in enumerate(filled, start=1)]


def handbook(book: Book, volume: Volume | None = None) -> str:
    """Return a volume of the book, or the whole book, as one HTML document: cover, contents, and chapters in order.

    Links to chapters of other volumes lead to the site.
    """
    held = volume or Volume(book.chapters)
    inside = {chapter.path for chapter in held.chapters}
    chapters = [placed(book, chapter, inside) for chapter in held.chapters]
    for _, of_part in groupby(chapters, key=lambda each: each.get("data-part")):
        next(of_part).classes.add("begins-part")
    title = f"{book.title}, {held.span(book.texts)}" if held.of > 1 else book.title
    cover = _cover(book, book.title, book.subtitle, book.texts["promise"], held.title(book.texts))
    return _document(book, title, book.subtitle, [cover, _contents(book, held), *chapters])


def topic_sheet(book: Book, topic: Topic) -> str:
    """Return one topic as an HTML document, with definitions of its terms and its notes."""
    chapter = book.by_path[topic.page]
    section = placed(book, chapter, {chapter.path}, is_sheet=True)
    words = _words_used(book, section)
    if words is not None:
        notes = section.xpath("./section[contains(@class, 'notes')]")
        section.insert(section.index(notes[0]) if notes else len(section), words)
    return sheet(book, f"{topic.title} – {book.title}", topic.question, [section])


def sheet(book: Book, title: str, about: str, parts: list[html.HtmlElement], kind: str = "") -> str:
    """Return an HTML document of a few pages, with the book's title and version at the top and its imprint at the
    end."""
    head = element(
        "div", "sheet-head", "", element("p", "of-book", book.title), element("p", "imprint count", book.label)
    )
    foot = element("div", "sheet-foot", "", *(_imprint_lines(book)))
    return _document(book, title, about, [head, *parts, foot], f"sheet {kind}".strip())


def handout(
    book: Book,
    title: str,
    about: str,
    first: html.HtmlElement | None,
    parts: list[html.HtmlElement],
    kind: str = "",
) -> str:
    """Return an HTML document whose parts begin on new pages, to be copied apart.

    The imprint ends the first page, which is for the teacher; without such a page it is left out, and the running foot
    says the version.
    """
    opening: list[html.HtmlElement] = []
    if first is not None:
        first.append(element("div", "sheet-foot", "", *(_imprint_lines(book))))
        opening = [first]
    return _document(book, title, about, [*opening, *parts], f"sheet handout worksheet {kind}".strip())


def _document(book: Book, title: str, about: str, parts: list[html.HtmlElement], kind: str = "handbook") -> str:
    root = element("html", "", "", element("head"), element("body", kind, "", *parts))
    root.set("lang", book.identity.language)
    head = root[0]
    charset = element("meta")
    charset.set("charset", "utf-8")
    head.extend([charset, element("title", "", title)])
    created = datetime.fromtimestamp(book.released, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    facts = {"author": book.title, "description": about, "dcterms.created": created, "dcterms.modified": created}
    for name, content in facts.items():
        meta = element("meta")
        meta.set("name", name)
        meta.set("content", content)
        head.append(meta)
    ends = end_of_evidence_in_words(book.edition.evidence)
    edition = f"{book.label}. {ends}." if ends else book.label
    for name, content in {"book": book.title, "edition": edition}.items():
        root[1].set(f"data-{name}", content)
    return "<!doctype html>\n" + str(html.tostring(root, encoding="unicode"))


def placed(book: Book, chapter: Chapter, inside: set[str], is_sheet: bool = False) -> html.HtmlElement:
    """Return a chapter whose anchors begin with its name, so that one document can contain several chapters.

    Links to chapters that are not `inside` the document lead to the site. A sheet has openings of paragraphs in its
    notes and definitions of its terms, which the handbook has in chapters of their own.
    """

    def address(other: Chapter, place: str) -> str:
        if other.path not in inside:
            is_word = is_sheet and place and other.path == GLOSSARY
            return f"#word-{place}" if is_word else book.on_the_site(other.path, place)
        return f"#{other.name}--{place}" if place else f"#{other.name}"

    make_notes = grouped_notes_with_openings if is_sheet else grouped_notes
    section = ready_chapter(book, chapter, address, make_notes)
    _leave_out_lists(section, book.texts["all-quotations"], everything=not is_sheet)
    for owner in section.xpath(".//*[@id]"):
        owner.set("id", f"{chapter.name}--{owner.get('id')}")
    for part in section.xpath(".//use[starts-with(@href, '#')]"):
        part.set("href", f"#{chapter.name}--{part.get('href')[1:]}")
    for inner in section.xpath(".//a//strong | .//a//span"):
        # The PDF writer puts a link under its innermost element, where assistive programs do not look for it.
        inner.drop_tag()
    _loosen_marks(section)
    _keep_stops_with_marks(section)
    for way_on in section.xpath(".//p[count(*) = 1 and a[starts-with(@href, '#')] and not(normalize-space(text()))]"):
        way_on.set("class", "way-on")
    section.set("id", chapter.name)
    section.set("data-part", chapter.part or book.texts["introduction"])
    printable_drawings(section, book.edition.project)
    _name_part(section)
    return section


def _loosen_marks(section: html.HtmlElement) -> None:
    """Let a line break before a citation that is glued to its sentence, and put the space between them into an element.

    If only that space or the citation does not fit, WeasyPrint 70 breaks the line at the first place it can, far too
    early. The end of an element is a place it finds.
    """
    for mark in section.xpath(".//sup[contains(concat(' ', @class, ' '), ' cite ')]"):
        before, parent = mark.getprevious(), mark.getparent()
        text = (parent.text if before is None else before.tail) or ""
        said = text.rstrip(f" {NO_BREAK_SPACE}")
        if said == text:
            continue
        if before is None:
            parent.text = said
        else:
            before.tail = said
        mark.addprevious(element("span", "", " "))


def _keep_stops_with_marks(section: html.HtmlElement) -> None:
    """Keep punctuation on the line of the citation before it.

    If the punctuation does not fit, WeasyPrint 70 breaks the line at the first place it can, far too early.
    """
    for marks in section.xpath(".//sup[contains(concat(' ', @class, ' '), ' cite ')]"):
        tail = marks.tail or ""
        stop = tail[: len(tail) - len(tail.lstrip(".,;:)”"))]
        links = marks.xpath("./a")
        if not stop or not links:
            continue
        marks.tail = None
        last = element("sup", "cite", "", links[-1])
        last[0].tail, last.tail = None, stop
        whole = element("span", "whole", "", last)
        whole.tail = tail[len(stop) :]
        marks.addnext(whole)
        if len(links) == 1:
            marks.drop_tag()


def _leave_out_lists(section: html.HtmlElement, title: str, everything: bool) -> None:
    """Remove lists that are elsewhere: all evidence of a topic in the handbook, only its quotations in a sheet, which
    are under a title."""
    for block in section.xpath(".//div[contains(concat(' ', @class, ' '), ' evidence ')]"):
        heading = block.getprevious()
        if not everything:
            for listing in block.xpath("./section[starts-with(p, $title)]", title=title):
                listing.drop_tree()
        elif heading is not None and heading.tag in ("h2", "h3"):
            heading.drop_tree()
            block.drop_tree()


def _name_part(section: html.HtmlElement) -> None:
    """Put the name of the part above the heading."""
    heading = section.find(".//h1")
    if heading is not None:
        part = element("p", "part", section.get("data-part"))
        heading.getparent().insert(heading.getparent().index(heading), part)


def _cover(book: Book, title: str, subtitle: str, promise: str, volume: str) -> html.HtmlElement:
    lines = [element("p", "title", title), element("p", "subtitle", subtitle), element("p", "promise", promise)]
    if volume:
        lines.insert(1, element("p", "subtitle count", volume))
    return element("section", "cover", "", *lines, element("div", "imprint", "", *_imprint_lines(book)))


def _imprint_lines(book: Book) -> list[html.HtmlElement]:
    lines = [element("p", "count", f"{book.label[0].upper()}{book.label[1:]}")]
    if coverage := coverage_in_words(book.edition.evidence):
        lines.append(element("p", "", coverage))
    if book.address:
        lines.append(_around(book.texts["newest-version"], "address", link(book.address, book.address)))
    terms = book.identity.licence
    return [*lines, _around(book.texts["rights"], "licence", link(terms.address, terms.name, "count"))]


def _around(text: str, name: str, inside: html.HtmlElement) -> html.HtmlElement:
    """Return a paragraph with a text, in which an element stands in the place of a name."""
    before, _, inside.tail = text.partition(f"{{{name}}}")
    return element("p", "", before, inside)


def _contents(book: Book, volume: Volume) -> html.HtmlElement:
    heading = element("h1", "", book.texts["contents"])
    heading.set("id", "contents")
    section = element("section", "contents", "", heading)
    for part, chapters in groupby(volume.chapters, key=lambda each: each.part):
        if part:
            section.append(element("p", "part", part))
        rows = [element("li", "", "", link(f"#{chapter.name}", chapter.heading)) for chapter in chapters]
        section.append(element("ul", "", "", *rows))
    return section


def _words_used(book: Book, section: html.HtmlElement) -> html.HtmlElement | None:
    """Return definitions of the terms that a topic links, because its sheet has no glossary; None if it links none."""
    terms = book.edition.evidence.terms
    used: dict[str, None] = {}
    for mark in section.xpath(".//a[contains(concat(' ', @class, ' '), ' term ')]"):
        key = mark.get("href").removeprefix("#word-")
        if key in terms:
            used[key] = None
    if not used:
        return None
    heading = element("h2", "", book.texts["words-used-here"])
    listing = element("dl", "glossary")
    for key in sorted(used, key=lambda each: terms[each].term.casefold()):
        word = element("dt", "", terms[key].term)
        word.set("id", f"word-{key}")
        listing.extend([word, element("dd", "", terms[key].definition)])
    heading.set("id", "words")
    return element("section", "words", "", heading, listing)
