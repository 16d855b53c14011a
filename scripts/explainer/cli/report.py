"""What a run of the gates prints: problems by file, then one line of counts for each rule."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta
from itertools import groupby

from explainer.built.serving import Settings, contact_expires, public_address
from explainer.core.problems import Problem
from explainer.edition.edition_date import EditionTime, day_in_words
from explainer.gates.registry import Tally
from explainer.publish.releases import Release

SOON = timedelta(days=30)
MOST_WARNINGS = 2
"""How many warnings of one code are printed for one file; the rest is counted."""


def problem_lines(problems: Iterable[Problem]) -> list[str]:
    """Return the problems as lines of text, grouped by file, in the order of lines."""
    lines: list[str] = []
    for file, group in groupby(sorted(problems), key=lambda problem: problem.place.file):
        lines.append(file)
        shown, left_out = _few_warnings(list(group))
        for problem in shown:
            place = ":".join(str(number) for number in (problem.place.line, problem.place.column) if number)
            mark = "" if problem.severity == "error" else " (warning)"
            lines.append(f"  {place or '-'}  {problem.code}{mark}  {problem.sentence}")
            if problem.hint:
                lines.append(f"        {problem.hint}")
        lines += [f"  {code} (warning)  and {count} more like this" for code, count in left_out.items()]
    return lines


def _few_warnings(problems: list[Problem]) -> tuple[list[Problem], dict[str, int]]:
    """Return the problems of a file to print, and how many warnings of a code are left out: errors must be seen."""
    seen: Counter[str] = Counter()
    shown: list[Problem] = []
    for problem in problems:
        seen[problem.code] += problem.severity == "warning"
        if problem.severity == "error" or seen[problem.code] <= MOST_WARNINGS:
            shown.append(problem)
    return shown, {code: count - MOST_WARNINGS for code, count in seen.items() if count > MOST_WARNINGS}


def tally_lines(tallies: Sequence[Tally]) -> list[str]:
    """Return one line for each rule that ran: what it looked at, decided, left unchecked, and found."""
    width = max((len(tally.name) for tally in tallies), default=0)
    return [_tally_line(tally, width) for tally in tallies if not tally.held_back]


def _tally_line(tally: Tally, width: int) -> str:
    counts = f"{tally.checked:>5} checked"
    if tally.unchecked:
        counts += f", {tally.unchecked} unchecked"
    if tally.problems:
        warnings = len(tally.problems) - len(tally.errors)
        counts += f", {len(tally.errors)} problem{'s' * (len(tally.errors) != 1)}" if tally.errors else ""
        counts += f", {warnings} warning{'s' * (warnings != 1)}" if warnings else ""
    return f"  {tally.code:<3} {tally.name:<{width}} {counts}"


def closing_line(tallies: Sequence[Tally]) -> str:
    """Return the last line of a report: what was looked at, decided and left unchecked, over all rules."""
    unchecked = sum(tally.unchecked for tally in tallies)
    return f"{len(tallies)} rules; {sum(tally.checked for tally in tallies)} checks passed, {unchecked} unchecked."


def held_back_line(tallies: Sequence[Tally]) -> str:
    """Return what is to be said of the rules that did not run, or "" where all did."""
    count = sum(tally.held_back for tally in tallies)
    verb = "was" if count == 1 else "were"
    said = f"{count} of {len(tallies)} rules {verb} not run, so that what they look at is unchecked."
    return f"{said} They run when this is put right." if count else ""


def json_report(tallies: Sequence[Tally], problems: Sequence[Problem]) -> str:
    """Return a report for programs."""
    rules = [
        {"code": tally.code, "name": tally.name, "run": not tally.held_back, "checked": tally.checked,
         "unchecked": tally.unchecked, "problems": len(tally.problems)}
        for tally in tallies
    ]  # fmt: skip
    listed = [
        {"code": each.code, "file": each.place.file, "line": each.place.line, "column": each.place.column,
         "severity": each.severity, "sentence": each.sentence, "hint": each.hint}
        for each in sorted(problems)
    ]  # fmt: skip
    return json.dumps({"rules": rules, "problems": listed}, ensure_ascii=False, indent=1)


def github_lines(problems: Iterable[Problem], tallies: Sequence[Tally] = ()) -> list[str]:
    """Return the problems, and that rules did not run, as workflow commands, which GitHub shows beside a change."""
    said = held_back_line(tallies)
    return [
        f"::{each.severity} file={_property(each.place.file)},"
        f"line={max(each.place.line, 1)},col={max(each.place.column, 1)},"
        f"title={each.code}::{_one_line(f'{each.sentence} {each.hint}')}"
        for each in sorted(problems)
    ] + ([f"::notice title=unchecked::{said}"] if said else [])


def _property(text: str) -> str:
    return _one_line(text).replace(":", "%3A").replace(",", "%2C")


def _one_line(text: str) -> str:
    return text.strip().replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def serving_lines(settings: Settings, packed: bool, time: EditionTime, now: datetime) -> list[str]:
    """Return what is set for a published site, and what of it will soon be out of date."""
    given = {"address": public_address(settings.address), "contact": settings.contact, "onion service": settings.onion}
    said = [f"{name}: {value or 'none'}" for name, value in given.items()]
    lines = [f"Set for it: {', '.join(said)}, compressed forms: {'yes' if packed else 'no'}"]
    if time.missing:
        lines.append(
            f"The pages say {day_in_words(time.seconds)}, because nothing says when they are from ({time.missing})."
        )
        lines.append("Set SOURCE_DATE_EPOCH, in seconds, or build where the history of the project is at hand.")
    expires = contact_expires(datetime.fromtimestamp(time.seconds, UTC))
    if settings.contact and expires < now + SOON:
        lines.append(f"security.txt expires on {expires:%Y-%m-%d}: publish with SOURCE_DATE_EPOCH=$(date +%s).")
    return lines


def release_lines(releases: Sequence[Release]) -> list[str]:
    """Return one line for each release on the shelf, the newest first: its name, when it was built, which is live."""
    if not releases:
        return ["Nothing has been published yet: run `explainer publish`."]
    marks = {True: "  published", False: ""}
    return [
        f"  {each.name}  built {each.built:%Y-%m-%d %H:%M} UTC{marks[each.is_published]}" for each in reversed(releases)
    ]
