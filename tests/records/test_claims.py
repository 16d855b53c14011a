"""What one article states twice is one claim: whatever lists claims shows it once."""

from __future__ import annotations

from dataclasses import replace

import pytest

from explainer.quiz.ask import compare_strictly, outermost_figures
from explainer.quiz.flashcards import all_cards
from explainer.quiz.verdicts import CannotDecide, verdict
from explainer.records.claims import claim_of, claims, paragraphs_of_claim, stated_again
from explainer.records.comparison import comparisons, disagreements, status_of
from explainer.records.evidence import Evidence
from explainer.records.quiz_items import Test
from explainer.records.selection import chart_keys
from explainer.render.elements import PageView, as_html
from explainer.render.lessons import grid
from explainer.render.listings import evidence_folds
from explainer.render.tables import disagreement_parts, figures_by_measure

CLAIM, AGAIN, OTHER = "heron.pilots-left", "heron.pilots-again", "ledger.pilots-left"


@pytest.fixture
def twice(toy_evidence: Evidence) -> Evidence:
    """The toy world with a count that the Heron states a second time, in its fourth paragraph."""
    first = toy_evidence.figures[CLAIM]
    again = first.model_copy(update={"paragraph": 4, "qualifier": "at least", "same_claim": "pilots-left"})
    return replace(toy_evidence, figures={**toy_evidence.figures, AGAIN: again})


def test_a_claim_stands_for_all_figures_that_state_it(twice: Evidence) -> None:
    assert claim_of(twice, AGAIN) == claim_of(twice, CLAIM) == CLAIM
    assert claims(twice, [AGAIN, OTHER, CLAIM]) == [CLAIM, OTHER]
    assert stated_again(twice, CLAIM) == [AGAIN]
    assert stated_again(twice, AGAIN) == []
    assert paragraphs_of_claim(twice, CLAIM) == ("heron:1", "heron:4")


def test_what_is_no_figure_or_names_none_stands_for_itself(twice: Evidence) -> None:
    lost = twice.figures[AGAIN].model_copy(update={"same_claim": "none"})
    assert claim_of(replace(twice, figures={AGAIN: lost}), AGAIN) == AGAIN
    assert claim_of(twice, "heron.at-dawn") == "heron.at-dawn"


def test_charts_and_comparisons_show_a_claim_once(twice: Evidence) -> None:
    assert chart_keys(twice, "pilots") == [CLAIM, OTHER]
    assert {(pair.first, pair.second) for pair in comparisons(twice, "pilots")} == {(CLAIM, OTHER)}
    assert [each.figures for each in disagreements(twice, "pilots")] == [(CLAIM, OTHER)]
    assert status_of(twice, AGAIN) == status_of(twice, CLAIM) == "differ"


def test_tables_grids_and_lists_have_one_row_for_a_claim_with_all_its_paragraphs(twice: Evidence) -> None:
    view = PageView(twice)
    table = as_html(figures_by_measure(view, measure="pilots"))
    assert table.count("<tr") == 3
    assert "Stated again: at least 40, Pilots’ League" in table
    for drawn in (grid(view, "pilots", True), disagreement_parts(view, measure="pilots"), evidence_folds(view)):
        assert "Heron ¶1</a> <a" in as_html(drawn)
        assert "Heron ¶4" in as_html(drawn)
    assert as_html(grid(view, "pilots", True)).count('<th scope="row">') == 2


def test_the_full_table_keeps_the_address_of_every_figure(twice: Evidence) -> None:
    table = as_html(figures_by_measure(PageView(twice)))
    assert table.count('id="f-heron-pilots-left"') == table.count('id="f-heron-pilots-again"') == 1


def test_the_quiz_and_the_flashcards_take_a_claim_once(twice: Evidence) -> None:
    assert sum(card.record in (CLAIM, AGAIN) for card in all_cards(twice)) == 1
    with pytest.raises(CannotDecide, match="state the same claim"):
        outermost_figures(twice, [CLAIM, AGAIN, OTHER], "highest")
    with pytest.raises(CannotDecide, match="state the same claim"):
        compare_strictly(twice, CLAIM, AGAIN)
    for name in ("higher", "compatible", "comparable"):
        with pytest.raises(CannotDecide, match="state the same claim"):
            verdict(twice, Test.model_validate({name: (CLAIM, AGAIN)}))
