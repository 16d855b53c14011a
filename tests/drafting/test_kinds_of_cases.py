"""Small invented texts, a file for each kind of question: what a draft must propose, and what it must not."""

from __future__ import annotations

from datetime import date
from itertools import chain
from pathlib import Path
from typing import Any

import pytest

from conftest import REAL_ROOT
from explainer.core.problems import Refused
from explainer.core.project import Project
from explainer.core.yaml_files import load_yaml
from explainer.drafting.intake import take_in
from explainer.drafting.proposals import Draft
from explainer.drafting.propose import draft_of
from explainer.records.evidence import Evidence
from explainer.records.store import load_evidence
from quotereader import read_quotations

FILES = {
    path.stem: load_yaml(path, path.name).content for path in sorted((Path(__file__).parent / "cases").glob("*.yaml"))
}
KINDS = [pytest.param(cases, id=kind) for kinds in FILES.values() for kind, cases in kinds.items()]
CASES = [
    pytest.param(case, id=f"{stem}-{number}")
    for stem, kinds in FILES.items()
    for number, case in enumerate(chain.from_iterable(kinds.values()), start=1)
]


@pytest.fixture(scope="module")
def recorded() -> Evidence:
    evidence, problems = load_evidence(Project(REAL_ROOT))
    assert problems == []
    return evidence


@pytest.mark.parametrize("cases", KINDS)
def test_each_kind_has_a_case_and_three_others_like_it(cases: list[dict[str, Any]]) -> None:
    assert len({case["text"] for case in cases}) == len(cases) >= 4


@pytest.mark.parametrize("case", CASES)
def test_a_draft_says_what_the_text_says(case: dict[str, Any], recorded: Evidence, tmp_path: Path) -> None:
    text = case["text"]
    path = tmp_path / ("case.html" if text.lstrip().startswith("<") else "case.txt")
    path.write_text(text, encoding="utf-8")
    if "refused" in case:
        with pytest.raises(Refused, match=case["refused"]):
            take_in(str(path))
        return
    intake = take_in(str(path))
    draft = draft_of(intake, "case", recorded)
    if "paragraphs" in case:
        assert [one.text for one in intake.article.paragraphs] == case["paragraphs"]
    if "speakers" in case:
        read = [one for one in read_quotations([one.text for one in intake.article.paragraphs]) if one.kind != "term"]
        assert [[one.text.rstrip(","), _named(one.speaker)] for one in read] == case["speakers"]
    for name in ("title", "authors", "published", "publisher"):
        if name in case:
            wanted = case[name].isoformat() if isinstance(case[name], date) else case[name]
            assert draft.source[name] == wanted, name
    _check_figures(draft, case)
    _check_people(draft, case)
    for words in case.get("says", ()):
        assert any(words in note for note in draft.source_notes), draft.source_notes
    for words in case.get("says_not", ()):
        assert not any(words in note for note in draft.source_notes), draft.source_notes


def _named(speaker: str | None) -> str | None:
    return None if speaker is None or speaker.lower() in ("he", "she", "it", "they") else speaker


def _check_figures(draft: Draft, case: dict[str, Any]) -> None:
    if "figures" not in case:
        return
    proposed = [one for one in draft.figures if one.fields["unit"] or one.keep is not False]
    assert len(proposed) == len(case["figures"]), [dict(one.fields) for one in proposed]
    for one, wanted in zip(proposed, case["figures"], strict=True):
        fields = {**one.fields, "keep": one.keep}
        told = {name: fields.get(name) for name in wanted if name not in ("keep", "also")}
        assert told == {name: value for name, value in wanted.items() if name not in ("keep", "also")}
        if "keep" in wanted:
            assert one.keep in (wanted["keep"] if isinstance(wanted["keep"], list) else [wanted["keep"]])
        if "also" in wanted:
            assert one.fields["also"] == wanted["also"]


def _check_people(draft: Draft, case: dict[str, Any]) -> None:
    if "people" in case:
        told = [[one.fields["suggested"], one.fields.get("name"), one.fields["role"]] for one in draft.people]
        assert told == case["people"]
    if "asked" in case:
        kept = [one for one in draft.quotes if one.keep == "ask"]
        assert [one.fields["text"] for one in kept] == case["asked"]
