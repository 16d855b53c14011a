"""EPUB 3.3: the chapters of the book as XHTML, with a cover, landmarks, pop-up notes and metadata."""

from __future__ import annotations

import re
import uuid
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from html import escape
from importlib.resources import files

from lxml import etree, html

from explainer.downloads.archive import packed
from explainer.downloads.book import Book, Chapter
from explainer.downloads.colours import coloured
from explainer.downloads.drawings import drawings_style, outermost_drawings, titled
from explainer.downloads.ebook.cover import cover_picture
from explainer.downloads.ebook.narrow_tables import narrow_tables
from explainer.downloads.paged_chapters import element, link, ready_chapter
from explainer.downloads.references import Note, address_of
from explainer.downloads.typeface_style import file_name, names_of, typeface_style
from explainer.downloads.typefaces import BOLD, REGULAR, Face, further_faces, letters_of
from explainer.records.wording import full_entry
from explainer.render.languages import with_languages

_CONTAINER = """<?xml version="1.0" encoding="utf-8"?>
<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">
  <rootfiles><rootfile full-path="EPUB/package.opf" media-type="application/oebps-package+xml"/></rootfiles>
</container>
"""
_PAGE = """<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE html>
<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops" {language}>
<head><meta charset="utf-8"/><title>{title}</title><link rel="stylesheet" href="book.css"/></head>
{body}
</html>
"""
_FEATURES = "alternativeText", "tableOfContents", "readingOrder", "structuralNavigation", "displayTransformability"
_EPUB_TYPE = "data-epub-type"


def epub(book: Book) -> bytes:
    """Return the book as EPUB; the same book gives the same bytes."""
    pages = {"cover.xhtml": _cover_page(book), "nav.xhtml": _navigation(book)}
    pages |= {f"{chapter.name}.xhtml": chapter_page(book, chapter) for chapter in book.chapters}
    faces = further_faces("".join(pages.values()))
    typefaces = {(face, weight): f"typefaces/{file_name(face, weight)}" for face in faces for weight in (REGULAR, BOLD)}
    entries = {
        f"EPUB/{name}": with_languages(text, as_xml=True, signs=letters_of(faces)).encode()
        for name, text in pages.items()
    }
    entries |= {f"EPUB/{path}": face.content(weight) for (face, weight), path in typefaces.items()}
    entries |= {
        "mimetype": b"application/epub+zip",
        "META-INF/container.xml": _CONTAINER.encode(),
        "EPUB/book.css": f"{_style(book, faces)}{typeface_style(typefaces, pages.values())}".encode(),
        "EPUB/cover.png": cover_picture(book),
        "EPUB/package.opf": _package(book, typefaces.values()).encode(),
    }
    return packed(entries, book.released, first="mimetype")


def _style(book: Book, faces: Sequence[Face]) -> str:
    project = book.edition.project
    style = files("explainer.downloads").joinpath("style/epub.css").read_text(encoding="utf-8")
    # No words inside of a drawing can be marked.
    in_drawings = f"svg text {{ font-family: sans-serif, {names_of(faces)}; }}\n" if faces else ""
    return f"{coloured(style, project)}{drawings_style(project)}{in_drawings}"


def chapter_page(book: Book, chapter: Chapter) -> str:
    """Return a chapter as an XHTML page, in which words of other languages are not yet marked."""
    inside = {each.path for each in book.chapters}

    def address(other: Chapter, place: str) -> str:
        if other.path not in inside:
            return book.on_the_site(other.path, place)
        file = "" if other.path == chapter.path and place else f"{other.name}.xhtml"
        return f"{file}#{place}" if place else file

    section = ready_chapter(book, chapter, address, make_notes=_pop_up_notes)
    section.set(_EPUB_TYPE, "chapter")
    section.set("role", "doc-chapter")
    for mark in section.xpath(".//*[contains(concat(' ', @class, ' '), ' cite ')]//a[starts-with(@href, '#note-')]"):
        mark.set(_EPUB_TYPE, "noteref")
        mark.set("role", "doc-noteref")
    narrow_tables(section)
    _make_strict(section)
    return _page(book, chapter.heading, section)


def _pop_up_notes(book: Book, notes: list[Note], address: object) -> html.HtmlElement:
    """Return notes that are each complete, because e-readers show one at a time beside its mark."""
    heading = element("h2", "", book.texts["notes"])
    section = element("section", "notes", "", heading)
    section.set(_EPUB_TYPE, "footnotes")
    for note in notes:
        mark = element("span", "mark-of-note count", note.mark)
        mark.tail = f" · {full_entry(note.source, book.texts)} "
        begins = book.texts["paragraph-begins"].format(number=note.number, words=note.opening)
        number = element("span", "count", f"{begins} ")
        body = element("p", "", "", mark, number)
        if address_of(note.source):
            body.append(link(address_of(note.source), book.texts["the-article"]))
        aside = element("aside", "note", "", body)
        aside.set("id", note.anchor)
        aside.set(_EPUB_TYPE, "footnote")
        aside.set("role", "doc-footnote")
        section.append(aside)
    return section


def _make_strict(section: html.HtmlElement) -> None:
    """Bring HTML into the stricter form that EPUB asks for: drawings described, no scrolling regions."""
    for region in section.xpath(".//*[@tabindex]"):
        for name in ("tabindex", "role", "aria-label"):
            region.attrib.pop(name, None)
    for named in section.xpath(".//section[@aria-label]"):
        # These are parts of the text: as landmarks, so many of them would make a book hard to navigate.
        named.attrib.pop("aria-label", None)
    for number, drawing in enumerate(outermost_drawings(section)):
        title = titled(drawing)
        title.set("id", f"drawing-{number}")
        drawing.set("aria-labelledby", f"drawing-{number}")
        drawing.attrib.pop("xmlns", None)
        # The parser of HTML writes the names of attributes in lower case.
        if view := drawing.attrib.pop("viewbox", None):
            drawing.set("viewBox", view)
        for inner in drawing.iter("a"):
            inner.tag = "g"
            inner.attrib.pop("href", None)
    etree.strip_tags(section, etree.Comment)


def _page(book: Book, title: str, content: html.HtmlElement, kind: str = "bodymatter") -> str:
    body = element("body", "", "", content)
    body.set(_EPUB_TYPE, kind)
    text = etree.tostring(body, encoding="unicode", method="xml").replace(_EPUB_TYPE, "epub:type")
    text = re.sub(r"<svg\b", '<svg xmlns="http://www.w3.org/2000/svg"', text)
    return _PAGE.format(language=_spoken(book), title=escape(title), body=text)


def _spoken(book: Book) -> str:
    """Return the attributes that say which language a page is in."""
    return f'lang="{book.identity.language}" xml:lang="{book.identity.language}"'


def _cover_page(book: Book) -> str:
    picture = element("img")
    picture.set("src", "cover.png")
    picture.set("alt", f"{book.texts['cover']}: {book.title}. {book.subtitle}")
    lines = [element("p", "imprint count", line) for line in book.imprint()]
    section = element("section", "cover", "", element("h1", "", book.title), picture, *lines)
    section.set(_EPUB_TYPE, "cover")
    return _page(book, book.title, section, "frontmatter")


def _navigation(book: Book) -> str:
    contents, texts = element("ol"), book.texts
    for part, chapters in book.parts():
        rows = [element("li", "", "", link(f"{each.name}.xhtml", each.heading)) for each in chapters]
        if part:
            contents.append(element("li", "", "", element("span", "", part), element("ol", "", "", *rows)))
        else:
            contents.extend(rows)
    toc = element("nav", "", "", element("h1", "", texts["contents"]), contents)
    toc.set(_EPUB_TYPE, "toc")
    toc.set("role", "doc-toc")
    places = {"cover": ("cover.xhtml", texts["cover"]), "toc": ("nav.xhtml", texts["contents"])}
    places["bodymatter"] = (f"{book.chapters[0].name}.xhtml", texts["start-of-the-text"])
    landmarks = element("ol")
    for kind, (address, words) in places.items():
        mark = link(address, words)
        mark.set(_EPUB_TYPE, kind)
        landmarks.append(element("li", "", "", mark))
    marks = element("nav", "", "", element("h2", "", texts["landmarks"]), landmarks)
    marks.set(_EPUB_TYPE, "landmarks")
    marks.set("hidden", "hidden")
    return _page(book, texts["contents"], element("div", "", "", toc, marks), "frontmatter")


def _package(book: Book, typefaces: Iterable[str]) -> str:
    moment = datetime.fromtimestamp(book.released, UTC)
    name = uuid.uuid5(uuid.NAMESPACE_URL, f"{book.address}{book.label}")
    metadata = [
        f'<dc:identifier id="id">urn:uuid:{name}</dc:identifier>',
        *(f"<dc:{tag}>{escape(text)}</dc:{tag}>" for tag, text in _facts(book, moment).items()),
        f'<meta property="dcterms:modified">{moment:%Y-%m-%dT%H:%M:%SZ}</meta>',
        f'<link rel="dcterms:license" href="{book.identity.licence.address}"/>',
        *(f'<meta property="schema:{name}">{escape(text)}</meta>' for name, text in _accessibility(book)),
    ]
    chapters = [f"{chapter.name}.xhtml" for chapter in book.chapters]
    drawn = {f"{chapter.name}.xhtml" for chapter in book.chapters if "<svg" in chapter.content}
    items = ['<item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>']
    items += ['<item id="cover-image" href="cover.png" media-type="image/png" properties="cover-image"/>']
    items += ['<item id="style" href="book.css" media-type="text/css"/>']
    items += [
        f'<item id="typeface-{number}" href="{path}" media-type="font/ttf"/>' for number, path in enumerate(typefaces)
    ]
    for page in ["cover.xhtml", *chapters]:
        kind = ' properties="svg"' if page in drawn else ""
        items.append(f'<item id="{page[:-6]}" href="{page}" media-type="application/xhtml+xml"{kind}/>')
    spine = [f'<itemref idref="{page[:-6]}"/>' for page in ["cover.xhtml", "nav.xhtml", *chapters]]
    return _OPF.format(
        book.identity.language, *("\n    ".join(filter(None, part)) for part in (metadata, items, spine))
    )


_OPF = """<?xml version="1.0" encoding="utf-8"?>
<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="id" xml:lang="{}">
  <metadata xmlns:dc="http://purl.org/dc/elements/1.1/">
    {}
  </metadata>
  <manifest>
    {}
  </manifest>
  <spine>
    {}
  </spine>
</package>
"""


def _facts(book: Book, moment: datetime) -> dict[str, str]:
    return {
        "title": book.title,
        "creator": book.title,
        "language": book.identity.language,
        "description": f"{book.subtitle} {book.label[0].upper()}{book.label[1:]}.",
        "date": f"{moment:%Y-%m-%d}",
        "publisher": book.title,
        "rights": book.imprint()[-1],
    }


def _accessibility(book: Book) -> list[tuple[str, str]]:
    return [
        ("accessMode", "textual"),
        ("accessMode", "visual"),
        ("accessModeSufficient", "textual"),
        *(("accessibilityFeature", feature) for feature in _FEATURES),
        ("accessibilityHazard", "none"),
        ("accessibilitySummary", book.texts["epub-accessible"]),
    ]
