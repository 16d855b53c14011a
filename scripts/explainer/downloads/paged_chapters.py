"""Chapters prepared for paper and e-readers: links resolved, folds opened, citations linked to notes."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable
from urllib.parse import unquote, urlsplit

from lxml import html

from explainer.downloads.book import Book, Chapter
from explainer.downloads.references import Note, address_of, by_source, notes_of
from explainer.records.wording import full_entry

Address = Callable[[Chapter, str], str]
"""Returns the address of a chapter, or of an anchor in it, inside the download that is being made."""
MakeNotes = Callable[[Book, list[Note], Address], html.HtmlElement]
"""Returns the notes that end a chapter."""


def element(tag: str, classes: str = "", text: str = "", *children: html.HtmlElement) -> html.HtmlElement:
    """Return an HTML element with the given text, then the children."""
    made = html.Element(tag)
    if classes:
        made.set("class", classes)
    made.text = text or None
    made.extend(children)
    return made


def link(address: str, text: str, classes: str = "") -> html.HtmlElement:
    """Return a link to an address."""
    made = element("a", classes, text)
    made.set("href", address)
    return made


def ready_chapter(book: Book, chapter: Chapter, address: Address, make_notes: MakeNotes) -> html.HtmlElement:
    """Return a chapter as a section whose links lead into the same download or to the site, and whose notes are at its
    end."""
    tree = chapter.tree()
    tree.tag = "section"
    tree.set("class", f"chapter {chapter.path.rpartition('/')[0] or chapter.name}")
    _leave_out_pointers(book, chapter, tree)
    notes = notes_of(book, chapter)
    _lead_to_notes(tree, chapter, notes)
    _resolve_links(book, chapter, tree, address)
    for fold in tree.xpath(".//details"):
        _open(fold)
    for caption in tree.xpath(".//figure/figcaption"):
        _move_to_end(caption)
    if notes:
        tree.append(make_notes(book, notes, address))
    return tree


def _move_to_end(caption: html.HtmlElement) -> None:
    """Move what follows a caption in its figure into the caption, which must come first or last in HTML."""
    figure = caption.getparent()
    if figure.index(caption) > 0:
        for after in list(caption.itersiblings()):
            caption.append(after)


def _lead_to_notes(tree: html.HtmlElement, chapter: Chapter, notes: list[Note]) -> None:
    known = {(note.source.id, f"p{note.number}"): note for note in notes}
    for mark in tree.xpath(".//*[contains(concat(' ', @class, ' '), ' cite ')]//a[@href]"):
        path, _, anchor = mark.get("href").partition("#")
        source = posixpath.basename(path).removesuffix(".html").removesuffix(".md")
        note = known.get((source, anchor))
        if note:
            mark.set("href", f"#{note.anchor}")


def _leave_out_pointers(book: Book, chapter: Chapter, tree: html.HtmlElement) -> None:
    """Remove parts of a chapter that only say which page of the site has more, if that page is not in the book."""
    for guide in tree.xpath(".//section[@class='guide'][count(*) = 1 and p]"):
        heading, after = guide.getprevious(), guide.getnext()
        targets = [anchor.get("href") for anchor in guide.xpath(".//a[@href]")]
        ends_here = after is None or after.tag == "h2" or not after.text_content().strip()
        is_alone = heading is not None and heading.tag == "h2" and ends_here
        is_outside = all(not urlsplit(each).scheme and _page(chapter, each) not in book.by_path for each in targets)
        if is_alone and targets and is_outside:
            heading.drop_tree()
            guide.drop_tree()


def _page(chapter: Chapter, target: str) -> str:
    """Return the path of the page that a link in a chapter leads to."""
    path = target.partition("#")[0]
    page = posixpath.normpath(posixpath.join(posixpath.dirname(chapter.path), unquote(path)))
    return re.sub(r"\.html$", ".md", page) if path else chapter.path


def _resolve_links(book: Book, chapter: Chapter, tree: html.HtmlElement, address: Address) -> None:
    for anchor in tree.xpath(".//a[@href]"):
        target = anchor.get("href")
        if urlsplit(target).scheme:
            continue
        page, place = _page(chapter, target), target.partition("#")[2]
        other = book.by_path.get(page)
        found = address(other, place) if other else book.on_the_site(page, place)
        if found:
            anchor.set("href", found)
        else:
            anchor.drop_tag()


def _open(fold: html.HtmlElement) -> None:
    """Turn a fold into an open section with a title, because paper cannot be unfolded."""
    fold.tag = "section"
    fold.set("class", "fold")
    fold.attrib.pop("open", None)
    for summary in fold.xpath("./summary"):
        summary.tag = "p"
        summary.set("class", "fold-title")


def grouped_notes(book: Book, notes: list[Note], address: Address) -> html.HtmlElement:
    """Return notes by source: its full entry once, then the paragraphs that are cited."""
    return _grouped(book, notes, address, with_openings=False)


def grouped_notes_with_openings(book: Book, notes: list[Note], address: Address) -> html.HtmlElement:
    """Return notes by source with the opening words of each paragraph, for documents without lists of paragraphs."""
    return _grouped(book, notes, address, with_openings=True)


def _grouped(book: Book, notes: list[Note], address: Address, with_openings: bool) -> html.HtmlElement:
    heading = element("h2", "", book.texts["notes"])
    heading.set("id", "notes")
    section = element("section", "notes", "", heading)
    for group in by_source(notes).values():
        source = group[0].source
        entry = element("p", "entry", "", element("strong", "", source.name))
        entry[0].tail = f" · {full_entry(source, book.texts)} "
        if address_of(source):
            entry.append(link(address_of(source), address_of(source)))
        items = [_note_item(book, note, address, with_openings) for note in group]
        section.extend([entry, element("ul", "paragraphs-cited", "", *items)])
    return section


def _note_item(book: Book, note: Note, address: Address, with_openings: bool) -> html.HtmlElement:
    page = book.by_path.get(f"sources/{note.source.id}.md")
    place = f"p{note.number}"
    target = address(page, place) if page else book.on_the_site(f"sources/{note.source.id}.md", place)
    label, kind = f"¶{note.number}", "mark-of-note count"
    mark = link(target, label, kind) if target else element("span", kind, label)
    item = element("li", "", "", mark)
    if with_openings:
        mark.tail = " "
        item.append(element("span", "count", f"{note.opening} …"))
    item.set("id", note.anchor)
    return item
