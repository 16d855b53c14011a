"""Keeps those rules of a style sheet that some page can use: a theme brings many for what a site does not have."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING

from explainer.publish.style_rules import Animation, Declaration, Group, Rule, all_rules, rules_of

if TYPE_CHECKING:
    from cssselect2 import ElementWrapper
    from lxml.html import HtmlElement

_VARIABLE = re.compile(r"var\(\s{0,9}(--[\w-]{1,80})")
_NO_OUTLINE = ("none", "0")
NAMES_KEPT = 5_000
"""Kinds of elements, by their names, that are remembered from page to page."""
_LOOKS = ("transition", "scrollbar-color", "scrollbar-gutter")
_SCROLLBAR = "::-webkit-scrollbar"


def used_rules(sheet: str, trees: Iterable[HtmlElement], other_sheets: str = "", file: str = "") -> str:
    """Return a sheet without the rules that match no element of these pages, in any state that an element can be in.

    `other_sheets` are loaded after it: what they set anew for the same selectors, whatever the circumstances, is left
    out, and so are variables and animations that neither they nor the kept rules use. So is whatever takes the outline
    from an element: a theme does that where its script shows the focus in another way, and no such script is loaded. So
    are transitions, since nothing moves here, and the looks of scrollbars, since readers know those of their system.
    Raise Refused, naming `file`, if the sheet cannot be read.
    """
    rules = rules_of(sheet, file)
    matching = _matching({plain for rule in all_rules(rules) for _, plain in rule.selectors}, trees)
    kept = tuple(_kept(rules, matching, _always_set(other_sheets)))
    return "".join(_written(kept, _names(kept, other_sheets)))


def _always_set(sheet: str) -> frozenset[tuple[str, str]]:
    """Return each selector of a sheet with each property that it sets under no condition."""
    return frozenset(
        (selector, declaration.name)
        for rule in rules_of(sheet)
        if isinstance(rule, Rule)
        for selector, _ in rule.selectors
        for declaration in rule.declarations
    )


def _kept(
    rules: Iterable[Rule | Group | Animation], matching: set[str], set_later: frozenset[tuple[str, str]]
) -> Iterator[Rule | Group | Animation]:
    """Yield what these pages can use, each rule with those selectors and declarations that are of use."""
    for each in rules:
        if isinstance(each, Group):
            yield replace(each, rules=tuple(_kept(each.rules, matching, set_later)))
        elif isinstance(each, Rule):
            selectors = tuple(one for one in each.selectors if one[1] in matching and _SCROLLBAR not in one[0])
            declarations = tuple(one for one in each.declarations if _is_wanted(one, selectors, set_later))
            yield Rule(selectors, declarations)
        else:
            yield each


def _is_wanted(
    declaration: Declaration, selectors: Iterable[tuple[str, str]], set_later: frozenset[tuple[str, str]]
) -> bool:
    takes_the_outline = declaration.name in ("outline", "outline-style") and declaration.value in _NO_OUTLINE
    if takes_the_outline or declaration.name.startswith(_LOOKS):
        return False
    return declaration.important or any((written, declaration.name) not in set_later for written, _ in selectors)


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


@lru_cache(maxsize=NAMES_KEPT)
def _names_of(tag: str, classes: str, *attributes: str) -> tuple[str, ...]:
    """Return the names of an element, marked as in `_Needs`."""
    return tag, *(f".{name}" for name in classes.split()), *(f"[{name}" for name in attributes)


class _Page:
    """The elements of a page by their names, marked as in `_Needs`, in the order of the page."""

    def __init__(self, tree: HtmlElement) -> None:
        self._tree = tree
        self.named: dict[str, list[HtmlElement]] = {}
        for element in tree.iter("*"):
            for name in _names_of(element.tag, element.get("class", ""), *element.keys()):
                self.named.setdefault(name, []).append(element)
            if identity := element.get("id"):
                self.named.setdefault(f"#{identity}", []).append(element)
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


def _names(kept: Iterable[Rule | Group | Animation], other_sheets: str) -> frozenset[str]:
    """Return the variables that are read, also by way of other variables, and the words of what is animated."""
    variables: dict[str, set[str]] = {}
    names = set(_VARIABLE.findall(other_sheets))
    for declaration in (each for rule in all_rules(kept) for each in rule.declarations):
        read = _VARIABLE.findall(declaration.value)
        if declaration.name.startswith("--"):
            variables.setdefault(declaration.name, set()).update(read)
        else:
            names.update(read)
            names.update(declaration.value.split() if declaration.name.startswith("animation") else ())
    while more := {name for known in names for name in variables.get(known, ())} - names:
        names |= more
    return frozenset(names)


def _written(kept: Iterable[Rule | Group | Animation], names: frozenset[str]) -> Iterator[str]:
    for each in kept:
        if isinstance(each, Group):
            inside = "".join(_written(each.rules, names))
            if inside:
                yield f"{each.condition}{{{inside}}}\n"
        elif isinstance(each, Animation):
            if each.name in names:
                yield f"{each.text}\n"
        else:
            selectors = ",".join(written for written, _ in each.selectors)
            declarations = ";".join(str(one) for one in each.declarations if one.name[:2] != "--" or one.name in names)
            if selectors and declarations:
                yield f"{selectors}{{{declarations}}}\n"
