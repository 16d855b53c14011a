"""Rules N: nobody who could be harmed is named."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path

from explainer.edition import Edition
from explainer.gates.registry import Finding, Seen
from explainer.gates.rulebook import rule
from explainer.names import blank_permitted, permitted_names, unknown_names
from explainer.paths import Project
from explainer.problems import Place, Problem

_SKIPPED = frozenset(
    ".git .venv site build articles drafts __pycache__ .mypy_cache .ruff_cache .pytest_cache .hypothesis node_modules "
    "breaking_ranks.egg-info requirements .cache bad golden".split()
)
_BYTES = 2_000_000


def project_texts(project: Project) -> Iterator[tuple[str, str]]:
    """Return every text file of the project with its relative path, tests of bad input left out."""
    for folder, folders, files in os.walk(project.root):
        folders[:] = sorted(name for name in folders if name not in _SKIPPED)
        for name in sorted(files):
            path = Path(folder, name)
            if path.is_symlink() or path.stat().st_size > _BYTES:
                continue
            try:
                yield project.relative(path), path.read_text(encoding="utf-8")
            except (UnicodeDecodeError, OSError):
                continue


def private_names(edition: Edition) -> set[str]:
    """Return every name of the articles at hand that nothing permits."""
    permitted = permitted_names(edition.evidence)
    texts = [paragraph.text for article in edition.articles.values() for paragraph in article.paragraphs]
    return {name for text in texts for name in unknown_names(text, permitted)}


@rule("N1", "names")
def names(edition: Edition) -> Iterator[Finding]:
    """Public people are shown by name. Every other name of an article stands in no file of the project, in no case
    and no comment; what no list permits is taken for a private person's name."""
    missing = [key for key in edition.evidence.sources if key not in edition.articles]
    forbidden = private_names(edition)
    permitted = permitted_names(edition.evidence)
    pattern = re.compile("|".join(rf"(?<!\w){re.escape(name)}(?!\w)" for name in sorted(forbidden, key=len)[::-1]))
    for file, text in project_texts(edition.project):
        yield Seen(file, "no article text at hand" if missing else "")
        if not forbidden:
            continue
        for number, line in enumerate(text.split("\n"), start=1):
            match = pattern.search(blank_permitted(line, permitted)) if pattern.search(_folded(line)) else None
            if match:
                sentence = "This line holds a name from an article that no list permits."
                hint = "Show the person by role. If the name is public, add it to people.yaml or names.yaml."
                yield Problem(Place(file, number), "N1", sentence, hint)


def _folded(line: str) -> str:
    return blank_permitted(line, ())
