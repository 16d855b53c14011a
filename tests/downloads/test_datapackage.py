"""The tables have every record exactly once and no private person, and their keys and references are valid."""

from __future__ import annotations

import csv
import io
import json
from fractions import Fraction
from pathlib import Path

import pytest

from explainer.downloads.archive import unpacked
from explainer.downloads.book import Book
from explainer.downloads.data.data_package import as_one, data_package
from explainer.downloads.data.evidence_tables import TABLES
from explainer.downloads.data.rows import exact

Rows = dict[str, list[dict[str, str]]]


@pytest.fixture
def book(each_book: Book) -> Book:
    return each_book


@pytest.fixture
def entries(book: Book) -> dict[str, bytes]:
    return unpacked(data_package(book))


@pytest.fixture
def rows(entries: dict[str, bytes]) -> Rows:
    return {
        table.name: list(csv.DictReader(io.StringIO(entries[f"data/{table.name}.csv"].decode()))) for table in TABLES
    }


def test_there_is_a_row_for_each_record(book: Book, rows: Rows) -> None:
    evidence = book.edition.evidence
    public = [person for person in evidence.people.values() if person.kind == "public"]
    expected = {
        "sources": len(evidence.sources),
        "quotes": len(evidence.quotes),
        "figures": len(evidence.figures),
        "events": len(evidence.events),
        "glossary": len(evidence.terms),
        "measures": len(evidence.measures),
        "organisations": len(evidence.organisations),
        "topics": len(evidence.topics),
        "people": len(public),
        "paragraphs": sum(len(locked.paragraphs) for locked in evidence.lock.values()),
        "quote_topics": sum(len(quote.topics) for quote in evidence.quotes.values()),
    }
    assert {name: len(rows[name]) for name in expected} == expected


def test_figures_read_back_are_unchanged(book: Book, rows: Rows) -> None:
    for row in rows["figures"]:
        figure = book.edition.evidence.figures[row["id"]]
        amount = Fraction(row["amount"]) / Fraction(row["divisor"]) if row["amount"] else None
        assert amount == figure.amount
        assert (row["low"] or None) == (str(figure.low) if figure.low is not None else None)
        assert (row["unit"], row["as_of"], row["stated"]) == (figure.unit, figure.as_of, figure.stated)
        assert row["qualifier"] == figure.qualifier


@pytest.mark.parametrize("text", ["3000", "60.5", "2/3", "1/2", "1000000000"])
def test_numbers_are_stored_exactly(text: str) -> None:
    amount, divisor = exact(Fraction(text))
    assert Fraction(str(amount)) / Fraction(str(divisor)) == Fraction(text)


def test_private_people_are_in_no_table(book: Book, entries: dict[str, bytes]) -> None:
    private = [key for key, person in book.edition.evidence.people.items() if person.kind == "private"]
    assert private
    for content in entries.values():
        assert not [key for key in private if f'"{key}"' in content.decode() or f",{key}," in content.decode()]


def test_keys_are_unique_and_references_resolve(rows: Rows) -> None:
    for table in TABLES:
        keys = [tuple(row[name] for name in table.key) for row in rows[table.name]]
        assert len(keys) == len(set(keys)), table.name
        for fields, resource, others in table.references:
            known = {tuple(row[name] for name in others) for row in rows[resource]}
            named = {tuple(row[name] for name in fields) for row in rows[table.name]}
            assert {each for each in named if any(each)} <= known, (table.name, resource)


def test_no_cell_is_a_formula(rows: Rows) -> None:
    cells = [cell for table in rows.values() for row in table for cell in row.values()]
    assert not [cell for cell in cells if cell.startswith(("=", "+", "@", "-", "\t"))]


def test_the_json_file_holds_the_same_rows(book: Book, rows: Rows, entries: dict[str, bytes]) -> None:
    content = json.loads(entries[f"{book.identity.identifier}.json"])
    assert content == json.loads(json.dumps(as_one(book)))
    assert {name: len(content[name]) for name in rows} == {name: len(each) for name, each in rows.items()}


def test_the_codebook_names_every_column(entries: dict[str, bytes]) -> None:
    codebook = entries["CODEBOOK.md"].decode()
    for table in TABLES:
        assert f"## {table.name}" in codebook
        assert all(f"| {column.name} |" in codebook for column in table.columns)


FAULTS = {
    "a quotation of an unknown source": ("quotes", "source", "nobody"),
    "an amount in words": ("figures", "amount", "many"),
    "a key that occurs twice": ("measures", "id", "pilots"),
    "a kind that does not exist": ("sources", "copy_kind", "guessed"),
}


@pytest.mark.downloads
class TestWithFrictionless:
    """The same package, checked against its schema by another program."""

    def _unpack(self, entries: dict[str, bytes], folder: Path) -> Path:
        for name, content in entries.items():
            (folder / name).parent.mkdir(exist_ok=True)
            (folder / name).write_bytes(content)
        return folder / "datapackage.json"

    def test_the_package_is_valid(self, entries: dict[str, bytes], tmp_path: Path) -> None:
        import frictionless

        assert frictionless.validate(self._unpack(entries, tmp_path)).valid

    @pytest.mark.parametrize("fault", FAULTS)
    def test_a_fault_is_refused(self, entries: dict[str, bytes], rows: Rows, tmp_path: Path, fault: str) -> None:
        import frictionless

        name, column, value = FAULTS[fault]
        table = rows[name]
        table[-1][column] = value
        out = io.StringIO()
        writer = csv.DictWriter(out, list(table[0]))
        writer.writeheader()
        writer.writerows(table)
        changed = {**entries, f"data/{name}.csv": out.getvalue().encode()}
        report = frictionless.validate(self._unpack(changed, tmp_path))
        assert not report.valid
