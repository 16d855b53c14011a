"""The data package: every table as CSV with a schema (Frictionless), all tables in one JSON file, and a codebook."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime

from explainer import __version__
from explainer.core.csv_text import csv_text
from explainer.downloads.archive import packed
from explainer.downloads.book import Book
from explainer.downloads.data.evidence_tables import TABLES, Table
from explainer.downloads.data.rows import Cell
from explainer.downloads.references import address_of
from explainer.records.evidence import Evidence


def data_package(book: Book) -> bytes:
    """Return the data package as a zip."""
    evidence = book.edition.evidence
    entries = {f"data/{table.name}.csv": table_text(table, evidence) for table in TABLES}
    entries["datapackage.json"] = _json(descriptor(book))
    entries[f"{book.identity.identifier}.json"] = _json(as_one(book))
    entries["CODEBOOK.md"] = codebook(book)
    entries["LICENCES.md"] = book.texts["licences-file"].format(
        licence=book.identity.licence.name, address=book.identity.licence.address
    )
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
        "title": book.texts["evidence-title"].format(site=book.title),
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
        "description": evidence.texts[table.says],
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
    described = {"name": column.name, "type": column.kind, "description": evidence.texts[column.says]}
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
    texts = book.texts
    title = texts["codebook-title"].format(site=book.title)
    lines = [f"# {title}", "", *book.imprint(), "", texts["codebook-cell-mark"], ""]
    for table in TABLES:
        key = texts["codebook-key"].format(columns=", ".join(table.key))
        lines += [f"## {table.name}", "", texts[table.says], "", key, "", *_column_lines(book, table)]
        for fields, resource, others in table.references:
            named = {"columns": ", ".join(fields), "others": ", ".join(others), "table": resource}
            lines += ["", texts["codebook-refers"].format(**named)]
        lines.append("")
    return "\n".join(lines)


def _column_lines(book: Book, table: Table) -> Iterator[str]:
    """Yield the columns of a table, as a table."""
    texts = book.texts
    yield texts["codebook-head"]
    yield "|---|---|---|"
    for column in table.columns:
        known = column.values(book.edition.evidence)
        values = f" {texts['codebook-one-of'].format(values=', '.join(known))}" if known else ""
        kind = column.kind if column.needed else texts["codebook-may-be-empty"].format(kind=column.kind)
        yield f"| {column.name} | {kind} | {texts[column.says]}{values} |"


def _json(content: object) -> str:
    return json.dumps(content, ensure_ascii=False, indent=1) + "\n"
