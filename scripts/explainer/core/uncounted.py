"""Number words that count nothing: idioms, and ordinals that only put a text in order."""

from __future__ import annotations

import re

from quotereader.word_lists import listed, listed_phrases

_LISTS = "explainer.core.lists"
_NEAR = 60
"""How many characters on either side of a number can tell what it does; a text may have a whole page."""
_OPENS = re.compile(r"(?:^|[.;:!?] |\b(?:and|but|then) )$")
_ORDERS = re.compile(
    r",| (?:came|comes|there|they|he|she|it|the|a|an|we|you|come|to|in|by|with|[a-z]{2,12}ed|[a-z]{2,12}s)\b"
)
_FILLED_IN = " ..."
"""What stands in the words of a script for a number that it fills in: "the first ... letters"."""
_ANOTHER = re.compile(r"\b(?:an?|another|one|the only) $", re.IGNORECASE)


def counts_nothing(text: str, start: int, end: int, is_ordinal: bool) -> bool:
    """Tell whether a number word at an offset of a folded text claims no number.

    It is part of an idiom ("at first"); or it is an ordinal that puts a list in order ("First came …") or numbers what
    the text itself says ("a second reason").
    """
    before, after = text[max(0, start - _NEAR) : start], text[end : end + _NEAR]
    around, place = f"{before}{text[start:end]}{after}".lower(), len(before)
    if any(_covers(around, phrase, place, place + end - start) for phrase in listed_phrases("count_nothing", _LISTS)):
        return True
    if not is_ordinal:
        return False
    if after.startswith(_FILLED_IN):
        return True
    following = re.findall(r"\w+", after.lower())[:2]
    if _ANOTHER.search(before) and any(word in listed("parts_of_an_argument", _LISTS) for word in following):
        return True
    return bool(_OPENS.search(before)) and _ORDERS.match(after) is not None


def _covers(text: str, phrase: str, start: int, end: int) -> bool:
    found = text.find(phrase, max(0, start - len(phrase)))
    return 0 <= found <= start and end <= found + len(phrase)
