"""Faults that the rules name and no gate reports yet. One that is reported becomes an example in tests/bad."""

from __future__ import annotations

import pytest

from conftest import World

PAGE, HERON, LEAVING = "docs/index.md", "data/sources/heron.yaml", "docs/topics/leaving.md"

FAULTS = {
    "N1 a name in capitals": (PAGE, "Pilots hand", "TOBIN RECK and others hand"),
    "N1 a name in emphasis": (PAGE, "Pilots hand", "Tobin *Reck* and others hand"),
    "N1 a part of a name": (PAGE, "Pilots hand", "Reck and others hand"),
    "F1 a share as a number of people": (HERON, "    unit: share\n", "    unit: people\n"),
    "F3 an open date after publication": (HERON, "date: 2030-11", "date: 2035/.."),
    "F3 a date more exact than the article": (HERON, "date: 2030-11", "date: 2030-11-17"),
    "P2 a number of people as a percentage": (LEAVING, "about 60 [@ledger:1]", "about 60 per cent [@ledger:1]"),
    "P3 quoted words in a heading": (LEAVING, "## Who left", "## Who “ran off”"),
    "D1 a note on a paragraph that does not exist": (HERON, "  - paragraph: 6\n", "  - paragraph: 60\n"),
    "D1 a correction of a record that does not exist": ("data/corrections.yaml", "heron.store-locked", "heron.none"),
    "D2 a form that two terms share": ("data/glossary.yaml", "forms: [night watch]", "forms: [night watch, whistle]"),
    "D2 a topic whose page does not exist": (
        "data/topics.yaml", "harbour?\n  page: topics/leaving", "harbour?\n  page: topics/none",
    ),
    "D2 a population that does not exist": (
        "data/measures.yaml", "  warning: All", "  comparable: [[soldiers, none]]\n  warning: All",
    ),
    "D3 a citation in a heading": (LEAVING, "## Who left", "## Who left [@heron:9]"),
    "D4 a block inside another": (
        "docs/about/index.md", "/// guide\nEverything here is invented.\n///",
        "//// guide\n/// quote | heron.none\n///\n////",
    ),
    "D4 a block that is indented": (PAGE, "/// quote | heron.one-more-ship\n///", "  /// quote | heron.none\n  ///"),
    "S3 fewer words than none": ("data/articles.lock", "words: 272", "words: -272"),
}  # fmt: skip


@pytest.mark.xfail(strict=True, reason="no gate looks at this yet")
@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_is_reported(fault: str, toy: World) -> None:
    toy.replace(*FAULTS[fault])
    assert fault.split()[0] in {problem.code for problem in toy.check()[1]}


@pytest.mark.xfail(strict=True, reason="only names with a space between them are looked for")
def test_a_private_name_in_an_id_is_reported(toy: World) -> None:
    for file in ("data/people.yaml", HERON):
        toy.write(file, toy.text(file).replace("heron-pilot", "tobin-reck"))
    assert "N1" in {problem.code for problem in toy.check()[1]}


@pytest.mark.xfail(strict=True, reason="the names of files are not looked at")
def test_a_private_name_of_a_file_is_reported(toy: World) -> None:
    toy.write("docs/about/Tobin Reck.md", "# A page\n")
    assert "N1" in {problem.code for problem in toy.check()[1]}


@pytest.mark.xfail(strict=True, reason="only pages themselves are looked at")
@pytest.mark.parametrize("name", ["more", "picture.png"])
def test_a_link_beside_the_pages_is_reported(toy: World, name: str) -> None:
    (toy.root / "docs" / name).symlink_to(toy.root / "articles")
    assert "B3" in {problem.code for problem in toy.check()[1]}
