"""Wide tables as lists of records, for e-readers: many columns have no room on a phone, in large type least."""

from __future__ import annotations

from lxml import html

from explainer.downloads.paged_chapters import element

MOST_COLUMNS = 4
"""With more columns than these, a table becomes a list."""


def narrow_tables(section: html.HtmlElement) -> None:
    """Turn each table of many columns into its rows, each with a name and what the other columns say of it."""
    for table in section.xpath(".//table[thead]"):
        heads = [" ".join(head.text_content().split()) for head in table.xpath("./thead/tr[1]/*")]
        if len(heads) > MOST_COLUMNS and not table.xpath(".//*[@colspan or @rowspan]"):
            _as_records(table, heads)


def _as_records(table: html.HtmlElement, heads: list[str]) -> None:
    listed = element("div", "records")
    caption = table.find("caption")
    if caption is not None:
        caption.tag, caption.tail = "p", None
        caption.set("class", "caption")
        listed.append(caption)
    listed.extend(_record(row, heads) for row in table.xpath("./tbody/tr"))
    table.addprevious(listed)
    table.drop_tree()


def _record(row: html.HtmlElement, heads: list[str]) -> html.HtmlElement:
    name, *cells = row
    made = element("div", "record", "", _moved(name, "p", "record-name"))
    if row.get("id"):
        made.set("id", row.get("id"))
    facts = element("dl", "facts")
    for head, cell in zip(heads[1:], cells, strict=True):
        if cell.text_content().strip():
            facts.extend([element("dt", "", head), _moved(cell, "dd", "")])
    made.append(facts)
    return made


def _moved(cell: html.HtmlElement, tag: str, classes: str) -> html.HtmlElement:
    """Return what is in a cell, with its place for links and its classes, in an element of another name."""
    made = element(tag, " ".join(filter(None, [classes, cell.get("class")])), cell.text or "")
    if cell.get("id"):
        made.set("id", cell.get("id"))
    made.extend(list(cell))
    return made
