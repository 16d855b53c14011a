"""What the rules V on claims share: each compares a claim with the paragraphs it cites, and its flags can be answered.

A rule reads one claim beside its paragraphs, and yields faults. Where the text of a cited article is not at hand, it
cannot decide.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, fields
from functools import partial

from explainer.core.problems import Problem, Severity
from explainer.core.text import fold
from explainer.edition.state import Edition
from explainer.gates.clean_before import clean_before, digest
from explainer.gates.registry import Finding, Seen
from explainer.gates.rulebook import rule
from explainer.prose.our_claims import OurClaim, claims_of_pages
from explainer.sense.cited_paragraphs import CitedParagraph, are_at_hand, cited_paragraphs


@dataclass(frozen=True)
class Fault:
    """What is wrong with a claim, and what to do about it."""

    sentence: str
    hint: str


@dataclass(frozen=True)
class Flag:
    """A fault of a claim, with the code of the rule that found it, and the answer to it in the data, "" if none."""

    code: str
    claim: OurClaim
    fault: Fault
    answer: str = ""


@dataclass(frozen=True)
class Read:
    """What one rule found on the claims: its flags, and the claims that it could not decide."""

    flags: tuple[Flag, ...]
    undecided: frozenset[OurClaim]


Reader = Callable[[Edition, OurClaim, Sequence[CitedParagraph]], Iterator[Fault]]


@dataclass(frozen=True)
class VoiceRule:
    """A rule on claims: its code, its name, and what reads one claim beside its paragraphs."""

    code: str
    name: str
    read: Reader


_rules: list[VoiceRule] = []
_NOT_COMPARED = ("homes", "reviews", "quality", "lock", "released", "outlines")
"""Parts of the evidence that no rule on claims reads: where records stand, and what commands and scripts wrote."""


def voice_rule(code: str, name: str, severity: Severity = "warning") -> Callable[[Reader], Reader]:
    """Return a decorator that enters a reader of claims into the rule book."""

    def enter(reader: Reader) -> Reader:
        entered = VoiceRule(code, name, reader)
        _rules.append(entered)

        def check(edition: Edition) -> Iterator[Finding]:
            yield from _findings(edition, _read(edition, entered), severity)

        check.__doc__ = reader.__doc__
        rule(code, name)(check)
        return reader

    return enter


def all_flags(edition: Edition) -> list[Flag]:
    """Return the flags of all rules on claims, answered ones included."""
    return [flag for each in _rules for flag in _read(edition, each).flags]


def flags_of(edition: Edition, claim: OurClaim) -> list[Flag]:
    """Return the flags of one claim, whether it stands on a page or is only tried; none without its articles."""
    return [flag for each in _rules for flag in _flags(edition, each, claim)]


def flag_codes() -> set[str]:
    """Return the codes whose flags can be answered."""
    return {each.code for each in _rules}


def _read(edition: Edition, entered: VoiceRule) -> Read:
    return edition.derived(f"flags of {entered.code} {entered.name}", lambda each: _read_all(each, entered))


def _read_all(edition: Edition, entered: VoiceRule) -> Read:
    flags: list[Flag] = []
    known = all_known(edition)
    undecided: set[OurClaim] = set()
    for claim, written in edition.derived("claims as compared", _claims_written):
        if not are_at_hand(edition, claim.references):
            undecided.add(claim)
        else:
            look = partial(_flags, edition, entered, claim)
            flags += clean_before(edition).faults(known, (entered.code, entered.name, written), look)
    return Read(tuple(flags), frozenset(undecided))


def _claims_written(edition: Edition) -> list[tuple[OurClaim, str]]:
    return [(claim, repr(claim)) for claim in claims_of_pages(edition)]


def all_known(edition: Edition) -> bytes:
    """Return a digest of all that a rule on claims may ask an edition: records, articles, pages and settings."""
    return edition.derived("digest of what claims are compared with", _all_known)


def _all_known(edition: Edition) -> bytes:
    evidence = edition.evidence
    records = (getattr(evidence, each.name) for each in fields(evidence) if each.name not in _NOT_COMPARED)
    return digest("V", *map(repr, (*records, edition.articles, edition.pages, edition.settings)))


def _flags(edition: Edition, entered: VoiceRule, claim: OurClaim) -> list[Flag]:
    cited = cited_paragraphs(edition, claim.references)
    faults = dict.fromkeys(entered.read(edition, claim, cited) if cited is not None else ())
    answer = _answer(edition, entered.code, claim) if faults else ""
    return [Flag(entered.code, claim, fault, answer) for fault in faults]


def _answer(edition: Edition, code: str, claim: OurClaim) -> str:
    """Return the key of the answer to a flag: one for its page and code whose words stand in the claim."""
    text = fold(claim.text)
    for key, answer in edition.evidence.answers.items():
        if (answer.page, answer.code) == (claim.page, code) and fold(answer.words) in text:
            return key
    return ""


def _findings(edition: Edition, read: Read, severity: Severity) -> Iterator[Finding]:
    answered = {flag.claim for flag in read.flags if flag.answer}
    for claim in claims_of_pages(edition):
        unchecked = "no article text at hand" if claim in read.undecided else ""
        yield Seen(str(claim.place), unchecked, claim in answered)
    for flag in read.flags:
        if not flag.answer:
            yield Problem(flag.claim.place, flag.code, flag.fault.sentence, flag.fault.hint, severity)
