"""What `make test` leaves out because it takes long is run by another target, and all of them by `.ci/run`."""

from __future__ import annotations

import re
import subprocess

import pytest

from conftest import REAL_ROOT

MAKEFILE = (REAL_ROOT / "Makefile").read_text(encoding="utf-8")
CLEAN_CHECKOUT = (REAL_ROOT / ".ci" / "run").read_text(encoding="utf-8")


def recipes() -> dict[str, str]:
    """Return the recipe of each target."""
    found = re.findall(r"^([a-z-]+):.*\n((?:\t.*\n)+)", MAKEFILE, re.MULTILINE)
    return {target: recipe.replace("\\\n", " ") for target, recipe in found}


def left_out() -> list[str]:
    (expression,) = re.findall(r"-m '([^']+)'", recipes()["test"])
    markers = re.findall(r"not (\w+)", expression)
    assert expression == " and ".join(f"not {marker}" for marker in markers)
    return markers


@pytest.mark.parametrize("marker", left_out())
def test_a_marker_that_is_left_out_is_run_elsewhere(marker: str) -> None:
    """It is run wherever such tests are: a target that named a folder would leave out those of other folders."""
    everywhere = re.compile(rf"pytest [^\n]*-m {marker}(?: \$\(call marked,{marker}\))?$", re.MULTILINE)
    targets = [target for target, recipe in recipes().items() if everywhere.search(recipe)]
    assert [target for target in targets if re.search(rf"^make {target}$", CLEAN_CHECKOUT, re.MULTILINE)]


@pytest.mark.parametrize("marker", left_out())
def test_make_finds_every_file_with_a_marker(marker: str) -> None:
    """A marker stands in the files of the tests that have it, and nowhere else: that is where `make` looks for it."""
    written = f"mark.{marker}"
    files = {
        path.relative_to(REAL_ROOT).as_posix()
        for path in (REAL_ROOT / "tests").rglob("*.py")
        if re.search(rf"\b{re.escape(written)}\b", path.read_text(encoding="utf-8"))
    }
    command = ["make", "--silent", "--eval", f"found: ; @echo $(call marked,{marker})", "found"]
    found = subprocess.run(command, cwd=REAL_ROOT, capture_output=True, text=True, check=True).stdout.split()
    assert found
    assert set(found) == files


def test_a_clean_checkout_is_tested() -> None:
    assert re.search(r"^make test$", CLEAN_CHECKOUT, re.MULTILINE)
