"""How well drafts read articles of many kinds: invented ones, with what is right beside each.

The articles in tests/drafting/gold were written, with their answers, before they were measured. Prints the share of
quotations with the right speaker (at least 90 %), of figures kept without a question that are right (at least 95 %), of
figures proposed at all (at least 80 %), and of days of publication that are right or unknown (all).
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from explainer.core.project import find_project
from explainer.core.text import fold
from explainer.core.yaml_files import load_yaml
from explainer.drafting.intake import take_in
from explainer.drafting.proposals import Draft, Proposal
from explainer.drafting.propose import draft_of
from explainer.drafting.speaker_roles import UNDESCRIBED
from explainer.records.evidence import Evidence
from explainer.records.store import load_evidence

LEAST = {"speakers": 0.9, "kept figures": 0.95, "figures proposed": 0.8, "days": 1.0}
GOLD = "tests/drafting/gold"


@dataclass
class Tally:
    """How many answers of a kind were looked at, and the wrong ones in words."""

    looked: int = 0
    wrong: list[str] = field(default_factory=list)

    def count(self, is_right: bool, words: str) -> None:
        self.looked += 1
        if not is_right:
            self.wrong.append(words)

    @property
    def share(self) -> float:
        return 1 - len(self.wrong) / self.looked if self.looked else 0.0


def drafts_of(articles: Mapping[str, Mapping[str, Any]], evidence: Evidence) -> dict[str, Draft]:
    """Return a draft of each article."""
    return {name: draft_from(gold["text"], evidence) for name, gold in articles.items()}


def measured(
    articles: Mapping[str, Mapping[str, Any]], drafts: Mapping[str, Draft], evidence: Evidence
) -> Mapping[str, Tally]:
    """Return a tally for each measure."""
    tallies = {name: Tally() for name in LEAST}
    for name, gold in articles.items():
        _judge(name, gold, drafts[name], evidence, tallies)
    return tallies


def articles_in(folder: Path) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Yield each article of a folder with its answers, by its file and its number there."""
    for path in sorted(folder.glob("*.yaml")):
        for number, gold in enumerate(load_yaml(path, path.name).content, start=1):
            yield f"{path.stem}-{number}", gold


def draft_from(text: str, evidence: Evidence) -> Draft:
    """Return the draft of an article that is given as the text of its file."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / ("article.html" if text.startswith("<") else "article.txt")
        path.write_text(text, encoding="utf-8")
        return draft_of(take_in(str(path)), "new", evidence)


def _judge(name: str, gold: Mapping[str, Any], draft: Draft, evidence: Evidence, tallies: Mapping[str, Tally]) -> None:
    published = draft.source["published"]
    tallies["days"].count(published in (None, str(gold["published"])), f"{name}: {published}")
    for opening, kind, who in gold["quotes"]:
        one = next((each for each in draft.quotes if fold(opening) in fold(str(each.fields["text"]))), None)
        told = _told(one, draft, evidence) if one else ("missed", "")
        tallies["speakers"].count(_is_right(told, kind, who), f"{name}: {opening} … {told}, not {kind} {who}")
    wanted = list(gold["figures"])
    for figure in wanted:
        found = any(_is_figure(one, figure, ("amount", "low", "unit")) for one in draft.figures)
        tallies["figures proposed"].count(found, f"{name}: {figure}")
    for one in draft.figures:
        if one.keep is True:
            names = ("amount", "low", "unit", "measure", "population", "claimed_by")
            right = any(_is_figure(one, figure, names) for figure in wanted)
            tallies["kept figures"].count(right, f"{name}: {one.fields['stated']} {one.fields['measure']}")


def _told(one: Proposal, draft: Draft, evidence: Evidence) -> tuple[str, str]:
    """What a draft says of the speaker of a quotation: public with a name, or private with a role."""
    key = str(one.fields["speaker"])
    if one.fields["speaker"] is None:
        return "nobody", ""
    if key in evidence.people:
        person = evidence.people[key]
        return person.kind, person.name or person.role
    fields = next(each.fields for each in draft.people if each.key == key)
    return str(fields["suggested"]), str(fields.get("name") or fields["role"])


def _is_right(told: tuple[str, str], kind: str, who: str | None) -> bool:
    said, words = told[0], fold(told[1]).lower()
    if kind == "nobody" or who is None:
        return said == "nobody"
    if kind == "named":  # without a role, an article leaves open whether somebody is public
        return said in ("public", "private") and (said == "private" or fold(who).lower() in words)
    if kind == "body":
        return said == "public" and who.lower() in words
    if kind == "public":
        return said == "public" and fold(who).lower() in words
    return said == "private" and (
        any(one in words for one in who.split("/")) or (who == "person" and words == UNDESCRIBED)
    )


def _is_figure(one: Proposal, figure: Mapping[str, Any], names: Sequence[str]) -> bool:
    return all(str(one.fields.get(name)) == str(figure[name]) for name in names if name in figure)


def main() -> None:
    """Draft every article and print the shares, with each wrong answer; exit with 1 if a share is too low."""
    project = find_project()
    evidence, _ = load_evidence(project)
    articles = dict(articles_in(project.root / GOLD))
    tallies = measured(articles, drafts_of(articles, evidence), evidence)
    print(f"drafts of {len(articles)} invented articles:")
    for name, tally in tallies.items():
        right = tally.looked - len(tally.wrong)
        print(f"  {name}: {right} of {tally.looked}, {tally.share:.1%} (at least {LEAST[name]:.0%})")
        for words in tally.wrong:
            print(f"    {words}")
    sys.exit(any(tally.share < LEAST[name] for name, tally in tallies.items()))


if __name__ == "__main__":
    main()
