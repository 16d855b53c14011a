"""Rule D5: no data file is missing whose records something names."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from explainer.blocks.all_blocks import block_called
from explainer.blocks.arguments import CHART, MAP, TERMS
from explainer.blocks.block import PageBlock
from explainer.blocks.relations import RelationsBlock
from explainer.core.problems import Place, Problem
from explainer.edition.state import Edition
from explainer.gates.registry import Finding, Seen
from explainer.gates.rulebook import rule
from explainer.records.data_files import CORRECTIONS, QUIZ, TABLES, VOCABULARY
from explainer.records.models import ARTICLE_ITSELF


@rule("D5", "no missing files", "tables")
def tables_at_hand(edition: Edition) -> Iterator[Finding]:
    """No data file is missing or empty whose records are named by other records or by pages, and none is missing whose
    records have sign-offs. A project without any source is warned about, because nothing of it can be checked."""
    project, evidence = edition.project, edition.evidence
    sources = project.relative(project.source_records)
    yield Seen(sources)
    if not evidence.sources:
        hint = "Draft one with `explainer draft`."
        yield Problem(Place(sources), "D5", "The project has no source.", hint, "warning")
    missed = _missed(edition)
    for file in (*(table.file for table in TABLES if not table.written), CORRECTIONS, QUIZ, VOCABULARY):
        shown_as = project.relative(project.data / file)
        yield Seen(shown_as)
        if file in missed:
            sentence = f"This file is missing or empty, but its records are named by {_first_of(missed[file])}."
            yield Problem(
                Place(shown_as), "D5", sentence, "Restore it, or write its records as data/README.md describes."
            )
        elif not (project.data / file).exists() and (signed := _signed(edition, f"{Path(file).stem}:")):
            sentence = f"This file is missing, but sign-offs exist for its records: {_first_of(signed)}."
            yield Problem(
                Place(shown_as), "D5", sentence, "Restore it, or run `explainer review`, which removes the sign-offs."
            )


def _signed(edition: Edition, table: str) -> list[str]:
    return [review.of for review in edition.evidence.reviews.values() if review.of.startswith(table)]


def _first_of(names: list[str]) -> str:
    return f"{names[0]} and {len(names) - 1} more" if names[1:] else names[0]


def _missed(edition: Edition) -> Mapping[str, list[str]]:
    """Return the ids and pages that name records of a file which has none, by the name of the file."""
    evidence = edition.evidence
    speakers = {**evidence.people, ARTICLE_ITSELF: None}
    claims = [key for key, figure in evidence.figures.items() if figure.claimed_by not in speakers]
    named = {
        "people.yaml": (evidence.people, list(evidence.quotes)),
        "organisations.yaml": (evidence.organisations, claims),
        "measures.yaml": (evidence.measures, list(evidence.figures)),
        "topics.yaml": (evidence.topics, [key for key, piece in evidence.pieces() if piece.topics]),
        "charts.yaml": (evidence.charts, _pages_with(edition, lambda block: block.argument is CHART)),
        "relations.yaml": (evidence.relations, _pages_with(edition, lambda block: isinstance(block, RelationsBlock))),
        "maps.yaml": (evidence.maps, _pages_with(edition, lambda block: block.argument is MAP)),
        "places.yaml": (evidence.places, [f"maps:{key}" for key in evidence.maps]),
        "glossary.yaml": (evidence.terms, _pages_with(edition, lambda block: block.argument is TERMS)),
        "quiz.yaml": (evidence.quiz, _pages_with(edition, lambda block: type(block).asks is not PageBlock.asks)),
    }
    return {file: users for file, (records, users) in named.items() if users and not records}


def _pages_with(edition: Edition, is_one: Callable[[PageBlock], bool]) -> list[str]:
    """Return the files of the pages that have a block for which `is_one` is true."""
    return [page.file for page in edition.pages if any(is_one(block_called(each.name)) for each in page.directives)]
