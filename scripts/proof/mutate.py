"""Changes one thing at a time in a copy of the real project and runs the rules: every change must be caught.

Prints a table by kind of change: how many were made, how many only the sign-off caught, which rules caught them, and
each that survived. A change counts as caught only if a problem is reported in the file that was changed. Of some kinds,
rules other than the sign-off must catch a set share. `--sample N` runs every n-th change, `--kind K` those of a kind.
"""

from __future__ import annotations

import argparse
import os
import shutil
import sys
import tempfile
from collections import Counter
from collections.abc import Collection, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from mutants import Mutant, all_mutants
from sense_mutants import AIMS, KINDS, RULES_ON_SENTENCES

from explainer.core.problems import Problem
from explainer.core.project import ARTICLES_VARIABLE, Project, find_project
from explainer.edition.state import load_edition
from explainer.gates.registry import problems_of
from explainer.gates.run import check_edition
from explainer.gates.voice_flags import flag_codes
from explainer.prose.sign_offs import passages_to_read, sign_off
from explainer.records.write_records import keep_sign_offs

_COPIED = ("docs", "data", "mkdocs.yml")
SIGN_OFF = ("P6",)


@dataclass(frozen=True)
class Outcome:
    """A change, the codes of the rules that caught it, and the sentence of the first problem."""

    mutant: Mutant
    codes: tuple[str, ...]
    sentence: str


def main() -> None:
    """Run every change and print the table; exit with 1 if one survived or the unchanged project has problems.

    What nobody has signed off yet is no problem here.
    """
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sample", type=int, default=1, help="run only every n-th change")
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--kind", action="append", default=[], help="run only changes of this kind")
    arguments = parser.parse_args()
    project = find_project()
    folder = project.article_folder()
    if folder is not None:
        os.environ[ARTICLES_VARIABLE] = str(folder.resolve())
    edition, _ = load_edition(project)
    problems = _problems(project)
    alarms = [problem for problem in problems if problem.code not in SIGN_OFF]
    kinds = arguments.kind
    mutants = [each for each in all_mutants(edition) if not kinds or each.kind in kinds][:: arguments.sample]
    known = {_key(problem) for problem in alarms}
    with ProcessPoolExecutor(arguments.workers, initializer=_start, initargs=(project.root, known)) as pool:
        outcomes = list(pool.map(_run, mutants, chunksize=8))
    sys.exit(_report(outcomes, alarms))


def _key(problem: Problem) -> tuple[str, str, str]:
    return problem.code, problem.place.file, problem.sentence


def _problems(project: Project, only: Collection[str] = ()) -> list[Problem]:
    edition, problems = load_edition(project)
    return sorted({*problems, *problems_of(check_edition(edition, only))})


def _rules_for(mutant: Mutant) -> Collection[str]:
    return {*RULES_ON_SENTENCES, *flag_codes(), "V3"} if mutant.kind in KINDS else ()


_copy: Project
_known: set[tuple[str, str, str]]


def _start(root: Path, known: set[tuple[str, str, str]]) -> None:
    global _copy, _known
    folder = Path(tempfile.mkdtemp(prefix="mutants-"))
    for name in _COPIED:
        source = root / name
        # K2 would catch every change of what was released, and show nothing of the other rules.
        ignore = shutil.ignore_patterns("articles", "drafts", "released.lock")
        shutil.copytree(source, folder / name, ignore=ignore) if source.is_dir() else shutil.copy(source, folder)
    (folder / "overrides").mkdir()
    _copy, _known = Project(folder), known
    _sign_off(_copy)


def _sign_off(project: Project) -> None:
    """Sign everything off as it stands, so that each change of words voids a sign-off, whatever still waits for one."""
    edition, _ = load_edition(project)
    role = next((reader.role for reader in edition.evidence.readers.values()), "editor")
    signed = {each.key: sign_off(each, role, date.today()) for each in passages_to_read(edition)}
    keep_sign_offs(project, signed, edition.evidence.reviews.keys() - signed.keys())


def _run(mutant: Mutant) -> Outcome:
    path = _copy.root / mutant.file
    before = path.read_text(encoding="utf-8")
    try:
        path.write_text(mutant.apply(before), encoding="utf-8")
        found = [problem for problem in _problems(_copy, _rules_for(mutant)) if _key(problem) not in _known]
    finally:
        path.write_text(before, encoding="utf-8")
    named = [problem for problem in found if problem.place.file == mutant.file]
    return Outcome(mutant, tuple(sorted({problem.code for problem in named})), named[0].sentence if named else "")


def _report(outcomes: list[Outcome], alarms: list[Problem]) -> int:
    print(f"{'kind of change':<34} {'made':>5} {'caught':>7} {'by sign-off alone':>18}  rules that caught them")
    missed: list[str] = []
    for kind, group in _by_kind(outcomes):
        caught = [outcome for outcome in group if outcome.codes]
        codes = Counter(code for outcome in caught for code in outcome.codes)
        listed = ", ".join(f"{code} {count}" for code, count in codes.most_common())
        alone = sum(outcome.codes == SIGN_OFF for outcome in group)
        print(f"{kind:<34} {len(group):>5} {len(caught):>7} {alone:>18}  {listed}")
        share = (len(caught) - alone) / len(group)
        if share < AIMS.get(kind, 0):
            missed.append(f"{kind}: rules caught {share:.0%}, and must catch {AIMS[kind]:.0%}.")
    survivors = [outcome for outcome in outcomes if not outcome.codes]
    for outcome in survivors:
        print(f"survived: {outcome.mutant.kind}: {outcome.mutant.file}: {outcome.mutant.says}")
    print("\n".join(missed) or "Rules other than the sign-off caught as many of each kind as they must.")
    only_signed = sum(outcome.codes == SIGN_OFF for outcome in outcomes)
    print(f"{len(outcomes)} changes, {len(outcomes) - len(survivors)} caught, {len(survivors)} survived; ", end="")
    print(f"{only_signed} caught by the sign-off alone; {len(alarms)} false alarms on the clean project.")
    return 1 if survivors or alarms or missed else 0


def _by_kind(outcomes: list[Outcome]) -> Iterator[tuple[str, list[Outcome]]]:
    for kind in dict.fromkeys(outcome.mutant.kind for outcome in outcomes):
        yield kind, [outcome for outcome in outcomes if outcome.mutant.kind == kind]


if __name__ == "__main__":
    main()
