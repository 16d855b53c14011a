"""The changes that the rules must catch, made from the real pages and records."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from sense_mutants import Change, sense_changes

from explainer.core.dates import MONTHS
from explainer.core.people_words import KINDS_OF_PEOPLE
from explainer.core.quantities import Quantity
from explainer.core.vocabulary import CITATION, QUALIFIERS
from explainer.edition.state import Edition
from explainer.gates.numbers import numbers_of
from explainer.pages.page import Claim, Page
from explainer.prose.our_claims import OurClaim
from explainer.prose.statements import PROGRAM_PAGES
from explainer.records.evidence import Evidence
from explainer.records.models import Quote

INVENTED_NAME = "Orla Fenwick Bell"
_SWAPS = {"months": "years", "years": "months", "month": "week", "week": "month", "accounts": "groups",
          "people": "groups", "per cent": "people"}  # fmt: skip
_OTHER_PEOPLE = ("clerks", "pilots")
_OTHER_QUALIFIERS = {"nearly": "more than", "more than": "nearly", "over": "nearly", "about": "at least",
                     "at least": "at most", "around": "over", "roughly": "over", "only": "about",
                     "a minimum of": "up to"}  # fmt: skip


@dataclass(frozen=True)
class Mutant:
    """One change of one file: the passage `old`, at its `nth` occurrence from 0, becomes `new`."""

    kind: str
    file: str
    old: str
    new: str
    start: int
    says: str

    def apply(self, text: str) -> str:
        """Return the text of the file with the change made."""
        at = text.find(self.old, self.start)
        assert at >= 0, f"{self.old!r} is not in {self.file}"
        return text[:at] + self.new + text[at + len(self.old) :]


def all_mutants(edition: Edition) -> Iterator[Mutant]:
    """Yield every change."""
    for page in edition.pages:
        if page.path not in PROGRAM_PAGES:
            yield from _page_mutants(edition, page)
    for key, quote in edition.evidence.quotes.items():
        yield from _quote_mutants(edition, key, quote)
    yield from _card_mutants(edition)
    yield from _role_mutants(edition)
    yield from _definition_mutants(edition)
    yield from _sense_mutants(edition)


def _page_mutants(edition: Edition, page: Page) -> Iterator[Mutant]:
    text = (edition.project.docs / page.path).read_text(encoding="utf-8")
    for block in page.prose:
        for claim in block.claims():
            start = _offset(text, claim)
            if claim.citation is None or start < 0:
                continue
            yield from _number_mutants(edition, page, claim, start, text)
            yield from _citation_mutants(edition, page, claim, start, text)


def _offset(text: str, claim: Claim | OurClaim) -> int:
    """Return the offset at which a claim begins in its file."""
    lines = text.split("\n")
    before = sum(len(line) + 1 for line in lines[: claim.place.line - 1])
    return before + max(claim.place.column - 1, 0)


def _sense_mutants(edition: Edition) -> Iterator[Mutant]:
    texts = {
        page.path: (page, (edition.project.docs / page.path).read_text(encoding="utf-8")) for page in edition.pages
    }
    for change in sense_changes(edition):
        page, text = texts[change.claim.page]
        mutant = _moved(change, page, text) if change.behind else _reworded(change, page, text)
        if mutant is not None:
            yield mutant


def _reworded(change: Change, page: Page, text: str) -> Mutant | None:
    """Return a claim with other words; None if it is written over several lines."""
    start = _offset(text, change.claim)
    old = change.claim.text
    says = f"line {change.claim.place.line}: {change.new}"
    return Mutant(change.kind, page.file, old, change.new, start, says) if text.startswith(old, start) else None


def _moved(change: Change, page: Page, text: str) -> Mutant | None:
    """Return everything from one claim to another, with the first of them behind the second, or before it."""
    assert change.behind is not None
    parts = [_with_citation(text, claim) for claim in (change.claim, change.behind)]
    if None in parts:
        return None
    (first, last), (other_first, other_last) = (part for part in parts if part is not None)
    claim, start, end = text[first:last], min(first, other_first), max(last, other_last)
    without = text[start:first] + text[last:end]
    at = other_last - start - (last - first if first < other_first else 0)
    new = f"{without[:at]}. {claim}{without[at:]}"
    says = f"line {change.claim.place.line} moved behind line {change.behind.place.line}"
    return Mutant(change.kind, page.file, text[start:end], new, start, says)


def _with_citation(text: str, claim: OurClaim) -> tuple[int, int] | None:
    """Return where a claim and its citation begin and end in the text of their file."""
    start = _offset(text, claim)
    found = CITATION.match(text, start + len(claim.text) + 1) if text.startswith(claim.text, start) else None
    return (start, found.end()) if found else None


def _number_mutants(edition: Edition, page: Page, claim: Claim, start: int, text: str) -> Iterator[Mutant]:
    for quantity, _ in numbers_of(edition, claim.text):
        if text.find(quantity.text, start) < 0:
            continue
        changes = _dates(quantity) if quantity.kind == "date" else _amounts(edition, quantity, claim.text)
        for kind, new in changes:
            says = f"“{quantity.text}” became “{new}” in line {claim.place.line}"
            if kind == "unit swapped":
                old, new = new.split(" -> ")
                says = f"“{old}” became “{new}” in line {claim.place.line}"
                at = text.find(old, text.find(quantity.text, start))
                if 0 <= at < start + len(claim.text) + 20:
                    yield Mutant(kind, page.file, old, new, at, says)
            else:
                yield Mutant(kind, page.file, quantity.text, new, start, says)


def _amounts(edition: Edition, quantity: Quantity, text: str) -> Iterator[tuple[str, str]]:
    digits = re.search(r"[0-9][0-9,]*", quantity.text)
    if digits:
        value = int(digits.group().replace(",", ""))
        for kind, changed in (
            ("number plus one", value + 1),
            ("number minus one", value - 1),
            ("number times ten", value * 10),
        ):
            yield kind, quantity.text.replace(digits.group(), f"{changed:,}", 1)
    elif quantity.kind == "plain":
        word = quantity.text.split()[-1]
        yield "number word changed", quantity.text.replace(word, "seven" if word.lower() != "seven" else "eight")
    qualifier = quantity.qualifier.lower()
    if qualifier in QUALIFIERS:
        yield "qualifier dropped", quantity.text[len(qualifier) :].lstrip()
        yield "qualifier swapped", _OTHER_QUALIFIERS.get(qualifier, "fewer than") + quantity.text[len(qualifier) :]
    elif digits:
        yield "qualifier added", f"nearly {quantity.text}"
    after = text[text.find(quantity.text) + len(quantity.text) :][:40]
    for old, new in edition.evidence.derived("swapped units", _swaps).items():
        if re.match(rf"[\w ]{{0,14}}\b{old}\b", after.lstrip()) and old in after:
            yield "unit swapped", f"{old} -> {new}"
            break


def _swaps(evidence: Evidence) -> dict[str, str]:
    """Return what stands behind a number, each with another thing that it could count."""
    one, other = _OTHER_PEOPLE
    people = {word: other if word == one else one for word in KINDS_OF_PEOPLE if word.endswith("s")}
    money = [unit.after for unit in evidence.units.values() if unit.kind == "money" and unit.after and not unit.before]
    return {**_SWAPS, **people, **dict(zip(money, [*money[1:], "dollars"], strict=True))}


def _dates(quantity: Quantity) -> Iterator[tuple[str, str]]:
    for month in MONTHS:
        if month in quantity.text:
            other = MONTHS[(MONTHS.index(month) + 5) % 12]
            yield "date: other month", quantity.text.replace(month, other)
    year = re.search(r"\b(?:19|20)\d\d\b", quantity.text)
    if year:
        yield "date: other year", quantity.text.replace(year.group(), str(int(year.group()) + 1))
    day = re.match(r"\d{1,2}(?= )", quantity.text)
    if day:
        yield "date: other day", quantity.text.replace(day.group(), str(int(day.group()) % 28 + 1), 1)


def _citation_mutants(edition: Edition, page: Page, claim: Claim, start: int, text: str) -> Iterator[Mutant]:
    found = CITATION.search(text, start)
    if found is None or claim.citation is None:
        return
    source, _, number = claim.references[0].partition(":")
    last = len(edition.evidence.lock[source].paragraphs)
    moved = f"{source}:{int(number) % last + 1}"
    new = found.group().replace(claim.references[0], moved, 1)
    yield Mutant(
        "citation moved", page.file, found.group(), new, found.start(), f"{claim.references[0]} became {moved}"
    )


def _quote_mutants(edition: Edition, key: str, quote: Quote) -> Iterator[Mutant]:
    source, _, name = key.partition(".")
    file = f"data/sources/{source}.yaml"
    text = (edition.project.root / file).read_text(encoding="utf-8")
    start = text.find(f"\n  {name}:\n")
    words = quote.text.split()
    middle = len(words) // 2
    changed = {
        "quote: word deleted": [*words[:middle], *words[middle + 1 :]],
        "quote: words swapped": [*words[: middle - 1], words[middle], words[middle - 1], *words[middle + 1 :]],
        "quote: negation removed": [word for word in words if word.lower() not in ("not", "never")],
    }
    for kind, others in changed.items():
        if others != words:
            yield Mutant(kind, file, quote.text, " ".join(others), start, f"{key}: “{' '.join(others)}”")
    for speaker in _other_speakers(edition, source, quote):
        old, new = f"speaker: {quote.speaker}", f"speaker: {speaker}"
        yield Mutant("quote: speaker swapped", file, old, new, start, f"{key}: {new}")
    paragraph = f"paragraph: {quote.paragraph}"
    moved = f"paragraph: {quote.paragraph % len(edition.evidence.lock[source].paragraphs) + 1}"
    yield Mutant("quote: paragraph moved", file, paragraph, moved, start, f"{key}: {moved}")


def _other_speakers(edition: Edition, source: str, quote: Quote) -> list[str]:
    speakers = {other.speaker for key, other in edition.evidence.quotes.items() if key.startswith(f"{source}.")}
    return sorted(speakers - {quote.speaker})[:2]


def _card_mutants(edition: Edition) -> Iterator[Mutant]:
    sources = list(edition.evidence.sources)
    for page in edition.pages:
        for block in page.directives:
            if block.name != "quote":
                continue
            source, _, name = block.argument.partition(".")
            other = f"{sources[(sources.index(source) + 1) % len(sources)]}.{name}"
            says = f"{block.argument} became {other}"
            yield Mutant("card: source swapped", page.file, f"| {block.argument}", f"| {other}", 0, says)


def _role_mutants(edition: Edition) -> Iterator[Mutant]:
    roles = [person.role for person in edition.evidence.people.values() if person.kind == "private"]
    for page in edition.pages:
        text = (edition.project.docs / page.path).read_text(encoding="utf-8")
        for role in roles:
            for form in (role, role[0].upper() + role[1:]):
                if form in text:
                    says = f"“{form}” became a name"
                    yield Mutant("role became a name", page.file, form, INVENTED_NAME, 0, says)
    for key, person in edition.evidence.people.items():
        if person.kind == "private":
            text = (edition.project.data / "people.yaml").read_text(encoding="utf-8")
            start = text.find(f"\n{key}:")
            old = f"role: {person.role}"
            yield Mutant("role became a name", "data/people.yaml", old, f"role: {INVENTED_NAME}", start, key)


def _definition_mutants(edition: Edition) -> Iterator[Mutant]:
    text = (edition.project.data / "glossary.yaml").read_text(encoding="utf-8")
    for key in edition.evidence.terms:
        start = text.find(f"\n{key}:")
        cites = re.compile(r"cites: (\[.*\])").search(text, start)
        if cites:
            yield Mutant("definition: citation removed", "data/glossary.yaml", cites.group(), "cites: []", start, key)
