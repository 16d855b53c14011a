"""Tells what kind of text was taken in: what the draft says of it, and what is refused because it is no article."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from statistics import median

from explainer.articles.read_article import Article
from explainer.articles.spoken_paragraphs import Spoken
from explainer.core.problems import Refused, refuse
from explainer.core.text import count_words, words
from quotereader.word_lists import listed

_LEAST_WORDS, _MANY_WORDS = 12, 40
_ENOUGH_CHARACTERS = 1_000
_ENGLISH = 0.2
"""The least share of English function words; in English text it is nearly twice as much."""
_SHORT_PAGE = 200
_LEAST_HEADLINES, _HEADLINE_WORDS = 8, 18
_LATIN = re.compile(r"[A-Za-z]")
_LETTER = re.compile(r"[^\W\d_]")
_SENTENCE_END = re.compile(r"[.!?…][\"”’')\]]{0,3}$")
_SIGN_IN = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"\b(?:sign|log) ?in (?:to|with|or|and)\b|\bsign in\b", r"\bsubscribers? only\b"
        r"|\balready a (?:subscriber|member)\b",
        r"\bfor subscribers\b|\bsubscribe (?:now|to (?:read|continue))\b", r"\bforgot(?:ten)? (?:your )?password\b",
        r"\b(?:create|register) (?:an?|your) (?:free )?account\b", r"\benable (?:javascript|cookies|js)\b|\bcookies\b",
        r"\bto (?:continue|keep) reading\b|\bread as much as\b"
        r"|\bfree trial\b", r"\bpassword\b", r"\bper (?:week|month)\b|\ba week and\b",
    )
)  # fmt: skip
_ERROR = re.compile(
    r"\b(?:404|page (?:you (?:are|were) looking for|not found)|access denied|are you a robot"
    r"|verify (?:that )?you are human|forbidden"
    r"|service unavailable|unusual traffic)\b",
    re.IGNORECASE,
)
_TIMED = re.compile(r"^[\[(]?\d{1,2}[:.]\d{2}(?: ?(?:[ap]\.?m\.?|[A-Z]{2,4}))?[\])]?(?:\b|$)")
# What must stand before these comes behind their beginning: a pattern that begins with a digit or letter is found many
# times faster.
_NOTED = re.compile(r"\d(?:(?<=[a-z;)”\"]\d)|(?<=(?<!\d)[.,]\d)|(?<=\b(?:19|20)\d\d[.,]\d))\d{0,2}(?=[ .,;)]|$)")
_NOTED_IN_BRACKETS = re.compile(r"\[\d{1,3}\]")
_AND_OTHERS = re.compile(r"[Ee][Tt] [Aa][Ll]\.(?<!\w.{6})")
_SCHOLARLY = re.compile(r"(?:abstract|keywords|references|bibliography|notes|doi:|introduction$)", re.IGNORECASE)
_MANNERS = {
    "answer": "an interview; its answers carry no quotation marks and are proposed as speech, to be decided by you",
    "turn": "a transcript; its turns carry no quotation marks and are proposed as speech, to be decided by you",
    "block quotation": "it has block quotations or posts, which are proposed with whoever signs them",
}


def refuse_what_is_no_article(article: Article, shown: str) -> None:
    """Raise Refused if a text looks like a page that asks to sign in, an error, or a list of headlines."""
    lines = [*(paragraph.text for paragraph in article.paragraphs), *(line.text for line in article.furniture)]
    text = "\n".join(lines)
    is_short = article.words < _SHORT_PAGE
    if is_short and _ERROR.search(text):
        raise _no_article(shown, "looks like an error page", article)
    if is_short and sum(bool(sign.search(text)) for sign in _SIGN_IN) > 2:
        raise _no_article(shown, "looks like a page that asks to sign in", article)
    if _is_list_of_headlines(lines):
        raise _no_article(shown, "looks like a list of headlines", article)


def _no_article(shown: str, what: str, article: Article) -> Refused:
    sentence = f"This {what}, not like an article ({article.words} words)."
    return refuse("Y3", shown, sentence, "Open the article itself, and save its text as a .txt file.")


def _is_list_of_headlines(lines: Sequence[str]) -> bool:
    titles = sum(_SENTENCE_END.search(line) is None for line in lines)
    if len(lines) < _LEAST_HEADLINES or titles <= 0.8 * len(lines):
        return False
    counted = [count_words(line) for line in lines]
    return (
        median(counted) <= _HEADLINE_WORDS
        and max(counted) < 2 * _HEADLINE_WORDS
        and not any(re.match(r"[A-Z][\w .]{0,30}: ", line) for line in lines[1:3])
    )


def is_english(text: str) -> bool:
    """Tell whether a text is in English, by its letters and small words; a very short one is taken to be."""
    text = text[:_ENOUGH_CHARACTERS]
    if text.isascii() and len(text) < _ENOUGH_CHARACTERS and text.count(" the ") > 1:
        return True
    letters = len(_LETTER.findall(text))
    if letters and len(_LATIN.findall(text)) < 0.6 * letters:
        return False
    found = [word.lower() for word in words(text)]
    if len(found) < _LEAST_WORDS:
        return True
    least = _ENGLISH if len(found) >= _MANY_WORDS else _ENGLISH / 2
    return sum(word in listed("function_words") for word in found) >= least * len(found)


def kinds_of_text(article: Article, spoken: Sequence[Spoken]) -> Iterator[str]:
    """Yield what an editor should know of the kind of a text."""
    manners = dict.fromkeys(one.manner for one in spoken)
    yield from (f"kind: {_MANNERS[manner]}" for manner in manners)
    lines = [*(paragraph.text for paragraph in article.paragraphs), *(line.text for line in article.furniture)]
    if sum(bool(_TIMED.match(line)) for line in lines) > 2 and "turn" not in manners:
        yield "kind: a live blog; each entry has its own time, and what an early one says a later one may correct"
    noted = sum(_has_notes(paragraph.text) for paragraph in article.paragraphs)
    if noted > 3 or sum(bool(_SCHOLARLY.match(line) or _AND_OTHERS.search(line)) for line in lines) > 1:
        yield "kind: a journal article; the numbers of its notes are left out"
    if sum(paragraph.form == "item" for paragraph in article.paragraphs) > 2:
        yield "kind: it has lists, whose items are paragraphs"


def _has_notes(text: str) -> bool:
    return bool(_NOTED.search(text) or _NOTED_IN_BRACKETS.search(text))
