"""Rules for an attribution before a quotation: `NAME said: "Q"`, `NAME said the plan was "Q"`."""

from collections.abc import Sequence
from itertools import islice

from quotereader.attribution import Attribution, after_previous_quotation, finite_speech_verbs
from quotereader.clause_subjects import clause_subject, first_person_named
from quotereader.names import name_ending_at
from quotereader.noun_phrases import Phrase, name_phrase, phrase_ending_at, phrase_starting_at, pronoun_phrase
from quotereader.speech_verbs import is_adverb
from quotereader.tokens import Token
from quotereader.verb_subjects import subject_of
from quotereader.word_lists import listed

_AGENT_REACH = 45
_MOST_VERBS = 5
_LONG_FRAGMENT = 5
_NOUN_REACH = 10
_OWNER_REACH = 4
_BEFORE_OTHER_SUBJECT = ("with", "of", ",", "—", "–", "--", "and")


def verb_right_before(tokens: Sequence[Token], quotation: int) -> Attribution | None:
    """The speech verb stands right before the quotation: `NAME said: "Q"`, `NAME told X, "Q"`."""
    index = quotation - 1
    if index >= 0 and tokens[index].text in (",", ":"):
        index -= 1
    if index >= 0 and tokens[index].lower in ("that", "of", "as"):
        index -= 1
    while index >= 0 and is_adverb(tokens[index]) and not tokens[index].speech_form:
        index -= 1
    if index < 0 or tokens[index].kind != "word":
        return None
    return _by_verb(tokens, index, quotation, "the speech verb stands right before the quotation", 0.95)


def verb_earlier(tokens: Sequence[Token], quotation: int) -> Attribution | None:
    """The nearest speech verb before the quotation: `NAME said the plan is "Q"`."""
    verbs = (index for index in range(quotation - 1, -1, -1) if tokens[index].speech_form)
    for verb in islice(verbs, _MOST_VERBS):
        found = _by_verb(tokens, verb, quotation, "a speech verb leads up to the quotation", 0.85)
        if found is not None:
            return found
    return None


def _by_verb(tokens: Sequence[Token], verb: int, quotation: int, why: str, confidence: float) -> Attribution | None:
    form = tokens[verb].speech_form
    if not form:
        return None
    if form == "passive":
        return _by_passive(tokens, verb, quotation)
    if form in ("participle", "base"):
        subject = _subject_of_nonfinite(tokens, verb)
    else:
        subject = subject_of(tokens, verb, after_previous_quotation(tokens, verb))
    if subject is None or _is_talked_about(tokens, subject):
        return None
    return Attribution(subject, why, confidence, "before")


def _is_talked_about(tokens: Sequence[Token], subject: Phrase) -> bool:
    """ "It said that those who returned “Q”": people of whom somebody speaks, whatever their own verb is."""
    who = subject.last + 1
    return who < len(tokens) and tokens[who].lower == "who" and any(finite_speech_verbs(tokens, subject.first, 0))


def _subject_of_nonfinite(tokens: Sequence[Token], verb: int) -> Phrase | None:
    """ "NAME left early, saying": the subject of the sentence; but in "with NAME saying" that of the participle."""
    index = verb - 1
    if index > 0 and tokens[index].lower == "to":
        name = name_ending_at(tokens, 0, index - 1)
        if name is not None and name.first and tokens[name.first - 1].lower == "for":
            return name_phrase(tokens, name, name.first, name.last)
    while index >= 0 and is_adverb(tokens[index]):
        index -= 1
    if index >= 1 and tokens[index].kind == "word":
        name = name_ending_at(tokens, 0, index)
        if name is not None and name.first and tokens[name.first - 1].lower in _BEFORE_OTHER_SUBJECT:
            return name_phrase(tokens, name, name.first, index)
    for earlier in finite_speech_verbs(tokens, verb, 0):
        subject = subject_of(tokens, earlier, after_previous_quotation(tokens, earlier))
        if subject is not None:
            return subject
    return clause_subject(tokens, 0, verb - 1)


def _by_passive(tokens: Sequence[Token], verb: int, quotation: int) -> Attribution | None:
    """ "was described as “Q” by NAME"; without "by" nobody is named."""
    for index in range(verb + 1, min(len(tokens) - 1, verb + _AGENT_REACH)):
        if tokens[index].lower == "by" and (index > quotation or index == verb + 1):
            agent = phrase_starting_at(tokens, index + 1, len(tokens) - 1)
            if agent is not None:
                return Attribution(agent, "a passive speech verb names the speaker after 'by'", 0.85, "after")
    return Attribution(None, "a passive speech verb names nobody", 0.6, "before")


def noun_of_speech(tokens: Sequence[Token], quotation: int) -> Attribution | None:
    """A noun such as "reply" belongs to the speaker: `NAME's reply: "Q"`."""
    for index in range(quotation - 1, max(-1, quotation - _NOUN_REACH), -1):
        if tokens[index].kind == "quotation":
            return None
        if tokens[index].lower in listed("speech_nouns"):
            owner = _owner_of(tokens, index)
            return Attribution(owner, "a noun for speech belongs to the speaker", 0.8, "before") if owner else None
    return None


def _owner_of(tokens: Sequence[Token], noun: int) -> Phrase | None:
    for index in range(noun - 1, max(-1, noun - 1 - _OWNER_REACH), -1):
        token = tokens[index]
        if token.text in ("'s", "’s") and index:
            return phrase_ending_at(tokens, index - 1, 0)
        if token.lower in ("his", "her", "their", "my", "our"):
            return pronoun_phrase(tokens, index)
        if token.kind != "word":
            return None
    return None


def clause_before_colon(tokens: Sequence[Token], quotation: int) -> Attribution | None:
    """A colon, or a comma before a capital, introduces the quotation: the subject of the clause speaks."""
    if quotation < 2 or tokens[quotation - 1].text not in (":", ","):
        return None
    if tokens[quotation - 1].text == "," and not tokens[quotation].text[:1].isupper():
        return None
    subject = clause_subject(tokens, after_previous_quotation(tokens, quotation), quotation - 2)
    if subject is None:
        return None
    return Attribution(subject, "the clause before the colon or comma has this subject", 0.7, "before")


def subject_of_sentence(tokens: Sequence[Token], quotation: int) -> Attribution | None:
    """A longer fragment in a sentence about one person: `NAME laid out a plan for "Q"`."""
    text = tokens[quotation].text
    if len(text.split()) < _LONG_FRAGMENT or not quotation or text[:1].isupper():
        return None
    first = after_previous_quotation(tokens, quotation)
    subject = clause_subject(tokens, first, quotation - 1) or first_person_named(tokens, 0, quotation - 1)
    if subject is None or not _is_one_person(subject):
        return None
    if any(token.lower in ("which", "who", "where", "whose") for token in tokens[subject.last + 1 : quotation]):
        return None
    return Attribution(subject, "the quotation stands in a sentence about this person", 0.4, "before")


def _is_one_person(phrase: Phrase) -> bool:
    if phrase.kind == "nominal":
        return any(word.lower() in listed("roles") for word in phrase.text.split())
    return phrase.kind == "name" or phrase.text.lower() in ("he", "she")
