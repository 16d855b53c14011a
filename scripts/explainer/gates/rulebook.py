"""The two rule books: one for the sources of an edition, one for the pages that were built from it."""

from __future__ import annotations

from explainer.edition.state import Edition
from explainer.gates.registry import RuleBook

edition_rules: RuleBook[Edition] = RuleBook()
rule = edition_rules.rule
