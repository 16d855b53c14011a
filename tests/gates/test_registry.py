"""How rules are entered, run and counted."""

from __future__ import annotations

from collections.abc import Iterator

from conftest import World
from explainer.cli.report import problem_lines, tally_lines
from explainer.core.problems import Place, Problem
from explainer.gates.registry import Finding, Rule, RuleBook, Seen, problems_of, run_rules
from explainer.gates.rulebook import edition_rules
from explainer.gates.run import check_edition


def finding(*findings: Finding) -> Rule[str]:
    def check(subject: str) -> Iterator[Finding]:
        """Toy rule.

        With two lines.
        """
        yield from findings

    return Rule("T1", "toy", check)


FAULT = Problem(Place("data/toy.yaml", 3), "T1", "This is wrong.", "Correct it.")
WARNING = Problem(Place("data/toy.yaml", 2), "T1", "This is long.", severity="warning")


def test_a_rule_that_looked_at_nothing_fails() -> None:
    (tally,) = run_rules([finding()], "subject")
    assert [str(problem).split("\n")[0] for problem in tally.problems] == [
        ".: T1 Rule T1 (toy) found nothing to check, so it proves nothing."
    ]
    assert tally.errors


def test_undecided_records_are_not_counted_as_checked() -> None:
    (tally,) = run_rules([finding(Seen("a"), Seen("b", "no article text at hand"), Seen("c"))], "subject")
    assert (tally.looked, tally.checked, tally.unchecked, tally.problems) == (3, 2, 1, [])


def test_problems_are_collected_and_sorted() -> None:
    tallies = run_rules([finding(Seen("a"), FAULT, WARNING)], "subject")
    assert problems_of(tallies) == [WARNING, FAULT]
    assert tallies[0].errors == [FAULT]


def test_the_docstring_is_the_rule() -> None:
    assert finding().text == "Toy rule. With two lines."


def test_a_rule_book_runs_its_rules_in_order_of_their_codes() -> None:
    book: RuleBook[str] = RuleBook()
    for code in ("T2", "T1"):
        book.rule(code, "toy")(finding(Seen(code)).check)
    assert [tally.code for tally in run_rules(book.rules, "subject")] == ["T1", "T2"]


def test_a_tally_prints_its_counts() -> None:
    tallies = run_rules([finding(Seen("a"), Seen("b", "no text"), FAULT)], "subject")
    assert tally_lines(tallies) == ["  T1  toy     1 checked, 1 unchecked, 1 problem"]
    assert tally_lines([]) == []


def test_problems_are_printed_by_file_and_line() -> None:
    assert problem_lines([FAULT, WARNING, Problem(Place("a.md"), "T2", "Gone.")]) == [
        "a.md",
        "  -  T2  Gone.",
        "data/toy.yaml",
        "  2  T1 (warning)  This is long.",
        "  3  T1  This is wrong.",
        "        Correct it.",
    ]


def test_every_rule_has_a_text_and_a_name_of_its_own() -> None:
    assert callable(check_edition)  # importing it enters every rule into the book
    for rule in edition_rules.rules:
        assert rule.text.endswith("."), rule.code
    names = [(rule.code, rule.name) for rule in edition_rules.rules]
    assert len(names) == len(set(names))


def test_a_project_without_pages_fails_in_the_first_rules_that_read_them(toy: World) -> None:
    for path in (toy.root / "docs").rglob("*.md"):
        path.unlink()
    tallies, problems = toy.check()
    empty = [tally.code for tally in tallies if tally.looked == 0 and not tally.held_back]
    assert empty == ["D4", "D4", "D6", "D6", "D6", "Y5"] == [problem.code for problem in problems]
    assert {"D3", "P3", "Q1"} <= {tally.code for tally in tallies if tally.held_back}


def test_every_rule_of_the_toy_world_looks_at_something(toy: World) -> None:
    assert all(tally.looked and not tally.held_back for tally in toy.check()[0])


def test_rules_that_need_a_missing_article_are_unchecked_and_do_not_fail(toy: World) -> None:
    toy.delete("articles/heron.txt")
    tallies, problems = toy.check()
    assert problems == []
    by_rule = {f"{tally.code} {tally.name}": (tally.checked, tally.unchecked) for tally in tallies}
    assert by_rule["Q1 verbatim"] == by_rule["Q3 in marks"] == (2, 3)
    assert by_rule["F1 stated"] == (4, 5)
    assert by_rule["Q6 attested"] == (6, 8)
    assert by_rule["S3 fingerprint"] == (6, 7)
    assert by_rule["N1 names"][0] == 0
    assert by_rule["Q5 speaker"] == (5, 0)
