"""The head of a page: names with values, between two lines of three dashes.

MkDocs reads a head as YAML. Where it finds none that it can read it prints the head as text, and the first lines of a
page that has no head but begins with a name and a colon it takes for one. So whatever it would read in another way than
it is written is refused (rule D4).
"""

from __future__ import annotations

import re
from dataclasses import dataclass

import yaml

from explainer.core.problems import Place, Problem, Refused
from explainer.core.yaml_files import LOADER, parse_yaml

_EDGE = re.compile(r"---[ \t]*")
_ENTRY = re.compile(r"[\w-]{1,40}:(?:\s.{0,500})?")
_TAKEN_FOR_A_HEAD = re.compile(r" {0,3}[A-Za-z0-9_-]+:")
_EXAMPLE = "Write: description: What the page is about."


@dataclass(frozen=True)
class FrontMatter:
    """What stands at the head of a page, on how many lines, and what is wrong with it."""

    values: dict[str, str]
    lines: int = 0
    problems: tuple[Problem, ...] = ()


def read_front_matter(lines: list[str], file: str) -> FrontMatter:
    """Read the head of a page; a page need not have one."""
    if not lines or not _EDGE.fullmatch(lines[0]):
        return _without_a_head(lines, file)
    end = next((at for at, line in enumerate(lines[1:], start=1) if _EDGE.fullmatch(line)), None)
    if end is None:
        return FrontMatter({}, 0, (_problem(file, 1, "The head of this page is never closed.", "Close it with ---."),))
    strange = [at for at in range(1, end) if lines[at].strip() and not _ENTRY.fullmatch(lines[at])]
    if strange:
        return FrontMatter(
            {}, end + 1, tuple(_problem(file, at + 1, "This is no name with a value.", _EXAMPLE) for at in strange)
        )
    return _read("\n".join(lines[1:end]) + "\n", end + 1, file)


def _without_a_head(lines: list[str], file: str) -> FrontMatter:
    if lines and _TAKEN_FOR_A_HEAD.match(lines[0]):
        hint = "Begin the page with a heading, or write a head between two lines of ---."
        sentence = "A page that begins with a word and a colon loses its first lines."
        return FrontMatter({}, 0, (_problem(file, 1, sentence, hint),))
    return FrontMatter({})


def _read(head: str, count: int, file: str) -> FrontMatter:
    # The empty line stands for the one with dashes, so that lines are those of the page.
    try:
        document = parse_yaml(f"\n{head}", file)
    except Refused as refused:
        return FrontMatter({}, count, tuple(refused.problems))
    values = document.content
    if not values:
        return FrontMatter({}, count, (_problem(file, 1, "This head says nothing.", "Delete it."),))
    as_mkdocs = _as_mkdocs(head)
    faults = tuple(
        _problem(file, document.line((name,)), f"The value of {name} is no text.", "Set it in quotation marks.")
        for name in values
        if not isinstance(as_mkdocs.get(name), str)
    )
    return FrontMatter({name: str(value) for name, value in values.items()}, count, faults)


def _as_mkdocs(head: str) -> dict[str, object]:
    """Return what MkDocs reads: the YAML of 1.1, in which yes is no text, nor 2021-02-01, and 2021-02-31 an error."""
    try:
        return yaml.load(head, LOADER) or {}
    except (yaml.YAMLError, ValueError):
        return {}


def _problem(file: str, line: int, sentence: str, hint: str) -> Problem:
    return Problem(Place(file, line), "D4", sentence, hint)
