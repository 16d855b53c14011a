"""What the settings say of the site as a whole: how it is called, in words and in names of files, and its licence."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from explainer.core.vocabulary import LICENCES, Licence

PLAIN_COLOURS = ("#26334d", "#5a5249")


@dataclass(frozen=True)
class Identity:
    """What stands for the site where it is named. `identifier` is for programs, and stays for good; `colours` are
    those of covers and pictures: that of the ground, and one beside it."""

    name: str = ""
    identifier: str = "explainer"
    licence: Licence = LICENCES["CC BY 4.0"]
    colours: tuple[str, str] = PLAIN_COLOURS


PLAIN_IDENTITY = Identity()


def identity_of(settings: Mapping[str, object]) -> Identity:
    """Return what the settings say; a site takes what they lack, or have in another form, from a new project's."""
    given = settings.get("extra")
    extra = given if isinstance(given, Mapping) else {}
    colours = extra.get("colours")
    ground, beside = colours if isinstance(colours, list) and len(colours) == len(PLAIN_COLOURS) else PLAIN_COLOURS
    return Identity(
        str(settings.get("site_name") or ""),
        str(extra.get("identifier") or PLAIN_IDENTITY.identifier),
        LICENCES.get(str(extra.get("licence")), PLAIN_IDENTITY.licence),
        (str(ground), str(beside)),
    )
