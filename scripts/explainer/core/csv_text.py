"""Tables as CSV, which spreadsheets and other programs open without running anything in them."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable

CELL_MARK = "'"
"""What begins a cell that a spreadsheet would run. Whoever needs the exact text takes one such mark away."""
_BYTE_ORDER_MARK = "\N{ZERO WIDTH NO-BREAK SPACE}"
_RUNS = re.compile(f"{CELL_MARK}*[=+@\\t\\r-]")


def csv_text(columns: Iterable[str], rows: Iterable[Iterable[object]], for_spreadsheets: bool = True) -> str:
    """Return a table as CSV, with a header; None is an empty cell.

    A text that a spreadsheet would run as a formula gets a mark in front. So does one that has such a mark already, so
    that one mark can always be taken away. Numbers are left as they are. `for_spreadsheets` puts a byte order mark at
    the start: without one, Excel takes UTF-8 for another encoding and garbles quotation marks.
    """
    out = io.StringIO()
    if for_spreadsheets:
        out.write(_BYTE_ORDER_MARK)
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows([_cell(each) for each in row] for row in rows)
    return out.getvalue()


def _cell(value: object) -> object:
    if value is None:
        return ""
    return f"{CELL_MARK}{value}" if isinstance(value, str) and _RUNS.match(value) else value
