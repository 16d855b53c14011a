"""Rule Y1 for letters: whatever is written here can be set in every download."""

from __future__ import annotations

from collections.abc import Iterator

from explainer.core.letters import unprintable
from explainer.core.problems import Place, Problem, Refused
from explainer.core.read_files import MAXIMUM_WRITTEN_BYTES, read_text
from explainer.edition.state import Edition
from explainer.gates.registry import Finding, Seen
from explainer.gates.rulebook import rule

_MOST_SHOWN = 5


@rule("Y1", "letters", "files")
def letters(edition: Edition) -> Iterator[Finding]:
    """Pages and data are written in letters that a typeface of the downloads has: Latin, Arabic, Chinese, Thai, Khmer
    and most others, and emoji."""
    project = edition.project
    for path in [*project.data_files(), *sorted(project.docs.rglob("*.md")), project.configuration]:
        shown_as = project.relative(path)
        try:
            text = read_text(path, shown_as, MAXIMUM_WRITTEN_BYTES)
        except Refused:
            yield Seen(shown_as, "it cannot be read")
            continue
        yield Seen(shown_as)
        for number, line in enumerate(text.split("\n"), start=1) if not text.isascii() else ():
            if missing := unprintable(line):
                yield Problem(Place(shown_as, number), "Y1", _sentence(missing), _HINT)


_HINT = "Write the word in other letters. Handbook, sheets and handouts could not be made with it."


def _sentence(missing: list[str]) -> str:
    shown = ", ".join(f"{letter} (U+{ord(letter):04X})" for letter in missing[:_MOST_SHOWN])
    rest = f" and {len(missing) - _MOST_SHOWN} more" if len(missing) > _MOST_SHOWN else ""
    return f"No typeface of the downloads has {shown}{rest}."
