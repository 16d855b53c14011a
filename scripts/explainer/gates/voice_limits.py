"""Rules V8 and V9: what an article limits is not said without the limit, and its “but” is told somewhere."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from explainer.edition.state import Edition
from explainer.gates.voice_flags import Fault, voice_rule
from explainer.prose.our_claims import OurClaim, claims_of_pages
from explainer.sense.cited_paragraphs import CitedParagraph
from explainer.sense.own_lists import own_phrases
from explainer.sense.word_stems import content_stems, has_phrase, is_content, one_spelling, stem_of, words_of

_WINDOW, _WIDE, _BEFORE_IF, _LEAST_SHARED = 7, 14, 4, 2
_CLAUSE_END = re.compile(r"[,;:]|--| - ")
_SPAN = re.compile(
    r"\b(?:within|over|in|during) (?:the )?(?:past|last|first|next)? ?(?:\w+ ){0,2}"
    r"(?:days|weeks|months|years|decade|decades)\b"
)
_SPAN_OPENS = re.compile(r"\bwithin\b|\bover the (?:past|last)\b|\bin the (?:past|last)\b|\bduring the (?:past|last)\b")
_BUT = re.compile(r",? (?:but(?! also| not limited| for| not least)|although|though|yet) |; however,? |, however,? ")
_CAPITALISED = re.compile(r"\b[A-Z]\w*")
_A_SHARED, _B_SHARED, _SHORTEST_B = 3, 2, 4


@voice_rule("V8", "limits kept")
def limits_kept(edition: Edition, claim: OurClaim, cited: Sequence[CitedParagraph]) -> Iterator[Fault]:
    """A word that limits what an article says (“appear”, “if”, “typically”, “so far”, “may”, “within two years”) and
    stands close to the words that a claim takes from there, is not dropped without another in its place."""
    ours, plain = content_stems(claim.text), one_spelling(claim.text)
    hedged = any(has_phrase(each, plain) for each in own_phrases("hedges") | own_phrases("softeners"))
    for paragraph in cited:
        for limit in (each for sentence in paragraph.sentences for each in _limits_in(sentence)):
            kept = _keeps(limit.phrase, plain) if limit.is_span else hedged
            if not kept and len(limit.near & ours) >= _LEAST_SHARED:
                yield Fault(f"The article limits this: “{limit.phrase}”.", "Keep the limit, in your own words.")


@dataclass(frozen=True)
class _Limit:
    """A phrase of an article that limits what it says, and the stems of the words that stand near it.

    It is a span of time, such as "within two years", or a hedge.
    """

    phrase: str
    near: frozenset[str]
    is_span: bool


@lru_cache(maxsize=4096)
def _limits_in(sentence: str) -> tuple[_Limit, ...]:
    text = one_spelling(sentence)
    # "May" is the month where the sentence never has it in lower case.
    without_months = text if re.search(r"\bmay\b", sentence) else re.sub(r"\bmay\b", " ", text)
    hedges = sorted(each for each in own_phrases("hedges") if has_phrase(each, without_months))
    spans = [match.group() for match in _SPAN.finditer(text) if _SPAN_OPENS.search(match.group())]
    found = [_Limit(each, _near(each, text, _WINDOW), is_span=False) for each in hedges]
    return (*found, *(_Limit(each, _near(each, text, _WIDE), is_span=True) for each in spans))


def _keeps(span: str, plain: str) -> bool:
    return span.split()[-1].removesuffix("s") in plain


def _near(phrase: str, text: str, window: int) -> frozenset[str]:
    """Return the stems of the words that stand within a few words of a phrase, in the same clause.

    An "if" limits what stands before it; one that opens its sentence limits what follows, as do other openings.
    """
    at = re.search(rf"(?<!\w){re.escape(phrase)}(?!\w)", text)
    if at is None:
        return frozenset()
    before, after = _CLAUSE_END.split(text[: at.start()])[-1], _CLAUSE_END.split(text[at.end() :])[0]
    opens = not before.strip(" \"'")
    if phrase == "if" and not opens:
        before, after = " ".join(words_of(before)[-_BEFORE_IF:]), ""
    elif opens:
        after = text[at.end() :]
    near = [*words_of(before)[-window:], *words_of(after)[:window]]
    return frozenset(stem_of(word) for word in near if is_content(word))


@voice_rule("V9", "the other half")
def other_half(edition: Edition, claim: OurClaim, cited: Sequence[CitedParagraph]) -> Iterator[Fault]:
    """Where an article says one thing, but another, and a claim tells the one, a claim of its own folder or a stored
    quotation that rests on the paragraph tells the other."""
    ours = content_stems(_CAPITALISED.sub(" ", claim.text))
    folder = claim.page.rpartition("/")[0]
    for paragraph in cited:
        for sentence in paragraph.sentences:
            first, mark, second = _parted(sentence)
            other = content_stems(second)
            told = len(ours & content_stems(first)) >= _A_SHARED and len(other) >= _SHORTEST_B
            if told and not any(len(other & each) >= _B_SHARED for each in _told(edition, folder, paragraph.reference)):
                opening = " ".join(second.split()[:1])
                hint = "Tell the other half too, or say why it does not matter here in data/answers.yaml."
                yield Fault(f"{paragraph.reference} goes on with “{mark} {opening} …”, which no claim tells.", hint)


def _parted(sentence: str) -> tuple[str, str, str]:
    found = _BUT.search(sentence)
    if found is None:
        return sentence, "", ""
    return sentence[: found.start()], found.group().strip(" ,;"), sentence[found.end() :]


def _told(edition: Edition, folder: str, reference: str) -> list[frozenset[str]]:
    """Return the stems of the words of each claim in a folder of pages, and of each quotation, from a paragraph."""
    told = edition.derived("told of paragraphs", _told_of_all)
    return [*told.get((folder, reference), []), *told.get(("", reference), [])]


def _told_of_all(edition: Edition) -> dict[tuple[str, str], list[frozenset[str]]]:
    found: dict[tuple[str, str], list[frozenset[str]]] = {}
    for claim in claims_of_pages(edition):
        for reference in claim.references:
            folder = claim.page.rpartition("/")[0]
            found.setdefault((folder, reference), []).append(content_stems(claim.text))
    for key, quote in edition.evidence.quotes.items():
        place = ("", f"{key.partition('.')[0]}:{quote.paragraph}")
        found.setdefault(place, []).append(content_stems(quote.text))
    return found
