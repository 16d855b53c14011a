"""Tells the article's own text from furniture (menus, captions, credits), line by line, by named rules.

The rules know how news pages are built in general, and no particular page. Where no rule can tell, the source record
names the opening words of the line.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from explainer.articles.lines import HEADING, ITEM, JOINED, LINKS, MENU, QUOTED, ROW, SIGNED, TEXT, TURN, Form, Line
from explainer.articles.loose_lines import forms_of_loose_lines
from explainer.core.text import count_words, fold

OWN_TEXT = ""
_HEAD_LINES = 12
_STRAY_LINES = 2
"""How many lines of ordinary text may follow a menu that is still taken for the end of the article."""
_LEAD_WORDS = 12
_STANDFIRST = 1
"""Above a title may stand one sentence about the article; more of them are its text, and the title is none."""
_LEAST_QUESTIONS = 3
_LONGEST_LABEL = 240
"""A date line, a byline or a label of the page has at most so many characters."""
_REPEATED_WORDS = 5
"""Of a line of at least so many words that stands twice, the later one is kept; shorter ones are labels of the page."""

_DATELINE = re.compile(r"[A-Z][A-Z .,'-]{2,40}(?:\([^)]{1,30}\) ?)?[—–-]{1,2} ?[\"“‘'A-Z]")
_SENTENCE_END = re.compile(r"[.!?…:;,။。！？؟।][\"”’')\]]{0,3}(?:\[?\d{1,3}\]?|[¹²³⁰⁴-⁹]){0,3}$")
_LINE_RULES: tuple[tuple[str, str], ...] = (
    ("caption", r"(?-i:FILE|FILE PHOTO|PHOTO|HANDOUT|Pictured|Caption) ?[-:] ?"),
    ("caption", r".{1,240}[(\[](?:file )?(?:photo|image|picture)s?(?: by|:| credit| courtesy)[^()\[\]]{1,80}[)\]]\.?$"),
    ("credit", r"(?:image |photo(?:graph)?s? |picture )?credits? ?:"),
    ("credit", r"(?:photo|image|picture)s? ?(?:by|:) "),
    ("credit", r"\(?(?:photo|image|AP|AFP|Reuters|Getty)[^.]{0,60}(?:getty|afp|reuters|ap)\b[^.]{0,30}\)?$"),
    ("subscription", r"(?:already an? (?:subscriber|member)|sign in|log in|create an account)\b.{0,60}$"),
    ("subscription", r".{0,60}\b(?:subscribe (?:to|now|today|for)|sign up (?:for|to) (?:our|the|receive|get)"
                     r"|(?:our|a|the|this|free|daily|weekly) newsletters?\b|paywall|click here)\b.{0,120}$"),
    ("reprint note", r"(?:the|this) (?:original )?(?:article|story|report|text) (?:was|is|has been|first) "
                     r".{0,160}(?:written|published|appeared|found here|reproduced)"),
    ("agency boilerplate", r".{0,200}(?:all rights reserved|weekly audience|wire service reports?|©)"),
    ("agency boilerplate", r".{0,200}(?:contributed (?:to this|reporting)|may not be (?:published|reproduced))"),
    ("agency boilerplate", r"\(?(?:reporting|editing|writing|translated|edited) by (?-i:[A-Z])"),
    ("cookie notice", r".{0,120}\b(?:we|(?:this|our) (?:site|website)) (?:and our partners )?(?:uses?|stores?)"
                      r".{0,60}\bcookies\b"),
    ("menu", r"[^.|»›·]{1,60}(?:\s[|»›·][^.|»›·]{1,60})+$"),
    ("address", r"(?:https?://|www\.)\S{1,300}$"),
)  # fmt: skip
_MONTHS = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\.?)"
)
_DATE = (
    rf"(?:\d{{1,2}}(?:st|nd|rd|th)? {_MONTHS},? \d{{4}}|{_MONTHS} \d{{1,2}}(?:st|nd|rd|th)?,? \d{{4}}"
    rf"|\d{{4}}-\d{{2}}-\d{{2}}|\d{{1,2}}[./]\d{{1,2}}[./]\d{{4}})"
)
_DATE_LINE = re.compile(
    r"(?:(?:first |last |originally )?(?:published|posted|updated|modified|issued|created|date|on"
    r"|issue of)\b[ :|-]{0,4}){0,4}"
    rf"(?:(?:Mon|Tues?|Wed(?:nes)?|Thu(?:rs)?|Fri|Sat(?:ur)?|Sun)(?:day)?\.?,? )?(?:{_MONTHS} \d{{4}}$|{_DATE})"
    r"(?:[ ,|·•-]*(?:at )?\d{1,2}[:.]\d{2}(?: ?[ap]\.?m\.?)?)?(?: ?\(?[A-Z]{2,4}\)?)?(?:[ ,|·•-]+(?:updated"
    r"|\d{1,3} min(?:ute)?s? read|modified).{0,80})?$",
    re.IGNORECASE,
)
_TIME_LINE = re.compile(r"[\[(]?\d{1,2}[:.]\d{2}(?: ?[ap]\.?m\.?)?(?: ?[A-Z]{2,4})?[\])]?", re.IGNORECASE)
_NAME = r"[A-Z][\w.’'-]*(?: (?:[A-Z][\w.’'-]*|de|van|von|bin|al|la|den|der)){0,4}"
BYLINE = re.compile(
    r"(?:(?i:by|writer|author|authors|written by|words by|words|text by|reporter|reported by|story by"
    r"|report by|from)(?: ?: ?| (?=[A-Z])))"
    rf"(?P<names>{_NAME}(?:(?:, | and |, and | & ){_NAME}){{0,5}})"
    rf"(?P<rest>(?:, | \| | - | · | in | for |/| )?(?:{_DATE}|[A-Z][\w .&’'-]{{2,40}})?[^.]{{0,60}})$"
)
_RULES = tuple((name, re.compile(pattern, re.IGNORECASE)) for name, pattern in _LINE_RULES)
_SIGNATURE = re.compile(r"- ?[A-Z][\w .&]{1,40}$")
_NAVIGATION = re.compile(
    r"(?:previous|next|related|read more|read next|read also|also read|see also|more from|more on|most read"
    r"|most popular|share"
    r"|advertisement|trending|print|email|accessibility links|breaking news|skip to [a-z ]{1,30}|recommended"
    r"|tags|topics|follow us"
    r"|copy link|save|listen|watch|close|menu|search)"
    r"(?: (?:article|story|post|stories|this|on|to|this article|this story))?(?:[: ] ?(?:facebook|twitter|x"
    r"|whatsapp|email"
    r"|linkedin|telegram|print|copy link|,|/|\|)){0,9}:?",
    re.IGNORECASE,
)
_COMMENTS = re.compile(
    r"(?:post a comment|leave a (?:comment|reply)|comments?(?: \(\d{1,4}\))?|\d{1,4} comments?)$", re.IGNORECASE
)
_RULES_OF_FORMS: dict[Form, str] = {HEADING: "heading", SIGNED: "signature", LINKS: "links", TURN: "turn", MENU: "menu"}


@dataclass(frozen=True)
class Judgement:
    """A line of the file and the rule that found it to be furniture; the rule is empty for the article's own text.

    `form` is what the line is by its mark-up or place, such as a list item or the signature of a block quotation.
    """

    text: str
    rule: str
    form: Form = TEXT


def judge_lines(
    lines: Sequence[str | Line], title: str = "", named: Sequence[str] = (), kept: Sequence[str] = ()
) -> list[Judgement]:
    """Return a judgement of each line, in order.

    `title` is the article's title, if known; `named` holds the opening words of lines known to be furniture, and `kept`
    those of lines known to be text. Lines given as plain strings have no mark-up: their forms follow from their place.
    """
    given = [line if isinstance(line, Line) else Line(line) for line in lines]
    folded = [fold(line.text) for line in given]
    later = _stand_later(folded)
    rules = [_rule_for(line, plain, title, named) for line, plain in zip(given, folded, strict=True)]
    rules = ["repeated line" if not rule and at in later else rule for at, rule in enumerate(rules)]
    given = _with_questions(given)
    marked = any(isinstance(line, Line) and line.form not in (TEXT, JOINED) for line in lines)
    forms = [line.form for line in given] if marked else forms_of_loose_lines(given, rules)
    rules = [rule or _rule_of(form, line.text) for rule, form, line in zip(rules, forms, given, strict=True)]
    judged = [Judgement(line.text, rule, form) for line, rule, form in zip(given, rules, forms, strict=True)]
    judged = _drop_repeated_foot(_drop_tail(_drop_head(judged)), folded)
    if not kept:
        return judged
    return [replace(one, rule=OWN_TEXT) if _opens(fold(one.text), kept) else one for one in judged]


def _with_questions(lines: list[Line]) -> list[Line]:
    """Of a text whose headings are questions, the lines with these as text: an interview."""
    headings = [line for line in lines if line.form == HEADING]
    questions = [line for line in headings if line.text.endswith("?")]
    if len(questions) < _LEAST_QUESTIONS or len(questions) <= len(headings) / 2:
        return lines
    return [replace(line, form=TEXT) if line in questions else line for line in lines]


def _drop_repeated_foot(judged: list[Judgement], folded: Sequence[str]) -> list[Judgement]:
    """Mark as furniture a short last line that stands further up, too: a page says it between and below paragraphs."""
    last = max((at for at, line in enumerate(judged) if line.rule == OWN_TEXT), default=0)
    if folded and folded[last] in folded[:last] and count_words(folded[last]) <= _LEAD_WORDS:
        judged[last] = replace(judged[last], rule="repeated line")
    return judged


def _opens(folded: str, openings: Sequence[str]) -> bool:
    return any(folded.startswith(fold(words)) for words in openings)


def _stand_later(folded: Sequence[str]) -> set[int]:
    """The places of lines that stand again further down, and of all copies of short labels."""
    counts = Counter(folded)
    last = {line: at for at, line in enumerate(folded)}
    return {
        at
        for at, line in enumerate(folded)
        if counts[line] > 1 and (last[line] != at or count_words(line) < _REPEATED_WORDS)
    }


def _rule_for(line: Line, folded: str, title: str, named: Sequence[str]) -> str:
    if _opens(folded, named):
        return "named in the record"
    if title and folded.casefold() == fold(title).casefold():
        return "title"
    if line.form != ROW:
        for name, pattern in _RULES:
            if pattern.match(folded):
                return name
    if len(folded) > _LONGEST_LABEL:
        return OWN_TEXT
    if _DATE_LINE.match(folded) or _TIME_LINE.fullmatch(folded):
        return "date line"
    if _is_byline(folded):
        return "byline"
    if _NAVIGATION.fullmatch(line.text):
        return "navigation"
    return "comment box" if _COMMENTS.match(line.text) else OWN_TEXT


def _is_byline(folded: str) -> bool:
    """ "By Ann Bell and Tom Hale, Harbour Wire": names, and no sentence about them."""
    match = BYLINE.match(folded)
    if match is None or _SENTENCE_END.search(folded):
        return False
    return len(match["names"].split()) > 1 and not re.search(r"\b(?:was|were|had|has|is|are|the)\b", match["rest"])


def _rule_of(form: Form, text: str) -> str:
    """The rule by which a line of some form is furniture; a heading that is a sentence is text."""
    if (
        form == HEADING
        and _SENTENCE_END.search(text)
        and not text.endswith(("?", ":"))
        and count_words(text) > _LEAD_WORDS
    ):
        return OWN_TEXT
    return _RULES_OF_FORMS.get(form, OWN_TEXT)


def _drop_head(judged: list[Judgement]) -> list[Judgement]:
    """Mark as furniture everything above the dateline or, without one, above the last title near the top."""
    starts = [at for at, line in enumerate(judged[:_HEAD_LINES]) if _DATELINE.match(line.text)]
    titles = [at + 1 for at, line in enumerate(judged[:_HEAD_LINES]) if line.rule == "title"]
    start = starts[0] if starts else titles[-1] if titles else 0
    if not starts and sum(map(_is_lead, judged[:start])) > _STANDFIRST:
        start = 0
    head = [line if line.rule else replace(line, rule="head of the page") for line in judged[:start]]
    return head + judged[start:]


def _is_lead(line: Judgement) -> bool:
    return (
        line.rule == OWN_TEXT and _SENTENCE_END.search(line.text) is not None and count_words(line.text) > _LEAD_WORDS
    )


def _drop_tail(judged: list[Judgement]) -> list[Judgement]:
    """Mark as furniture everything below a comment box, or below a menu that hardly any text follows; and a signature
    at the very end."""
    own_below = sum(line.rule == OWN_TEXT for line in judged)
    for at, line in enumerate(judged):
        own_below -= line.rule == OWN_TEXT
        ends = line.rule in ("navigation", "menu") and at > _HEAD_LINES and own_below <= _STRAY_LINES
        if line.rule == "comment box" or ends:
            below = judged[at + 1 :]
            judged = judged[: at + 1] + [
                each if each.rule else replace(each, rule="foot of the page") for each in below
            ]
            break
    last = next((at for at in range(len(judged) - 1, -1, -1) if not judged[at].rule), -1)
    if last > 0 and _SIGNATURE.match(fold(judged[last].text)):
        judged[last] = replace(judged[last], rule="signature")
    return judged


__all__ = ["ITEM", "OWN_TEXT", "QUOTED", "Judgement", "judge_lines"]
