"""Rules: how they are entered into a rule book, run, and counted."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Generic, Literal, TypeVar, get_args

from explainer.core.problems import Place, Problem

Subject = TypeVar("Subject")


@dataclass(frozen=True)
class Seen:
    """A record that a rule looked at. `unchecked` says why the rule could not decide, and is "" if it could.

    `answered` says that the rule found a fault there, and the data gives a reason why it may stand.
    """

    record: str
    unchecked: str = ""
    answered: bool = False


Finding = Seen | Problem
Check = Callable[[Subject], Iterator[Finding]]


Stage = Literal["files", "tables", "blocks", "whole"]
"""When a rule runs. Rules about `files` look at one file at a time, and always run. The other rules compare files:
first those about the `tables` that others rest on, then those about the `blocks` of pages, then those about the
`whole`. If a file cannot be read or a stage finds an error, the later stages are held back, because what they would
report follows from that."""


@dataclass(frozen=True)
class Rule(Generic[Subject]):
    """A rule: its permanent code, its name, the generator that checks it, and the stage in which that runs."""

    code: str
    name: str
    check: Check[Subject]
    stage: Stage = "whole"

    @property
    def text(self) -> str:
        """The rule in words: the docstring of its generator."""
        return " ".join((self.check.__doc__ or "").split())


@dataclass
class Tally:
    """What one rule did in one run: how many records it looked at, and how many it could not decide or found answered.

    A rule that was held back did not run.
    """

    code: str
    name: str
    held_back: bool = False
    looked: int = 0
    unchecked: int = 0
    answered: int = 0
    problems: list[Problem] = field(default_factory=list)

    @property
    def checked(self) -> int:
        return self.looked - self.unchecked

    @property
    def errors(self) -> list[Problem]:
        return [problem for problem in self.problems if problem.severity == "error"]


class RuleBook(Generic[Subject]):
    """The rules for one kind of subject, entered by the modules that define them."""

    def __init__(self) -> None:
        self.rules: list[Rule[Subject]] = []

    def rule(self, code: str, name: str, stage: Stage = "whole") -> Callable[[Check[Subject]], Check[Subject]]:
        """Return a decorator that enters a generator under its code."""

        def enter(check: Check[Subject]) -> Check[Subject]:
            self.rules.append(Rule(code, name, check, stage))
            return check

        return enter


def run_rules(rules: Iterable[Rule[Subject]], subject: Subject, readable: bool = True) -> list[Tally]:
    """Run rules on a subject, stage by stage, and return their tallies by code.

    `readable` says that every file of the subject could be read. A rule that finds nothing to check is a problem,
    because it proves nothing.
    """
    by_stage: dict[str, list[Rule[Subject]]] = {stage: [] for stage in get_args(Stage)}
    for rule in rules:
        by_stage[rule.stage].append(rule)
    tallies = [_run(rule, subject) for rule in by_stage.pop("files")]
    for stage in by_stage.values():
        done = [_run(rule, subject) if readable else Tally(rule.code, rule.name, held_back=True) for rule in stage]
        readable = readable and not any(tally.errors for tally in done)
        tallies += done
    return sorted(tallies, key=lambda tally: code_order(tally.code))


def code_order(code: str) -> tuple[str, int]:
    """Return by what codes are sorted: their letter, and their number, so that V10 comes after V9."""
    return code[0], int(code[1:])


def _run(rule: Rule[Subject], subject: Subject) -> Tally:
    tally = Tally(rule.code, rule.name)
    for finding in rule.check(subject):
        if isinstance(finding, Seen):
            tally.looked += 1
            tally.unchecked += bool(finding.unchecked)
            tally.answered += finding.answered
        else:
            tally.problems.append(finding)
    if tally.looked == 0:
        sentence = f"Rule {rule.code} ({rule.name}) found nothing to check, so it proves nothing."
        hint = "Restore the files that it checks, or add a record that it can check."
        tally.problems.append(Problem(Place("."), rule.code, sentence, hint))
    return tally


def held_back(tallies: Iterable[Tally]) -> list[Tally]:
    """Return the tallies of the rules that did not run."""
    return [tally for tally in tallies if tally.held_back]


def problems_of(tallies: Sequence[Tally]) -> list[Problem]:
    """Return all problems of a run, sorted by place."""
    return sorted(problem for tally in tallies for problem in tally.problems)
