"""Tries changes of the data in a copy of the project, where every rule judges them."""

from __future__ import annotations

import re
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from explainer.articles.read_article import Article
from explainer.core.problems import Place, Problem, errors
from explainer.core.project import Project
from explainer.core.quantities import WORD_VALUES
from explainer.edition.article_lock import lock_text
from explainer.edition.state import Edition, load_articles, load_edition
from explainer.gates.numbers import WrongCount, outdated_counts
from explainer.gates.registry import held_back, problems_of
from explainer.gates.run import check_edition
from explainer.prose.records_shown import records_shown

_COPIED = ("data", "docs", "overrides", "mkdocs.yml")


@dataclass(frozen=True)
class Outcome:
    """The effects of a change: new problems in data and pages, the new lock, and the pages that show the new source.

    `mended` are files in which the site counts its own sources, with the counts that are right after the change.
    """

    in_data: tuple[Problem, ...]
    in_pages: tuple[Problem, ...]
    lock: str
    pages: tuple[str, ...]
    mended: Mapping[str, str] = field(default_factory=dict)


def try_change(project: Project, files: Mapping[str, str], source: str, article: Article, today: date) -> Outcome:
    """Judge a new source by all rules, in a copy of the project; `files` are new texts by their paths in it.

    If rules are held back in the copy, every error that holds them back counts as found in the data: nothing is
    accepted that no rule has judged.
    """
    edition, before = load_edition(project)
    known = {*before, *problems_of(check_edition(edition))}
    with copied(project, files) as trial:
        changed, problems = _load(trial, project, source, article)
        if source not in changed.evidence.sources:
            return Outcome(tuple(problems), (), "", ())
        lock = lock_text(replace(changed, articles={source: article}), today)
        _write(trial.lock, lock)
        changed, problems = _load(trial, project, source, article)
        mended = _mend_counts(trial, changed, edition)
        if mended:
            changed, problems = _load(trial, project, source, article)
        tallies = check_edition(changed)
        if held_back(tallies):
            return Outcome(tuple(errors({*problems, *problems_of(tallies)})), (), lock, ())
        found = {*problems, *problems_of(tallies)}
        measured = _measured(changed, source)
        found -= {each for each in known if each.place not in measured}
        pages = [
            page.path
            for page in changed.pages
            if any(key.startswith(f"{source}.") for key in records_shown(changed, page))
        ]
    new = sorted(found)
    in_pages = tuple(each for each in new if each.place.file.startswith("docs/"))
    return Outcome(tuple(each for each in new if each not in in_pages), in_pages, lock, tuple(sorted(pages)), mended)


def _measured(edition: Edition, source: str) -> set[Place]:
    """Return the places of the measures of a source's figures: a number in their words needs a record, and what is said
    of that before a source came says nothing of it now."""
    figures = edition.evidence.sources[source].figures.values()
    return {edition.evidence.place(f"measures:{figure.measure}") for figure in figures}


def new_errors(before: Edition, after: Edition) -> list[Problem]:
    """Return the errors that a change adds; if rules are held back after it, every error that holds them back."""
    tallies = check_edition(after)
    found = errors(problems_of(tallies))
    if not found or held_back(tallies):
        return found
    known = set(problems_of(check_edition(before)))
    return [each for each in found if each not in known]


def _load(trial: Project, project: Project, source: str, article: Article) -> tuple[Edition, list[Problem]]:
    """Return the edition of the copy, with the articles of the project and the new one, and its problems."""
    edition, problems = load_edition(trial)
    articles, _ = load_articles(project, edition.evidence)
    return replace(edition, articles={**articles, source: article}), problems


def _mend_counts(trial: Project, changed: Edition, before: Edition) -> dict[str, str]:
    """Correct in a copy how many sources and the like the site says that it has; return the files that changed."""
    mended: dict[str, str] = {}
    for wrong in outdated_counts(changed, before):
        path = trial.root / wrong.place.file
        text = mended.get(wrong.place.file) or path.read_text(encoding="utf-8")
        mended[wrong.place.file] = with_count(text, wrong)
    for file, text in mended.items():
        _write(trial.root / file, text)
    return mended


def with_count(text: str, wrong: WrongCount) -> str:
    """Return the text of a file with one count corrected: in words where it was in words, in digits otherwise."""
    start = sum(map(len, text.splitlines(keepends=True)[: max(0, wrong.place.line - 1)]))
    noun = r"\s+".join(map(re.escape, wrong.noun.split()))
    match = re.compile(rf"\b{re.escape(wrong.written)}(?=\s+{noun})").search(text, start)
    if match is None:
        return text
    words = {value: word for word, value in WORD_VALUES.items() if word != "dozen"}
    number = str(wrong.counted) if wrong.written[0].isdigit() else words.get(wrong.counted, str(wrong.counted))
    number = number.capitalize() if wrong.written[0].isupper() else number
    return text[: match.start()] + number + text[match.end() :]


@contextmanager
def copied(project: Project, files: Mapping[str, str]) -> Iterator[Project]:
    """Give a copy of what pages are made from, with new texts of files, for as long as the context lasts."""
    with _copy(project) as trial:
        for file, text in files.items():
            _write(trial.root / file, text)
        yield trial


@contextmanager
def _copy(project: Project) -> Iterator[Project]:
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder) / "trial"
        root.mkdir()
        for name in _COPIED:
            given = project.root / name
            if given.is_dir():
                shutil.copytree(given, root / name, symlinks=True, ignore=shutil.ignore_patterns("articles", "drafts"))
            elif given.is_file():
                shutil.copy(given, root / name)
        yield Project(root)


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
