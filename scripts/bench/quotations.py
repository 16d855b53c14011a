"""Scores of the quotation reader on annotated news, if the annotated sets are available.

The sets belong to others and are not part of this project. QUOTEBENCH names their folder, which is otherwise looked for
beside the project. Their own scorer prints the scores.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from explainer.core.project import find_project

VARIABLE = "QUOTEBENCH"
SETS = ("tune.jsonl", "stress.jsonl")


def main() -> None:
    """Read the quotations of each set and pass them to its scorer; do nothing if there are no sets."""
    folder = Path(os.environ.get(VARIABLE) or find_project().root / "../shared/quotebench")
    if not (folder / "score.py").is_file():
        print(f"quotations: not measured, because there are no annotated sets. Name their folder in {VARIABLE}.")
        return
    for name in SETS:
        gold = folder / name
        with tempfile.TemporaryDirectory() as scratch:
            predicted = Path(scratch) / "predicted.jsonl"
            with predicted.open("wb") as file:
                subprocess.run([sys.executable, "-m", "quotereader", str(gold)], stdout=file, check=True)
            print(f"quotations in {name}:", flush=True)
            subprocess.run([sys.executable, str(folder / "score.py"), str(gold), str(predicted)], check=True)


if __name__ == "__main__":
    main()
