"""Asks the Python advisory service about every locked package, with pip-audit.

Exits with 0 if every package was checked and none has a known vulnerability, with 2 if one has, and with 3 if a package
could not be checked: what is unchecked is never called clean.
"""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

CLEAN, FAULTY, UNCHECKED = 0, 2, 3
_REQUIREMENTS = Path("requirements")
_SECONDS = 900


@dataclass(frozen=True)
class Verdict:
    """What is known of one list of packages."""

    asked: int
    faults: tuple[str, ...]
    unasked: tuple[str, ...]
    error: str = ""

    @property
    def code(self) -> int:
        if self.faults:
            return FAULTY
        return UNCHECKED if self.unasked or self.error or not self.asked else CLEAN

    def __str__(self) -> str:
        if self.error:
            return f"unchecked: the service gave no answer ({self.error})"
        checked = f"{self.asked} packages checked"
        if self.unasked:
            checked = f"unchecked: the service does not know {len(self.unasked)} packages; {checked}"
        faults = "".join(f"\n    {fault}" for fault in self.faults)
        return f"{checked}, {len(self.faults)} known vulnerabilities{faults}"


def verdict_of(answer: Any) -> Verdict:
    """Return what an answer of pip-audit says. It calls a list clean even if it skipped every package in it."""
    packages = answer["dependencies"]
    skipped = tuple(each["name"] for each in packages if "skip_reason" in each)
    asked = [each for each in packages if "skip_reason" not in each]
    faults = tuple(
        f"{each['name']} {each['version']}: {fault['id']}, fixed in {', '.join(fault['fix_versions']) or 'no version'}"
        for each in asked
        for fault in each["vulns"]
    )
    return Verdict(len(asked), faults, skipped)


def ask(requirements: Path) -> Verdict:
    """Ask the service about every package of a locked list."""
    command = [sys.executable, "-m", "pip_audit", "--disable-pip", "--require-hashes", "--requirement"]
    command += [str(requirements), "--format", "json", "--progress-spinner", "off"]
    try:
        ran = subprocess.run(command, capture_output=True, text=True, timeout=_SECONDS, check=False)
        return verdict_of(json.loads(ran.stdout))
    except subprocess.TimeoutExpired:
        return Verdict(0, (), (), f"none within {_SECONDS} seconds")
    except (ValueError, KeyError, TypeError):
        return Verdict(0, (), (), ran.stderr.strip().rpartition("\n")[2][:200] or "no report")


def main() -> None:
    """Ask about each list, print its verdict, and exit with the worst of them."""
    verdicts = {path.name: ask(path) for path in sorted(_REQUIREMENTS.glob("*.txt"))}
    for name, verdict in verdicts.items():
        print(f"{name}: {verdict}")
    codes = {verdict.code for verdict in verdicts.values()} or {UNCHECKED}
    sys.exit(FAULTY if FAULTY in codes else max(codes))


if __name__ == "__main__":
    main()
