"""The rule book for editions; the one for built sites is in `built_pages`."""

from __future__ import annotations

from explainer.edition.state import Edition
from explainer.gates.registry import RuleBook

edition_rules: RuleBook[Edition] = RuleBook()
rule = edition_rules.rule
