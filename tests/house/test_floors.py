"""A module imports only from its own room and from rooms on lower floors, as the description of the house says."""

from __future__ import annotations

import ast
import re
from pathlib import Path

from conftest import REAL_ROOT

SCRIPTS = REAL_ROOT / "scripts"
PACKAGE = SCRIPTS / "explainer"
ROW = re.compile(r"^\| ([\w ]*?) ?\| `(\w+)` \|", re.MULTILINE)
MOST_FLOORS = 9
MOST_LOOSE_FILES = 4


NAMED = re.compile(r"`([a-z_]+/[a-z_]+)`")
DESCRIPTION = REAL_ROOT / "docs" / "about" / "architecture.md"


def floors() -> dict[str, int]:
    """Read the table of rooms, from the top floor down: the number of each room's floor, counted from the ground."""
    text = DESCRIPTION.read_text(encoding="utf-8")
    found: dict[str, int] = {}
    floor = 0
    for name, room in reversed(ROW.findall(text)):
        found[room] = floor + 1
        floor += bool(name)
    return found


def imports(path: Path) -> set[str]:
    """Return the modules that a module imports from, wherever in it the import stands."""
    nodes = list(ast.walk(ast.parse(path.read_text("utf-8"))))
    found = {name.name for node in nodes if isinstance(node, ast.Import) for name in node.names}
    for node in nodes:
        if isinstance(node, ast.ImportFrom):
            found |= {node.module or "", *(f"{node.module}.{name.name}" for name in node.names)}
    return found


def rooms_imported(path: Path) -> set[str]:
    """Return the rooms of the explainer that a module imports from; the version belongs to no room."""
    others = imports(path) - {"explainer.__version__"}
    return {name.split(".")[1] for name in others if name.startswith("explainer.")}


def test_nothing_imports_upwards_or_sideways() -> None:
    known = floors()
    wrong = []
    for path in PACKAGE.rglob("*.py"):
        room = path.relative_to(PACKAGE).parts[0]
        if path.parent != PACKAGE:
            others = rooms_imported(path) - {room}
            wrong += [f"{path.name}: {room} -> {other}" for other in others if known[room] <= known[other]]
    assert wrong == []


def test_the_description_names_every_room_and_no_module_that_is_gone() -> None:
    assert floors().keys() == {path.name for path in PACKAGE.iterdir() if path.is_dir() and path.name != "__pycache__"}
    named = NAMED.findall(DESCRIPTION.read_text(encoding="utf-8"))
    homes = (PACKAGE, PACKAGE / "downloads", SCRIPTS)
    assert len(named) > 30
    assert [name for name in named if not any((home / f"{name}.py").is_file() for home in homes)] == []


def test_the_house_has_few_floors_and_few_loose_files() -> None:
    assert 1 < max(floors().values()) <= MOST_FLOORS
    loose = [path.name for path in PACKAGE.iterdir() if path.is_file()]
    assert len(loose) <= MOST_LOOSE_FILES, loose


def test_the_quotation_reader_knows_nothing_of_the_explainer() -> None:
    modules = list((SCRIPTS / "quotereader").rglob("*.py"))
    assert len(modules) > 20
    assert [path.name for path in modules for name in imports(path) if name.split(".")[0] == "explainer"] == []
