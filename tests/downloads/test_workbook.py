"""The workbook has every table with typed cells and no formula, and says what it is."""

from __future__ import annotations

import io
import zipfile
from typing import Any
from xml.etree import ElementTree

import pytest

from explainer.downloads.book import Book
from explainer.downloads.data.evidence_tables import TABLES, Column
from explainer.downloads.data.workbook import workbook, write_table
from explainer.downloads.read_back import text_of
from explainer.quiz.flashcards import all_cards

pytestmark = pytest.mark.downloads
_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
Sheet = list[list[Any]]


def sheets(content: bytes) -> dict[str, Sheet]:
    """Return the cells of every sheet by its name: text as str, numbers and dates as float."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    strings = ["".join(each.itertext()) for each in ElementTree.fromstring(parts["xl/sharedStrings.xml"])]
    names = [each.get("name") or "" for each in ElementTree.fromstring(parts["xl/workbook.xml"]).iter(f"{_MAIN}sheet")]
    return {
        name: [[_value(cell, strings) for cell in row] for row in _tree(parts, at).iter(f"{_MAIN}row")]
        for at, name in enumerate(names, start=1)
    }


def _tree(parts: dict[str, bytes], at: int) -> ElementTree.Element:
    return ElementTree.fromstring(parts[f"xl/worksheets/sheet{at}.xml"])


def _value(cell: ElementTree.Element, strings: list[str]) -> str | float | None:
    assert cell.find(f"{_MAIN}f") is None, "a formula"
    value = cell.findtext(f"{_MAIN}v")
    if value is None:
        return None
    return strings[int(value)] if cell.get("t") == "s" else float(value)


def test_every_table_has_a_sheet_with_all_its_rows(each_book: Book) -> None:
    evidence = each_book.edition.evidence
    found = sheets(workbook(each_book))
    for table in TABLES:
        rows = list(table.rows(evidence))
        if not rows:
            assert table.name not in found
            continue
        assert found[table.name][0] == [column.name for column in table.columns]
        filled = [[cell for cell in row if cell not in (None, "")] for row in rows]
        kinds = [[type(cell) for cell in row] for row in found[table.name][1:]]
        assert [len(row) for row in filled] == [len(row) for row in found[table.name][1:]]
        assert all(kind in (str, float) for row in kinds for kind in row)
    assert len(found["quiz"]) == 1 + len(evidence.quiz)
    assert len(found["flashcards"]) == 1 + len(all_cards(evidence))


def test_amounts_are_numbers_and_days_are_dates(book: Book) -> None:
    evidence, found = book.edition.evidence, sheets(workbook(book))
    stated = {row[0]: row for row in found["figures"][1:]}
    assert {key for key, figure in evidence.figures.items() if figure.amount is not None} <= {
        key for key, row in stated.items() if any(isinstance(cell, float) for cell in row[3:])
    }
    days = [cell for row in found["events"][1:] for cell in row if isinstance(cell, float) and cell > 40_000]
    assert len(days) >= len(evidence.events)


def test_the_first_sheets_say_what_it_is_and_what_each_column_holds(book: Book) -> None:
    found = sheets(workbook(book))
    assert list(found)[:2] == ["about", "columns"]
    said = [cell for row in found["about"] for cell in row]
    assert all(line in said for line in book.imprint())
    assert set(found) - {"about"} <= set(said)
    explained = {(row[0], row[1]) for row in found["columns"][1:]}
    assert explained == {(name, head) for name, rows in found.items() if name not in ("about", "columns")
                         for head in rows[0]} | explained  # fmt: skip
    assert all(row[4] for row in found["columns"][1:])


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(1)", "https://tide.example/", "0041"])
def test_what_looks_like_a_formula_or_number_stays_text(text: str) -> None:
    from xlsxwriter import Workbook

    out = io.BytesIO()
    written = Workbook(out, {"in_memory": True})
    write_table(written, "tide", (Column("id", "Id."), Column("says", "Words.")), [("a", text)])
    written.close()
    assert sheets(out.getvalue())["tide"][1] == ["a", text]


def test_the_same_book_gives_the_same_bytes(book: Book) -> None:
    content = workbook(book)
    assert content == workbook(book)
    assert zipfile.ZipFile(io.BytesIO(content)).namelist()[0] == "[Content_Types].xml"


def test_what_it_says_can_be_searched_for_leaks(book: Book) -> None:
    text = text_of("evidence.xlsx", workbook(book))
    assert all(quote.text in text.replace("&amp;", "&") for quote in book.edition.evidence.quotes.values())
