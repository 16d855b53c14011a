"""Projects of any size for measurements: invented articles with twenty pieces of evidence each, and their pages."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from invented import A_MONTH, FIGURES, TOPICS, Invented, Language, invent
from synthetic_pages import pages_of

from explainer.core.project import Project
from explainer.edition.article_lock import lock_text
from explainer.edition.state import load_edition
from explainer.prose.sign_offs import passages_to_read

_DAY = "2026-01-01"
_TERM_EVERY = 4
"""How many articles there are for each glossary term: later articles use the terms of earlier ones."""


def write_project(root: Path, sources: int, program: Path, in_parts: bool) -> Project:
    """Write a project with `sources` sources below `root`, locked and signed off, and return it.

    Its theme and settings are those of the project at `program`. `in_parts` splits its lists by month and letter, as a
    large site must.
    """
    language = Language(sources)
    people = [language.name("WJ") for _ in range((sources + 1) // 2)]
    articles = [invent(language, number, people[number // 2]) for number in range(sources)]
    shutil.copytree(program / "overrides", root / "overrides")
    for article in articles:
        _write(
            root / "data" / "articles" / f"{article.key}.txt", "\n".join([article.title, *article.paragraphs]) + "\n"
        )
        _write(root / "data" / "sources" / f"{article.key}.yaml", _record(language, article))
    terms = {language.word(): article for article in articles[::_TERM_EVERY]}
    for name, text in _tables(language, articles, people, terms).items():
        _write(root / "data" / f"{name}.yaml", text)
    real = (program / "mkdocs.yml").read_text(encoding="utf-8")
    for path, text in pages_of(language, articles, sorted(terms), people, real, in_parts).items():
        _write(root / path, text)
    return _sealed(Project(root))


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def _sealed(project: Project) -> Project:
    """Lock the articles and sign everything off, like an editor who has read it all."""
    edition, problems = load_edition(project)
    assert not problems, problems[:3]
    _write(project.lock, lock_text(edition, date.fromisoformat(_DAY)))
    edition, _ = load_edition(project)
    rows = {
        passage.key: f"{{of: '{passage.of}', opens: signed, read: '{_DAY}', by: editor}}"
        for passage in passages_to_read(edition)
    }
    _write(project.data / "reviews.yaml", "".join(f"{key}: {row}\n" for key, row in rows.items()))
    return project


def _record(language: Language, article: Invented) -> str:
    lines = [
        f"id: {article.key}", f"name: {article.name}", f"title: {article.title}", f"publisher: {article.name}",
        f"published: {article.month}-28", f"url: https://{article.key}.example/", "copy: {kind: publisher}",
        f"summary: {article.summary}", "quotes:",
    ]  # fmt: skip
    for number, piece in enumerate(article.quotes):
        lines += [f"  q{number:02}:", f"    paragraph: {piece.paragraph}", f"    text: {piece.words}"]
        lines += [f"    speaker: {_speaker(article, piece.speaker)}", f"    about: on {language.words(3)}"]
        lines += [f"    context: {language.sentence(26)}", f"    topics: [{piece.topic}]"]
    lines.append("figures:")
    for number, piece in enumerate(article.figures):
        lines += [f"  f{number:02}:", f"    paragraph: {piece.paragraph}", f"    stated: {piece.words}"]
        lines += [f"    measure: {_measure(article, number)}", f"    population: {_population(article, number)}"]
        lines += [f"    qualifier: {piece.words.partition(f' {piece.amount:,}')[0]}", f"    amount: {piece.amount}"]
        lines += [
            "    unit: people",
            f"    as_of: {piece.date}",
            "    claimed_by: article",
            f"    topics: [{piece.topic}]",
        ]
    lines.append("events:")
    for number, piece in enumerate(article.events):
        lines += [f"  e{number:02}:", f"    paragraph: {piece.paragraph}", f"    date: {piece.date}"]
        lines += [f"    text: {piece.words}", f"    topics: [{piece.topic}]"]
    return "\n".join(lines) + "\n"


def _speaker(article: Invented, speaker: str) -> str:
    if speaker == article.person:
        return speaker.lower().replace(" ", "-")
    return f"{article.key}-{article.roles.index(speaker)}"


def _measure(article: Invented, number: int) -> str:
    """Return the measure of a figure: the first of each article has a common one, the others that of the month."""
    return "all-people" if number == 0 else f"people-{article.month}"


def _population(article: Invented, number: int) -> str:
    """Return the population of a figure: the second has its own; the others can be compared, and mostly differ."""
    return f"own-{article.place}" if number == 1 else f"of-{number}"


def _tables(
    language: Language, articles: Sequence[Invented], people: Sequence[str], terms: dict[str, Invented]
) -> dict[str, str]:
    months = list(dict.fromkeys(article.month for article in articles))
    shown = "".join(
        f"{name.lower().replace(' ', '-')}: {{kind: public, name: {name}, role: {language.words(3)}, "
        f"basis: {language.sentence(4)}}}\n"
        for name in people
    )
    roles = "".join(
        f"{article.key}-{number}: {{kind: private, role: '{role}', source: {article.key}, basis: Told it.}}\n"
        for article in articles
        for number, role in enumerate(article.roles)
    )
    names = [*(f"of-{number}" for number in range(2, FIGURES)), *(f"own-{number}" for number in range(A_MONTH))]
    of = "\n".join(f"    {name}: {language.words(3)}" for name in names)
    measures = "".join(
        f"people-{month}:\n  name: {language.words(3).capitalize()}\n  question: {language.words(4).capitalize()}?\n"
        f"  populations:\n{of}\n"
        for month in months
    )
    common = "all-people:\n  name: People\n  question: How many people?\n  populations: {of-0: people}\n"
    topics = "".join(
        f"{topic}: {{title: {topic.capitalize()}, question: Why {topic}?, page: topics/{topic}.md}}\n"
        for topic in TOPICS
    )
    glossary = "".join(
        f"{term}: {{term: {term.capitalize()}, forms: [{term}], definition: {language.sentence(14)}, "
        f"cites: ['{article.key}:{article.quotes[0].paragraph}']}}\n"
        for term, article in terms.items()
    )
    corrected = f"{articles[0].key}.q00"
    return {
        "people": shown + roles,
        "measures": common + measures,
        "topics": topics,
        "glossary": glossary,
        "quiz": "{}\n",
        "organisations": "{}\n",
        "names": "{}\n",
        "exceptions": "licence: {words: CC BY 4.0, reason: The name of a licence.}\n",
        "corrections": (
            f"corrections:\n  - {{id: c-one, date: '{_DAY}', record: {corrected}, said: {language.words(3)}, "
            f"says: {language.words(3)}, why: {language.sentence(5)}, kind: clarification}}\n"
        ),
        "reviews": "{}\n",
    }
