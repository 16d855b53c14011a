"""The data package: every table as CSV with a schema (Frictionless), all tables in one JSON file, and a codebook."""

from __future__ import annotations

import json
from datetime import UTC, datetime

from explainer import __version__
from explainer.core.csv_text import SAYS_CELL_MARK, csv_text
from explainer.downloads.archive import packed
from explainer.downloads.book import Book
from explainer.downloads.data.evidence_tables import TABLES, Table
from explainer.downloads.data.rows import Cell
from explainer.downloads.references import address_of
from explainer.records.evidence import Evidence

_LICENCES = """\
# Licences

Our own words and the arrangement of the data are licensed under {licence}: {address}
Name the project, its version and its address.

Quotations (`text` in `quotes.csv`, `stated` in `figures.csv`) and titles remain their speakers’ and publishers’. They
are short, attributed, and given for explanation and teaching; the licence does not cover them. The articles
themselves are copyrighted and no part of this package.

Private people are shown by role and never by name. Do not use these data to find out who they are.
"""


def data_package(book: Book) -> bytes:
    """Return the data package as a zip."""
    evidence = book.edition.evidence
    entries = {f"data/{table.name}.csv": table_text(table, evidence) for table in TABLES}
    entries["datapackage.json"] = _json(descriptor(book))
    entries[f"{book.identity.identifier}.json"] = _json(as_one(book))
    entries["CODEBOOK.md"] = codebook(book)
    entries["LICENCES.md"] = _LICENCES.format(licence=book.identity.licence.name, address=book.identity.licence.address)
    return packed({name: text.encode() for name, text in entries.items()}, book.released)


def table_text(table: Table, evidence: Evidence) -> str:
    """Return a table as CSV, with a header and its rows in order."""
    return csv_text((column.name for column in table.columns), table.rows(evidence), for_spreadsheets=False)


def descriptor(book: Book) -> dict[str, object]:
    """Return the contents of datapackage.json, which describes the package to programs."""
    created = datetime.fromtimestamp(book.released, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    sources = [
        {"title": source.title, **({"path": address_of(source)} if address_of(source) else {})}
        for source in book.edition.evidence.sources.values()
    ]
    terms = book.identity.licence
    licence = {"name": terms.spdx, "path": terms.address, "title": terms.title}
    return {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": book.identity.identifier,
        "title": f"{book.title}: the evidence",
        "description": f"{book.subtitle} {' '.join(book.imprint())}",
        "version": __version__,
        "created": created,
        **({"homepage": book.address} if book.address else {}),
        "licenses": [licence],
        "sources": sources,
        "resources": [_resource(book.edition.evidence, table) for table in TABLES],
    }


def _resource(evidence: Evidence, table: Table) -> dict[str, object]:
    keys = [
        {"fields": list(fields), "reference": {"resource": resource, "fields": list(others)}}
        for fields, resource, others in table.references
    ]
    schema: dict[str, object] = {
        "fields": [_field(evidence, table, number) for number in range(len(table.columns))],
        "primaryKey": list(table.key),
        "missingValues": [""],
        **({"foreignKeys": keys} if keys else {}),
    }
    return {
        "name": table.name,
        "type": "table",
        "path": f"data/{table.name}.csv",
        "description": table.says,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "schema": schema,
    }


def _field(evidence: Evidence, table: Table, number: int) -> dict[str, object]:
    column = table.columns[number]
    constraints: dict[str, object] = {"required": True} if column.needed else {}
    if values := column.values(evidence):
        constraints["enum"] = list(values)
    described = {"name": column.name, "type": column.kind, "description": column.says}
    return {**described, **({"constraints": constraints} if constraints else {})}


def as_one(book: Book) -> dict[str, object]:
    """Return all tables in one object, with rows as objects; empty cells are left out."""
    evidence = book.edition.evidence
    tables = {table.name: [_object(table, row) for row in table.rows(evidence)] for table in TABLES}
    return {"about": book.imprint(), **tables}


def _object(table: Table, row: tuple[Cell, ...]) -> dict[str, Cell]:
    named = zip(table.columns, row, strict=True)
    return {column.name: cell for column, cell in named if cell is not None and cell != ""}


def codebook(book: Book) -> str:
    """Return the codebook as Markdown: what every table and column contains."""
    lines = [f"# {book.title}: codebook", "", *book.imprint(), "", SAYS_CELL_MARK, ""]
    for table in TABLES:
        lines += [f"## {table.name}", "", table.says, "", f"Key: {', '.join(table.key)}.", ""]
        lines += ["| column | type | holds |", "|---|---|---|"]
        for column in table.columns:
            known = column.values(book.edition.evidence)
            values = f" One of: {', '.join(known)}." if known else ""
            kind = column.kind if column.needed else f"{column.kind}, may be empty"
            lines.append(f"| {column.name} | {kind} | {column.says}{values} |")
        for fields, resource, others in table.references:
            lines += ["", f"{', '.join(fields)} refers to {', '.join(others)} of {resource}."]
        lines.append("")
    return "\n".join(lines)


def _json(content: object) -> str:
    return json.dumps(content, ensure_ascii=False, indent=1) + "\n"
