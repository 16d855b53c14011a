"""Handouts that a teacher can change: DOCX, which pandoc makes from the document that is printed."""

from __future__ import annotations

import os
import re
import tempfile
from pathlib import Path

from lxml import html

from explainer.core.problems import SYSTEM, refuse
from explainer.downloads.archive import packed, unpacked
from explainer.downloads.book import Book
from explainer.downloads.paged_chapters import element
from explainer.downloads.print.pdf import clock

FIRST_ENTRY = "[Content_Types].xml"
_LINE = "_" * 72
_STYLES = "word/styles.xml"
_TABLE_STYLE = re.compile(rb'w:styleId="Table".{1,600}?<w:tblInd [^>]{1,80}/>', re.DOTALL)
_RULE = 'w:val="single" w:sz="4" w:space="0" w:color="B8B0A0"'
_SIDES = ("top", "left", "bottom", "right", "insideH", "insideV")
_RULES = f"<w:tblBorders>{''.join(f'<w:{side} {_RULE} />' for side in _SIDES)}</w:tblBorders>".encode()
"""Lines between the cells of tables, because students write into them."""


def docx(book: Book, document: str) -> bytes:
    """Return a printed document as DOCX; the same document gives the same bytes.

    Raise Refused if pandoc is missing or cannot convert the document.
    """
    try:
        import pypandoc
    except ImportError as error:
        raise refuse(SYSTEM, "pypandoc_binary", "The DOCX writer is not installed.", "Run `make downloads`.") from error
    body, title = _simplified(document)
    with tempfile.TemporaryDirectory() as folder, clock(book.released):
        target = Path(folder) / "handout.docx"
        given = [f"--metadata=title:{title}", "--metadata=lang:en-GB", f"--metadata=author:{book.title}"]
        try:
            pypandoc.convert_text(body, "docx", format="html", outputfile=os.fspath(target), extra_args=given)
        except RuntimeError as error:
            raise refuse(SYSTEM, title, f"pandoc cannot convert this handout: {error}", "Correct its page.") from error
        entries = unpacked(target.read_bytes())
    entries[_STYLES] = _TABLE_STYLE.sub(rb"\g<0>" + _RULES, entries[_STYLES], count=1)
    return packed(entries, book.released, first=FIRST_ENTRY)


def _simplified(document: str) -> tuple[str, str]:
    """Return the body of a document in HTML that word processors understand, and its heading, to become the title."""
    tree = html.document_fromstring(document)
    body = tree.body
    heading = body.find(".//h1")
    title = " ".join(heading.text_content().split())
    heading.drop_tree()
    for line in body.xpath(".//p[@class='line']"):
        line.text = _LINE
    for blank in body.xpath(".//span[@class='to-fill']"):
        blank.text = _LINE[:30]
    for term in body.xpath(".//dl"):
        _as_paragraphs(term)
    for context in body.xpath(".//span[@class='context']"):
        context.text = f" {context.text}"
    for table in body.iter("table"):
        _fill_page_width(table)
    for unwanted in body.xpath("./div[@class='sheet-head'] | .//p[@class='part']"):
        unwanted.drop_tree()
    for level, tag in ((1, "h2"), (2, "h3"), (3, "h4")):
        for part in body.iter(tag):
            part.tag = f"h{level}"
    return html.tostring(body, encoding="unicode"), title


def _fill_page_width(table: html.HtmlElement) -> None:
    """Give columns equal widths that fill the page; without a width, they become as narrow as a word."""
    heads = table.xpath(".//thead//th")
    columns = element("colgroup", "", "", *(element("col") for _ in heads))
    for column in columns:
        column.set("style", f"width: {100 // max(1, len(heads))}%")
    caption = table.find("caption")
    table.insert(0 if caption is None else 1, columns)


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
