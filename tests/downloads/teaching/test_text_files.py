"""GIFT, CSV and printed sheets are complete, reproducible, and escape their own control characters."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html
from packs import packed_of
from reading_back import plain, right_answers, rows_of

from explainer.downloads.teaching.card_sheets import COLUMNS, ROWS, card_sheets
from explainer.downloads.teaching.gift import escaped, gift, gift_item
from explainer.downloads.teaching.pack import Pack
from explainer.downloads.teaching.paper_quiz import lettered, paper_quiz, printed_key
from explainer.downloads.teaching.quiz_tables import cards_csv, quiz_csv
from explainer.quiz.ask import Asked, Option, Options, Pairs, Said, ask_all
from explainer.quiz.flashcards import all_cards
from explainer.records.evidence import Evidence

SHEET = COLUMNS * ROWS


@pytest.fixture
def toy_pack(toy_evidence: Evidence) -> Pack:
    return packed_of(toy_evidence)


@given(st.text(max_size=60))
def test_escaped_text_is_read_back_unchanged(text: str) -> None:
    assert plain(escaped(text)) == text


def test_control_characters_do_not_end_an_answer(toy_evidence: Evidence) -> None:
    options = Options((Option("a = b ~ c # {d}: e", True), Option("\\", False)))
    item = Asked("marks", "choice", "briefing", "Is {x}: y?", "", options, (Said("See #1.", ("heron:1",)),))
    assert right_answers(gift_item(toy_evidence, item).encode()) == {"marks": ["a = b ~ c # {d}: e"]}


def test_every_item_is_in_the_gift_file_with_its_feedback(toy_pack: Pack) -> None:
    text = gift(toy_pack).decode()
    items = ask_all(toy_pack.evidence)
    assert list(right_answers(text.encode())) == [item.id for item in items]
    assert text.count("  ####") == len(items)
    assert "// Text: CC BY 4.0." in text
    assert "####The vouchers came before the league. (Ledger, reworded ¶5) The store" in text


def test_gift_has_the_answers_of_each_kind_of_item(toy_pack: Pack) -> None:
    right = right_answers(gift(toy_pack))
    assert right["how-many-left"] == ["40..45"]
    assert right["who-speaks-for-the-league"] == ["Ilsa Marden", "Marden"]
    assert "The league was founded. -> November 2030" in right["what-came-when"]


def test_the_table_holds_the_answers_offered_and_the_right_one(toy_pack: Pack) -> None:
    rows = {row["id"]: row for row in rows_of(quiz_csv(toy_pack))}
    assert list(rows) == [item.id for item in ask_all(toy_pack.evidence)]
    number = rows["how-many-left"]
    assert (number["right answer"], number["lowest accepted"], number["highest accepted"]) == (
        "More than 40 (people)",
        "40",
        "45",
    )
    assert number["question"].endswith("Answer with a number (people).")
    who = rows["who-handed-it-in"]
    assert who["right answer"] in [who[f"answer {number}"] for number in (1, 2, 3)]
    assert "“I handed in my whistle at dawn” (The Brackwater Heron, March 2031)" in who["question"]


def test_the_table_of_cards_holds_every_card(toy_pack: Pack) -> None:
    assert [row["record"] for row in rows_of(cards_csv(toy_pack))] == [
        card.record for card in all_cards(toy_pack.evidence)
    ]


def test_files_have_the_same_bytes_each_time(toy_pack: Pack) -> None:
    for make in (gift, quiz_csv, cards_csv, card_sheets, paper_quiz, printed_key):
        assert make(toy_pack) == make(toy_pack)


def test_backs_are_behind_their_fronts(toy_pack: Pack) -> None:
    tree = html.fragment_fromstring(card_sheets(toy_pack), create_parent="div")
    fronts, backs = (_faces(tree, side) for side in ("fronts", "backs"))
    cards = all_cards(toy_pack.evidence)
    assert len(fronts) == len(backs) == -(-(1 + len(cards)) // SHEET) * SHEET
    assert "flipped on the long edge" in fronts[0]
    assert all(line in backs[COLUMNS - 1] for line in toy_pack.imprint)
    for at, card in enumerate(cards, start=1):
        row, column = divmod(at, COLUMNS)
        assert card.front in fronts[at]
        assert card.back in backs[row * COLUMNS + COLUMNS - 1 - column]


def _faces(tree: html.HtmlElement, side: str) -> list[str]:
    return [face.text_content() for face in tree.xpath(f"//section[contains(@class, '{side}')]//li")]


def test_the_printed_key_gives_the_right_answers_and_why(toy_pack: Pack) -> None:
    tree = html.fragment_fromstring(printed_key(toy_pack), create_parent="div")
    entry = tree.get_element_by_id("key-night-watch")
    assert entry.xpath(".//strong")[0].text_content() == "A: They give the same number"
    assert "(Heron ¶2, Ledger, reworded ¶2)" in entry.text_content()
    assert len(tree.xpath("//ol/li")) == len(toy_pack.evidence.quiz)


def test_the_paper_has_every_question_with_room_for_its_answer(toy_pack: Pack) -> None:
    tree = html.fragment_fromstring(paper_quiz(toy_pack), create_parent="div")
    for item in ask_all(toy_pack.evidence):
        asked = tree.get_element_by_id(f"quiz-{item.id}")
        assert item.question in asked.text_content()
        match item.key:
            case Options(options):
                assert len(asked.xpath(".//span[@class='box-to-tick']")) == len(options)
                assert all(option.text in asked.text_content() for option in options)
            case Pairs(pairs, rights):
                assert len(asked.xpath(".//span[@class='letter-here']")) == len(pairs)
                assert len(asked.xpath(".//ul[@class='offered belongs']/li")) == len(set(rights))
            case _:
                assert asked.xpath(".//p[@class='line']")


def test_the_paper_tells_neither_answers_nor_reasons(toy_pack: Pack) -> None:
    tree = html.fragment_fromstring(paper_quiz(toy_pack), create_parent="div")
    for item in ask_all(toy_pack.evidence):
        assert not [said.text for said in item.feedback if said.text in tree.text_content()]
        if not isinstance(item.key, Options | Pairs):
            asked = tree.get_element_by_id(f"quiz-{item.id}").text_content()
            assert not [answer for answer in item.answer() if answer in asked]


def test_the_key_names_the_letters_that_the_paper_has(toy_pack: Pack) -> None:
    tree = html.fragment_fromstring(paper_quiz(toy_pack), create_parent="div")
    for item in ask_all(toy_pack.evidence):
        asked = " ".join(tree.get_element_by_id(f"quiz-{item.id}").text_content().split())
        if isinstance(item.key, Options | Pairs):
            for line in lettered(item):
                letter, _, right = line.rpartition(" – ")[2].partition(": ")
                assert f"{letter} {right}" in asked
