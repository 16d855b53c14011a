"""Finds the terms of an article: those in the glossary, and those that the article introduces."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from explainer.core.text import find_exact, fold
from explainer.records.models import Term
from quotereader import Quotation
from quotereader.word_lists import listed

_SHORT = re.compile(r"\(([A-Z][A-Za-z&]{1,9})\)")
_CALLED = re.compile(
    r"\b(?:(?:calls?|called|calling)(?: [\w'-]{1,20}){0,7}"
    r"|(?:so-called|nicknamed|named|termed?|dubbed"
    r"|(?:known|dubbed|described|referred to|refer to)(?: [\w'-]{1,20}){0,3} as)"
    r"(?: (?:an?|the|it|them))?),? $",
    re.IGNORECASE,
)
_KNOWN_AS = re.compile(r"\b(?:known as|so-called|dubbed) (?:the )?([A-Z][\w'-]{2,30}(?: [A-Z][\w'-]{2,30}){0,3})")
_MOST_WORDS = 5
_WORDS_BACK = 10


@dataclass(frozen=True)
class NewTerm:
    """A term that the article introduces: its words, its forms, its paragraph, and how it is introduced."""

    term: str
    forms: tuple[str, ...]
    paragraph: int
    why: str


def known_terms(texts: Sequence[str], terms: Mapping[str, Term]) -> dict[str, tuple[int, ...]]:
    """Return the glossary terms that occur in folded paragraphs, each with the numbers of its paragraphs."""
    lowered = [text.lower() for text in texts]
    whole = "\n".join(lowered)
    found = {
        key: _paragraphs(lowered, [form for form in forms if form in whole])
        for key, term in terms.items()
        if (forms := _lowered(term.forms or (term.term,)))
    }
    return {key: paragraphs for key, paragraphs in found.items() if paragraphs}


def _paragraphs(lowered: Sequence[str], forms: Sequence[str]) -> tuple[int, ...]:
    return tuple(number for number, text in enumerate(lowered, 1) if any(find_exact(form, text) >= 0 for form in forms))


@lru_cache(maxsize=1_024)
def _lowered(forms: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(fold(form).lower() for form in forms)


def new_terms(texts: Sequence[str], quotations: Sequence[Quotation], terms: Mapping[str, Term]) -> list[NewTerm]:
    """Return the terms that an article introduces and that are not in the glossary, each once."""
    known = {form for term in terms.values() for form in _lowered((term.term, *term.forms))}
    found: dict[str, NewTerm] = {}
    for number, text in enumerate(texts, start=1):
        for one in (*_abbreviated(number, text), *_named(number, text)):
            if not known & {fold(form).lower() for form in one.forms}:
                found.setdefault(one.term.lower(), one)
    for one in _in_marks(texts, quotations):
        if one.term.lower() not in known:
            found.setdefault(one.term.lower(), one)
    return list(found.values())


def _abbreviated(number: int, text: str) -> list[NewTerm]:
    """Names followed by their abbreviation in brackets, one letter for each word."""
    found = []
    for match in _SHORT.finditer(text):
        name = _spelled_out(text[max(0, match.start() - 120) : match.start()].split()[-_WORDS_BACK:], match[1])
        if name:
            why = f"introduced with its abbreviation, ({match[1]})"
            found.append(NewTerm(f"{name} ({match[1]})", (name, match[1]), number, why))
    return found


def _spelled_out(before: Sequence[str], short: str) -> str:
    letters = short.removesuffix("s").lower()
    for count in range(2, len(before) + 1):
        words = [word.strip("\"'(,.") for word in before[-count:]]
        full = [word for word in words if word.lower() not in listed("function_words")]
        initials = ("".join(word[:1] for word in each).lower() for each in (words, full))
        if words[0] and words[0].lower() not in listed("function_words") and letters in initials:
            return " ".join(words)
    return ""


def _named(number: int, text: str) -> list[NewTerm]:
    return [NewTerm(match[1], (match[1],), number, f"“{match.group()}”") for match in _KNOWN_AS.finditer(text)]


def _in_marks(texts: Sequence[str], quotations: Sequence[Quotation]) -> list[NewTerm]:
    """Words in quotation marks that the sentence introduces as a name: called “…”, known as “…”."""
    found = []
    for one in quotations:
        words = fold(one.text).strip(" ,.;:!?")
        if one.kind != "term" or not 1 <= len(words.split()) <= _MOST_WORDS:
            continue
        text = texts[one.paragraph - 1]
        at = text.find(f'"{words}')
        match = _CALLED.search(text[max(0, at - 60) : at]) if at >= 0 else None
        if match:
            found.append(NewTerm(words, (words,), one.paragraph, f"“{match.group().strip()}”, in quotation marks"))
    return found


def marked_terms(quotations: Sequence[Quotation]) -> tuple[tuple[int, str], ...]:
    """Return the words in quotation marks that are not speech (terms, titles, scare quotes), with their paragraphs."""
    return tuple((one.paragraph, fold(one.text).strip(" ,.;")[:200]) for one in quotations if one.kind == "term")
