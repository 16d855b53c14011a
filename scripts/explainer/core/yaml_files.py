"""YAML with line numbers: strict in, canonical out.

Strict in (rules Y1 to Y3): the file is read as parser events, so that anchors, aliases, tags and duplicate keys
are refused at their own lines, and a scalar means what YAML 1.2 says it means. This is PyYAML's parser, because its
C version reads the whole data folder in a fraction of the time that a page build takes. Canonical out: ruamel.yaml,
which keeps comments, and PyYAML for long files that have none inside.
"""

from __future__ import annotations

import io
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml

from explainer.core.problems import Place, Problem, Refused, refuse
from explainer.core.read_files import MAXIMUM_BYTES, read_text, unseen_characters, unseen_sentence

if TYPE_CHECKING:
    from ruamel.yaml import YAML

MAXIMUM_DEPTH = 12
_INTEGER = re.compile(r"-?(?:0|[1-9][0-9]{0,14})")
_DECIMAL = re.compile(r"-?[0-9]{1,15}\.[0-9]{1,9}")
LOADER: Any = getattr(yaml, "CSafeLoader", None) or yaml.SafeLoader
"""PyYAML's loader, in C if that is installed."""
_DUMPER: Any = getattr(yaml, "CSafeDumper", None) or yaml.SafeDumper
_WIDTH = 100_000
"""One line for each value, so that a changed word shows as one changed line."""

KeyPath = tuple[str | int, ...]


@dataclass
class Document:
    """The content of one YAML file, and the line of each of its keys and items."""

    file: str
    content: Any = None
    lines: dict[KeyPath, int] = field(default_factory=dict)

    def line(self, path: KeyPath) -> int:
        """Return the line of a key path, or of its nearest parent that has one."""
        while path and path not in self.lines:
            path = path[:-1]
        return self.lines.get(path, 1)


def load_yaml(path: Path, shown_as: str, tags: tuple[str, ...] = (), maximum: int = MAXIMUM_BYTES) -> Document:
    """Read a YAML file; raise Refused with every fault found in it. Tags other than those in `tags` are refused.

    A file that has not changed gives the same document again, as in a preview, so nobody may change a document.
    """
    text = read_text(path, shown_as, maximum)
    document = _remembered(text, shown_as, tags)
    if text and not text.endswith("\n"):
        line = text.count("\n") + 1
        hint = "Was it cut short? Restore it, or end its last line."
        raise refuse("Y3", shown_as, "This file ends in the middle of a line.", hint, line)
    return document


def parse_yaml(text: str, shown_as: str, tags: tuple[str, ...] = ()) -> Document:
    """Read the text of a YAML file like `load_yaml`."""
    document = Document(shown_as)
    try:
        _Composer(text, document, tags).compose()
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 1 if mark else 1
        reason = getattr(error, "problem", None) or "it cannot be parsed"
        raise refuse(
            "Y3", shown_as, f"This is not YAML: {reason}.", "Check this line and the one above.", line
        ) from error
    return document


_remembered = lru_cache(maxsize=64)(parse_yaml)


class _Composer:
    """Builds plain dicts, lists and scalars from parser events, noting lines and refusing what rule Y1 refuses."""

    def __init__(self, text: str, document: Document, tags: tuple[str, ...]) -> None:
        self._parser = LOADER(text)
        self._document = document
        self._tags = ("!", *tags)
        self._may_hide = "\\" in text or bool(unseen_characters(text))
        self._problems: list[Problem] = []

    def compose(self) -> None:
        event = self._next()
        while not isinstance(event, yaml.StreamEndEvent):
            if isinstance(event, yaml.DocumentStartEvent):
                if self._document.lines:
                    self._refuse(event, "Y1", "A second YAML document starts here.", "Keep one document in each file.")
                self._document.content = self._node(self._next(), ())
            event = self._next()
        if self._problems:
            raise Refused(self._problems)

    def _next(self) -> Any:
        return self._parser.get_event()

    def _refuse(self, event: Any, code: str, sentence: str, hint: str) -> None:
        place = Place(self._document.file, event.start_mark.line + 1, event.start_mark.column + 1)
        self._problems.append(Problem(place, code, sentence, hint))

    def _node(self, event: Any, path: KeyPath) -> Any:
        self._document.lines.setdefault(path, event.start_mark.line + 1)
        if len(path) > MAXIMUM_DEPTH:
            self._refuse(event, "Y1", f"This value is nested more than {MAXIMUM_DEPTH} levels deep.", "Flatten it.")
            raise Refused(self._problems)
        if isinstance(event, yaml.AliasEvent) or event.anchor:
            self._refuse(event, "Y1", "Anchors and aliases are not allowed.", "Write the value out.")
            return None if isinstance(event, yaml.AliasEvent) else self._value(event, path)
        if event.tag and event.tag not in self._tags:
            self._refuse(event, "Y1", f"The tag {event.tag!r} is not allowed.", "Remove the tag.")
        return self._value(event, path)

    def _value(self, event: Any, path: KeyPath) -> Any:
        if isinstance(event, yaml.MappingStartEvent):
            return self._mapping(path)
        if isinstance(event, yaml.SequenceStartEvent):
            return self._sequence(path)
        if self._may_hide:
            self._refuse_unseen(event)
        return _scalar(event.value) if event.implicit[0] else event.value

    def _refuse_unseen(self, event: Any) -> None:
        """Refuse invisible characters that the file spells as escapes, so that its own text does not contain them."""
        for offset in unseen_characters(event.value)[:1]:
            self._refuse(event, "Y1", unseen_sentence(event.value[offset]), "Remove the escape that stands for it.")

    def _mapping(self, path: KeyPath) -> dict[str, Any]:
        content: dict[str, Any] = {}
        event = self._next()
        while not isinstance(event, yaml.MappingEndEvent):
            key = self._key(event)
            if key in content:
                self._refuse(event, "Y1", f"The key {key!r} appears twice.", "Keep one of the two.")
            self._document.lines.setdefault((*path, key), event.start_mark.line + 1)
            content[key] = self._node(self._next(), (*path, key))
            event = self._next()
        return content

    def _key(self, event: Any) -> str:
        if not isinstance(event, yaml.ScalarEvent) or event.value == "<<":
            self._refuse(event, "Y1", "A key must be plain text.", "Write a word and a colon.")
            raise Refused(self._problems)
        if self._may_hide:
            self._refuse_unseen(event)
        return str(event.value)

    def _sequence(self, path: KeyPath) -> list[Any]:
        content: list[Any] = []
        event = self._next()
        while not isinstance(event, yaml.SequenceEndEvent):
            content.append(self._node(event, (*path, len(content))))
            event = self._next()
        return content


def _scalar(text: str) -> Any:
    """Return what a plain scalar means in YAML 1.2's core schema, without octals, infinities and exponents."""
    if text in ("", "~", "null"):
        return None
    if text in ("true", "false"):
        return text == "true"
    if _INTEGER.fullmatch(text):
        return int(text)
    return float(text) if _DECIMAL.fullmatch(text) else text


def canonical_yaml() -> YAML:
    """Return the writer of the canonical form."""
    # Imported here: reading is far more frequent than writing, and must start fast.
    from ruamel.yaml import YAML

    canonical = YAML()
    canonical.indent(mapping=2, sequence=4, offset=2)
    canonical.width = _WIDTH
    canonical.preserve_quotes = True
    return canonical


def canonical_text(text: str) -> str:
    """Return a YAML text in canonical form, with its comments (rule Y2)."""
    canonical = canonical_yaml()
    out = io.StringIO()
    canonical.dump(canonical.load(text), out)
    return out.getvalue()


def dump_yaml(content: Any) -> str:
    """Return plain data as canonical YAML."""
    out = io.StringIO()
    canonical_yaml().dump(content, out)
    return out.getvalue()


def dump_records(records: Mapping[str, Mapping[str, str]]) -> str:
    """Return records of one-line texts as canonical YAML, in a tenth of the time that `dump_yaml` takes."""
    written: str = yaml.dump(records, Dumper=_DUMPER, sort_keys=False, allow_unicode=True, width=_WIDTH)
    # PyYAML spells letters beyond the first 65,536, which the canonical form has as they are.
    return dump_yaml(records) if "\\U" in written else written
