"""What holds for every article, whatever is in it."""

import itertools

from hypothesis import given, settings
from hypothesis import strategies as st

from quotereader import read_quotations
from quotereader.quotation_marks import MOST_MARKS

PIECES = st.sampled_from(
    [
        "“",
        "”",
        '"',
        "''",
        "‘",
        "’",
        "'",
        " ",
        ", ",
        ". ",
        ": ",
        "? ",
        "—",
        "(",
        ")",
        "said",
        "Voss",
        "Ida Voss",
        "he",
        "she",
        "according to ",
        "by ",
        "who ",
        "and ",
        "the clay is wet",
        "told ",
        "Mr. ",
        "saying ",
        "«",
        "»",
        "5",
        "\xa0",
        "her claim ",
        "In May, ",
    ]
)
PARAGRAPHS = st.lists(st.one_of(st.lists(PIECES, max_size=25).map("".join), st.text(max_size=40)), max_size=6)


@settings(max_examples=400, deadline=None, derandomize=True, database=None)
@given(PARAGRAPHS)
def test_promises_hold(paragraphs: list[str]) -> None:
    read = read_quotations(paragraphs)
    places = [(one.paragraph, one.start, one.end) for one in read]
    assert places == sorted(places)
    for one in read:
        assert one.text == paragraphs[one.paragraph - 1][one.start : one.end]
        assert one.text.strip() == one.text != ""
        assert 0 <= one.confidence <= 1
        assert one.why
        assert (one.speaker is None) == (one.speaker_kind == "none")
        assert one.kind != "term" or one.speaker is None
    for before, after in itertools.pairwise(read):
        assert before.paragraph < after.paragraph or before.end <= after.start
    assert len({(one.group, one.speaker) for one in read}) == len({one.group for one in read})
    assert list(dict.fromkeys(one.group for one in read)) == list(range(1, len({one.group for one in read}) + 1))


@settings(max_examples=100, deadline=None, derandomize=True, database=None)
@given(PARAGRAPHS)
def test_reading_twice_gives_the_same(paragraphs: list[str]) -> None:
    assert read_quotations(paragraphs) == read_quotations(paragraphs)


def test_a_paragraph_too_long_to_be_prose_keeps_its_words_and_gets_no_speaker() -> None:
    read = read_quotations(["“The clay is far too wet,” Voss said. " + "Mud. " * 5_000])
    assert (read[0].text, read[0].speaker, read[0].flags) == ("The clay is far too wet,", None, ("not read",))


def test_a_sentence_of_nothing_but_leading_phrases_has_no_subject() -> None:
    read = read_quotations(["In rain, in yards, in May, in Leeds,", "“The clay is wet,” he said."])
    assert read[0].speaker == "he"


def test_only_so_many_marks_are_looked_at() -> None:
    assert len(read_quotations(["“a” " * MOST_MARKS])) == MOST_MARKS // 2
