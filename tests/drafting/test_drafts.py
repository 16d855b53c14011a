"""Terms, topics, claimants and people of a draft, and the draft file itself."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explainer.core.problems import Refused
from explainer.core.read_files import without_unseen
from explainer.core.text import Phrases, count_words, fingerprint_of, fold
from explainer.core.vocabulary import IDENTIFIER
from explainer.drafting.align_to_lock import align
from explainer.drafting.claimants import Claimants
from explainer.drafting.draft_files import draft_text, read_draft
from explainer.drafting.intake import take_in
from explainer.drafting.proposals import ASK, Draft, Keys, Proposal
from explainer.drafting.propose import draft_of
from explainer.drafting.speaker_roles import is_public_role, private_role
from explainer.drafting.term_proposals import new_terms
from explainer.drafting.topics_by_cue import topics_of
from explainer.records.evidence import Evidence
from explainer.records.written_by_commands import LockedArticle, LockedParagraph
from quotereader import read_quotations


@pytest.mark.parametrize(
    ("text", "term"),
    [
        ("The National Harbour Union (NHU) agreed.", "National Harbour Union (NHU)"),
        ("The ministry of sea and tide (MoST) agreed.", ""),
        ("Some call such people “melons,” a joke.", "melons"),
        ("The band, known as the Reef Watch, left.", "Reef Watch"),
        ("He said “melons” are cheap (not always).", ""),
    ],
)
def test_terms_that_an_article_introduces(text: str, term: str) -> None:
    found = new_terms([fold(text)], read_quotations([text]), {})
    assert [each.term for each in found][:1] == ([term] if term else [])


def test_known_terms_are_not_proposed_again(toy_evidence: Evidence) -> None:
    text = "They call it the “whistle,” as always."
    assert new_terms([fold(text)], read_quotations([text]), toy_evidence.terms) == []


def test_topics_come_with_their_cue(toy_evidence: Evidence) -> None:
    (found,) = topics_of("He gave back his whistles", "", (), toy_evidence.topics)
    assert (found.topic, found.cue, found.where) == ("leaving", "whistles", "in the words")
    assert topics_of("Nothing", "The store was locked.", (), toy_evidence.topics)[0].where == "in the paragraph"
    assert topics_of("An unwhistled tune", "", (), toy_evidence.topics) == []


@pytest.mark.parametrize(
    ("sentence", "claimant"),
    [
        ("About 40 left, the Pilots’ League said.", "pilots-league"),
        ("About 40 left, according to the Pilots' League.", "pilots-league"),
        ("The league says that about 40 left.", "pilots-league"),
        ("About 40 left, Marden said.", "ilsa-marden"),
        ("About 40 left, said Ilsa Marden.", "ilsa-marden"),
        ("About 40 left the Port Authority.", "article"),
    ],
)
def test_who_claims_a_figure(sentence: str, claimant: str, toy_evidence: Evidence) -> None:
    assert Claimants(toy_evidence).of(sentence)[0] == claimant


TEXTS = st.text(max_size=60)
VALUES = st.none() | st.booleans() | st.integers(-(10**9), 10**9) | TEXTS | st.lists(TEXTS, max_size=3)


def test_a_private_person_is_shown_coarsely() -> None:
    described, nobody = "the 34-year-old former sergeant from a village who fled", Phrases()
    assert private_role(described, "34", nobody) == "a former sergeant, 34"
    assert private_role("Orla Fen", "", nobody) == "a person who spoke to the reporters"


def test_public_roles_are_told_from_private_ones() -> None:
    assert is_public_role("a spokeswoman of the league")
    assert not is_public_role("a teacher")


@given(st.lists(st.text(max_size=50), max_size=12))
def test_keys_are_ids_and_each_is_given_once(words: list[str]) -> None:
    keys = Keys()
    given_keys = [keys.new(each, "piece") for each in words]
    assert len(set(given_keys)) == len(given_keys)
    assert all(IDENTIFIER.fullmatch(key) for key in given_keys)


@given(
    st.text(max_size=80),
    st.lists(st.text(max_size=60), max_size=3),
    st.sampled_from([True, False, ASK]),
    st.dictionaries(
        st.sampled_from(["text", "stated", "about", "low", "topics"]),
        VALUES,
        max_size=4,
    ),
)
def test_a_draft_is_read_as_it_was_written(
    tmp_path_factory: pytest.TempPathFactory, title: str, notes: list[str], keep: bool, fields: dict[str, object]
) -> None:
    proposal = Proposal("a-key", keep, fields, tuple(notes))  # type: ignore[arg-type]
    source = {"id": "new", "title": title or None, "copy": {"kind": "publisher"}}
    draft = Draft("new", "new.txt", source, tuple(notes), quotes=(proposal,), terms_in_marks=((1, title),))
    path = tmp_path_factory.mktemp("draft") / "new.yaml"
    path.write_text(draft_text(draft), encoding="utf-8")
    read, _ = read_draft(path, "new.yaml")
    assert read.source == _seen(source)
    assert read.quotes[0].fields == _seen(fields)
    assert read.quotes[0].keep == keep


def _seen(value: Any) -> Any:
    """Characters that nobody sees are left out of a draft."""
    if isinstance(value, dict):
        return {key: _seen(each) for key, each in value.items()}
    if isinstance(value, list):
        return [_seen(each) for each in value]
    return without_unseen(value) if isinstance(value, str) else value


def test_characters_that_nobody_sees_are_left_out_of_a_draft() -> None:
    draft = Draft("new", "new.txt", {"title": "Lo\u200bw \x07ti\u00adde\ufffe"}, ())
    assert "  title: Low tide" in draft_text(draft).splitlines()


HEAD = "draft: new\narticle: new.txt\nsource: {}\n"


@pytest.mark.parametrize(
    "text",
    ["", "a", "[]", "draft: new\n", "draft: other\narticle: new.txt\nsource: {}\n", "source: {}\nquotes: {A: 1}\n",
     "draft: new\narticle: ../x.txt\nsource: {}\n", HEAD + "quotes: {aa: {keep: maybe}}\n",
     HEAD + "more: 1\n"],
)  # fmt: skip
def test_a_broken_draft_is_refused(text: str, tmp_path: Path) -> None:
    path = tmp_path / "new.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(Refused):
        read_draft(path, "new.yaml")


def locked(*texts: str) -> LockedArticle:
    paragraphs = tuple(
        LockedParagraph(fingerprint=fingerprint_of(text), words=count_words(text), opening=text[:5]) for text in texts
    )
    return LockedArticle(read="2031-01-01", words=1, paragraphs=paragraphs)


def test_a_copy_is_aligned_by_paragraphs() -> None:
    found = align(["Menu", "Second one.", "“First”  one.", "Foot"], locked('"First" one.', "Second one.", "Third one."))
    assert (sorted(found.found), found.missing, found.complete) == ([1, 2], (3,), False)
    assert align(["A.", "A."], locked("A.", "A.")).text == "A.\n\nA.\n"


def test_a_figure_has_a_key_without_number_words(tmp_path: Path, toy_evidence: Evidence) -> None:
    article = tmp_path / "reward.txt"
    article.write_text("The authority promised 3 million crowns, about $900, and up to seven years in prison.\n")
    keys = [one.key for one in draft_of(take_in(str(article)), "reward", toy_evidence).figures]
    assert keys == ["crowns", "years"]


def test_a_body_that_speaks_is_public_and_one_description_is_one_person(tmp_path: Path, toy_evidence: Evidence) -> None:
    article = tmp_path / "voices.txt"
    article.write_text(
        "“I was ordered to burn the boats,” said a former corporal, 24, who left.\n\n"
        "“We have enough pilots,” said Arthur Denham, an analyst.\n\n"
        "State television called the pilots “cowards who sold their coats.”\n\n"
        "The former corporal now works on a farm. “I am poor now,” he said.\n",
        encoding="utf-8",
    )
    draft = draft_of(take_in(str(article)), "voices", toy_evidence)
    assert [(one.key, one.fields["suggested"]) for one in draft.people] == [
        ("voices-corporal", "private"),
        ("arthur-denham", "public"),
        ("state-television", "public"),
    ]
    assert draft.quotes[-1].fields["speaker"] == "voices-corporal"
    assert draft.figures == ()
