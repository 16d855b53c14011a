"""The lock lets a copy be checked again although its text is not kept."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from fractions import Fraction

import pytest

from conftest import TOY, World
from explainer.core.vocabulary import NAME_LEFT_OUT
from explainer.edition.article_lock import attestations, lock_text
from explainer.records.written_by_commands import LockedArticle

TODAY = date(2031, 6, 1)


def test_the_toy_lock_is_what_its_articles_give(toy: World) -> None:
    assert lock_text(toy.edition(), TODAY) == (TOY / "data" / "articles.lock").read_text(encoding="utf-8")


def test_a_changed_article_is_dated_today(toy: World) -> None:
    toy.replace("articles/heron.txt", "a tide does not ask", "no tide does ask")
    toy.write("data/articles.lock", lock_text(toy.edition(), TODAY))
    lock = toy.evidence().lock
    assert (lock["heron"].read, lock["ledger"].read) == ("2031-06-01", "2031-05-01")
    toy.sign_off()
    assert toy.report() == []


def test_an_article_that_is_not_at_hand_keeps_its_lock(toy: World) -> None:
    before = toy.text("data/articles.lock")
    toy.delete("articles/heron.txt")
    toy.delete("articles/ledger.txt")
    assert lock_text(toy.edition(), TODAY) == before


def test_openings_have_no_private_name_no_age_and_no_day(toy: World) -> None:
    toy.replace("articles/heron.txt", "In November 2030 the league", "On 4 February 2031 the league")
    openings = [each.opening for each in _locked(toy)["heron"].paragraphs]
    assert openings[2] == f"{NAME_LEFT_OUT}, {NAME_LEFT_OUT}, steered"
    assert openings[5] == f"On {NAME_LEFT_OUT} the"
    assert not any("Reck" in opening or "41" in opening for opening in openings)


def test_an_opening_is_short(toy: World) -> None:
    assert all(len(each.opening.split()) <= 3 for article in _locked(toy).values() for each in article.paragraphs)


def test_every_quotation_and_figure_has_a_digest(toy: World) -> None:
    evidence = toy.evidence()
    for key, article in evidence.lock.items():
        source = evidence.sources[key]
        assert set(article.checked) == {*source.quotes, *source.figures}


def test_a_digest_binds_words_to_their_speaker_and_paragraph(toy: World) -> None:
    evidence = toy.evidence()
    source, locked = evidence.sources["heron"], evidence.lock["heron"]
    quote = source.quotes["at-dawn"]

    def digest(**change: object) -> str:
        changed = source.model_copy(update={"quotes": {"at-dawn": quote.model_copy(update=change)}})
        return attestations(changed, locked)["at-dawn"]

    others = [{"text": "At noon"}, {"speaker": "ilsa-marden"}, {"paragraph": 2}, {"paragraph": 99}]
    assert digest() == locked.checked["at-dawn"]
    assert len({digest(), *(digest(**change) for change in others)}) == 5
    assert digest(text=quote.text.replace(" ", "\u00a0")) == digest()


@pytest.mark.parametrize(
    "change",
    [
        {"stated": "40 pilots"}, {"qualifier": ""}, {"amount": Fraction(41)}, {"amount": None, "low": Fraction(40)},
        {"unit": "accounts"}, {"as_of": "2031"}, {"measure": "share"}, {"population": "guards"},
        {"claimed_by": "article"}, {"paragraph": 2},
    ],
)  # fmt: skip
def test_a_digest_binds_a_figure_to_everything_it_says(toy: World, change: dict[str, object]) -> None:
    evidence = toy.evidence()
    source, locked = evidence.sources["heron"], evidence.lock["heron"]
    changed = {"pilots-left": source.figures["pilots-left"].model_copy(update=change)}
    found = attestations(source.model_copy(update={"figures": changed}), locked)
    assert found["pilots-left"] != locked.checked["pilots-left"]


def _locked(toy: World) -> Mapping[str, LockedArticle]:
    """Lock the articles at hand, and read the lock again."""
    toy.write("data/articles.lock", lock_text(toy.edition(), TODAY))
    return toy.evidence().lock
