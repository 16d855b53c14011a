"""The licences of everything that builds the site, as a table: requirements/licences.tsv.

`--write` keeps what the table says, and takes what it lacks from the packages installed here. In any case the table is
checked: it must name every locked package and no other, each under a licence that is allowed.
"""

from __future__ import annotations

import re
import sys
from importlib.metadata import PackageNotFoundError, metadata
from pathlib import Path

REQUIREMENTS = Path("requirements")
TABLE = REQUIREMENTS / "licences.tsv"
UNKNOWN = "unknown"
ALLOWED = frozenset(
    "MIT MIT-0 MIT-CMU BSD BSD-2-Clause BSD-3-Clause 0BSD Apache-2.0 ISC PSF-2.0 Python-2.0 MPL-2.0 MPL-1.1 OFL-1.1 "
    "Unlicense CC0-1.0 HPND Zlib LGPL-2.1-or-later LGPL-3.0-or-later LGPL-3.0-only GPL-2.0-or-later GPL-3.0-or-later "
    "GPL-2.0-only GPL-3.0-only CNRI-Python Artistic-1.0-Perl".split()
)
"""Licences of packages that may help to build. What readers get is listed in NOTICE, under freer licences still."""

ONLY_TO_PROVE = frozenset(("AGPL-3.0-only", "AGPL-3.0-or-later", "none declared"))
"""Licences of packages that only tests may use, and that are never passed on."""
PROVING = frozenset(("proof", "test", "supply"))

_SAME = {
    "MIT License": "MIT", "The MIT License (MIT)": "MIT", "BSD License": "BSD", "BSD 3-Clause": "BSD-3-Clause",
    "BSD 3-Clause License": "BSD-3-Clause", "3-Clause BSD License": "BSD-3-Clause", "New BSD License": "BSD-3-Clause",
    "The BSD 2-Clause License": "BSD-2-Clause", "Simplified BSD": "BSD-2-Clause", "BSD-2-clause": "BSD-2-Clause",
    "Apache Software License": "Apache-2.0", "Apache License 2.0": "Apache-2.0", "Apache 2.0": "Apache-2.0",
    "Apache License, Version 2.0": "Apache-2.0", "Apache-2": "Apache-2.0", "Apache": "Apache-2.0",
    "ISC License (ISCL)": "ISC", "ISC License": "ISC", "Python Software Foundation License": "PSF-2.0",
    "PSFL": "PSF-2.0", "Mozilla Public License 2.0 (MPL 2.0)": "MPL-2.0", "The Unlicense (Unlicense)": "Unlicense",
    "GNU General Public License v3 or later (GPLv3+)": "GPL-3.0-or-later", "GPLv3+": "GPL-3.0-or-later",
    "GPL-3.0+": "GPL-3.0-or-later", "GNU General Public License v2 or later (GPLv2+)": "GPL-2.0-or-later",
    "GNU General Public License v3 (GPLv3)": "GPL-3.0-only", "GPLv3": "GPL-3.0-only",
    "GNU Lesser General Public License v2 or later (LGPLv2+)": "LGPL-2.1-or-later",
    "Open Font License": "OFL-1.1", "SIL Open Font License 1.1 (OFL-1.1)": "OFL-1.1", "OFL": "OFL-1.1",
    "Mozilla Public License 1.1 (MPL 1.1)": "MPL-1.1",
    "Historical Permission Notice and Disclaimer (HPND)": "HPND",
}  # fmt: skip
_PIN = re.compile(r"^([a-zA-Z0-9._-]{1,80})==", re.MULTILINE)
_TERMS = re.compile(r"[()]|\b(?:AND|OR|WITH)\b|[,;/]")


def locked() -> dict[str, list[str]]:
    """Return every locked package, with the names of the lists it is in."""
    found: dict[str, list[str]] = {}
    for path in sorted(REQUIREMENTS.glob("*.txt")):
        for name in _PIN.findall(path.read_text(encoding="utf-8")):
            found.setdefault(name.lower().replace("_", "-"), []).append(path.stem)
    return dict(sorted(found.items()))


def licence_of(name: str) -> str:
    """Return the licence that an installed package declares, or `unknown`."""
    try:
        facts = metadata(name)
    except PackageNotFoundError:
        return UNKNOWN
    declared = facts.get("License-Expression")
    classifiers = [each.rpartition(" :: ")[2] for each in facts.get_all("Classifier") or () if "License ::" in each]
    named = [_SAME.get(each, each) for each in classifiers if each != "OSI Approved"]
    words = (facts.get("License") or "").strip().split("\n")[0]
    return declared or " AND ".join(sorted(named)) or _SAME.get(words, words) or UNKNOWN


def read_table() -> dict[str, str]:
    """Return the licence of each package according to the table."""
    rows = TABLE.read_text(encoding="utf-8").splitlines()[1:] if TABLE.is_file() else []
    return {row.split("\t")[0]: row.split("\t")[1] for row in rows if row.count("\t") == 2}


def write_table() -> None:
    """Write the table anew: a package in it keeps its licence, a new one gets the licence that it declares."""
    before = read_table()
    rows = ["package\tlicence\tlists"]
    for name, lists in locked().items():
        known = before.get(name, UNKNOWN)
        rows.append(f"{name}\t{licence_of(name) if known == UNKNOWN else known}\t{' '.join(lists)}")
    TABLE.write_text("\n".join(rows) + "\n", encoding="utf-8")


def faults(table: dict[str, str], packages: dict[str, list[str]]) -> list[str]:
    """Return a line for each fault of a table for these packages."""
    found = [f"{name} is not in {TABLE}. Run `make licences`." for name in packages if name not in table]
    found += [f"{name} is in {TABLE}, but not locked. Run `make licences`." for name in table if name not in packages]
    for name, licence in table.items():
        terms = {_SAME.get(term.strip(), term.strip()) for term in _TERMS.split(licence)} - {""}
        proving = ONLY_TO_PROVE if set(packages.get(name, ("site",))) <= PROVING else frozenset()
        if not terms <= ALLOWED | proving:
            found.append(
                f"{name} has the licence {licence!r}, which is not allowed. Look at it, then correct {TABLE} or add the"
                " licence to ALLOWED in scripts/supply/licences.py."
            )
    return found


def main() -> None:
    """Write the table if asked to, check it, and exit with 2 if it has a fault."""
    if "--write" in sys.argv[1:]:
        write_table()
    table, packages = read_table(), locked()
    wrong = faults(table, packages)
    for fault in wrong:
        print(fault)
    print(f"{len(packages)} locked packages, {len(set(table.values()))} licences, {len(wrong)} faults.")
    sys.exit(2 if wrong else 0)


if __name__ == "__main__":
    main()
