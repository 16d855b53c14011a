"""Reads how an article describes a speaker: role, age, and the nouns that tell speakers apart."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from explainer.core.text import Phrases, find_exact, fold
from explainer.drafting.own_description import heads_of, is_role
from explainer.drafting.own_lists import own_table, own_words
from explainer.records.permitted_names import without_unknown_names
from quotereader.word_lists import listed

UNDESCRIBED = "a person who spoke to the reporters"
BODY = "speaks as a body"
OFFICE = "named by office alone"
_TITLES = "Mr|Mrs|Ms|Dr|Captain|Sergeant|Corporal|Colonel|General|Major|Private|Lieutenant|Professor|Senator"
_TITLE = re.compile(rf"^(?:(?:[A-Z][a-z]{{0,8}}\.|{_TITLES}) ){{1,4}}")
_AGE = re.compile(r"^\*?,? \(?(\d{1,2})(?:,|\.|\)| years)|^\*?,? (?:a|the) (\d{1,2})-year-old")
_DESCRIBES = re.compile(
    r"(?:an?|one|another|the) (?:[a-z]+[a-z'-]* ){0,3}[a-z][a-z-]{2,}\b(?<!ing)(?<!ed)", re.IGNORECASE
)
_YEARS_OLD = re.compile(r"\b\d{1,2}-year-old ")
_ARTICLE = re.compile(
    r"^(?:(?:previously|formerly|now|then|once) )?(?:(?:the|an?|one|another|his|her|its|their|our|my)\b ?)?",
    re.IGNORECASE,
)
_CUT = re.compile(
    r"\s*(?:,|\bwho\b|\bwhich\b|\bin\b|\bfrom\b|\bwith\b|\bat\b|\(|\bsmiling\b|\bas\b|\buntil\b|\bsince\b)"
)
_OF = re.compile(r",| (?:of|in|from|for|at|on|who|which|that)\b")
_LEADS = re.compile(
    r"(?:who )?(?:heads?|headed|leads?|led|runs|chairs?|chaired|(?:co-)?founded|directs|represents|speaks|spoke)\b"
)
_NO_OFFICE = re.compile(r"(?:an?|one|another|some|two|several|his|her|my|our|your)\b", re.IGNORECASE)
_FOUNDING = re.compile(
    r"\bfounding\b|\bmember of (?:the )?(?:\w+ )?(?:parliament|congress|assembly|senate|council|cabinet)\b", re.I
)
_CHANGED = re.compile(
    r"\*|,? ?[\[(,] ?(?:not (?:his|her|their|a|the|its) (?:real|own|true) names?|(?:his|her|the"
    r"|their)? ?names? (?:has |have |is "
    r"|are )?(?:been )?changed|an? (?:pseudonym|alias|assumed name|nom de guerre)|pseudonym|alias)"
    r"|,? (?:whose (?:real )?name|who asked (?:to be (?:identified|called|known|named)|that (?:his|her|their))"
    r"|who (?:goes|went) by"
    r"|as (?:he|she) asked to be called)"
)
_LONGEST = 100


def bare_name(speaker: str) -> str:
    """Return a speaker's name, folded, without title and asterisk."""
    return fold(_TITLE.sub("", fold(speaker))).rstrip("*").strip()


def is_name(words: str) -> bool:
    """Tell whether words are a proper name rather than a description."""
    return bool(words) and all(word[:1].isupper() or word in listed("name_particles") for word in fold(words).split())


def is_body(name: str) -> bool:
    """Tell whether a name is that of an organisation: it contains a word for one, or is an abbreviation."""
    letters = name.replace(".", "")
    short = " " not in name and sum(mark.isupper() for mark in letters) >= 2 and len(letters) <= 6
    return short or any(word.lower() in listed("organisation_words") for word in name.split())


def names_a_body(words: str) -> bool:
    """Tell whether a speaker is an organisation, by name or as "state television" or "the ministry of the harbour"."""
    if is_name(words):
        return is_body(words)
    nouns = re.findall(r"[a-z]+", _OF.split(words.lower(), maxsplit=1)[0])
    return bool(nouns) and nouns[-1] in listed("organisation_words")


def without_article(words: str) -> str:
    """Return a description without its article, and with a capital."""
    plain = _ARTICLE.sub("", words).strip()
    return plain[:1].upper() + plain[1:]


def is_public_role(role: str) -> bool:
    """Tell whether people act in public in a role: an office-holder, a spokesperson, an expert.

    What they are counts, and not whom they belong to: a mayor's brother is no mayor.
    """
    if _LEADS.match(role) or _FOUNDING.search(role):
        return True
    return any(head in own_words("public_roles") for head in heads_of(role))


def is_document(words: str) -> bool:
    """Tell whether a speaker is something that is read: "the letter", "an official announcement"."""
    heads = heads_of(words)
    return bool(heads) and not is_name(words) and heads[-1] in listed("documents")


def is_office(words: str) -> bool:
    """Tell whether a speaker without a name is one office-holder: "the mayor", "the UN envoy to the islands"."""
    if is_name(words) or _NO_OFFICE.match(words) or not is_public_role(words) or not heads_of(words):
        return False
    head = heads_of(words)[-1]
    alone = len(words.split()) <= 2 and not re.match(r"its\b|their\b", words, re.IGNORECASE)
    return not head.endswith("s") and (not alone or head in own_words("offices"))


def is_changed(bare: str, paragraphs: Sequence[str]) -> bool:
    """Tell whether an article says that a name is not the person's own."""
    found = ((at, text) for text in paragraphs if (at := find_exact(bare, text)) >= 0)
    return any(_CHANGED.match(text[at + len(bare) : at + len(bare) + 120]) for at, text in found)


def age_of(bare: str, paragraphs: Sequence[str]) -> str:
    """Return the age that stands with a name, in digits; empty where the article gives none."""
    for text in paragraphs:
        at = find_exact(bare, text)
        match = _AGE.match(text[at + len(bare) : at + len(bare) + 30]) if at >= 0 else None
        if match:
            return match[1] or match[2]
    return ""


def age_in(description: str) -> str:
    """Return the age that a description of a person holds, in digits; "" if it holds none."""
    match = re.search(r"\b(\d\d)(?:-year-old\b| years old\b|,|$)", description)
    return match[1] if match else ""


def public_role(role: str) -> str:
    """Return an office as it will be shown: without its article, and not too long."""
    plain = " ".join(_ARTICLE.sub("", role).split())[:_LONGEST].strip(" ,.")
    return plain[:1].lower() + plain[1:] if plain[1:2].islower() else plain


def private_role(role: str, age: str, permitted: Phrases) -> str:
    """Return a role that shows a private person by at most two coarse details, and by no name."""
    plain = _YEARS_OLD.sub("", _ARTICLE.sub("", without_unknown_names(role, permitted)))
    plain = plain.replace("[...]", " ")
    cut = _CUT.search(plain)
    plain = " ".join((plain[: cut.start()] if cut else plain).split()).strip(" ,.")
    plain = " ".join(word if word.isupper() else word.lower() for word in plain.split())
    if not plain or not (nouns_of(plain) or is_role(plain) or _DESCRIBES.match(role)):
        return UNDESCRIBED
    plural = noun_of(plain).endswith("s") and plain.split()[0] not in ("a", "an")
    article = "" if plural else "an " if plain[0] in "aeiou" else "a "
    return f"{article}{plain[:_LONGEST]}" + (f", {age}" if age else "")


def rank_of(speaker: str) -> str:
    """Return the rank before a name, in full: "sergeant" for "Sgt."."""
    title = _TITLE.match(fold(speaker))
    words = [word.strip(".").lower() for word in title.group().split()] if title else []
    full = [own_table("rank_forms").get(word, word) for word in words]
    return next((word for word in full if nouns_of(word)), "")


def nouns_of(words: str) -> set[str]:
    """Return the nouns for people, in the singular, and the ages by which speakers are told apart."""
    found = re.findall(r"[a-z]{3,20}|\b\d\d\b", fold(words).lower())
    single = {word[:-1] if word.endswith("s") and word[:-1] in _kinds() else word for word in found}
    return {word for word in single if word in _kinds() or word.isdigit()}


def noun_of(role: str) -> str:
    """Return the head noun of a role: "sergeant" for "a former sergeant, 34"."""
    words = re.findall(r"[a-z]{3,20}", _CUT.split(role, maxsplit=1)[0].lower())
    nouns = [word for word in words if nouns_of(word) and word != "former"]
    return nouns[-1] if nouns else "speaker"


@cache
def _kinds() -> frozenset[str]:
    return listed("roles") | own_words("private_signs")
