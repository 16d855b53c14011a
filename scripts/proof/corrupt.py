"""Corrupts one file at a time in a copy of the project and checks it: each must be refused, or harmless for a reason.

Each corrupted project is checked in a process of its own, whose processor time and memory are measured; what a check
accepts without a known reason is built as well. `--part data` and so on runs one kind of file; `--every N` runs every
n-th corruption; `--toy` corrupts the toy world of the tests, and builds everything that its check accepts. Exits with
1 if a check crashed, took more than 2 s or 300 MB, or accepted something without a known reason. A change of our words
is not an error, because no rule can know what they were meant to say: rule P6 warns that they are not signed off in
their current form. That counts as told.
"""

from __future__ import annotations

import argparse
import os
import pickle
import resource
import shutil
import sys
import tempfile
import traceback
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from corruptions import Corruption, corruptions, why_harmless

from explainer.core.problems import Problem, Refused, errors
from explainer.core.project import ARTICLE_SUFFIXES, ARTICLES_VARIABLE, ROOT_VARIABLE, Project, find_project
from explainer.edition.state import load_edition
from explainer.gates.registry import problems_of
from explainer.gates.run import check_edition
from explainer.publish.build import build_site

MOST_SECONDS, MOST_MEGABYTES, ADDRESS_SPACE = 2.0, 300, 4_000_000_000
_PARTS = {"data": "data/**/*.yaml", "locks": "data/*.lock", "pages": "docs/**/*.md", "site": "mkdocs.yml"}
_ARTICLES = "articles"


@dataclass(frozen=True)
class Outcome:
    """The result of checking a corrupted project, and what it cost."""

    file: str
    corruption: str
    codes: tuple[str, ...]
    told: str
    names_it: bool
    why: str
    seconds: float
    megabytes: float
    broke: str = ""

    @property
    def is_refused(self) -> bool:
        return bool(self.codes)

    @property
    def fault(self) -> str:
        """What is wrong with this outcome, or ""."""
        if self.broke:
            return f"crashed: {self.broke}"
        if not self.is_refused and not self.told and not self.why:
            return "accepted, for no known reason"
        slow = self.seconds > MOST_SECONDS or self.megabytes > MOST_MEGABYTES
        return f"took {self.seconds:.1f} s and {self.megabytes:.0f} MB" if slow else ""


def main() -> None:
    """Run the corruptions, print a table, and exit with 1 if one of them has a fault."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--part", choices=[*_PARTS, _ARTICLES], action="append")
    parser.add_argument("--every", type=int, default=1)
    parser.add_argument("--flips", type=int, default=24)
    parser.add_argument("--toy", action="store_true")
    arguments = parser.parse_args()
    project = Project(find_project().root / "tests" / "toy") if arguments.toy else find_project()
    parts = arguments.part or [*_PARTS, _ARTICLES]
    with tempfile.TemporaryDirectory(prefix="corrupt-") as folder:
        copies = [_copy(project, Path(folder) / str(number)) for number in range(2)]
        clean = _answer(copies[0], arguments.toy)
        if clean != Answer():
            raise SystemExit(f"The project has problems before it is corrupted: {clean}")
        files = [file for part in parts for file in _files(copies[0], part)]
        cases = [(file, each) for file in files for each in _cases(copies[0], file, arguments.flips)][
            :: arguments.every
        ]
        with ThreadPoolExecutor(len(copies)) as pool:
            halves = [
                pool.submit(_run, copy, cases[at :: len(copies)], arguments.toy) for at, copy in enumerate(copies)
            ]
            outcomes = [outcome for half in halves for outcome in half.result()]
    sys.exit(_report(outcomes))


def _copy(project: Project, root: Path) -> Project:
    root.mkdir()
    for name in ("docs", "data", "overrides", "mkdocs.yml"):
        source, target = project.root / name, root / name
        target.parent.mkdir(parents=True, exist_ok=True)
        if source.is_dir():
            shutil.copytree(source, target, ignore=shutil.ignore_patterns("articles", "drafts"))
        elif source.is_file():
            shutil.copy(source, target)
    toys = project.root / _ARTICLES
    articles = toys if toys.is_dir() else project.article_folder()
    if articles:
        shutil.copytree(articles, root / _ARTICLES)
    return Project(root)


def _files(project: Project, part: str) -> list[str]:
    pattern = _PARTS.get(part, f"{_ARTICLES}/*")
    paths = sorted(path for path in project.root.glob(pattern) if path.is_file())
    if part == _ARTICLES:
        paths = [path for path in paths if path.suffix in ARTICLE_SUFFIXES]
    return [path.relative_to(project.root).as_posix() for path in paths]


def _cases(project: Project, file: str, flips: int) -> Iterator[Corruption]:
    return corruptions((project.root / file).read_bytes(), flips, file)


def _run(project: Project, cases: list[tuple[str, Corruption]], builds: bool) -> list[Outcome]:
    return [_try(project, file, corruption, builds) for file, corruption in cases]


def _try(project: Project, file: str, corruption: Corruption, builds: bool) -> Outcome:
    path = project.root / file
    before = path.read_bytes()
    try:
        corruption.spoil(path)
        answer, cost = _checked_apart(project, builds)
        why = "" if answer != Answer() else why_harmless(before, path)
        if answer == Answer() and not why and not builds:
            answer, _ = _checked_apart(project, builds=True)
    finally:
        _clear(path)
        path.write_bytes(before)
    seconds, megabytes = cost.ru_utime + cost.ru_stime, cost.ru_maxrss / 1024
    named = _is_named(file, answer.said)
    return Outcome(file, corruption.name, answer.codes, answer.told, named, why, seconds, megabytes, answer.broke)


def _is_named(file: str, told: frozenset[str]) -> bool:
    """Return whether a problem is in the file, or names one of its records or the command that renews it."""
    stem = Path(file).stem
    signs = ("explainer lock",) if file.endswith("articles.lock") else (f"{stem}.", f"{stem}:")
    return any(each.startswith(f"{file} ") or any(sign in each for sign in signs) for each in told)


def _clear(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


@dataclass(frozen=True)
class Answer:
    """What a check reported: the codes and words of errors, what it told besides errors, and how it crashed."""

    codes: tuple[str, ...] = ()
    said: frozenset[str] = frozenset()
    told: str = ""
    broke: str = ""


def _checked_apart(project: Project, builds: bool) -> tuple[Answer, resource.struct_rusage]:
    """Check the project in a child process; return what it said and what it used."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        resource.setrlimit(resource.RLIMIT_AS, (ADDRESS_SPACE, ADDRESS_SPACE))
        with os.fdopen(writing, "wb") as answer:
            pickle.dump(_answer(project, builds), answer)
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading, "rb") as answer:
        content = answer.read()
    _, status, cost = os.wait4(child, 0)
    said: Answer = pickle.loads(content) if content else Answer(broke=f"ended with status {status}")
    return said, cost


def _answer(project: Project, builds: bool) -> Answer:
    try:
        problems, unchecked = _check(project, builds)
    except BaseException:
        return Answer(broke=traceback.format_exc().strip().split("\n")[-1])
    found = errors(problems)
    if found:
        said = frozenset(f"{each.place.file} {each.sentence} {each.hint}" for each in found)
        return Answer(tuple(sorted({each.code for each in found})), said)
    if any(each.code == "P6" for each in problems):
        return Answer(told="not signed off in its current form")
    return Answer(told=f"{unchecked} unchecked" if unchecked else "")


def _check(project: Project, builds: bool) -> tuple[list[Problem], int]:
    """Return the problems of a project, and how many checks could not be made."""
    os.environ[ROOT_VARIABLE], os.environ[ARTICLES_VARIABLE] = str(project.root), _ARTICLES
    edition, problems = load_edition(project)
    if errors(problems):
        return problems, 0
    tallies = check_edition(edition)
    problems = [*problems, *problems_of(tallies)]
    if builds and not errors(problems):
        try:
            with tempfile.TemporaryDirectory(dir=project.root) as folder:
                build_site(edition, Path(folder))
        except Refused as refused:
            problems = [*problems, *refused.problems]
    return problems, sum(tally.unchecked for tally in tallies)


def _report(outcomes: list[Outcome]) -> int:
    print(f"{'corruption':<20} {'made':>5} {'refused':>8} {'told':>5} {'harmless':>9}  rules; reasons")
    kinds = dict.fromkeys(_kind(outcome) for outcome in outcomes)
    for kind in kinds:
        group = [outcome for outcome in outcomes if _kind(outcome) == kind]
        codes = Counter(code for outcome in group for code in outcome.codes)
        reasons = Counter(outcome.told or outcome.why for outcome in group if outcome.told or outcome.why)
        listed = ", ".join(f"{name} {count}" for name, count in [*codes.most_common(8), *reasons.most_common()])
        refused = sum(outcome.is_refused for outcome in group)
        told, harmless = sum(bool(each.told) for each in group), sum(bool(each.why) for each in group)
        print(f"{kind:<20} {len(group):>5} {refused:>8} {told:>5} {harmless:>9}  {listed}")
    faults = [outcome for outcome in outcomes if outcome.fault]
    for outcome in faults:
        print(f"fault: {outcome.file}: {outcome.corruption}: {outcome.fault}")
    refused = sum(outcome.is_refused for outcome in outcomes)
    elsewhere = sum(outcome.is_refused and not outcome.names_it for outcome in outcomes)
    print(f"Of those refused, {elsewhere} are reported where something else needs the file, the others in the file.")
    told, harmless = sum(bool(each.told) for each in outcomes), sum(bool(each.why) for each in outcomes)
    print(f"{len(outcomes)} corrupted files: {refused} refused, {told} told (to be signed off, or unchecked), ", end="")
    print(f"{harmless} harmless, {len(faults)} faults.")
    most = max(outcomes, key=lambda each: each.seconds)
    print(f"At most {most.seconds:.2f} s ({most.file}, {most.corruption}) ", end="")
    print(f"and {max(each.megabytes for each in outcomes):.0f} MB.")
    return 1 if faults else 0


def _kind(outcome: Outcome) -> str:
    return outcome.corruption.split(" ")[0] if outcome.corruption.startswith(("cut", "flip ")) else outcome.corruption


if __name__ == "__main__":
    main()
