"""Finds how an article describes a person: in an apposition of the name itself, a title before it, or "X was a …"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from explainer.core.text import find_exact
from explainer.drafting.counted_nouns import kind_of
from explainer.drafting.own_lists import own_words
from quotereader.word_lists import listed

_MARKED = re.compile(r'"[^"]{0,4000}"')
_REACH = 160
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
_BEFORE = re.compile(
    r"(?:^|[.,;:\"(-] ?|\b(?:by|to|of|from|with|and|but|that|said|says|told|as|for) )"
    r"(?P<role>(?:(?:the|an?|his|her|its|their|our) )?(?:[\w'-]+ ){0,6}[a-z][a-z'-]+),? $"
)
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
    r"|not|even|including|like|such|his|her|their|its|my|our)\b(?! former)|^\w+(?:ing|ed)\b(?! \w+(?:er|or|ist"
    r"|man|chief))"
)


def descriptions_of(name: str, paragraphs: Sequence[str]) -> Iterator[str]:
    """Yield the roles that folded paragraphs give the bearer of a name, and nobody else, in the order of the text."""
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
        _BEFORE.search(before),
        _TITLE.search(before),
        _COPULA.match(text, end, end + _REACH),
        *_THEN.finditer(text, end, min(len(text), end + 3 * _REACH)),
    )
    for match in found:
        role = match["role"].strip(" ,-") if match else ""
        if role and is_role(role):
            yield role


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
    if any(head in each or single in each for each in lists) or kind_of(head):
        return True
    return len(head) > 4 and head.endswith(("er", "or", "ist", "man", "woman", "smith", "wright", "ian", "eer", "ant"))


def heads_of(role: str) -> tuple[str, ...]:
    """Return the nouns that a role consists of: "docker" and "foreman" of "docker and former foreman"."""
    plain = _OPENINGS.sub("", role.strip())
    head = _HEAD_ENDS.split(plain, maxsplit=1)[0]
    words = (re.findall(r"[\w'-]+", each) for each in _JOINED.split(head))
    return tuple(each[-1].lower().removesuffix("'s") for each in words if each)
