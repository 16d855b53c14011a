"""The data folder is read as one linked whole, and every fault in it is reported at once."""

from __future__ import annotations

from conftest import World
from explainer.core.problems import Place
from explainer.records.evidence import Evidence
from explainer.records.store import load_evidence


def test_everything_is_keyed_by_its_full_id(toy: World) -> None:
    evidence = toy.evidence()
    assert list(evidence.sources) == ["heron", "ledger"]
    assert set(evidence.quotes) >= {"heron.at-dawn", "ledger.lamp-post"}
    assert len(evidence.quotes) == 5
    assert len(evidence.figures) == 9
    assert len(evidence.events) == 3
    assert len(list(evidence.pieces())) == 17
    assert set(evidence.corrections) == {"store-date"}
    assert evidence.source_of("ledger.lamp-post").id == "ledger"


def test_places_are_lines_of_the_files(toy: World) -> None:
    evidence = toy.evidence()
    lines = toy.text("data/sources/heron.yaml").split("\n")
    place = evidence.place("heron.at-dawn", "text")
    assert place.file == "data/sources/heron.yaml"
    assert lines[place.line - 1].strip() == "text: I handed in my whistle at dawn"
    assert lines[evidence.place("heron.at-dawn").line - 1].strip() == "at-dawn:"
    assert lines[evidence.place("heron", "quotes").line - 1] == "quotes:"
    assert evidence.place("people:ilsa-marden", "name") == Place("data/people.yaml", 3)
    assert evidence.place("corrections:store-date", "why") == Place("data/corrections.yaml", 7)
    assert evidence.place("glossary:whistle", "cites") == Place("data/glossary.yaml", 6)
    assert evidence.place("nothing") == Place("data")


def test_a_paragraph_gives_its_evidence(toy: World) -> None:
    evidence = toy.evidence()
    assert [key for key, _ in evidence.pieces_at("heron:2")] == ["heron.one-more-ship", "heron.night-watch"]
    assert evidence.pieces_at("heron:9") == []


def test_only_locked_paragraphs_exist(toy: World) -> None:
    evidence = toy.evidence()
    known = {reference: evidence.has_paragraph(reference) for reference in ("heron:1", "heron:7", "ledger:6")}
    assert all(known.values())
    for reference in ("heron:8", "heron:0", "heron:01", "heron", "gull:1", "heron:1x", ""):
        assert not evidence.has_paragraph(reference)


def test_a_claimant_is_shown_by_name_role_or_publisher(toy: World) -> None:
    evidence = toy.evidence()

    def claimant(key: str) -> str:
        return evidence.claimant(evidence.figures[key], evidence.source_of(key))

    assert claimant("heron.night-watch") == "Ilsa Marden"
    assert claimant("heron.pilots-left") == "Pilots’ League"
    assert claimant("heron.meetings") == "The Brackwater Heron"
    assert claimant("ledger.requests") == "a reworded copy of The Tidal Ledger"


def test_every_fault_of_every_file_is_reported_at_once(toy: World) -> None:
    toy.replace("data/topics.yaml", "  question: Why would a pilot leave?\n", "")
    toy.replace("data/people.yaml", "  kind: public", "  kind: known")
    toy.replace("data/corrections.yaml", "    kind: clarification", "    kind: slip")
    evidence, problems = load_evidence(toy.project)
    assert sorted(str(problem.place) for problem in problems) == [
        "data/corrections.yaml:8",
        "data/people.yaml:2",
        "data/topics.yaml:1",
    ]
    assert "harbour" in evidence.topics
    assert "leaving" not in evidence.topics


def test_an_empty_folder_raises_nothing(toy: World) -> None:
    for path in toy.project.data.rglob("*.*"):
        path.unlink()
    evidence, problems = load_evidence(toy.project)
    assert (evidence, problems) == (Evidence(), [])
    assert "  -  D5 (warning)  The project has no source." in toy.report()
    assert {problem.code for problem in toy.check()[1]} == {"D5", "Y2"}


def test_a_file_of_another_shape_raises_nothing(toy: World) -> None:
    shapes = ("", "[]", "text", "40", "null", "{}", "a: 1", "- a", "corrections: text", "id: [x]")
    for name in ("topics.yaml", "sources/heron.yaml", "corrections.yaml", "articles.lock"):
        before = toy.text(f"data/{name}")
        for shape in shapes:
            toy.write(f"data/{name}", shape)
            load_evidence(toy.project)
        toy.write(f"data/{name}", before)


def test_corrections_that_are_not_a_list_are_a_problem(toy: World) -> None:
    toy.write("data/corrections.yaml", "corrections: 5\n")
    assert load_evidence(toy.project)[1]


def test_an_unknown_key_beside_the_corrections_is_a_problem(toy: World) -> None:
    toy.write("data/corrections.yaml", "corrections: []\ncorections:\n  - id: lost\n")
    assert load_evidence(toy.project)[1]
