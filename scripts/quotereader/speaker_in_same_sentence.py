"""Who speaks a quotation, by the words of its own sentence: ordered rules, first match wins."""

from collections.abc import Callable, Sequence

from quotereader.attribution import Attribution
from quotereader.rules_after_quotation import according_to, bare_tag, signature, verb_later, verb_right_after
from quotereader.rules_before_quotation import (
    after_colon,
    noun_of_speech,
    subject_of_clause,
    verb_earlier,
    verb_right_before,
)
from quotereader.tokens import Word

Rule = Callable[[Sequence[Word], int], Attribution | None]

_RULES: tuple[Rule, ...] = (
    verb_right_before,
    verb_right_after,
    according_to,
    verb_earlier,
    noun_of_speech,
    after_colon,
    signature,
    bare_tag,
    verb_later,
    subject_of_clause,
)
_LEADING: tuple[Rule, ...] = (verb_right_before, verb_right_after)


def attribute(tokens: Sequence[Word], place: int) -> Attribution | None:
    """The attribution of the quotation at `place` of a sentence, by the first rule that holds.

    A rule that finds nobody named gives way to words after the quotation that name somebody.
    """
    nobody: Attribution | None = None
    for rule in _RULES:
        found = rule(tokens, place)
        if found is not None and (found.phrase is not None or rule not in _LEADING):
            return found
        nobody = nobody or found
        if nobody is not None and rule not in _LEADING:
            return nobody
    return nobody
