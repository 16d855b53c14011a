"""Rule N4: nothing on the site leads to a person or group by a channel that is watched, or that nobody checked."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial

from explainer.core.problems import Place, Problem
from explainer.core.vocabulary import CITATION
from explainer.edition.state import Edition
from explainer.gates.clean_before import clean_before, digest
from explainer.gates.registry import Finding, Seen
from explainer.gates.rulebook import rule
from explainer.gates.text_files import project_texts

_LOOKED_AT = ("docs/", "data/", "overrides/", "mkdocs.yml")
_WORDS = ("docs/", "data/")
"""Folders whose files hold words of ours, in which @name is a handle; in a template it may be a part of the style."""
_MAIL = re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}")
_CHAT = re.compile(
    r"\b(?:t\.me|telegram\.(?:me|dog)|wa\.me|chat\.whatsapp\.com|api\.whatsapp\.com|signal\.(?:me|group)|m\.me"
    r"|discord\.gg|line\.me|viber\.(?:me|com)|matrix\.to|join\.skype\.com|invite\.viber\.com)/|\b(?:tg|viber|whatsapp"
    r"|sgnl|tel|sms|xmpp|skype):(?://|\+?\d)",
    re.IGNORECASE,
)
_HANDLE = re.compile(r"(?<![\w@/.\[;])@[A-Za-z_]\w{2,30}\b(?![.:/]?\w*[:/])")
_PHONE = re.compile(r"(?<![\w.])\+\d[\d ()-]{7,18}\d\b")
_ANYWHERE = (("@", _MAIL), ("", _CHAT))
_IN_WORDS = (*_ANYWHERE, ("+", _PHONE), ("@", _HANDLE))
"""What is looked for, each with a sign that it has: looking for the sign alone takes no time."""
_HINT = "Remove it. The one address of the site is the contact in mkdocs.yml (EXPLAINER_CONTACT)."


@rule("N4", "no contacts")
def no_contacts(edition: Edition) -> Iterator[Finding]:
    """No page, record or template has an e-mail address, a telephone number, a handle or a link to a chat: the site
    describes and puts nobody in touch. Its own contact is set outside the files."""
    before = clean_before(edition)
    for each in project_texts(edition):
        if not each.file.startswith(_LOOKED_AT):
            continue
        yield Seen(each.file)
        yield from before.faults(digest("N4"), (each.file, each.text), partial(_contacts_in, each.file, each.text))


def _contacts_in(file: str, text: str) -> Iterator[Problem]:
    is_words = file.startswith(_WORDS)
    if not _contact(text, is_words):
        return
    for number, line in enumerate(text.split("\n"), start=1):
        found = _contact(line, is_words)
        if found:
            yield Problem(Place(file, number), "N4", f"“{found}” is a contact.", _HINT)


def _contact(text: str, is_words: bool) -> str:
    """Return the first contact in a line, or one in several lines; or ""."""
    plain = CITATION.sub(" ", text)
    found = (pattern.search(plain) for sign, pattern in (_IN_WORDS if is_words else _ANYWHERE) if sign in plain)
    return next((match.group() for match in found if match), "")
