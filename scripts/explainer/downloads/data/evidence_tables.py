"""The evidence as tables: each with typed columns, its key, its references to other tables, and its rows.

Private people are in no table: their words are given with the role by which they are shown.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Literal, get_args

from explainer.core.vocabulary import CopyKind, RelationKind
from explainer.downloads.data.rows import (
    Pieces,
    Row,
    event_paragraphs_rows,
    events_rows,
    figures_rows,
    measures_rows,
    paragraphs_rows,
    people_rows,
    populations_rows,
    quotes_rows,
    relation_paragraphs_rows,
    relations_rows,
    second_amounts_rows,
    sources_rows,
    term_paragraphs_rows,
    terms_rows,
    topics_of,
)
from explainer.records.evidence import Evidence

Kind = Literal["string", "integer", "number", "date"]


@dataclass(frozen=True)
class Column:
    """One column of a table. `prose` says that it holds sentences for readers, `needed` that no cell may be empty."""

    name: str
    says: str
    kind: Kind = "string"
    needed: bool = True
    prose: bool = False
    values: Callable[[Evidence], tuple[str, ...]] = lambda evidence: ()


@dataclass(frozen=True)
class Table:
    """A table: its columns, its primary key, and its references: own columns, the other table, the other's columns."""

    name: str
    says: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    references: tuple[tuple[tuple[str, ...], str, tuple[str, ...]], ...] = ()
    rows: Callable[[Evidence], Iterator[Row]] = field(default=lambda evidence: iter(()))


_PARAGRAPH = (("source", "paragraph"), "paragraphs", ("source", "paragraph"))
_SOURCE = Column("source", "The source, by its id.")
_NUMBER = Column("paragraph", "The number of the paragraph in the article’s own text.", "integer")
_NOTE = Column("note", "What a reader should know.", needed=False, prose=True)
_AMOUNT = (
    Column("amount", "The number stated; for a share such as two-thirds, the numerator.", "number", needed=False),
    Column("divisor", "What to divide the amount by: 1, or the denominator of a share.", "integer", needed=False),
)
_QUALIFIER = Column("qualifier", "The word before the number, as stated; it belongs to the number.", needed=False)
_AGREEMENT = ("agree", "differ", "not comparable")
_UNIT = Column("unit", "What the number counts.", values=lambda evidence: tuple(evidence.units))


def _id(what: str) -> Column:
    return Column("id", f"Id of the {what}.")


def _linking(name: str, one: str, many: Pieces) -> Table:
    columns = (Column(one, f"Id of the {one}."), Column("topic", "Id of the topic."))
    references = (((one,), many, ("id",)), (("topic",), "topics", ("id",)))
    return Table(name, f"Which {many} belong to which topics.", columns, (one, "topic"), references, topics_of(many))


TABLES: tuple[Table, ...] = (
    Table(
        "sources",
        "The articles, which copy of each was read, and how much of it is quoted.",
        (
            _id("source"),
            Column("name", "Short name, as in citations."),
            Column("title", "Title as printed.", prose=True),
            Column("publisher", "Who published it."),
            Column("authors", "Names as printed, separated by semicolons.", needed=False),
            Column("published", "Date, as exact as the article makes it (EDTF)."),
            Column("published_note", "What the date rests on.", needed=False, prose=True),
            Column("url", "Address of the original.", needed=False),
            Column("copy_kind", "Which copy was read.", values=lambda evidence: get_args(CopyKind)),
            Column("copy_url", "Address of that copy.", needed=False),
            Column("copy_note", "What to know about that copy.", needed=False, prose=True),
            Column("summary", "What the article is about, in our words.", prose=True),
            Column("words", "Words of the article’s own text.", "integer", needed=False),
            Column("words_quoted", "How many of them are quoted here.", "integer", needed=False),
            Column("read_on", "When the copy was read.", "date", needed=False),
        ),
        ("id",),
        rows=sources_rows,
    ),
    Table(
        "paragraphs",
        "The numbered paragraphs of the articles, by opening words; their text is not part of this package.",
        (
            _SOURCE,
            _NUMBER,
            Column("words", "How many words it has.", "integer"),
            Column("opening", "Its opening words, without names and numbers."),
            Column("fingerprint", "A digest of its text, by which a copy can be compared."),
        ),
        ("source", "paragraph"),
        ((("source",), "sources", ("id",)),),
        paragraphs_rows,
    ),
    Table(
        "people",
        "The people who are shown by name. Everybody else is private and is in no table.",
        (
            _id("person"),
            Column("name", "Name."),
            Column("role", "The role in which the person speaks.", prose=True),
            Column("basis", "Why the person is shown by name.", prose=True),
        ),
        ("id",),
        rows=people_rows,
    ),
    Table(
        "organisations",
        "Bodies that claim something.",
        (
            _id("organisation"),
            Column("name", "Name."),
            Column("kind", "What kind of body."),
            Column("what", "What it is.", prose=True),
        ),
        ("id",),
        rows=lambda evidence: ((key, each.name, each.kind, each.what) for key, each in evidence.organisations.items()),
    ),
    Table(
        "topics",
        "The subjects of the site.",
        (_id("topic"), Column("title", "Title."), Column("question", "The question that its page asks.", prose=True)),
        ("id",),
        rows=lambda evidence: ((key, topic.title, topic.question) for key, topic in evidence.topics.items()),
    ),
    Table(
        "measures",
        "What figures measure. Only figures of one measure can be compared.",
        (
            _id("measure"),
            Column("name", "Name.", prose=True),
            Column("question", "The question that its figures answer.", prose=True),
            Column("months_apart", "How many months apart figures may be to be compared.", "integer"),
            Column("warning", "What the numbers do not mean.", needed=False, prose=True),
        ),
        ("id",),
        rows=measures_rows,
    ),
    Table(
        "populations",
        "Which groups a measure counts.",
        (
            Column("measure", "Id of the measure."),
            Column("id", "Id of the population within its measure."),
            Column("says", "Who is counted.", prose=True),
        ),
        ("measure", "id"),
        ((("measure",), "measures", ("id",)),),
        populations_rows,
    ),
    Table(
        "quotes",
        "Quotations, exactly as the articles have them between quotation marks.",
        (
            _id("quotation"),
            _SOURCE,
            _NUMBER,
            Column("text", "The words."),
            Column("speaker", "Id of the speaker, if shown by name.", needed=False),
            Column("speaker_shown", "The speaker as shown: a name, or a role.", prose=True),
            Column("about", "What the words are about.", prose=True),
            Column("context", "What surrounds them, in our words.", needed=False, prose=True),
        ),
        ("id",),
        (_PARAGRAPH, (("speaker",), "people", ("id",))),
        quotes_rows,
    ),
    Table(
        "figures",
        "Quantities as the articles state them. Nothing is averaged or changed.",
        (
            _id("figure"),
            _SOURCE,
            _NUMBER,
            Column("stated", "The article’s words.", prose=True),
            Column("measure", "Id of the measure."),
            Column("population", "Id of the population."),
            _QUALIFIER,
            *_AMOUNT,
            Column("low", "Lower end, instead of an amount.", "number", needed=False),
            Column("high", "Upper end of a range.", "number", needed=False),
            _UNIT,
            Column("as_of", "The date for which it holds (EDTF)."),
            Column("claimed_by_organisation", "Id of the body that claims it.", needed=False),
            Column("claimed_by_person", "Id of the person who claims it.", needed=False),
            Column("claimant_shown", "Who claims it, as shown."),
            Column("same_claim", "Id of the figure whose claim it repeats.", needed=False),
            Column(
                "agreement",
                "How it compares with other sources.",
                values=lambda evidence: ("agree", "differ", "not comparable"),
            ),
            _NOTE,
        ),
        ("id",),
        (
            _PARAGRAPH,
            (("measure", "population"), "populations", ("measure", "id")),
            (("claimed_by_organisation",), "organisations", ("id",)),
            (("claimed_by_person",), "people", ("id",)),
            (("same_claim",), "figures", ("id",)),
        ),
        figures_rows,
    ),
    Table(
        "figure_amounts",
        "Second ways in which an article states the same quantity, such as another currency.",
        (
            Column("figure", "Id of the figure."),
            Column("place", "Which of them.", "integer"),
            _QUALIFIER,
            *_AMOUNT,
            _UNIT,
        ),
        ("figure", "place"),
        ((("figure",), "figures", ("id",)),),
        second_amounts_rows,
    ),
    Table(
        "events",
        "Dated happenings, in our words.",
        (
            _id("event"),
            _SOURCE,
            _NUMBER,
            Column("date", "Date, as exact as the article makes it (EDTF)."),
            Column("first_day", "The earliest day that it can mean.", "date"),
            Column("last_day", "The latest day that it can mean; empty if it is open.", "date", needed=False),
            Column("text", "What happened.", prose=True),
            _NOTE,
        ),
        ("id",),
        (_PARAGRAPH,),
        events_rows,
    ),
    Table(
        "event_paragraphs",
        "Other paragraphs that report the same event.",
        (Column("event", "Id of the event."), _SOURCE, _NUMBER),
        ("event", "source", "paragraph"),
        ((("event",), "events", ("id",)), _PARAGRAPH),
        event_paragraphs_rows,
    ),
    Table(
        "glossary",
        "Terms, in our words.",
        (
            _id("term"),
            Column("term", "The term."),
            Column("forms", "Words for it in the text, separated by semicolons.", needed=False),
            Column("definition", "What it means here.", prose=True),
            Column("variants", "Other words for the same.", needed=False, prose=True),
            Column("see", "Ids of other terms, separated by semicolons.", needed=False),
        ),
        ("id",),
        rows=terms_rows,
    ),
    Table(
        "glossary_paragraphs",
        "The paragraphs that a definition rests on.",
        (Column("term", "Id of the term."), _SOURCE, _NUMBER),
        ("term", "source", "paragraph"),
        ((("term",), "glossary", ("id",)), _PARAGRAPH),
        term_paragraphs_rows,
    ),
    Table(
        "relations",
        "How one body stands to another, in our words.",
        (
            _id("relation"),
            Column("from", "The body that the relation is about."),
            Column("kind", "What kind of relation.", values=lambda evidence: get_args(RelationKind)),
            Column("to", "The other body."),
            Column("says", "What is said of the two.", prose=True),
            Column("said_by", "Who says so, as shown; empty if the article does.", needed=False),
            Column("contradicts", "Id of the relation that tells the same in another way.", needed=False),
        ),
        ("id",),
        ((("contradicts",), "relations", ("id",)),),
        relations_rows,
    ),
    Table(
        "relation_paragraphs",
        "The paragraphs that a relation rests on.",
        (Column("relation", "Id of the relation."), _SOURCE, _NUMBER),
        ("relation", "source", "paragraph"),
        ((("relation",), "relations", ("id",)), _PARAGRAPH),
        relation_paragraphs_rows,
    ),
    _linking("quote_topics", "quote", "quotes"),
    _linking("figure_topics", "figure", "figures"),
    _linking("event_topics", "event", "events"),
)
