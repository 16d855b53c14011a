"""The list of the downloads that were built: what each is, how large, and its digest. The downloads page shows it."""

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
    """One download as built. `use` says what it is for, `group` where it is listed."""

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
        """The size as a reader meets it: "312 KB"."""
        return f"{self.size / 1_000_000:.1f} MB" if self.size >= 1_000_000 else f"{max(1, round(self.size / 1000))} KB"


@dataclass(frozen=True)
class Manifest:
    """The downloads of one edition, in the order in which they are shown. `state` is that of the files they are of."""

    edition: str
    state: str
    entries: tuple[Entry, ...]


def digest(content: bytes) -> str:
    """Return the SHA-256 of a download."""
    return hashlib.sha256(content).hexdigest()


def state_of(project: Project) -> str:
    """Return a digest of everything that the downloads are made from: the data, the pages and the settings, those of
    the environment too."""
    found = hashlib.sha256()
    found.update("".join(f"{name} {os.environ.get(name, '')}\n" for name in SETTINGS_VARIABLES).encode())
    for path in [project.root / "mkdocs.yml", *project.data_files(), *sorted(project.docs.rglob("*.md"))]:
        content = path.read_bytes() if path.is_file() else b""
        found.update(f"{project.relative(path)} {len(content)}\n".encode() + content)
    return found.hexdigest()


def current_manifest(project: Project) -> Manifest | None:
    """Return the list of what was built, if data and pages are still those that it was built from.

    A detail that was removed from the pages must not live on in a file beside them.
    """
    manifest = read_manifest(project)
    return manifest if manifest is not None and manifest.state == state_of(project) else None


def read_manifest(project: Project) -> Manifest | None:
    """Return the list of what was built, or None where nothing was; refuse a list that cannot be read."""
    path = project.downloads / FILE
    if not path.is_file():
        return None
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
        entries = tuple(Entry(**entry) for entry in content["downloads"])
        strange = [each.file for each in entries if not _NAME.fullmatch(each.file)]
        if strange:
            raise ValueError(strange)
        return Manifest(content["edition"], content["state"], entries)
    except (OSError, ValueError, KeyError, TypeError) as error:
        hint = "Delete the folder and run `make downloads`."
        raise refuse("Y3", project.relative(path), "The list of the downloads cannot be read.", hint) from error


def manifest_text(manifest: Manifest) -> str:
    """Return the list as it is written."""
    content = {
        "edition": manifest.edition,
        "state": manifest.state,
        "downloads": [asdict(entry) for entry in manifest.entries],
    }
    return json.dumps(content, ensure_ascii=False, indent=1) + "\n"
