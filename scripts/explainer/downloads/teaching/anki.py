"""The flashcards as an Anki deck, made by genanki.

The identity of a note depends only on its record, so a corrected card updates the learner's card and keeps its
schedule. Anki keeps the newer of two notes, so every note has the time of the edition.
"""

from __future__ import annotations

import html
import itertools
import sqlite3

from explainer.downloads.archive import packed
from explainer.downloads.teaching.pack import Pack
from explainer.quiz.flashcards import KINDS, Card, all_cards

MODEL_ID, DECK_ID = 1_763_078_401, 1_763_078_402
"""Identities of the note type and the deck: chosen at random once, and never to be changed."""
_STYLE = (
    ".card { font: 1.2rem/1.45 Georgia, serif; text-align: left; max-width: 34rem; margin: 1rem auto; }\n"
    ".source { font: .85rem sans-serif; opacity: .75; margin-top: 1rem; }\n"
)
_ANSWER = '{{FrontSide}}<hr id="answer">{{Back}}<div class="source">{{Source}}</div>'


def anki_deck(pack: Pack) -> bytes:
    """Return the deck; the same pack gives the same bytes."""
    # Imported here because only this file needs it, and the site is built without it.
    import genanki

    fields = [{"name": name} for name in ("Front", "Back", "Source", "Record")]
    template = {"name": "Card", "qfmt": "{{Front}}", "afmt": _ANSWER}
    model = genanki.Model(MODEL_ID, pack.title, fields=fields, templates=[template], css=_STYLE)
    deck = genanki.Deck(DECK_ID, pack.title, "<br>".join(map(html.escape, pack.imprint)))
    for card in all_cards(pack.evidence):
        texts = [field_text(text) for text in (card.front, card.back, card.stands, card.record)]
        lessons = [f"lesson::{slug}" for slug in pack.lessons_with(card)]
        labels = [KINDS[card.kind].lower(), *card.topics, *lessons]
        deck.add_note(genanki.Note(model, texts, guid=guid_of(pack, card), tags=labels))
    database = sqlite3.connect(":memory:")
    try:
        numbers = itertools.count(pack.released * 1000)
        genanki.Package(deck).write_to_db(database.cursor(), float(pack.released), numbers)
        database.commit()
        return packed({"collection.anki2": database.serialize(), "media": b"{}"}, pack.released)
    finally:
        database.close()


def field_text(text: str) -> str:
    """Return a text as HTML that shows it as it is: Anki plays sounds and sets formulas that it finds in brackets."""
    return html.escape(text, quote=False).replace("[", "&#91;")


def guid_of(pack: Pack, card: Card) -> str:
    """Return the identity of a card's note, which does not depend on the words of the card."""
    import genanki

    return str(genanki.guid_for(pack.identifier, card.record))
