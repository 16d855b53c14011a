"""Flashcards bring the typefaces of words in other scripts, and learners keep their schedule."""

from __future__ import annotations

import io
import json
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from packs import RELEASED, packed_of

from explainer.downloads.archive import unpacked
from explainer.downloads.teaching.anki import anki_deck
from explainer.downloads.teaching.pack import Pack
from explainer.quiz.flashcards import all_cards
from explainer.records.evidence import Evidence
from words_of_the_world import WORDS

pytestmark = pytest.mark.downloads
SAID = ", ".join(WORDS.values())


def defining(evidence: Evidence, words: str, released: int = RELEASED) -> Pack:
    """Return a pack in which the first term is defined in some words."""
    key, term = next(iter(evidence.terms.items()))
    changed = term.model_copy(update={"definition": words})
    return packed_of(replace(evidence, terms={**evidence.terms, key: changed}), released)


def test_cards_in_latin_letters_bring_no_file(toy_evidence: Evidence) -> None:
    assert unpacked(anki_deck(packed_of(toy_evidence)))["media"] == b"{}"
    assert unpacked(anki_deck(packed_of(toy_evidence))).keys() == {"media", "collection.anki2"}


def test_the_deck_has_the_same_bytes_twice_and_is_light(toy_evidence: Evidence) -> None:
    deck = anki_deck(defining(toy_evidence, SAID))
    assert deck == anki_deck(defining(toy_evidence, SAID))
    assert len(deck) - len(anki_deck(packed_of(toy_evidence))) < 60_000


def test_anki_takes_the_typefaces_and_keeps_the_schedule(toy_evidence: Evidence, tmp_path: Path) -> None:
    from anki import collection as collections
    from fontTools.ttLib import TTFont

    collection = collections.Collection(str(tmp_path / "collection.anki2"))
    try:
        _import(collections, collection, anki_deck(packed_of(toy_evidence)), tmp_path)
        (found,) = collection.find_cards(f"Record:glossary:{next(iter(toy_evidence.terms))}")
        before = collection.get_card(found)
        before.ivl, before.due, before.queue, before.type, before.reps = 30, 400, 2, 2, 5
        collection.update_card(before)
        _import(collections, collection, anki_deck(defining(toy_evidence, SAID, RELEASED + 86_400)), tmp_path)
        after = collection.get_card(found)
        assert (after.ivl, after.due, after.reps) == (30, 400, 5)
        assert collection.card_count() == len(all_cards(toy_evidence))
        assert f'<span lang="my">{WORDS["Burmese"]}</span>' in after.note()["Back"]
        assert '<span lang="ar" dir="rtl">' in after.note()["Back"]
        style = after.render_output().css
        faces = dict(re.findall(r'font-family: "([^"]+)"; font-weight: 400; src: url\("([^"]+)"\)', style))
        for name, file in faces.items():
            content = (tmp_path / "collection.media" / file).read_bytes()
            assert TTFont(io.BytesIO(content))["name"].getDebugName(1) == name
        assert re.search(r':lang\(my\) \{ font-family: "Noto Sans Myanmar"', style)
        assert len(faces) == 9
        # Files with such names are kept, though no card names them.
        assert list(collection.media.check().unused) == []
    finally:
        collection.close()


def _import(collections: Any, collection: Any, deck: bytes, folder: Path) -> None:
    (folder / "deck.apkg").write_bytes(deck)
    options = collections.ImportAnkiPackageOptions(merge_notetypes=True)
    collection.import_anki_package(
        collections.ImportAnkiPackageRequest(package_path=str(folder / "deck.apkg"), options=options)
    )


def test_other_letters_come_in_a_file_of_another_name(toy_evidence: Evidence) -> None:
    def names(words: str) -> set[str]:
        return set(json.loads(unpacked(anki_deck(defining(toy_evidence, words)))["media"]).values())

    assert not names(WORDS["Burmese"]) & names("ရထား")
