"""A module imports only from its own floor or the floors below it, as the description of the house says."""

from __future__ import annotations

import ast
import re
from pathlib import Path

from conftest import REAL_ROOT

PACKAGE = REAL_ROOT / "scripts" / "explainer"
ROW = re.compile(r"^\| (\w*) ?\| (`[^|]+`) \|", re.MULTILINE)
AT_THE_DOOR = {"__init__", "__main__"}


def floors() -> dict[str, int]:
    """Read the table of rooms: each module or folder with the number of its floor."""
    text = (REAL_ROOT / "docs" / "about" / "architecture.md").read_text(encoding="utf-8")
    found: dict[str, int] = {}
    floor = -1
    for name, modules in ROW.findall(text[: text.index("## One quotation")]):
        floor += bool(name)
        found |= dict.fromkeys(re.findall(r"`([a-z_]+)/?`", modules), floor)
    return found


def imports(path: Path) -> set[str]:
    """Return the rooms of the package that a module imports from, wherever in it the import stands."""
    nodes = [node for node in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(node, ast.ImportFrom)]
    named = [(node.module or "", node.names) for node in nodes]
    inside = {module.split(".")[1] for module, _ in named if module.startswith("explainer.")}
    return inside | {each.name for module, names in named if module == "explainer" for each in names}


def test_every_room_is_described_and_nothing_imports_upwards() -> None:
    known = floors()
    rooms = {path.relative_to(PACKAGE).parts[0].removesuffix(".py") for path in PACKAGE.rglob("*.py")} - AT_THE_DOOR
    assert rooms == set(known)
    upwards = []
    for path in PACKAGE.rglob("*.py"):
        room = path.relative_to(PACKAGE).parts[0].removesuffix(".py")
        if room not in AT_THE_DOOR:
            upwards += [(room, other) for other in imports(path) if known[other] > known[room]]
    assert upwards == []
