"""How a rule is written down, how rules are run, and how what they looked at is counted."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from explainer.core.problems import Place, Problem

Subject = TypeVar("Subject")


@dataclass(frozen=True)
class Seen:
    """A record that a rule looked at. `unchecked` says why it could not be decided; empty, it could."""

    record: str
    unchecked: str = ""


Finding = Seen | Problem
Check = Callable[[Subject], Iterator[Finding]]


@dataclass(frozen=True)
class Rule(Generic[Subject]):
    """A rule of the rule book: its permanent code, its name, and the generator that looks."""

    code: str
    name: str
    check: Check[Subject]

    @property
    def text(self) -> str:
        """The rule itself, as the check's docstring gives it."""
        return " ".join((self.check.__doc__ or "").split())


@dataclass
class Tally:
    """What one rule looked at, in one run: decided records, undecided ones, and problems."""

    code: str
    name: str
    looked: int = 0
    unchecked: int = 0
    problems: list[Problem] = field(default_factory=list)

    @property
    def checked(self) -> int:
        return self.looked - self.unchecked

    @property
    def errors(self) -> list[Problem]:
        return [problem for problem in self.problems if problem.severity == "error"]


class RuleBook(Generic[Subject]):
    """A list of rules about one kind of subject, filled by the modules that define them."""

    def __init__(self) -> None:
        self.rules: list[Rule[Subject]] = []

    def rule(self, code: str, name: str) -> Callable[[Check[Subject]], Check[Subject]]:
        """Return a decorator that enters a generator under its code."""

        def enter(check: Check[Subject]) -> Check[Subject]:
            self.rules.append(Rule(code, name, check))
            return check

        return enter


def run_rules(rules: Iterable[Rule[Subject]], subject: Subject) -> list[Tally]:
    """Run rules over a subject. A rule that looked at nothing is a problem: it proved nothing."""
    return [_run(rule, subject) for rule in sorted(rules, key=lambda rule: rule.code)]


def _run(rule: Rule[Subject], subject: Subject) -> Tally:
    tally = Tally(rule.code, rule.name)
    for finding in rule.check(subject):
        if isinstance(finding, Seen):
            tally.looked += 1
            tally.unchecked += bool(finding.unchecked)
        else:
            tally.problems.append(finding)
    if tally.looked == 0:
        sentence = f"Rule {rule.code} ({rule.name}) looked at no record, so it proved nothing."
        tally.problems.append(Problem(Place("."), rule.code, sentence, "Is the folder that it reads empty?"))
    return tally


def problems_of(tallies: Sequence[Tally]) -> list[Problem]:
    """Return all problems of a run, in the order of their places."""
    return sorted(problem for tally in tallies for problem in tally.problems)
