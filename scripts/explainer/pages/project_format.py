"""The form of a project's files, by number: what a newer program wants changed in an older project, it says."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from explainer.core.problems import Place, Problem

FORMAT = 1
"""The form that this program reads. It goes up when files of a project must be changed by hand."""

CHANGES: Mapping[int, str] = {}
"""What to change in a project of each earlier form, as an order: `{1: "In data/people.yaml, rename … to …."}`."""


def format_problems(given: object, place: Place) -> Iterator[Problem]:
    """Yield what is wrong with the form that a project says it has; one that says nothing has today's."""
    if given is None or given == FORMAT:
        return
    if type(given) is not int or given < 1:
        yield Problem(place, "Y3", f"extra.format must be a number from 1 to {FORMAT}.", f"Write: format: {FORMAT}")
    elif given > FORMAT:
        sentence = f"This project has form {given}, and this program knows forms up to {FORMAT}."
        yield Problem(place, "Y3", sentence, "Name a newer version of the program in requirements.txt.")
    else:
        orders = " ".join(CHANGES[each] for each in range(given, FORMAT))
        hint = f"{orders} Then write: format: {FORMAT}"
        yield Problem(place, "Y3", f"This project has form {given}, and this program reads form {FORMAT}.", hint)
