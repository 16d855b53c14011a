"""Word lists, read once, and the forms of the speech verbs. Another package may keep lists of its own in this form."""

from functools import cache
from importlib.resources import files

_VOWELS = "aeiou"
_WITH_GENDERS = ("titles", "roles")
LISTS = "quotereader.lists"
"""The package that holds the lists of the quotation reader."""


@cache
def _entries(name: str, package: str = LISTS) -> tuple[tuple[str, ...], ...]:
    text = files(package).joinpath(f"{name}.txt").read_text(encoding="utf-8")
    rows = (tuple(line.split()) for line in text.splitlines() if not line.startswith("#"))
    return tuple(row for row in rows if row)


@cache
def words(name: str, package: str = LISTS) -> frozenset[str]:
    """Every single word of the list called `name`; of a list with genders, its first column."""
    if name in _WITH_GENDERS:
        return frozenset(row[0] for row in _entries(name))
    return frozenset(word for row in _entries(name, package) for word in row)


@cache
def phrases(name: str, package: str = LISTS) -> frozenset[str]:
    """Every line of the list called `name`, its words joined by one space."""
    return frozenset(" ".join(row) for row in _entries(name, package))


@cache
def genders(name: str) -> dict[str, str]:
    """The first word of every line with the gender its second word tells: "m", "f" or ""."""
    return {row[0]: row[1] if len(row) > 1 else "" for row in _entries(name)}


def _past_forms(base: str) -> set[str]:
    if base.endswith("e"):
        return {base + "d"}
    if base.endswith("y") and base[-2] not in _VOWELS:
        return {base[:-1] + "ied"}
    return {base + "ed", base + base[-1] + "ed"}


def _present_form(base: str) -> str:
    if base.endswith("y") and base[-2] not in _VOWELS:
        return base[:-1] + "ies"
    return base + ("es" if base.endswith(("s", "sh", "ch", "x")) else "s")


def _running_forms(base: str) -> set[str]:
    stem = base.removesuffix("e")
    return {stem + "ing", stem + stem[-1] + "ing"}


@cache
def past_speech_verbs() -> frozenset[str]:
    """Speech verbs in a past form: "said", "argued", "quipped"."""
    return frozenset(form for base, *irregular in _entries("speech_verbs") for form in (irregular or _past_forms(base)))


@cache
def present_speech_verbs() -> frozenset[str]:
    """Speech verbs in the third person of the present: "says", "replies"."""
    return frozenset(_present_form(row[0]) for row in _entries("speech_verbs"))


@cache
def running_speech_verbs() -> frozenset[str]:
    """Speech verbs in -ing: "saying", "adding"."""
    return frozenset(form for row in _entries("speech_verbs") for form in _running_forms(row[0]))


@cache
def bare_speech_verbs() -> frozenset[str]:
    """Speech verbs in their base form: "say", "argue"."""
    return frozenset(row[0] for row in _entries("speech_verbs"))
