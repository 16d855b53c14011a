"""Tells what the lines of a plain text are, by what stands around them: headings, list items, labels, signatures.

A line without a full stop is a heading only if text follows it. Several in a row are a list, and so are lines behind a
colon, with a bullet, or with a label that comes again.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from explainer.articles.lines import HEADING, ITEM, JOINED, MENU, QUOTED, SIGNED, TEXT, TURN, Form, Line
from explainer.core.text import count_words
from quotereader.word_lists import listed

LABEL = re.compile(
    r"(?P<time>[\[(]?(?:\d{1,2}:)?\d{1,2}:\d{2}[\])]? )?(?P<label>[A-Z][\w.’' -]{0,40}?)(?: ?\([^)]{1,30}\))?"
    r"(?:: ?|(?<=^[QA])\. (?!(?:[A-Z][\w’'-]{0,30} ?){1,3}:))(?=\S)"
)
"""The label at the head of a line: "Q: ", "Q. ", "HP: ", "Tam Orrin: "."""
TURN_LINE = re.compile(r"(?P<label>[A-Z][\w.’' -]{1,40}?),? [\[(]?(?:\d{1,2}:)?\d{1,2}:\d{2}[\])]?$")
"""The line above a turn of a transcript: a speaker and a time."""
_HEADING_WORDS = 32
_LONG_FOOT = 12
_LEAD_WORDS = 8
_BULLET = re.compile(r"(?:[-–—•*·▪‣◦]|\d{1,2}[.)]) ?\S")
_MENU_MARK = re.compile(r"[•·▪] ?")
_SENTENCE_END = re.compile(r"[.!?…:;,။。！？؟।][\"”’')\]]{0,3}(?:\[?\d{1,3}\]?|[¹²³⁰⁴-⁹]){0,3}$")
_ALL_SPEECH = re.compile('[“"][^”"]+[”"]')
_MARK = re.compile('[“”"]')
_SIGNATURE = re.compile(
    r"(?:[—–-]{1,2} ?)?(?P<name>(?:[A-Z][\w.’'-]{0,20} ?){2,4}), (?:an? |the |former |one of )?[a-z][a-z][^.;:]{2,80}$"
    r"|[—–-]{1,2} ?[A-Z][^.;:]{2,80}$"
    r"|(?:An? |The )?(?:[A-Z]?[a-z-]+ ){0,3}(?P<role>[A-Za-z]{3,20})(?:,| of| in| from| at| who)[^.;:]{2,80}$"
)


def forms_of_loose_lines(lines: Sequence[Line], rules: Sequence[str]) -> list[Form]:
    """Return the form of each line; `rules` name the lines that are known to be furniture."""
    labels = Counter(match["label"] for line in lines if (match := LABEL.match(line.text)))
    ended = [bool(rule) or _is_ended(line) for line, rule in zip(lines, rules, strict=True)]
    texts = [at for at, is_ended in enumerate(ended) if is_ended and not rules[at]]
    leads = (at for at in texts if count_words(lines[at].text) >= _LEAD_WORDS)
    first, last = (next(leads, texts[0]), texts[-1]) if texts else (len(lines), -1)
    return [
        HEADING
        if at < first and not rules[at] and _shouts(lines[at].text) and not _has_label(lines[at].text, labels)
        else _form(at, lines, rules, ended, labels, within=first < at < last, after=at > last and bool(texts))
        for at in range(len(lines))
    ]


def _has_label(text: str, labels: Counter[str]) -> bool:
    label = LABEL.match(text)
    return label is not None and labels[label["label"]] > 1


def _shouts(text: str) -> bool:
    """ "MUTINY!", "Who pays?": a few words above the first paragraph are a heading, whatever they end in."""
    return count_words(text) < _LEAD_WORDS and (text.isupper() or text.endswith(("!", "?", "…", ":")))


def _is_ended(line: Line) -> bool:
    return (
        line.form == JOINED
        or line.text[:1].islower()
        or _SENTENCE_END.search(line.text) is not None
        or count_words(line.text) > _HEADING_WORDS
    )


def _form(
    at: int,
    lines: Sequence[Line],
    rules: Sequence[str],
    ended: Sequence[bool],
    labels: Counter[str],
    within: bool,
    after: bool,
) -> Form:
    line = lines[at]
    if _has_label(line.text, labels):
        return TEXT
    if TURN_LINE.match(line.text):
        return TURN
    if rules[at] or ended[at]:
        return _next_signs(at, lines, ended) if not rules[at] else TEXT
    if _signs(at, lines):
        return SIGNED
    if _next_signs(at, lines, ended):
        return QUOTED
    if within or after:
        return _form_within(at, lines, rules, ended, after)
    return HEADING


def _form_within(at: int, lines: Sequence[Line], rules: Sequence[str], ended: Sequence[bool], after: bool) -> Form:
    """The form of a line without a full stop that stands below the first line of text."""
    before, following = _neighbour(at, -1, rules), _neighbour(at, 1, rules)
    if before is not None and lines[before].text.endswith(":"):
        return ITEM
    in_run = (before is not None and not ended[before]) or (following is not None and not ended[following])
    if (in_run or (_BULLET.match(lines[at].text) and not _MENU_MARK.match(lines[at].text))) and not after:
        return ITEM
    if in_run and _run_is_introduced(at, lines, ended):
        return ITEM
    if after and following is None and count_words(lines[at].text) > _LONG_FOOT:
        return TEXT
    return MENU if _MENU_MARK.match(lines[at].text) else HEADING


def _run_is_introduced(at: int, lines: Sequence[Line], ended: Sequence[bool]) -> bool:
    while at > 0 and not ended[at]:
        at -= 1
    return lines[at].text.endswith(":")


def _neighbour(at: int, step: int, rules: Sequence[str]) -> int | None:
    at += step
    return at if 0 <= at < len(rules) and not rules[at] else None


def _signs(at: int, lines: Sequence[Line]) -> bool:
    """Whether a line names whoever says the line above it: a name and what they are, or a name behind a dash.

    At the end of an article a name behind a dash signs the article, unless the line above it is nothing but speech.
    """
    match = _SIGNATURE.match(lines[at].text)
    if not at or match is None or count_words(lines[at - 1].text) <= 3:
        return False
    if match["role"] and match["role"].lower() not in listed("roles"):
        return False
    beside = lines[at - 1].text, lines[at + 1].text if at + 1 < len(lines) else ""
    if beside[0].endswith(":") or any(_BULLET.match(each) for each in beside):
        return False
    above = lines[at - 1].text
    return (
        _ALL_SPEECH.fullmatch(above) is not None
        or not _is_ended(lines[at - 1])
        or (at + 1 < len(lines) and not _MARK.search(above))
    )


def _next_signs(at: int, lines: Sequence[Line], ended: Sequence[bool]) -> Form:
    following = at + 1
    signed = following < len(lines) and not ended[following] and _signs(following, lines)
    return QUOTED if signed else TEXT
