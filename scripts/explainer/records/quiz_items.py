"""The items of the quiz as they are written: what is asked, and from which records the right answer is drawn.

An item names records; what a reader sees, and what is right, follows from them (see the room `asking`).
"""

from __future__ import annotations

from typing import Annotated, Literal, get_args

from pydantic import Field, model_validator

from explainer.records.models import Identifier, Line, Number, Record

Ids = Annotated[tuple[Line, ...], Field(strict=False)]
Pair = Annotated[tuple[Line, Line], Field(strict=False)]
One = Annotated[tuple[Line], Field(strict=False)]

VerdictWord = Literal["right", "wrong", "cannot-tell"]
VERDICTS: dict[VerdictWord, str] = {"right": "True", "wrong": "False", "cannot-tell": "Can’t tell from the sources"}
"""What can be said of a statement, in the order in which it is offered."""

Order = Literal["highest", "lowest", "earliest", "latest"]
Matched = Literal["terms", "speakers", "dates", "amounts", "copies"]
Label = Literal["source", "population", "claimant"]


def _only(record: Record, names: tuple[str, ...], what: str) -> None:
    given = [name for name in names if getattr(record, name) is not None]
    if len(given) != 1:
        raise ValueError(f"give exactly one of {', '.join(names)}: it says {what}")


class Drawn(Record):
    """Something a reader is shown, drawn from one record; `words` is written out, where no record holds it."""

    speaker: Line | None = None
    claimant: Line | None = None
    amount: Line | None = None
    population: Line | None = None
    date: Line | None = None
    event: Line | None = None
    term: Line | None = None
    definition: Line | None = None
    publisher: Line | None = None
    grade: Line | None = None
    words: Line | None = None

    @model_validator(mode="after")
    def _one(self) -> Drawn:
        _only(self, tuple(type(self).model_fields), "where the answer comes from")
        return self

    @property
    def field(self) -> str:
        """Which field of a record is shown."""
        return next(name for name in type(self).model_fields if getattr(self, name) is not None)

    @property
    def value(self) -> str:
        """The id of the record, or the words."""
        return str(getattr(self, self.field))


class Test(Record):
    """What makes a statement right: a question to the records, which `asking.verdicts` answers."""

    __test__ = False  # pytest would take the name for a test of its own

    higher: Pair | None = None
    before: Pair | None = None
    counts: Pair | None = None
    claimed: Pair | None = None
    said: Pair | None = None
    copied: Pair | None = None
    compatible: Pair | None = None
    comparable: Pair | None = None
    exactly: One | None = None
    sourced: One | None = None
    dated: One | None = None

    @model_validator(mode="after")
    def _one(self) -> Test:
        _only(self, tuple(type(self).model_fields), "what is tested")
        return self

    @property
    def name(self) -> str:
        """Which test it is."""
        return next(name for name in type(self).model_fields if getattr(self, name) is not None)

    @property
    def ids(self) -> tuple[str, ...]:
        """What is put to the test."""
        return tuple(getattr(self, self.name))


class Interval(Record):
    """Between which numbers an answer is accepted, both included."""

    low: Number
    high: Number

    @model_validator(mode="after")
    def _in_order(self) -> Interval:
        if self.high < self.low:
            raise ValueError("high must not be less than low")
        return self


class Item(Record):
    """What all items have: a lesson, a question, and feedback that cites. `shows` is a quotation printed with it."""

    lesson: Identifier
    question: Line
    shows: Line | None = None
    rests_on: Ids = ()
    feedback: Line


class Choice(Item):
    """One of several answers is right. Either `answer` and `others`, or `asks` of records that decide it."""

    kind: Literal["choice"]
    answer: Drawn | None = None
    others: Annotated[tuple[Drawn, ...], Field(strict=False)] = ()
    asks: Order | Literal["agreement"] | None = None
    of: Ids = ()
    by: Label = "source"

    @model_validator(mode="after")
    def _one_form(self) -> Choice:
        if (self.answer is None) == (self.asks is None):
            raise ValueError("give either answer with others, or asks with of")
        if self.answer is not None and (len(self.others) < 2 or self.of):
            raise ValueError("give two or more others beside the answer, and no `of`")
        if self.asks is not None and (len(self.of) < 2 or self.others):
            raise ValueError("give two or more ids in `of`, and no others")
        if self.asks == "agreement" and len(self.of) != 2:
            raise ValueError("agreement is asked of two figures")
        return self


class Verdict(Item):
    """A statement that is true, false, or cannot be told; `answer` is written, and `test` must bear it out."""

    kind: Literal["verdict"]
    test: Test
    answer: VerdictWord


class Matching(Item):
    """Two lists to be matched, both drawn from the same records."""

    kind: Literal["matching"]
    match: Matched
    of: Annotated[Ids, Field(min_length=3, max_length=6)]


class Numeric(Item):
    """A number to be entered: the amount of a figure. Without `accepts` only what is stated is right."""

    kind: Literal["number"]
    figure: Line
    accepts: Interval | None = None


class Short(Item):
    """A word or a name to be entered; a term's forms are right too, and what `accepts` adds."""

    kind: Literal["short"]
    answer: Drawn
    accepts: Ids = ()


QuizItem = Choice | Verdict | Matching | Numeric | Short
QUIZ_KINDS: dict[str, type[Choice] | type[Verdict] | type[Matching] | type[Numeric] | type[Short]] = {
    get_args(model.model_fields["kind"].annotation)[0]: model for model in get_args(QuizItem)
}
"""The model of each kind of item."""


def written_words(item: QuizItem) -> list[tuple[str, str]]:
    """Return the answers that are written out and not drawn from a record, each with its field."""
    drawn: list[tuple[str, Drawn]] = []
    if isinstance(item, Choice | Short) and item.answer:
        drawn.append(("answer", item.answer))
    if isinstance(item, Choice):
        drawn += [("others", other) for other in item.others]
    accepts = [("accepts", words) for words in item.accepts] if isinstance(item, Short) else []
    return [(field, each.value) for field, each in drawn if each.field == "words"] + accepts
