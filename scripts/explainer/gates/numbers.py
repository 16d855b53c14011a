"""Rule P2: every number that a reader meets is backed by a record of a paragraph that its claim cites."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from explainer.core.problems import Place, Problem
from explainer.core.quantities import Quantity, read_quantities
from explainer.core.read_files import read_text
from explainer.core.text import fold
from explainer.core.uncounted import counts_nothing
from explainer.edition.state import Edition
from explainer.gates.backing import UNKNOWN, explain_unbacked
from explainer.gates.missing_figures import record_to_add
from explainer.gates.registry import Finding, Seen
from explainer.gates.rulebook import rule
from explainer.pages.lessons import FOLDER
from explainer.prose.statements import Statement, all_statements
from explainer.records.models import NumberException
from explainer.records.permitted_names import names_with_numbers

MOST_EXCEPTIONS = 25
_UNREADABLE = re.compile(
    r"\b\d[\d.,]*(?:k|m|bn|mn|tn|x|pc|e\d+)\b|\b\d[\d.,]*[oOlI]+[\doOlI.,]*\b|[~<>≈≥≤]\s?\d|\d\+|&#\w{1,8};"
    "|[\u00b2\u00b3\u00b9\u00bc-\u00be\u2070-\u2089\u2150-\u218b\u2460-\u24ff\u2776-\u2793\u3007\u4e00-\u4e5d\u5341\u767e\u5343]",
    re.IGNORECASE,
)
_MARKUP = re.compile(r"\]\([^)\s]{1,300}\)|`[^`]{1,200}`|\{[^}]{0,80}\}|¶\d{1,3}")
_QUOTED = re.compile(r"“[^“”]{1,600}”|\"[^\"]{1,600}\"")
_COUNTED = {
    "article": "sources", "articles": "sources", "news articles": "sources", "sources": "sources",
    "topics": "topics", "questions": "topics", "quotations": "quotes", "quotes": "quotes", "figures": "figures",
    "charts": "charts", "terms": "terms", "glossary terms": "terms", "corrections": "corrections",
}  # fmt: skip
"""Nouns that the site can count itself: "five articles" needs no record, but must be right."""

_CLASSROOM = frozenset(
    "sentences sentence words minutes questions sheets students groups lessons reasons columns rows points examples "
    "claims numbers terms levels parts colours partners times word lines".split()
)
"""What instructions and guides to lessons may count: "write two sentences" claims nothing."""


Numbers = list[tuple[Quantity, str]]


def numbers_of(edition: Edition, text: str) -> Numbers:
    """Return the numbers of a text that need backing, each with the text it was read from.

    In that text, names that contain a number, quoted words (see rule P3), code and addresses are blanked; offsets
    stay the same.
    """
    known: dict[str, Numbers] = edition.derived("numbers of texts", lambda _: {})
    if text not in known:
        known[text] = _numbers_of(edition, text)
    return known[text]


def _numbers_of(edition: Edition, text: str) -> Numbers:
    blanked = _blanked(edition, text)
    return [(quantity, blanked) for quantity in read_quantities(blanked) if needs_backing(quantity, blanked)]


def _blanked(edition: Edition, text: str) -> str:
    folded = fold(text)
    for pattern in (_MARKUP, _QUOTED):
        folded = pattern.sub(lambda match: "#" * len(match.group()), folded)
    for name in names_with_numbers(edition.evidence):
        if name in folded:
            folded = folded.replace(name, "#" * len(name))
    return folded


def needs_backing(quantity: Quantity, text: str) -> bool:
    """Return whether a number of a folded text must be backed: all but a plain "one", and words that count nothing."""
    if quantity.kind == "plain" and quantity.low == 1 and quantity.text.lower().split()[-1] == "one":
        return False
    is_ordinal = quantity.kind == "ordinal"
    return quantity.kind == "date" or not counts_nothing(text, quantity.start, quantity.end, is_ordinal)


@rule("P2", "readable numbers")
def readable_numbers(edition: Edition) -> Iterator[Finding]:
    """No sentence of ours has a number in a form that the program cannot read and so cannot compare with a record: with
    letters attached to its digits, as a single character such as ½, or as an HTML entity."""
    for statement in all_statements(edition):
        yield Seen(f"{statement.place}")
        found = _UNREADABLE.search(_MARKUP.sub(" ", statement.text))
        if found:
            hint = "Write it in plain digits or in words, with its unit."
            sentence = f"“{found.group()}” cannot be read as a number."
            yield Problem(statement.place, "P2", sentence, hint)


@rule("P2", "numbers")
def numbers(edition: Edition) -> Iterator[Finding]:
    """Every number in a sentence of ours, in digits or words, is backed by a record of a paragraph that the sentence
    cites: the amount, its qualifier, what it counts, and every part of a date. Where we count what the site itself has,
    the count must be right. Instructions and guides to lessons may count sentences, words and minutes. Exceptions are
    recorded with a reason; there are at most 25."""
    used: set[str] = set()
    for statement in all_statements(edition):
        yield Seen(f"{statement.place}")
        for quantity, text in numbers_of(edition, statement.text):
            exception = _exception(edition, statement, quantity)
            yield Seen(f"{statement.place} {quantity.text}", answered=bool(exception))
            if exception:
                used.add(exception)
                continue
            why = _why_not(edition, statement, quantity, text)
            if why:
                hint = record_to_add(edition, quantity, statement.references) if why == UNKNOWN else ""
                hint = hint or _what_to_do(statement, why)
                yield Problem(statement.place, "P2", f"The number “{quantity.text}” is not backed by a record.", hint)
    yield from _exception_faults(edition, used)


def _what_to_do(statement: Statement, why: str) -> str:
    if why == UNKNOWN and statement.kind == "data":
        return "No record that it rests on has this number. Correct it, or say it without the number."
    return f"{why[0].upper()}{why[1:]}. Cite the paragraph that has it, or correct the number."


def _why_not(edition: Edition, statement: Statement, quantity: Quantity, text: str) -> str:
    counted = _counted(edition, quantity, text)
    if counted is not None:
        return "" if quantity.low == counted else f"the site has {counted}"
    if statement.kind in ("instruction", "guide") and statement.page.startswith(FOLDER):
        noun = re.match(r"[a-z]{1,20}", text[quantity.end :].lstrip(" -"))
        if quantity.kind == "plain" and noun and noun[0] in _CLASSROOM:
            return ""
    return explain_unbacked(edition, quantity, text, statement.references)


@dataclass(frozen=True)
class WrongCount:
    """A number by which a sentence counts what the site itself has, and that is not what it has.

    `written` is the number, `noun` what follows it, `counted` how many there are.
    """

    place: Place
    written: str
    noun: str
    counted: int


def outdated_counts(edition: Edition, before: Edition) -> Iterator[WrongCount]:
    """Yield the counts of the site itself that were right in an earlier edition of it, and are no longer.

    A claim that counts sources is left out: only who has read them all knows how many say so.
    """
    uncited = (each for each in all_statements(edition) if each.kind != "claim")
    for statement in (*uncited, *_of_settings(edition)):
        for quantity, text in numbers_of(edition, statement.text):
            noun = _counted_noun(quantity, text)
            had, has = _count_of(before, noun), _count_of(edition, noun)
            if noun and had != has and quantity.low == had and not _exception(edition, statement, quantity):
                yield WrongCount(statement.place, quantity.text.split()[-1], noun, has)


def _of_settings(edition: Edition) -> Iterator[Statement]:
    """What mkdocs.yml says of the site as a whole."""
    path = edition.project.root / "mkdocs.yml"
    for number, line in enumerate(read_text(path, path.name).splitlines(), start=1):
        if line.startswith("site_description:"):
            yield Statement(line.partition(":")[2], Place("mkdocs.yml", number), (), "data")


def _counted(edition: Edition, quantity: Quantity, text: str) -> int | None:
    noun = _counted_noun(quantity, text)
    counted = _count_of(edition, noun)
    return counted if noun and quantity.low in (counted, len(edition.evidence.sources)) else None


def _counted_noun(quantity: Quantity, text: str) -> str:
    """The longest noun for what a site has that follows a number; "" if none does."""
    after = text[quantity.end :].lower().lstrip()
    nouns = sorted(_COUNTED, key=len, reverse=True) if quantity.kind == "plain" else []
    return next((noun for noun in nouns if after.startswith(noun)), "")


def _count_of(edition: Edition, noun: str) -> int:
    return len(getattr(edition.evidence, _COUNTED[noun])) if noun else 0


def _exception(edition: Edition, statement: Statement, quantity: Quantity) -> str:
    text = fold(statement.text)
    for key, exception in edition.evidence.exceptions.items():
        words = fold(exception.words)
        start = text.lower().find(words.lower())
        while start >= 0:
            if start <= quantity.start and quantity.end <= start + len(words):
                return key
            start = text.lower().find(words.lower(), start + 1)
    return ""


def _exception_faults(edition: Edition, used: set[str]) -> Iterator[Problem]:
    exceptions: dict[str, NumberException] = dict(edition.evidence.exceptions)
    for key in exceptions.keys() - used:
        place = edition.evidence.place(f"exceptions:{key}")
        yield Problem(place, "P2", f"The exception {key!r} is not needed.", "Remove it from data/exceptions.yaml.")
    if len(exceptions) > MOST_EXCEPTIONS:
        sentence = f"There are {len(exceptions)} exceptions; at most {MOST_EXCEPTIONS} are allowed."
        yield Problem(
            Place("data/exceptions.yaml", 1),
            "P2",
            sentence,
            "Record some of these numbers, and remove their exceptions.",
        )
