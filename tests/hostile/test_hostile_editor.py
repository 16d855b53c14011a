"""Attempts of an editor with bad intent: each is reported by a rule, with file and line.

The places are exact, but an attempt may break other rules too.
"""

from __future__ import annotations

import pytest
from typer.testing import CliRunner

from conftest import World
from explainer.cli.commands import app

HERON, PEOPLE, LEAVING, HOME = (
    "data/sources/heron.yaml", "data/people.yaml", "docs/topics/leaving.md", "docs/index.md",
)  # fmt: skip
ARTICLE = "articles/heron.txt"
STORED = "text: We could not bring in one more ship under those rules"
SAID = "We could not bring in one more ship under those rules"


def reported(toy: World) -> set[tuple[str, str]]:
    return {(problem.code, str(problem.place)) for problem in toy.check()[1] if problem.severity == "error"}


@pytest.mark.parametrize("turn", ["not", "never", "no longer", "wouldn’t", "without pay", "only", "neither"])
def test_a_cut_that_leaves_out_a_negation(toy: World, turn: str) -> None:
    toy.replace(ARTICLE, SAID, f"We pilots of Brackwater will {turn} bring in every ship for the office")
    toy.replace(HERON, STORED, "text: We pilots of Brackwater will […] bring in every ship for the office")
    assert ("Q2", f"{HERON}:18") in reported(toy)


@pytest.mark.parametrize("turn", ["hardly", "cannot", "refuse to", "nobody will", "scarcely"])
def test_a_cut_that_leaves_out_other_words_that_reverse_the_sense(toy: World, turn: str) -> None:
    toy.replace(ARTICLE, SAID, f"We pilots of Brackwater {turn} bring in every ship for the office")
    toy.replace(HERON, STORED, "text: We pilots of Brackwater […] bring in every ship for the office")
    assert ("Q2", f"{HERON}:18") in reported(toy)


def test_a_cut_that_joins_words_of_the_narrator_and_the_speaker(toy: World) -> None:
    toy.replace(HERON, STORED, "text: those rules said Ilsa Marden […] She counts everybody who returns")
    assert {("Q1", f"{HERON}:18"), ("Q3", f"{HERON}:18")} <= reported(toy)


def test_a_wrongly_cut_quotation_is_still_found_after_it_was_locked(toy: World) -> None:
    toy.replace(ARTICLE, SAID, "We pilots of Brackwater will not bring in every ship for the office")
    toy.replace(HERON, STORED, "text: We pilots of Brackwater will […] bring in every ship for the office")
    CliRunner().invoke(app, ["lock"])
    assert ("Q2", f"{HERON}:18") in reported(toy)


@pytest.mark.parametrize(
    "text", ["000 pilots would not bring in one more ship", "0 pilots would not bring in one more ship"]
)
def test_a_part_of_a_numeral_in_a_quotation(toy: World, text: str) -> None:
    toy.replace(ARTICLE, SAID, "Our 2,000 pilots would not bring in one more ship")
    toy.replace(HERON, STORED, f"text: {text}")
    assert ("Q1", f"{HERON}:18") in reported(toy)


def test_a_part_of_a_numeral_in_a_figure(toy: World) -> None:
    toy.replace(ARTICLE, "More than 40 pilots", "More than 2,000 pilots")
    toy.replace(HERON, "stated: More than 40 pilots", "stated: 000 pilots")
    toy.replace(HERON, "qualifier: more than\n    amount: 40", "amount: 0")
    assert ("F1", f"{HERON}:37") in reported(toy)


def test_a_part_of_a_numeral_in_a_sentence(toy: World) -> None:
    toy.replace(LEAVING, "about 60 [@ledger:1]", "about 6 [@ledger:1]")
    assert ("P2", f"{LEAVING}:13:59") in reported(toy)


@pytest.mark.parametrize("number", ["17 pilots at a gate", "Seventeen pilots", "Half of the pilots", "٣٠ pilots"])
def test_a_number_in_the_alt_text_of_a_picture(toy: World, number: str) -> None:
    toy.replace(HOME, "Small marks after", f"![{number}](assets/gate.png) Small marks after")
    assert ("P2", f"{HOME}:22:1") in reported(toy)


def test_a_number_in_the_title_of_a_link(toy: World) -> None:
    # The title is in quotation marks, so it is checked like a quotation.
    toy.replace(HOME, "point at a buoy", 'point at [a buoy](figures.md "17 pilots")')
    assert ("P3", f"{HOME}:22:1") in reported(toy)


@pytest.mark.parametrize("mark", ["'17 pilots'", "(17 pilots)"])
def test_a_number_in_the_title_of_a_link_in_other_quotes(toy: World, mark: str) -> None:
    toy.replace(HOME, "point at a buoy", f"point at [a buoy](figures.md {mark})")
    assert ("P2", f"{HOME}:22:1") in reported(toy)


@pytest.mark.parametrize(
    ("file", "line"), [(PEOPLE, 11), (HERON, 4), ("data/topics.yaml", 5), ("mkdocs.yml", 3), ("overrides/404.html", 2)]
)
def test_a_private_name_in_a_comment(toy: World, file: str, line: int) -> None:
    lines = toy.text(file).split("\n")
    mark = "{# Tobin Reck #}" if file.endswith(".html") else "# Tobin Reck, as the article has it"
    toy.write(file, "\n".join([*lines[: line - 1], mark, *lines[line - 1 :]]))
    assert ("N1", f"{file}:{line}") in reported(toy)


@pytest.mark.parametrize(
    ("plain", "alike"),
    [("rules", "rul\u0435s"), ("one more", "\u043ene more"), ("ship", "sh\u0456p"), ("more", "m\u00f2re")],
)
def test_a_lookalike_letter_in_a_quotation(toy: World, plain: str, alike: str) -> None:
    toy.replace(HERON, STORED, STORED.replace(plain, alike))
    assert ("Q1", f"{HERON}:18") in reported(toy)


def test_a_lookalike_letter_in_the_name_of_a_speaker(toy: World) -> None:
    toy.replace(PEOPLE, "name: Ilsa Marden", "name: Ilsa M\u0430rden")
    assert ("Q5", f"{HERON}:19") in reported(toy)


def test_a_lookalike_letter_in_a_private_name(toy: World) -> None:
    toy.replace(LEAVING, "A pilot, 41, said", "Tobin R\u0435ck said")
    assert ("N1", f"{LEAVING}:14:46") in reported(toy)


@pytest.mark.parametrize("name", ["T\u043ebin \u042deck", "\u0422obin Reck", "Tobin \uff32eck"])
def test_a_lookalike_capital_in_a_private_name(toy: World, name: str) -> None:
    toy.replace(LEAVING, "A pilot, 41, said", f"{name} said")
    assert any(code == "N1" and where.startswith(f"{LEAVING}:14") for code, where in reported(toy))


def test_a_lookalike_letter_in_a_private_name_in_a_comment(toy: World) -> None:
    toy.write(PEOPLE, toy.text(PEOPLE) + "# Tobin R\u0435ck\n")
    assert "N1" in {code for code, _ in reported(toy)}


@pytest.mark.parametrize("character", ["\u200b", "\u200d", "\u00ad", "\u2060", "\ufeff", "\u202e"])
@pytest.mark.parametrize(
    ("file", "word", "place"),
    [(HERON, "text: We could", f"{HERON}:18:13"), (PEOPLE, "name: Ilsa", f"{PEOPLE}:3:12"),
     (LEAVING, "The league’s", f"{LEAVING}:8:6"), ("data/articles.lock", "words: 272", "data/articles.lock:5:8")],
)  # fmt: skip
def test_an_invisible_character_inside_a_word(toy: World, file: str, word: str, place: str, character: str) -> None:
    inside = {HERON: "text: We" + character + " could", PEOPLE: "name: Il" + character + "sa"}
    changed = inside.get(file, word[:3] + character + word[3:])
    toy.replace(file, word, changed)
    line = int(place.split(":")[1])
    assert any(code == "Y1" and where.startswith(f"{file}:{line}:") for code, where in reported(toy))


def test_a_quotation_of_another_paragraph(toy: World) -> None:
    toy.replace(HERON, "    paragraph: 7\n    text", "    paragraph: 2\n    text")
    assert {("Q1", f"{HERON}:30"), ("Q3", f"{HERON}:30")} <= reported(toy)
    (problem,) = [each for each in toy.check()[1] if each.code == "Q1"]
    assert problem.hint == "It is in heron:7: change its paragraph."


def test_a_quotation_of_another_article(toy: World) -> None:
    toy.replace(HERON, STORED, "text: A pilot is not a lamp post")
    (problem,) = [each for each in toy.check()[1] if each.code == "Q1"]
    assert str(problem.place) == f"{HERON}:18"
    assert problem.hint == "It is in ledger:6: move it to data/sources/ledger.yaml."


@pytest.mark.parametrize("content", ["", "\n\n \t\n", "\ufeff", "Home | Harbour | Tides | Court\n"])
def test_an_article_that_is_empty(toy: World, content: str) -> None:
    toy.write(ARTICLE, content)
    assert ("Y3", ARTICLE) in reported(toy)
    assert CliRunner().invoke(app, ["check"]).exit_code == 2


def test_an_article_that_lost_a_paragraph(toy: World) -> None:
    text = toy.text(ARTICLE)
    start = text.index("In November 2030")
    toy.write(ARTICLE, text[:start] + text[text.index("\n", start) + 1 :])
    assert ("S3", f"{HERON}:1") in reported(toy)


def test_a_speaker_changed_together_with_the_lock(toy: World) -> None:
    toy.replace(
        PEOPLE,
        "heron-pilot:\n",
        "oran-tell: {kind: public, name: Oran Tell, role: clerk, basis: None.}\nheron-pilot:\n",
    )
    toy.replace(HERON, "speaker: ilsa-marden\n    about: on the new", "speaker: oran-tell\n    about: on the new")
    CliRunner().invoke(app, ["lock"])
    assert ("Q5", f"{HERON}:19") in reported(toy)


@pytest.mark.parametrize("fault", ["Q2", "Q5"])
def test_no_quotation_that_breaks_a_rule_is_locked(toy: World, fault: str) -> None:
    if fault == "Q2":
        toy.replace(ARTICLE, SAID, "We pilots of Brackwater will not bring in every ship for the office")
        toy.replace(HERON, STORED, "text: We pilots of Brackwater will […] bring in every ship for the office")
    else:
        toy.replace(HERON, "speaker: heron-pilot", "speaker: nobody")
    assert fault in {code for code, _ in reported(toy)}
    assert CliRunner().invoke(app, ["lock"]).exit_code == 2
