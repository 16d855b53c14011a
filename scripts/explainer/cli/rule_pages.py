"""The rule book as text: every rule in words, and an example that breaks it."""

from __future__ import annotations

import re
from pathlib import Path

from explainer.core.problems import COMMAND, SYSTEM
from explainer.core.project import Project
from explainer.gates.registry import code_order
from explainer.gates.run import all_rules
from explainer.prose.statements import GENERATED_PAGE

RULES_PAGE = GENERATED_PAGE
_HEAD = """---
title: Rules
book: left out
description: The rules that the build enforces, by code, in the program’s own words.
---
# Rules

Every problem that the build reports has the code of a rule, or a word if it breaks none. The text below comes from the
program itself; `make format` writes it. `explainer explain Q1` prints a rule with an example that breaks it."""

SECTIONS = {
    "B": "Build", "C": "Quotation budget", "D": "Records and links", "F": "Figures and events", "K": "Corrections",
    "M": "Pictures", "N": "Names and harm", "O": "Sign-off and theme", "P": "Prose", "Q": "Quotes", "R": "Reader",
    "S": "Sources", "T": "Teaching",
    "V": "Voice and sense", "Y": "Input files", "Z": "Quiz",
}  # fmt: skip

WRITTEN_RULES: tuple[tuple[str, str, str], ...] = (
    ("B1", "publishing", "Only one publish runs at a time. It builds into a new folder, checks every rule there, and "
     "only then moves the link `site`. If anything fails, the published site stays as it was. Nothing is published "
     "that changed after it was checked, or that cannot be checked."),
    ("B2", "same bytes", "The same pages, data and settings give the same bytes, wherever and whenever they are built; "
     "a ZIM file has the same entries. Their date is SOURCE_DATE_EPOCH, in seconds, or that of the last commit."),
    ("B3", "plain files", "Every file that is read is a plain file, not a link, device or folder."),
    ("B4", "closed blocks", "Every block on a page is closed."),
    ("B4", "no warnings", "Neither mkdocs nor the PDF writer gives a warning, and both accept the settings."),
    ("C5", "no article text in downloads", "No download contains 60 characters in a row of an article, apart from "
     "stored quotations."),
    ("D4", "readable pages", "The front matter of a page consists of names with texts, between two lines of three "
     "dashes. A block starts at the beginning of a line, outside other blocks."),
    ("N1", "names in downloads", "No download contains an unlisted name from an article, neither where readers see it "
     "nor where only programs do."),
    ("P2", "numbers in downloads", "Every number in a download is in a checked sentence or record."),
    ("P4", "printed evidence", "The printed book contains every quotation and every amount that its pages show."),
    ("R7", "light downloads", "A PDF is small enough for a slow connection."),
    ("Y1", "text", "Files are UTF-8 of limited size and depth, without carriage returns, invisible characters (even as "
     "escapes), anchors, aliases and tags, and without unknown or repeated keys."),
    ("Y3", "readable", "Whatever a file contains, each fault in it is reported as one problem, with file and line."),
    ("Y4", "ids", "Ids consist of lower-case letters, digits and hyphens, start with a letter, and are unique."),
)  # fmt: skip
"""Rules that are held not by a generator, but by the code that reads files, makes downloads and publishes."""

NO_RULES: tuple[tuple[str, str, str], ...] = (
    (COMMAND, "breaks no rule", "A command was given something it cannot use, such as a name that does not exist."),
    (SYSTEM, "breaks no rule", "The computer, the network or a program failed: there is no space, no permission or no "
     "answer, or a required package is not installed."),
)  # fmt: skip
"""The words that problems have instead of a code if they break no rule."""


def rules_by_code() -> dict[str, list[tuple[str, str]]]:
    """Return the names and texts of all rules by code, in order; last, those of the words in `NO_RULES`."""
    found: dict[str, list[tuple[str, str]]] = {}
    for code, name, text in [*WRITTEN_RULES, *((rule.code, rule.name, rule.text) for rule in all_rules())]:
        found.setdefault(code, []).append((name, text))
    return dict(sorted(found.items(), key=lambda each: code_order(each[0]))) | {
        word: [(name, text)] for word, name, text in NO_RULES
    }


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
    """Return a change that breaks a rule and its report, from tests/bad; two empty strings if there is none."""
    folder = project.root / "tests" / "bad" / code
    cases = sorted(path for path in folder.iterdir() if path.is_dir()) if folder.is_dir() else []
    if not cases:
        return "", ""
    return _read(cases[0] / "change.yaml"), _read(cases[0] / "report.txt")


def _read(path: Path) -> str:
    return path.read_text(encoding="utf-8") if path.is_file() else ""
