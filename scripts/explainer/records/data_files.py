"""The files of the data folder, and the records that each of them has."""

from __future__ import annotations

from dataclasses import dataclass

from explainer.records.map_records import Map, MapPlace
from explainer.records.models import (
    Chart,
    FlagAnswer,
    Measure,
    Name,
    NumberException,
    Organisation,
    Person,
    Reader,
    Record,
    Relation,
    Term,
    Topic,
)
from explainer.records.written_by_commands import LockedArticle, Measurement, Review


@dataclass(frozen=True)
class Table:
    """A file that maps keys to records of one model, and the field of `Evidence` for these records.

    A missing file has no records. A file that is `written` by a command may be larger, and stays in the form that the
    command gives it.
    """

    file: str
    field: str
    model: type[Record]
    written: bool = False

    @property
    def name(self) -> str:
        """The name of the table in the ids of its records: `glossary` in `glossary:whistle`."""
        return self.file.partition(".")[0]


TABLES = (
    Table("people.yaml", "people", Person),
    Table("organisations.yaml", "organisations", Organisation),
    Table("names.yaml", "names", Name),
    Table("topics.yaml", "topics", Topic),
    Table("measures.yaml", "measures", Measure),
    Table("charts.yaml", "charts", Chart),
    Table("relations.yaml", "relations", Relation),
    Table("places.yaml", "places", MapPlace),
    Table("maps.yaml", "maps", Map),
    Table("glossary.yaml", "terms", Term),
    Table("exceptions.yaml", "exceptions", NumberException),
    Table("answers.yaml", "answers", FlagAnswer),
    Table("readers.yaml", "readers", Reader),
    Table("reviews.yaml", "reviews", Review, written=True),
    Table("quality.lock", "quality", Measurement, written=True),
    Table("articles.lock", "lock", LockedArticle, written=True),
)
CORRECTIONS = "corrections.yaml"
QUIZ = "quiz.yaml"
VOCABULARY = "vocabulary.yaml"
TEXTS = "texts.yaml"
"""Words that a project says to readers in the place of the program's."""
OUTLINES = "map.json"
"""What maps are drawn from; a script writes it."""
RELEASED = "released.lock"
WRITTEN_FILES = (*(table.file for table in TABLES if table.written), RELEASED)
"""Files that commands write and nobody types."""

NO_DATA = ("README.md",)
"""Other files that may be in the data folder."""
