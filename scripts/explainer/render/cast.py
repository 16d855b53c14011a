"""Everybody who speaks: who they are, what they speak about, and in which source."""

from __future__ import annotations

from xml.etree.ElementTree import Element

from explainer.records.models import Person, Source
from explainer.records.wording import dated_in_words
from explainer.render.elements import Child, PageView, el


def cast(view: PageView) -> list[Element]:
    """Return the people who speak: public ones by name, then private ones under the one source of each, so that no list
    joins what two sources say of a private person (rule N2)."""
    heard = {quote.speaker for quote in view.evidence.quotes.values()}
    people = {key: person for key, person in view.evidence.people.items() if key in heard}
    public = sorted((key for key, each in people.items() if each.kind == "public"), key=lambda key: people[key].shown)
    parts = [
        el("h2", {"id": "shown-by-name"}, view.texts["shown-by-name"]),
        el("dl", {"class": "cast"}, *(part for key in public for part in _entry(view, key, people[key]))),
        el("h2", {"id": "shown-by-role"}, view.texts["shown-by-role"]),
    ]
    for key, source in view.evidence.sources.items():
        private = [each for each, person in people.items() if person.kind == "private" and person.source == key]
        if private:
            entries = (part for each in private for part in _entry(view, each, people[each]))
            parts += [el("h3", None, _titled(view, source)), el("dl", {"class": "cast"}, *entries)]
    return parts


def _entry(view: PageView, key: str, person: Person) -> list[Element]:
    role = f", {person.role}" if person.name else ""
    name = el("dt", {"id": f"cast-{key}"}, el("strong", None, person.shown), role)
    return [name, *(_words_in(view, key, source) for source in _sources_of(view, key))]


def _sources_of(view: PageView, speaker: str) -> list[Source]:
    spoken = [key for key, quote in view.evidence.quotes.items() if quote.speaker == speaker]
    return list({view.evidence.source_of(key).id: view.evidence.source_of(key) for key in spoken}.values())


def _words_in(view: PageView, speaker: str, source: Source) -> Element:
    links: list[Child] = []
    for key in view.evidence.keys_of("quotes", source=source.id):
        quote = view.evidence.quotes[key]
        if quote.speaker == speaker:
            links += [", " if links else " ", el("a", {"href": view.to_quote(key)}, quote.about)]
    return el("dd", None, el("a", {"href": view.to_source(source.id)}, source.name), ":", *links)


def _titled(view: PageView, source: Source) -> str:
    return f"{source.publisher}, {dated_in_words(source, view.texts)}"
