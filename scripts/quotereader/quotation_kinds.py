"""Tells speech, quoted fragments, and terms (titles, nicknames, scare quotes) apart."""

from collections.abc import Sequence
from typing import Literal

from quotereader.attribution import Attribution
from quotereader.noun_phrases import Phrase
from quotereader.tokens import Token
from quotereader.word_lists import listed

QuotationKind = Literal["speech", "fragment", "term"]

_BREAKS = (",", ":", "—", "–", "--", ".", "?", "!")
_SPEECH_ENDS = ",.?!…—–-'’\""
_LONGEST_TITLE = 9
_LONG = 4
_LONGEST_TERM = 3
_NAMING_REACH = 8


def kind_of(tokens: Sequence[Token], index: int, attribution: Attribution | None, balanced: bool) -> QuotationKind:
    """Return the kind of the quotation at an index: speech stands alone, a fragment has a speaker or is long.

    `balanced` says that the marks of the quotation are closed, or that it continues in the next paragraph.
    """
    text = tokens[index].text
    embedded = is_embedded(tokens, index) and not _is_whole_sentence(tokens, index, attribution)
    if _is_title(tokens, index) or _is_title_between_commas(tokens, index, attribution) or (embedded and not balanced):
        return "term"
    if not embedded:
        alone = len(tokens) == 1 and text[:1].isupper() and text[-1] in ".?!"
        return "speech" if attribution is not None or alone or _is_long(text) else "term"
    if attribution is None or attribution.phrase is None:
        return "fragment" if _is_long(text) else "term"
    return "term" if _only_names_thing(tokens, index, attribution.phrase) else "fragment"


def is_embedded(tokens: Sequence[Token], index: int) -> bool:
    """Tell whether the quotation at an index is part of the writer's sentence and not a sentence of its own."""
    text = tokens[index].text
    before = tokens[index - 1] if index else None
    opens = before is None or before.kind == "quotation"
    if opens and _break_follows(tokens, index) and text[:1].isupper():
        return False
    if before is None or opens or before.text in _BREAKS:
        continues_sentence = text[:1].islower() and before is not None and before.text not in (",", ":")
        return text[-1] not in _SPEECH_ENDS or continues_sentence
    return not (text[:1].isupper() and text[-1] in ".?!" and bool(before.speech_form))


def _break_follows(tokens: Sequence[Token], index: int) -> bool:
    return index + 1 == len(tokens) or tokens[index + 1].text in (",", ".", ";")


def _is_long(text: str) -> bool:
    return len(text.split()) > _LONG


def _is_whole_sentence(tokens: Sequence[Token], index: int, attribution: Attribution | None) -> bool:
    """ "“Q” NAME said": a long quotation with a capital and its tag after it, but without the comma."""
    tag_follows = (
        attribution is not None
        and attribution.side == "after"
        and index + 2 < len(tokens)
        and tokens[index + 1].lower not in listed("prepositions")
    )
    return tag_follows and not index and tokens[index].text[:1].isupper() and _is_long(tokens[index].text)


def _only_names_thing(tokens: Sequence[Token], index: int, phrase: Phrase) -> bool:
    """ "what they call a “Q”": a few words by which a group of people calls something."""
    if len(tokens[index].text.split()) > _LONGEST_TERM:
        return False
    before = tokens[max(0, index - _NAMING_REACH) : index]
    if not any(token.kind == "word" and token.lower in listed("naming_verbs") for token in before):
        return False
    if phrase.kind == "nominal":
        return phrase.text.split()[-1].endswith("s")
    is_one_person = phrase.text.lower() in ("he", "she", "i") or (
        phrase.name is not None and phrase.name.kind != "other"
    )
    return not is_one_person


def _is_title_between_commas(tokens: Sequence[Token], index: int, attribution: Attribution | None) -> bool:
    """ "Her book, “The Last Ferry,” came out": a title in apposition, where nobody has spoken before it."""
    words = tokens[index].text.rstrip(",").split()
    if len(words) < 2 or index < 2 or tokens[index - 1].text != "," or not tokens[index].text.endswith(","):
        return False
    spoken = any(token.speech_form for token in tokens[:index]) or (
        attribution is not None and attribution.side == "after"
    )
    return not spoken and _has_title_case(words)


def _is_title(tokens: Sequence[Token], index: int) -> bool:
    """A title or a nickname: in title case, inside a sentence that runs up to it without a break."""
    words = tokens[index].text.rstrip(".,").split()
    if len(words) > _LONGEST_TITLE or not index or tokens[index].text[-1:] in "?!":
        return False
    before = tokens[index - 1]
    if before.kind == "punctuation" and before.text not in ("'s", "’s", "'", "’"):
        return False
    return before.speech_form != "finite" and _has_title_case(words)


def _has_title_case(words: Sequence[str]) -> bool:
    """Whether the first word, and each that is not a function word, begins with a capital or a digit."""
    full = [word for word in words if word.lower().strip("'’,") not in listed("function_words")]
    return bool(full) and all(word[:1].isupper() or word[:1].isdigit() for word in [words[0], *full])
