"""Which names may be printed, and which are treated as a private person's (rule N1)."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explainer.core.text import Phrases
from explainer.core.vocabulary import NAME_LEFT_OUT
from explainer.records.evidence import Evidence
from explainer.records.permitted_names import (
    blank_permitted,
    permitted_names,
    unknown_names,
    unknown_people,
    without_unknown_names,
)

PERMITTED = Phrases(["Port Authority", "Ilsa Marden", "Brackwater"])


def test_speakers_bodies_terms_and_publishers_may_be_printed(toy_evidence: Evidence) -> None:
    permitted = permitted_names(toy_evidence)
    for name in ("Ilsa Marden", "Pilots' League", "Tide Court", "night watch", "The Tidal Ledger", "Wen Askill"):
        assert name in permitted
    assert list(permitted) == sorted(permitted, key=lambda name: (-len(name), name))


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Ilsa Marden left the Port Authority.", set()),
        ("Tobin Reck left the Port Authority.", {"Tobin Reck"}),
        ("Captain Tobin Reck said so.", {"Tobin Reck"}),
        ("Then Tobin Reck’s boat came.", {"Tobin Reck"}),
        ("Tobin Ash Reck came.", {"Tobin Ash Reck", "Tobin Ash", "Ash Reck"}),
        ("“Tobin*” Reck", set()),
        ("Tobin* Reck* came.", {"Tobin Reck"}),
        ("The boat came. They left. Nobody spoke.", set()),
        ("It is in Brackwater. Tobin spoke.", set()),
        ("Brackwater Tobin Reck", {"Tobin Reck"}),
        ("a tide and a boat", set()),
    ],
)
def test_a_run_of_capitals_that_nothing_permits_is_a_name(text: str, names: set[str]) -> None:
    assert unknown_names(text, PERMITTED) == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Nobody is charged under the 1952 Public Harbour Protection Act, the notice said.", set()),
        ("The clerk was fined under Section 9 of the Coastal Salvage Code in May.", set()),
        ("Parliament struck down the Moorings and Fisheries Ordinance of 1931.", set()),
        ("What the Emergency Grain Decree forbids, the millers do at night.", set()),
        ("The Outer Islands Ferry Authority, a body of nine, said so.", set()),
        ("It stood in the Harbour Studies Quarterly.", set()),
        ("Brackwater Mutual Aid (BMA) said so.", {"Mutual Aid"}),
        ("Reef Mutual Aid (RMA), 41, said so.", set()),
        ("They met at the Low Tide Festival.", set()),
        ("Tobin Reck, 41, left.", {"Tobin Reck"}),
        ("Anna Court said so.", {"Anna Court"}),
        ("Tobin Reck joined the Reef Mutual League.", {"Tobin Reck"}),
    ],
)
def test_laws_institutions_and_events_are_no_people(text: str, names: set[str]) -> None:
    assert unknown_people(text, PERMITTED) == names


def test_a_permitted_name_is_blanked_as_a_whole_word() -> None:
    assert blank_permitted("Brackwater, Brackwaterside", PERMITTED) == " | , Brackwaterside"


def test_an_unknown_name_is_left_out_of_a_text() -> None:
    assert without_unknown_names("Tobin Reck, 41, left", PERMITTED) == f"{NAME_LEFT_OUT}, 41, left"
    assert without_unknown_names("Ilsa Marden, 41, left", PERMITTED) == "Ilsa Marden, 41, left"


NAMES = st.lists(
    st.sampled_from(["Tobin", "Reck", "Ash", "Ilsa", "Marden", "and", "left.", "The", "’s", "*", "Port"]), max_size=10
)


@given(NAMES.map(" ".join))
def test_a_name_that_was_left_out_cannot_be_found_again(text: str) -> None:
    left = without_unknown_names(text, PERMITTED)
    assert not any(f" {name} " in f" {left} " for name in unknown_names(text, PERMITTED))
