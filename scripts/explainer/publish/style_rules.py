"""A style sheet as its rules, without what only a theme's script would need, and as compact text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from explainer.core.problems import Place, Problem, Refused

_GROUPS = ("media", "supports", "layer", "container")


@dataclass(frozen=True)
class Declaration:
    """What a rule sets, such as a colour."""

    name: str
    value: str
    important: bool

    def __str__(self) -> str:
        return f"{self.name}:{self.value}{'!important' if self.important else ''}"


@dataclass(frozen=True)
class Rule:
    """A rule: its selectors, each as written and as it is without states, and what it declares."""

    selectors: tuple[tuple[str, str], ...]
    declarations: tuple[Declaration, ...]


@dataclass(frozen=True)
class Group:
    """Rules under a condition, such as a width."""

    condition: str
    rules: tuple[Rule | Group | Animation, ...]


@dataclass(frozen=True)
class Animation:
    """Key frames, by the name that rules use."""

    name: str
    text: str


@lru_cache(maxsize=16)
def rules_of(sheet: str, file: str = "") -> tuple[Rule | Group | Animation, ...]:
    """Return what a sheet holds; what is neither a rule nor a known group of rules is left out.

    Raise Refused, naming `file`, if the sheet cannot be read.
    """
    # Imported here, as lxml and mkdocs are: only a build needs it.
    import tinycss2

    tokens: list[Any] = tinycss2.parse_stylesheet(sheet, skip_comments=True, skip_whitespace=True)
    for token in tokens:
        if token.type == "error":
            place = Place(file, token.source_line, token.source_column)
            hint = "Correct it, or install the theme again."
            raise Refused([Problem(place, "B4", f"This style sheet cannot be read: {token.message}.", hint)])
    return tuple(_parsed(tokens))


def _parsed(tokens: list[Any]) -> Iterator[Rule | Group | Animation]:
    import tinycss2

    for token in tokens:
        if token.type == "qualified-rule":
            yield Rule(tuple(_selectors(token.prelude)), tuple(_declarations(token.content)))
        elif token.type == "at-rule" and token.lower_at_keyword in _GROUPS and token.content is not None:
            below = tinycss2.parse_rule_list(token.content, skip_comments=True, skip_whitespace=True)
            yield Group(f"@{token.at_keyword}{tinycss2.serialize(token.prelude)}", tuple(_parsed(below)))
        elif token.type == "at-rule" and token.lower_at_keyword == "keyframes":
            yield Animation(tinycss2.serialize(token.prelude).strip(), token.serialize())
        # Anything else, such as @charset and @page, would speak for the whole joined sheet.


def _declarations(content: list[Any]) -> Iterator[Declaration]:
    import tinycss2

    for token in tinycss2.parse_blocks_contents(content, skip_comments=True, skip_whitespace=True):
        if token.type == "declaration":
            yield Declaration(token.name, tinycss2.serialize(token.value).strip(), token.important)


def _selectors(prelude: list[Any]) -> Iterator[tuple[str, str]]:
    """Yield each selector of a list, as it is written and without the states and parts that it names."""
    import tinycss2

    start = 0
    for at in [*(at for at, token in enumerate(prelude) if token == ","), len(prelude)]:
        selector = prelude[start:at]
        yield tinycss2.serialize(selector).strip(), _in_any_state(selector)
        start = at + 1


def _in_any_state(selector: list[Any]) -> str:
    """Return a selector without pseudo-classes and pseudo-elements: it matches at least what the selector does."""
    import tinycss2

    plain: list[str] = []
    colons, before = 0, None
    for token in selector:
        if token == ":":
            colons += 1
        elif colons:
            # A state that stands alone, as in `:hover > a`, belongs to any element.
            plain += ["*"] if before is None else []
            colons, before = 0, "state"
        else:
            is_between = token.type in ("whitespace", "comment") or token in (">", "+", "~")
            plain.append(tinycss2.serialize([token]))
            before = None if is_between else token.type
    return "".join(plain).strip()


def all_rules(parsed: Iterable[Rule | Group | Animation]) -> Iterator[Rule]:
    """Yield every rule, also those in groups."""
    for each in parsed:
        if isinstance(each, Rule):
            yield each
        elif isinstance(each, Group):
            yield from all_rules(each.rules)


def compact(sheet: str) -> str:
    """Return a sheet without its comments and without white space that means nothing."""
    import tinycss2

    return _compact(tinycss2.parse_component_value_list(sheet, skip_comments=True))


def _compact(tokens: list[Any]) -> str:
    import tinycss2

    parts: list[str] = []
    for before, token, after in zip([None, *tokens], tokens, [*tokens[1:], None], strict=False):
        if token.type == "whitespace":
            parts += [] if _stands_alone(before, ":,;") or _stands_alone(after, ",;") else [" "]
        elif token.type == "{} block":
            parts += ["{", _compact(token.content), "}"]
        else:
            parts.append(tinycss2.serialize([token]))
    return "".join(parts)


def _stands_alone(token: Any, signs: str) -> bool:
    """Return whether white space beside a token means nothing: beside a block, some signs, or nothing at all."""
    return token is None or token.type == "{} block" or any(token == sign for sign in signs)
