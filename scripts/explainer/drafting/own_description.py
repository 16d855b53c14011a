"""Finds how an article describes a person: in an apposition of the name itself, a title before it, or "X was a …"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from explainer.core.text import find_exact
from explainer.drafting.counted_nouns import is_for_people
from explainer.drafting.own_lists import own_words
from quotereader.speech_verb_forms import past_speech_verbs
from quotereader.word_lists import listed

_MARKED = re.compile(r'"[^"]{0,4000}"')
_REACH = 160
_MOST_WORDS = 7
_DETERMINERS = ("the", "a", "an", "his", "her", "its", "their", "our", "my", "one")
_MOST_MENTIONS = 12
_ASIDE = r"\*?(?: ?[\[(][^\])]{1,60}[\])])?"
_AGED = r"(?:, (?:aged )?\d{1,2}| \(\d{1,2}\))?"
_APPOSITION = re.compile(
    rf"{_ASIDE}{_AGED}(?:, | \(| - )(?P<role>(?:(?:now|then|once|himself|herself|also|formerly|previously"
    rf"|a former|an ex-) )?"
    r"(?:an? |the |one of the |his |her |its |their |our )?[A-Za-z][^,.;:\"()]{2,90})"
)
_RELATIVE = re.compile(
    rf"{_ASIDE}{_AGED},? who (?P<role>(?:heads?|headed|leads?|led|runs|chairs?|chaired|founded|co-founded"
    rf"|directs|represents"
    r"|speaks for|spoke for)\b[^,.;:\"()]{0,80})"
)
_IS = (
    r"(?:(?:is|was|has been|had been|became|worked|works|served|had served|has served|trained|enlisted)"
    r"(?: (?:for|since|in|at) [^,.;:\"]{1,30}?)? as|is|was|had been|became) "
    r"(?P<role>(?:an?|the) [^,.;:\"()]{2,80})"
)
_COPULA = re.compile(rf"{_ASIDE}{_AGED},? (?:who )?{_IS}")
_THEN = re.compile(rf"\b(?:He|She) {_IS}")
_WHO_BEFORE = re.compile(r"\b(?P<role>(?:[Tt]he|[Aa]n?) (?:[\w'-]+ ){1,4}who [^,.;:\"]{3,60}), $")
_TITLE = re.compile(r"(?:^|[^A-Za-z])(?P<role>(?:[A-Z][a-z-]+ ){1,5})$")
_HEAD_ENDS = re.compile(
    r",|\s(?:of|in|from|for|at|on|with|to|by|who|whom|whose|which|that|as|since|until|during|under|near|smiling|speaking|based)\b|\("
)
_JOINED = re.compile(r" and |/| & | or ")
_OPENINGS = re.compile(
    r"^(?:(?:now|then|once|himself|herself|also|formerly|previously) )?(?:an?|the|one of the)\b ?", re.I
)
_NOT_ROLES = re.compile(
    r"^(?:and|but|or|so|as|in|on|at|to|for|from|with|by|after|before|when|while|where|which|who|whose|that|if|because|then"
    r"|not|even|including|like|such)\b|^\w+(?:ing|ed)\b(?! \w+(?:er|or|ist"
    r"|man|chief))"
)


def descriptions_of(name: str, paragraphs: Sequence[str]) -> Iterator[str]:
    """Yield the roles that folded paragraphs give the bearer of a name, and nobody else, in the order of the text."""
    yield from _described_as(name, paragraphs)
    surname = name.rpartition(" ")[2]
    if surname != name and len(surname) > 2:
        yield from _described_as(surname, paragraphs)


def apposition_of(description: str, paragraphs: Sequence[str]) -> str:
    """Return what stands in apposition to a description: "a nurse" of "one of them, a nurse,"; "" if nothing does."""
    for text in paragraphs:
        at = text.lower().find(description.lower())
        end = at + len(description)
        found = (pattern.match(text, end, end + _REACH) for pattern in (_APPOSITION, _COPULA)) if at >= 0 else ()
        role = next((match["role"].strip(" ,-") for match in found if match and is_role(match["role"])), "")
        if role:
            return role
    return ""


@lru_cache(maxsize=256)
def bearer_of(role: str, paragraphs: tuple[str, ...]) -> str:
    """Return the name that an article gives to "the spokesman": the one that stands in apposition to these words."""
    head = heads_of(role)[-1:]
    if not head:
        return ""
    named = re.compile(rf"\b{re.escape(head[0])},? (?P<name>(?:[A-Z][\w'-]+ ){{1,3}}[A-Z][\w'-]+)")
    found = {
        match["name"].removesuffix("'s") for text in paragraphs for match in named.finditer(_MARKED.sub(" ", text))
    }
    return found.pop() if len(found) == 1 else ""


def _described_as(name: str, paragraphs: Sequence[str]) -> Iterator[str]:
    mentions = 0
    for text in paragraphs:
        at = find_exact(name, text)
        if at < 0:
            continue
        plain = _MARKED.sub(lambda match: " " * len(match.group()), text)
        if not plain[at : at + 1].strip():
            at = find_exact(name, plain)
        if at < 0:
            continue
        mentions += 1
        yield from _around(name, at, plain)
        if mentions >= _MOST_MENTIONS:
            return


def _around(name: str, at: int, text: str) -> Iterator[str]:
    end = at + len(name)
    before = text[max(0, at - _REACH) : at]
    found = (
        _RELATIVE.match(text, end, end + _REACH),
        _APPOSITION.match(text, end, end + _REACH),
        _TITLE.search(before),
        _COPULA.match(text, end, end + _REACH),
        *_THEN.finditer(text, end, min(len(text), end + 3 * _REACH)),
    )
    roles = [match["role"].strip(" ,-") if match else "" for match in found]
    roles.insert(2, _role_before(before))
    yield from (role for role in roles if role and is_role(role))


def _role_before(before: str) -> str:
    """ "the harbour chief, " and "former clerk ": the noun phrase that ends right before a name."""
    relative = _WHO_BEFORE.search(before)
    if relative:
        return relative["role"]
    found: list[str] = []
    for word in reversed(before.rstrip(" ,").split()[-_MOST_WORDS:]):
        lower = word.lower()
        if lower in _DETERMINERS:
            return " ".join([word, *reversed(found)])
        if word[-1:] in '.,;:"()-' or lower in listed("prepositions") | listed("clause_openers"):
            break
        if found and (lower in listed("auxiliaries_be") or lower in past_speech_verbs()):
            break
        found.append(word)
    words = list(reversed(found))
    while words and words[0][:1].isupper() and len(words) > 1 and not is_role(" ".join(words[:1])):
        words.pop(0)
    return " ".join(words) if words and words[-1][:1].islower() else ""


def is_role(words: str) -> bool:
    """Tell whether words describe a person by what they are or do, rather than say what happens."""
    if re.match(
        r"(?:heads?|headed|leads?|led|runs|chairs?|chaired|(?:co-)?founded|directs|represents|speaks|spoke)\b", words
    ):
        return True
    if _NOT_ROLES.match(words):
        return False
    return any(_is_for_a_person(head) for head in heads_of(words))


def _is_for_a_person(head: str) -> bool:
    single = head.removesuffix("s")
    lists = (listed("roles"), own_words("private_signs"), own_words("public_roles"))
    if any(head in each or single in each for each in lists) or is_for_people(head):
        return True
    return len(head) > 4 and head.endswith(("er", "or", "ist", "man", "woman", "smith", "wright", "ian", "eer", "ant"))


def heads_of(role: str) -> tuple[str, ...]:
    """Return the nouns that a role consists of: "docker" and "foreman" of "docker and former foreman"."""
    plain = _OPENINGS.sub("", role.strip())
    head = _HEAD_ENDS.split(plain, maxsplit=1)[0]
    words = (re.findall(r"[\w'-]+", each) for each in _JOINED.split(head))
    return tuple(each[-1].lower().removesuffix("'s") for each in words if each)
