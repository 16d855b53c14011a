"""Rules Q7 and V12: a partial quotation leaves out nothing that turns it round."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from explainer.core.problems import Problem
from explainer.core.text import count_words, find_quoted, fold, quoted_spans
from explainer.edition.state import Edition
from explainer.gates.prose import TERM_WORDS
from explainer.gates.quotes import pieces_of
from explainer.gates.registry import Finding, Seen
from explainer.gates.rulebook import rule
from explainer.gates.voice_flags import Fault, voice_rule
from explainer.prose.our_claims import OurClaim
from explainer.prose.statements import quoted_in
from explainer.sense.cited_paragraphs import CitedParagraph
from explainer.sense.word_stems import sentences_of

_CONDITION = re.compile(r"\b(?:if|unless)\b", re.IGNORECASE)
_CLAUSE_END = re.compile(r"[,;:]|--| - ")
_TURNS = re.compile(
    r"\b(?:not|no|never|nobody|none|nothing|neither|nor|cannot|without|unless|if|may|might|could|would|hardly|"
    r"\w{2,12}n't)\b",
    re.IGNORECASE,
)
_HINT = "Quote the whole sentence, or say in your own words what the quotation leaves out."


@rule("Q7", "whole quotations")
def whole_quotations(edition: Edition) -> Iterator[Finding]:
    """Where a stored quotation is part of a marked sentence, no negation and no “if”, “may” or “could” of that sentence
    is left outside it, unless its context says so."""
    for key, quote in edition.evidence.quotes.items():
        paragraph = edition.paragraph(f"{key.partition('.')[0]}:{quote.paragraph}")
        yield Seen(key, "" if paragraph is not None else "no article text at hand")
        for word in _left_out(quote.text, paragraph or ""):
            if not _TURNS.search(fold(quote.context or "")):
                sentence = f"The quotation {key} leaves out “{word}”, which stands in the same sentence."
                yield Problem(edition.evidence.place(key, "text"), "Q7", sentence, _HINT, "warning")


@voice_rule("V12", "whole words")
def whole_words(edition: Edition, claim: OurClaim, cited: Sequence[CitedParagraph]) -> Iterator[Fault]:
    """Where a claim quotes part of a marked sentence, no negation and no “if”, “may” or “could” of that sentence is
    left out of the claim."""
    if _TURNS.search(fold(claim.text)):
        return
    for words in quoted_in(claim.text):
        for paragraph in cited:
            for word in _left_out(words, paragraph.text):
                yield Fault(f"“{words}” leaves out “{word}”, which stands in the same sentence.", _HINT)


def _left_out(text: str, paragraph: str) -> Iterator[str]:
    """Yield the first word that turns a sentence round and is left outside a quotation of a part of it."""
    pieces = pieces_of(text)
    if count_words(text) <= TERM_WORDS or any(_TURNS.search(piece) for piece in pieces):
        return
    for span in quoted_spans(paragraph).spans:
        for sentence in sentences_of(span):
            if len(pieces) == 1 and find_quoted(pieces[0], sentence) >= 0:
                turned = _turned(sentence, pieces[0])
                if turned:
                    yield turned
                    return


def _turned(sentence: str, piece: str) -> str:
    """Return the word that turns a sentence round outside a piece of it: in the same clause or, for "if", anywhere."""
    at = find_quoted(piece, sentence)
    before, after = sentence[:at], sentence[at + len(piece) :]
    condition = _CONDITION.search(before) or _CONDITION.search(after)
    clause = f"{_CLAUSE_END.split(before)[-1]} {_CLAUSE_END.split(after)[0]}"
    found = condition or _TURNS.search(clause)
    return found.group() if found else ""
