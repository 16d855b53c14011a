"""The real articles, where they are at hand: what the editor has recorded is proposed, and little else."""

from __future__ import annotations

from dataclasses import replace

import pytest

from conftest import REAL_ROOT, World
from explainer.core.project import Project
from explainer.core.text import fold
from explainer.drafting.intake import Intake
from explainer.drafting.page_metadata import Origin
from explainer.drafting.proposals import Draft
from explainer.drafting.propose import draft_of
from explainer.edition.state import Edition

pytestmark = pytest.mark.real

MOST_USELESS = 0.2


@pytest.fixture(scope="module")
def edition() -> Edition:
    if Project(REAL_ROOT).article_folder() is None:
        pytest.skip("no article texts at hand: drafting from them is unchecked")
    return World(REAL_ROOT).edition()


@pytest.fixture(scope="module")
def drafts(edition: Edition) -> dict[str, Draft]:
    found = {}
    for key, article in edition.articles.items():
        source = edition.evidence.sources[key]
        intake = Intake(article, Origin(title=source.title, published=source.published), b"", ".txt", key)
        found[key] = draft_of(intake, key, edition.evidence)
    return found


def test_every_recorded_quotation_is_proposed_with_its_speaker(drafts: dict[str, Draft], edition: Edition) -> None:
    missed = []
    for key, quote in edition.evidence.quotes.items():
        words = fold(quote.text).rstrip(".,")
        proposed = [
            one.fields["speaker"]
            for one in drafts[key.partition(".")[0]].quotes
            if one.fields["paragraph"] == quote.paragraph and words in fold(str(one.fields["text"]))
        ]
        if quote.speaker not in proposed:
            missed.append((key, proposed))
    assert missed == []


def test_every_recorded_figure_is_proposed_and_few_others(
    drafts: dict[str, Draft], edition: Edition, capsys: pytest.CaptureFixture[str]
) -> None:
    figures = edition.evidence.figures
    wanted = {
        (key.partition(".")[0], each.paragraph, each.qualifier, *map(str, (each.amount, each.low, each.high)))
        for key, each in figures.items()
    }
    proposed = [
        (source, one.fields["paragraph"], one.fields.get("qualifier", ""),
         *(str(one.fields.get(name)) for name in ("amount", "low", "high")))
        for source, draft in drafts.items()
        for one in draft.figures
    ]  # fmt: skip
    surplus = [each for each in proposed if each not in wanted]
    with capsys.disabled():
        print(f"\n  {len(wanted)} figures recorded, {len(proposed)} proposed, {len(surplus)} of them not recorded")
        for each in surplus:
            print(f"    {each[0]}:{each[1]} {each[2]} {each[3]}")
    assert wanted - set(proposed) == set()
    assert len(surplus) <= MOST_USELESS * len(proposed)


def test_only_the_reworded_copy_is_suspected(drafts: dict[str, Draft]) -> None:
    kinds = {key: draft.source["copy"]["kind"] for key, draft in drafts.items()}  # type: ignore[index]
    assert [key for key, kind in kinds.items() if kind == "reworded"] == ["nyt"]


def test_what_stands_in_the_store_is_said(drafts: dict[str, Draft]) -> None:
    notes = [note for draft in drafts.values() for one in (*draft.quotes, *draft.figures) for note in one.notes]
    assert sum(note.startswith("compared: recorded as") for note in notes) >= 90
    assert any("differs from" in note for note in notes)


def test_the_date_of_publication_may_be_unknown(edition: Edition) -> None:
    article = next(iter(edition.articles.values()))
    intake = Intake(article, Origin(), b"", ".txt", "new")
    draft = draft_of(replace(intake, name="new"), "new", edition.evidence)
    assert draft.events == ()
    assert draft.source["published"] is None
