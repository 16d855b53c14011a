"""A sitting of a review: what is asked first, and the control items among it, which are wrong on purpose."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterator, Sequence
from dataclasses import replace
from random import Random

from explainer.core.people_words import KINDS_OF_PEOPLE
from explainer.core.project import Project
from explainer.edition.state import Edition
from explainer.gates.voice_flags import Flag, all_flags
from explainer.prose.sign_offs import Passage
from explainer.sense.known_names import known_names
from explainer.sense.word_stems import stem_of, words_of

FEWEST_WITH_CONTROL, PASSAGES_A_CONTROL = 10, 12
"""From how many passages on a sitting has a control item, and how many passages there are for each further one."""
_LONG = 4
_BEFORE_VERB = re.compile(
    rf"\b(?:{'|'.join(KINDS_OF_PEOPLE)}) (?=[a-z]{{3,12}}(?:ed|t)\b)|(?<=[a-z] )(?=(?:had|was|were) )"
)


def flags_at(edition: Edition) -> dict[str, list[Flag]]:
    """Return the flags that are not answered, by the place of their claim."""
    found: dict[str, list[Flag]] = {}
    for flag in all_flags(edition):
        if not flag.answer:
            found.setdefault(str(flag.claim.place), []).append(flag)
    return found


def in_order(edition: Edition, passages: Sequence[Passage]) -> list[Passage]:
    """Return passages as they are read: flagged ones first, then claims, those first that share the fewest words with
    what they cite, then the others."""
    flagged = flags_at(edition)
    return sorted(passages, key=lambda each: (str(each.place) not in flagged, _support(edition, each)))


def _support(edition: Edition, passage: Passage) -> float:
    """Return the share of the long words of a claim whose stems stand in its paragraphs, rounded; 1 for all else."""
    if passage.kind != "claim":
        return 1
    cited = " ".join(edition.paragraph(each) or "" for each in passage.references)
    known = {stem_of(word) for word in words_of(cited)}
    own = [stem_of(word) for word in words_of(passage.text) if len(word) > _LONG]
    return round(sum(stem in known for stem in own) / len(own), 1) if own else 1


def controls(edition: Edition, passages: Sequence[Passage], chance: Random) -> dict[int, Passage]:
    """Return control items for a sitting, each by the number of the passage that it is asked before.

    Each is a claim of the passages with another speaker, or with “always”, and no longer says what its paragraphs say.
    """
    wrong = [spoiled for each in passages if each.kind == "claim" for spoiled in _spoiled(edition, each)]
    wanted = 1 + len(passages) // PASSAGES_A_CONTROL if len(passages) >= FEWEST_WITH_CONTROL else 0
    chosen = chance.sample(wrong, min(wanted, len(wrong)))
    return dict(zip(chance.sample(range(len(passages)), len(chosen)), chosen, strict=True))


def _spoiled(edition: Edition, passage: Passage) -> Iterator[Passage]:
    others = [person.name for person in edition.evidence.people.values() if person.name]
    cited = " ".join(edition.paragraph(each) or "" for each in passage.references)
    for form in known_names(edition).mentioned_in(passage.text)[:1]:
        for other in [name for name in others if name not in passage.text and name not in cited][:1]:
            if form in passage.text:
                yield replace(passage, text=passage.text.replace(form, other, 1), digest="")
    verb = _BEFORE_VERB.search(re.sub(r"“[^”]{0,600}”", lambda quoted: "#" * len(quoted[0]), passage.text))
    if verb and "always" not in cited:
        yield replace(passage, text=f"{passage.text[: verb.end()]}always {passage.text[verb.end() :]}", digest="")


def wrote_it(project: Project, passage: Passage) -> bool | None:
    """Return whether the one who reads was the last to change the file of a passage; None where git cannot tell."""
    file = str(passage.place).partition(":")[0]
    commands = (["git", "config", "user.email"], ["git", "log", "-1", "--format=%ae", "--", file])
    try:
        said = [
            subprocess.run(each, cwd=project.root, capture_output=True, text=True, check=False) for each in commands
        ]
    except OSError:
        return None
    reader, writer = (each.stdout.strip() for each in said)
    return reader == writer if reader and writer else None
