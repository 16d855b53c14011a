"""Rules P5 and C5: our sentences are our own, and no file of the project contains article text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial

from explainer.core.problems import Place, Problem, Severity
from explainer.core.text import Phrases, fold, words
from explainer.edition.state import Edition
from explainer.gates.clean_before import clean_before, digest
from explainer.gates.registry import Finding, Seen
from explainer.gates.rulebook import rule
from explainer.gates.text_files import ProjectText, project_texts
from explainer.prose.statements import all_statements
from explainer.records.permitted_names import blank_permitted, permitted_names

RUN_FAILS, RUN_WARNS = 10, 7
RUN_OF_CHARACTERS = 60
_WINDOW, _STRIDE = 40, 20
_MARKS = 32
"""Bits in the table of windows for each window."""
_QUOTED = re.compile(r"\"[^\"]{1,800}\"")


def _plain_words(text: str, permitted: Phrases) -> list[str]:
    """Return the words that count towards a run: without names, titles, terms and quoted words."""
    return [word.lower() for word in words(_QUOTED.sub(" | ", blank_permitted(text, permitted)))]


@rule("P5", "own words")
def own_words(edition: Edition) -> Iterator[Finding]:
    """No sentence of ours shares a run of 10 or more words with an article, outside quotation marks and not counting
    names, titles and terms; a run of 7 or more is a warning."""
    permitted = permitted_names(edition.evidence)
    missing = [key for key in edition.evidence.sources if key not in edition.articles]
    runs: dict[tuple[str, ...], str] = {}
    for key, article in edition.articles.items():
        for paragraph in article.paragraphs:
            own = [word.lower() for word in words(blank_permitted(paragraph.text, permitted))]
            for at in range(len(own) - RUN_WARNS + 1):
                runs.setdefault(tuple(own[at : at + RUN_WARNS]), f"{key}:{paragraph.number}")
    for statement in all_statements(edition):
        yield Seen(f"{statement.place}", "no article text at hand" if missing else "")
        longest, shared, where = _longest_run(_plain_words(statement.text, permitted), runs)
        if longest:
            severity: Severity = "error" if longest >= RUN_FAILS else "warning"
            sentence = f"“{shared}” repeats {longest} words in a row of {where}."
            yield Problem(statement.place, "P5", sentence, "Say it in other words, or quote it.", severity)


def _longest_run(own: list[str], runs: dict[tuple[str, ...], str]) -> tuple[int, str, str]:
    """Return the length, the words and the paragraph of the longest shared run of at least seven words."""
    best, start, where, length = 0, 0, "", 0
    for at in range(len(own) - RUN_WARNS + 1):
        found = runs.get(tuple(own[at : at + RUN_WARNS]))
        length = (length + 1 if length else RUN_WARNS) if found else 0
        if length > best:
            best, start, where = length, at - (length - RUN_WARNS), found or ""
    return best, " ".join(own[start : start + best]), where


@rule("C5", "no article text")
def no_article_text(edition: Edition) -> Iterator[Finding]:
    """No file of the project contains 60 characters in a row of an article, apart from stored quotations."""
    missing = [key for key in edition.evidence.sources if key not in edition.articles]
    compared = digest("C5", repr(_article_texts(edition)), repr(stored_quotes(edition)))
    for each in project_texts(edition):
        yield Seen(each.file, "no article text at hand" if missing else "")
        look = partial(_copied_in, edition, each)
        yield from clean_before(edition).faults(compared, (each.file, each.text), look)


def _copied_in(edition: Edition, looked_at: ProjectText) -> Iterator[Problem]:
    found = copied_run(looked_at.folded, article_windows(edition), stored_quotes(edition))
    if found:
        sentence = f"This file contains article text: “{found.strip()} …”."
        place = Place(looked_at.file, _line_of(looked_at.text, found))
        yield Problem(place, "C5", sentence, "Remove it, or store it as a quotation of its source.")


class Windows:
    """Every stretch of 40 characters of some texts, each as one bit in a table.

    The stretches themselves would take more memory than everything else together. A stretch whose bit is not set is in
    no text. Of those in no text, about one in thirty has its bit set, so the texts are looked at for those with one.
    """

    def __init__(self, texts: list[str]) -> None:
        self._texts = "\n".join(texts)
        self._mask = (1 << (_MARKS * sum(map(len, texts))).bit_length()) - 1
        self._table = bytearray((self._mask >> 3) + 1)
        for text in texts:
            for at in range(len(text) - _WINDOW + 1):
                mark = hash(text[at : at + _WINDOW]) & self._mask
                self._table[mark >> 3] |= 1 << (mark & 7)

    def __contains__(self, window: str) -> bool:
        mark = hash(window) & self._mask
        return bool(self._table[mark >> 3] & (1 << (mark & 7))) and window in self._texts

    def places_in(self, folded: str) -> Iterator[int]:
        """Yield where a folded text has a stretch of the texts, of every twentieth character."""
        table, mask = self._table, self._mask  # every file of the project is looked at here
        for at in range(0, len(folded) - _WINDOW + 1, _STRIDE):
            mark = hash(folded[at : at + _WINDOW]) & mask
            if table[mark >> 3] & (1 << (mark & 7)) and folded[at : at + _WINDOW] in self._texts:
                yield at

    def part_of(self, run: str) -> str:
        """Return the part of a run that a text contains, or "" if no 60 characters of it are in a text."""
        starts = range(len(run) - RUN_OF_CHARACTERS + 1)
        held = [at for at in starts if run[at : at + RUN_OF_CHARACTERS] in self._texts]
        return run[held[0] : held[-1] + RUN_OF_CHARACTERS] if held else ""


def article_windows(edition: Edition) -> Windows:
    """Return the stretches of 40 characters of the articles at hand; any run of 60 contains one that is looked up."""
    return edition.derived("article windows", lambda each: Windows(_article_texts(each)))


def _article_texts(edition: Edition) -> list[str]:
    return [fold(paragraph.text) for article in edition.articles.values() for paragraph in article.paragraphs]


def stored_quotes(edition: Edition) -> Phrases:
    """Return the words of all stored quotations, folded."""
    quotes = edition.evidence.quotes.values()
    return edition.evidence.derived("stored quotes", lambda _: Phrases(fold(quote.text) for quote in quotes))


def copied_run(folded: str, windows: Windows, quotes: Phrases) -> str:
    """Return article text that a folded text contains outside stored quotations, or ""."""
    if next(windows.places_in(folded), None) is None:
        return ""
    for quote in quotes.possible_in(folded):
        folded = folded.replace(quote, "#")
    for at in windows.places_in(folded):
        run = _whole_run(folded, at, windows)
        if len(run) < RUN_OF_CHARACTERS or _is_quoted(run, quotes):
            continue
        found = windows.part_of(run)
        if found and not _is_quoted(found, quotes):
            return found
    return ""


def _is_quoted(run: str, quotes: Phrases) -> bool:
    return any(run.strip('" .,') in quote for quote in quotes)


def _whole_run(folded: str, at: int, windows: Windows) -> str:
    start = end = at
    while start > 0 and folded[start - 1 : start - 1 + _WINDOW] in windows:
        start -= 1
    while folded[end + 1 : end + 1 + _WINDOW] in windows and end + 1 + _WINDOW <= len(folded):
        end += 1
    return folded[start : end + _WINDOW]


def _line_of(text: str, found: str) -> int:
    for number, line in enumerate(text.split("\n"), start=1):
        if found[:_STRIDE] in fold(line):
            return number
    return 0
