"""A changed figure changes the quiz, its key and the flashcards; a key in the data that no longer fits is a problem."""

from __future__ import annotations

from pathlib import Path

import pytest
from packs import packed_of
from reading_back import right_answers

from conftest import World, copy_real_tree
from explainer.downloads.teaching.card_sheets import card_sheets
from explainer.downloads.teaching.gift import gift
from explainer.downloads.teaching.pack import Pack
from explainer.downloads.teaching.paper_quiz import printed_key
from explainer.downloads.teaching.quiz_tables import cards_csv, quiz_csv
from explainer.records.store import load_evidence
from rendering import render


def everything(pack: Pack) -> dict[str, str]:
    files = {"gift": gift(pack), "quiz": quiz_csv(pack), "cards": cards_csv(pack)}
    texts = {name: content.decode() for name, content in files.items()}
    return texts | {"sheets": card_sheets(pack), "key": printed_key(pack)}


def test_a_changed_figure_changes_every_file_and_the_page(toy: World) -> None:
    before = everything(packed_of(toy.evidence()))
    toy.replace("articles/heron.txt", "More than 40 pilots", "More than 43 pilots")
    toy.replace("data/sources/heron.yaml", "stated: More than 40 pilots", "stated: More than 43 pilots")
    toy.replace("data/sources/heron.yaml", "amount: 40\n", "amount: 43\n")
    after = everything(packed_of(toy.evidence()))
    for name, text in before.items():
        assert "ore than 40" in text, name
        assert after[name] == text.replace("ore than 40", "ore than 43"), name
    assert "More than 43" in render("/// quiz\n///")
    assert not [line for line in toy.report() if " Z" in line]


def test_a_key_that_no_longer_fits_is_a_problem(toy: World) -> None:
    toy.replace("articles/heron.txt", "More than 40 pilots", "More than 70 pilots")
    toy.replace("data/sources/heron.yaml", "stated: More than 40 pilots", "stated: More than 70 pilots")
    toy.replace("data/sources/heron.yaml", "amount: 40\n", "amount: 70\n")
    report = "\n".join(toy.report())
    assert "Z4  The accepted range of the quiz item how-many-left does not include “More than 70 pilots”." in report
    assert "Z3  The answer of the quiz item really-more is “Can’t tell from the sources”, but its records say" in report


@pytest.mark.real
def test_a_changed_figure_of_the_real_data_reaches_every_file(tmp_path: Path) -> None:
    copy_real_tree(tmp_path)
    world = World(tmp_path)
    before = everything(packed_of(load_evidence(world.project)[0]))
    world.replace("data/sources/wsj.yaml", "stated: more than 2,500 police", "stated: more than 1,100 police")
    world.replace("data/sources/wsj.yaml", "amount: 2500\n", "amount: 1100\n")
    after = everything(packed_of(load_evidence(world.project)[0]))
    for name, text in after.items():
        assert "ore than 2,500" not in text, name
        assert "ore than 1,100" in text, name
        assert before[name] != text, name
    first, second = (right_answers(files["gift"].encode())["how-many-four-numbers"] for files in (before, after))
    changed = set(second) - set(first)
    assert changed == {"The Wall Street Journal, 1 November 2021 -> More than 1,100 (soldiers and police together)"}
