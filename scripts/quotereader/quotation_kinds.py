"""What a stretch in marks is: speech, a quoted fragment, or only a term, title or nickname."""

from collections.abc import Sequence
from typing import Literal

from quotereader.attribution import Attribution
from quotereader.noun_phrases import Phrase
from quotereader.tokens import Word
from quotereader.word_lists import listed

QuotationKind = Literal["speech", "fragment", "term"]

_STOPS = (",", ":", "—", "–", "--", ".", "?", "!")
_SPEECH_ENDS = ",.?!…—–-'’\""
_LONGEST_TITLE = 9
_LONG = 4
_LONGEST_TERM = 3
_NAMING_REACH = 8


def is_embedded(tokens: Sequence[Word], place: int) -> bool:
    """Whether the stretch at `place` is a part of the writer's sentence and not a sentence by itself."""
    text = tokens[place].text
    before = tokens[place - 1] if place else None
    if (before is None or before.kind == "quotation") and _stops_after(tokens, place) and text[:1].isupper():
        return False
    if before is None or before.kind == "quotation" or before.text in _STOPS:
        goes_on = text[:1].islower() and before is not None and before.text not in (",", ":")
        return text[-1] not in _SPEECH_ENDS or goes_on
    return not (text[:1].isupper() and text[-1] in ".?!" and bool(tokens[place - 1].form))


def _stops_after(tokens: Sequence[Word], place: int) -> bool:
    return place + 1 == len(tokens) or tokens[place + 1].text in (",", ".", ";")


def _is_whole(tokens: Sequence[Word], place: int, found: Attribution | None) -> bool:
    """ "Q" NAME said, without any comma: a long stretch with its own capital and tag."""
    text = tokens[place].text
    tagged = (
        found is not None
        and found.side == "after"
        and place + 2 < len(tokens)
        and not is_preposition(tokens[place + 1])
    )
    return tagged and not place and text[:1].isupper() and len(text.split()) > _LONG


def is_preposition(word: Word) -> bool:
    """Whether the word is a preposition, so that a stretch before it goes on in the writer's words."""
    return word.lower in listed("prepositions")


def kind_of(tokens: Sequence[Word], place: int, found: Attribution | None, closed: bool) -> QuotationKind:
    """Speech stands alone, a fragment has a speaker for it, everything else is a term."""
    text = tokens[place].text
    embedded = is_embedded(tokens, place) and not _is_whole(tokens, place, found)
    if is_title(tokens, place) or _is_apposed_title(tokens, place, found) or (embedded and not closed):
        return "term"
    if not embedded:
        whole = len(tokens) == 1 and text[:1].isupper() and text[-1] in ".?!"
        return "speech" if found is not None or whole or len(text.split()) > _LONG else "term"
    if found is None or found.phrase is None:
        return "fragment" if len(text.split()) > _LONG else "term"
    return "term" if _only_names(tokens, place, found.phrase) else "fragment"


def _only_names(tokens: Sequence[Word], place: int, phrase: Phrase) -> bool:
    """ "what they call a "Q"": a few words that a group of people uses as a name."""
    if len(tokens[place].text.split()) > _LONGEST_TERM:
        return False
    verb = any(
        word.lower in listed("naming_verbs")
        for word in tokens[max(0, place - _NAMING_REACH) : place]
        if word.kind == "word"
    )
    alone = phrase.text.lower() in ("he", "she", "i") or (phrase.name is not None and phrase.name.standing != "other")
    return (verb and not alone and phrase.kind != "nominal") or (
        verb and phrase.kind == "nominal" and phrase.text.split()[-1].endswith("s")
    )


def _is_apposed_title(tokens: Sequence[Word], place: int, found: Attribution | None) -> bool:
    """ "Her book, "The Last Ferry," came out": a title between commas, where nobody has spoken before it."""
    words = tokens[place].text.rstrip(",").split()
    if len(words) < 2 or place < 2 or tokens[place - 1].text != "," or not tokens[place].text.endswith(","):
        return False
    spoken = any(word.form for word in tokens[:place]) or (found is not None and found.side == "after")
    return not spoken and _all_capital(words)


def is_title(tokens: Sequence[Word], place: int) -> bool:
    """A name of a work or a nickname: capitals on every full word, inside a sentence that goes up to it."""
    words = tokens[place].text.rstrip(".,").split()
    if len(words) > _LONGEST_TITLE or not place or tokens[place].text[-1:] in "?!":
        return False
    before = tokens[place - 1]
    if before.kind == "stop" and before.text not in ("'s", "’s", ",", "'", "’"):
        return False
    if before.text == "," or tokens[place - 1].form == "finite":
        return False
    return _all_capital(words)


def _all_capital(words: Sequence[str]) -> bool:
    """Whether the first and every full word begins with a capital or a digit."""
    full = [word for word in words if word.lower().strip("'’,") not in listed("function_words")]
    return bool(full) and all(word[:1].isupper() or word[:1].isdigit() for word in [words[0], *full])
