"""Finds the speech verbs of a sentence and the form in which each of them stands."""

from collections.abc import Sequence
from functools import cache

from quotereader.speech_verb_forms import (
    base_speech_verbs,
    past_speech_verbs,
    speech_verb_participles,
    third_person_speech_verbs,
)
from quotereader.tokens import SpeechForm, Token
from quotereader.word_lists import listed, listed_phrases

_HEARD = ("quoted", "heard", "overheard", "seen", "recorded", "caught")
_QUANTITIES = frozenset(("many", "some", "most", "several", "few", "other", "all", "two", "three"))


def with_speech_forms(tokens: Sequence[Token]) -> tuple[Token, ...]:
    """Return the tokens of a sentence with the form of each speech verb set."""
    marked = list(tokens)
    for index, token in enumerate(tokens):
        form = speech_form_at(tokens, index)
        if form:
            marked[index] = token._replace(speech_form=form)
    return tuple(marked)


def speech_form_at(tokens: Sequence[Token], index: int) -> SpeechForm:
    """Return the form in which a speech verb stands at an index; "" where none does."""
    token = tokens[index]
    may_be_speech = token.lower in _listed_forms() or token.lower.endswith("ed")
    if not may_be_speech or token.kind != "word" or (token.capitalised and index):
        return ""
    lower = token.lower
    if index + 1 < len(tokens) and f"{lower} {tokens[index + 1].lower}" in listed_phrases("phrasal_verbs"):
        return "participle" if lower.endswith("ing") else "finite"
    if lower in past_speech_verbs() or _is_unlisted_past(tokens, index) or _is_heard_speaking(tokens, index):
        return _past_form(tokens, index)
    if lower in third_person_speech_verbs():
        is_noun = lower in listed("verbs_or_plural_nouns") and not _follows_person(tokens, index)
        return "" if is_noun else "finite"
    if lower in speech_verb_participles():
        return "" if _is_verbal_noun(tokens, index) else "participle"
    if lower in base_speech_verbs():
        return _base_form(tokens, index)
    return ""


@cache
def _listed_forms() -> frozenset[str]:
    """Every word that may be a speech verb, except for unlisted verbs in -ed."""
    forms = (past_speech_verbs(), third_person_speech_verbs(), speech_verb_participles(), base_speech_verbs())
    return frozenset(_HEARD).union(*forms, (phrase.split()[0] for phrase in listed_phrases("phrasal_verbs")))


def _previous(tokens: Sequence[Token], index: int) -> str:
    return tokens[index - 1].lower if index else ""


def before_adverbs(tokens: Sequence[Token], index: int) -> int:
    """Return the nearest index to the left of another that holds no adverb; -1 where there is none."""
    index -= 1
    while index >= 0 and is_adverb(tokens[index]):
        index -= 1
    return index


def is_adverb(token: Token) -> bool:
    """Tell whether a word may stand between a subject and its verb."""
    if token.kind != "word":
        return False
    lower = token.lower
    return lower in listed("adverbs") or (lower.endswith("ly") and len(lower) > 4 and not token.capitalised)


def _past_form(tokens: Sequence[Token], index: int) -> SpeechForm:
    auxiliaries = listed("auxiliaries_be") | listed("auxiliaries_have")
    before = index - 1
    while before >= 0 and is_adverb(tokens[before]) and tokens[before].lower not in auxiliaries:
        before -= 1
    if before >= 0 and tokens[before].lower in listed("auxiliaries_be"):
        return "finite" if _is_heard_speaking(tokens, index) else "passive"
    if _previous(tokens, index) in listed("determiners") - {"that", "this", "one", "all", "both"}:
        return ""
    return "finite"


def _is_heard_speaking(tokens: Sequence[Token], index: int) -> bool:
    """ "was quoted as saying", "is heard saying": passive in form, but the subject speaks."""
    if tokens[index].lower not in _HEARD:
        return False
    following = [token.lower for token in tokens[index + 1 : index + 3]]
    return following in (["as", "saying"], ["to", "say"]) or bool(
        following and following[0] in speech_verb_participles()
    )


def _is_unlisted_past(tokens: Sequence[Token], index: int) -> bool:
    """Whether any verb in -ed, listed or not, stands right before a quotation."""
    token = tokens[index]
    if not token.text.endswith("ed") or len(token.text) < 5:
        return False
    after = index + 1
    if after < len(tokens) and tokens[after].text in (",", ":"):
        after += 1
    return after < len(tokens) and tokens[after].kind == "quotation"


def _is_verbal_noun(tokens: Sequence[Token], index: int) -> bool:
    """ "the saying", "Krol's pleading", "by asking": a form in -ing that reports no speech."""
    previous = _previous(tokens, index)
    if index and tokens[index - 1].kind == "punctuation":
        return tokens[index - 1].text in ("'s", "’s", "-")
    return previous in listed("determiners") - {"that"} or previous in listed("prepositions")


def _follows_person(tokens: Sequence[Token], index: int) -> bool:
    """Whether the word before can be one person who speaks."""
    before = before_adverbs(tokens, index)
    if before < 0:
        return False
    token = tokens[before]
    if token.text == "," or token.kind == "quotation":
        return True
    if token.kind != "word":
        return False
    return token.capitalised or token.lower in ("he", "she", "who", "it") or token.lower in listed("roles")


def _base_form(tokens: Sequence[Token], index: int) -> SpeechForm:
    before = before_adverbs(tokens, index)
    previous_words = {tokens[each].lower for each in range(max(before, 0), index)}
    if "to" in previous_words:
        return "base"
    if previous_words & listed("modal_verbs"):
        return "finite"
    if before < 0:
        return ""
    if tokens[index].lower == "say" and tokens[index - 1].text == ",":
        return "finite"
    counted = before and tokens[before - 1].lower in _QUANTITIES and tokens[before].lower.endswith("s")
    return "finite" if counted or _is_plural_subject(tokens[before]) else ""


def _is_plural_subject(token: Token) -> bool:
    """Whether a word can be the subject of a verb in its base form: "they", "people", "officials"."""
    lower = token.lower
    return lower in listed("plural_subjects") or (
        token.kind == "word" and lower.endswith("s") and lower[:-1] in listed("roles")
    )
