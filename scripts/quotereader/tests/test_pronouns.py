"""Whom "he" and "she" stand for."""

import pytest

from quotereader import read_quotations


@pytest.mark.parametrize(
    ("before", "pronoun", "expected"),
    [
        ("Ida Voss and Per Holm sat in the yard.", "she", "Ida Voss"),
        ("Maria Voss ran the yard. Her brother Peter Voss sold the bowls.", "he", "Peter Voss"),
        ("Per Holm sat with Ida Voss. Ida Voss was late.", "he", "Per Holm"),
        ("Mr. Holm criticised Mrs. Voss over the clay.", "he", "Mr. Holm"),
        ("Per Holm met Jonas Berg on Sunday. Holm was late.", "he", "Per Holm"),
        ("Mayor Anneke Voss, a mother of four, lives in Norway.", "she", "Anneke Voss"),
    ],
)
def test_the_best_fitting_person_named_before(before: str, pronoun: str, expected: str) -> None:
    quotation = read_quotations([before, f"“The clay is far too wet,” {pronoun} said."])[0]
    assert (quotation.speaker, quotation.speaker_kind) == (expected, "pronoun")


def test_a_pronoun_that_nobody_fits_stays_and_is_flagged() -> None:
    quotation = read_quotations(["“The clay is far too wet,” she said."])[0]
    assert (quotation.speaker, quotation.flags) == ("she", ("pronoun not resolved",))


def test_two_candidates_of_equal_weight_are_flagged() -> None:
    clear = read_quotations(["Per Holm sat in the yard. “The clay is far too wet,” he said."])[0]
    assert clear.flags == ()
    unclear = read_quotations(["Per Holm sat there. Jonas Berg’s kiln was cold. “The clay is far too wet,” he said."])[
        0
    ]
    assert unclear.flags == ("another person fits the pronoun",)
    assert unclear.confidence < clear.confidence


@pytest.mark.parametrize("pronoun", ["I", "we", "they"])
def test_other_pronouns_are_never_resolved(pronoun: str) -> None:
    quotation = read_quotations(["Per Holm sat in the yard.", f"“The clay is far too wet,” {pronoun} said."])[0]
    assert quotation.speaker == pronoun


def test_a_bare_surname_takes_the_fullest_earlier_form() -> None:
    quotation = read_quotations(["Sgt. Per Holm sat there. “The clay is far too wet,” Holm said."])[0]
    assert quotation.speaker == "Sgt. Per Holm"


def test_a_later_fuller_form_is_not_used() -> None:
    first = read_quotations(["“The clay is far too wet,” Holm said.", "Per Jonas Holm left."])[0]
    assert first.speaker == "Holm"


def test_somebody_without_a_name_can_be_meant() -> None:
    read = read_quotations(["Per Holm left. One farmer said the yard was shut. “The clay is far too wet,” he said."])
    assert read[0].speaker == "One farmer"


def test_an_initial_belongs_to_the_name() -> None:
    read = read_quotations(["Mayor Karl M. Holm sat there. “The clay is far too wet,” he said."])
    assert read[0].speaker == "Karl M. Holm"


def test_a_pronoun_after_a_resolved_pronoun() -> None:
    read = read_quotations(["Ida Voss sat there.", "She was tired.", "“The clay is far too wet,” she said."])
    assert read[0].speaker == "Ida Voss"
