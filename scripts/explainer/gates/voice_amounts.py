"""Rules V7 and V11: how often, how many and how much, where no number says so."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from explainer.core.text import fold
from explainer.edition.state import Edition
from explainer.gates.voice_flags import Fault, voice_rule
from explainer.prose.our_claims import OurClaim
from explainer.records.models import Event, Figure
from explainer.sense.cited_paragraphs import CitedParagraph
from explainer.sense.own_lists import own_table
from explainer.sense.word_stems import one_spelling, outside_marks, words_of

_UNITS = ("minute", "hour", "day", "night", "week", "weekend", "month", "year", "season", "tide", "time")
_LY = {"hourly": "hour", "daily": "day", "nightly": "night", "weekly": "week", "monthly": "month", "yearly": "year",
       "annually": "year", "annual": "year"}  # fmt: skip
_RATE = re.compile(rf"\b(?:every|each|per|once an?|times an?) ({'|'.join(_UNITS)})\b|\b({'|'.join(_LY)})\b")
_IDIOMS = re.compile(
    r"\b(?:at all|after all|above all|all the same|all but|all over|once and for all|in all|not all|not every"
    r"|not everyone|not always|not everybody|nothing but|at most|the most|for the most part|more often)\b"
)
_NEGATIVES = frozenset(("never", "none", "nothing", "nobody"))
_ARTICLES = re.compile(r"\b(?:articles?|cop(?:y|ies)|sources?|newspapers?|sentences?|paragraphs?)\b")
_FOLD = re.compile(r"\b[\w-]{2,12}fold\b|\b\d{1,9}-?fold\b")
_ROMAN = re.compile(r"\b(?=[MDCLXVI]{2,12}\b)M{0,4}(?:CM|CD|D?C{0,3})(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})\b")
_NOT_NUMBERS = frozenset(("MM", "CD", "DC", "MC", "DI", "MI", "CV", "LI", "MD", "CC", "CL", "DL", "ML", "XL", "DVD"))
_MANIFOLD = frozenset(("manifold", "unfold", "blindfold", "scaffold", "enfold", "refold", "billfold", "fanfold"))


@voice_rule("V7", "how often, how many")
def how_often(edition: Edition, claim: OurClaim, cited: Sequence[CitedParagraph]) -> Iterator[Fault]:
    """Words for how often and how many, such as “often”, “most”, “all”, “never” or “every month”, stand in a claim
    only if its paragraphs have them or words to the same effect."""
    text = _ours(claim)
    have = _theirs(edition, cited)
    allowed = own_table("how_often")
    for word in words_of(_RATE.sub(" ", text)):
        if word in allowed and not allowed[word] & have and not _is_met(word, text, have):
            yield _missing(word, "how often and how many")
    for match in _RATE.finditer(text):
        unit = match[1] or _LY[match[2]]
        if not _has_rate(unit, have, cited):
            yield _missing(match.group(), "how often")


@voice_rule("V11", "quantity words")
def quantity_words(edition: Edition, claim: OurClaim, cited: Sequence[CitedParagraph]) -> Iterator[Fault]:
    """Words that hold a quantity without being a number, such as “tenfold”, “halved”, “a handful”, “a trio” or a Roman
    numeral, stand in a claim only if its paragraphs have the same quantity."""
    have = _theirs(edition, cited)
    allowed = own_table("quantity_words")
    for word in words_of(_ours(claim)):
        if word in allowed and not ({word} | allowed[word]) & have:
            yield _missing(word, "that quantity")
    written = outside_marks(claim.text)
    for match in _FOLD.finditer(written.lower()):
        if match.group() not in _MANIFOLD and match.group() not in have:
            yield _missing(match.group(), "that quantity")
    for match in _ROMAN.finditer(written):
        if match.group() not in _NOT_NUMBERS and not any(match.group() in each.text for each in cited):
            yield _missing(match.group(), "that number")
    foreign = "".join(each for each in written if each.isnumeric() and not each.isascii())
    if foreign and not any(foreign in each.text for each in cited):
        yield _missing(foreign, "that number")


def _missing(word: str, what: str) -> Fault:
    sentence = f"“{word}” is in none of the cited paragraphs."
    return Fault(sentence, f"Say {what} as the article does, or cite the paragraph that says so.")


def _ours(claim: OurClaim) -> str:
    """Return the words of a claim outside quotation marks, without idioms that count nothing."""
    return _IDIOMS.sub(" ", one_spelling(outside_marks(claim.text)))


def _theirs(edition: Edition, cited: Sequence[CitedParagraph]) -> frozenset[str]:
    """Return the words of the cited paragraphs, and of what is recorded of them."""
    found = frozenset[str]().union(*(paragraph.words for paragraph in cited))
    for paragraph in cited:
        for _, piece in edition.evidence.readings_at(paragraph.reference):
            recorded = piece.stated if isinstance(piece, Figure) else piece.text if isinstance(piece, Event) else ""
            found |= frozenset(words_of(fold(recorded)))
    return found


def _is_met(word: str, text: str, have: frozenset[str]) -> bool:
    """Whether an article that has no such word still has the sense, or the word is said of the articles themselves."""
    if word in _NEGATIVES and (_ARTICLES.search(text) or any(each.endswith("n't") for each in have)):
        return True
    return word == "most" and not re.search(r"\bmost (?!\w{2,15}ly\b)\w", text)


def _has_rate(unit: str, have: frozenset[str], cited: Sequence[CitedParagraph]) -> bool:
    if have & {adverb for adverb, of in _LY.items() if of == unit}:
        return True
    pattern = re.compile(rf"\b(?:every|each|per|an?) {unit}\b|/{unit}\b|\b{unit}s\b")
    return any(pattern.search(paragraph.plain) for paragraph in cited)
