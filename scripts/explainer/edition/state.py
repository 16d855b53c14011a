"""An edition: everything that a gate can check. That is the evidence, the pages, the settings and the articles."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from explainer.articles.read_article import Article, read_article
from explainer.core.derived import Derives
from explainer.core.problems import Problem, Refused
from explainer.core.project import Project
from explainer.core.read_files import read_bytes
from explainer.pages.page import Page
from explainer.pages.read_pages import read_pages
from explainer.pages.settings import read_settings
from explainer.records.evidence import Evidence
from explainer.records.store import load_evidence

HOME = "index.md"
_MARKS = re.compile(r"[*`]|\[@[^\]]{1,300}\]|\{[^}]{0,80}\}")
"""Markdown's marks in a heading, which are not part of its words."""


@dataclass(frozen=True)
class Edition(Derives):
    """One state of the project.

    `articles` holds the articles that are at hand, by source; `settings` is the site's configuration; `unread` names
    the files with something that could not be read, and is therefore missing here.
    """

    project: Project
    evidence: Evidence
    pages: tuple[Page, ...]
    articles: Mapping[str, Article]
    settings: Mapping[str, object]
    unread: frozenset[str] = frozenset()

    def paragraph(self, reference: str) -> str | None:
        """Return the text of a paragraph cited as `source:number`, or None if its article is not at hand."""
        source, _, number = reference.partition(":")
        article = self.articles.get(source)
        paragraph = article.paragraph(int(number)) if article and number.isdigit() else None
        return paragraph.text if paragraph else None

    @property
    def question(self) -> str:
        """The question that the whole site answers: the heading of its home page."""
        home = (page.headings for page in self.pages if page.path == HOME)
        return next((_plain(heading.text) for headings in home for heading in headings[:1]), "")

    @property
    def mark(self) -> bytes:
        """The project's mark as a PNG, or b"" if it has none in this form."""
        file = self.project.mark
        return read_bytes(file, self.project.relative(file)) if file.is_file() else b""


def _plain(text: str) -> str:
    return " ".join(_MARKS.sub("", text).split())


def load_edition(project: Project) -> tuple[Edition, list[Problem]]:
    """Read data, pages, articles and settings. Return what could be read, and every problem found."""
    evidence, problems = load_evidence(project)
    pages, page_problems = read_pages(project)
    articles, article_problems = load_articles(project, evidence)
    settings, settings_problems = read_settings(project)
    problems = [*settings_problems, *problems, *page_problems, *article_problems]
    unread = frozenset(problem.place.file for problem in problems)
    return Edition(project, evidence, tuple(pages), articles, settings, unread), problems


def load_articles(project: Project, evidence: Evidence) -> tuple[dict[str, Article], list[Problem]]:
    """Read the articles that are at hand, each with what its source record says about it."""
    articles: dict[str, Article] = {}
    problems: list[Problem] = []
    for source in evidence.sources.values():
        path = project.article_file(source.id)
        if path is None:
            continue
        try:
            articles[source.id] = read_article(
                path, source.title, source.furniture, project.relative(path), source.own_text
            )
        except Refused as refused:
            problems.extend(refused.problems)
    return articles, problems
