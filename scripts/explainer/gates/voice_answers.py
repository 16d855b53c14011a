"""Rule V14: an answer to a flag answers one that is raised."""

from __future__ import annotations

from collections.abc import Iterator

from explainer.core.problems import Problem
from explainer.edition.state import Edition
from explainer.gates.registry import Finding, Seen
from explainer.gates.rulebook import rule
from explainer.gates.voice_flags import all_flags, flag_codes

ANSWERS = "data/answers.yaml"


@rule("V14", "answers to flags")
def answers(edition: Edition) -> Iterator[Finding]:
    """A flag of a rule V that is right in general and wrong here is answered once, in answers.yaml, with the page, the
    code, the words and the reason. An answer to a flag that is not raised is removed, and one whose words stand in
    several claims names more of them."""
    answered: dict[str, set[int]] = {}
    yield Seen(ANSWERS)
    missing = [key for key in edition.evidence.sources if key not in edition.articles]
    for flag in all_flags(edition):
        if flag.answer:
            answered.setdefault(flag.answer, set()).add(flag.claim.number)
    for key, answer in edition.evidence.answers.items():
        unchecked = "no article text at hand" if missing and key not in answered else ""
        yield Seen(f"answers:{key}", unchecked)
        if unchecked:
            continue
        if answer.code not in flag_codes():
            hint = f"Use one of: {', '.join(sorted(flag_codes(), key=lambda code: (len(code), code)))}."
            yield _about(edition, key, f"The rule {answer.code} raises no flags that can be answered.", hint)
        elif key not in answered:
            yield _about(edition, key, f"The answer {key!r} answers no flag.", f"Remove it from {ANSWERS}.")
        elif len(answered[key]) > 1:
            hint = "Give more of the words, so that they stand in one claim."
            yield _about(edition, key, f"The answer {key!r} answers flags of {len(answered[key])} claims.", hint)


def _about(edition: Edition, key: str, sentence: str, hint: str) -> Problem:
    return Problem(edition.evidence.place(f"answers:{key}"), "V14", sentence, hint)
