"""The page of rules is up to date."""

from __future__ import annotations

from pathlib import Path

from explainer.cli.rule_pages import RULES_PAGE, rules_markdown

ROOT = Path(__file__).parents[2]


def test_the_page_of_rules_is_up_to_date() -> None:
    assert (ROOT / "docs" / RULES_PAGE).read_text("utf-8") == rules_markdown()
