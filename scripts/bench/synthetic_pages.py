"""The pages of a synthetic project: like those of the real site, with invented prose, and lists whole or in parts."""

from __future__ import annotations

import re
from collections.abc import Sequence

from invented import TOPICS, Invented, Language, Piece

from explainer.core.dates import parse_date
from explainer.core.texts import FIRST_LANGUAGE, texts_in
from explainer.pages.addresses import letter_of

_SENTENCES = 14
_TOPIC_CLAIMS = 40
_EVERY_LIST = ("quotes", "figures", "timeline")
_PARTED = (*_EVERY_LIST, "glossary", "people", "sources", *(f"topics/{topic}" for topic in TOPICS))


def pages_of(
    language: Language,
    articles: Sequence[Invented],
    terms: list[str],
    people: Sequence[str],
    config: str,
    in_parts: bool,
) -> dict[str, str]:
    """Return the Markdown files and mkdocs.yml by path below the project; `config` is the real mkdocs.yml."""
    months = list(dict.fromkeys(article.month for article in articles))
    pages = {
        f"sources/{article.key}.md": _source_page(language, article, number, terms)
        for number, article in enumerate(articles)
    }
    pages |= {f"topics/{topic}.md": _topic_page(language, articles, topic, in_parts) for topic in TOPICS}
    pages |= _lists_in_parts(months, terms, people) if in_parts else _whole_lists()
    pages["index.md"] = _home(articles)
    pages["search.md"] = "---\naids: search\n---\n# Search\n\n/// search\n///\n"
    pages["about/index.md"] = "# About\n\n/// guide\nEverything here is invented. Its licence is CC BY 4.0.\n///\n"
    pages["about/corrections.md"] = "# Corrections\n\n/// corrections\n///\n"
    files = {f"docs/{path}": text for path, text in pages.items()}
    return files | {"mkdocs.yml": _config(config, articles, in_parts)}


def _home(articles: Sequence[Invented]) -> str:
    first = articles[0]
    return (
        f"# Why?\n\n{first.summary[:-1]} [@{first.key}:1].\n\n/// quote | {first.key}.q00\n///\n\n"
        "## Questions {#five-questions}\n\n/// topics\n///\n"
    )


def _source_page(language: Language, article: Invented, number: int, terms: list[str]) -> str:
    claims = [f"{language.words(11).capitalize()} [@{article.key}:{1 + at}]." for at in range(_SENTENCES)]
    stated = article.figures[1]
    claims.append(
        f"{stated.words[0].upper()}{stated.words[1:]} {language.words(6)} [@{article.key}:{stated.paragraph}]."
    )
    claims.append(f"{language.words(4).capitalize()} {terms[number % len(terms)]} [@{article.key}:2].")
    said = article.quotes[1]
    words = " ".join(said.words.split()[:4])
    claims.append(f"{language.words(4).capitalize()} “{words}” [@{article.key}:{said.paragraph}].")
    prose = "\n\n".join(" ".join(claims[at : at + 4]) for at in range(0, len(claims), 4))
    return (
        f"# {article.name}\n\n/// source | {article.key}\n///\n\n"
        f"## What it says\n\n{prose}\n\n## Paragraphs and evidence\n\n/// paragraphs | {article.key}\n///\n"
    )


def _topic_page(language: Language, articles: Sequence[Invented], topic: str, in_parts: bool) -> str:
    cited = [(article, piece) for article in articles for piece in _of_topic(article, topic)]
    chosen = language.random.sample(cited, min(_TOPIC_CLAIMS, len(cited)))
    claims = [f"{language.words(11).capitalize()} [@{each.key}:{piece.paragraph}]." for each, piece in chosen]
    prose = "\n\n".join(" ".join(claims[at : at + 4]) for at in range(0, len(claims), 4))
    evidence = _parts(f"topics/{topic}") if in_parts else f"/// evidence\n    topic: {topic}\n///\n"
    return f"# {topic.capitalize()}\n\n{prose}\n\n## All evidence\n\n{evidence}"


def _of_topic(article: Invented, topic: str) -> list[Piece]:
    return [piece for piece in (*article.quotes, *article.events) if piece.topic == topic]


def _whole_lists() -> dict[str, str]:
    return {
        "quotes.md": "---\naids: lists\n---\n# Quotes\n\n/// quotes\n///\n\n/// people\n///\n",
        "figures.md": (
            "---\naids: lists\n---\n# Figures\n\n/// disagreements\n///\n\n/// incomparable\n///\n\n/// figures\n///\n"
        ),
        "timeline.md": "---\naids: lists\n---\n# Timeline\n\n/// timeline\n///\n",
        "glossary.md": "# Glossary\n\n/// glossary\n///\n",
        "sources/index.md": "# Sources\n\n/// sources\n///\n",
    }


def _parts(folder: str) -> str:
    return f"/// parts | {folder}\n///\n"


def _lists_in_parts(months: list[str], terms: list[str], people: Sequence[str]) -> dict[str, str]:
    """Return the lists split by month, measure or letter."""
    term_letters = sorted({letter_of(term) for term in terms})
    name_letters = sorted({letter_of(name) for name in people})
    pages = {
        "quotes.md": f"# Quotes\n\n{_parts('quotes')}\n## People\n\n{_parts('people')}",
        "figures.md": f"# Figures\n\n{_parts('figures')}",
        "timeline.md": f"# Timeline\n\n{_parts('timeline')}",
        "glossary.md": f"# Glossary\n\n{_parts('glossary')}",
        "sources/index.md": f"# Sources\n\n{_parts('sources')}",
    }
    for month in months:
        when, words = f"    when: {month}\n", parse_date(month).in_words(texts_in(FIRST_LANGUAGE))
        pages[f"quotes/{month}.md"] = f"# Quotes, {words}\n\n/// quotes\n{when}///\n"
        pages[f"timeline/{month}.md"] = f"# Timeline, {words}\n\n/// timeline\n{when}///\n"
        pages[f"sources/{month}.md"] = f"# Sources, {words}\n\n/// sources\n{when}///\n"
        measure = f"    measure: people-{month}\n"
        common = f"/// figures\n    measure: all-people\n{when}///\n"
        sides = f"/// disagreements\n{measure}///\n"
        pages[f"figures/{month}.md"] = f"# Figures, {words}\n\n{sides}\n/// figures\n{measure}///\n\n{common}"
        for topic in TOPICS:
            block = f"/// evidence\n    topic: {topic}\n{when}///\n"
            pages[f"topics/{topic}/{month}.md"] = f"# {topic.capitalize()}, {words}\n\n{block}"
    for letter in term_letters:
        pages[f"glossary/{letter}.md"] = f"# Glossary\n\n/// glossary\n    letter: {letter}\n///\n"
    for letter in name_letters:
        pages[f"people/{letter}.md"] = f"# People\n\n/// people\n    letter: {letter}\n///\n"
    return pages


def _config(config: str, articles: Sequence[Invented], in_parts: bool) -> str:
    """Return the real site's configuration with the navigation of these pages; in parts, sources are left out of it."""
    head = re.sub(r"(?ms)^(?:watch|nav|not_in_nav):.*?(?=^\S|\Z)", "", config)
    head = re.sub(r"(?m)^(site_name|site_description): .*", r"\1: Invented", head).replace(
        "    - Teaching: teach/index.md\n", ""
    )
    named = [f"      - {article.name}: sources/{article.key}.md\n" for article in articles]
    navigation = (
        "nav:\n  - Home: index.md\n  - Topics:\n"
        + "".join(f"      - {topic.capitalize()}: topics/{topic}.md\n" for topic in TOPICS)
        + "  - Evidence:\n"
        + "".join(f"      - {name.capitalize()}: {name}.md\n" for name in (*_EVERY_LIST, "glossary"))
        + "  - Sources:\n      - Sources: sources/index.md\n"
        + "".join([] if in_parts else named)
        + "  - Search: search.md\n"
        + "  - About:\n      - About: about/index.md\n      - Corrections: about/corrections.md\n"
    )
    beside = "not_in_nav: |\n" + "".join(f"  /{folder}/*\n" for folder in _PARTED) + "  !/sources/index.md\n\n"
    return f"{head.rstrip()}\n\n{beside if in_parts else ''}{navigation}"
