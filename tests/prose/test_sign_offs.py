"""Sign-offs: which changes void one, and the command that takes an editor through what is not signed off."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from datetime import date
from random import Random

import pytest
import yaml
from typer.testing import CliRunner

from conftest import World
from explainer.cli import review_commands
from explainer.cli.commands import app
from explainer.cli.review_order import controls
from explainer.core.yaml_files import canonical_text
from explainer.gates.sign_offs import MOST_A_DAY
from explainer.prose.sign_offs import Kind, passages_to_read, sign_off, unread_passages
from explainer.records.write_records import keep_sign_offs

LEAVING, HERON, LEDGER, REVIEWS = (
    "docs/topics/leaving.md", "data/sources/heron.yaml", "data/sources/ledger.yaml", "data/reviews.yaml",
)  # fmt: skip
PASSAGES = {"claim": 11, "reading": 11, "record": 74, "page": 17}
ALL = sum(PASSAGES.values())
AT_A_TERMINAL = review_commands.at_a_terminal
DAY = date(2026, 11, 29)


def unread(toy: World, kind: Kind = "claim") -> list[str]:
    """Return what is not signed off: opening words of claims and readings, ids of records, paths of pages."""
    found = [passage for passage in unread_passages(toy.edition()) if passage.kind == kind]
    return [each.of if kind in ("record", "page") else " ".join(each.text.split()[:3]) for each in found]


def run(*arguments: str, answers: str = "") -> str:
    result = CliRunner().invoke(app, list(arguments), input=answers, catch_exceptions=False)
    assert result.exit_code == 0, result.output
    return result.output


def test_everything_in_the_toy_world_is_signed_off(toy: World) -> None:
    passages = passages_to_read(toy.edition())
    assert Counter(passage.kind for passage in passages) == PASSAGES
    assert {passage.key for passage in passages} == set(toy.evidence().reviews)
    assert unread_passages(toy.edition()) == []


@pytest.mark.parametrize(
    ("file", "old", "new", "void"),
    [
        (LEAVING, "blames the new rules", "blames the harbour rules", ["The league’s spokeswoman"]),
        (LEAVING, "new rules [@heron:2]", "new rules [@heron:7]", ["The league’s spokeswoman"]),
        (LEAVING, "new rules [@heron:2]", "new rules [@heron:2; @heron:7]", ["The league’s spokeswoman"]),
        (LEAVING, "about 60 [@ledger:1]", "about 60 [@ledger:2]", ["A later count"]),
        (HERON, "my whistle at dawn", "my whistle at dusk", ["A pilot, 41,"]),
        (HERON, "speaker: ilsa-marden\n    about: on the new", "speaker: heron-pilot\n    about: on the new",
         ["The league’s spokeswoman"]),
        (HERON, "claimed_by: ilsa-marden", "claimed_by: pilots-league", ["The league’s spokeswoman"]),
        (HERON, "amount: 40", "amount: 41", ["Pilots hand in", "How many have", "More than 40"]),
        (HERON, "population: pilots", "population: guards", ["Pilots hand in", "How many have", "More than 40"]),
        (LEDGER, "amount: 60", "amount: 61", ["How many have", "A later count"]),
        (LEDGER, "as_of: 2031-04\n    claimed_by: pilots-league", "as_of: 2031-03\n    claimed_by: pilots-league",
         ["How many have", "A later count"]),
    ],
)  # fmt: skip
def test_a_change_voids_the_sign_offs_that_rest_on_it_and_no_others(
    toy: World, file: str, old: str, new: str, void: list[str]
) -> None:
    toy.replace(file, old, new)
    assert unread(toy) == void


@pytest.mark.parametrize(
    ("file", "old", "new", "void"),
    [
        (HERON, "about: on the new rules", "about: on the rules", ["heron.one-more-ship"]),
        (HERON, "amount: 40", "amount: 41", ["heron.pilots-left", "quiz:how-many-left", "quiz:how-many-calls"]),
        (HERON, "https://heron.example/pilots-leave", "https://heron.example/pilots-left", ["heron"]),
        ("data/glossary.yaml", "The sign of a pilot’s", "The mark of a pilot’s", ["glossary:whistle"]),
        ("data/people.yaml", "a pilot, 41", "a pilot, 14", ["people:heron-pilot", "quiz:who-handed-it-in"]),
        ("data/measures.yaml", "How many pilots have", "How many sailors have", ["measures:pilots"]),
        ("data/topics.yaml", "Why would a pilot leave?", "Why would a sailor leave?", ["topics:leaving"]),
        ("data/quiz.yaml", "He steered ships before he left", "He steered boats before he left",
         ["quiz:who-handed-it-in"]),
    ],
)  # fmt: skip
def test_a_change_voids_the_sign_off_of_its_record(toy: World, file: str, old: str, new: str, void: list[str]) -> None:
    toy.replace(file, old, new)
    assert unread(toy, "record") == void


@pytest.mark.parametrize(
    "sentence",
    [
        "He used the word “whistle” [@heron:3].",
        "The group writes to pilots [@heron:1].",
        "Afterwards pilots hand in their whistles at the gate [@heron:1].",
        "Another pilot gave back his whistle [@heron:3].",
        "At dawn, he said, it was over [@heron:3].",
        "And so did his friends [@heron:3].",
    ],
)
def test_a_sentence_that_leans_on_another_is_read_again_behind_a_third(toy: World, sentence: str) -> None:
    said, other = "A pilot handed in his whistle [@heron:3].", "A spokeswoman blamed the new rules [@heron:2]."
    pages = [f"# Ships\n\n{text}\n" for text in (f"{said} {sentence}\n\n{other}", f"{said}\n\n{other} {sentence}")]
    toy.write("docs/topics/ships.md", pages[0])
    toy.sign_off()
    assert unread(toy) == []
    toy.write("docs/topics/ships.md", pages[1])
    assert unread(toy) == [" ".join(sentence.split()[:3])]
    toy.write("docs/topics/ships.md", pages[0])
    assert unread(toy) == []


def test_a_sentence_that_stands_alone_may_be_moved_on_its_page_and_to_no_other(toy: World) -> None:
    said, other = "A pilot handed in his whistle [@heron:3].", "The pilots blamed the new rules [@heron:2]."
    toy.write("docs/topics/ships.md", f"# Ships\n\n{said} {other}\n")
    toy.sign_off()
    toy.write("docs/topics/ships.md", f"# Ships\n\n{other}\n\n{said}\n")
    assert unread(toy) == []
    toy.write("docs/topics/ships.md", f"# Ships\n\n{other}\n")
    toy.write(LEAVING, f"{toy.text(LEAVING)}\n{said}\n")
    assert unread(toy) == ["A pilot handed"]


def test_a_sentence_that_leans_is_read_again_when_the_one_before_is_changed(toy: World) -> None:
    toy.write("docs/topics/ships.md", "# Ships\n\nA pilot left [@heron:3]. He was tired [@heron:3].\n")
    toy.sign_off()
    toy.replace("docs/topics/ships.md", "A pilot left", "A clerk left")
    assert unread(toy) == ["A clerk left", "He was tired"]


def test_locking_a_changed_paragraph_voids_its_claims(toy: World) -> None:
    toy.replace("articles/heron.txt", "has done so, whatever", "has done so, we hear, whatever")
    assert unread(toy) == []
    run("lock")
    assert unread(toy) == ["The league’s spokeswoman"]


def test_adding_a_record_to_a_paragraph_voids_its_claims(toy: World) -> None:
    event = "  whistles-counted:\n    paragraph: 2\n    date: 2031-03\n    text: She counted.\n    topics: [leaving]\n"
    toy.replace(HERON, "gists:\n", f"{event}gists:\n")
    assert unread(toy) == ["The league’s spokeswoman"]


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        (LEAVING, "# Leaving\n", "# Leaving\n\n\n\n"),
        (LEAVING, "said [@heron:1]. A later\ncount", "said [@heron:1]. A\nlater count"),
        (LEAVING, "“vouchers” for", '"vouchers" for'),
        (LEAVING, "The league counts", "The league alone counts"),
        (HERON, "topics: [leaving, harbour]", "topics: [harbour, leaving]"),
        ("docs/index.md", "Small marks", "Marks"),
    ],
)
def test_other_changes_keep_the_sign_off_of_a_claim(toy: World, file: str, old: str, new: str) -> None:
    toy.replace(file, old, new)
    assert unread(toy) == []


@pytest.mark.parametrize(
    ("file", "old", "new", "void"),
    [
        (LEAVING, "counts “whistles”", "counts “whistles” alone", ["The league counts"]),
        ("docs/teach/counting-key.md", "Any polite letter", "A polite letter", ["A polite letter."]),
    ],
)
def test_a_change_voids_the_sign_off_of_a_reading(toy: World, file: str, old: str, new: str, void: list[str]) -> None:
    toy.replace(file, old, new)
    assert unread(toy, "reading") == void


def test_a_change_of_a_record_voids_the_readings_that_name_it(toy: World) -> None:
    toy.replace(HERON, "amount: 40", "amount: 41")
    assert len(unread(toy, "reading")) > 1


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [(LEAVING, "# Leaving\n", "# Leaving it\n"), ("docs/about/index.md", "here is invented", "here is made up")],
)
def test_a_change_outside_claims_voids_the_sign_off_of_the_page(toy: World, file: str, old: str, new: str) -> None:
    toy.replace(file, old, new)
    assert [(each.kind, f"docs/{each.of}") for each in unread_passages(toy.edition())] == [("page", file)]


def test_a_page_that_the_program_writes_needs_no_sign_off(toy: World) -> None:
    toy.write("docs/about/rules.md", "# Rules\n\n/// guide\nOf stone.\n///\n")
    assert unread_passages(toy.edition()) == []


@pytest.mark.parametrize("page", ["about/architecture.md", "about/scale.md"])
def test_a_sentence_on_a_page_about_the_program_is_noticed(toy: World, page: str) -> None:
    toy.write(f"docs/{page}", "# How it is built\n\n/// guide\nOf stone.\n///\n")
    toy.sign_off()
    toy.replace(f"docs/{page}", "Of stone.", "Of stone. Everything here has been read by two people.")
    assert [(each.kind, each.of) for each in unread_passages(toy.edition())] == [("page", page)]


def test_a_missing_sign_off_is_a_warning_and_stops_nothing(toy: World) -> None:
    toy.write(REVIEWS, "{}\n")
    _, problems = toy.check()
    assert {(problem.code, problem.severity) for problem in problems} == {("P6", "warning")}
    assert len({(problem.place, problem.sentence) for problem in problems}) == len(problems)
    assert all(problem.place.line for problem in problems)
    run("check")


def test_a_change_is_reported_once_and_a_sign_off_for_removed_words_too(toy: World) -> None:
    toy.replace(LEAVING, "blames the new rules", "blames the harbour rules")
    assert [(problem.code, problem.severity) for problem in toy.check()[1]] == [("P6", "warning")]
    toy.sign_off()
    toy.replace("data/topics.yaml", "harbour:\n", "port:\n")
    assert "This sign-off is for words that no longer exist." in "\n".join(toy.report())


def test_a_sign_off_with_a_made_up_key_does_not_count(toy: World) -> None:
    passage = next(each for each in passages_to_read(toy.edition()) if each.text.startswith("The harbour paid"))
    toy.replace(REVIEWS, f"{passage.key}:", "c0123456789abcdef:")
    assert unread(toy) == ["The harbour paid"]


@pytest.fixture
def voided(toy: World) -> Callable[[], dict[str, dict[str, str]]]:
    """Void two sign-offs; return a function that reads the file of sign-offs."""
    toy.replace(LEAVING, "blames the new rules", "blames the harbour rules")
    toy.replace(LEAVING, "about 60 [@ledger:1]", "about 60 [@ledger:1; @ledger:2]")
    assert unread(toy) == ["The league’s spokeswoman", "A later count"]

    def held() -> dict[str, dict[str, str]]:
        text = toy.text(REVIEWS)
        assert canonical_text(text) == text
        assert text.startswith("# yaml-language-server: $schema=schema/reviews.json\n")
        content: dict[str, dict[str, str]] = yaml.safe_load(text)
        return content

    return held


Held = Callable[[], dict[str, dict[str, str]]]


def test_a_review_signs_off_what_is_answered_with_yes(toy: World, voided: Held) -> None:
    said = run("review", "--by", "second reader", answers="y\nyes\n")
    assert said.count("Does the claim say what the paragraphs say?") == 2
    assert "[2 of 2]\ndocs/topics/leaving.md:8:3" in said
    assert '  heron:2  "We could not bring in' in said
    assert said.endswith("Signed off 2; 0 left.\n")
    assert unread(toy) == []
    assert toy.report() == []
    assert len(voided()) == ALL
    assert sorted(each["by"] for each in voided().values()) == ["editor"] * (ALL - 2) + ["second reader"] * 2


@pytest.mark.parametrize("answers", ["n\ny\n", "\ny\n", "perhaps\nY\n"])
def test_a_review_leaves_what_is_answered_with_anything_else(toy: World, voided: Held, answers: str) -> None:
    assert run("review", answers=answers).endswith("Signed off 1; 1 left.\n")
    assert unread(toy) == ["A later count"]
    assert len(voided()) == ALL - 1


def test_a_review_that_is_quit_keeps_what_was_signed_off(toy: World, voided: Held) -> None:
    assert run("review", answers="y\nq\n").endswith("Signed off 1; 1 left.\n")
    assert unread(toy) == ["The league’s spokeswoman"]
    assert run("review", answers="q\n").endswith("Signed off 0; 1 left.\n")
    assert unread(toy) == ["The league’s spokeswoman"]
    assert len(voided()) == ALL - 1


def test_a_review_removes_sign_offs_for_words_that_are_gone(toy: World, voided: Held) -> None:
    before = voided()
    run("review", answers="q\n")
    after = voided()
    assert len(before) == ALL
    assert set(after) == {passage.key for passage in passages_to_read(toy.edition())} & set(before)
    assert all(after[key] == before[key] for key in after)


def test_a_review_that_is_interrupted_keeps_what_was_signed_off(toy: World, voided: Held) -> None:
    assert CliRunner().invoke(app, ["review"], input="y\n").exit_code == 1
    assert unread(toy) == ["The league’s spokeswoman"]


def test_two_reviews_at_the_same_time_keep_all_sign_offs(toy: World, voided: Held) -> None:
    first, second = unread_passages(toy.edition())
    keep_sign_offs(toy.project, {first.key: sign_off(first, "editor", DAY)})
    assert run("review", "--by", "second reader", answers="y\n").startswith("\n[1 of 1]")
    keep_sign_offs(toy.project, {first.key: sign_off(first, "editor", DAY)})
    assert unread(toy) == []
    assert {voided()[each.key]["by"] for each in (first, second)} == {"editor", "second reader"}


def test_the_same_words_twice_on_a_page_are_asked_about_once(toy: World) -> None:
    toy.write(LEAVING, toy.text(LEAVING) + "\nThe ships sailed [@heron:1].\n\nThe ships sailed [@heron:1].\n")
    assert unread(toy) == ["The ships sailed"] * 2
    said = run("review", answers="n\n")
    assert said.count("Does the claim say") == 1
    assert said.count("docs/topics/leaving.md:") == 2
    assert said.endswith("Signed off 0; 1 left.\n")
    assert run("review", answers="y\n").endswith("Signed off 1; 0 left.\n")


@pytest.mark.parametrize("arguments", [("--of", "topcs/"), ("--by", " "), ("--by", "a\nb")])
def test_a_review_of_no_page_or_by_no_role_is_refused(toy: World, voided: Held, arguments: tuple[str, str]) -> None:
    before = toy.text(REVIEWS)
    result = CliRunner().invoke(app, ["review", *arguments], input="y\ny\n")
    assert (result.exit_code, toy.text(REVIEWS)) == (2, before)


def test_a_review_of_one_page_says_how_much_is_left_in_all(toy: World, voided: Held) -> None:
    assert run("review", "--of", "about/") == "Signed off 0; 2 left.\n"


def test_a_quiz_item_that_cannot_be_asked_keeps_its_sign_off(toy: World) -> None:
    before = toy.text(REVIEWS)
    toy.replace("data/people.yaml", "heron-pilot:", "heron-sailor:")
    assert not any(each.of == "quiz:who-handed-it-in" for each in passages_to_read(toy.edition()))
    run("review", answers="q\n" * 9)
    toy.replace("data/people.yaml", "heron-sailor:", "heron-pilot:")
    assert "quiz:who-handed-it-in" in before
    assert "quiz:who-handed-it-in" not in unread(toy, "record")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("accepts: {low: 40, high: 45}", "accepts: {low: 1, high: 900}"),
        ("The league says so [@heron:1].", "The league says so [@heron:1; @heron:2]."),
    ],
)
def test_a_change_of_a_range_or_citation_voids_the_sign_off_of_its_quiz_item(toy: World, old: str, new: str) -> None:
    toy.replace("data/quiz.yaml", old, new)
    assert unread(toy, "record") == ["quiz:how-many-left"]


def test_a_page_with_only_claims_needs_no_sign_off_of_its_own(toy: World) -> None:
    toy.write("docs/topics/bare.md", "The ships sailed [@heron:1].\n")
    assert [(each.kind, each.of) for each in unread_passages(toy.edition())] == [("claim", "topics/bare.md")]


def test_a_change_of_the_navigation_voids_a_sign_off(toy: World) -> None:
    toy.replace("mkdocs.yml", "- Leaving:", "- Going:")
    assert unread(toy, "page") == ["mkdocs.yml"]


def test_a_review_with_nothing_left_asks_nothing(toy: World) -> None:
    before = toy.text(REVIEWS)
    assert run("review") == "Signed off 0; 0 left.\n"
    assert toy.text(REVIEWS) == before


def test_a_review_says_which_articles_are_missing(toy: World, voided: Held) -> None:
    toy.delete("articles/heron.txt")
    assert "heron:2  (you have no copy of the article)" in run("review", answers="q\n")


def test_a_project_that_cannot_be_loaded_is_not_reviewed(toy: World) -> None:
    toy.replace(HERON, "paragraph: 7", "paragraph: [7]")
    before = toy.text(REVIEWS)
    result = CliRunner().invoke(app, ["review"], input="y\n")
    assert (result.exit_code, toy.text(REVIEWS)) == (2, before)


@pytest.mark.parametrize(
    ("old", "new"), [("date: 2031-02-04", "date: 2031-02-05"), ("The authority locked its", "The authority sold its")]
)
def test_a_change_of_an_event_voids_the_sign_offs_that_rest_on_it(toy: World, old: str, new: str) -> None:
    toy.replace(HERON, old, new)
    assert unread(toy) == ["| The store", "| The Heron"]


def test_a_change_of_an_event_voids_the_claims_that_cite_its_other_sources(toy: World) -> None:
    toy.replace(LEDGER, "date: 2029~", "date: 2028~")
    assert "Pilots hand in" in unread(toy)


def test_more_sign_offs_than_fit_a_day_are_noticed(toy: World) -> None:
    passage = passages_to_read(toy.edition())[0]
    keys = [f"c{number:016x}" for number in range(MOST_A_DAY)]
    keep_sign_offs(toy.project, {key: sign_off(passage, "second reader", date(2026, 11, 1)) for key in keys})
    assert "more than anybody reads" not in "\n".join(toy.report())
    keep_sign_offs(toy.project, {f"c{MOST_A_DAY:016x}": sign_off(passage, "second reader", date(2026, 11, 1))})
    assert f"signed off {MOST_A_DAY + 1} passages on 2026-11-01" in "\n".join(toy.report())


def test_a_review_needs_somebody_at_a_terminal(toy: World, voided: Held, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(review_commands, "at_a_terminal", AT_A_TERMINAL)
    before = toy.text(REVIEWS)
    result = CliRunner().invoke(app, ["review"], input="y\ny\n")
    assert (result.exit_code, toy.text(REVIEWS)) == (2, before)
    assert "Run this in a terminal." in result.output


@pytest.mark.parametrize("by", ["checker", "Ilsa Marden"])
def test_a_review_by_nobody_who_is_known_is_refused(toy: World, voided: Held, by: str) -> None:
    assert CliRunner().invoke(app, ["review", "--by", by], input="y\ny\n").exit_code == 2


def test_a_yes_to_a_control_item_voids_the_sitting(toy: World) -> None:
    toy.write(REVIEWS, "{}\n")
    result = CliRunner().invoke(app, ["review"], input="y\n" * 300)
    assert result.exit_code == 2
    assert "this sitting is void" in result.output
    assert toy.evidence().reviews == {}


def test_control_items_differ_from_what_is_written_and_have_no_key(toy: World) -> None:
    edition = toy.edition()
    passages = passages_to_read(edition)
    written = {passage.text for passage in passages}
    wrong = controls(edition, passages, Random(7))
    assert len(wrong) > 1
    assert not written & {each.text for each in wrong.values()}
    assert controls(edition, passages[:5], Random(7)) == {}


def test_a_review_shows_flags_first_and_the_sentence_before(toy: World) -> None:
    toy.write("docs/topics/ships.md", "# Ships\n\nA pilot left [@heron:3]. He often left [@heron:3].\n")
    said = run("review", "--of", "topics/ships.md", answers="n\nn\nn\n")
    assert said.index("(before it: A pilot left)") < said.index("[2 of 3]")
    assert "  V7  " in said.partition("[2 of 3]")[0]


@pytest.mark.parametrize("theme", ["whole", "packaged"])
def test_a_text_of_ones_own_voids_the_sign_off_of_the_theme(toy: World, theme: str) -> None:
    if theme == "packaged":
        (toy.root / "overrides/main.html").unlink()
        toy.sign_off()
    assert "overrides" not in {passage.of for passage in unread_passages(toy.edition())}
    toy.write("data/texts.yaml", "common-knowledge: Everybody knows this.\n")
    assert "overrides" in {passage.of for passage in unread_passages(toy.edition())}


def test_a_change_of_the_theme_voids_its_sign_off(toy: World) -> None:
    assert unread(toy, "page") == []
    toy.write("overrides/assets/style.css", toy.text("overrides/assets/style.css") + "\np { color: red; }\n")
    assert [passage.of for passage in unread_passages(toy.edition())] == ["overrides"]
