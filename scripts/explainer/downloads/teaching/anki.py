"""The flashcards as an Anki deck, made by genanki.

The identity of a note depends only on its record, so a corrected card updates the learner's card and keeps its
schedule. Anki keeps the newer of two notes, so every note has the time of the edition.
"""

from __future__ import annotations

import hashlib
import html
import itertools
import json
import sqlite3
from collections.abc import Iterable

from explainer.downloads.archive import packed
from explainer.downloads.teaching.pack import Pack
from explainer.downloads.typeface_style import file_name, typeface_style
from explainer.downloads.typefaces import REGULAR, Face, further_faces, letters_of
from explainer.quiz.flashcards import Card, all_cards
from explainer.render.languages import with_languages

MODEL_ID, DECK_ID = 1_763_078_401, 1_763_078_402
"""Identities of the note type and the deck: chosen at random once, and never to be changed."""
_STYLE = (
    ".card { font: 1.2rem/1.45 Georgia, serif; text-align: left; max-width: 34rem; margin: 1rem auto; }\n"
    ".source { font: .85rem sans-serif; opacity: .75; margin-top: 1rem; }\n"
)
_OF_LANGUAGES = ":lang(my), :lang(th), :lang(lo), :lang(km) { line-height: 1.8; }\n"
_ANSWER = '{{FrontSide}}<hr id="answer">{{Back}}<div class="source">{{Source}}</div>'


def anki_deck(pack: Pack) -> bytes:
    """Return the deck; the same pack gives the same bytes."""
    # Imported here because only this file needs it, and the site is built without it.
    import genanki

    cards = all_cards(pack.evidence)
    shown = [text for card in cards for text in (card.front, card.back, card.stands)]
    faces = further_faces("".join(shown))
    typefaces = {_media_name(face): face.content(REGULAR) for face in faces}
    style = _STYLE + _style(faces, shown)
    fields = [{"name": name} for name in ("Front", "Back", "Source", "Record")]
    template = {"name": "Card", "qfmt": "{{Front}}", "afmt": _ANSWER}
    model = genanki.Model(MODEL_ID, _name(pack), fields=fields, templates=[template], css=style)
    deck = genanki.Deck(DECK_ID, _name(pack), "<br>".join(map(html.escape, pack.imprint)))
    for card in cards:
        texts = [field_text(text, letters_of(faces)) for text in (card.front, card.back, card.stands, card.record)]
        lessons = [f"lesson::{slug}" for slug in pack.lessons_with(card)]
        # A label of Anki has no spaces.
        kind = "-".join(pack.evidence.texts[f"cards-{card.kind}"].lower().split())
        labels = [kind, *card.topics, *lessons]
        deck.add_note(genanki.Note(model, texts, guid=guid_of(pack, card), tags=labels))
    database = sqlite3.connect(":memory:")
    try:
        numbers = itertools.count(pack.released * 1000)
        genanki.Package(deck).write_to_db(database.cursor(), float(pack.released), numbers)
        database.commit()
        files = {str(number): content for number, content in enumerate(typefaces.values())}
        names = json.dumps(dict(zip(files, typefaces, strict=True))).encode()
        return packed(files | {"collection.anki2": database.serialize(), "media": names}, pack.released)
    finally:
        database.close()


def _name(pack: Pack) -> str:
    # Anki takes straight quotation marks out of a name, and refuses one that is empty then.
    return pack.title if pack.title.strip('" ') else pack.evidence.texts["cards-title"].format(site=pack.title)


def _style(faces: Iterable[Face], shown: Iterable[str]) -> str:
    addresses = {(face, REGULAR): _media_name(face) for face in faces}
    return _OF_LANGUAGES + typeface_style(addresses, shown) if addresses else ""


def _media_name(face: Face) -> str:
    """Return the name of a typeface in a learner's collection, where all decks are together.

    Another edition of the deck may hold other letters. Files whose names begin like this one are never cleared away.
    """
    content = face.content(REGULAR)
    return f"_{hashlib.sha256(content).hexdigest()[:12]}-{file_name(face, REGULAR)}"


def field_text(text: str, signs: frozenset[int] = frozenset()) -> str:
    """Return a text as HTML that shows it as it is: Anki plays sounds and sets formulas that it finds in brackets.

    Words of other languages are marked, and so are `signs`, which are code points.
    """
    return with_languages(html.escape(text, quote=False).replace("[", "&#91;"), signs=signs)


def guid_of(pack: Pack, card: Card) -> str:
    """Return the identity of a card's note, which does not depend on the words of the card."""
    import genanki

    return str(genanki.guid_for(pack.identifier, card.record))
