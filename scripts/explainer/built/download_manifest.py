"""The list of the downloads that were made, with the size and digest of each, for the downloads page."""

from __future__ import annotations

import hashlib
import json
import os
import re
from dataclasses import asdict, dataclass

from explainer.core.problems import refuse
from explainer.core.project import Project
from explainer.core.vocabulary import DOWNLOAD_FORMS
from explainer.pages.settings import SETTINGS_VARIABLES

FILE = "manifest.json"
_NAME = re.compile(rf"[a-z0-9-]{{1,80}}\.(?:{'|'.join(DOWNLOAD_FORMS)})")


@dataclass(frozen=True)
class Entry:
    """One download. `use` says what it is for, `group` where the downloads page lists it, `size` its bytes."""

    name: str
    group: str
    file: str
    title: str
    form: str
    use: str
    size: int
    sha256: str

    @property
    def size_in_words(self) -> str:
        """The size as readers see it, such as "312 KB"."""
        return f"{self.size / 1_000_000:.1f} MB" if self.size >= 1_000_000 else f"{max(1, round(self.size / 1000))} KB"


@dataclass(frozen=True)
class Manifest:
    """The downloads of one edition, in the order in which they are shown. `state` is what `state_of` gave for them."""

    edition: str
    state: str
    entries: tuple[Entry, ...]


def digest(content: bytes) -> str:
    """Return the SHA-256 of a download, in hexadecimal."""
    return hashlib.sha256(content).hexdigest()


def state_of(project: Project) -> str:
    """Return a digest of everything that downloads are made from: data, pages and settings, including those in the
    environment."""
    found = hashlib.sha256()
    found.update("".join(f"{name} {os.environ.get(name, '')}\n" for name in SETTINGS_VARIABLES).encode())
    for path in [project.root / "mkdocs.yml", *project.data_files(), *sorted(project.docs.rglob("*.md"))]:
        content = path.read_bytes() if path.is_file() else b""
        found.update(f"{project.relative(path)} {len(content)}\n".encode() + content)
    return found.hexdigest()


def current_manifest(project: Project) -> Manifest | None:
    """Return the list of downloads if they were made from the current data, pages and settings, else None.

    A detail that was removed from the pages must not live on in a download.
    """
    manifest = read_manifest(project)
    return manifest if manifest is not None and manifest.state == state_of(project) else None


def read_manifest(project: Project) -> Manifest | None:
    """Return the list of downloads, or None if none were made; raise Refused if the list cannot be read."""
    path = project.downloads / FILE
    if not path.is_file():
        return None
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
        entries = tuple(Entry(**entry) for entry in content["downloads"])
        unsafe = [each.file for each in entries if not _NAME.fullmatch(each.file)]
        if unsafe:
            raise ValueError(unsafe)
        return Manifest(content["edition"], content["state"], entries)
    except (OSError, ValueError, KeyError, TypeError) as error:
        hint = "Delete build/downloads/ and run `make downloads`."
        raise refuse("Y3", project.relative(path), "The list of the downloads cannot be read.", hint) from error


def manifest_text(manifest: Manifest) -> str:
    """Return the text of the file that `read_manifest` reads."""
    content = {
        "edition": manifest.edition,
        "state": manifest.state,
        "downloads": [asdict(entry) for entry in manifest.entries],
    }
    return json.dumps(content, ensure_ascii=False, indent=1) + "\n"
