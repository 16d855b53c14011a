"""What the settings say about the site as a whole: its name in words and in file names, its licence, its address."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from explainer.core.texts import FIRST_LANGUAGE
from explainer.core.vocabulary import LICENCES, Licence
from explainer.pages.settings import text_in_force

PLAIN_COLOURS = ("#26334d", "#5a5249")


@dataclass(frozen=True)
class Identity:
    """How the site is named and shown. `identifier` is its permanent name for programs; `colours` are those of covers
    and pictures: the background, and one beside it. `address` is where the site is published, `edition` its version and
    date, `editor` who answers for it, `contact` where mistakes are reported, `language` that of the words that the
    program adds to pages; each but the language is "" if it is not set."""

    name: str = ""
    identifier: str = "explainer"
    licence: Licence = LICENCES["CC BY 4.0"]
    colours: tuple[str, str] = PLAIN_COLOURS
    address: str = ""
    edition: str = ""
    editor: str = ""
    contact: str = ""
    language: str = FIRST_LANGUAGE


PLAIN_IDENTITY = Identity()


def identity_of(settings: Mapping[str, object]) -> Identity:
    """Return what the settings say; whatever is missing or has a wrong form is that of a new project."""
    given = settings.get("extra")
    extra = given if isinstance(given, Mapping) else {}
    colours = extra.get("colours")
    ground, beside = colours if isinstance(colours, list) and len(colours) == len(PLAIN_COLOURS) else PLAIN_COLOURS
    address, edition, editor, contact, language = (
        text_in_force(settings, name) for name in ("site_url", "edition", "editor", "contact", "language")
    )
    return Identity(
        str(settings.get("site_name") or ""),
        str(extra.get("identifier") or PLAIN_IDENTITY.identifier),
        LICENCES.get(str(extra.get("licence")), PLAIN_IDENTITY.licence),
        (str(ground), str(beside)),
        *(address, edition, editor, contact, language or FIRST_LANGUAGE),
    )
