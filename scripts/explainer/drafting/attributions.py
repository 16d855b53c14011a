"""Says who claims what stands at a place of an article: the speaker of its quotation or sentence, or the article."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from explainer.drafting.claimants import Claimants
from explainer.drafting.passages import Passage
from explainer.records.models import ARTICLE_ITSELF
from quotereader import Statement

_HEARSAY = re.compile(
    r"\b(?:reportedly|allegedly|(?:is|are|was|were) (?:said|reported|believed|thought|estimated|understood"
    r"|alleged|claimed|"
    r"rumou?red)|an estimated|reports?|estimates?|sources?|critics|observers|accord(?:s|ing))\b"
)
_TURNS = re.compile(r"; |, but |, while |, whereas |, and ")


class Claim(NamedTuple):
    """Who claims something: a key, or None if it is nobody recorded; why; and whether the words themselves say so."""

    key: str | None
    why: str
    is_read: bool


class Attributions:
    """The speakers of one article, by the places of what they say.

    `speakers` gives, by paragraph, the folded words of quotations with the keys of people. `proposed` returns the key
    of a person who is proposed from this article, by the name or description with which they speak.
    """

    def __init__(
        self,
        statements: Sequence[Statement],
        speakers: Mapping[int, Sequence[tuple[str, str]]],
        proposed: Callable[[str], str],
        claimants: Claimants,
    ) -> None:
        self._by_paragraph: dict[int, list[Statement]] = {}
        for one in statements:
            self._by_paragraph.setdefault(one.paragraph, []).append(one)
        self._speakers, self._proposed, self._claimants = speakers, proposed, claimants

    def of(self, passage: Passage, start: int, stated: str) -> Claim:
        """Return who claims what is stated at an offset of the folded text."""
        if passage.is_marked(start):
            for text, person in self._speakers.get(passage.number, ()):
                if stated[:20] in text:
                    return Claim(person, "it is part of what this speaker says", True)
            return Claim(None, "it is quoted, and no speaker is known", False)
        at = passage.written_offset(start)
        near = self._by_paragraph.get(passage.number, [])
        own = [one for one in near if one.start <= at < one.end]
        sentence = passage.sentence_text(start)
        if own:
            return self._beside(sentence, passage.text[start : start + 20]) or self._among(own, at, passage)
        key, why = self._claimants.of(sentence)
        if key != ARTICLE_ITSELF:
            return Claim(key, why, True)
        if _HEARSAY.search(sentence):
            return Claim(ARTICLE_ITSELF, "the sentence repeats what it does not say who says", False)
        if any(one.end <= at for one in near):
            return Claim(ARTICLE_ITSELF, "its sentence names nobody; a sentence before it does", False)
        return Claim(ARTICLE_ITSELF, why, True)

    def _before(self, one: Statement, passage: Passage) -> Claim | None:
        """ "The league says … It promises …": whoever the sentence before has speak, for a person to confirm."""
        if one.speaker.lower() not in ("it", "they"):
            return None
        earlier = [each for each in self._by_paragraph[one.paragraph] if each.end <= one.start]
        key = self._claimants.named(earlier[-1].speaker) if earlier else ""
        if key:
            return Claim(key, f"“{one.speaker}”, after “{earlier[-1].speaker[:60]}”", False)
        key, why = self._claimants.of(passage.written[: one.start])
        return Claim(key, f"“{one.speaker}”, after {why}", False) if key != ARTICLE_ITSELF else None

    def _beside(self, sentence: str, words: str) -> Claim | None:
        """ "… welcomed the news, and NAME said 900 had left": the name in the clause of the number."""
        parts = _TURNS.split(sentence)
        own = next((part for part in parts if words[:12] in part), "")
        key, why = self._claimants.of(own) if len(parts) > 1 else (ARTICLE_ITSELF, "")
        return Claim(key, why, True) if key != ARTICLE_ITSELF else None

    def _among(self, own: Sequence[Statement], at: int, passage: Passage) -> Claim:
        def distance(one: Statement) -> tuple[int, int]:
            begin, end = sorted((one.at, at))
            return len(_TURNS.findall(passage.written[begin:end])), end - begin

        nearest = min(own, key=distance)
        key = self._claimants.named(nearest.speaker) or self._proposed(nearest.speaker)
        if not key:
            key, why = self._claimants.of(passage.sentence_text(at))
            if key != ARTICLE_ITSELF:
                return Claim(key, why, len(own) == 1)
            return self._before(nearest, passage) or Claim(None, f"“{nearest.speaker[:60]}” is nobody recorded", False)
        alone = len({one.speaker for one in own}) == 1
        return Claim(key, f"“{nearest.speaker[:60]}” says so", alone)
