"""What counts as the same text (rule Q1)."""

from __future__ import annotations

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explainer.core.text import (
    count_words,
    find_exact,
    find_quoted,
    fingerprint_of,
    fold,
    invisible_characters,
    nearest,
    opening,
    quoted_spans,
    whole,
    without_edge_stop,
    words,
)

MARKED = st.text(st.sampled_from("abé1 ,.'\"’“”«»–—…\u00a0\u200b\u00ad-[]\n\t`´"), max_size=40)


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("“tide”", '"tide"'),
        ("''tide''", '"tide"'),
        ("«tide»", '"tide"'),
        ("the pilots’ loft", "the pilots' loft"),
        ("low–high — tide", "low-high - tide"),
        ("40\u00a0pilots\u2009left", "40 pilots left"),
        ("har\u00adbour\u200b \ufefftide", "harbour tide"),
        ("tide…", "tide..."),
        ("  a\t b\n\nc ", "a b c"),
        ("cafe\u0301", "café"),
    ],
)
def test_marks_dashes_and_spaces_fold_to_one_form(written: str, folded: str) -> None:
    assert fold(written) == folded


@pytest.mark.parametrize("text", ["Tide", "tide [high]", "café", "cafe", "40", "41", "(tide)", "tide!"])
def test_case_accents_digits_and_brackets_are_kept(text: str) -> None:
    assert fold(text) == text


@given(st.one_of(st.text(), MARKED))
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


def test_folding_twice_changes_nothing_if_a_hidden_space_splits_a_letter_from_its_accent() -> None:
    assert fold(fold("e\u200b\u0301")) == fold("e\u200b\u0301")


@given(st.one_of(st.text(), MARKED))
def test_folding_keeps_every_letter_and_digit(text: str) -> None:
    normal = unicodedata.normalize("NFC", text)
    assert [each for each in fold(text) if each.isalnum()] == [each for each in normal if each.isalnum()]


@given(st.one_of(st.text(), MARKED))
def test_folding_keeps_the_words(text: str) -> None:
    assert words(fold(text)) == words(text)


def test_hyphens_and_apostrophes_are_part_of_a_word() -> None:
    assert words("The night-watch’s 1,000 boats – it’s so_late") == [
        "The", "night-watch's", "1", "000", "boats", "it's", "so", "late",
    ]  # fmt: skip
    assert count_words("one two-three") == 2


def test_copies_that_fold_alike_have_the_same_fingerprint() -> None:
    assert fingerprint_of("“Low\u00a0tide”") == fingerprint_of("''Low tide''")
    assert fingerprint_of("Low tide") != fingerprint_of("low tide")
    assert len(fingerprint_of("")) == 16


def test_an_opening_keeps_the_words_as_written() -> None:
    assert opening("The  harbour’s gate was shut", 3) == "The harbour’s gate"


@pytest.mark.parametrize(
    ("needle", "haystack", "found"),
    [
        ("low tide", "a low tide came", 2),
        ("low tide", "a low tides came", -1),
        ("low tide", "allow tide", -1),
        ("000 pilots", "2,000 pilots", -1),
        ("5 boats", "2.5 boats", -1),
        ("40", "40,000", -1),
        ("40", "40.5", -1),
        ("40", "140", -1),
        ("40", "40, and", 0),
        ("40", "it was 40.", 7),
        (",000 pilots", "2,000 pilots", -1),
        ("pilot", "pilot's", -1),
        ("s whistle", "pilot's whistle", -1),
        ("do", "don't", -1),
        ("cafe", "cafe\u0327", -1),
        ("tide", "TIDE", -1),
        ("tide", "tides and tide", 10),
        ("", "tide", -1),
        ("tide", "", -1),
        ("tide", '"tide"', 1),
        ("watch", "night-watch", 6),
    ],
)
def test_a_match_begins_and_ends_at_boundaries(needle: str, haystack: str, found: int) -> None:
    assert find_exact(needle, haystack) == found


def joined(text: str, cut: int) -> bool:
    """Return, by the plain rule, whether a cut goes through a word or a numeral."""
    if not 0 < cut < len(text):
        return False
    if text[cut - 1].isalnum() and text[cut].isalnum():
        return True
    after_stop = cut > 1 and text[cut - 1] in ",." and text[cut - 2].isdigit() and text[cut].isdigit()
    before_stop = text[cut] in ",." and text[cut - 1].isdigit() and text[cut + 1 : cut + 2].isdigit()
    return after_stop or before_stop


@given(st.text(st.sampled_from("ab19,.' -é"), max_size=24), st.integers(0, 24), st.integers(1, 8))
def test_a_match_never_starts_or_ends_inside_a_word_or_numeral(haystack: str, start: int, length: int) -> None:
    needle = haystack[start : start + length]
    found = find_exact(needle, haystack)
    if found >= 0:
        assert haystack[found : found + len(needle)] == needle
        assert not joined(haystack, found)
        assert not joined(haystack, found + len(needle))
    elif needle:
        assert joined(haystack, start) or joined(haystack, start + len(needle)) or "'" in haystack


@given(st.lists(st.text(st.sampled_from("abc"), min_size=1, max_size=5), min_size=1, max_size=8), st.data())
def test_whole_words_are_always_found(tokens: list[str], data: st.DataObject) -> None:
    first = data.draw(st.integers(0, len(tokens) - 1))
    last = data.draw(st.integers(first, len(tokens) - 1))
    assert find_exact(" ".join(tokens[first : last + 1]), " ".join(tokens)) >= 0


@pytest.mark.parametrize(("text", "bare"), [("tide.", "tide"), ("tide,", "tide"), ("tide..", "tide.."), ("tide?",) * 2])
def test_only_one_final_comma_or_stop_is_dropped(text: str, bare: str) -> None:
    assert without_edge_stop(text) == bare


def test_a_quotation_may_end_in_a_stop_that_the_article_puts_outside_the_marks() -> None:
    assert find_quoted("the tide turned.", 'he said "the tide turned" twice') == 9
    assert find_quoted("the tide turned!", 'he said "the tide turned" twice') == -1


def test_quoted_spans_are_the_text_between_double_marks() -> None:
    assert quoted_spans("“Low tide,” he said, ''and  late''").spans == ("Low tide,", "and late")
    assert quoted_spans("It’s late").balanced
    assert not quoted_spans("“Low tide, he said").balanced


@given(st.text(st.sampled_from("ab-. _"), min_size=1, max_size=4), st.text(st.sampled_from("ab-. _"), max_size=30))
def test_a_whole_phrase_is_found_where_nothing_touches_it(phrase: str, text: str) -> None:
    plainly = rf"(?<!\w){re.escape(phrase)}(?!\w)"
    assert re.sub(whole(phrase), "|", text) == re.sub(plainly, "|", text)


def test_the_nearest_passage_explains_a_mismatch() -> None:
    assert nearest("the tide turnt", "they say the tide turned early") == "the tide turned"
    assert nearest("", "tide") == nearest("tide", "") == ""
    assert nearest("zzzzqqqq", "the tide") == ""


def test_invisible_characters_are_found() -> None:
    assert invisible_characters("a\u200bb\u202ec\u00adé") == [1, 3, 5]
    assert invisible_characters("plain – “text”\u00a0") == []
