"""What public judges say of how the site is served: the MDN HTTP Observatory and csp_evaluator, both run here."""

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
"""csp_evaluator's severity from which on a finding is a note: what might be a fault, and is none here."""


def score(site: Served) -> Iterator[str]:
    """Print what the public judges say of the recipe, and return where it falls short."""
    seen = _observe(site)
    print(f"MDN HTTP Observatory, nginx recipe: {seen['score']} {seen['grade']}; points lost: {_lost(seen)}.")
    worst = min((each["severity"] for each in seen["findings"]), default=100)
    said = (
        "; ".join(f"{each['severity']} {each['directive']} {each['value']}" for each in seen["findings"]) or "nothing"
    )
    print(f"csp_evaluator: {said}. From {NOTE} on a finding is a note.")
    if seen["score"] < LEAST_SCORE:
        yield f"a score of {seen['score']}"
    if worst < NOTE or not seen["policy"]:
        yield f"a finding of severity {worst}, or no policy"


def score_as_pages(site: Served) -> None:
    """Print what the Observatory says of a host that sets no headers of ours."""
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
