"""The rule book as text: each rule with its words, and an example that breaks it."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from explainer.core.project import Project
from explainer.gates.registry import Rule
from explainer.gates.run import all_rules
from explainer.prose.statements import GENERATED_PAGE

RULES_PAGE = GENERATED_PAGE
_HEAD = """---
title: Rules
book: left out
description: The rules that the build holds, by code, in the program’s own words.
---
# Rules

Every problem that the build reports carries the code of a rule. The words below come from the program itself;
`make format` writes them. `explainer explain Q1` prints a rule with an example that breaks it."""

SECTIONS = {
    "B": "Build", "C": "Quotation budget", "D": "Records and links", "F": "Figures and events", "K": "Corrections",
    "N": "Names and harm", "P": "Prose", "Q": "Quotes", "R": "Reader", "S": "Sources", "T": "Teaching",
    "Y": "Files that come in", "Z": "Quiz",
}  # fmt: skip

FILE_RULES: dict[str, tuple[str, str]] = {
    "Y1": ("text", "Files are UTF-8 without carriage returns and characters that cannot be seen, escaped ones too, "
                   "of bounded size and depth, without anchors, aliases, tags, and without keys that are unknown or "
                   "stand twice."),
    "Y3": ("readable", "Whatever a file holds, the answer is one problem for each fault, with file and line."),
    "Y4": ("ids", "Ids are lower-case letters, digits and hyphens, start with a letter, and are used once."),
    "B3": ("plain files", "No link, device or folder stands in the place of a file that is read."),
}  # fmt: skip
"""Rules that are held while files are read, before any other rule can look."""


def rules_by_code() -> dict[str, list[tuple[str, str]]]:
    """Return names and words of all rules by their code, in order."""
    found: dict[str, list[tuple[str, str]]] = {code: [words] for code, words in FILE_RULES.items()}
    for rule in all_rules():
        found.setdefault(rule.code, []).append(_entry(rule))
    return dict(sorted(found.items()))


def _entry(rule: Rule[Any]) -> tuple[str, str]:
    return rule.name, rule.text


def rules_markdown() -> str:
    """Return the content of docs/about/rules.md."""
    rules = rules_by_code()
    parts = [_HEAD]
    for letter, name in SECTIONS.items():
        entries = {code: texts for code, texts in rules.items() if code.startswith(letter)}
        if entries:
            parts.append(f"## {letter} · {name}")
            parts += [f"**{code} {rule}.** {_escaped(text)}" for code, texts in entries.items() for rule, text in texts]
    return "\n\n".join(parts) + "\n"


def _escaped(text: str) -> str:
    return re.sub(r"([\[\]*_`<>#])", r"\\\1", text)


def example_of(project: Project, code: str) -> tuple[str, str]:
    """Return a change that breaks a rule and the report it gives, from tests/bad; empty where there is none."""
    folder = project.root / "tests" / "bad" / code
    cases = sorted(path for path in folder.iterdir() if path.is_dir()) if folder.is_dir() else []
    if not cases:
        return "", ""
    return _read(cases[0] / "change.yaml"), _read(cases[0] / "report.txt")


def _read(path: Path) -> str:
    return path.read_text(encoding="utf-8") if path.is_file() else ""
