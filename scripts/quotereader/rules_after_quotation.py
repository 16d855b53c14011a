"""Rules for words after a quotation: `"Q," NAME said`, `"Q," according to NAME`."""

from collections.abc import Sequence

from quotereader.attribution import Attribution, finite_verbs
from quotereader.names import name_at_end
from quotereader.noun_phrases import name_phrase, phrase_starting
from quotereader.speech_verbs import is_adverb
from quotereader.tokens import Word
from quotereader.verb_subjects import is_inverted, subject_of
from quotereader.word_lists import listed

_LONGEST_TAG = 45
_LONGEST_BARE_TAG = 9
_LONG_FRAGMENT = 5
_DASHES = ("—", "–", "--", "-", "―", "~")


def verb_right_after(tokens: Sequence[Word], place: int) -> Attribution | None:
    """`"Q," said NAME` and `"Q," NAME said`."""
    if not _may_have_tag(tokens, place):
        return None
    first = _tag_start(tokens, place)
    end = min(_next_quotation(tokens, place), first + _LONGEST_TAG)
    verb = next((at for at in range(first, end) if _tag_verb(tokens, at) or tokens[at].text in (";", ":")), None)
    if verb is None or tokens[verb].kind == "stop":
        return None
    inverted = is_inverted(tokens, verb)
    found = phrase_starting(tokens, verb + 1, end - 1) if inverted else subject_of(tokens[:end], verb, place + 1)
    if found is None or (found.first > first and not inverted and tokens[verb].lower != "quoted"):
        return None
    return Attribution(found, "the speaker and a verb of speech follow the quotation", 0.95, "after")


def _may_have_tag(tokens: Sequence[Word], place: int) -> bool:
    text = tokens[place].text
    alone = place == 0 and text[:1].isupper() and len(text.split()) >= _LONG_FRAGMENT
    comma = place + 1 < len(tokens) and tokens[place + 1].text == ","
    return alone or comma or _ends_like_speech(tokens[place])


def _ends_like_speech(word: Word) -> bool:
    return word.text.rstrip("'’ ").endswith((",", "?", "!", "—", "–", "-", ".", "…"))


def _tag_start(tokens: Sequence[Word], place: int) -> int:
    """The first word after the quotation that can begin a speaker or a verb."""
    at = place + 1
    while at < len(tokens) and (
        tokens[at].text in (",", *_DASHES) or is_adverb(tokens[at]) or tokens[at].lower in ("as", "and")
    ):
        at += 1
    return at


def _tag_verb(tokens: Sequence[Word], verb: int) -> bool:
    word = tokens[verb]
    fresh = word.kind == "word" and word.text.endswith("ed") and len(word.text) > 4
    return word.form == "finite" or (fresh and _closes(tokens, verb)) or _after_pronoun(tokens, verb)


def _after_pronoun(tokens: Sequence[Word], verb: int) -> bool:
    """`"Q," he spat`: whatever a pronoun does right after a quotation, and nothing follows, is speaking."""
    if verb < 2 or tokens[verb - 1].lower not in ("he", "she") or tokens[verb - 2].kind != "quotation":
        return False
    word = tokens[verb]
    return word.kind == "word" and word.lower not in listed("function_words") and _closes(tokens, verb)


def _closes(tokens: Sequence[Word], verb: int) -> bool:
    return verb + 1 == len(tokens) or tokens[verb + 1].text in (".", ",")


def _next_quotation(tokens: Sequence[Word], place: int) -> int:
    return next((at for at in range(place + 1, len(tokens)) if tokens[at].kind == "quotation"), len(tokens))


def according_to(tokens: Sequence[Word], place: int) -> Attribution | None:
    """`"Q," according to NAME`, `according to NAME, "Q"` and `in the words of NAME, "Q"`."""
    ahead = range(place + 1, len(tokens) - 2)
    behind = range(place - 3, -1, -1)
    for reach in (ahead, behind):
        for at in reach:
            if tokens[at].kind == "quotation":
                break
            if (tokens[at].lower, tokens[at + 1].lower) in (("according", "to"), ("words", "of")):
                found = phrase_starting(tokens, at + 2, len(tokens) - 1)
                return (
                    Attribution(found, "'according to' or 'in the words of' names the speaker", 0.9, "after")
                    if found
                    else None
                )
    return None


def signature(tokens: Sequence[Word], place: int) -> Attribution | None:
    """`"Q" — NAME, description`."""
    if place + 2 >= len(tokens) or tokens[place + 1].text not in _DASHES:
        return None
    found = phrase_starting(tokens, place + 2, len(tokens) - 1)
    if found is None or found.kind != "name" or found.first != place + 2:
        return None
    return Attribution(found, "a dash and a name sign the quotation", 0.8, "after")


def bare_tag(tokens: Sequence[Word], place: int) -> Attribution | None:
    """`"Q", ... NAME.`: a few words after the comma that end in a name, in whatever language."""
    length = len(tokens) - place - 1
    if place or not length or tokens[place + 1].text != "," or length > _LONGEST_BARE_TAG:
        return None
    name = name_at_end(tokens, place + 2, len(tokens) - (2 if tokens[-1].text == "." else 1))
    if name is None or name.standing == "other":
        return None
    found = name_phrase(tokens, name, name.first, name.last)
    return Attribution(found, "a name closes the sentence after the quotation", 0.5, "after")


def verb_later(tokens: Sequence[Word], place: int) -> Attribution | None:
    """`The plan is "Q," and costs too much, NAME said.`"""
    for verb in finite_verbs(tokens, len(tokens), place + 1):
        if not _closes(tokens, verb) and not is_inverted(tokens, verb):
            continue
        found = subject_of(tokens, verb, place + 1)
        if found is not None:
            return Attribution(found, "a verb of speech closes the sentence", 0.7, "after")
    return None
