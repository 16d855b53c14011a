"""The files that a theme brings along, listed without what MkDocs leaves out, and its templates, compiled once."""

from __future__ import annotations

import os
from functools import partial
from pathlib import Path
from types import CodeType

from jinja2 import BytecodeCache, Environment, FileSystemLoader
from jinja2.bccache import Bucket
from mkdocs.theme import Theme


class _Visible(FileSystemLoader):
    """Lists no hidden folders: themes keep icons there, by the thousand, and to look through them takes a tenth
    of the time in which a small site is drawn. A template may include a file in them all the same."""

    def list_templates(self) -> list[str]:
        found: set[str] = set()
        for root in self.searchpath:
            for place, folders, names in os.walk(root):
                folders[:] = [each for each in folders if not each.startswith(".")]
                found.update(Path(place, name).relative_to(root).as_posix() for name in names)
        return sorted(found)


class _Compiled(BytecodeCache):
    """Remembers compiled templates: MkDocs compiles them anew for each drawing of a site, in a preview after each
    change."""

    def __init__(self) -> None:
        self._known: dict[str, tuple[str, CodeType | None]] = {}

    def get_cache_key(self, name: str, filename: str | None = None) -> str:
        """Return the name alone: the folder of the words of a site is a new one for each drawing."""
        return name

    def load_bytecode(self, bucket: Bucket) -> None:
        checksum, code = self._known.get(bucket.key, ("", None))
        bucket.code = code if checksum == bucket.checksum else None

    def dump_bytecode(self, bucket: Bucket) -> None:
        self._known[bucket.key] = bucket.checksum, bucket.code


_compiled = _Compiled()


def make_quick(theme: Theme) -> None:
    """Let a theme list only files that are in no hidden folder, and compile a template once while it stays as it is."""
    theme.get_env = partial(_environment, theme)  # type: ignore[method-assign]


def _environment(theme: Theme) -> Environment:
    environment = Theme.get_env(theme)
    environment.loader = _Visible(theme.dirs)
    environment.bytecode_cache = _compiled
    return environment
