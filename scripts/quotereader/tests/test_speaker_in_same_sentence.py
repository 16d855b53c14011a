"""The speaker that a quotation's own sentence names."""

import pytest

from quotereader import read_quotations


def speaker(text: str, number: int = 0) -> str | None:
    return read_quotations([text])[number].speaker


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“The clay is too wet to use,” Ida Voss said.", "Ida Voss"),
        ("“The clay is too wet to use,” said Ida Voss, who runs the yard.", "Ida Voss"),
        ("“The clay is too wet to use,” Voss, the head of the guild, told reporters on Monday.", "Voss"),
        ("“The clay is too wet to use,” the guild’s lawyer, Per Holm, said.", "Per Holm"),
        ("“Is the clay wet?” Holm asked.", "Holm"),
        ("“The clay is wet,” Col. Per Holm told Mayor Ida Voss.", "Col. Per Holm"),
        ("Voss told Holm, “The clay is wet.”", "Voss"),
        ("Voss, speaking to Holm, said: “The clay is wet.”", "Voss"),
        ("Ida Voss put it plainly: “No clay, no bowls.”", "Ida Voss"),
        ("Ida Voss had one answer: “No clay, no bowls.”", "Ida Voss"),
        ("Voss left the yard early, saying “the clay is wet.”", "Voss"),
        ("Voss shook her head and said, “The clay is wet.”", "Voss"),
        ("The yard is “three weeks behind its plan,” according to Per Holm.", "Per Holm"),
        ("According to Per Holm, “the yard is three weeks behind.”", "Per Holm"),
        ("The plan was called “careless in every part” by Ida Voss.", "Ida Voss"),
        ("Voss’s reply: “No clay, no bowls.”", "Voss"),
        ("“A yard is its people.” — Ida Voss, potter", "Ida Voss"),
        ("The clay, says Ida Voss, is “wetter than any clay in years.”", "Ida Voss"),
        ("“The clay is wet,” said secretary of trade Maria Holm.", "Maria Holm"),
        ("“The clay is wet,” a spokesman for the guild said.", "a spokesman for the guild"),
        ("“The clay is wet,” said one former guild official.", "one former guild official"),
        ("Per Holm, president and founder of the guild stated, “The clay is wet.”", "Per Holm"),
        ("Asked about the clay, Ms. Voss shot back: “Ask the guild.”", "Ms. Voss"),
        ("« L’argile est humide », a dit Ida Voss.", "Ida Voss"),
        ("“The clay is wet,” Ida Voss was heard saying.", "Ida Voss"),
        ("“The clay is wet,” Reuters quoted Ida Voss as saying.", "Ida Voss"),
        ("Voss – a friend of Holm – said: “The clay is wet.”", "Voss"),
        ("“The clay is wet,” Sen. Ida Voss, D-Ohio, said Friday.", "Sen. Ida Voss"),
        ("“The clay is wet,” Voss and Holm wrote.", "Voss and Holm"),
        ("In the words of Ida Voss, “the clay is far too wet.”", "Ida Voss"),
        ("Then-Secretary of Trade Ida Voss said “the clay is far too wet.”", "Ida Voss"),
        ("“The clay is wet,” wrote the editors of the “Yard Report.”", "the editors"),
        ("LEEDS, May 3 — Voss shook her head in the rain, saying: “The clay is wet.”", "Voss"),
        ("“The clay is wet,” the potter and former mayor said.", "the potter and former mayor"),
        ("Fielding was calm and said nothing new: “The clay is wet.”", "Fielding"),
        ("Speaking in the rain, Voss was calm: “The clay is wet.”", "Voss"),
        ("The “clay of the whole valley” is wet and costs too much, Voss said.", "Voss"),
        ("Ida Voss laid out a plan for “a yard with ten new kilns” there.", "Ida Voss"),
        ("Voss said “the clay is wet,” Holm said it was dry.", "Voss"),
        ("Voss was asked, “Is the clay wet?”", None),
        ("The jury found “no trace of any clay at all” there.", None),
    ],
)
def test_the_sentence_names_the_speaker(text: str, expected: str | None) -> None:
    assert speaker(text) == expected


def test_both_halves_of_a_split_sentence_have_one_speaker_and_one_group() -> None:
    first, second = read_quotations(["“If the clay dries,” Ida Voss wrote, “the yard can open.”"])
    assert first.speaker == second.speaker == "Ida Voss"
    assert first.group == second.group


def test_two_speakers_in_one_sentence_stay_apart() -> None:
    first, second = read_quotations(["“Close the yard,” Voss shouted, but “it stays open,” answered Holm."])
    assert (first.speaker, second.speaker) == ("Voss", "Holm")
    assert first.group != second.group


def test_a_name_inside_the_quotation_does_not_speak() -> None:
    assert speaker("“Per Holm never saw the clay,” insisted Voss.") == "Voss"


def test_the_role_is_the_description_the_article_gives() -> None:
    assert read_quotations(["“The clay is wet,” said Ida Voss, a potter from the coast."])[0].role == (
        "a potter from the coast"
    )
