"""Runs the rules on editions and built sites. Importing this module enters the rules of every module in this room."""

from __future__ import annotations

from collections.abc import Collection
from importlib import import_module
from pkgutil import iter_modules
from typing import Any

import explainer.gates
from explainer.built.site import BuiltSite
from explainer.edition.state import Edition
from explainer.gates.built_pages import site_rules
from explainer.gates.clean_before import clean_before
from explainer.gates.left_out import missing_kinds
from explainer.gates.registry import Rule, Tally, code_order, run_rules
from explainer.gates.rulebook import edition_rules


def all_rules() -> list[Rule[Any]]:
    """Return every rule, for editions and for built sites, sorted by code."""
    return sorted([*edition_rules.rules, *site_rules.rules], key=lambda rule: code_order(rule.code))


def check_site(site: BuiltSite) -> list[Tally]:
    """Run every rule for built sites; return their tallies by code."""
    tallies = run_rules(site_rules.rules, site)
    clean_before(site.edition).keep()
    return tallies


def check_edition(edition: Edition, only: Collection[str] = ()) -> list[Tally]:
    """Run every rule for editions, or only those whose codes are in `only`, and return their tallies by code.

    Rules are held back if what they would report only follows from a file that cannot be read or an error of an earlier
    stage; with `only`, none is held back. Rules about what the project has none of, such as lessons, are left out.
    """
    left_out = {code for _, codes in missing_kinds(edition) for code in codes}
    rules = [rule for rule in edition_rules.rules if not {rule.code, rule.code[0]} & left_out]
    if only:
        return [tally for rule in rules if rule.code in only for tally in run_rules([rule], edition)]
    tallies = run_rules(rules, edition, readable=not edition.unread)
    clean_before(edition).keep()
    return tallies


for _module in iter_modules(explainer.gates.__path__, "explainer.gates."):
    import_module(_module.name)
