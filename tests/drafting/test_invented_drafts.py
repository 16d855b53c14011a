"""The invented articles of ten kinds: drafts of them reach the aims, and only the reworded ones are suspected."""

from __future__ import annotations

import sys

import pytest

from conftest import REAL_ROOT
from explainer.core.project import Project
from explainer.records.store import load_evidence

sys.path.insert(0, str(REAL_ROOT / "scripts" / "bench"))
import invented_drafts

ARTICLES = dict(invented_drafts.articles_in(REAL_ROOT / invented_drafts.GOLD))


def test_there_are_enough_articles_of_enough_kinds() -> None:
    assert len(ARTICLES) >= 40
    assert len({name.rpartition("-")[0] for name in ARTICLES}) >= 10


def test_every_share_is_reached() -> None:
    _, tallies = invented_drafts.measured(Project(REAL_ROOT))
    low = {name: tally.wrong for name, tally in tallies.items() if tally.share < invented_drafts.LEAST[name]}
    assert low == {}


@pytest.mark.parametrize("name", ARTICLES)
def test_only_a_reworded_copy_is_suspected(name: str) -> None:
    gold = ARTICLES[name]
    evidence, _ = load_evidence(Project(REAL_ROOT))
    draft = invented_drafts.draft_from(gold["text"], evidence)
    copy = draft.source["copy"]
    assert isinstance(copy, dict)
    assert (copy["kind"] == "reworded") == gold.get("reworded", False), draft.source_notes
