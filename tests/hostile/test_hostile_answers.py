"""Whatever a server answers, a command drafts the whole article or refuses in one problem, soon and in little room."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from conftest import World
from drafting.own_server import serving
from hostile.answers import ANSWERS, LATE

DRAFT_EACH = Path(__file__).with_name("draft_each.py")
MOST_SECONDS, MOST_MEGABYTES = 12, 300
CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e]")


def fault(world: World, said: str, name: str, code: int, wanted: str | int) -> str:
    """Return what is wrong with what became of an answer, or ""."""
    draft = world.root / "data" / "drafts" / f"a-{name}.yaml"
    kept = draft.read_text(encoding="utf-8") if draft.is_file() else ""
    if CONTROL.search(said) or CONTROL.search(kept):
        return "control characters"
    if "Traceback" in said:
        return "traceback"
    if isinstance(wanted, int):
        return "" if code == 0 and f"{wanted} paragraphs" in said and kept else f"{code}: {said}"
    refused = code == 2 and "1 problem. Nothing was written." in said and re.search(wanted, said) and not kept
    return "" if refused else f"{code}: {said}"


@pytest.mark.siege
def test_every_answer_is_refused_or_drafted_whole(toy: World, tmp_path: Path) -> None:
    names = sorted(ANSWERS, key=lambda name: name not in LATE)
    said = tmp_path / "said"
    said.mkdir()
    with serving({name: answer for name, (answer, _) in ANSWERS.items()}, tmp_path) as address:
        environment = {name: value for name, value in os.environ.items() if not name.lower().endswith("_proxy")}
        environment |= {"SSL_CERT_FILE": str(tmp_path / "certificate.pem")}
        command = [sys.executable, str(DRAFT_EACH), str(said), *(f"{address}/{name}" for name in names)]
        done = subprocess.run(command, env=environment, check=True, capture_output=True, text=True, timeout=500)
    became = json.loads(done.stdout)
    faults = {
        name: fault(toy, (said / f"{name}.said").read_text(encoding="utf-8"), name, code, ANSWERS[name][1])
        for name, (code, *_) in became.items()
    }
    slowest, largest = (max((used[at], name) for name, used in became.items()) for at in (1, 2))
    print(f"{len(became)} answers; slowest {slowest[1]} {slowest[0]:.1f} s, largest {largest[1]} {largest[0]:.0f} MB")
    assert {name: told for name, told in faults.items() if told} == {}
    assert len(became) == len(ANSWERS) >= 60
    assert slowest[0] <= MOST_SECONDS
    assert largest[0] <= MOST_MEGABYTES
