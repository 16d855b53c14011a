"""Finds the numbers of a paragraph that are quantities an editor may want: counts, shares, money, prison terms.

The rest is left out, each by a rule with a name: dates, ordinals, ages, times of day, numbers in names, the "one" of
"one of them", and lengths of time that only tell a story ("three weeks later").
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

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
    r"|during|until|before|age of|aged|ages?|at|served|serving|another|of)) ?(?:the |its |his |her |about |just )?"
    r"(?:past |last |previous |earlier |coming |next |first |final |following )?$",
    re.IGNORECASE,
)
_TERM_BEFORE = re.compile(r"\b(?:jailed|imprisoned|sentenced|prison|behind bars|banned|suspended) (?:\w+ ){0,2}$")
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
_ORDINAL_SHARE = re.compile(r"an? ", re.IGNORECASE)
_SHARE_OF = re.compile(
    r" of\b| (?:more|less|fewer|higher|lower|smaller|larger)\b|$|[.,;:)]"
    r"| (?:were|was|are|is|had|have|has|left|said|came|went|fled)\b"
)
_LONGEST_MARK, _LONG_LABEL = 3, 5
_PLURAL_BEHIND = re.compile(r" (?:[a-z-]+ )?[a-z-]{3,}(?:s|men|people)\b")
_SLASH = re.compile(r"/\d|-?[A-Z]{1,3}\b(?!\$)|mm\b")
_FORMATIONS = "battalion|regiment|division|brigade|squadron|company|platoon|flotilla|infantry|corps|command|column|wing"
_FORMATION = re.compile(
    rf" (?:(?:light|heavy|armou?red|naval|air|mobile|reserve|border|light infantry) ){{0,2}}(?:{_FORMATIONS})\b(?!s)",
    re.IGNORECASE,
)
_FORMATION_BEFORE = re.compile(
    rf"\b(?:{_FORMATIONS}|unit|ward|district|zone|precinct|platform|gate|pier|berth)(?: no\.?| number)? $", re.I
)
_LABELLED = re.compile(
    r"\b(?:pages?|p\.|pp\.|vol\.|volumes?|issues?|no\.|nos\.|number|numbered|chapters?|sections?|articles?|rule|clause"
    r"|paragraphs?|verses?|lines?|figures?|fig\.|tables?|footnotes?|notes?|episodes?|season|room|flat|floor|house|route"
    r"|highway|road|bus|flight|channel|serial|badge|passport|licen[cs]e|registration|id|code|phone|telephone|tel\.?|cell"
    r"|isbn|issn|version|level|grade|size|class|year) (?:no\.? |number )?$",
    re.IGNORECASE,
)
_IS_LABEL = re.compile(
    r",? (?:as|for|was|is) (?:his|her|their|its|my|the) (?:\w+ )?(?:number|id|code)\b|(?:st|nd|rd|th)\b", re.IGNORECASE
)
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
        for one in _without_marks(passage.text, read_quantities(passage.text)[:_MOST])
        if not any(start <= one.start < end for start, end in taken) and (confidence := _worth(passage.text, one)) > 0
    ]
    return kept


def _without_marks(text: str, quantities: Sequence[Quantity]) -> Iterator[Quantity]:
    """ "in two waves,7 and 1,150 dockers": the mark of a footnote is no lower end of a range."""
    for one in quantities:
        mark, joined, rest = one.text.partition(" and ")
        touches = one.start > 0 and not text[one.start - 1].isspace() and text[one.start - 1] not in "([\"'$-"
        if joined and mark.isdigit() and touches and len(mark) <= _LONGEST_MARK:
            for each in read_quantities(rest):
                yield replace(each, start=one.end - len(rest) + each.start, end=one.end - len(rest) + each.end)
        else:
            yield one


def left_out(text: str, one: Quantity) -> str:
    """Return the name of the rule by which a number is left out; empty for a quantity."""
    before, after = text[max(0, one.start - 40) : one.start], text[one.end : one.end + 30]
    if one.kind in ("date", "ordinal", "times"):
        return one.kind
    if one.kind == "share" and _ORDINAL_SHARE.match(one.text) and not _SHARE_OF.match(after):
        return "ordinal"
    if one.kind == "plain" and (reason := _mark_or_label(text, one, before, after)):
        return reason
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


def _mark_or_label(text: str, one: Quantity, before: str, after: str) -> str:
    """The name of the rule by which digits label something, and count nothing."""
    digits = one.text.removeprefix(one.qualifier).strip()
    at = one.end - len(digits)
    if not digits[:1].isdigit():
        return ""
    touching = text[at - 1 : at]
    if not one.qualifier and len(digits) <= _LONGEST_MARK and digits.isdigit():
        if (touching.isalpha() or (touching and touching in ".,;:!?)\"'")) and (not after or after[0] in ' .,;:)"'):
            return "footnote mark"
        if touching == "[" and after.startswith("]"):
            return "footnote mark"
    if touching == "/" or _SLASH.match(after):
        return "label"
    if _FORMATION.match(after) or _FORMATION_BEFORE.search(before):
        return "name"
    if _LABELLED.search(before) or _IS_LABEL.match(after):
        return "label"
    if len(digits) >= _LONG_LABEL and digits.isdigit() and not _PLURAL_BEHIND.match(after):
        return "label"
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
    if _TERM_BEFORE.search(before):
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
