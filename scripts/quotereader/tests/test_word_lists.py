"""The word lists: each says what it holds, is read by a module of the reader, and lists nothing twice."""

from __future__ import annotations

import ast
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

import quotereader
from quotereader.word_lists import listed, listed_genders

PACKAGE = Path(quotereader.__file__).parent
LISTS = sorted(path for path in (PACKAGE / "lists").iterdir() if path.suffix in (".txt", ".tsv"))
READERS = {"listed": {".txt", ".tsv"}, "listed_phrases": {".txt"}, "listed_rows": {".tsv"}, "listed_genders": {".tsv"}}


def calls() -> Iterator[tuple[str, str]]:
    """Every reading of a list by a module of the package: the function, and the name it is given."""
    for path in PACKAGE.glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            function = getattr(node, "func", None)
            if isinstance(node, ast.Call) and isinstance(function, ast.Name) and function.id in READERS:
                name = node.args[0]
                if isinstance(name, ast.Constant):
                    yield function.id, str(name.value)
                else:
                    assert path.stem == "word_lists", f"{path.name} must name its list in place: {ast.unparse(node)}"


def entries(path: Path) -> list[str]:
    lines = [line for line in path.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    if path.suffix == ".tsv":
        return [line.split("\t")[0] for line in lines]
    return lines if ("listed_phrases", path.stem) in set(calls()) else " ".join(lines).split()


def test_each_list_is_read_and_each_list_that_is_read_exists() -> None:
    assert {name for _, name in calls()} == {path.stem for path in LISTS}


def test_each_list_is_read_in_its_own_form() -> None:
    forms = {path.stem: path.suffix for path in LISTS}
    assert [call for call in calls() if forms[call[1]] not in READERS[call[0]]] == []


@pytest.mark.parametrize("path", LISTS, ids=lambda path: path.name)
def test_the_first_line_says_what_the_list_holds(path: Path) -> None:
    first, *others = path.read_text(encoding="utf-8").splitlines()
    assert first.startswith("# ")
    assert len(first.split()) > 4
    assert not any(line.startswith("#") for line in others)


@pytest.mark.parametrize("path", LISTS, ids=lambda path: path.name)
def test_nothing_is_listed_twice(path: Path) -> None:
    assert [entry for entry, count in Counter(entries(path)).items() if count > 1] == []


def test_a_table_gives_its_first_column_and_what_is_known_of_it() -> None:
    assert {"actor", "actress", "adviser"} <= listed("roles")
    assert "f" not in listed("roles")
    genders = listed_genders("roles")
    assert (genders["actor"], genders["actress"], genders["adviser"]) == ("m", "f", "")


def test_a_title_inside_a_name_is_a_role_elsewhere() -> None:
    assert listed("roles_within_names") <= listed("roles")
