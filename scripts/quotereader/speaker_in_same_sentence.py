"""Attributes a quotation by the words of its own sentence: rules in order, of which the first that applies decides."""

from collections.abc import Callable, Sequence

from quotereader.attribution import Attribution
from quotereader.rules_after_quotation import (
    according_to,
    name_closing_sentence,
    signature,
    verb_closing_sentence,
    verb_right_after,
)
from quotereader.rules_before_quotation import (
    clause_before_colon,
    noun_of_speech,
    subject_of_sentence,
    verb_earlier,
    verb_right_before,
)
from quotereader.tokens import Token

Rule = Callable[[Sequence[Token], int], Attribution | None]

_ADJACENT: tuple[Rule, ...] = (verb_right_before, verb_right_after)
_OTHERS: tuple[Rule, ...] = (
    according_to,
    verb_earlier,
    noun_of_speech,
    clause_before_colon,
    signature,
    name_closing_sentence,
    verb_closing_sentence,
    subject_of_sentence,
)


def attribute(tokens: Sequence[Token], quotation: int) -> Attribution | None:
    """Return the attribution of the quotation at an index of its sentence; None where no rule applies.

    An adjacent verb that names nobody ("Krol was asked: …") gives way only to one on the other side, or to
    "according to".
    """
    nobody: Attribution | None = None
    for rule in _ADJACENT:
        found = rule(tokens, quotation)
        if found is not None and found.phrase is not None:
            return found
        nobody = nobody or found
    if nobody is not None:
        return according_to(tokens, quotation) or nobody
    return next((found for rule in _OTHERS if (found := rule(tokens, quotation)) is not None), None)
