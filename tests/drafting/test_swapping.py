"""Suspicions: a reworded copy by its words, a reprint by what its page says."""

from __future__ import annotations

from explainer.drafting.page_metadata import Origin
from explainer.drafting.reprints import reprinted
from explainer.drafting.reworded_text import reworded

REWORDED = [
    "The troopers departed from the harbour at the identical time, a clerk stated. “The soldiers left,” she stated.",
    "A yr later the cops additionally obtained a document, he stated. “The police also got a letter,” he stated.",
]
PLAIN = [
    "The soldiers left the harbour at the same time, a clerk said. “The soldiers left,” she said.",
    "A year later the police also got a letter, he said. “The police got a letter,” he said.",
]


def test_swapped_words_beside_plain_speech_are_suspected() -> None:
    found = reworded(REWORDED)
    assert found is not None
    assert found.kind == "reworded"
    assert "“troopers” for “soldiers”" in found.why
    assert "stated" in found.why


def test_plain_words_are_not_suspected() -> None:
    assert reworded(PLAIN) is None


def test_swapped_words_alone_prove_nothing() -> None:
    assert reworded(["The troopers departed, and the cops obtained a document."]) is None


def test_another_publisher_named_as_the_original_is_a_reprint() -> None:
    line = "The original article was published by The Tidal Ledger."
    found = reprinted(Origin(publisher="Copies", original="The Tidal Ledger", original_line=line), "", ["Words."])
    assert found is not None
    assert found.kind == "reprint"
    assert "Tidal Ledger" in found.why


def test_an_address_of_another_site_is_a_reprint() -> None:
    found = reprinted(Origin(url="https://ledger.example/a"), "https://copies.example/a", ["Words."])
    assert found is not None
    assert "ledger.example" in found.why


def test_the_publisher_under_another_spelling_is_no_reprint() -> None:
    assert reprinted(Origin(publisher="THE TIDAL LEDGER", original="Tidal Ledger", original_line="x"), "", []) is None
    assert reprinted(Origin(original="ledger.example", original_line="x"), "https://www.ledger.example/a", []) is None


def test_people_who_speak_to_another_publication_hint_at_a_reprint() -> None:
    found = reprinted(Origin(publisher="Copies"), "", ["“We left,” she told The Harbour Times on the mole."])
    assert found is not None
    assert "The Harbour Times" in found.why
