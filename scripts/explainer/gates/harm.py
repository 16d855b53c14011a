"""Rules N: nobody who could be harmed is named."""

from __future__ import annotations

import re
from collections.abc import Iterator

from explainer.edition import Edition
from explainer.gates.files import project_texts
from explainer.gates.registry import Finding, Seen
from explainer.gates.rulebook import rule
from explainer.gates.statements import all_statements
from explainer.models import Person
from explainer.names import blank_permitted, permitted_names, unknown_names
from explainer.problems import Place, Problem
from explainer.quantities import read_quantities
from explainer.text import fold

_UNIT_NUMBER = re.compile(
    r"\b(?:No\.? ?\d|\d{1,4}(?:st|nd|rd|th) (?:battalion|regiment|division|brigade)"
    r"|(?:battalion|regiment|division|brigade|task force) (?:no\.? ?)?\d)",
    re.IGNORECASE,
)
_DETAILS = re.compile(r",| who | in | from | with | at ")
MOST_DETAILS = 3


def private_names(edition: Edition) -> set[str]:
    """Return every name of the articles at hand that nothing permits."""
    permitted = permitted_names(edition.evidence)
    texts = [paragraph.text for article in edition.articles.values() for paragraph in article.paragraphs]
    return {name for text in texts for name in unknown_names(text, permitted)}


@rule("N1", "names")
def names(edition: Edition) -> Iterator[Finding]:
    """Public people are shown by name. Every other name of an article stands in no file of the project, in no case
    and no comment; what no list permits is taken for a private person's name."""
    missing = [key for key in edition.evidence.sources if key not in edition.articles]
    forbidden = private_names(edition)
    permitted = permitted_names(edition.evidence)
    for file, text in project_texts(edition.project):
        yield Seen(file, "no article text at hand" if missing else "")
        folded = fold(text)
        suspects = [name for name in forbidden if name in folded]
        for number in _lines_naming(text, suspects, permitted) if suspects else ():
            sentence = "This line holds a name from an article that no list permits."
            hint = "Show the person by role. If the name is public, add it to people.yaml or names.yaml."
            yield Problem(Place(file, number), "N1", sentence, hint)


def _lines_naming(text: str, names: list[str], permitted: list[str]) -> Iterator[int]:
    pattern = re.compile("|".join(rf"(?<!\w){re.escape(name)}(?!\w)" for name in names))
    for number, line in enumerate(text.split("\n"), start=1):
        if pattern.search(fold(line)) and pattern.search(blank_permitted(line, permitted)):
            yield number


@rule("N1", "names in our sentences")
def names_in_sentences(edition: Edition) -> Iterator[Finding]:
    """Every name in a sentence of ours is on a list: a public person, an organisation, a term, or names.yaml."""
    permitted = permitted_names(edition.evidence)
    for statement in all_statements(edition):
        yield Seen(str(statement.place))
        for name in sorted(unknown_names(statement.text, permitted), key=len, reverse=True)[:1]:
            hint = "Show the person by role. If the name is public, add it to people.yaml or names.yaml."
            yield Problem(statement.place, "N1", f"“{name}” is a name that no list permits.", hint)


@rule("N2", "one private person, one source")
def one_source(edition: Edition) -> Iterator[Finding]:
    """No sentence that speaks of a private person cites another source than that person's own."""
    private = [person for person in edition.evidence.people.values() if person.kind == "private"]
    for statement in all_statements(edition):
        yield Seen(str(statement.place))
        cited = {reference.partition(":")[0] for reference in statement.references}
        if statement.kind != "claim" or len(cited) < 2:
            continue
        for person in private:
            if _speaks_of(statement.text, person) and cited - {person.source}:
                sentence = f"This sentence speaks of “{person.role}” and cites more than one source."
                yield Problem(statement.place, "N2", sentence, "Give each source a sentence of its own.")


def _speaks_of(text: str, person: Person) -> bool:
    """Tell whether a sentence shows a private person by a role that is theirs alone: one with an age or a trait."""
    return re.search(rf"\b{re.escape(person.role.partition(' ')[2])}\b", text) is not None and "," in person.role


@rule("N3", "few details")
def few_details(edition: Edition) -> Iterator[Finding]:
    """A private person is shown with at most three coarse details; no sentence holds a unit's number, and none that
    speaks of a private person gives a day."""
    for key, person in edition.evidence.people.items():
        yield Seen(key)
        if person.kind == "private" and len(_DETAILS.findall(person.role)) + 1 > MOST_DETAILS:
            sentence = f"{key} is shown with more than {MOST_DETAILS} details."
            yield Problem(edition.evidence.place(f"people:{key}", "role"), "N3", sentence, "Leave some out.")
    private = [person for person in edition.evidence.people.values() if person.kind == "private"]
    for statement in all_statements(edition):
        if _UNIT_NUMBER.search(statement.text):
            yield Problem(statement.place, "N3", "This sentence holds the number of a unit.", "Leave it out.")
        days = [q for q in read_quantities(statement.text) if q.kind == "date" and q.low % 100]
        if days and any(_speaks_of(statement.text, person) for person in private):
            sentence = "This sentence gives a day together with a private person."
            yield Problem(statement.place, "N3", sentence, "Name the month, or no date.")
