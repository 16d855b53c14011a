"""Notices that an editor has changed something: looks at the files again and again, as this works with every editor."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from pathlib import Path

from explainer.core.project import Project

_BETWEEN_LOOKS = 0.2
"""Seconds. A thousand files are looked at in about ten milliseconds."""

_State = dict[str, tuple[int, int]]


class Changes:
    """What has changed in a project since somebody last waited for a change, or since this was made."""

    def __init__(self, project: Project) -> None:
        self._project = project
        self._seen = self._now()

    def wait(self) -> list[str]:
        """Return once files have changed and the editor has finished writing; give their paths in the project."""
        while not self.waiting:
            time.sleep(_BETWEEN_LOOKS)
        before, now = self._seen, self._now()
        while True:
            time.sleep(_BETWEEN_LOOKS)
            later = self._now()
            if later == now:
                break
            now = later
        self._seen = now
        differing = dict(before.items() ^ now.items())
        return sorted(self._project.relative(Path(path)) for path in differing)

    @property
    def waiting(self) -> bool:
        """Whether something has changed."""
        return self._now() != self._seen

    def _now(self) -> _State:
        """Return the time and size of every file that the site is made from."""
        found: _State = {}
        for path in self._paths():
            try:
                state = os.lstat(path)
            except OSError:
                continue  # It was deleted in this moment.
            found[path] = (state.st_mtime_ns, state.st_size)
        return found

    def _paths(self) -> Iterator[str]:
        project = self._project
        yield str(project.configuration)
        for folder in (project.docs, project.data, project.overrides, project.article_folder()):
            for place, _, names in os.walk(folder) if folder else ():
                yield from (os.path.join(place, name) for name in names if not _is_scratch(name))


def _is_scratch(name: str) -> bool:
    """Tell whether a file is one of an editor's own, kept beside the file that is being edited."""
    return name.startswith((".", "#")) or name.endswith("~")
