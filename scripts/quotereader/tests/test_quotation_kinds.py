"""Speech, fragments and terms."""

import pytest

from quotereader import read_quotations


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("“The clay is wet,” Voss said.", "speech"),
        ("“The clay is far too wet” Voss said.", "speech"),
        ("Voss said: “Wait.”", "speech"),
        ("Voss said the clay had been “a gift from the whole valley” once.", "fragment"),
        ("The “quiet yard” was loud.", "term"),
        ("The so-called “potters’ court” met twice.", "term"),
        ("Voss spoke on the show “Clay and Fire.”", "term"),
        ("Voss wrote the novel “The Long Kiln,” which sold well.", "term"),
        ("Neighbours call them “mudlarks,” a joke.", "term"),
        ("Voss called the plan “careless.”", "fragment"),
    ],
)
def test_kind(text: str, kind: str) -> None:
    assert read_quotations([text])[0].kind == kind


def test_a_term_has_no_speaker() -> None:
    term = read_quotations(["Their workshop is, as they call it, a “quiet yard,” far from town."])[0]
    assert (term.kind, term.speaker, term.speaker_kind) == ("term", None, "none")


def test_unbalanced_marks_are_flagged() -> None:
    first = read_quotations(["“The clay is wet, said Voss.", "It rained."])[0]
    assert "unbalanced marks" in first.flags


def test_a_repeat_without_a_speaker_is_flagged() -> None:
    read = read_quotations(
        ["“We were left without any clay,” said Ida Voss.", "Yard news", "“We were left without any clay”"]
    )
    assert [("repeated" in one.flags) for one in read] == [False, True]
