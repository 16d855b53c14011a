"""How a page is cited: in plain words, in the styles that schools ask for, and for reference managers."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from xml.etree.ElementTree import Element

from explainer.core.dates import MONTHS
from explainer.core.vocabulary import COUNT_CLASS
from explainer.render.bibtex_fields import field_address, field_text, field_title
from explainer.render.elements import Child, el

NO_ADDRESS = "the address where you read this"
"""What citations say where no address is set; a script puts the address of the page there, if it has one."""

_SHORT_MONTHS = "Jan. Feb. Mar. Apr. May June July Aug. Sept. Oct. Nov. Dec.".split()
_ENDS = ("?", "!", "…", ".")


@dataclass(frozen=True)
class CitedPage:
    """What is said of a page when it is cited. `day`, `address`, `editor` and `contact` may be unknown: None or ""."""

    key: str
    title: str
    site: str
    version: str
    day: date | None
    address: str
    editor: str
    contact: str

    def place(self) -> Child:
        """Return the address, or the words that a script replaces by it."""
        return self.address or el("span", {"class": "here"}, NO_ADDRESS)


def page_citation(page: CitedPage, texts: Mapping[str, str]) -> Element:
    """Return the fold with every form of citation. A script of the theme adds buttons that copy them."""
    forms = [(texts["plain-words"], plain(page)), ("APA", apa(page)), ("MLA", mla(page)), ("Chicago", chicago(page))]
    listed: list[Child] = []
    for name, words in forms:
        listed += [el("dt", None, name), el("dd", {"class": COUNT_CLASS}, *words)]
    for name, words in (("BibTeX", bibtex(page)), ("CSL-JSON", csl_json(page))):
        listed += [el("dt", None, name), el("dd", {"class": COUNT_CLASS}, el("pre", None, *words))]
    answers = [
        texts["edited-by"].format(editor=_stopped(page.editor)) if page.editor else "",
        texts["contact"].format(address=page.contact.removeprefix("mailto:")) if page.contact else "",
    ]
    who = el("p", {"class": COUNT_CLASS}, " ".join(filter(None, answers))) if any(answers) else None
    return el(
        "details", {"class": "cite-page"}, el("summary", None, texts["cite-this-page"]), el("dl", None, *listed), who
    )


def plain(page: CitedPage) -> list[Child]:
    """Return the citation in plain words."""
    edited = f", edited by {page.editor}" if page.editor else ""
    day = f", {_day(page.day)}" if page.day else ""
    return [f"{page.site}, “{page.title}”{edited}, {page.version}{day}, ", page.place(), "."]


def apa(page: CitedPage) -> list[Child]:
    """Return the citation in the style of the American Psychological Association, 7th edition."""
    day = f"{page.day.year}, {MONTHS[page.day.month - 1]} {page.day.day}" if page.day else "n.d."
    author = f"{page.editor} (Ed.)." if page.editor else _stopped(page.site)
    site = f" {_stopped(page.site)}" if page.editor else ""
    version = f" ({page.version[:1].upper()}{page.version[1:]})."
    return [f"{author} ({day}). ", el("em", None, page.title), f"{version}{site} ", page.place()]


def mla(page: CitedPage) -> list[Child]:
    """Return the citation in the style of the Modern Language Association, 9th edition."""
    day = f", {page.day.day} {_SHORT_MONTHS[page.day.month - 1]} {page.day.year}" if page.day else ""
    edited = f", edited by {page.editor}" if page.editor else ""
    site = el("em", None, page.site)
    return [f"“{_stopped(page.title)}” ", site, f"{edited}, {page.version}{day}, ", page.place(), "."]


def chicago(page: CitedPage) -> list[Child]:
    """Return the citation as The Chicago Manual of Style has it in a bibliography, 17th edition."""
    edited = f"Edited by {_stopped(page.editor)} " if page.editor else ""
    version = f"{page.version[:1].upper()}{page.version[1:]}"
    day = f", {MONTHS[page.day.month - 1]} {page.day.day}, {page.day.year}" if page.day else ""
    return [f"{_stopped(page.site)} “{_stopped(page.title)}” {edited}{version}{day}. ", page.place(), "."]


def bibtex(page: CitedPage) -> list[Child]:
    """Return the citation as an entry for BibTeX. Braces inside the quotation marks keep names whole and capitals as
    they are."""
    fields = {
        "author": field_title(page.site),
        "title": field_title(page.title),
        "editor": field_title(page.editor) if page.editor else "",
        "year": str(page.day.year) if page.day else "",
        "month": str(page.day.month) if page.day else "",
        "note": field_text(page.version),
    }
    lines = [f'  {name} = "{value}",\n' for name, value in fields.items() if value]
    place = field_address(page.address) or page.place()
    return [f"@misc{{{page.key},\n", *lines, '  url = "', place, '"\n}']


def csl_json(page: CitedPage) -> list[Child]:
    """Return the citation as CSL-JSON, which reference managers import."""
    item: dict[str, object] = {
        "id": page.key,
        "type": "webpage",
        "title": page.title,
        "container-title": page.site,
        "author": [{"literal": page.site}],
        "version": page.version,
    }
    if page.editor:
        item["editor"] = [{"literal": page.editor}]
    if page.day:
        item["issued"] = {"date-parts": [[page.day.year, page.day.month, page.day.day]]}
    text = json.dumps([item], ensure_ascii=False)
    address = json.dumps(page.address)[1:-1] or page.place()
    return [f'{text[:-2]}, "URL": "', address, '"}]']


def _stopped(text: str) -> str:
    """Return a text that ends in a full stop or another mark that ends a sentence."""
    return text if text.endswith(_ENDS) else f"{text}."


def _day(day: date) -> str:
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"
