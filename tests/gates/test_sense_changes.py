"""Rules on claims catch most of the changes of what a sentence says, without the sign-off."""

from __future__ import annotations

import importlib.util
import sys
from collections import Counter
from dataclasses import replace
from types import ModuleType

import pytest

from conftest import REAL_ROOT, World
from explainer.core.project import Project
from explainer.gates.voice_flags import flags_of

pytestmark = pytest.mark.real

CAUGHT = {
    "publisher": 1.0, "strength": 0.9, "speaker": 0.85, "role": 0.85, "time": 0.85, "how often": 0.65,
    "quantity words": 0.8,
}  # fmt: skip
"""The share that rules V must catch; of quantity words, some are numbers, which rule P2 catches."""
LEAST = 1_000


@pytest.fixture(scope="module")
def sense_mutants() -> ModuleType:
    path = REAL_ROOT / "scripts" / "proof" / "sense_mutants.py"
    spec = importlib.util.spec_from_file_location("sense_mutants", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["sense_mutants"] = module
    spec.loader.exec_module(module)
    return module


def test_rules_on_claims_catch_what_changes_who_says_what_and_when(real: World, sense_mutants: ModuleType) -> None:
    if Project(REAL_ROOT).article_folder() is None:
        pytest.skip("no article texts at hand: what a sentence says is unchecked")
    edition = real.edition()
    made: Counter[str] = Counter()
    caught: Counter[str] = Counter()
    for change in sense_mutants.sense_changes(edition):
        changed = replace(change.claim, text=change.new, before=(change.behind or change.claim).before)
        known = {flag.fault for flag in flags_of(edition, change.claim)}
        made[change.kind] += 1
        caught[change.kind] += any(flag.fault not in known for flag in flags_of(edition, changed))
    assert set(made) == set(sense_mutants.KINDS)
    assert made.total() >= LEAST
    assert {
        kind: caught[kind] / made[kind] for kind, share in CAUGHT.items() if caught[kind] < share * made[kind]
    } == {}
