"""Words as they are compared between our sentences and an article: in one spelling, and by their stems."""

from __future__ import annotations

import re
from functools import lru_cache

from explainer.core.text import fold
from quotereader.word_lists import listed

STEM_LETTERS = 5
_SHORTEST = 4
_WORD = re.compile(r"[^\W_]+(?:['-][^\W_]+)*")
_SENTENCE_END = re.compile(r"(?<=[.!?])[\"')\]]{0,3} +(?=[\"'(\[]{0,2}[A-Z0-9])")
_QUOTED = re.compile(r'"[^"]{0,2000}"')
_PHRASE_ENDS = frozenset(("of", "that", "which", "who", "whom", "as", "and", "it"))
_ENDINGS = ("ing", "ed", "es", "s", "ly")


@lru_cache(maxsize=4096)
def one_spelling(text: str) -> str:
    """Return a text folded and in lower case, with British and American spellings made one."""
    plain = fold(text).lower()
    plain = re.sub(r"\b(\w{2,12})(?:ence|ense)(s?)\b", r"\1ense\2", plain)
    plain = re.sub(r"(\w{2,12})is(ation|ations|e|ed|es|ing)\b", r"\1iz\2", plain)
    return re.sub(r"\b(\w{2,8})our(s?)\b", r"\1or\2", plain)


def words_of(text: str) -> list[str]:
    """Return the words of a text in one spelling, without the ending of a possessive."""
    return [word.removesuffix("'s").removesuffix("'") for word in _WORD.findall(one_spelling(text))]


def stem_of(word: str) -> str:
    """Return the stem of a word that is in one spelling: what its forms have in common, at most five letters."""
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST:
            word = word.removesuffix(ending)
            break
    return word[:STEM_LETTERS]


def is_content(word: str) -> bool:
    """Tell whether a word says what a sentence is about: a longer one that is no function word, or a number."""
    return word[0].isdigit() or (len(word) >= _SHORTEST and word not in listed("function_words"))


@lru_cache(maxsize=4096)
def content_stems(text: str) -> frozenset[str]:
    """Return the stems of the words that say what a text is about."""
    return frozenset(stem_of(word) for word in words_of(text) if is_content(word))


def outside_marks(text: str) -> str:
    """Return a text, folded, with the words in double quotation marks blanked; offsets stay the same."""
    return _QUOTED.sub(lambda match: '"' + "#" * (len(match.group()) - 2) + '"', fold(text))


def sentences_of(text: str) -> list[str]:
    """Return the sentences of a text, folded, those inside quotation marks on their own."""
    return [sentence for sentence in _SENTENCE_END.split(fold(text)) if sentence.strip()]


def first_phrase(description: str) -> str:
    """Return the noun phrase that a description begins with: "a body" of "a body of pilots who have left"."""
    kept: list[str] = []
    for word in description.split():
        if kept[1:] and (word in listed("prepositions") or word in _PHRASE_ENDS or word.endswith("ed")):
            break
        kept.append(word)
    return " ".join(kept)


def has_phrase(phrase: str, text: str) -> bool:
    """Tell whether a phrase occurs as whole words in a text; both are in one spelling."""
    return phrase in text and re.search(rf"(?<!\w){re.escape(phrase)}(?!\w)", text) is not None
