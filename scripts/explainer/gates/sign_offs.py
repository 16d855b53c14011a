"""Rule P6: a person has compared our words with what they rest on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta

from explainer.built.site import BuiltSite
from explainer.core.problems import Place, Problem
from explainer.core.text import find_exact, fold
from explainer.edition.state import Edition
from explainer.gates.built_pages import rule as site_rule
from explainer.gates.harm import NameSearch
from explainer.gates.registry import Finding, Seen
from explainer.gates.rulebook import rule
from explainer.prose.sign_offs import (
    Kind,
    Passage,
    passages_to_read,
    stale_sign_offs,
    unread_of_page,
    unread_passages,
)
from explainer.prose.signatures import signature_file, signatures

MOST_A_DAY = 150
_MARKS = "//sup[@class='cite']/b[@class='unsigned']"
READERS = "data/readers.yaml"

_SENTENCES: dict[Kind, str] = {
    "claim": "The claim “{0.opens} …” has not been signed off in its current form.",
    "reading": "The conclusion “{0.opens} …” has not been signed off in its current form.",
    "record": "The record {0.of} has not been signed off in its current form.",
    "page": "What {0.of} says and shows apart from its claims has not been signed off in its current form.",
}


@rule("P6", "signed off")
def signed_off(edition: Edition) -> Iterator[Finding]:
    """A person has compared every claim in its current form with its paragraphs, and every conclusion and record with
    what it rests on, and has read the rest of each page and of the navigation as a whole. What has not been signed off
    is a warning, and the site shows how much has been. Changing words, a citation, or a record that a claim rests on
    voids the sign-off; so does moving a claim to another page, or, if it leans on the sentence before, behind another
    one."""
    unread = {passage.key: passage for passage in unread_passages(edition)}
    for passage in passages_to_read(edition):
        yield Seen(f"{passage.place}")
        if passage.key in unread:
            yield _problem(passage)
    # A change is reported once, as unread; `explainer review` then removes the old sign-off.
    changed = {passage.of for passage in unread.values()}
    for key in stale_sign_offs(edition):
        if edition.evidence.reviews[key].of not in changed:
            place, sentence = (
                edition.evidence.place(f"reviews:{key}"),
                "This sign-off is for words that no longer exist.",
            )
            yield Problem(place, "P6", sentence, "Run `explainer review`, which removes it.", "warning")


@site_rule("P6", "marks of what nobody signed off")
def marked(site: BuiltSite) -> Iterator[Finding]:
    """On a built page, every claim that nobody has signed off as it is carries a mark that says so, and no other
    does."""
    for page in site.edition.pages:
        built = site.by_path.get(f"{page.path.removesuffix('.md')}.html")
        if built is None:
            continue
        yield Seen(page.path)
        unread = sum(passage.kind == "claim" for passage in unread_of_page(site.edition, page.path))
        marks = len(built.tree.xpath(_MARKS))
        if marks != unread:
            sentence = f"This page marks {marks} claims as not signed off; there are {unread}."
            hint = "Find the citation that the build takes for another claim’s; write its sentence more plainly."
            yield Problem(Place(f"site/{built.path}"), "P6", sentence, hint)


@rule("P6", "who signed off, and when")
def readers(edition: Edition) -> Iterator[Finding]:
    """Where readers.yaml names readers, every sign-off is by the role of one of them. No role is the name of somebody
    in the articles. The day of a sign-off has been. More than 150 sign-offs by one reader on one day are a warning,
    because nobody reads as many with care. A signature that a reader with a key made over sign-offs fits that key."""
    evidence = edition.evidence
    yield Seen("data/reviews.yaml")
    roles = {reader.role for reader in evidence.readers.values()}
    # Where the day begins first, it is already tomorrow.
    last = (date.today() + timedelta(days=1)).isoformat()
    first: dict[str, Place] = {}
    for key, review in evidence.reviews.items():
        yield Seen(key)
        place = evidence.place(f"reviews:{key}")
        first.setdefault(review.by, place)
        if review.read > last:
            yield Problem(place, "P6", f"This sign-off is of a day to come: {review.read}.", "Remove it.")
    for role, place in first.items():
        if roles and role not in roles:
            hint = f"Name the reader in {READERS}, or remove the sign-offs."
            yield Problem(place, "P6", f"No reader has the role {role!r}.", hint)
        elif names_somebody(edition, role):
            hint = "Name the reader by role, such as second reader."
            yield Problem(place, "P6", f"{role!r} is the name of somebody in the articles.", hint)
    for (role, day), count in Counter((each.by, each.read) for each in evidence.reviews.values()).items():
        if count > MOST_A_DAY:
            sentence = f"The {role} signed off {count} passages on {day}: more than anybody reads with care in a day."
            yield Problem(Place("data/reviews.yaml"), "P6", sentence, "Let another reader read some again.", "warning")
    yield from _signatures(edition)


def names_somebody(edition: Edition, role: str) -> bool:
    """Return whether a role contains the name of somebody in the articles."""
    people = (each for each in edition.evidence.people.values() if each.name)
    forms = (form for person in people for form in (person.name or "", *person.aliases))
    said = fold(role).lower()
    return NameSearch.of(edition).finds(role) or any(find_exact(fold(form).lower(), said) >= 0 for form in forms)


def _signatures(edition: Edition) -> Iterator[Finding]:
    for reader, signature in signatures(edition).items():
        file = edition.project.relative(signature_file(edition.project, reader))
        yield Seen(file, "ssh-keygen is not installed" if signature.state == "unchecked" else "")
        if signature.state == "forged":
            sentence = f"This is not what the key of {reader} in {READERS} has signed."
            yield Problem(
                Place(file), "P6", sentence, "Restore the file, or let the reader run `explainer sign` again."
            )


def _problem(passage: Passage) -> Problem:
    sentence = _SENTENCES[passage.kind].format(passage)
    return Problem(passage.place, "P6", sentence, f"Run `explainer review --of {passage.of}`.", "warning")
