"""Rules for words before a quotation: `NAME said: "Q"`, `NAME said the plan was "Q"`."""

from collections.abc import Sequence
from itertools import islice

from quotereader.attribution import Attribution, finite_verbs, previous_quotation
from quotereader.clause_subjects import clause_subject, first_person
from quotereader.names import name_at_end
from quotereader.noun_phrases import Phrase, name_phrase, phrase_ending, phrase_starting
from quotereader.speech_verbs import is_adverb
from quotereader.tokens import Word
from quotereader.verb_subjects import subject_of
from quotereader.word_lists import listed

_LONGEST_TAG = 45
_MOST_TRIES = 5
_LONG_FRAGMENT = 5
_NOUN_REACH = 10
_ABSOLUTE = ("with", "of", ",", "—", "–", "--", "and")


def verb_right_before(tokens: Sequence[Word], place: int) -> Attribution | None:
    """The verb of speech touches the quotation: `NAME said: "Q"`, `NAME told X, "Q"`."""
    at = place - 1
    touched = at >= 0 and tokens[at].text in (",", ":")
    if touched:
        at -= 1
    if at >= 0 and tokens[at].lower in ("that", "of", "as"):
        at -= 1
    while at >= 0 and is_adverb(tokens[at]) and not tokens[at].form:
        at -= 1
    if at < 0 or tokens[at].kind != "word":
        return None
    return _by_verb(tokens, at, place, "the verb of speech stands right before the quotation", 0.95)


def _by_verb(tokens: Sequence[Word], verb: int, place: int, why: str, confidence: float) -> Attribution | None:
    form = tokens[verb].form
    if not form:
        return None
    if form == "passive":
        return _passive(tokens, verb, place)
    if form in ("running", "bare"):
        found = _subject_of_running(tokens, verb)
    else:
        found = subject_of(tokens, verb, _floor(tokens, verb))
    return Attribution(found, why, confidence, "before") if found is not None else None


def _floor(tokens: Sequence[Word], verb: int) -> int:
    """Nothing left of the previous quotation belongs to the clause of `verb`."""
    return previous_quotation(tokens, verb) + 1


def _subject_of_running(tokens: Sequence[Word], verb: int) -> Phrase | None:
    """ "NAME left early, saying": the subject of the sentence, unless one stands right before."""
    at = verb - 1
    while at >= 0 and is_adverb(tokens[at]):
        at -= 1
    if at >= 1 and tokens[at].kind == "word":
        name = name_at_end(tokens, 0, at)
        if name is not None and name.first and tokens[name.first - 1].lower in _ABSOLUTE:
            return name_phrase(tokens, name, name.first, at)
    for earlier in finite_verbs(tokens, verb, 0):
        found = subject_of(tokens, earlier, _floor(tokens, earlier))
        if found is not None:
            return found
    return clause_subject(tokens, 0, verb - 1)


def _passive(tokens: Sequence[Word], verb: int, place: int) -> Attribution | None:
    """ "was described as "Q" by NAME"; without "by" nobody is named."""
    for at in range(verb + 1, min(len(tokens) - 1, verb + _LONGEST_TAG)):
        if tokens[at].lower == "by" and (at > place or at == verb + 1):
            found = phrase_starting(tokens, at + 1, len(tokens) - 1)
            if found is not None:
                return Attribution(found, "a passive verb of speech names the speaker after 'by'", 0.85, "after")
    return Attribution(None, "a passive verb of speech names nobody", 0.6, "before")


def verb_earlier(tokens: Sequence[Word], place: int) -> Attribution | None:
    """The nearest verb of speech left of the quotation: `NAME said the plan is "Q"`."""
    verbs = (at for at in range(place - 1, -1, -1) if tokens[at].form)
    for verb in islice(verbs, _MOST_TRIES):
        found = _by_verb(tokens, verb, place, "a verb of speech leads up to the quotation", 0.85)
        if found is not None:
            return found
    return None


def noun_of_speech(tokens: Sequence[Word], place: int) -> Attribution | None:
    """`NAME's reply: "Q"`."""
    for at in range(place - 1, max(-1, place - _NOUN_REACH), -1):
        if tokens[at].kind == "quotation":
            return None
        if tokens[at].lower in listed("speech_nouns"):
            found = _owner(tokens, at)
            return Attribution(found, "a noun of speech belongs to the speaker", 0.8, "before") if found else None
    return None


def _owner(tokens: Sequence[Word], noun: int) -> Phrase | None:
    for at in range(noun - 1, max(-1, noun - 5), -1):
        word = tokens[at]
        if word.text in ("'s", "’s") and at:
            return phrase_ending(tokens, at - 1, 0)
        if word.lower in ("his", "her", "their", "my", "our"):
            return Phrase("pronoun", word.text, "", at, at, word.start, word.end)
        if word.kind != "word":
            return None
    return None


def after_colon(tokens: Sequence[Word], place: int) -> Attribution | None:
    """A colon hands over to the quotation: the subject of the clause speaks."""
    if place < 2 or tokens[place - 1].text not in (":", ","):
        return None
    if tokens[place - 1].text == "," and not tokens[place].text[:1].isupper():
        return None
    found = clause_subject(tokens, _floor(tokens, place), place - 2)
    if found is None:
        return None
    return Attribution(found, "the clause before the colon or comma has this subject", 0.7, "before")


def subject_of_clause(tokens: Sequence[Word], place: int) -> Attribution | None:
    """A longer stretch in marks inside a sentence about one person: `NAME laid out a plan for "Q"`."""
    if len(tokens[place].text.split()) < _LONG_FRAGMENT or not place or tokens[place].text[:1].isupper():
        return None
    found = clause_subject(tokens, _floor(tokens, place), place - 1) or first_person(tokens, 0, place - 1)
    if found is None or not _is_one_person(found):
        return None
    if any(tokens[at].lower in ("which", "who", "where", "whose") for at in range(found.last + 1, place)):
        return None
    return Attribution(found, "the quotation stands in a sentence about this person", 0.4, "before")


def _is_one_person(phrase: Phrase) -> bool:
    if phrase.kind == "nominal":
        return any(word.lower() in listed("roles") for word in phrase.text.split())
    return phrase.kind == "name" or phrase.text.lower() in ("he", "she")
