"""Every code that a problem can have is in the rule book, and every code in the rule book is used by a problem."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache

from conftest import REAL_ROOT
from explainer.cli.rule_pages import NO_RULES, WRITTEN_RULES, rules_by_code
from explainer.core import problems
from explainer.gates.run import all_rules

PACKAGE = REAL_ROOT / "scripts" / "explainer"
CODE = re.compile(r"[A-Z][0-9]{1,2}")
WORDS = {"COMMAND": problems.COMMAND, "SYSTEM": problems.SYSTEM}
PLACE_OF_CODE = {"Problem": 1, "problem": 2, "_problem": 2, "refuse": 0, "_refuse": 1, "rule": 0}
"""Which argument of a call is a code. `rule` enters a generator under it."""
HANDED_ON = {
    "core/problems.py", "core/yaml_files.py", "gates/registry.py", "gates/links.py", "gates/voice_flags.py",
    "pages/settings.py", "pages/theme_settings.py", "records/store.py",
}  # fmt: skip
"""Modules with a call that passes on a code it was given."""
NO_CODES = {"downloads/data/bibliography.py": "names of fields in RIS"}


@cache
def modules() -> tuple[tuple[str, ast.Module], ...]:
    paths = sorted(PACKAGE.rglob("*.py"))
    return tuple((path.relative_to(PACKAGE).as_posix(), ast.parse(path.read_text(encoding="utf-8"))) for path in paths)


def codes_in_calls() -> Iterator[tuple[str, str]]:
    """Yield the module and the code of every call that makes a problem or enters a rule.

    The code is empty if the call passes on one that it was given.
    """
    for file, tree in modules():
        for call in (node for node in ast.walk(tree) if isinstance(node, ast.Call)):
            name = call.func.id if isinstance(call.func, ast.Name) else getattr(call.func, "attr", "")
            if name in PLACE_OF_CODE and len(call.args) > PLACE_OF_CODE[name]:
                code = call.args[PLACE_OF_CODE[name]]
                if isinstance(code, ast.Constant):
                    yield file, str(code.value)
                else:
                    yield file, WORDS.get(ast.unparse(code), "")


def codes_written() -> Iterator[tuple[str, str]]:
    """Yield the module and the text of every string that looks like a code, wherever it is."""
    for file, tree in modules():
        for node in ast.walk(tree):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and CODE.fullmatch(node.value):
                yield file, node.value


def test_every_problem_has_a_code_of_the_rule_book() -> None:
    found = list(codes_in_calls())
    assert len(found) > 200
    assert {code for _, code in found if code} - set(rules_by_code()) == set()
    assert {file for file, code in found if not code} == HANDED_ON


def test_nothing_else_that_looks_like_a_code_is_written() -> None:
    found = [(file, code) for file, code in codes_written() if file not in NO_CODES]
    assert len(found) > 200
    assert [(file, code) for file, code in found if code not in rules_by_code()] == []


def test_every_code_of_the_rule_book_is_used_by_some_problem() -> None:
    carried = {code for file, code in (*codes_in_calls(), *codes_written()) if file != "cli/rule_pages.py"}
    assert {code for code, _, _ in (*WRITTEN_RULES, *NO_RULES)} - carried == set()


def test_every_rule_of_the_book_has_a_text_of_its_own() -> None:
    written = [text for _, _, text in WRITTEN_RULES] + [rule.text for rule in all_rules()]
    assert all(text.endswith(".") for text in written)
    assert len(set(written)) == len(written)
