"""Public scores of how the site is served: the MDN HTTP Observatory and csp_evaluator, both run locally."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

from served import Served

PROGRAM = Path(__file__).parent / "serving" / "observatory.mjs"
LEAST_SCORE = 130
NOTE = 50
"""The severity from which csp_evaluator's findings are notes: possible faults that are none here."""


def score(site: Served) -> Iterator[str]:
    """Print the scores of the recipe, and yield where they fall short."""
    seen = _observe(site)
    print(f"MDN HTTP Observatory, nginx recipe: {seen['score']} {seen['grade']}; points lost: {_lost(seen)}.")
    worst = min((each["severity"] for each in seen["findings"]), default=100)
    said = (
        "; ".join(f"{each['severity']} {each['directive']} {each['value']}" for each in seen["findings"]) or "nothing"
    )
    print(f"csp_evaluator: {said}. Findings from {NOTE} are notes.")
    if seen["score"] < LEAST_SCORE:
        yield f"a score of {seen['score']}"
    if worst < NOTE or not seen["policy"]:
        yield f"a finding of severity {worst}, or no policy"


def score_as_pages(site: Served) -> None:
    """Print the Observatory's score for a host that sets none of our headers."""
    seen = _observe(site)
    print(f"MDN HTTP Observatory, no headers but HSTS, as on GitHub Pages: {seen['score']} {seen['grade']}; ", end="")
    print(f"points lost: {_lost(seen)}.")


def _lost(seen: dict[str, list[dict[str, str]]]) -> str:
    return ", ".join(f"{each['result']} {each['points']}" for each in seen["lost"]) or "none"


def _observe(site: Served) -> dict:  # type: ignore[type-arg]
    command = ["node", str(PROGRAM), str(site.plain), str(site.tls)]
    environment = {**os.environ, "NODE_EXTRA_CA_CERTS": str(site.certificate)}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(f"The Observatory did not run:\n{done.stderr}")
    return dict(json.loads(done.stdout.splitlines()[-1]))
