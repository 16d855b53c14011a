"""Rules P1 and P3: our prose cites what it rests on, and marks the words it borrows."""

from __future__ import annotations

import re
from collections.abc import Iterator

from explainer.blocks.all_blocks import block_called
from explainer.core.problems import Problem
from explainer.core.text import count_words, find_quoted, fold, nearest
from explainer.edition.state import Edition
from explainer.gates.registry import Finding, Seen
from explainer.gates.rulebook import rule
from explainer.prose.statements import (
    PROGRAM_PAGES,
    Statement,
    all_statements,
    page_statements,
    quoted_in,
    reading_grounds,
)
from explainer.records.models import Quote

TERM_WORDS = 2
CITED_FOLDERS = ("topics/", "sources/", "teach/")
_ODD_MARKS = re.compile(r"[«»‹›„‟]|&(?:[lr][ads]quo|quot|bdquo);")
_LINK_ONLY = re.compile(r"(?:\[[^\]]{1,120}\]\([^)]{1,200}\)(?:\{[^{}]{1,200}\})?|<https://[^<>\s]{1,600}>)\.?")


@rule("P1", "cited")
def cited(edition: Edition) -> Iterator[Finding]:
    """On the home page and in topics, sources and teach, every paragraph, list item and table row consists of claims
    that end in a citation. Questions, lines that are only a link, readings, guides and instructions need none; an
    answer may name the records it rests on instead."""
    for page in edition.pages:
        if page.path != "index.md" and not page.path.startswith(CITED_FOLDERS):
            continue
        for block in page.prose:
            yield Seen(f"{page.path}:{block.place.line}")
            frame = block_called(block.inside)
            if not {frame.cited_words, frame.uncited_words} <= {"claim", "uncited"} and not frame.cites_alone:
                continue
            if reading_grounds(edition, block):
                continue
            for claim in block.claims():
                if claim.citation is None and not _is_structure(claim.text):
                    words = " ".join(claim.text.split()[:8])
                    hint = "Cite the paragraph it rests on, or put it into a block `/// reading` or `/// guide`."
                    yield Problem(claim.place, "P1", f"“{words} …” does not end in a citation.", hint)


def _is_structure(text: str) -> bool:
    return text.rstrip("*_ ").endswith("?") or _LINK_ONLY.fullmatch(text.strip()) is not None


@rule("P3", "quotation marks")
def marks(edition: Edition) -> Iterator[Finding]:
    """Our sentences quote only with “ ” or straight marks: words in other marks would not be compared with the
    articles."""
    for statement in all_statements(edition):
        yield Seen(f"{statement.place}")
        found = _ODD_MARKS.search(statement.text)
        if found:
            sentence = f"{found.group()!r} is not an allowed quotation mark."
            yield Problem(statement.place, "P3", sentence, "Write “ before the words and ” after them.")


@rule("P3", "quoted words")
def quoted(edition: Edition) -> Iterator[Finding]:
    """Words in quotation marks in our prose occur in a paragraph that the claim cites or, in a heading, that the page
    cites; three or more words are part of a stored quotation of such a paragraph."""
    for page in edition.pages:
        if page.path in PROGRAM_PAGES:
            continue
        for statement in page_statements(edition, page):
            yield Seen(f"{statement.place}")
            for words in quoted_in(statement.text):
                yield from _quoted(edition, statement, words)


def _quoted(edition: Edition, statement: Statement, words: str) -> Iterator[Finding]:
    references = statement.references
    folded = fold(words)
    stored = stored_quotes(edition, references)
    paragraphs = [edition.paragraph(reference) for reference in references]
    if any(find_quoted(folded, quote) >= 0 for quote in stored):
        yield Seen(words)
        return
    is_term = count_words(words) <= TERM_WORDS
    undecided = is_term and None in paragraphs
    yield Seen(words, "no article text at hand" if undecided else "")
    texts = [fold(paragraph) for paragraph in paragraphs if paragraph]
    if undecided or (is_term and any(find_quoted(folded, text) >= 0 for text in texts)):
        return
    where = "any paragraph" if is_term else "a stored quotation of any paragraph"
    sentence = f"The quoted words “{words}” are not in {where} that the claim cites."
    yield Problem(statement.place, "P3", sentence, _way_to_quote(folded, stored, texts))


def _way_to_quote(folded: str, stored: list[str], texts: list[str]) -> str:
    if any(find_quoted(folded, text) >= 0 for text in texts):
        return "Store them first, as a quotation of that paragraph."
    close = nearest(folded, " ".join([*stored, *texts]))
    return f"Nearest words there: “{close}”" if close else "Cite the paragraph that has them."


def stored_quotes(edition: Edition, references: tuple[str, ...]) -> list[str]:
    """Return the stored quotations of paragraphs, folded."""
    pieces = [piece for reference in dict.fromkeys(references) for _, piece in edition.evidence.pieces_at(reference)]
    return [fold(piece.text) for piece in pieces if isinstance(piece, Quote)]
