"""The items of the quiz as they are written: what is asked, and the records from which the right answer is drawn.

An item names records; what readers see, and what is right, follows from them (see the room `quiz`).
"""

from __future__ import annotations

from typing import Annotated, Literal, get_args

from pydantic import Field, model_validator

from explainer.core.problems import Unfit
from explainer.records.models import Identifier, Line, Number, Record

Ids = Annotated[tuple[Line, ...], Field(strict=False)]
Pair = Annotated[tuple[Line, Line], Field(strict=False)]
One = Annotated[tuple[Line], Field(strict=False)]

VerdictWord = Literal["right", "wrong", "cannot-tell"]
VERDICTS: tuple[VerdictWord, ...] = ("right", "wrong", "cannot-tell")
"""What can be said of a statement, in the order in which it is offered."""

Asked = Literal["highest", "lowest", "earliest", "latest", "agreement"]
Matched = Literal["terms", "speakers", "dates", "amounts", "copies"]
Label = Literal["source", "population", "claimant"]


def _only(record: Record, names: tuple[str, ...], what: str) -> None:
    given = [name for name in names if getattr(record, name) is not None]
    if len(given) != 1:
        raise Unfit(f"must have exactly one of {', '.join(names)}", f"Keep the one that says {what}.")


class Drawn(Record):
    """Something that readers see, drawn from one record; `words` is written out, for what no record has."""

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
        """The field of the record that is shown."""
        return next(name for name in type(self).model_fields if getattr(self, name) is not None)

    @property
    def value(self) -> str:
        """The id of the record, or the words."""
        return str(getattr(self, self.field))


class Test(Record):
    """What makes a statement right: a question to the records, which `quiz.verdicts` answers."""

    __test__ = False  # pytest would take the name for a test of its own

    higher: Pair | None = None
    before: Pair | None = None
    counts: Pair | None = None
    claimed: Pair | None = None
    said: Pair | None = None
    copied: Pair | None = None
    compatible: Pair | None = None
    incompatible: Pair | None = None
    comparable: Pair | None = None
    exactly: One | None = None
    below: One | None = None
    sourced: One | None = None
    dated: One | None = None

    @model_validator(mode="after")
    def _one(self) -> Test:
        _only(self, tuple(type(self).model_fields), "what is tested")
        return self

    @property
    def name(self) -> str:
        """The name of the test."""
        return next(name for name in type(self).model_fields if getattr(self, name) is not None)

    @property
    def ids(self) -> tuple[str, ...]:
        """The ids that the test is about."""
        return tuple(getattr(self, self.name))


class Interval(Record):
    """The lowest and the highest number that is accepted as an answer."""

    low: Number
    high: Number

    @model_validator(mode="after")
    def _in_order(self) -> Interval:
        if self.high < self.low:
            raise Unfit("must have a high that is not less than its low", "Correct low and high.")
        return self


class Item(Record):
    """What all items have: a lesson, a question, and feedback that cites. `shows` is a quotation printed with them, and
    `read` the topic whose page has what the lesson does not have."""

    lesson: Identifier
    question: Line
    shows: Line | None = None
    rests_on: Ids = ()
    read: Line | None = None
    feedback: Line


class Choice(Item):
    """A question with several answers, one of them right: `answer` and `others`, or `asks` with the records in `of`."""

    kind: Literal["choice"]
    answer: Drawn | None = None
    others: Annotated[tuple[Drawn, ...], Field(strict=False)] = ()
    asks: Asked | None = None
    of: Ids = ()
    by: Label = "source"

    @model_validator(mode="after")
    def _one_form(self) -> Choice:
        if (self.answer is None) == (self.asks is None):
            raise Unfit("must have either answer or asks", "Write answer and others, or asks and of.")
        if self.answer is not None and self.of:
            raise Unfit("must not have both answer and of", "Remove of, or write asks instead of answer.")
        if self.answer is not None and len(self.others) < 2:
            raise Unfit("must have two or more others", "Add wrong answers to others.")
        if self.asks is not None and self.others:
            raise Unfit("must not have both asks and others", "Remove others, or write answer instead of asks.")
        if self.asks is not None and len(self.of) < 2:
            raise Unfit("must have two or more ids in `of`", "Add the records to choose from.")
        if self.asks == "agreement" and len(self.of) != 2:
            raise Unfit("must have exactly two ids in `of`", "Keep the two figures that are compared.")
        return self


class Verdict(Item):
    """A statement that is true, false or undecided; `answer` is written, and `test` must confirm it."""

    kind: Literal["verdict"]
    test: Test
    answer: VerdictWord


class Matching(Item):
    """Two lists to match, both drawn from the same records."""

    kind: Literal["matching"]
    match: Matched
    of: Annotated[Ids, Field(min_length=3, max_length=6)]


class Numeric(Item):
    """A number to enter: the amount of a figure. Without `accepts`, only the stated amount is right."""

    kind: Literal["number"]
    figure: Line
    accepts: Interval | None = None


class Short(Item):
    """A word or name to enter; the forms of a term are right too, and so is what `accepts` adds."""

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
