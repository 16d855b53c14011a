"""The table of article text finds every copied run, and nothing else (rule C5)."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from explainer.core.text import Phrases
from explainer.gates.own_words import RUN_OF_CHARACTERS, Windows, copied_run

TEXTS = st.text(st.sampled_from("abcdefgh "), min_size=RUN_OF_CHARACTERS, max_size=300)


@given(TEXTS, st.data(), st.text(st.sampled_from("xyz "), max_size=80))
def test_a_run_of_sixty_characters_is_found_wherever_it_starts(article: str, data: st.DataObject, own: str) -> None:
    start = data.draw(st.integers(0, len(article) - RUN_OF_CHARACTERS))
    run = article[start : start + RUN_OF_CHARACTERS]
    found = copied_run(f"{own}|{run}|{own}", Windows([article]), Phrases())
    assert len(found) >= RUN_OF_CHARACTERS
    assert found in article


@given(TEXTS, st.text(st.sampled_from("klmnopq "), max_size=400))
def test_shorter_runs_are_not_found(article: str, own: str) -> None:
    mixed = "|".join([own, article[:59], own, article[-59:]])
    assert copied_run(mixed, Windows([article]), Phrases()) == ""


def test_a_run_inside_a_stored_quotation_is_not_reported() -> None:
    article = "the tide came in and nobody rang the bell for the boats that lay out there at anchor all night"
    assert copied_run(article[5:80], Windows([article]), Phrases([article])) == ""
