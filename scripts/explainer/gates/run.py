"""Runs all rules over an edition. Importing this module enters every rule into the book."""

from __future__ import annotations

from typing import Any

from explainer.built.site import BuiltSite
from explainer.edition.state import Edition
from explainer.gates import built_markup as output_markup
from explainer.gates import built_numbers as output_numbers
from explainer.gates import (
    corrections,
    disagreement,
    figures,
    harm,
    lessons,
    links,
    markup,
    numbers,
    own_words,
    prose,
    quizzes,
    quotes,
    sources,
)
from explainer.gates import page_weight as weight
from explainer.gates import project_files as form
from explainer.gates import quotation_budget as budget
from explainer.gates import shown_and_recorded as both_ways
from explainer.gates import sign_offs as signoff
from explainer.gates.built_pages import site_rules
from explainer.gates.registry import Rule, Tally, run_rules
from explainer.gates.rulebook import edition_rules
from explainer.pages.lessons import FOLDER as TEACHING

_OF_TEACHING = "TZ"
SUBJECTS = [both_ways, budget, corrections, disagreement, figures, form, harm, lessons, links, markup, numbers]
SUBJECTS += [output_markup, output_numbers, own_words, prose, quizzes, quotes, signoff, sources, weight]


def all_rules() -> list[Rule[Any]]:
    """Return every rule, about editions and about built sites, by code."""
    return sorted([*edition_rules.rules, *site_rules.rules], key=lambda rule: rule.code)


def check_site(site: BuiltSite) -> list[Tally]:
    """Run every rule over a built site."""
    return run_rules(site_rules.rules, site)


def check_edition(edition: Edition) -> list[Tally]:
    """Run every rule over an edition and return what each looked at and found.

    The rules of lessons and quiz are left out where there is neither: a project need not teach. Where there is one, a
    rule that sees nothing fails as any other.
    """
    teaches = bool(edition.evidence.quiz) or any(page.path.startswith(TEACHING) for page in edition.pages)
    return run_rules((rule for rule in edition_rules.rules if teaches or rule.code[0] not in _OF_TEACHING), edition)
