"""Where a sentence has a verb of speech, and in which form it stands there."""

from collections.abc import Sequence
from functools import cache

from quotereader.speech_verb_forms import (
    base_speech_verbs,
    past_speech_verbs,
    speech_verb_participles,
    third_person_speech_verbs,
)
from quotereader.tokens import Form, Word
from quotereader.word_lists import listed, listed_phrases

_HEARD = ("quoted", "heard", "overheard", "seen", "recorded", "caught")
_QUANTITIES = frozenset(("many", "some", "most", "several", "few", "other", "all", "two", "three"))


def with_forms(tokens: Sequence[Word]) -> tuple[Word, ...]:
    """The tokens of a sentence, every verb of speech marked with its form."""
    marked = list(tokens)
    for place, word in enumerate(tokens):
        form = form_of_speech_verb(tokens, place)
        if form:
            marked[place] = word._replace(form=form)
    return tuple(marked)


def form_of_speech_verb(tokens: Sequence[Word], place: int) -> Form:
    """The form in which a verb of speech stands at `place`; "" where there is none."""
    word = tokens[place]
    rare = word.lower in _candidates() or word.lower.endswith("ed")
    if not rare or word.kind != "word" or (word.capital and place):
        return ""
    lower = word.lower
    if place + 1 < len(tokens) and f"{lower} {tokens[place + 1].lower}" in listed_phrases("phrasal_verbs"):
        return "running" if lower.endswith("ing") else "finite"
    if lower in past_speech_verbs() or _fresh_past(tokens, place) or _is_heard(tokens, place):
        return _past_form(tokens, place)
    if lower in third_person_speech_verbs():
        return "" if lower in listed("verbs_or_plural_nouns") and not _follows_person(tokens, place) else "finite"
    if lower in speech_verb_participles():
        return "" if _reads_as_noun(tokens, place) else "running"
    if lower in base_speech_verbs():
        return _bare_form(tokens, place)
    return ""


@cache
def _candidates() -> frozenset[str]:
    """Every word that a rule below looks at, but for the endless ones in -ed."""
    forms = (past_speech_verbs(), third_person_speech_verbs(), speech_verb_participles(), base_speech_verbs())
    return frozenset(_HEARD).union(*forms, (phrase.split()[0] for phrase in listed_phrases("phrasal_verbs")))


def _previous(tokens: Sequence[Word], place: int) -> str:
    return tokens[place - 1].lower if place else ""


def before_adverbs(tokens: Sequence[Word], place: int) -> int:
    """The nearest place left of `place` that is no adverb; -1 at the head."""
    place -= 1
    while place >= 0 and is_adverb(tokens[place]):
        place -= 1
    return place


def is_adverb(word: Word) -> bool:
    """A word that may stand between a subject and its verb."""
    if word.kind != "word":
        return False
    lower = word.lower
    return lower in listed("adverbs") or (lower.endswith("ly") and len(lower) > 4 and not word.capital)


def _past_form(tokens: Sequence[Word], place: int) -> Form:
    back = place - 1
    while (
        back >= 0
        and is_adverb(tokens[back])
        and tokens[back].lower not in listed("auxiliaries_be") | listed("auxiliaries_have")
    ):
        back -= 1
    helper = tokens[back].lower if back >= 0 else ""
    if helper in listed("auxiliaries_be"):
        return "finite" if _is_heard(tokens, place) else "passive"
    if _previous(tokens, place) in listed("determiners") - {"that", "this", "one", "all", "both"}:
        return ""
    return "finite"


def _is_heard(tokens: Sequence[Word], place: int) -> bool:
    """ "was quoted as saying", "is heard saying": passive in form, and the subject speaks."""
    if tokens[place].lower not in _HEARD:
        return False
    after = [word.lower for word in tokens[place + 1 : place + 3]]
    return after[:2] in (["as", "saying"], ["to", "say"]) or bool(after and after[0] in speech_verb_participles())


def _fresh_past(tokens: Sequence[Word], place: int) -> bool:
    """Any verb in -ed that touches a quotation."""
    word = tokens[place]
    if not word.text.endswith("ed") or len(word.text) < 5:
        return False
    after = place + 1
    if after < len(tokens) and tokens[after].text in (",", ":"):
        after += 1
    return after < len(tokens) and tokens[after].kind == "quotation"


def _reads_as_noun(tokens: Sequence[Word], place: int) -> bool:
    previous = _previous(tokens, place)
    if place and tokens[place - 1].kind == "stop":
        return tokens[place - 1].text in ("'s", "’s", "-")
    return previous in listed("determiners") - {"that"} or previous in listed("prepositions")


def _follows_person(tokens: Sequence[Word], place: int) -> bool:
    """Whether the word before can be one person who speaks."""
    back = before_adverbs(tokens, place)
    if back < 0:
        return False
    word = tokens[back]
    if word.text == "," or word.kind == "quotation":
        return True
    if word.kind != "word":
        return False
    return word.capital or word.lower in ("he", "she", "who", "it") or word.lower in listed("roles")


def _bare_form(tokens: Sequence[Word], place: int) -> Form:
    back = before_adverbs(tokens, place)
    helpers = {tokens[at].lower for at in range(max(back, 0), place)}
    if "to" in helpers:
        return "bare"
    if helpers & listed("modal_verbs"):
        return "finite"
    if back < 0:
        return ""
    if tokens[place].lower == "say" and tokens[place - 1].text == ",":
        return "finite"
    counted = back and tokens[back - 1].lower in _QUANTITIES and tokens[back].lower.endswith("s")
    return "finite" if counted or _is_plural(tokens[back]) else ""


def _is_plural(word: Word) -> bool:
    """Whether a word can be more than one speaker: "they", "people", "officials"."""
    lower = word.lower
    return lower in ("they", "we", "i", "you", "who", "people", "officials", "police") or (
        word.kind == "word" and lower.endswith("s") and lower[:-1] in listed("roles")
    )
