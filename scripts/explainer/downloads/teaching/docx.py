"""Handouts that a teacher can change: DOCX, which pandoc makes from the document that is printed."""

from __future__ import annotations

import base64
import os
import re
import tempfile
from collections.abc import Mapping
from html import escape
from pathlib import Path

from lxml import html

from explainer.core.problems import SYSTEM, refuse
from explainer.downloads.archive import packed, unpacked
from explainer.downloads.book import Book
from explainer.downloads.drawings import describe
from explainer.downloads.paged_chapters import element
from explainer.downloads.print.pdf import clock
from explainer.downloads.print.pictures import drawn
from explainer.downloads.teaching.docx_layout import laid_out
from explainer.downloads.teaching.docx_typefaces import with_typefaces
from explainer.render.languages import with_languages

FIRST_ENTRY = "[Content_Types].xml"
_STYLES = "word/styles.xml"
_TABLE_STYLE = re.compile(rb'w:styleId="Table".{1,600}?<w:tblInd [^>]{1,80}/>', re.DOTALL)
_RULE = 'w:val="single" w:sz="4" w:space="0" w:color="B8B0A0"'
_SIDES = ("top", "left", "bottom", "right", "insideH", "insideV")
_RULES = f"<w:tblBorders>{''.join(f'<w:{side} {_RULE} />' for side in _SIDES)}</w:tblBorders>".encode()
"""Lines between the cells of tables, because students write into them."""
_WIDEST, _HIGHEST = 5.8, 5.6
"""Inches that a picture is wide and high at most, so that pandoc shows it whole and its words fit on the page."""
_LINES_IN_A_CELL = 3
"""How many lines high a cell is in which students collect what a sheet says."""


def docx(book: Book, document: str) -> bytes:
    """Return a printed document as DOCX; the same document gives the same bytes.

    Raise Refused if pandoc is missing or cannot convert the document.
    """
    try:
        import pypandoc
    except ImportError as error:
        raise refuse(SYSTEM, "pypandoc_binary", "The DOCX writer is not installed.", "Run `make downloads`.") from error
    body, title, foot = _simplified(book, document)
    with tempfile.TemporaryDirectory() as folder, clock(book.released):
        target = Path(folder) / "handout.docx"
        # As options, pandoc would take a title such as “True” for a switch.
        head = f'<head><title>{escape(title)}</title><meta name="author" content="{escape(book.title)}"></head>'
        given = [f"--metadata=lang:{book.texts['language-tag']}"]
        try:
            pypandoc.convert_text(head + body, "docx", format="html", outputfile=os.fspath(target), extra_args=given)
        except RuntimeError as error:
            raise refuse(SYSTEM, title, f"pandoc cannot convert this handout: {error}", "Correct its page.") from error
        entries = unpacked(target.read_bytes())
    entries[_STYLES] = _TABLE_STYLE.sub(rb"\g<0>" + _RULES, entries[_STYLES], count=1)
    return packed(with_typefaces(laid_out(entries, foot)), book.released, first=FIRST_ENTRY)


def _simplified(book: Book, document: str) -> tuple[str, str, str]:
    """Return the body of a document in HTML that word processors understand, its heading, to become the title, and what
    stands at the foot of each page."""
    tree = html.document_fromstring(document)
    body = tree.body
    heading = body.find(".//h1")
    title = " ".join(heading.text_content().split())
    heading.drop_tree()
    for written in body.xpath(".//div[@class='lines']"):
        written.set("custom-style", "Line")
    for blank in body.xpath(".//span[@class='to-fill']"):
        blank.text = "_" * 30
    for cell in body.xpath(".//div[@class='block organiser']//td[@class='blank']"):
        cell.extend(element("br") for _ in range(_LINES_IN_A_CELL - 1))
    for cited in body.xpath(".//ul[@class='paragraphs-cited']"):
        _in_one_paragraph(cited)
    for term in body.xpath(".//dl"):
        _as_paragraphs(term)
    for context in body.xpath(".//span[@class='context']"):
        context.text = f" {context.text}"
    for table in body.iter("table"):
        _fill_page_width(table)
    for unwanted in body.xpath("./div[@class='sheet-head'] | .//p[@class='part']"):
        unwanted.drop_tree()
    for drawing in body.xpath(".//svg[not(ancestor::svg)]"):
        _as_picture(book, drawing)
    for figure in body.xpath(".//figure[.//img or @class='bodies']"):
        figure.tag = "div"
        for caption in figure.xpath("./figcaption"):
            caption.tag = "div"
    for name in body.xpath(".//p[@class='body-name']"):
        # A paragraph in it would give a list of boxes the spaces of a text, and fill another page.
        name.tag = "span"
    _box_sheets(body)
    _head_parts(book.texts, body)
    foot = str(body.get("data-edition", ""))
    return with_languages(html.tostring(body, encoding="unicode")), title, foot


def _as_picture(book: Book, drawing: html.HtmlElement) -> None:
    """Put a picture in the place of a drawing, which pandoc cannot write."""
    description = describe(drawing)
    if "viewbox" not in {name.lower() for name in drawing.attrib}:
        # A chart keeps the size of its type, so it is drawn no wider than it is shown.
        drawing.set("style", f"width: {_WIDEST}in")
    content, width, height = drawn(book, html.tostring(drawing, encoding="unicode", with_tail=False))
    scale = min(1.0, _WIDEST / width, _HIGHEST / height)
    picture = element("img")
    picture.set("src", f"data:image/png;base64,{base64.b64encode(content).decode()}")
    picture.set("alt", description)
    # pandoc reads no style here, and takes 96 of these for an inch.
    picture.set("width", f"{width * scale * 96:.0f}")
    drawing.addprevious(picture)
    drawing.drop_tree()


def _box_sheets(body: html.HtmlElement) -> None:
    """Give sheets a style with a box, and take out the frames that would interrupt it."""
    for sheet in body.xpath(".//section[@class='sheet']"):
        sheet.tag = "div"
        sheet.set("custom-style", "Sheet")
        for frame in sheet.xpath(".//blockquote | .//p[@class='amount']"):
            frame.tag = "div"
            frame.set("custom-style", "Sheet Words")
        for frame in sheet.xpath(".//figure | .//figcaption"):
            frame.tag = "div" if frame.tag == "figure" else "p"
    for box in body.xpath(".//div[@custom-style='Sheet']"):
        heading = box.find("h2")
        if heading is not None:
            box.addprevious(heading)


def _head_parts(texts: Mapping[str, str], body: html.HtmlElement) -> None:
    """Let each part of a worksheet begin with a heading of the first level, which begins a page; other headings are
    lower."""
    is_short = "short" in body.get("class", "").split()
    for part in body.xpath(".//section[contains(@class, 'exit-slips')]"):
        part.insert(0, element("h2", "", texts["part-exit-slips"]))
    for name in body.xpath(".//p[@class='name-and-date']"):
        heading = name.getnext()
        heading.addnext(name)
    for unneeded in body.xpath("self::body[contains(@class, 'short')]//section[contains(@class, 'grid-to-fill')]/*"):
        if unneeded.tag == "h2" or unneeded.get("class") == "name-and-date":
            unneeded.drop_tree()
    for spare in body.xpath(".//div[@class='slip']//p[@class='line'][position() > 2]"):
        spare.drop_tree()
    begins = body.xpath(".//section[contains(@class, 'part-of-worksheet')]//h2")
    first = [each for each in begins if not is_short or each.text == texts["part-questions-to-answer"]]
    for level, tag in ((4, "h4"), (3, "h3"), (2, "h2")):
        for heading in list(body.iter(tag)):
            heading.tag = f"h{level}"
    for heading in first:
        heading.tag = "h1"


def _fill_page_width(table: html.HtmlElement) -> None:
    """Give columns widths that fill the page, by the length of what they hold; a column to fill in gets its share."""
    rows = table.xpath(".//tr")
    cells = [[" ".join(cell.text_content().split()) for cell in row] for row in rows]
    weights = [max(_weight(column), 8) for column in zip(*cells, strict=False)]
    columns = element("colgroup", "", "", *(element("col") for _ in weights))
    for column, weight in zip(columns, weights, strict=True):
        column.set("style", f"width: {100 * weight // sum(weights)}%")
    caption = table.find("caption")
    table.insert(0 if caption is None else 1, columns)


def _weight(column: tuple[str, ...]) -> int:
    """Return the room that a column needs: its longest word, or a third of its longest text, in characters."""
    word = max((len(each) for text in column for each in text.split()), default=0)
    return max(word + 2, min(20, max(map(len, column)) // 3), 15 if not any(column[1:]) else 0)


def _in_one_paragraph(listed: html.HtmlElement) -> None:
    """Turn a list of short entries into one paragraph: paragraphs of their own would fill another page."""
    listed.tag = "p"
    for entry in listed.xpath("./li"):
        entry.tag, entry.tail = "span", " · " if entry.getnext() is not None else None


def _as_paragraphs(listing: html.HtmlElement) -> None:
    """Turn a list of terms into paragraphs of term and definition, because word processors have no such list."""
    listing.tag = "div"
    for term in listing.xpath("./dt"):
        definition = term.getnext()
        whole = element("p", "", "", element("strong", "", f"{term.text_content().strip()}: "))
        if definition is not None and definition.tag == "dd":
            whole[0].tail = definition.text
            whole.extend(list(definition))
            definition.drop_tree()
        term.addprevious(whole)
        term.drop_tree()
