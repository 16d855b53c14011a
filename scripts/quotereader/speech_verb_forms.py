"""The inflected forms of the listed speech verbs: regular ones are built, irregular ones are in the list."""

from functools import cache

from quotereader.word_lists import listed, listed_rows

_VOWELS = "aeiou"


@cache
def past_speech_verbs() -> frozenset[str]:
    """Return past forms and past participles: "said", "argued", "quipped"."""
    verbs = listed_rows("speech_verbs")
    return frozenset(form for base, *irregular in verbs for form in (irregular or _past_forms(base)))


@cache
def third_person_speech_verbs() -> frozenset[str]:
    """Return third-person present forms: "says", "replies"."""
    return frozenset(_third_person(base) for base in base_speech_verbs())


@cache
def speech_verb_participles() -> frozenset[str]:
    """Return present participles: "saying", "adding"."""
    return frozenset(form for base in base_speech_verbs() for form in _participles(base))


def base_speech_verbs() -> frozenset[str]:
    """Return base forms: "say", "argue"."""
    return listed("speech_verbs")


def _past_forms(base: str) -> set[str]:
    """The forms that spelling allows: of "quip" both "quiped" and "quipped"; nobody writes the wrong one."""
    if base.endswith("e"):
        return {base + "d"}
    if base.endswith("y") and base[-2] not in _VOWELS:
        return {base[:-1] + "ied"}
    return {base + "ed", base + base[-1] + "ed"}


def _third_person(base: str) -> str:
    if base.endswith("y") and base[-2] not in _VOWELS:
        return base[:-1] + "ies"
    return base + ("es" if base.endswith(("s", "sh", "ch", "x")) else "s")


def _participles(base: str) -> set[str]:
    stem = base.removesuffix("e")
    return {stem + "ing", stem + stem[-1] + "ing"}
