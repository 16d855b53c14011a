"""The front matter of a page: names with values, between two lines of three dashes.

MkDocs prints front matter as text if it cannot read it as YAML, and takes the first lines of a page for front matter if
they are a name and a colon. So whatever it would not read as it is written is refused (rule D4).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from mkdocs.utils.meta import get_data

from explainer.core.problems import Place, Problem, Refused
from explainer.core.yaml_files import parse_yaml

_EDGE = re.compile(r"---[ \t]*")
_ENTRY = re.compile(r"[\w-]{1,40}:(?:\s.{0,500})?")


@dataclass(frozen=True)
class FrontMatter:
    """The front matter of a page: its values, the number of its lines, and what is wrong with it."""

    values: dict[str, str]
    lines: int = 0
    problems: tuple[Problem, ...] = ()


def read_front_matter(lines: list[str], file: str) -> FrontMatter:
    """Read the front matter of a page; a page need not have any."""
    opens = bool(lines and _EDGE.fullmatch(lines[0]))
    end = next((at for at, line in enumerate(lines) if at and _EDGE.fullmatch(line)), 0) if opens else 0
    as_mkdocs = get_data("\n".join([*lines[: end + 1], ""]))[1]
    if not opens:
        sentence = "A page must not begin with a word and a colon, because its first lines would be lost."
        hint = "Begin with a heading, or write front matter between two lines of ---."
        return FrontMatter({}, 0, _refused(file, [1] if as_mkdocs else [], sentence, hint))
    if not end:
        sentence = "The front matter of this page is never closed."
        return FrontMatter({}, 0, _refused(file, [1], sentence, "Add the line --- at its end."))
    faulty = [at + 1 for at in range(1, end) if lines[at].strip() and not _ENTRY.fullmatch(lines[at])]
    if faulty:
        sentence = "Every line of the front matter must be `name: value`."
        hint = "Write, for example: description: What the page is about."
        return FrontMatter({}, end + 1, _refused(file, faulty, sentence, hint))
    try:
        # An empty line in place of the dashes keeps the line numbers of the page.
        document = parse_yaml("\n".join(["", *lines[1:end], ""]), file)
    except Refused as refused:
        return FrontMatter({}, end + 1, refused.problems)
    values = {name: str(value) for name, value in (document.content or {}).items()}
    if not values:
        return FrontMatter({}, end + 1, _refused(file, [1], "The front matter of this page is empty.", "Remove it."))
    faults = tuple(
        Problem(Place(file, document.line((name,))), "D4", f"{name} must be text.", "Put the value in quotation marks.")
        for name in values
        if not isinstance(as_mkdocs.get(name), str)
    )
    return FrontMatter(values, end + 1, faults)


def _refused(file: str, lines: Iterable[int], sentence: str, hint: str) -> tuple[Problem, ...]:
    return tuple(Problem(Place(file, line), "D4", sentence, hint) for line in lines)
