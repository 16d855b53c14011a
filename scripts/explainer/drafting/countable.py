"""Finds the numbers of a paragraph that are quantities an editor may want: counts, shares, money, prison terms.

The rest is left out, each by a rule with a name: dates, ordinals, ages, times of day, numbers in names, the "one" of
"one of them", and lengths of time that only tell a story ("three weeks later").
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from explainer.core.people_words import KINDS_OF_PEOPLE
from explainer.core.quantities import Quantity, read_quantities
from explainer.drafting.own_lists import own_words
from explainer.drafting.passages import Passage
from quotereader.word_lists import listed

_TIME_UNIT = re.compile(
    r"[- ]?(?:(?:full|more|long|whole) )?(?:seconds?|minutes?|hours?|days?|weeks?|nights?|months?|years?|decades?)\b"
)
_LONG_TIME = re.compile(r"[- ](?:months?|years?)\b")
_TELLS_STORY = re.compile(
    r"\s?(?:later|ago|earlier|after|before|since|on\b|into|of (?:age|experience|service)|old\b|-old|to come|in a row)"
)
_STORY_BEFORE = re.compile(
    r"(?:\b(?:within|for|after|in|past|last|next|every|first|spent|having spent|spending|over the|nearly|almost|than"
    r"|during|until|before|age of|aged|ages?|at|served|serving|another|of)) ?(?:the |its |his |her |about |just )?$",
    re.IGNORECASE,
)
_AGE_AFTER = re.compile(r"[- ]years?[- ]old|-year-old| years of age|,? who\b")
_OF_AGE = re.compile(r"\b(?:[Aa]ged?|age of|turned) $")
_NOUN_BEFORE = re.compile(r"\b([a-z-]{3,20}), $")
_AGE_BEFORE = re.compile(r"(?:[A-Z][\w.'*-]{0,30},|\bAt) $")
_CLOCK = re.compile(r" ?(?:[ap]\.?m\b|o'clock|:\d\d)|[x×]\d")
_NAME_BEFORE = re.compile(
    r"(?:^|[ (])(?:[A-Z][\w&.'-]{1,30}|No\.?|[Cc]hapter|[Aa]rticle|[Ss]ection|[Pp]age|[Rr]oom|[Hh]ighway) ?$"
)
_SENTENCE_WORDS = frozenset(
    "The A An At By In Of On Or And But For From With About Around Nearly Almost Over Some Only Just Under Up To More "
    "Less Since That Their They Its It Our We He She His Her Another Between Roughly Still Where When While Although "
    "Though Because If As Than There These Those This After Before During Among Until Least Most".split()
) | {word.capitalize() for word in KINDS_OF_PEOPLE}
_SMALL_WORDS = frozenset("one two three four five six seven eight nine ten zero".split())
_ONE_USES = re.compile(r"^(?:one|a)$", re.IGNORECASE)
_MOST = 200


@dataclass(frozen=True)
class Counted:
    """A quantity that was kept, with how sure it is that the number says something worth recording."""

    quantity: Quantity
    confidence: float


def quantities_in(passage: Passage, names: Sequence[str] = ()) -> list[Counted]:
    """Return the quantities of a paragraph; `names` are known names that contain a number, folded."""
    taken = [span for name in names for span in _spans(name, passage.text)]
    kept = [
        Counted(one, confidence)
        for one in read_quantities(passage.text)[:_MOST]
        if not any(start <= one.start < end for start, end in taken) and (confidence := _worth(passage.text, one)) > 0
    ]
    return kept


def left_out(text: str, one: Quantity) -> str:
    """Return the name of the rule by which a number is left out; empty for a quantity."""
    before, after = text[max(0, one.start - 40) : one.start], text[one.end : one.end + 30]
    if one.kind in ("date", "ordinal", "times"):
        return one.kind
    if _ONE_USES.match(one.text) or (one.kind == "plain" and one.low in (0, 1)):
        return "one"
    if _CLOCK.match(after) or (one.text.isdigit() and before.endswith(":")):
        return "time of day"
    if _is_age(one, before, after):
        return "age"
    if one.kind == "plain" and _in_name(one, before, after):
        return "name"
    if _TIME_UNIT.match(after):
        return _story(one, before, after)
    return ""


def _is_age(one: Quantity, before: str, after: str) -> bool:
    if _AGE_AFTER.match(after) and not after.startswith((",", " who")):
        return True
    if one.kind != "plain" or one.qualifier or not 5 <= one.low <= 110:
        return False
    noun = _NOUN_BEFORE.search(before)
    if _OF_AGE.search(before) or (
        noun and after.startswith(",") and noun[1] in listed("roles") | own_words("private_signs")
    ):
        return True
    return _AGE_BEFORE.search(before) is not None and (
        not after.strip() or after[:1] in ",.;)" or after.startswith(" who")
    )


def _in_name(one: Quantity, before: str, after: str) -> bool:
    match = _NAME_BEFORE.search(before)
    if match is None or one.qualifier or not one.text[:1].isdigit():
        return False
    word = match.group().strip(" (").rstrip(".")
    return word.split()[-1] not in _SENTENCE_WORDS and "," not in one.text and one.low < 2100


def _story(one: Quantity, before: str, after: str) -> str:
    """Of lengths of time only months and years are quantities, and only those that tell no story."""
    unit = _TIME_UNIT.match(after)
    if unit is None or not _LONG_TIME.match(after):
        return "length of time"
    behind = after[unit.end() :]
    stays = re.match(r" (?:in|of) (?:\w+ )?(?:prison|jail|custody|imprisonment|detention)", behind)
    if stays:
        return ""
    if _TELLS_STORY.match(behind) or (
        _STORY_BEFORE.search(before + one.qualifier) and not before.rstrip().endswith("sentence of")
    ):
        return "" if after.startswith("-year ") and not behind.startswith("-old") else "length of time"
    return ""


def _worth(text: str, one: Quantity) -> float:
    if left_out(text, one):
        return 0.0
    small = one.text.lower() in _SMALL_WORDS
    return 0.9 if one.kind in ("money", "percent") or one.low >= 20 else 0.5 if small else 0.75


def _spans(name: str, text: str) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    start = text.find(name)
    while start >= 0 and len(found) < _MOST:
        found.append((start, start + len(name)))
        start = text.find(name, start + len(name))
    return found
