"""The programs that draw the pages: MkDocs, and Zensical in its place. Nothing else knows which of them did.

Either one renders Markdown with our extension, and puts the result into the templates of the theme. What is made
beside the pages, and everything that is done to a site afterwards, is the same for both.
"""

from __future__ import annotations

import html
import json
import logging
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

from explainer.core.logged_warnings import LoggedWarnings
from explainer.core.problems import Place, Problem, Refused
from explainer.core.project import ROOT_VARIABLE
from explainer.core.theme import TEXTS, theme_folders
from explainer.edition.state import Edition
from explainer.pages.identity import identity_of
from explainer.pages.settings import BUILDERS, text_in_force

Builder = Callable[[Edition, Path], list[Problem]]
"""Builds the pages of an edition, and the files of its theme, into a folder; returns what the program warned of.

Raise Refused, leaving the folder unfinished, if the program broke off.
"""

_COLOUR = re.compile(r"\x1b\[[0-9;]{0,20}m")
_WARNING = re.compile(r"^Warning: ([^\n]{1,500})\n\W{1,20}\[ ([^\n]{1,300}?):(\d{1,6}):(\d{1,6}) \]", re.MULTILINE)
_ALL_WELL = "No issues found"


def with_mkdocs(edition: Edition, folder: Path) -> list[Problem]:
    """Build with MkDocs, inside this process."""
    os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")
    # Imported here, after the variable is set: the theme prints a notice when it is imported.
    from mkdocs.commands.build import build
    from mkdocs.config import load_config

    from explainer.publish.theme_environment import make_quick

    logger = logging.getLogger("mkdocs")
    warnings = LoggedWarnings()
    logger.addHandler(warnings)
    try:
        # Strict mode of mkdocs cannot be relied on to stop (rule B4), so warnings are collected.
        config = load_config(str(edition.project.configuration), site_dir=str(folder), strict=False)
        # MkDocs looks into the project's own folder first, and can name no second one in its settings.
        config.theme.dirs[1:1] = [str(each) for each in theme_folders(edition.project)[1:]]
        with TemporaryDirectory(prefix="explainer-") as words:
            _write_texts(edition, Path(words))
            config.theme.dirs.insert(0, words)
            make_quick(config.theme)
            build(config)
    except (Refused, OSError):
        raise
    except (Exception, SystemExit) as error:
        # Templates, extensions and mkdocs itself raise whatever they like.
        named = str(error) if type(error).__module__.startswith("mkdocs.") else f"{type(error).__name__}: {error}"
        raise Refused(_problems([*warnings.messages, named], "mkdocs")) from error
    finally:
        logger.removeHandler(warnings)
    return _problems(warnings.messages, "mkdocs")


def with_zensical(edition: Edition, folder: Path) -> list[Problem]:
    """Build with Zensical, as a program of its own, on copies: it writes only below the folder of its settings."""
    project = edition.project
    with TemporaryDirectory(prefix="explainer-") as place:
        workplace = Path(place)
        shutil.copytree(project.docs, workplace / project.docs.name)
        for part in reversed(theme_folders(project)):
            shutil.copytree(part, workplace / project.overrides.name, dirs_exist_ok=True)
        _write_texts(edition, workplace / project.overrides.name)
        shutil.copy(project.configuration, workplace)
        command = [sys.executable, "-m", "zensical", "build", "--clean", "--config-file", project.configuration.name]
        environment = {**os.environ, ROOT_VARIABLE: str(project.root)}
        done = subprocess.run(command, cwd=workplace, env=environment, capture_output=True, text=True, check=False)
        said = _COLOUR.sub("", f"{done.stdout}\n{done.stderr}")
        warnings = [_warned(*match.groups()) for match in _WARNING.finditer(said)]
        if done.returncode or (_ALL_WELL not in said and not warnings):
            raise Refused(warnings or _problems([said.strip().rpartition("\n")[2]], "Zensical"))
        written = workplace / str(edition.settings.get("site_dir") or "site")
        shutil.copytree(written, folder, dirs_exist_ok=True)
    return warnings


_BUILDERS: Mapping[str, Builder] = dict(zip(BUILDERS, (with_mkdocs, with_zensical), strict=True))


def builder_of(settings: Mapping[str, object]) -> Builder:
    """Return the program that draws the pages: the one that `extra.builder` names, or MkDocs."""
    return _BUILDERS[text_in_force(settings, "builder") or BUILDERS[0]]


def _write_texts(edition: Edition, theme: Path) -> None:
    """Write the words of the theme, in the language of the site, into the template that the others take them from."""
    texts = {name: html.escape(text) for name, text in edition.evidence.texts.items()}
    texts["language"] = identity_of(edition.settings).language
    template = theme / TEXTS
    template.parent.mkdir(parents=True, exist_ok=True)
    template.write_text(f"{{% set texts = {json.dumps(texts, ensure_ascii=False)} %}}\n", encoding="utf-8")


def _warned(message: str, page: str, line: str, column: str) -> Problem:
    place = Place(f"docs/{page}", int(line), int(column))
    return Problem(place, "B4", f"Zensical warns: {message}.", "Correct what stands at this place.")


def _problems(messages: Iterable[str], program: str) -> list[Problem]:
    hint = f"This is a warning from {program}. Correct what it names."
    return [Problem(Place("mkdocs.yml"), "B4", message, hint) for message in messages]
