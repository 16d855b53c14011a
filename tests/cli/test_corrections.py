"""Corrections: the command that enters one, and where it is shown: page, feed and structured data."""

from __future__ import annotations

import json
import re
from datetime import date, datetime
from xml.etree import ElementTree

import pytest
from click.testing import Result
from typer.testing import CliRunner

from conftest import World
from explainer.cli.commands import app
from explainer.core.write_files import alone
from explainer.pages.identity import Identity
from explainer.records import data_files
from explainer.records.write_records import next_correction_id, with_correction
from explainer.records.written_by_commands import Correction
from explainer.render.feed import feed_text, in_order

FILE, REVIEWS = "data/corrections.yaml", "data/reviews.yaml"
RELEASED = f"data/{data_files.RELEASED}"
HERON, LEDGER = "data/sources/heron.yaml", "data/sources/ledger.yaml"
ATOM = "{http://www.w3.org/2005/Atom}"
HOSTILE = "</script><b>&amp; “x” *y* [z](w)"
ADDRESS = "https://harbour.example/"


def entered(
    record: str = "heron.at-dawn", kind: str = "correction", said: str = "at dusk", says: str = "at dawn"
) -> Result:
    options = ["--said", said, "--says", says, "--why", "The article says so.", "--kind", kind]
    return CliRunner().invoke(app, ["correct", record, *options])


def enter(record: str = "heron.at-dawn", kind: str = "correction", **fields: str) -> int:
    return entered(record, kind, **fields).exit_code


def correction(identifier: str, day: str = "2031-05-02", **fields: str) -> Correction:
    given = {"record": "heron.at-dawn", "said": "a", "says": "b", "why": "c", "kind": "correction", **fields}
    return Correction.model_validate({"id": identifier, "date": day, **given})


def feed_of(toy: World) -> ElementTree.Element:
    text = feed_text(toy.evidence(), Identity("Leaving the Harbour"), ADDRESS, "2031-06-01T00:00:00Z")
    return ElementTree.fromstring(text.encode())


def entries_of(toy: World) -> list[ElementTree.Element]:
    return feed_of(toy).findall(f"{ATOM}entry")


def text_of(element: ElementTree.Element, name: str) -> str:
    return element.findtext(f"{ATOM}{name}") or ""


def test_a_correction_is_entered_first_and_comments_are_kept(toy: World) -> None:
    toy.write(FILE, toy.text(FILE).replace("corrections:\n", "# The newest first.\ncorrections:  # a list\n"))
    before = toy.evidence().corrections
    assert enter() == 0
    after = toy.evidence().corrections
    today = date.today().isoformat()
    assert list(after) == [f"c-{today}", *before]
    assert after[f"c-{today}"] == correction(
        f"c-{today}", today, said="at dusk", says="at dawn", why="The article says so."
    )
    assert toy.text(FILE).startswith("# The newest first.\ncorrections:  # a list\n")
    assert toy.report() == []


def test_a_second_correction_of_a_day_gets_a_letter(toy: World) -> None:
    assert [enter(), enter("heron.belongs"), enter("index.md", "update")] == [0, 0, 0]
    today = date.today().isoformat()
    assert list(toy.evidence().corrections)[:3] == [f"c-{today}-b", f"c-{today}-a", f"c-{today}"]
    assert toy.report() == []


def test_ids_of_a_day_are_never_used_twice() -> None:
    day, known = date(2031, 5, 2), dict[str, Correction]()
    for _ in range(60):
        identifier = next_correction_id(known, day)
        assert identifier not in known
        known[identifier] = correction(identifier)
    assert list(known)[:3] == ["c-2031-05-02", "c-2031-05-02-a", "c-2031-05-02-b"]
    assert list(known)[26:29] == ["c-2031-05-02-z", "c-2031-05-02-za", "c-2031-05-02-zb"]
    assert sorted(known) == list(known)


def test_a_first_correction_is_entered_into_an_empty_list(toy: World) -> None:
    toy.write(FILE, "corrections: []\n")
    assert enter() == 0
    assert len(toy.evidence().corrections) == 1


def test_missing_options_are_asked_for(toy: World) -> None:
    result = CliRunner().invoke(app, ["correct", "heron.at-dawn"], input="at dusk\nat dawn\nA slip.\n")
    assert result.exit_code == 0
    assert [question in result.output for question in ("What did it say?", "now?", "Why")] == [True] * 3
    assert next(iter(toy.evidence().corrections.values())).why == "A slip."


@pytest.mark.parametrize(("kind", "said"), [("slip", "at dusk"), ("correction", " ")])
def test_an_unfit_correction_is_refused_and_nothing_is_written(toy: World, kind: str, said: str) -> None:
    before = toy.text(FILE)
    assert enter(kind=kind, said=said) == 2
    assert toy.text(FILE) == before
    assert not list((toy.root / "data").glob("*.new"))


def test_the_feed_has_an_entry_for_each_correction_the_newest_first(toy: World) -> None:
    assert enter() == 0
    feed, today = feed_of(toy), date.today().isoformat()
    entries = feed.findall(f"{ATOM}entry")
    assert [text_of(each, "updated") for each in entries] == ["2031-05-02T00:00:00Z", f"{today}T00:00:00Z"]
    assert [text_of(each, "title") for each in entries] == [
        "Clarification: heron.store-locked", "Correction: heron.at-dawn",
    ]  # fmt: skip
    assert text_of(entries[1], "id") == f"{ADDRESS}about/corrections.html#c-{today}"
    assert text_of(entries[1], "summary") == (
        "heron.at-dawn said “at dusk”; it now says “at dawn”. The article says so."
    )
    assert text_of(feed, "updated") == "2031-05-02T00:00:00Z"
    assert {link.get("rel"): link.get("href") for link in feed.findall(f"{ATOM}link")} == {
        "self": f"{ADDRESS}corrections.xml", None: f"{ADDRESS}about/corrections.html",
    }  # fmt: skip
    for element in (feed, *entries):
        assert all(text_of(element, name) for name in ("title", "id", "updated"))
        datetime.fromisoformat(text_of(element, "updated"))


def test_a_feed_without_corrections_has_the_date_of_the_edition(toy: World) -> None:
    toy.write(FILE, "corrections: []\n")
    assert text_of(feed_of(toy), "updated") == "2031-06-01T00:00:00Z"
    assert entries_of(toy) == []


def test_markup_in_a_correction_is_escaped_in_the_feed(toy: World) -> None:
    assert enter(said=HOSTILE) == 0
    assert HOSTILE in text_of(entries_of(toy)[-1], "summary")


def test_corrections_of_one_day_keep_their_order(toy: World) -> None:
    for record in ("heron.at-dawn", "heron.belongs"):
        assert enter(record) == 0
    today = date.today().isoformat()
    assert [each.id for each in in_order(toy.evidence())] == ["store-date", f"c-{today}-a", f"c-{today}"]


def notes_of(html: str) -> list[dict[str, str]]:
    (script,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', html, re.DOTALL)
    content = json.loads(script)
    assert content["@context"] == "https://schema.org"
    notes: list[dict[str, str]] = content["correction"]
    return notes


def test_the_site_shows_a_correction_on_its_page_in_the_feed_and_for_programs(toy: World) -> None:
    assert enter(said=HOSTILE) == 0
    toy.publish()
    page = toy.built_pages()["about/corrections.html"]
    said = f"heron.at-dawn said “{HOSTILE}”; it now says “at dawn”."
    assert said in page.main_text
    assert page.anchors >= set(toy.evidence().corrections)
    notes = notes_of(page.content)
    assert [note["@type"] for note in notes] == ["CorrectionComment"] * 2
    assert any(said in note["text"] for note in notes)
    feed = ElementTree.fromstring(toy.project.site.joinpath("corrections.xml").read_bytes())
    assert len(feed.findall(f"{ATOM}entry")) == 2
    assert "<b>" not in page.content


def test_the_feed_has_everything_that_atom_requires(toy: World) -> None:
    """RFC 4287: an id, a title and a time for the feed and each entry, an author, and a link to itself."""
    assert enter(said=HOSTILE) == 0
    toy.replace("mkdocs.yml", "strict: true\n", "strict: true\nsite_url: https://harbour.test/\n")
    toy.publish()
    feed = ElementTree.fromstring(toy.project.site.joinpath("corrections.xml").read_bytes())
    entries = feed.findall(f"{ATOM}entry")
    for each in (feed, *entries):
        for name in ("id", "title", "updated"):
            assert [bool(found.text) for found in each.findall(f"{ATOM}{name}")] == [True], name
        assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", each.findtext(f"{ATOM}updated") or "")
        links = {link.get("rel", "alternate"): link.get("href", "") for link in each.findall(f"{ATOM}link")}
        assert "alternate" in links
        assert all(address.startswith("https://harbour.test/") for address in links.values())
    identifiers = [str(each.findtext(f"{ATOM}id")) for each in (feed, *entries)]
    assert len(set(identifiers)) == len(identifiers) == 3
    assert feed.findtext(f"{ATOM}author/{ATOM}name")
    assert feed.find(f"{ATOM}link[@rel='self']") is not None
    assert feed.findtext(f"{ATOM}updated") == max(str(each.findtext(f"{ATOM}updated")) for each in entries)


def test_a_removal_for_safety_gives_no_content_anywhere(toy: World) -> None:
    with alone(toy.project) as writer:
        removal = correction("c-2031-05-02", kind="removal", said="the tower at the mole", says="it")
        writer.put(with_correction(toy.project, removal))
    toy.publish()
    built = [file.read_text(encoding="utf-8") for file in toy.project.site.rglob("*.*ml")]
    assert any("A detail was removed for safety." in text for text in built)
    assert not any("the tower" in text for text in built)


def test_the_command_keeps_no_content_of_a_removal(toy: World) -> None:
    assert enter(kind="removal", said="the tower at the mole", says="the tower by the inlet") == 0
    assert toy.report() == []
    assert "the tower" not in toy.text(FILE)


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"record": "heron.at-dusk"}, "names 'heron.at-dusk', which is not a record or page."),
        ({"said": "at dawn"}, "has the same text for `said` and `says`."),
        ({"said": "at\u200bdusk"}, "U+200B"),
        ({"kind": "apology"}, "K1"),
    ],
)
def test_a_correction_that_breaks_a_rule_is_not_entered(toy: World, fields: dict[str, str], told: str) -> None:
    before = toy.text(FILE), toy.text(REVIEWS)
    result = entered(**fields)
    assert result.exit_code == 2
    assert told in result.output
    assert (toy.text(FILE), toy.text(REVIEWS)) == before


def test_after_a_release_a_change_needs_a_correction(toy: World) -> None:
    result = CliRunner().invoke(app, ["release"])
    assert result.exit_code == 0
    assert result.output == (
        "Recorded 14 quotations and figures as published.\n"
        "Commit data/released.lock: without it, rule K2 cannot tell what has changed.\n"
    )
    assert toy.report() == []
    toy.replace(HERON, "speaker: heron-pilot", "speaker: ilsa-marden")
    toy.replace(LEDGER, "as_of: 2031-04\n    claimed_by: article", "as_of: 2031\n    claimed_by: article")
    changed = [problem for problem in toy.check()[1] if problem.code == "K2"]
    assert [str(problem.place) for problem in changed] == [f"{HERON}:22", f"{LEDGER}:48"]
    assert [enter(), enter("ledger.requests")] == [0, 0]
    assert [problem for problem in toy.check()[1] if problem.code in ("K1", "K2")] == []


def test_a_released_record_that_was_removed_can_be_corrected(toy: World) -> None:
    toy.write(RELEASED, "heron.at-noon: 0f0f0f0f0f0f0f0f\n")
    assert enter("heron.at-noon", said="at noon") == 0
    assert toy.report() == []


def test_a_project_with_a_problem_is_not_released(toy: World) -> None:
    toy.replace(HERON, "my whistle at dawn", "my whistle at dusk")
    result = CliRunner().invoke(app, ["release"])
    assert result.exit_code == 2
    assert "Nothing was written." in result.output
    assert not (toy.root / RELEASED).exists()


@pytest.mark.parametrize("day", ["2031-05", "2031", "2029~"])
def test_the_feed_has_complete_times(toy: World, day: str) -> None:
    toy.replace(FILE, "2031-05-02", day)
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", text_of(entries_of(toy)[0], "updated"))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("measure: meetings", "measure: rewards"),
        ("stated: More than 40", "stated: More than 41"),
        ("amount: 25", "amount: 26"),
    ],
)
def test_any_change_of_a_released_figure_needs_a_correction(toy: World, old: str, new: str) -> None:
    assert CliRunner().invoke(app, ["release"]).exit_code == 0
    toy.replace(HERON, old, new)
    assert "K2" in {problem.code for problem in toy.check()[1]}
