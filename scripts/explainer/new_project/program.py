"""Where a new project gets the program from: a wheel, a folder, or an index of packages."""

from __future__ import annotations

import json
import os
import re
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path
from urllib.parse import unquote, urlsplit

from explainer import __version__
from explainer.core.problems import COMMAND, Refused, refuse

PACKAGE = "cited-explainer"
_WHEEL = re.compile(r"cited_explainer-(\d[\w.]{0,40})-py3-none-any\.whl")
_VERSION = re.compile(r"\d{1,4}(?:\.\d{1,4}){1,3}")
_WRITTEN = re.compile(r"^__version__ = \"([^\"\n]{1,40})\"$", re.MULTILINE)
_HINT = f"Write the path of a wheel, the path of the program's folder, or a version such as {__version__}."


def requirement(given: str, project: Path) -> str:
    """Return the line of `requirements.txt` by which a project gets this program.

    `given` is the path of a wheel or of a folder, a version, or "" for wherever the running program came from. Raise
    Refused if there is none, or if it is of another version than the program that writes the project.
    """
    given = given or _installed_from()
    path = Path(given)
    if _VERSION.fullmatch(given):
        found, line = given, f"{PACKAGE}=={given}"
    elif path.suffix == ".whl":
        found, line = _version_of_wheel(path), _reachable(path, project)
    elif (path / "pyproject.toml").is_file():
        found, line = _version_of_folder(path), _reachable(path, project)
    else:
        raise _not_this(given)
    if found != __version__:
        sentence = f"{given} is version {found or 'unknown'}, and the program that writes the project is {__version__}."
        raise refuse(COMMAND, "--from", sentence, "Run `explainer new` with the version that the project is to have.")
    return line


def _installed_from() -> str:
    """Return the path that this program was installed from, or its version if it came from an index."""
    try:
        written = distribution(PACKAGE).read_text("direct_url.json")
    except PackageNotFoundError:
        written = None
    address = str(json.loads(written).get("url", "")) if written else ""
    return unquote(urlsplit(address).path) if address.startswith("file:") else __version__


def _version_of_wheel(path: Path) -> str:
    named = _WHEEL.fullmatch(path.name)
    if named is None or not path.is_file():
        raise _not_this(str(path))
    return named[1]


def _version_of_folder(path: Path) -> str:
    file = path / "scripts" / "explainer" / "__init__.py"
    written = _WRITTEN.search(file.read_text(encoding="utf-8")) if file.is_file() else None
    if written is None:
        raise _not_this(str(path))
    return written[1]


def _reachable(path: Path, project: Path) -> str:
    """Return a path as the project's folder needs it: absolute if it was given so, else from there."""
    if path.is_absolute():
        return f"{PACKAGE} @ {path.as_uri()}"
    return Path(os.path.relpath(path, project)).as_posix()


def _not_this(given: str) -> Refused:
    return refuse(COMMAND, "--from", f"This is not the program: {given!r}.", _HINT)
