"""The invented articles of ten kinds: drafts of them reach the aims, and only the reworded ones are suspected."""

from __future__ import annotations

import sys

import pytest

from conftest import REAL_ROOT
from explainer.core.project import Project
from explainer.records.store import load_evidence

sys.path.insert(0, str(REAL_ROOT / "scripts" / "bench"))
import invented_drafts

from explainer.drafting.proposals import Draft
from explainer.records.evidence import Evidence

ARTICLES = dict(invented_drafts.articles_in(REAL_ROOT / invented_drafts.GOLD))


@pytest.fixture(scope="module")
def recorded() -> Evidence:
    return load_evidence(Project(REAL_ROOT))[0]


@pytest.fixture(scope="module")
def drafts(recorded: Evidence) -> dict[str, Draft]:
    return invented_drafts.drafts_of(ARTICLES, recorded)


def test_there_are_enough_articles_of_enough_kinds() -> None:
    assert len(ARTICLES) >= 40
    assert len({name.rpartition("-")[0] for name in ARTICLES}) >= 10


def test_every_share_is_reached(drafts: dict[str, Draft], recorded: Evidence) -> None:
    tallies = invented_drafts.measured(ARTICLES, drafts, recorded)
    low = {name: tally.wrong for name, tally in tallies.items() if tally.share < invented_drafts.LEAST[name]}
    assert low == {}


@pytest.mark.parametrize("name", ARTICLES)
def test_only_a_reworded_copy_is_suspected(name: str, drafts: dict[str, Draft]) -> None:
    source = drafts[name].source
    assert isinstance(source["copy"], dict)
    is_reworded = ARTICLES[name].get("reworded", False)
    assert (source["copy"]["kind"] == "reworded") == is_reworded, drafts[name].source_notes
