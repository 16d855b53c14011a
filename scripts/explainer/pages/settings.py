"""Reads the site's configuration before mkdocs does, and refuses everything that a site may not set.

mkdocs.yml could make mkdocs read other folders, run other code, load other extensions and let other text into pages,
past everything that is checked (rules Y1 and Y3).
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping
from typing import Any

import yaml

from explainer.core.problems import Place, Problem, Refused
from explainer.core.project import Project
from explainer.core.texts import FIRST_LANGUAGE, faults_in, languages
from explainer.core.vocabulary import IDENTIFIER, LICENCES, id_hint
from explainer.core.yaml_files import Document, KeyPath, load_yaml
from explainer.pages.openings import ADMONITIONS
from explainer.pages.project_format import format_problems
from explainer.pages.theme_settings import theme_problems

EDITION_VARIABLE = "EXPLAINER_EDITION"
SETTINGS_VARIABLES = ("EXPLAINER_ADDRESS", "EXPLAINER_CONTACT", "EXPLAINER_ONION")
"""The variables that mkdocs.yml reads; deploy/README.md says what they mean."""
_TAGS = ("!ENV",)
_FIXED: dict[str, tuple[Any, ...]] = {
    "use_directory_urls": (False,),
    "strict": (True,),
    "plugins": ([],),
    "site_dir": ("build/unchecked", None),
}
"""Settings with the values they may have; None means that the setting may be missing."""
_EXTENSIONS: tuple[Any, ...] = (
    "attr_list", "tables", {"tables": {"use_align_attribute": False}}, {"toc": {"permalink": False}},
    "abbr", "admonition", "def_list", "footnotes", "pymdownx.details", "pymdownx.keys", "pymdownx.mark",
    {"pymdownx.tabbed": {"alternate_style": True}}, "pymdownx.tasklist", {"pymdownx.tilde": {"subscript": False}},
    {"pymdownx.blocks.admonition": {"types": [*ADMONITIONS]}}, "pymdownx.blocks.definition", "pymdownx.blocks.details",
    {"pymdownx.blocks.tab": {"alternate_style": True}},
    "explainer.markdown",
)  # fmt: skip
"""The Markdown extensions that a site may use, each with the options that it must have."""
_INSTEAD = {
    "pymdownx.emoji": "Remove it: icons, such as :material-anchor:, work without it.",
    "pymdownx.snippets": "Remove it: pages include no other files.",
    "md_in_html": "Remove it: pages contain no HTML.",
}
_NEEDED = ("site_name", "nav", "theme", "markdown_extensions", "extra")
_FREE = frozenset(
    "site_name site_description site_url theme extra markdown_extensions validation watch nav not_in_nav".split()
)
_WORDS = ("edition", "contact", "onion", "editor")
_EXTRA_NEEDED = ("identifier", "licence")
_EXTRA = (*_WORDS, *_EXTRA_NEEDED, "colours", "builder", "format", "language")
BUILDERS = ("mkdocs", "zensical")
"""The programs that can draw the pages; `extra.builder` names one, and the first is taken where it names none."""
_PAGE = re.compile(r"[\w/-]{1,200}\.md")
_COLOUR = re.compile(r"#[0-9a-f]{6}")
_HINT = "See “The site itself” in data/README.md."
_PAGE_HINT = "Write its path below docs/, for example: topics/leaving.md"


def read_settings(project: Project) -> tuple[Mapping[str, object], list[Problem]]:
    """Return what mkdocs.yml sets, and every problem found in it."""
    shown_as = project.relative(project.configuration)
    try:
        document = load_yaml(project.configuration, shown_as, _TAGS)
    except Refused as refused:
        return {}, list(refused.problems)
    settings = document.content
    if not isinstance(settings, dict):
        return {}, [_problem(document, (), "Y3", "This file must map settings to values.", "Restore it.")]
    themed = theme_problems(document, settings["theme"], project.root) if settings.get("theme") else ()
    found = *_fixed(document, settings), *_unknown(document, settings), *themed, *_values(document, settings)
    return settings, list(found)


def text_in_force(settings: Mapping[str, object], name: str) -> str:
    """Return what is set under a name, at the top or in `extra`, or "": the variable that it names, else its text."""
    extra = settings.get("extra")
    value = settings.get(name, extra.get(name) if isinstance(extra, Mapping) else None)
    if isinstance(value, list):
        variable, otherwise = value
        value = os.environ.get(variable, otherwise)
    return str(value or "")


def _fixed(document: Document, settings: dict[str, Any]) -> Iterator[Problem]:
    fixed = [name for name, values in _FIXED.items() if settings.get(name) not in values]
    missing = [name for name in _NEEDED if not settings.get(name)] + [name for name in fixed if name not in settings]
    if missing:
        sentence = f"{', '.join(missing)} must be set."
        yield _problem(document, (), "Y3", sentence, "Restore these lines. Was the file cut short?")
    for name in (name for name in fixed if name in settings):
        needed = yaml.safe_dump(_FIXED[name][0], default_flow_style=True, sort_keys=False, width=1_000).split("\n")[0]
        yield _problem(document, (name,), "Y3", f"{name} must be {needed}.", "Restore these lines.")


def _unknown(document: Document, settings: dict[str, Any]) -> Iterator[Problem]:
    for name in settings.keys() - {*_FIXED, *_FREE}:
        yield _problem(document, (name,), "Y1", f"{name} is not a known setting.", "Remove it.")
    extra = settings.get("extra")
    if not isinstance(extra, dict | None):
        yield _problem(document, ("extra",), "Y3", "extra must map settings to values.", _HINT)
    for name in (extra or {}) if isinstance(extra, dict) else ():
        if name not in _EXTRA:
            hint = f"Remove it, or use one of: {', '.join(_EXTRA)}."
            yield _problem(document, ("extra", name), "Y1", f"extra.{name} is not a known setting.", hint)


def _values(document: Document, settings: dict[str, Any]) -> Iterator[Problem]:
    yield from _extensions(document, settings.get("markdown_extensions"))
    yield from _pages(document, settings.get("nav"), ("nav",))
    extra = settings.get("extra")
    texts: dict[KeyPath, object] = {
        (name,): settings.get(name) for name in ("site_name", "site_description", "site_url")
    }
    extra = extra if isinstance(extra, dict) else {}
    texts |= {("extra", name): extra[name] for name in _WORDS if name in extra}
    for path, value in texts.items():
        name = ".".join(map(str, path))
        if path[-1] == "edition" and not (isinstance(value, list) and _is_text(value)):
            hint = f'Write: edition: !ENV [{EDITION_VARIABLE}, "draft"]'
            yield _problem(document, path, "Y1", f"{name} must come from {EDITION_VARIABLE}.", hint)
        elif not _is_text(value):
            hint = f'Write text, or !ENV [VARIABLE, "text"] with one of {", ".join(SETTINGS_VARIABLES)}.'
            yield _problem(document, path, "Y1", f"{name} must be text or a known variable.", hint)
    yield from _of_the_site(document, extra)


def _of_the_site(document: Document, extra: dict[str, Any]) -> Iterator[Problem]:
    """Find faults in what `extra` says about the site as a whole."""
    yield from format_problems(extra.get("format"), Place(document.file, document.line(("extra", "format"))))
    for name in _EXTRA_NEEDED if extra else ():
        if name not in extra:
            yield _problem(document, ("extra",), "Y3", f"extra.{name} is missing.", _HINT)
    identifier = str(extra.get("identifier", "ours"))
    if not IDENTIFIER.fullmatch(identifier):
        sentence = f"extra.identifier must be lower-case letters, digits and hyphens: {identifier!r}."
        yield _problem(document, ("extra", "identifier"), "Y4", sentence, id_hint(identifier))
    if "licence" in extra and extra["licence"] not in tuple(LICENCES):
        sentence = f"extra.licence must be {' or '.join(LICENCES)}."
        yield _problem(document, ("extra", "licence"), "Y3", sentence, _HINT)
    language = extra.get("language", FIRST_LANGUAGE)
    if language not in languages():
        sentence = f"extra.language must be {' or '.join(languages())}."
        hint = f"Write, for example: language: {FIRST_LANGUAGE}"
        yield _problem(document, ("extra", "language"), "Y3", sentence, hint)
    elif language != FIRST_LANGUAGE:
        yield from faults_in(language)
    if extra.get("builder", BUILDERS[0]) not in BUILDERS:
        sentence = f"extra.builder must be {' or '.join(BUILDERS)}."
        yield _problem(document, ("extra", "builder"), "Y3", sentence, "Write, for example: builder: zensical")
    colours = extra.get("colours", ["#000000"] * 2)
    if not (isinstance(colours, list) and len(colours) == 2 and all(_COLOUR.fullmatch(str(each)) for each in colours)):
        sentence = "extra.colours must be two colours, each with # and six hexadecimal digits in lower case."
        yield _problem(document, ("extra", "colours"), "Y3", sentence, 'Write, for example: ["#26334d", "#5a5249"]')


def _extensions(document: Document, extensions: object) -> Iterator[Problem]:
    named = extensions if isinstance(extensions, list) else []
    for at, extension in enumerate(named):
        if extension not in _EXTENSIONS:
            sentence = "This Markdown extension, or one of its options, is not allowed."
            name = next(iter(extension), "") if isinstance(extension, dict) else str(extension)
            known = as_written(str(name))
            hint = f"Write: {known}" if known else _INSTEAD.get(str(name), "Remove it.")
            yield _problem(document, ("markdown_extensions", at), "Y1", sentence, hint)
    if extensions and "explainer.markdown" not in named:
        sentence = "The extension explainer.markdown is missing."
        yield _problem(document, ("markdown_extensions",), "Y3", sentence, "Add it to the list: - explainer.markdown")


def as_written(extension: str) -> str:
    """Return how a Markdown extension is listed in mkdocs.yml, or "" if it may not be."""
    for allowed in reversed(_EXTENSIONS):
        if allowed == extension:
            return f"- {extension}"
        if isinstance(allowed, dict) and extension in allowed:
            options = yaml.safe_dump(allowed[extension], default_flow_style=True, sort_keys=False, width=1_000).strip()
            return f"- {extension}: {options}"
    return ""


def _is_text(value: object) -> bool:
    if isinstance(value, list):
        return len(value) == 2 and value[0] in (*SETTINGS_VARIABLES, EDITION_VARIABLE) and isinstance(value[1], str)
    return isinstance(value, str | None)


def _pages(document: Document, listed: object, path: KeyPath) -> Iterator[Problem]:
    """Find entries in the list of pages that are not labels and pages."""
    if isinstance(listed, list):
        for at, entry in enumerate(listed):
            below = entry.items() if isinstance(entry, dict) else [(None, entry)]
            for label, value in below:
                yield from _pages(document, value, (*path, at, label) if label is not None else (*path, at))
    elif not (isinstance(listed, str) and _PAGE.fullmatch(listed)) and listed is not None:
        yield _problem(document, path, "Y1", f"An entry of nav must be a page: {listed!r}.", _PAGE_HINT)
    elif listed is None and len(path) > 1:
        yield _problem(document, path, "Y1", "An entry of nav must be a page.", _PAGE_HINT)


def _problem(document: Document, path: KeyPath, code: str, sentence: str, hint: str) -> Problem:
    return Problem(Place(document.file, document.line(path)), code, sentence, hint)
