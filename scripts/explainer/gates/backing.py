"""Which record backs a number: amount, qualifier, unit and date must all fit (rule P2)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from fractions import Fraction

from explainer.core.dates import EdtfDate
from explainer.core.people_words import KINDS_OF_PEOPLE
from explainer.core.quantities import Quantity, read_quantities
from explainer.core.text import fold
from explainer.core.vocabulary import QUALIFIERS
from explainer.edition.state import Edition
from explainer.records.evidence import Evidence
from explainer.records.models import Amount, Event, Figure, Quote, Source

UNKNOWN = "no record of the cited paragraphs has this number"
"""Why a number is not backed that no record comes near."""
_AFTER_WORDS = 5
_DISTANCE = re.compile(r" (years?|months?|weeks?|days?) (?:later|earlier|after|before)\b")
_DAYS = {"week": 7, "day": 1}
_MONTHS = {"year": 12, "month": 1}
_TIME_UNITS = ("week", "month", "year", "day", "hour")
_PERCENT = ("per cent", "percent", "%")
_SHORTEST_OF_PEOPLE, _SHORTEST = 5, 4
"""Letters of the shortest stems: a word is taken to begin with one, and many words begin with a shorter one."""


def explain_unbacked(edition: Edition, quantity: Quantity, text: str, references: Iterable[str]) -> str:
    """Return "" if a record of the paragraphs backs a number of a text, else why the nearest record does not fit."""
    nearest = ""
    references = list(references)
    if is_distance(edition, quantity, text, references):
        return ""
    for reference in references:
        for why in _attempts(edition, quantity, text, reference):
            if not why:
                return ""
            nearest = nearest or why
    return nearest or UNKNOWN


def backing_figures(edition: Edition, quantity: Quantity, text: str, references: Iterable[str]) -> list[str]:
    """Return the full ids of the figures in the paragraphs that back a number of a text."""
    return [
        key
        for reference in references
        for key, piece in edition.evidence.pieces_at(reference)
        if quantity.kind != "date" and isinstance(piece, Figure) and "" in _by_figure(edition, quantity, text, piece)
    ]


def _attempts(edition: Edition, quantity: Quantity, text: str, reference: str) -> Iterator[str]:
    """Yield, for the records of one paragraph, "" where the number fits and a reason where it nearly does."""
    source = edition.evidence.sources.get(reference.partition(":")[0])
    if source is None:
        return
    for _, piece in edition.evidence.readings_at(reference):
        if isinstance(piece, Figure):
            yield from _by_figure(edition, quantity, text, piece)
        elif isinstance(piece, Event):
            yield from _by_date(quantity, piece.when)
            yield from _by_wording(quantity, piece.text)
        elif isinstance(piece, Quote):
            yield from _by_wording(quantity, piece.text)
    if quantity.kind == "date":
        yield from _by_date(quantity, source.when)
    yield from _by_role(edition, quantity, source)
    if quantity.text.lower() == "twice":
        yield from _by_telling(edition, quantity, reference)


def _by_telling(edition: Edition, quantity: Quantity, reference: str) -> Iterator[str]:
    """ "Twice" fits if the paragraph tells of two, in whatever form, and where its text is not at hand."""
    paragraph = edition.paragraph(reference)
    told = read_quantities(paragraph or "")
    if paragraph is None or any(each.low == quantity.low and each.kind != "date" for each in told):
        yield ""


def is_distance(edition: Edition, quantity: Quantity, text: str, references: list[str]) -> bool:
    """Tell whether a number is the distance between two dates of records of the paragraphs: "two years later"."""
    found = _DISTANCE.match(text, quantity.end)
    if found is None or quantity.kind != "plain" or quantity.qualifier or quantity.high is not None:
        return False
    unit = found[1].removesuffix("s")
    dates = [date for reference in references for date in _dates_of(edition, reference)]
    return any(_apart(one, other, unit) == quantity.low for one in dates for other in dates if one is not other)


def _dates_of(edition: Edition, reference: str) -> Iterator[EdtfDate]:
    source = edition.evidence.sources.get(reference.partition(":")[0])
    if source is not None:
        yield source.when
    for _, piece in edition.evidence.readings_at(reference):
        if isinstance(piece, Figure | Event):
            yield piece.date if isinstance(piece, Figure) else piece.when


def _apart(one: EdtfDate, other: EdtfDate, unit: str) -> int | None:
    """Return how many whole units lie between the beginnings of two dates; None if they are not exact enough."""
    first, second = one.start, other.start
    if unit in _DAYS:
        exact = first.day is not None and second.day is not None
        return abs((first.first - second.first).days) // _DAYS[unit] if exact else None
    if unit == "year" and None in (first.month, second.month):
        return abs(first.year - second.year)
    if first.month is None or second.month is None:
        return None
    return abs((first.year - second.year) * 12 + first.month - second.month) // _MONTHS[unit]


def _by_figure(edition: Edition, quantity: Quantity, text: str, figure: Figure) -> Iterator[str]:
    if quantity.kind == "date":
        yield from _by_date(quantity, figure.date)
        return
    main = figure.low if figure.amount is None else figure.amount
    if quantity.kind == "vague":
        fits = figure.amount is None and figure.high is None and figure.low == quantity.low
        if fits:
            yield _unit_fault(edition, quantity, text, figure, figure.unit)
        return
    if quantity.low == main and quantity.high == figure.high and not _is_vague(figure):
        yield _qualifier_fault(quantity, figure.qualifier) or _unit_fault(edition, quantity, text, figure, figure.unit)
    for second in figure.also:
        if quantity.low == second.amount and quantity.high is None:
            yield from _by_second(edition, quantity, text, figure, second)


def _by_second(edition: Edition, quantity: Quantity, text: str, figure: Figure, second: Amount) -> Iterator[str]:
    qualifier = second.qualifier or quantity.qualifier if "rough equivalent" in figure.stated else second.qualifier
    yield _qualifier_fault(quantity, qualifier) or _unit_fault(edition, quantity, text, figure, second.unit)


def _is_vague(figure: Figure) -> bool:
    return figure.amount is None and figure.high is None


def _qualifier_fault(quantity: Quantity, qualifier: str) -> str:
    stated = QUALIFIERS.get(qualifier, "exact")
    if quantity.sense == stated:
        return ""
    ours, theirs = (f"the qualifier {each!r}" if each else "no qualifier" for each in (quantity.qualifier, qualifier))
    return f"the record has {theirs}, but this text has {ours}"


def _unit_fault(edition: Edition, quantity: Quantity, text: str, figure: Figure, unit: str) -> str:
    if quantity.kind in ("share", "percent") and unit != quantity.kind:
        return f"the unit here is {quantity.kind!r}, but the record's unit is {unit!r}"
    stem = _first_stem(edition, quantity, text)
    if not stem:
        return ""
    measure = edition.evidence.measures.get(figure.measure)
    population = measure.populations.get(figure.population, "") if measure else ""
    name = measure.name if measure else ""
    words = "" if unit == "people" else f"{unit} {' '.join(edition.evidence.units[unit].words)}"
    stated = fold(f"{figure.stated} {population} {name} {words}").lower()
    return "" if stem in stated else f"the record counts something else: it states “{figure.stated}”"


def _first_stem(edition: Edition, quantity: Quantity, text: str) -> str:
    """Return the stem of the first word after a number that says what it counts, or the sign of its currency."""
    if quantity.currency:
        return "$" if quantity.currency.endswith("$") else quantity.currency
    after = re.split(r"[,;:.()]", fold(text)[quantity.end :], maxsplit=1)[0].lower().strip(" -")
    stems = edition.evidence.derived("stems of units", _stems_of_units)
    found = [(after.find(stem), stem) for stem in stems if after.find(stem) >= 0]
    near = [(at, stem) for at, stem in found if _says_what(after, at, stem)]
    return min(near)[1] if near else ""


def _stems_of_units(evidence: Evidence) -> tuple[str, ...]:
    """Return stems of words that say what a number counts; the first after a number must fit the record behind it."""
    people = {word.removesuffix("s") for word in KINDS_OF_PEOPLE}
    units = [unit for name, unit in evidence.units.items() if unit.kind not in ("time", "share") and name != "people"]
    words = {_stem_of(word) for unit in units for word in unit.words}
    kinds = (stem for stem in people if len(stem) >= _SHORTEST_OF_PEOPLE)
    things = (stem for stem in words if len(stem) >= _SHORTEST or not stem.isalpha())
    return tuple(sorted({*_TIME_UNITS, *_PERCENT, *kinds, *things} - {""}))


def _stem_of(words: str) -> str:
    """Return the stem of a unit's word, or of the first long one of several, as in "calls a week"."""
    first = next((word for word in words.lower().split() if len(word) >= _SHORTEST), words if " " not in words else "")
    return first.removesuffix("s")


def _says_what(after: str, at: int, stem: str) -> bool:
    """Tell whether a word near a number says what it counts: "a month", but not "in the same month"."""
    before = after[:at].split()
    if len(before) >= _AFTER_WORDS or (at and after[at - 1].isalnum()):
        return False
    return stem not in _TIME_UNITS or not before or before[-1] in ("a", "per", "each", "every")


def _by_date(quantity: Quantity, when: EdtfDate) -> Iterator[str]:
    """A date fits if each part it gives equals that of the record's date; it may be less exact, but not more."""
    if quantity.kind != "date":
        return
    year, month, day = date_parts(quantity)
    points = [when.start, *([when.end] if when.end else [])]
    if any(_fits(point.year, year) and _fits(point.month, month) and _fits(point.day, day) for point in points):
        yield ""
    elif any(point.year == year or point.month == month for point in points):
        yield f"the nearest record is dated {when.text}"


def _fits(known: int | None, stated: int) -> bool:
    return stated == 0 or known == stated


def date_parts(quantity: Quantity) -> tuple[int, int, int]:
    """Return the year, month and day of a date, 0 for parts that it does not give."""
    value = int(quantity.low)
    return value // 10_000, value // 100 % 100, value % 100


def _by_wording(quantity: Quantity, text: str) -> Iterator[str]:
    """A number or ordinal fits if the words of an event or quotation contain the same one."""
    for other in read_quantities(text):
        same = (other.kind, other.low, other.high) == (quantity.kind, quantity.low, quantity.high)
        if same and other.kind != "date":
            yield "" if other.sense == quantity.sense else _qualifier_fault(quantity, other.qualifier)
        elif same:
            yield ""


def _by_role(edition: Edition, quantity: Quantity, source: Source) -> Iterator[str]:
    """An age fits if it is part of the role of a private person of the source."""
    if quantity.kind != "plain" or quantity.qualifier:
        return
    if quantity.low in edition.evidence.derived("numbers in roles", _numbers_in_roles).get(source.id, ()):
        yield ""


def _numbers_in_roles(evidence: Evidence) -> dict[str, set[Fraction]]:
    found: dict[str, set[Fraction]] = {}
    for person in evidence.people.values():
        if person.source is not None:
            found.setdefault(person.source, set()).update(each.low for each in read_quantities(person.role))
    return found
