"""Proper names in a text: which may be printed, and which must be treated as a private person's (rule N1).

No private name is known here. A run of capitalised words in an article that contains no permitted name is treated as
one: what is not allowed is refused.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from explainer.core.quantities import read_quantities
from explainer.core.text import Phrases, fold, whole
from explainer.core.vocabulary import NAME_LEFT_OUT
from explainer.records.evidence import Evidence
from quotereader.word_lists import listed

_RUN = re.compile(r"[A-Z][\w'*-]{0,30}\.?(?: [A-Z][\w'*-]{0,30}\.?){1,7}")
_LISTS = "explainer.core.lists"
_TITLES = listed("titles_before_names", _LISTS)
_SENTENCE_STARTS = listed("sentence_starts", _LISTS)
_INSTITUTIONS = listed("heads_of_institutions", _LISTS)


def permitted_names(evidence: Evidence) -> Phrases:
    """Return every name that may be printed, folded, longest first."""
    return evidence.derived("permitted names", _permitted_names)


def _permitted_names(evidence: Evidence) -> Phrases:
    names = {person.name for person in evidence.people.values() if person.name}
    names.update(organisation.name for organisation in evidence.organisations.values())
    names.update(evidence.names)
    for term in evidence.terms.values():
        names.update((term.term, *term.forms))
    for source in evidence.sources.values():
        names.update((source.publisher, source.name, source.title, *source.authors))
    return Phrases(sorted({fold(name) for name in names}, key=lambda name: (-len(name), name)))


def names_with_numbers(evidence: Evidence) -> list[str]:
    """Return the permitted names that contain a number, such as the name of a television station."""
    return evidence.derived(
        "names with numbers", lambda each: [name for name in permitted_names(each) if read_quantities(name)]
    )


def blank_permitted(text: str, permitted: Phrases) -> str:
    """Return the folded text with every permitted name blanked out."""
    blanked = fold(text)
    for name in permitted.possible_in(blanked):
        if name in blanked:
            blanked = re.sub(whole(name), " | ", blanked)
    return blanked


def unknown_names(text: str, permitted: Phrases) -> set[str]:
    """Return the names in a text that nothing permits: runs of two or more capitalised words, and their pairs."""
    return {name for tokens, _ in _unknown_runs(text, permitted) for name in _with_pairs(tokens)}


def unknown_people(text: str, permitted: Phrases) -> set[str]:
    """Return the names in a text that nothing permits and that may be a person's.

    Left out are those of laws, institutions, journals and events, as their last word or an abbreviation in brackets
    behind them shows. A name that begins with a given name is a person's, whatever it ends in.
    """
    found: set[str] = set()
    for tokens, after in _unknown_runs(text, permitted):
        if not _is_of_institution(tokens, after):
            found.update(_with_pairs(tokens))
    return found


def unknown_institutions(text: str, permitted: Phrases) -> list[str]:
    """Return the whole names in a text that nothing permits and that are an institution's, in order."""
    return [" ".join(tokens) for tokens, after in _unknown_runs(text, permitted) if _is_of_institution(tokens, after)]


def _unknown_runs(text: str, permitted: Phrases) -> Iterator[tuple[list[str], str]]:
    """The runs of capitalised words that nothing permits, each with what follows it."""
    blanked = blank_permitted(text, permitted)
    for match in _RUN.finditer(blanked):
        runs = _sentences(match.group().split())
        for place, tokens in enumerate(runs):
            while tokens and (tokens[0] in _SENTENCE_STARTS or tokens[0] in _TITLES):
                tokens.pop(0)
            if len(tokens) > 1:
                tokens[-1] = tokens[-1].removesuffix("'s")
                yield tokens, blanked[match.end() : match.end() + 12] if place == len(runs) - 1 else ""


def _with_pairs(tokens: Sequence[str]) -> set[str]:
    return {" ".join(tokens), *(" ".join(pair) for pair in pairwise(tokens))}


def _is_of_institution(tokens: Sequence[str], after: str) -> bool:
    if is_given_name(tokens[0]):
        return False
    initials = "".join(token[0] for token in tokens)
    return tokens[-1].lower() in _INSTITUTIONS or after.startswith((f" ({initials})", f"({initials})"))


def is_given_name(word: str) -> bool:
    """Tell whether a word is listed as a given name."""
    return word.lower() in listed("given_names_female") or word.lower() in listed("given_names_male")


def _sentences(tokens: list[str]) -> list[list[str]]:
    """Split a run of capitalised words where a sentence ends inside it, and strip punctuation from the words."""
    sentences: list[list[str]] = [[]]
    for token in tokens:
        bare = token.strip("*.'")
        if bare.isupper() and len(bare) > 1:
            # An abbreviation such as HTML is nobody's name, and separates the words on either side.
            sentences.append([])
            continue
        sentences[-1].append(bare)
        if token.endswith(".") and len(bare) > 3:
            sentences.append([])
    return sentences


def without_unknown_names(text: str, permitted: Phrases) -> str:
    """Return a folded text with a mark in place of every name that nothing permits."""
    folded = fold(text)
    for name in sorted(unknown_names(text, permitted), key=lambda name: (-len(name), name)):
        folded = re.sub(rf"(?<!\w){re.escape(name)}[*.]?(?!\w)", NAME_LEFT_OUT, folded)
    return folded
