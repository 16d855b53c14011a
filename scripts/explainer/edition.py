"""An edition: everything that a gate can look at. The evidence, the pages, and the articles that are at hand."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar, cast

from explainer.articles import Article, read_article
from explainer.evidence import Evidence
from explainer.pages import Page, read_pages
from explainer.paths import Project
from explainer.problems import Place, Problem, Refused
from explainer.store import load_evidence
from explainer.yamlfiles import load_yaml

_CONFIGURATION_TAGS = ("!ENV",)

V = TypeVar("V")


@dataclass(frozen=True)
class Edition:
    """One state of the project. `articles` holds the texts that are at hand, by source; `settings` is the site's
    configuration."""

    project: Project
    evidence: Evidence
    pages: tuple[Page, ...]
    articles: Mapping[str, Article]
    settings: Mapping[str, object]

    def paragraph(self, reference: str) -> str | None:
        """Return the text of a paragraph cited as `source:number`, where its article is at hand."""
        source, _, number = reference.partition(":")
        article = self.articles.get(source)
        paragraph = article.paragraph(int(number)) if article and number.isdigit() else None
        return paragraph.text if paragraph else None

    def derived(self, name: str, make: Callable[[Edition], V]) -> V:
        """Return what `make` computes from this edition, computed once: an edition never changes."""
        if name not in self._derived:
            self._derived[name] = make(self)
        return cast(V, self._derived[name])

    @cached_property
    def _derived(self) -> dict[str, object]:
        return {}


def load_edition(project: Project) -> tuple[Edition, list[Problem]]:
    """Read data, pages and articles. What could be read is returned together with every problem found."""
    evidence, problems = load_evidence(project)
    pages, page_problems = read_pages(project)
    articles, article_problems = load_articles(project, evidence)
    settings, settings_problems = read_settings(project)
    edition = Edition(project, evidence, tuple(pages), articles, settings)
    return edition, [*settings_problems, *problems, *page_problems, *article_problems]


def read_settings(project: Project) -> tuple[Mapping[str, object], list[Problem]]:
    """Read the site's configuration, before mkdocs, which reads it by rules of its own, does; say what it lacks."""
    shown_as = project.relative(project.configuration)
    try:
        document = load_yaml(project.configuration, shown_as, _CONFIGURATION_TAGS)
    except Refused as refused:
        return {}, list(refused.problems)
    settings = document.content if isinstance(document.content, dict) else {}
    theme = settings.get("theme")
    held = {
        **{name: bool(settings.get(name)) for name in ("site_name", "nav", "hooks")},
        "use_directory_urls": settings.get("use_directory_urls") is False,
        "plugins": settings.get("plugins") == [],
        "theme": isinstance(theme, dict) and theme.get("custom_dir") == "overrides" and theme.get("font") is False,
        "markdown_extensions": "explainer.syntax" in (settings.get("markdown_extensions") or ()),
    }
    hint = "The site needs it as docs/about/architecture.md says. Was the file cut short?"
    sentence = "The setting {!r} is missing or another."
    return settings, [
        Problem(Place(shown_as, document.line((name,))), "Y3", sentence.format(name), hint)
        for name, is_held in held.items()
        if not is_held
    ]


def load_articles(project: Project, evidence: Evidence) -> tuple[dict[str, Article], list[Problem]]:
    """Read the articles that are at hand, each with what its source record knows of it."""
    articles: dict[str, Article] = {}
    problems: list[Problem] = []
    for source in evidence.sources.values():
        path = project.article_file(source.id)
        if path is None:
            continue
        try:
            articles[source.id] = read_article(path, source.title, source.furniture, project.relative(path))
        except Refused as refused:
            problems.extend(refused.problems)
    return articles, problems
