"""Tells the article's own text from furniture (menus, captions, credits), line by line, by named rules.

The rules know how news pages are built in general, and no particular page. Where no rule can tell, the source record
names the opening words of the line.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from explainer.core.text import count_words, fold

OWN_TEXT = ""
_HEADING_WORDS = 32
_HEAD_LINES = 12
_STRAY_LINES = 2
"""How many lines of ordinary text may follow a menu that is still taken for the end of the article."""

_DATELINE = re.compile(r"[A-Z][A-Z .,'-]{2,40}(?:\([^)]{1,30}\) ?)?[—–-]{1,2} ?[\"“‘'A-Z]")
_SENTENCE_END = re.compile(r"[.!?…:;,][\"”’')\]]{0,3}$")
_LINE_RULES: tuple[tuple[str, str], ...] = (
    ("caption", r"(?-i:FILE|FILE PHOTO|PHOTO|HANDOUT|Pictured|Caption) ?[-:] ?"),
    ("credit", r"(?:image |photo(?:graph)?s? |picture )?credits? ?:"),
    ("credit", r"(?:photo|image|picture)s? ?(?:by|:) "),
    ("credit", r"\(?(?:photo|image|AP|AFP|Reuters|Getty)[^.]{0,60}(?:getty|afp|reuters|ap)\b[^.]{0,30}\)?$"),
    ("subscription", r".{0,80}\b(?:subscribe|sign up|newsletter|paywall|click here)\b.{0,120}$"),
    ("reprint note", r"(?:the|this) (?:original )?(?:article|story|report|text) (?:was|is|has been|first) "
                     r".{0,160}(?:written|published|appeared|found here|reproduced)"),
    ("agency boilerplate", r".{0,200}(?:all rights reserved|weekly audience|wire service reports?|©)"),
    ("agency boilerplate", r".{0,200}(?:contributed (?:to this|reporting)|may not be (?:published|reproduced))"),
    ("agency boilerplate", r"\(?(?:reporting|editing|writing|translated|edited) by (?-i:[A-Z])"),
    ("signature", r"- ?(?-i:[A-Z])[\w .&]{1,40}$"),
    ("menu", r"[^.|»›·]{1,60}(?:\s[|»›·][^.|»›·]{1,60})+$"),
    ("menu", r"[•·▪] "),
    ("address", r"(?:https?://|www\.)\S{1,300}$"),
)  # fmt: skip
_RULES = tuple((name, re.compile(pattern, re.IGNORECASE)) for name, pattern in _LINE_RULES)
_NAVIGATION = re.compile(
    r"(?:previous|next|related|read more|read next|see also|more from|most read|share|advertisement|trending|print"
    r"|email|accessibility links|breaking news|skip to [a-z ]{1,30}|recommended|tags|topics)"
    r"(?: (?:article|story|post|stories))?:?",
    re.IGNORECASE,
)
_COMMENTS = re.compile(
    r"(?:post a comment|leave a (?:comment|reply)|comments?(?: \(\d{1,4}\))?|\d{1,4} comments?)$", re.IGNORECASE
)


@dataclass(frozen=True)
class Judgement:
    """A line of the file and the rule that found it to be furniture; the rule is empty for the article's own text."""

    text: str
    rule: str


def judge_lines(lines: Sequence[str], title: str = "", named: Sequence[str] = ()) -> list[Judgement]:
    """Return a judgement of each line, in order.

    `title` is the article's title, if known; `named` holds the opening words of lines known to be furniture.
    """
    folded = [fold(line) for line in lines]
    repeated = {line for line, count in Counter(folded).items() if count > 1}
    rules = (_rule_for(line, plain, title, named, repeated) for line, plain in zip(lines, folded, strict=True))
    judged = [Judgement(line, rule) for line, rule in zip(lines, rules, strict=True)]
    return _drop_tail(_drop_head(judged))


def _rule_for(line: str, folded: str, title: str, named: Sequence[str], repeated: set[str]) -> str:
    if any(folded.startswith(fold(words)) for words in named):
        return "named in the record"
    if title and folded.casefold() == fold(title).casefold():
        return "title"
    if folded in repeated:
        return "repeated line"
    for name, pattern in _RULES:
        if pattern.match(folded):
            return name
    return _rule_by_shape(line)


def _rule_by_shape(line: str) -> str:
    if _NAVIGATION.fullmatch(line):
        return "navigation"
    if _COMMENTS.match(line):
        return "comment box"
    ends = _SENTENCE_END.search(line) is not None
    return OWN_TEXT if ends or count_words(line) > _HEADING_WORDS else "heading"


def _drop_head(judged: list[Judgement]) -> list[Judgement]:
    """Mark as furniture everything above the dateline or, without one, above the last title near the top."""
    starts = [at for at, line in enumerate(judged[:_HEAD_LINES]) if _DATELINE.match(line.text)]
    titles = [at + 1 for at, line in enumerate(judged[:_HEAD_LINES]) if line.rule == "title"]
    start = starts[0] if starts else titles[-1] if titles else 0
    head = [line if line.rule else replace(line, rule="head of the page") for line in judged[:start]]
    return head + judged[start:]


def _drop_tail(judged: list[Judgement]) -> list[Judgement]:
    """Mark as furniture everything below a comment box, or below a menu that hardly any text follows."""
    own_below = sum(line.rule == OWN_TEXT for line in judged)
    for at, line in enumerate(judged):
        own_below -= line.rule == OWN_TEXT
        ends = line.rule in ("navigation", "menu") and at > _HEAD_LINES and own_below <= _STRAY_LINES
        if line.rule == "comment box" or ends:
            below = judged[at + 1 :]
            return judged[: at + 1] + [each if each.rule else replace(each, rule="foot of the page") for each in below]
    return judged
