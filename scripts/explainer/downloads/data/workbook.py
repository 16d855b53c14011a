"""The evidence, the quiz and the flashcards as one workbook (XLSX), for people who work in a spreadsheet.

It has the tables of the data package with typed cells and without formulas, one sheet each. The first sheet says what
the workbook is, the second what each column holds. Ids lead to the records on the site, if that has an address.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import UTC, date, datetime
from math import ceil
from typing import Any

from explainer.core.problems import SYSTEM, refuse
from explainer.downloads.archive import packed, unpacked
from explainer.downloads.book import Book
from explainer.downloads.data.evidence_tables import TABLES, Column, Kind, Table
from explainer.downloads.data.rows import Cell, Row
from explainer.downloads.teaching.docx import FIRST_ENTRY
from explainer.downloads.teaching.pack import pack_of
from explainer.downloads.teaching.quiz_tables import CARD_COLUMNS, QUIZ_COLUMNS, card_rows, quiz_rows
from explainer.pages.addresses import lists_whole
from explainer.render.elements import PageView

_FIRST = ("figures", "quotes", "events", "glossary", "relations", "sources")
"""The tables that most people look for, before the others."""
_NUMBERS = ("lowest accepted", "highest accepted")
_WIDEST, _NARROWEST = 60, 8
"""Characters: how wide columns are at most and at least."""
_LINE = 15
"""The height of a line of text in points."""
_A4 = 9
_TEXT, _DATE = "@", "yyyy-mm-dd"


def workbook(book: Book) -> bytes:
    """Return the workbook; the same book gives the same bytes."""
    try:
        from xlsxwriter import Workbook
    except ImportError as error:
        raise refuse(SYSTEM, "xlsxwriter", "The XLSX writer is not installed.", "Run `make downloads`.") from error
    out = io.BytesIO()
    settings = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    written = Workbook(out, settings)
    moment = datetime.fromtimestamp(book.released, UTC).replace(tzinfo=None)
    written.set_properties(
        {"title": book.texts["evidence-title"].format(site=book.title), "author": book.title, "created": moment}
    )
    tables, addresses = _tables(book), _addresses(book)
    _about(written, book, [table for table, _ in tables])
    write_table(written, "columns", _COLUMNS, _columns(book.texts, (table for table, _ in tables)))
    for table, rows in tables:
        write_table(written, table.name, table.columns, rows, addresses.get(table.name))
    written.close()
    return packed(unpacked(out.getvalue()), book.released, first=FIRST_ENTRY)


class _Look:
    """The formats of cells."""

    def __init__(self, written: Any) -> None:
        top = {"valign": "top", "text_wrap": True}
        self.title = written.add_format({"bold": True, "font_size": 16})
        self.head = written.add_format({"bold": True, "bottom": 1, "valign": "top"})
        self.link = written.get_default_url_format()
        self.link.set_align("top")
        kinds: dict[Kind, dict[str, object]] = {
            "string": {"num_format": _TEXT}, "integer": {}, "number": {},
            "date": {"num_format": _DATE, "align": "left"},
        }  # fmt: skip
        self.of = {kind: written.add_format({**top, **more}) for kind, more in kinds.items()}


_COLUMNS = (
    Column("table", "column-columns-table"),
    Column("column", "column-columns-column"),
    Column("kind", "column-columns-kind"),
    Column("may be empty", "column-columns-may-be-empty"),
    Column("holds", "column-columns-holds"),
)


def _tables(book: Book) -> list[tuple[Table, list[Row]]]:
    """Return every table that has rows, with its rows."""
    evidence, pack = book.edition.evidence, pack_of(book)
    made: dict[str, tuple[Table, list[Row]]] = {each.name: (each, [*each.rows(evidence)]) for each in TABLES}
    first = [made.pop(name) for name in _FIRST]
    quiz = Table("quiz", "table-quiz", _taught(QUIZ_COLUMNS), ("id",))
    cards = Table("flashcards", "table-flashcards", _taught(CARD_COLUMNS), ("record",))
    for_learners: list[tuple[Table, list[Row]]] = [(quiz, [*quiz_rows(pack)]), (cards, [*card_rows(pack)])]
    return [(table, rows) for table, rows in (*first, *for_learners, *made.values()) if rows]


def _taught(named: dict[str, str]) -> tuple[Column, ...]:
    return tuple(
        Column(name, says, "number" if name in _NUMBERS else "string", needed=False) for name, says in named.items()
    )


def _columns(texts: Mapping[str, str], tables: Iterable[Table]) -> list[Row]:
    empty = {True: texts["cells-no"], False: texts["cells-yes"]}
    return [
        (table.name, column.name, texts[f"cells-{column.kind}"], empty[column.needed], texts[column.says])
        for table in tables
        for column in table.columns
    ]


def _about(written: Any, book: Book, tables: Sequence[Table]) -> None:
    """Write the first sheet: what this is, and a link to each table."""
    sheet, look = written.add_worksheet("about"), _Look(written)
    text = look.of["string"]
    sheet.set_column(0, 0, 24)
    sheet.set_column(1, 1, 90)
    sheet.write_string(0, 0, book.texts["evidence-title"].format(site=book.title), look.title)
    lines = [book.subtitle, *book.imprint()]
    for row, line in enumerate(lines, start=1):
        sheet.merge_range(row, 0, row, 1, "", text)
        sheet.write_string(row, 0, line, text)
        sheet.set_row(row, 32 if len(line) > 110 else 16)
    listed = [("columns", "table-columns"), *((table.name, table.says) for table in tables)]
    for row, (name, says) in enumerate(listed, start=len(lines) + 2):
        sheet.write_url(row, 0, f"internal:'{name}'!A1", look.link, name)
        sheet.write_string(row, 1, book.texts[says], text)
    _for_paper(sheet)


def write_table(
    written: Any,
    name: str,
    columns: Sequence[Column],
    rows: Sequence[Row],
    address: Callable[[str], str] | None = None,
) -> None:
    """Add a table to a workbook. Its head stays in sight, its rows can be filtered, and the first cell of each row
    leads to its record, if an address is given."""
    sheet, look = written.add_worksheet(name), _Look(written)
    widths = [_width(column, [row[at] for row in rows]) for at, column in enumerate(columns)]
    for at, column in enumerate(columns):
        sheet.set_column(at, at, widths[at])
        sheet.write_string(0, at, column.name, look.head)
        for down, row in enumerate(rows, start=1):
            _write_cell(sheet, down, at, column.kind, row[at], look)
    for down, row in enumerate(rows, start=1):
        lines = max(ceil(len(str(cell or "")) / (width - 4)) for cell, width in zip(row, widths, strict=True))
        sheet.set_row(down, _LINE * max(1, lines))
        if address and (target := address(str(row[0]))):
            sheet.write_url(down, 0, target, look.link, str(row[0]))
    sheet.freeze_panes(1, 1)
    sheet.autofilter(0, 0, len(rows), len(columns) - 1)
    sheet.repeat_rows(0)
    _for_paper(sheet)


def _width(column: Column, cells: Sequence[Cell]) -> int:
    longest = max((len(str(cell)) for cell in cells if cell is not None), default=0)
    return min(_WIDEST, max(_NARROWEST, longest + 2, len(column.name) + 4))


def _write_cell(sheet: Any, down: int, at: int, kind: Kind, cell: Cell, look: _Look) -> None:
    if cell is None or cell == "":
        return
    match kind:
        case "string":
            sheet.write_string(down, at, str(cell), look.of[kind])
        case "date":
            sheet.write_datetime(
                down, at, datetime.combine(date.fromisoformat(str(cell)), datetime.min.time()), look.of[kind]
            )
        case "integer" | "number":
            sheet.write_number(down, at, float(cell), look.of[kind])


def _for_paper(sheet: Any) -> None:
    sheet.set_paper(_A4)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)


def _addresses(book: Book) -> dict[str, Callable[[str], str]]:
    """Return for some tables where on the site a record has its address; none if the site has no address."""
    if not book.address:
        return {}
    view = PageView(book.edition.evidence, is_final=True, whole=lists_whole(book.edition.project))
    places = {
        "figures": view.to_figure, "quotes": view.to_quote, "events": view.to_event, "glossary": view.to_term,
        "sources": view.to_source,
    }  # fmt: skip
    return {name: _on_the_site(book, place) for name, place in places.items()}


def _on_the_site(book: Book, place: Callable[[str], str]) -> Callable[[str], str]:
    return lambda key: f"{book.address}{place(key)}"
