"""The site's configuration, read before mkdocs reads it by rules of its own: what a site may set, and nothing else.

mkdocs can be told to read other folders, run other code, load other extensions and let other text into pages, past
everything that is checked here (rules Y1 and Y3).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

import yaml

from explainer.core.problems import Place, Problem, Refused
from explainer.core.project import Project
from explainer.core.vocabulary import IDENTIFIER, LICENCES
from explainer.core.yaml_files import Document, KeyPath, load_yaml

EDITION_VARIABLE = "EXPLAINER_EDITION"
SETTINGS_VARIABLES = ("EXPLAINER_ADDRESS", "EXPLAINER_CONTACT", "EXPLAINER_ONION")
"""The variables that mkdocs.yml reads; deploy/README.md says what they mean."""
_TAGS = ("!ENV",)
_FIXED: dict[str, tuple[Any, ...]] = {
    "use_directory_urls": (False,),
    "strict": (True,),
    "plugins": ([],),
    "theme": ({"name": "material", "custom_dir": "overrides", "font": False},),
    "hooks": (["scripts/explainer/publish/hook.py"], ["hook.py"]),
    "site_dir": ("build/unchecked", None),
}
"""Settings that the site needs as they are; None stands for one that may be missing."""
_EXTENSIONS: tuple[Any, ...] = (
    "attr_list", "tables", {"tables": {"use_align_attribute": False}}, {"toc": {"permalink": False}},
    "explainer.markdown",
)  # fmt: skip
_NEEDED = ("site_name", "nav", "markdown_extensions", "extra")
_FREE = frozenset(
    "site_name site_description site_url extra markdown_extensions validation watch nav not_in_nav".split()
)
_WORDS = ("edition", "contact", "onion")
_EXTRA_NEEDED = ("identifier", "licence")
_EXTRA = (*_WORDS, *_EXTRA_NEEDED, "colours", "header")
_PAGE = re.compile(r"[\w/-]{1,200}\.md")
_PLACE = re.compile(r"[\w/-]{1,200}\.md(?:#[\w-]{1,80})?")
_COLOUR = re.compile(r"#[0-9a-f]{6}")
_HINT = "The site needs it as docs/about/architecture.md says. Was the file cut short?"


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
    return settings, [*_fixed(document, settings), *_unknown(document, settings), *_values(document, settings)]


def _fixed(document: Document, settings: dict[str, Any]) -> Iterator[Problem]:
    fixed = [name for name, values in _FIXED.items() if settings.get(name) not in values]
    missing = [name for name in _NEEDED if not settings.get(name)] + [name for name in fixed if name not in settings]
    if missing:
        sentence = f"{', '.join(missing)} must be set."
        yield _problem(document, (), "Y3", sentence, "Add it, as docs/about/architecture.md says, or restore the file.")
    for name in (name for name in fixed if name in settings):
        needed = yaml.safe_dump(_FIXED[name][0], default_flow_style=True, sort_keys=False, width=1_000).split("\n")[0]
        yield _problem(document, (name,), "Y3", f"{name} must be {needed}.", "Restore these lines.")


def _unknown(document: Document, settings: dict[str, Any]) -> Iterator[Problem]:
    for name in settings.keys() - {*_FIXED, *_FREE}:
        yield _problem(document, (name,), "Y1", f"The setting {name!r} is not known here.", "Leave it away.")
    extra = settings.get("extra")
    if not isinstance(extra, dict | None):
        yield _problem(document, ("extra",), "Y3", "The setting 'extra' holds no names with values.", _HINT)
    for name in (extra or {}) if isinstance(extra, dict) else ():
        if name not in _EXTRA:
            hint = f"Known: {', '.join(_EXTRA)}."
            yield _problem(document, ("extra", name), "Y1", f"The setting {name!r} is not known here.", hint)


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
        if not _is_text(value) or (path[-1] == "edition" and not isinstance(value, list)):
            sentence = f"The setting {path[-1]!r} is neither a text nor one of our variables."
            yield _problem(document, path, "Y1", sentence, f"Variables: {', '.join(SETTINGS_VARIABLES)}.")

    yield from _of_the_site(document, extra)


def _of_the_site(document: Document, extra: dict[str, Any]) -> Iterator[Problem]:
    """Find faults in what `extra` says of the site as a whole."""
    for name in _EXTRA_NEEDED if extra else ():
        if name not in extra:
            hint = "Add it below `extra`, as data/README.md says."
            yield _problem(document, ("extra",), "Y3", f"The setting {name!r} is missing.", hint)
    if not IDENTIFIER.fullmatch(str(extra.get("identifier", "ours"))):
        hint = "Use lower-case letters, digits and hyphens, and start with a letter."
        yield _problem(document, ("extra", "identifier"), "Y4", "identifier must be an id.", hint)
    if "licence" in extra and extra["licence"] not in tuple(LICENCES):
        sentence = f"licence must be one of {', '.join(LICENCES)}."
        yield _problem(document, ("extra", "licence"), "Y3", sentence, "See data/README.md.")
    colours = extra.get("colours", ["#000000"] * 2)
    if not (isinstance(colours, list) and len(colours) == 2 and all(_COLOUR.fullmatch(str(each)) for each in colours)):
        sentence = 'colours must be two colours, such as ["#26334d", "#5a5249"].'
        yield _problem(document, ("extra", "colours"), "Y3", sentence, "Write six digits each, in small letters.")
    yield from _header(document, extra.get("header", []))


def _header(document: Document, header: object) -> Iterator[Problem]:
    for at, entry in enumerate(header if isinstance(header, list) else [header]):
        pairs = list(entry.items()) if isinstance(entry, dict) else []
        if not (len(pairs) == 1 and isinstance(pairs[0][1], str) and _PLACE.fullmatch(pairs[0][1])):
            sentence = "A link of the header must be a label with a page."
            hint = "Write `- Label: page.md`, or `- Label: page.md#place`."
            yield _problem(document, ("extra", "header", at), "Y1", sentence, hint)


def _extensions(document: Document, extensions: object) -> Iterator[Problem]:
    named = extensions if isinstance(extensions, list) else []
    for at, extension in enumerate(named):
        if extension not in _EXTENSIONS:
            sentence = "This extension of Markdown, or an option of it, is not known here."
            yield _problem(document, ("markdown_extensions", at), "Y1", sentence, "Leave it away.")
    if extensions and "explainer.markdown" not in named:
        yield _problem(document, ("markdown_extensions",), "Y3", "The extension explainer.markdown is missing.", _HINT)


def _is_text(value: object) -> bool:
    if isinstance(value, list):
        return len(value) == 2 and value[0] in (*SETTINGS_VARIABLES, EDITION_VARIABLE) and isinstance(value[1], str)
    return isinstance(value, str | None)


def _pages(document: Document, listed: object, path: KeyPath) -> Iterator[Problem]:
    """Find what the list of pages holds beside labels and pages."""
    if isinstance(listed, list):
        for at, entry in enumerate(listed):
            below = entry.items() if isinstance(entry, dict) else [(None, entry)]
            for label, value in below:
                yield from _pages(document, value, (*path, at, label) if label is not None else (*path, at))
    elif not (isinstance(listed, str) and _PAGE.fullmatch(listed)) and listed is not None:
        yield _problem(document, path, "Y1", f"{listed!r} is no page.", "Write its path below docs/.")
    elif listed is None and len(path) > 1:
        yield _problem(document, path, "Y1", "A page is missing here.", "Write its path below docs/.")


def _problem(document: Document, path: KeyPath, code: str, sentence: str, hint: str) -> Problem:
    return Problem(Place(document.file, document.line(path)), code, sentence, hint)
