"""Signatures over sign-offs: a reader with an SSH key signs a list of them, which nobody else can then lengthen.

`data/signatures/<reader>.txt` has a line for each sign-off, with its key and day, and below these lines the signature
that `ssh-keygen -Y sign` made over them.
"""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from explainer.core.problems import COMMAND, refuse
from explainer.core.project import Project
from explainer.core.read_files import MAXIMUM_WRITTEN_BYTES, read_text
from explainer.edition.state import Edition
from explainer.records.evidence import Evidence
from explainer.records.models import Reader

NAMESPACE = "explainer-sign-offs"
_BEGINS = "-----BEGIN SSH SIGNATURE-----"
_PROGRAM = "ssh-keygen"
_LONGEST = 60
"""Seconds that the program may take to verify."""

State = Literal["valid", "forged", "unchecked"]


@dataclass(frozen=True)
class Signature:
    """The sign-offs that a reader has signed, each as its line, and whether the signature fits the reader's key."""

    state: State
    lines: frozenset[str]


def signature_file(project: Project, reader: str) -> Path:
    return project.data / "signatures" / f"{reader}.txt"


def line_of(key: str, day: str) -> str:
    """Return the line for a sign-off in what its reader signs."""
    return f"{key} {day}"


def lines_by(evidence: Evidence, role: str) -> str:
    """Return what a reader of a role signs: the lines of all sign-offs by that role, sorted."""
    lines = sorted(line_of(key, review.read) for key, review in evidence.reviews.items() if review.by == role)
    return "".join(f"{line}\n" for line in lines)


def signatures(edition: Edition) -> Mapping[str, Signature]:
    """Return the signatures that readers have made, by the reader's id."""
    return edition.derived("signatures of readers", _signatures)


def signed_off_by(edition: Edition, standing: set[str]) -> Counter[tuple[str, str, bool]]:
    """Return how many of the standing sign-offs there are, by role, day, and whether a valid signature covers them."""
    signed = {
        (edition.evidence.readers[reader].role, line)
        for reader, signature in signatures(edition).items()
        if signature.state == "valid"
        for line in signature.lines
    }
    reviews = ((key, review) for key, review in edition.evidence.reviews.items() if key in standing)
    return Counter((each.by, each.read, (each.by, line_of(key, each.read)) in signed) for key, each in reviews)


def _signatures(edition: Edition) -> dict[str, Signature]:
    readers = edition.evidence.readers.items()
    files = {name: signature_file(edition.project, name) for name, reader in readers if reader.key}
    return {
        name: _read(edition.project, file, edition.evidence.readers[name])
        for name, file in files.items()
        if file.is_file()
    }


def _read(project: Project, file: Path, reader: Reader) -> Signature:
    content = read_text(file, project.relative(file), MAXIMUM_WRITTEN_BYTES)
    lines = frozenset(content.partition(_BEGINS)[0].splitlines())
    if shutil.which(_PROGRAM) is None:
        return Signature("unchecked", lines)
    return Signature("valid" if is_signed_by(content, reader) else "forged", lines)


def is_signed_by(text: str, reader: Reader) -> bool:
    """Return whether a text ends with a signature over its lines that a reader's key made."""
    signed, begins, rest = text.partition(_BEGINS)
    if not begins:
        return False
    signature = begins + rest
    with tempfile.TemporaryDirectory() as folder:
        allowed, beside = Path(folder, "allowed"), Path(folder, "signature")
        allowed.write_text(f'reader namespaces="{NAMESPACE}" {reader.key}\n', encoding="utf-8")
        beside.write_text(signature, encoding="utf-8")
        command = [_PROGRAM, "-Y", "verify", "-f", str(allowed), "-I", "reader", "-n", NAMESPACE, "-s", str(beside)]
        ran = subprocess.run(command, input=signed.encode(), capture_output=True, timeout=_LONGEST, check=False)
    return ran.returncode == 0


def signed_text(lines: str, key: Path) -> str:
    """Return lines with the signature that a private key makes over them; raise Refused if it makes none."""
    if shutil.which(_PROGRAM) is None:
        raise refuse(COMMAND, _PROGRAM, "This program is not installed.", "Install OpenSSH.")
    command = [_PROGRAM, "-Y", "sign", "-q", "-f", str(key), "-n", NAMESPACE]
    ran = subprocess.run(command, input=lines.encode(), capture_output=True, check=False)
    if ran.returncode:
        hint = "Name the file of the private key whose public key is in data/readers.yaml."
        raise refuse(COMMAND, key.name, "This key makes no signature.", hint)
    return lines + ran.stdout.decode()
