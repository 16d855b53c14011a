"""Speakers taken from the quotations and sentences around."""

from quotereader import Quotation, read_quotations


def speakers(*paragraphs: str) -> list[str | None]:
    return [one.speaker for one in read_quotations(paragraphs)]


def groups(quotations: list[Quotation]) -> list[int]:
    return [one.group for one in quotations]


def test_the_next_sentence_goes_on() -> None:
    assert speakers("“The clay is wet,” said Ida Voss. “We wait for sun.”") == ["Ida Voss", "Ida Voss"]


def test_somebody_named_in_between_does_not_take_over() -> None:
    text = "“The clay is wet,” said Ida Voss, whom Per Holm calls a friend. “We wait for sun.”"
    assert speakers(text) == ["Ida Voss", "Ida Voss"]


def test_the_quotation_after_names_the_speaker() -> None:
    assert speakers("“The clay is wet.” “We wait for sun,” said Ida Voss.") == ["Ida Voss", "Ida Voss"]


def test_the_sentence_before_reports_the_speaker() -> None:
    assert speakers("Ida Voss said the yard would close. “We have no clay left to use.”") == ["Ida Voss"]


def test_a_paragraph_of_its_own_goes_on_from_the_one_before() -> None:
    assert speakers("“The clay is wet,” said Ida Voss.", "“We wait for sun, and then we work.”") == ["Ida Voss"] * 2


def test_a_lead_in_paragraph_names_the_speaker() -> None:
    assert speakers("Asked about the yard, Mayor Ida Voss did not pause.", "“Ask the guild.”") == ["Ida Voss"]


def test_who_reads_a_message_does_not_speak_it() -> None:
    assert speakers("That night Ida Voss began reading the messages:", "“The guild sold all of our clay.”") == [None]


def test_a_quotation_over_three_paragraphs_has_one_speaker_and_one_group() -> None:
    read = read_quotations(
        ["“The clay is wet,” said Ida Voss. “The rain came in.", "“It stood for a week.", "“Then it froze,” Voss said."]
    )
    assert {one.speaker for one in read} == {"Ida Voss"}
    assert groups(read) == [1, 1, 1, 1]
    assert [one.continues for one in read] == [False, True, True, False]


def test_an_open_quotation_takes_the_speaker_named_at_its_end() -> None:
    read = read_quotations(["Holm was there.", "“The rain came in.", "“It stood for a week,” said Ida Voss."])
    assert [one.speaker for one in read] == ["Ida Voss", "Ida Voss"]


def test_a_remark_about_a_quotation_is_its_speakers() -> None:
    text = "“The clay is wet,” said Ida Voss. That makes it “worse than any clay in forty years.”"
    assert speakers(text) == ["Ida Voss", "Ida Voss"]
