"""Scores of the quotation reader on annotated news, where the annotated set is at hand.

The set belongs to others and is no part of this project: its folder is named in QUOTEBENCH, or lies beside the
project's. Its own scorer prints the scores.
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
    """Predict each set and hand the predictions to the scorer."""
    folder = Path(os.environ.get(VARIABLE) or find_project().root / "../shared/quotebench")
    if not (folder / "score.py").is_file():
        print(f"quotations: no annotated set is at hand (name its folder in {VARIABLE}); nothing was measured.")
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
