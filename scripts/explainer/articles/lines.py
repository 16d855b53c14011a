"""What a line of an article file is, by its mark-up or its place."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Form = Literal["", "heading", "item", "quotation", "signature", "row", "links", "turn", "joined", "menu"]

TEXT: Form = ""
HEADING: Form = "heading"
ITEM: Form = "item"
QUOTED: Form = "quotation"
SIGNED: Form = "signature"
ROW: Form = "row"
LINKS: Form = "links"
TURN: Form = "turn"
JOINED: Form = "joined"
MENU: Form = "menu"


@dataclass(frozen=True)
class Line:
    """A line with its form: "" for ordinary text, a "heading", a list "item", part of a block "quotation", the
    "signature" below one, a "row" of a table, nothing but "links", the speaker's line above a "turn" of a transcript,
    "joined" from lines that were wrapped by hand, or a mark of a "menu" with a word or two."""

    text: str
    form: Form = TEXT
