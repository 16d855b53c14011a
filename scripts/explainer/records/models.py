"""The records. None can be built wrong: unknown keys, wrong types and impossible values are refused.

The full id of a record of a source is `source.key`; other records have a plain id.
"""

from __future__ import annotations

import os
import re
from fractions import Fraction
from typing import Annotated, Any

# To look for plugins, pydantic reads the metadata of every installed package; this project uses none.
os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, ValidationInfo, model_validator

from explainer.core.dates import EdtfDate, parse_date
from explainer.core.problems import Unfit
from explainer.core.text import host_of
from explainer.core.vocabulary import (
    IDENTIFIER,
    QUALIFIERS,
    REFERENCE,
    ChartForm,
    CopyKind,
    NameKind,
    PersonKind,
    RelationKind,
    id_hint,
)

ARTICLE_ITSELF = "article"
"""The claimant of a figure that the article states in its own voice."""


_ADDRESS_HINT = "Write, for example: https://harbour.example/pilots"
_NUMBER_HINT = "Write, for example: 3000, 60.5 or 2/3"
PAGE_PATH = r"^(?:[a-z0-9-]+/){0,3}[a-z0-9-]+\.md$"
FINGERPRINT = "^[0-9a-f]{16}$"
FLAG_CODE = "^V[0-9]{1,2}$"
PUBLIC_KEY = "^(?:ssh-ed25519|ecdsa-sha2-nistp(?:256|384|521)|ssh-rsa) [A-Za-z0-9+/]{16,1200}={0,2}$"


def _identifier(value: str) -> str:
    if not IDENTIFIER.fullmatch(value):
        raise Unfit("must be lower-case letters, digits and hyphens", id_hint(value))
    return value


def _one_line(value: str) -> str:
    collapsed = " ".join(value.split())
    if not collapsed:
        raise Unfit("must not be empty")
    return collapsed


def _date_text(value: Any) -> str:
    text = str(value)
    parse_date(text)
    return text


def _address(value: str) -> str:
    if not value.startswith("https://") or any(character.isspace() or character in '<>"' for character in value):
        raise Unfit("must be an address that starts with https:// and has no spaces", _ADDRESS_HINT)
    if not host_of(value):
        raise Unfit("must be an address with a host and without a user name", _ADDRESS_HINT)
    return value


_PLAIN_NUMBER = re.compile(r"-?\d{1,15}(?:\.\d{1,9}|/\d{1,15})?", re.ASCII)


def _number(value: Any) -> Fraction:
    if isinstance(value, bool) or not isinstance(value, int | float | str | Fraction):
        raise Unfit("must be a number", _NUMBER_HINT)
    if not _PLAIN_NUMBER.fullmatch(str(value)):
        raise Unfit("must be a number of at most 15 digits", _NUMBER_HINT)
    try:
        return Fraction(str(value))
    except (ValueError, ZeroDivisionError) as error:
        raise Unfit("must be a number", _NUMBER_HINT) from error


def _qualifier(value: str) -> str:
    if value and value not in QUALIFIERS:
        raise Unfit("must be a known qualifier", f"Use one of: {', '.join(QUALIFIERS)}.")
    return value


def _reference(value: str) -> str:
    if not REFERENCE.fullmatch(value):
        raise Unfit("must cite a paragraph", "Write the source and the number of the paragraph, such as heron:3.")
    return value


_PARAGRAPH_KEY = re.compile(r"[1-9][0-9]{0,2}", re.ASCII)


def _paragraph_key(value: str) -> str:
    if not _PARAGRAPH_KEY.fullmatch(value):
        raise Unfit("must be the number of a paragraph", "Write the number alone, such as 3.")
    return value


def _unit(value: str, info: ValidationInfo) -> str:
    return _one_of("unit", value, info)


def _kind(value: str, info: ValidationInfo) -> str:
    return _one_of("kind", value, info)


def _one_of(name: str, value: str, info: ValidationInfo) -> str:
    """Return a value that the context of the data folder lists under a name; without a context, any value."""
    known = (info.context or {}).get(name)
    if known is not None and value not in known:
        raise Unfit(f"must be one of {', '.join(known)}", "Name one of these, or add it to data/vocabulary.yaml.")
    return value


Identifier = Annotated[str, AfterValidator(_identifier)]
Line = Annotated[str, AfterValidator(_one_line)]
PagePath = Annotated[str, Field(pattern=PAGE_PATH)]
DateText = Annotated[str, BeforeValidator(_date_text)]
Address = Annotated[str, AfterValidator(_address)]
Reference = Annotated[str, AfterValidator(_reference)]
Number = Annotated[Fraction, BeforeValidator(_number, json_schema_input_type=int | float | str)]
Qualifier = Annotated[str, AfterValidator(_qualifier)]
UnitName = Annotated[str, AfterValidator(_unit)]
KindName = Annotated[str, AfterValidator(_kind)]
ParagraphKey = Annotated[str, AfterValidator(_paragraph_key)]
ParagraphNumber = Annotated[int, Field(ge=1, le=999)]


class Record(BaseModel):
    """What all records share: strict types, no unknown keys, no changes after they are built."""

    # Deferred, because a build of the pages must start fast, and most models are only ever part of another.
    model_config = ConfigDict(strict=True, extra="forbid", frozen=True, arbitrary_types_allowed=True, defer_build=True)


class Copy(Record):
    """Which copy of an article was read, and how far it can be trusted (rule S1)."""

    kind: CopyKind
    url: Address | None = None
    note: Line = "–"


class EditorNote(Record):
    """Something that an article gets wrong or words in its own way; it is shown, never repaired (rule S4)."""

    paragraph: ParagraphNumber
    note: Line


class Reading(Record):
    """What every piece of evidence has: the paragraph it was read from, and its topics."""

    paragraph: ParagraphNumber
    topics: tuple[Identifier, ...] = Field(default=(), strict=False)


class Quote(Reading):
    """Words inside quotation marks in the article, stored as they are there."""

    text: Line
    speaker: Identifier
    about: Line
    context: Line | None = None


class Amount(Record):
    """The same quantity stated a second time, such as in another currency (rule F4)."""

    amount: Number
    unit: UnitName
    qualifier: Qualifier = ""


class Figure(Reading):
    """A quantity as the article states it: either `amount`, or `low` with or without `high`.

    `same_claim` is the key of the figure of the same source whose claim this one repeats.
    """

    stated: Line
    measure: Identifier
    population: Identifier
    qualifier: Qualifier = ""
    amount: Number | None = None
    low: Number | None = None
    high: Number | None = None
    unit: UnitName
    also: tuple[Amount, ...] = Field(default=(), strict=False)
    as_of: DateText
    claimed_by: Identifier
    same_claim: Identifier | None = None
    note: Line | None = None

    @model_validator(mode="after")
    def _amount_or_range(self) -> Figure:
        if (self.amount is None) == (self.low is None):
            raise Unfit("must have either amount or low", "Keep one of the two; low may have a high beside it.")
        if self.high is not None and (self.low is None or self.high <= self.low):
            raise Unfit("must have a high that is greater than its low", "Correct low and high, or remove high.")
        return self

    @property
    def date(self) -> EdtfDate:
        return parse_date(self.as_of)


class Event(Reading):
    """An event with its date, in our words."""

    date: DateText
    text: Line
    also: tuple[Reference, ...] = Field(default=(), strict=False)
    note: Line | None = None

    @property
    def when(self) -> EdtfDate:
        return parse_date(self.date)


class Source(Record):
    """One article: what it is, which copy was read, and all evidence read from it."""

    id: Identifier
    name: Line
    title: Line
    publisher: Line
    authors: tuple[Line, ...] = Field(default=(), strict=False)
    published: DateText
    published_note: Line | None = None
    url: Address | None = None
    copy_read: Copy = Field(alias="copy")
    summary: Line
    editor_notes: tuple[EditorNote, ...] = Field(default=(), strict=False)
    furniture: tuple[Line, ...] = Field(default=(), strict=False)
    own_text: tuple[Line, ...] = Field(default=(), strict=False)
    quotes: dict[Identifier, Quote] = Field(default_factory=dict)
    figures: dict[Identifier, Figure] = Field(default_factory=dict)
    events: dict[Identifier, Event] = Field(default_factory=dict)
    gists: dict[ParagraphKey, Line] = Field(default_factory=dict)

    @property
    def when(self) -> EdtfDate:
        return parse_date(self.published)


class Person(Record):
    """A speaker: public (shown by name), or private (shown only by role, and tied to one source; rules N1 to N3). `say`
    is how to say the name, roughly and in our spelling; `is_body` means that a body speaks, and no single person."""

    kind: PersonKind
    name: Line | None = None
    aliases: tuple[Line, ...] = Field(default=(), strict=False)
    role: Line
    say: Line | None = None
    is_body: bool | None = None
    source: Identifier | None = None
    basis: Line

    @model_validator(mode="after")
    def _named_or_private(self) -> Person:
        if self.kind == "public" and self.name is None:
            raise Unfit("must have a name, because this person is public", "Add the name, or write kind: private.")
        if self.kind == "private" and (self.name is not None or self.aliases or self.say):
            raise Unfit("must have no name, because this person is private", "Keep the role alone (rule N1).")
        if self.kind == "private" and self.source is None:
            raise Unfit("must have a source, because this person is private", "Add the id of the source (rule N2).")
        return self

    @property
    def shown(self) -> str:
        """What readers see: the name of a public person, the role of a private one."""
        return self.name or self.role


class Organisation(Record):
    """A body that claims something, speaks or publishes."""

    name: Line
    kind: KindName
    what: Line


class Name(Record):
    """A proper name that may be printed and belongs to no speaker, organisation or term."""

    kind: NameKind


class Topic(Record):
    """One of the site's subjects, with the words that point to it in an article."""

    title: Line
    question: Line
    page: PagePath
    cues: tuple[Line, ...] = Field(default=(), strict=False)


class Measure(Record):
    """What figures measure, and the populations for which they can be put side by side (rule F2)."""

    name: Line
    question: Line
    populations: dict[Identifier, Line]
    short: dict[Identifier, Line] = Field(default_factory=dict)
    comparable: tuple[Annotated[tuple[Identifier, ...], Field(strict=False)], ...] = Field(default=(), strict=False)
    months_apart: int = Field(default=3, ge=0, le=120)
    warning: Line | None = None


class Panel(Record):
    """Part of a chart; `together` draws its figures as one set of dots, for as much as each of them allows."""

    title: Line
    populations: tuple[Identifier, ...] = Field(strict=False, min_length=1)
    together: bool = False


class Chart(Record):
    """What a chart shows, and in which form: strips and spans over time, or dots.

    `title` states what it finds and who claims that, `says` what to see in it, and `leaves_out` what it cannot show. A
    chart over time begins `since` an event, which its axis calls `since_label`. A `dot` stands for a number.
    """

    form: ChartForm
    title: Line
    says: Line
    leaves_out: Line
    since: Line | None = None
    since_label: Line | None = None
    dot: Number | None = None
    measures: tuple[Identifier, ...] = Field(strict=False, min_length=1)
    panels: tuple[Panel, ...] = Field(strict=False, min_length=1)

    @model_validator(mode="after")
    def _has_a_scale(self) -> Chart:
        if self.form == "dots" and (self.dot is None or self.dot <= 0):
            raise Unfit("must have a dot that stands for a number above zero", "Write, for example: dot: 1000")
        if self.form != "dots" and not (self.since and self.since_label):
            raise Unfit("must have since and since_label", "Name the event where its time begins, and a word for it.")
        return self


class Relation(Record):
    """How one body stands to another: `says` so in our words, which begin with the name of the first body.

    `contradicts` is the key of the relation that tells the same in another way; one of the two names the other.
    """

    subject: Identifier = Field(alias="from")
    kind: RelationKind
    to: Identifier
    says: Line
    said_by: Identifier
    cites: tuple[Reference, ...] = Field(strict=False, min_length=1)
    contradicts: Identifier | None = None


class Term(Record):
    """A glossary entry, defined in our words and with citations. `general` is what everybody can look up and no article
    says; `say` is how to say it, roughly and in our spelling."""

    term: Line
    forms: tuple[Line, ...] = Field(default=(), strict=False)
    definition: Line
    cites: tuple[Reference, ...] = Field(strict=False, min_length=1)
    variants: Line | None = None
    general: Line | None = None
    say: Line | None = None
    see: tuple[Identifier, ...] = Field(default=(), strict=False)


class NumberException(Record):
    """Words with a number that no record backs, and why they may stay (rule P2)."""

    words: Line
    reason: Line


class Reader(Record):
    """Somebody who signs passages off: the role, which is no name, and the public SSH key that signs, if there is
    one."""

    role: Line
    key: Annotated[str, Field(pattern=PUBLIC_KEY)] | None = None


class FlagAnswer(Record):
    """Why a claim may stand although a rule flags it: its page, the rule's code, words of the claim, and the reason."""

    page: PagePath
    code: Annotated[str, Field(pattern=FLAG_CODE)]
    words: Line
    reason: Line
