"""The rule book as text: each rule with its words, and an example that breaks it."""

from __future__ import annotations

import re
from pathlib import Path

from explainer.core.problems import COMMAND, SYSTEM
from explainer.core.project import Project
from explainer.gates.run import all_rules
from explainer.prose.statements import GENERATED_PAGE

RULES_PAGE = GENERATED_PAGE
_HEAD = """---
title: Rules
book: left out
description: The rules that the build holds, by code, in the program’s own words.
---
# Rules

Every problem that the build reports carries the code of a rule, or a word if it breaks none. The text below comes from
the program itself; `make format` writes it. `explainer explain Q1` prints a rule with an example that breaks it."""

SECTIONS = {
    "B": "Build", "C": "Quotation budget", "D": "Records and links", "F": "Figures and events", "K": "Corrections",
    "N": "Names and harm", "P": "Prose", "Q": "Quotes", "R": "Reader", "S": "Sources", "T": "Teaching",
    "Y": "Files that come in", "Z": "Quiz",
}  # fmt: skip

WRITTEN_RULES: tuple[tuple[str, str, str], ...] = (
    ("B1", "publishing", "One publish at a time holds a lock, builds into a new folder, lets every rule look there, "
     "and only then moves the link `site`. Whatever fails leaves the published site as it was. Nothing is published "
     "that changed after the rules had looked at it, or that they cannot look into."),
    ("B2", "same bytes", "The same pages, data and settings give the same bytes, wherever and whenever they are built; "
     "of a ZIM file, the same entries. Their date is SOURCE_DATE_EPOCH, in seconds, or that of the last commit."),
    ("B3", "plain files", "No link, device or folder stands in the place of a file that is read."),
    ("B4", "closed blocks", "Every block on a page is closed."),
    ("B4", "no warnings", "Neither mkdocs nor the PDF writer warns of anything, and both can use the settings."),
    ("C5", "no article text in downloads", "No download holds 60 characters in a row of an article, stored quotations "
     "not counted."),
    ("D4", "readable pages", "The head of a page is names with texts, between two lines of three dashes. A block "
     "begins at the beginning of a line, and outside other blocks."),
    ("N1", "names in downloads", "No download holds a name from an article that no list permits, neither where a "
     "reader sees it nor where only a program does."),
    ("P2", "numbers in downloads", "Every number in a download stands in a checked sentence or record."),
    ("P4", "printed evidence", "The printed book holds every quotation and every amount that its pages show."),
    ("R7", "light downloads", "A PDF is small enough for a slow line."),
    ("Y1", "text", "Files are UTF-8 without carriage returns and characters that cannot be seen, escaped ones too, of "
     "bounded size and depth, without anchors, aliases, tags, and without keys that are unknown or stand twice."),
    ("Y3", "readable", "Whatever a file holds, the answer is one problem for each fault, with file and line."),
    ("Y4", "ids", "Ids are lower-case letters, digits and hyphens, start with a letter, and are used once."),
)  # fmt: skip
"""Rules that no generator holds but the code that reads files, makes downloads and puts the site in its place."""

NO_RULES: tuple[tuple[str, str, str], ...] = (
    (COMMAND, "breaks no rule", "A command was given what it can do nothing with, such as a name that is not there."),
    (SYSTEM, "breaks no rule", "The computer, the network or a program did not do its part: there is no room, no right "
     "to read or write, no answer, or a package that is needed is not installed."),
)  # fmt: skip
"""The words that stand in the place of a code."""


def rules_by_code() -> dict[str, list[tuple[str, str]]]:
    """Return names and words of all rules by their code, in order; last, the words that stand in a code's place."""
    found: dict[str, list[tuple[str, str]]] = {}
    for code, name, text in [*WRITTEN_RULES, *((rule.code, rule.name, rule.text) for rule in all_rules())]:
        found.setdefault(code, []).append((name, text))
    return dict(sorted(found.items())) | {word: [(name, text)] for word, name, text in NO_RULES}


def rules_markdown() -> str:
    """Return the content of docs/about/rules.md."""
    rules = rules_by_code()
    parts = [_HEAD]
    for letter, name in SECTIONS.items():
        entries = {code: texts for code, texts in rules.items() if code.startswith(letter)}
        if entries:
            parts.append(f"## {letter} · {name}")
            parts += [f"**{code} {rule}.** {_escaped(text)}" for code, texts in entries.items() for rule, text in texts]
    parts += ["## Problems that break no rule", *(f"**{word}.** {_escaped(text)}" for word, _, text in NO_RULES)]
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
