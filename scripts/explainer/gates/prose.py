"""Rules P: what our prose says is closed by a citation and borrows no words without saying so."""

from __future__ import annotations

import re
from collections.abc import Iterator

from explainer.edition import Edition
from explainer.gates.registry import Finding, Seen
from explainer.gates.rulebook import rule
from explainer.pages import Block, Claim
from explainer.problems import Problem
from explainer.text import count_words, find_quoted, fold, nearest

TERM_WORDS = 2
_QUOTED = re.compile(r"“([^“”]{1,600})”|(?<![\w=])\"([^\"“”]{1,600})\"(?!\w)")


def quoted_words(claim: Claim) -> list[str]:
    """Return what stands in double quotation marks in a claim."""
    return [match[1] or match[2] for match in _QUOTED.finditer(claim.text)]


@rule("P3", "quoted words")
def quoted(edition: Edition) -> Iterator[Finding]:
    """Words in quotation marks in our prose occur in a paragraph that the claim cites; three words or more stand
    in a stored quotation of such a paragraph."""
    for page in edition.pages:
        for block in page.prose:
            for claim in block.claims():
                references = (*claim.references, *_grounds(edition, block))
                for words in quoted_words(claim):
                    yield from _quoted(edition, claim, references, words)


def _grounds(edition: Edition, block: Block) -> tuple[str, ...]:
    """Return the paragraphs that a reading rests on: those of the records it names, or all of a source."""
    if block.inside != "reading":
        return ()
    pieces = dict(edition.evidence.pieces())
    found: list[str] = []
    for record in block.inside_argument.split():
        if record in edition.evidence.lock:
            count = len(edition.evidence.lock[record].paragraphs)
            found += [f"{record}:{number}" for number in range(1, count + 1)]
        elif record in pieces:
            found.append(f"{record.partition('.')[0]}:{pieces[record].paragraph}")
    return tuple(found)


def _quoted(edition: Edition, claim: Claim, references: tuple[str, ...], words: str) -> Iterator[Finding]:
    folded = fold(words)
    stored = _stored_quotes(edition, references)
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
    close = nearest(folded, " ".join([*stored, *texts]))
    hint = f"Nearest words there: “{close}”" if close else "Cite the paragraph, or store the quotation first."
    yield Problem(claim.place, "P3", f"The quoted words “{words}” stand in no paragraph that the claim cites.", hint)


def _stored_quotes(edition: Edition, references: tuple[str, ...]) -> list[str]:
    return [
        fold(quote.text)
        for key, quote in edition.evidence.quotes.items()
        if f"{key.partition('.')[0]}:{quote.paragraph}" in references
    ]
