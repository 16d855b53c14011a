"""Units and kinds of organisation: a set for any subject, to which a project adds its own in data/vocabulary.yaml."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Annotated, Literal

from pydantic import AfterValidator, Field

from explainer.core.people_words import PEOPLE_WORDS
from explainer.core.problems import Unfit
from explainer.records.models import Identifier, Line, Record

UnitKind = Literal["count", "measure", "money", "time", "share"]
_NAME = re.compile(r"[A-Za-z][A-Za-z ]{0,39}")


def _unit_name(value: str) -> str:
    if not _NAME.fullmatch(value):
        raise Unfit(
            "must be a name of letters and spaces", "Write it as it is to stand in a record, such as calls a week."
        )
    return value


NewUnitName = Annotated[str, AfterValidator(_unit_name)]
Words = Annotated[tuple[Line, ...], Field(strict=False)]

ORGANISATION_KINDS = (
    "publisher", "company", "union", "council", "charity", "school", "research", "rights-group", "association", "party",
    "opposition", "state",
)  # fmt: skip
"""The kinds of organisation that every project has."""


class Unit(Record):
    """What a number counts or measures, by the `words` of an article that show it.

    A count may leave its unit to the sentence around it. Of two units with the same words, the one with `near` words is
    meant where one of these stands close by. `before` and `after` are printed around the number; `label` names the unit
    where it stands alone.
    """

    kind: UnitKind = "count"
    words: Annotated[tuple[Line, ...], Field(strict=False, min_length=1)]
    near: Words = ()
    before: Line | None = None
    after: Line | None = None
    label: Line | None = None

    @property
    def names_itself(self) -> bool:
        """Whether an amount in words says its unit, as money does, or only a number, as a count of people does."""
        return self.before is not None or self.after is not None


def _money(sign: str, word: str, label: str) -> Unit:
    return Unit(kind="money", words=(sign, word), before=sign, label=label)


def _monthly(unit: Unit) -> Unit:
    return unit.model_copy(update={"after": "a month", "label": f"{unit.label} a month"})


_USD, _EUR, _GBP = _money("$", "dollars", "US dollars"), _money("€", "euros", "euros"), _money("£", "pounds", "pounds")
UNITS: dict[str, Unit] = {
    "people": Unit(words=PEOPLE_WORDS),
    "organisations": Unit(words=("organizations", "organisations", "institutions", "companies", "conglomerates")),
    "accounts": Unit(words=("accounts", "pages")),
    "households": Unit(words=("households", "homes")),
    "percent": Unit(kind="share", words=("percent", "per cent", "%"), after="per cent"),
    "share": Unit(kind="share", words=("third", "thirds", "quarter", "quarters", "half")),
    "years": Unit(kind="time", words=("year", "years"), after="years"),
    "months": Unit(kind="time", words=("month", "months"), after="months"),
    "weeks": Unit(kind="time", words=("week", "weeks"), after="weeks"),
    "days": Unit(kind="time", words=("day", "days"), after="days"),
    "hours": Unit(kind="time", words=("hour", "hours"), after="hours"),
    "km": Unit(kind="measure", words=("km", "kilometres", "kilometers"), after="km"),
    "metres": Unit(kind="measure", words=("metres", "meters"), after="metres"),
    "hectares": Unit(kind="measure", words=("hectares",), after="hectares"),
    "tonnes": Unit(kind="measure", words=("tonnes",), after="tonnes"),
    "USD": _USD,
    "EUR": _EUR,
    "GBP": _GBP,
    "USD a month": _monthly(_USD),
    "EUR a month": _monthly(_EUR),
    "GBP a month": _monthly(_GBP),
}
"""The units that every project has."""


class Vocabulary(Record):
    """What a project adds to the kinds of organisation and to the units."""

    organisation_kinds: Annotated[tuple[Identifier, ...], Field(strict=False)] = ()
    units: dict[NewUnitName, Unit] = Field(default_factory=dict)


class Units(dict[str, Unit]):
    """Units by name. One that is not known counts something that is called by its name."""

    def __missing__(self, name: str) -> Unit:
        return Unit(words=(name,))


def units_with(own: Mapping[str, Unit]) -> Units:
    """Return all units: the built-in ones, each with the words that a project adds, and those of the project."""
    added = {
        name: UNITS[name].model_copy(update={"words": (*UNITS[name].words, *unit.words)}) if name in UNITS else unit
        for name, unit in own.items()
    }
    return Units({**UNITS, **added})
