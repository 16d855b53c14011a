"""What commands print: problems by file, counts of each rule, settings for serving, and releases."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from itertools import groupby

from explainer.built.serving import Settings, contact_expires, public_address
from explainer.core.problems import Problem
from explainer.core.text import printable
from explainer.edition.edition_date import EditionTime, day_in_words
from explainer.edition.state import Edition
from explainer.gates.left_out import missing_kinds
from explainer.gates.page_weight import FIRST_VISIT_BYTES, heaviest, kilobytes
from explainer.gates.registry import Tally, code_order
from explainer.publish.releases import Release
from explainer.records.evidence import Evidence
from explainer.records.released import record_digests

SIGN_OFF = "P6"
SOON = timedelta(days=30)
MOST_WARNINGS = 2
"""How many warnings with the same code are printed for a file; the rest are counted."""


def problem_lines(problems: Iterable[Problem]) -> list[str]:
    """Return the problems as lines of text, grouped by file and sorted by line.

    What they quote from outside cannot act on the terminal.
    """
    lines: list[str] = []
    for file, group in groupby(sorted(problems), key=lambda problem: problem.place.file):
        lines.append(file)
        shown, left_out = _few_warnings(list(group))
        for problem in shown:
            place = ":".join(str(number) for number in (problem.place.line, problem.place.column) if number)
            mark = "" if problem.severity == "error" else " (warning)"
            lines.append(f"  {place or '-'}  {problem.code}{mark}  {problem.sentence}")
            lines += [f"        {words}" for words in (problem.aside, problem.hint) if words]
        lines += [f"  {code} (warning)  and {count} more like this" for code, count in left_out.items()]
    return [printable(line) for line in lines]


def _few_warnings(problems: list[Problem]) -> tuple[list[Problem], dict[str, int]]:
    """Return the problems of a file to print, and by code how many warnings are left out, so that errors stand out."""
    seen: Counter[str] = Counter()
    shown: list[Problem] = []
    for problem in problems:
        seen[problem.code] += problem.severity == "warning"
        if problem.severity == "error" or seen[problem.code] <= MOST_WARNINGS:
            shown.append(problem)
    return shown, {code: count - MOST_WARNINGS for code, count in seen.items() if count > MOST_WARNINGS}


def left_out_lines(edition: Edition) -> list[str]:
    """Return a line with what the project has none of, about which no rule was run; none if it has everything."""
    missing = [words for words, _ in missing_kinds(edition)]
    return [f"Rules left out, because there are none: {', '.join(missing)}."] if missing else []


def tally_lines(tallies: Sequence[Tally]) -> list[str]:
    """Return one line for each rule that ran, with its counts: checked, unchecked, problems and warnings."""
    width = max((len(tally.name) for tally in tallies), default=0)
    return [_tally_line(tally, width) for tally in tallies if not tally.held_back]


def _tally_line(tally: Tally, width: int) -> str:
    counts = f"{tally.checked:>5} checked"
    if tally.unchecked:
        counts += f", {tally.unchecked} unchecked"
    if tally.answered:
        counts += f", {tally.answered} answered with a reason"
    if tally.problems:
        warnings = len(tally.problems) - len(tally.errors)
        counts += f", {len(tally.errors)} problem{'s' * (len(tally.errors) != 1)}" if tally.errors else ""
        counts += f", {warnings} warning{'s' * (warnings != 1)}" if warnings else ""
    return f"  {tally.code:<3} {tally.name:<{width}} {counts}"


def closing_line(tallies: Sequence[Tally]) -> str:
    """Return the last line of a report, with the counts of all rules together."""
    unchecked = sum(tally.unchecked for tally in tallies)
    return f"{len(tallies)} rules; {sum(tally.checked for tally in tallies)} checks passed, {unchecked} unchecked."


def weight_line(edition: Edition) -> str:
    """Return a line that says how much the heaviest page may still grow (rule R7), as the site was last published."""
    found = heaviest(edition)
    if not found:
        return "How heavy the pages are is unknown until the site is published."
    path, taken = found
    left = f"{kilobytes(FIRST_VISIT_BYTES - taken)} left" if taken <= FIRST_VISIT_BYTES else "more than the limit"
    return f"Heaviest page, as last published: {path}, {kilobytes(taken)} at a first visit; {left}."


def held_back_line(tallies: Sequence[Tally]) -> str:
    """Return a line about the rules that did not run, or "" if all did."""
    count = sum(tally.held_back for tally in tallies)
    line = f"{count} of {len(tallies)} rules did not run, so what they check is unchecked."
    return f"{line} They run once these problems are corrected." if count else ""


def json_report(tallies: Sequence[Tally], problems: Sequence[Problem]) -> str:
    """Return a report as JSON: `rules` with their counts, and `problems`."""
    rules = [
        {"code": tally.code, "name": tally.name, "run": not tally.held_back, "checked": tally.checked,
         "unchecked": tally.unchecked, "answered": tally.answered, "problems": len(tally.problems)}
        for tally in tallies
    ]  # fmt: skip
    listed = [
        {"code": each.code, "file": each.place.file, "line": each.place.line, "column": each.place.column,
         "severity": each.severity, "sentence": each.sentence, "hint": each.hint}
        for each in sorted(problems)
    ]  # fmt: skip
    return json.dumps({"rules": rules, "problems": listed}, ensure_ascii=False, indent=1)


def github_lines(problems: Iterable[Problem], tallies: Sequence[Tally] = ()) -> list[str]:
    """Return the problems, and a notice of rules that did not run, as workflow commands for GitHub, one a line."""
    notice = held_back_line(tallies)
    return [
        f"::{each.severity} file={_property(each.place.file)},"
        f"line={max(each.place.line, 1)},col={max(each.place.column, 1)},"
        f"title={each.code}::{_one_line(f'{each.sentence} {each.hint}')}"
        for each in sorted(problems)
    ] + ([f"::notice title=unchecked::{notice}"] if notice else [])


def _property(text: str) -> str:
    return _one_line(text).replace(":", "%3A").replace(",", "%2C")


def _one_line(text: str) -> str:
    return text.strip().replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def serving_lines(
    settings: Settings, packed: bool, time: EditionTime, now: datetime, texts: Mapping[str, str]
) -> list[str]:
    """Return what is set for a published site, and warnings about its address, its date and its security.txt."""
    given = {"address": public_address(settings.address), "contact": settings.contact, "onion service": settings.onion}
    settings_in_words = [f"{name}: {value or 'none'}" for name, value in given.items()]
    lines = [f"Settings: {', '.join(settings_in_words)}, compressed forms: {'yes' if packed else 'no'}"]
    if not given["address"]:
        lines.append(f"No address is set: citations of a page say “{texts['no-address']}”.")
        lines.append("Set EXPLAINER_ADDRESS to the address at which this copy will be read.")
    if time.missing:
        lines.append(
            f"The pages are dated {day_in_words(time.seconds, texts)}, because no date is known ({time.missing})."
        )
        lines.append("Set SOURCE_DATE_EPOCH to a time in seconds, or publish from a clone with its history.")
    expires = contact_expires(datetime.fromtimestamp(time.seconds, UTC))
    if settings.contact and expires < now + SOON:
        lines.append(f"security.txt expires on {expires:%Y-%m-%d}. Publish with SOURCE_DATE_EPOCH=$(date +%s).")
    return lines


def standing_lines(tallies: Iterable[Tally]) -> list[str]:
    """Return a line about the warnings that stand, by rule, apart from those of sign-offs; none if none do."""
    warnings = Counter(each.code for tally in tallies for each in tally.problems if each.code != SIGN_OFF)
    codes = ", ".join(
        f"{code} {count}" for code, count in sorted(warnings.items(), key=lambda each: code_order(each[0]))
    )
    return [f"Warnings that stand: {warnings.total()} ({codes})"] if warnings else []


def release_mark_lines(evidence: Evidence) -> list[str]:
    """Return a reminder if no first release is marked, or if records have changed since the last one was."""
    if not evidence.released:
        if not (evidence.quotes or evidence.figures):
            return []
        return ["No release is marked, so changes of quotations and figures need no correction yet (rule K2).",
                "Once this is made public, run `explainer release`."]  # fmt: skip
    changed = len(dict(record_digests(evidence).items() ^ evidence.released.items()))
    line = f"Quotations and figures that changed since the last release was marked: {changed}. Run `explainer release`."
    return [line] if changed else []


def release_lines(releases: Sequence[Release]) -> list[str]:
    """Return one line for each release, the newest first: its name, when it was built, and which is published."""
    if not releases:
        return ["Nothing has been published yet. Run `explainer publish`."]
    marks = {True: "  published", False: ""}
    return [
        f"  {each.name}  built {each.built:%Y-%m-%d %H:%M} UTC{marks[each.is_published]}" for each in reversed(releases)
    ]
