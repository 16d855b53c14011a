"""Finds the clause in which a number stands: what says of it, and not of another number, what is counted."""

from __future__ import annotations

import re

from explainer.drafting.passages import Passage

_BOUNDARY = re.compile(
    r"[;:] |, (?:but|while|whereas|although|though|because|so that|where|when|which|who|whose|after which|before)\b"
    r"|\b(?:but|while|whereas|although|because|where) "
    r"|, and (?=(?:the|a|an|he|she|they|it|its|their|his|her|another|some|more|there|[A-Z0-9])\b)"
    r"|, (?=(?:up|down|compared|including|among|leaving)\b)"
)
_RELATIVE = re.compile(r",? (?:who|that|which|whom)\b")
_ATTRIBUTION = re.compile(
    r",? ?\b[Aa]ccording to [^,;.]{1,100}"
    r"|, (?:[\w'.-]+ ){1,12}(?:said|says|told|added|reported|estimates|estimated|claimed|claims)\b[^,;]{0,60}(?=,|$)"
)
"""Who says so is not part of what is counted, though a name may hold words of it."""
_BEING = re.compile(r" (?:being|having)\b")
_ASIDE = re.compile(r" - [^-]{1,160} - |\([^()]{1,160}\)|, (?:which|who|whose|where) [^,]{1,160},")


def clause_around(passage: Passage, start: int, end: int) -> str:
    """Return the words of the clause around a stretch of a passage, without asides that it is not in.

    A relative clause that directly follows the stretch belongs to it. An aside between dashes or brackets belongs to
    the clause that it interrupts.
    """
    first, last = passage.sentence(start)
    text = passage.text
    asides = [match.span() for match in _ASIDE.finditer(text, first, last)]
    own = next(((begin, close) for begin, close in asides if begin <= start and end <= close), (start, end))
    relative = _RELATIVE.match(text, end)
    after = relative.end() if relative else end
    left = max(
        (match.end() for match in _BOUNDARY.finditer(text, first, own[0]) if not _within(match.start(), asides)),
        default=first,
    )
    right = next(
        (match.start() for match in _BOUNDARY.finditer(text, max(after, own[1]), last)
         if not _within(match.start(), asides)),
        last,
    )  # fmt: skip
    if _BEING.match(text, end):
        left = max(left, text.rfind(", ", first, start) + 1)
        right = min(right, comma if (comma := text.find(", ", end, last)) > 0 else last)
    pieces, at = [], left
    for begin, close in asides:
        if left <= begin and close <= right and not (begin <= start and end <= close):
            pieces.append(text[at:begin])
            at = close
    return _ATTRIBUTION.sub(" ", " ".join([*pieces, text[at:right]])).strip()


def _within(offset: int, spans: list[tuple[int, int]]) -> bool:
    return any(begin <= offset < close for begin, close in spans)
