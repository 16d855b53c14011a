"""The files for teachers follow the rules of the site: no private names, article text or numbers without a record."""

from __future__ import annotations

import re

import pytest
from packs import packed_of
from reading_back import rows_of

from conftest import World
from explainer.core.quantities import read_quantities
from explainer.core.text import fold
from explainer.downloads.teaching.card_sheets import card_sheets
from explainer.downloads.teaching.gift import gift
from explainer.downloads.teaching.paper_quiz import printed_key
from explainer.downloads.teaching.quiz_tables import cards_csv, quiz_csv
from explainer.edition.state import Edition
from explainer.gates.built_numbers import known_values
from explainer.gates.harm import NameSearch
from explainer.gates.numbers import needs_backing
from explainer.gates.own_words import article_windows, copied_run, stored_quotes
from explainer.records.permitted_names import names_with_numbers
from explainer.records.quiz_items import Numeric

pytestmark = pytest.mark.real
_MARKS = re.compile(r"¶\d{1,3}(?:, (?=[A-Z]))?|&[a-z]{2,6};|\\n|<[^>]{1,200}>|\b[a-z]+\.[a-z0-9-]+|::[a-z0-9-]+::")
_OWN = ("version 1", "CC BY 4.0")


def lines_of(edition: Edition) -> dict[str, list[str]]:
    """Return the lines or cells of each file, by name."""
    pack = packed_of(edition.evidence)
    tables = {"quiz": quiz_csv(pack), "cards": cards_csv(pack)}
    cells = {name: [cell for row in rows_of(table) for cell in row.values()] for name, table in tables.items()}
    texts = {"gift": gift(pack).decode(), "sheets": card_sheets(pack), "key": printed_key(pack)}
    return cells | {name: text.split("\n") for name, text in texts.items()}


def test_no_file_names_a_private_person_or_copies_an_article(real: World) -> None:
    edition = real.edition()
    if not edition.articles:
        pytest.skip("unchecked: there are no article texts")
    search, windows = NameSearch.of(edition), article_windows(edition)
    quotes = stored_quotes(edition)
    assert search.personal
    for name, lines in lines_of(edition).items():
        assert not search.finds("\n".join(lines)), name
        assert [run for line in lines if (run := copied_run(fold(line), windows, quotes))] == [], name


def test_every_number_in_a_file_is_in_a_record_or_a_checked_sentence(real: World) -> None:
    edition = real.edition()
    figures, items = edition.evidence.figures.values(), edition.evidence.quiz.values()
    bare = {value for figure in figures for value in (figure.amount, figure.low, figure.high)}
    ranges = [item.accepts for item in items if isinstance(item, Numeric) and item.accepts]
    bare |= {end for accepts in ranges for end in (accepts.low, accepts.high)}
    known, names = known_values(edition), (*names_with_numbers(edition.evidence), *_OWN)
    for name, lines in lines_of(edition).items():
        plain = [without(line, names) for line in lines]
        numbers = [(quantity, line) for line in plain for quantity in read_quantities(line)]
        assert len(numbers) > 40, name
        unknown = [
            each.text
            for each, line in numbers
            if needs_backing(each, line)
            and each.low not in bare
            and (each.kind, each.low, each.high, each.sense) not in known
        ]
        assert unknown == [], name


def without(line: str, names: tuple[str, ...]) -> str:
    """Return a line without the marks of its format and without names that contain a number."""
    plain = _MARKS.sub(" # ", line)
    for name in names:
        plain = plain.replace(name, "#")
    return plain
