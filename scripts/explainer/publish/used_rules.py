"""Keeps those rules of a style sheet that some page can use: a theme brings many for what a site does not have."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from explainer.core.problems import Place, Problem, Refused

if TYPE_CHECKING:
    from cssselect2 import ElementWrapper
    from lxml.html import HtmlElement

_VARIABLE = re.compile(r"var\(\s{0,9}(--[\w-]{1,80})")
_GROUPS = ("media", "supports", "layer", "container")
_NO_OUTLINE = ("none", "0")


@dataclass(frozen=True)
class _Declaration:
    name: str
    value: str
    important: bool

    def __str__(self) -> str:
        return f"{self.name}:{self.value}{'!important' if self.important else ''}"

    @property
    def is_unwanted(self) -> bool:
        takes_the_outline = self.name in ("outline", "outline-style") and self.value in _NO_OUTLINE
        return takes_the_outline or self.name.startswith("transition")


@dataclass(frozen=True)
class _Rule:
    """A rule: its selectors, each as written and as it is without states, and what it declares."""

    selectors: tuple[tuple[str, str], ...]
    declarations: tuple[_Declaration, ...]


@dataclass(frozen=True)
class _Group:
    """Rules under a condition, such as a width."""

    condition: str
    rules: tuple[_Rule | _Group | _Animation, ...]


@dataclass(frozen=True)
class _Animation:
    name: str
    text: str


def used_rules(sheet: str, trees: Iterable[HtmlElement], other_sheets: str = "", file: str = "") -> str:
    """Return a sheet without the rules that match no element of these pages, in any state that an element can be in.

    Variables and animations that neither the kept rules nor `other_sheets` use are left out. So is whatever takes the
    outline from an element: a theme does that where its script shows the focus in another way, and no such script is
    loaded. So are transitions, since nothing moves here. Raise Refused, naming `file`, if the sheet cannot be read.
    """
    parsed = tuple(_parsed(_tokens(sheet, file)))
    selectors = {plain for rule in _all_rules(parsed) for _, plain in rule.selectors}
    matching = _matching(selectors, trees)
    used = [rule for rule in _all_rules(parsed) if any(plain in matching for _, plain in rule.selectors)]
    return "".join(_written(parsed, matching, _names(used, other_sheets)))


def _tokens(sheet: str, file: str) -> list[Any]:
    # Imported here, as lxml and mkdocs are: only a build needs it.
    import tinycss2

    tokens: list[Any] = tinycss2.parse_stylesheet(sheet, skip_comments=True, skip_whitespace=True)
    for token in tokens:
        if token.type == "error":
            place = Place(file, token.source_line, token.source_column)
            hint = "Correct it, or install the theme again."
            raise Refused([Problem(place, "B4", f"This style sheet cannot be read: {token.message}.", hint)])
    return tokens


def _parsed(tokens: list[Any]) -> Iterator[_Rule | _Group | _Animation]:
    import tinycss2

    for token in tokens:
        if token.type == "qualified-rule":
            yield _Rule(tuple(_selectors(token.prelude)), tuple(_declarations(token.content)))
        elif token.type == "at-rule" and token.lower_at_keyword in _GROUPS and token.content is not None:
            below = tinycss2.parse_rule_list(token.content, skip_comments=True, skip_whitespace=True)
            yield _Group(f"@{token.at_keyword}{tinycss2.serialize(token.prelude)}", tuple(_parsed(below)))
        elif token.type == "at-rule" and token.lower_at_keyword == "keyframes":
            yield _Animation(tinycss2.serialize(token.prelude).strip(), token.serialize())
        # Anything else, such as @charset and @page, would speak for the whole joined sheet.


def _declarations(content: list[Any]) -> Iterator[_Declaration]:
    import tinycss2

    for token in tinycss2.parse_blocks_contents(content, skip_comments=True, skip_whitespace=True):
        if token.type == "declaration":
            yield _Declaration(token.name, tinycss2.serialize(token.value).strip(), token.important)


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


def _all_rules(parsed: Iterable[_Rule | _Group | _Animation]) -> Iterator[_Rule]:
    for each in parsed:
        if isinstance(each, _Rule):
            yield each
        elif isinstance(each, _Group):
            yield from _all_rules(each.rules)


def _matching(selectors: set[str], trees: Iterable[HtmlElement]) -> set[str]:
    """Return the selectors that match an element of a page.

    What has matched is not tried again, and only elements that can match are tried.
    """
    from cssselect2 import ElementWrapper, Matcher, compile_selector_list

    needs = {selector: _needs_of(selector) for selector in sorted(selectors)}
    compiled = lru_cache(maxsize=None)(compile_selector_list)
    found: set[str] = set()
    for tree in trees:
        page = _Page(tree)
        possible = [each for each in needs if each not in found and needs[each].names <= page.named.keys()]
        matcher = Matcher()
        for selector in possible:
            for each in compiled(selector):
                matcher.add_selector(each, selector)
        wanted = {element for each in possible for element in page.candidates(needs[each])}
        on_the_way = wanted.union(*(element.iterancestors() for element in wanted))
        for element in _walked(ElementWrapper.from_html_root(tree), on_the_way):
            if element.etree_element in wanted:
                found.update(payload for *_, payload in matcher.match(element))
    return found


@dataclass(frozen=True)
class _Needs:
    """The names that a page must have for a selector to match, and those that the matching element has itself.

    They are names of elements, and marked ones of classes, ids and attributes: `.class`, `#id`, `[attribute`.
    `looks_beside` means that the selector leads from elements to those beside them.
    """

    names: frozenset[str]
    own: frozenset[str]
    looks_beside: bool


def _needs_of(selector: str) -> _Needs:
    import tinycss2

    names: set[str] = set()
    own: set[str] = set()
    before, looks_beside = None, False
    for token in tinycss2.parse_component_value_list(selector):
        if token.type == "ident":
            own.add(f".{token.value}" if before == "." else token.lower_value)
        elif token.type == "hash":
            own.add(f"#{token.value}")
        elif token.type == "[] block":
            own.add(f"[{next(each.lower_value for each in token.content if each.type == 'ident')}")
        elif token.type == "whitespace" or token in (">", "+", "~"):
            own = set()
            looks_beside = looks_beside or token in ("+", "~")
        names |= own
        before = token
    return _Needs(frozenset(names), frozenset(own), looks_beside)


class _Page:
    """The elements of a page by their names, marked as in `_Needs`, in the order of the page."""

    def __init__(self, tree: HtmlElement) -> None:
        self._tree = tree
        self.named: dict[str, list[HtmlElement]] = {}
        for element in tree.iter("*"):
            classes = (f".{name}" for name in element.get("class", "").split())
            attributes = (f"[{name}" for name in element.attrib)
            for name in (element.tag, *classes, *attributes, f"#{element.get('id')}"):
                self.named.setdefault(name, []).append(element)
        # Of names that are as rare, the one that comes last goes first: less stands inside its elements.
        self._rank = {name: (len(each), -place) for place, (name, each) in enumerate(self.named.items())}

    def candidates(self, needs: _Needs) -> Collection[HtmlElement]:
        """Return the elements that can match: those with the name they need, or those inside others that are needed."""
        found: list[Collection[HtmlElement]] = []
        if needs.own:
            found.append(self.named[min(needs.own, key=self._rank.__getitem__)])
        if around := needs.names - needs.own:
            rarest = self.named[min(around, key=self._rank.__getitem__)]
            parents = [element.getparent() for element in rarest] if needs.looks_beside else []
            tops = rarest if None in parents else parents or rarest
            found.append({element for top in tops for element in top.iter("*")})
        return min(found, key=len) if found else list(self._tree.iter("*"))


def _walked(element: ElementWrapper, wanted: set[HtmlElement]) -> Iterator[ElementWrapper]:
    """Yield an element and those inside it, as far as they are wanted."""
    if element.etree_element in wanted:
        yield element
        for child in element.iter_children():
            yield from _walked(child, wanted)


def _names(used: list[_Rule], other_sheets: str) -> frozenset[str]:
    """Return the variables that are read, also by way of other variables, and the words of what is animated."""
    variables: dict[str, set[str]] = {}
    names = set(_VARIABLE.findall(other_sheets))
    for declaration in (each for rule in used for each in rule.declarations):
        read = _VARIABLE.findall(declaration.value)
        if declaration.name.startswith("--"):
            variables.setdefault(declaration.name, set()).update(read)
        else:
            names.update(read)
            names.update(declaration.value.split() if declaration.name.startswith("animation") else ())
    while more := {name for known in names for name in variables.get(known, ())} - names:
        names |= more
    return frozenset(names)


def _written(parsed: Iterable[_Rule | _Group | _Animation], matching: set[str], names: frozenset[str]) -> Iterator[str]:
    for each in parsed:
        if isinstance(each, _Group):
            inside = "".join(_written(each.rules, matching, names))
            if inside:
                yield f"{each.condition}{{{inside}}}\n"
        elif isinstance(each, _Animation):
            if each.name in names:
                yield f"{each.text}\n"
        else:
            selectors = [written for written, plain in each.selectors if plain in matching]
            kept = [
                str(declaration)
                for declaration in each.declarations
                if not (declaration.name.startswith("--") and declaration.name not in names)
                and not declaration.is_unwanted
            ]
            if selectors and kept:
                yield f"{','.join(selectors)}{{{';'.join(kept)}}}\n"


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
