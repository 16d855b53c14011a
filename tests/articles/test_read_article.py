"""An article file becomes numbered paragraphs; everything else in it is furniture, each line by a named rule."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conftest import TOY
from explainer.articles.furniture import judge_lines
from explainer.articles.read_article import MAXIMUM_BYTES, Article, read_article
from explainer.core.problems import Refused

BODY = "The pilots left the harbour one by one, and nobody on the mole asked them where they meant to go."
MORE = "A clerk at the gate wrote down the hour of each, and put the whistles into a drawer that he then locked."
LAST = "By the autumn the drawer was full, and the ships waited outside the mole until somebody could be spared."


def rules_of(*lines: str, title: str = "", named: tuple[str, ...] = ()) -> list[str]:
    return [judged.rule for judged in judge_lines(lines, title, named)]


def read(tmp_path: Path, text: str, name: str = "toy.txt", title: str = "") -> Article:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return read_article(path, title)


def texts(article: Article) -> list[str]:
    return [paragraph.text for paragraph in article.paragraphs]


@pytest.mark.parametrize(
    ("line", "rule"),
    [
        ("FILE PHOTO: Boats at the mole of Brackwater on a windless morning.", "caption"),
        ("FILE - Boats at the mole of Brackwater on a windless morning.", "caption"),
        ("Pictured: the clerk at his gate.", "caption"),
        ("Photo by a passing sailor.", "credit"),
        ("Image credit: The Heron.", "credit"),
        ("Photos: the night desk.", "credit"),
        ("Subscribe to the tide tables for the price of a herring.", "subscription"),
        ("If you like this, sign up for our evening letter.", "subscription"),
        ("This article was first published in The Tidal Ledger.", "reprint note"),
        ("The report has been published elsewhere, too.", "reprint note"),
        ("© The Brackwater Heron.", "agency boilerplate"),
        ("The Heron’s harbour desk contributed to this page.", "agency boilerplate"),
        ("Reporting by W. Askill; editing by the night desk.", "agency boilerplate"),
        ("- The Night Desk", "signature"),
        ("Home | Harbour | Tides", "menu"),
        ("• Tides", "menu"),
        ("https://heron.example/tides", "address"),
        ("Read more", "navigation"),
        ("Related stories:", "navigation"),
        ("SHARE", "navigation"),
        ("Skip to main content", "navigation"),
        ("Leave a comment", "comment box"),
        ("12 comments", "comment box"),
        ("A whistle for a licence", "heading"),
        ("How the pilots of a small harbour came to leave their boats one by one under cover of the tide", "heading"),
        (LAST, ""),
        ("“Nobody counts them now,” she said.", ""),
        ("He nodded.", ""),
        ("What then?", ""),
    ],
)
def test_a_line_is_judged_by_a_named_rule(line: str, rule: str) -> None:
    assert rules_of(BODY, line, MORE)[1] == rule


def test_the_title_and_everything_above_it_are_dropped() -> None:
    rules = rules_of("The harbour page, updated at every tide.", "Low Tide", BODY, MORE, title="low tide")
    assert rules == ["head of the page", "title", "", ""]


def test_everything_above_a_dateline_is_dropped() -> None:
    assert rules_of(MORE, f"BRACKWATER — {BODY}", LAST) == ["head of the page", "", ""]


def test_of_a_repeated_line_the_later_one_is_kept() -> None:
    assert rules_of(BODY, MORE, BODY) == ["repeated line", "", ""]


@pytest.mark.parametrize("label", ["The Heron", "The harbour page is kept alive by you."])
def test_a_label_or_a_foot_that_is_repeated_is_furniture(label: str) -> None:
    assert rules_of(BODY, label, MORE, label) == ["", "repeated line", "", "repeated line"]


def test_the_record_may_name_a_line() -> None:
    assert rules_of(BODY, MORE, named=("A clerk at",)) == ["", "named in the record"]


def test_everything_below_a_comment_box_is_dropped() -> None:
    assert rules_of(BODY, "Comments (2)", MORE, LAST) == ["", "comment box", "foot of the page", "foot of the page"]


def test_a_paragraph_is_never_dropped_for_a_word_of_navigation_in_it() -> None:
    assert rules_of("Share the boats, she said.", "Comment was refused by the clerk.") == ["", ""]


def test_a_text_is_read_line_by_line(tmp_path: Path) -> None:
    article = read(tmp_path, f"Low Tide\r\n\r\n{BODY}\r\n{MORE}\r\n", title="Low Tide")
    assert texts(article) == [BODY, MORE]
    assert [paragraph.number for paragraph in article.paragraphs] == [1, 2]
    assert article.paragraph(2) is article.paragraphs[1]
    assert article.paragraph(0) is article.paragraph(3) is None
    assert article.words == sum(paragraph.words for paragraph in article.paragraphs) == 42


def wrapped(text: str, width: int = 40) -> str:
    lines = [""]
    for word in text.split():
        if len(lines[-1]) + len(word) > width:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    return "\n".join(lines)


def test_lines_that_were_wrapped_by_hand_are_joined(tmp_path: Path) -> None:
    text = "\n\n".join(wrapped(each) for each in (BODY, MORE, LAST))
    assert texts(read(tmp_path, text)) == [BODY, MORE, LAST]


def test_a_saved_web_page_is_read(tmp_path: Path) -> None:
    paragraphs = "".join(f"<p>{each}</p>" for each in (BODY, MORE, LAST))
    menu = "<nav><ul><li><a href='/'>Home</a></li><li><a href='/t'>Tides</a></li></ul></nav>"
    page = (
        f"<!DOCTYPE html><html lang='en'><head><title>Low Tide</title><script>let tide = 1;</script></head><body>{menu}"
        f"<article><h1>Low Tide</h1>{paragraphs}</article><footer><p>© The Heron</p></footer></body></html>"
    )
    assert texts(read(tmp_path, page, "toy.html", "Low Tide")) == [BODY, MORE, LAST]


def test_a_byte_order_mark_is_dropped(tmp_path: Path) -> None:
    assert texts(read(tmp_path, f"\ufeff{BODY}\n{MORE}")) == [BODY, MORE]


def refusal(path: Path) -> str:
    with pytest.raises(Refused) as caught:
        read_article(path)
    return str(caught.value).split("\n")[0]


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "toy.txt: Y3 This file has no paragraph of article text."),
        (b"Home | Tides | Court\n", "toy.txt: Y3 This file has no paragraph of article text."),
        (b"One.\nTwo \xff.\n", "toy.txt:2: Y1 This file is not UTF-8 text."),
        (b"One.\n\x00\n", "toy.txt:2: Y1 This text contains an invisible character: U+0000."),
        ("One.\u202e\n".encode(), "toy.txt:1: Y1 This text contains an invisible character: U+202E."),
        (b"a" * (MAXIMUM_BYTES + 1), "toy.txt: Y1 This file is larger than 2 MB."),
    ],
    ids=["empty", "furniture alone", "not UTF-8", "NUL", "direction", "too large"],
)
def test_a_file_that_is_not_an_article_is_refused(tmp_path: Path, content: bytes, sentence: str) -> None:
    path = tmp_path / "toy.txt"
    path.write_bytes(content)
    assert refusal(path) == sentence


def test_only_plain_files_are_read(tmp_path: Path) -> None:
    link, pipe, folder = tmp_path / "link.txt", tmp_path / "pipe.txt", tmp_path / "folder.txt"
    link.symlink_to(TOY / "articles" / "heron.txt")
    os.mkfifo(pipe)
    folder.mkdir()
    for path in (link, pipe, folder):
        assert refusal(path) == f"{path.name}: B3 This is not a plain file."
    assert refusal(tmp_path / "none.txt") == "none.txt: Y3 This file cannot be read: No such file or directory."


def test_the_toy_articles_are_read_correctly() -> None:
    heron = read_article(TOY / "articles" / "heron.txt", "Pilots Leave the Port Authority", ("From the archive",))
    ledger = read_article(TOY / "articles" / "ledger.txt", "Harbour Office Loses Its Night Watch")
    assert (len(heron.paragraphs), len(ledger.paragraphs)) == (7, 6)
    assert {judged.rule for judged in heron.furniture} == {
        "menu", "navigation", "title", "byline", "heading", "caption", "credit", "subscription", "named in the record",
        "repeated line", "agency boilerplate", "comment box", "foot of the page",
    }  # fmt: skip
    assert [judged.rule for judged in ledger.furniture] == [
        "heading", "title", "navigation", "reprint note", "comment box", "foot of the page",
    ]  # fmt: skip


@given(
    st.lists(st.one_of(st.text(max_size=30), st.sampled_from([BODY, "Comments (2)", "Share", "A | B"])), max_size=20)
)
def test_judging_keeps_every_line_in_order(lines: list[str]) -> None:
    assert [judged.text for judged in judge_lines(lines)] == lines


@pytest.mark.parametrize("unit", ["published on ", "By A B ", "share: x ", "12 May 2021 ", "Ann Bell and ", "A: "])
def test_a_hostile_line_takes_no_longer_than_its_length(unit: str) -> None:
    started = time.process_time()
    judge_lines([unit * (200_000 // len(unit)), *[unit * (230 // len(unit))] * 50])
    assert time.process_time() - started < 1
