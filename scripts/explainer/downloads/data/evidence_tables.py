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
    """One column of a table. `says` names the text on what it holds. `prose` says that it holds sentences for readers,
    `needed` that no cell may be empty."""

    name: str
    says: str
    kind: Kind = "string"
    needed: bool = True
    prose: bool = False
    values: Callable[[Evidence], tuple[str, ...]] = lambda evidence: ()


@dataclass(frozen=True)
class Table:
    """A table: the name of the text on what it holds, its columns, its primary key, and its references: own columns,
    the other table, the other's columns."""

    name: str
    says: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    references: tuple[tuple[tuple[str, ...], str, tuple[str, ...]], ...] = ()
    rows: Callable[[Evidence], Iterator[Row]] = field(default=lambda evidence: iter(()))


_PARAGRAPH = (("source", "paragraph"), "paragraphs", ("source", "paragraph"))
_SOURCE = Column("source", "column-source")
_NUMBER = Column("paragraph", "column-paragraph", "integer")
_NOTE = Column("note", "column-note", needed=False, prose=True)
_AMOUNT = (
    Column("amount", "column-amount", "number", needed=False),
    Column("divisor", "column-divisor", "integer", needed=False),
)
_QUALIFIER = Column("qualifier", "column-qualifier", needed=False)
_AGREEMENT = ("agree", "differ", "not comparable")
_UNIT = Column("unit", "column-unit", values=lambda evidence: tuple(evidence.units))


def _id(what: str) -> Column:
    return Column("id", f"column-{what}-id")


def _linking(name: str, one: str, many: Pieces) -> Table:
    columns = (Column(one, f"column-{one}-id"), Column("topic", "column-topic-id"))
    references = (((one,), many, ("id",)), (("topic",), "topics", ("id",)))
    return Table(name, f"table-{name.replace('_', '-')}", columns, (one, "topic"), references, topics_of(many))


TABLES: tuple[Table, ...] = (
    Table(
        "sources",
        "table-sources",
        (
            _id("source"),
            Column("name", "column-sources-name"),
            Column("title", "column-sources-title", prose=True),
            Column("publisher", "column-sources-publisher"),
            Column("authors", "column-sources-authors", needed=False),
            Column("published", "column-sources-published"),
            Column("published_note", "column-sources-published-note", needed=False, prose=True),
            Column("url", "column-sources-url", needed=False),
            Column("copy_kind", "column-sources-copy-kind", values=lambda evidence: get_args(CopyKind)),
            Column("copy_url", "column-sources-copy-url", needed=False),
            Column("copy_note", "column-sources-copy-note", needed=False, prose=True),
            Column("summary", "column-sources-summary", prose=True),
            Column("words", "column-sources-words", "integer", needed=False),
            Column("words_quoted", "column-sources-words-quoted", "integer", needed=False),
            Column("read_on", "column-sources-read-on", "date", needed=False),
        ),
        ("id",),
        rows=sources_rows,
    ),
    Table(
        "paragraphs",
        "table-paragraphs",
        (
            _SOURCE,
            _NUMBER,
            Column("words", "column-paragraphs-words", "integer"),
            Column("opening", "column-paragraphs-opening"),
            Column("fingerprint", "column-paragraphs-fingerprint"),
        ),
        ("source", "paragraph"),
        ((("source",), "sources", ("id",)),),
        paragraphs_rows,
    ),
    Table(
        "people",
        "table-people",
        (
            _id("person"),
            Column("name", "column-people-name"),
            Column("role", "column-people-role", prose=True),
            Column("basis", "column-people-basis", prose=True),
        ),
        ("id",),
        rows=people_rows,
    ),
    Table(
        "organisations",
        "table-organisations",
        (
            _id("organisation"),
            Column("name", "column-organisations-name"),
            Column("kind", "column-organisations-kind"),
            Column("what", "column-organisations-what", prose=True),
        ),
        ("id",),
        rows=lambda evidence: ((key, each.name, each.kind, each.what) for key, each in evidence.organisations.items()),
    ),
    Table(
        "topics",
        "table-topics",
        (
            _id("topic"),
            Column("title", "column-topics-title"),
            Column("question", "column-topics-question", prose=True),
        ),
        ("id",),
        rows=lambda evidence: ((key, topic.title, topic.question) for key, topic in evidence.topics.items()),
    ),
    Table(
        "measures",
        "table-measures",
        (
            _id("measure"),
            Column("name", "column-measures-name", prose=True),
            Column("question", "column-measures-question", prose=True),
            Column("months_apart", "column-measures-months-apart", "integer"),
            Column("warning", "column-measures-warning", needed=False, prose=True),
        ),
        ("id",),
        rows=measures_rows,
    ),
    Table(
        "populations",
        "table-populations",
        (
            Column("measure", "column-populations-measure"),
            Column("id", "column-populations-id"),
            Column("says", "column-populations-says", prose=True),
        ),
        ("measure", "id"),
        ((("measure",), "measures", ("id",)),),
        populations_rows,
    ),
    Table(
        "quotes",
        "table-quotes",
        (
            _id("quotation"),
            _SOURCE,
            _NUMBER,
            Column("text", "column-quotes-text"),
            Column("speaker", "column-quotes-speaker", needed=False),
            Column("speaker_shown", "column-quotes-speaker-shown", prose=True),
            Column("about", "column-quotes-about", prose=True),
            Column("context", "column-quotes-context", needed=False, prose=True),
        ),
        ("id",),
        (_PARAGRAPH, (("speaker",), "people", ("id",))),
        quotes_rows,
    ),
    Table(
        "figures",
        "table-figures",
        (
            _id("figure"),
            _SOURCE,
            _NUMBER,
            Column("stated", "column-figures-stated", prose=True),
            Column("measure", "column-figures-measure"),
            Column("population", "column-figures-population"),
            _QUALIFIER,
            *_AMOUNT,
            Column("low", "column-figures-low", "number", needed=False),
            Column("high", "column-figures-high", "number", needed=False),
            _UNIT,
            Column("as_of", "column-figures-as-of"),
            Column("claimed_by_organisation", "column-figures-claimed-by-organisation", needed=False),
            Column("claimed_by_person", "column-figures-claimed-by-person", needed=False),
            Column("claimant_shown", "column-figures-claimant-shown"),
            Column("same_claim", "column-figures-same-claim", needed=False),
            Column(
                "agreement",
                "column-figures-agreement",
                values=lambda evidence: _AGREEMENT,
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
        "table-figure-amounts",
        (
            Column("figure", "column-figure-amounts-figure"),
            Column("place", "column-figure-amounts-place", "integer"),
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
        "table-events",
        (
            _id("event"),
            _SOURCE,
            _NUMBER,
            Column("date", "column-events-date"),
            Column("first_day", "column-events-first-day", "date"),
            Column("last_day", "column-events-last-day", "date", needed=False),
            Column("text", "column-events-text", prose=True),
            _NOTE,
        ),
        ("id",),
        (_PARAGRAPH,),
        events_rows,
    ),
    Table(
        "event_paragraphs",
        "table-event-paragraphs",
        (Column("event", "column-event-paragraphs-event"), _SOURCE, _NUMBER),
        ("event", "source", "paragraph"),
        ((("event",), "events", ("id",)), _PARAGRAPH),
        event_paragraphs_rows,
    ),
    Table(
        "glossary",
        "table-glossary",
        (
            _id("term"),
            Column("term", "column-glossary-term"),
            Column("forms", "column-glossary-forms", needed=False),
            Column("definition", "column-glossary-definition", prose=True),
            Column("variants", "column-glossary-variants", needed=False, prose=True),
            Column("see", "column-glossary-see", needed=False),
        ),
        ("id",),
        rows=terms_rows,
    ),
    Table(
        "glossary_paragraphs",
        "table-glossary-paragraphs",
        (Column("term", "column-glossary-paragraphs-term"), _SOURCE, _NUMBER),
        ("term", "source", "paragraph"),
        ((("term",), "glossary", ("id",)), _PARAGRAPH),
        term_paragraphs_rows,
    ),
    Table(
        "relations",
        "table-relations",
        (
            _id("relation"),
            Column("from", "column-relations-from"),
            Column("kind", "column-relations-kind", values=lambda evidence: get_args(RelationKind)),
            Column("to", "column-relations-to"),
            Column("says", "column-relations-says", prose=True),
            Column("said_by", "column-relations-said-by", needed=False),
            Column("contradicts", "column-relations-contradicts", needed=False),
        ),
        ("id",),
        ((("contradicts",), "relations", ("id",)),),
        relations_rows,
    ),
    Table(
        "relation_paragraphs",
        "table-relation-paragraphs",
        (Column("relation", "column-relation-paragraphs-relation"), _SOURCE, _NUMBER),
        ("relation", "source", "paragraph"),
        ((("relation",), "relations", ("id",)), _PARAGRAPH),
        relation_paragraphs_rows,
    ),
    _linking("quote_topics", "quote", "quotes"),
    _linking("figure_topics", "figure", "figures"),
    _linking("event_topics", "event", "events"),
)
