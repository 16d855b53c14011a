"""Names in running text."""

import pytest

from quotereader.names import names_in
from quotereader.tokens import tokenize


def found(text: str) -> list[str]:
    return [name.text for name in names_in(tokenize(text, []))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Then Ida Voss met Capt. J. R. Holm Jr. there.", ["Ida Voss", "Capt. J. R. Holm Jr."]),
        ("But Voss left on Friday.", ["Voss"]),
        ("Former Mayor Ida Voss", ["Ida Voss"]),
        ("Then Bao Man Thi left", ["Bao Man Thi"]),
        ("Then Mr Holm and Daw Thi left", ["Mr Holm", "Daw Thi"]),
        ("Mr. Holm and Ms. Voss", ["Mr. Holm", "Ms. Voss"]),
        ("Ludwig van der Berg waved", ["Ludwig van der Berg"]),
        ("The rain fell in May.", []),
        ("at an April meeting", []),
    ],
)
def test_finds_the_name_proper(text: str, expected: list[str]) -> None:
    assert found(text) == expected


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Mr. Holm left", "person"),
        ("the potter spokesman Holm left", "person"),
        ("Maria Holm left", "person"),
        ("Holm left", "unknown"),
        ("in Norway now", "other"),
        ("the Holm Company fell", "other"),
        ("the UNHCR fell", "other"),
        ("Marl, N.H., is small", "other"),
        ("in Marl now", "other"),
        ("the Flu-19 wave", "other"),
        ("Bao Man left", "unknown"),
        ("the Marl Republican left", "other"),
    ],
)
def test_tells_who_may_be_a_person(text: str, kind: str) -> None:
    assert names_in(tokenize(text, []))[0].kind == kind
