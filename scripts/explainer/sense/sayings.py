"""Who says what in a sentence: its verbs of saying, how strong they are, and their subjects."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal

from explainer.core.text import fold
from explainer.sense.own_lists import own_words
from quotereader.noun_phrases import Phrase, phrase_starting_at
from quotereader.parsed_paragraphs import Paragraph, Sentence, parse
from quotereader.speech_verb_forms import base_speech_verbs
from quotereader.tokens import Token
from quotereader.verb_subjects import subject_of
from quotereader.word_lists import listed

Strength = Literal["said", "claimed", "proved", "denied", ""]
_LISTS: dict[Strength, str] = {
    "claimed": "verbs_of_claiming", "proved": "verbs_of_proving", "denied": "verbs_of_denying",
    "said": "verbs_of_saying",
}  # fmt: skip


ACCORDING = "according to"
_NO_SUBJECT_BEFORE = listed("auxiliaries_be") | listed("modal_verbs") | frozenset(("to", "a", "an", "the", "not"))
_INVERTED = listed("parenthetical_verbs") | frozenset(("say", "write", "reports", "adds"))
_OPENS_SUBJECT = frozenset(("the", "a", "an", "one", "its", "their", "his", "her"))
_STORY_REACH = 6
_NAMING = frozenset(("call", "calls", "called"))
_STORIES = frozenset(("story", "stories", "tale", "tales", "truth", "lies", "speech", "speeches", "letter", "letters"))
_VERBS = listed("auxiliaries_be") | listed("auxiliaries_have") | frozenset(("sent", "who", "that", "which"))


@dataclass(frozen=True)
class Saying:
    """A verb of saying in a sentence: the word, how strong it is ("" for a verb on no list), and who performs it."""

    verb: str
    strength: Strength
    subject: Phrase | None
    sentence: Sentence
    at: int


def strength_of(verb: str) -> Strength:
    """Return how strong a verb of saying is; "" for a word on no list."""
    return _strengths().get(verb, "")


@cache
def _strengths() -> dict[str, Strength]:
    return {verb: strength for strength, name in _LISTS.items() for verb in own_words(name)}


def parsed_text(text: str) -> Paragraph:
    """Return a text of one paragraph, parsed."""
    return parse([fold(text)])[0]


def sayings_in(sentence: Sentence) -> Iterator[Saying]:
    """Yield the sayings of a sentence, in order: its finite verbs of saying, and "according to"."""
    tokens = sentence.tokens
    for index, token in enumerate(tokens):
        strength = strength_of(token.lower)
        if _tells_no_words(tokens, index):
            continue
        if token.speech_form == "finite" or (strength and _may_be_finite(tokens, index)):
            yield Saying(token.lower, strength, _subject(tokens, index), sentence, index)
        elif token.lower == "according" and _follows(tokens, index, "to"):
            subject = phrase_starting_at(tokens, index + 2, len(tokens) - 1)
            yield Saying(ACCORDING, "said", subject, sentence, index)


def _tells_no_words(tokens: Sequence[Token], verb: int) -> bool:
    """ "told their stories", "called for help": nothing is said with the verb."""
    if tokens[verb].lower in _NAMING:
        return not any(token.kind == "quotation" for token in tokens[verb + 1 :])
    return bool(_STORIES & {token.lower for token in tokens[verb + 1 : verb + _STORY_REACH]})


def _may_be_finite(tokens: Sequence[Token], index: int) -> bool:
    """Whether a listed verb has a subject here, although the reader of quotations does not know or see it as finite."""
    token, before = tokens[index], tokens[index - 1].lower if index else ""
    if token.kind != "word" or not index or before in _NO_SUBJECT_BEFORE:
        return False
    if token.lower in base_speech_verbs():
        return before.endswith("s") or before in listed("plural_subjects")
    return token.speech_form == "" and token.lower.endswith("ed")


def _subject(tokens: Sequence[Token], verb: int) -> Phrase | None:
    """Return who performs a verb of saying; None where what stands there is no noun phrase."""
    behind = tokens[verb + 1] if verb + 1 < len(tokens) else None
    inverted = verb and tokens[verb - 1].text == "," and tokens[verb].lower in _INVERTED
    if inverted and behind is not None and (behind.lower in _OPENS_SUBJECT or behind.capitalised):
        return phrase_starting_at(tokens, verb + 1, len(tokens) - 1)
    if behind is not None and behind.lower == "by" and tokens[verb].lower.endswith("ed"):
        return phrase_starting_at(tokens, verb + 2, len(tokens) - 1)
    if verb and tokens[verb - 1].lower in ("who", "which", "that"):
        return None
    phrase = subject_of(tokens, verb, 0)
    return phrase if phrase is None or _is_noun_phrase(phrase, tokens) else None


def _is_noun_phrase(phrase: Phrase, tokens: Sequence[Token]) -> bool:
    """Whether a phrase holds more than a determiner, and no verb."""
    inside = [token for token in tokens[phrase.first : phrase.last + 1] if token.kind == "word"]
    if all(token.lower in listed("determiners") for token in inside):
        return phrase.kind == "pronoun"
    opens_with_verb = inside[0].lower.endswith("ed") and not inside[0].capitalised
    return not opens_with_verb and not any(_is_verb(token) for token in inside)


def _is_verb(token: Token) -> bool:
    if token.capitalised:
        return False
    listed_verb = token.lower in _VERBS or token.lower in listed("irregular_past_verbs")
    return listed_verb or token.speech_form == "finite" or strength_of(token.lower) != ""


def _follows(tokens: Sequence[Token], index: int, word: str) -> bool:
    return index + 2 < len(tokens) and tokens[index + 1].lower == word
