"""How a page is cited: in plain words, in the styles that schools ask for, and for reference managers."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from xml.etree.ElementTree import Element

from explainer.core.dates import Point
from explainer.core.vocabulary import COUNT_CLASS
from explainer.render.bibtex_fields import field_address, field_text, field_title
from explainer.render.elements import Child, el

Texts = Mapping[str, str]
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

    def place(self, texts: Texts) -> Child:
        """Return the address, or the words that a script replaces by it, if the page has one."""
        return self.address or el("span", {"class": "here"}, texts["no-address"])


def page_citation(page: CitedPage, texts: Texts) -> Element:
    """Return the fold with every form of citation. A script of the theme adds buttons that copy them."""
    listed: list[Child] = []
    for name, form in ((texts["plain-words"], plain), ("APA", apa), ("MLA", mla), ("Chicago", chicago)):
        listed += [el("dt", None, name), el("dd", {"class": COUNT_CLASS}, *form(page, texts))]
    for name, words in (("BibTeX", bibtex(page, texts)), ("CSL-JSON", csl_json(page, texts))):
        listed += [el("dt", None, name), el("dd", {"class": COUNT_CLASS}, el("pre", None, *words))]
    answers = [
        texts["edited-by"].format(editor=_stopped(page.editor)) if page.editor else "",
        texts["contact"].format(address=page.contact.removeprefix("mailto:")) if page.contact else "",
    ]
    who = el("p", {"class": COUNT_CLASS}, " ".join(filter(None, answers))) if any(answers) else None
    return el(
        "details", {"class": "cite-page"}, el("summary", None, texts["cite-this-page"]), el("dl", None, *listed), who
    )


def plain(page: CitedPage, texts: Texts) -> list[Child]:
    """Return the citation in plain words."""
    day = f", {_day(page.day, texts)}" if page.day else ""
    return [f"{page.site}, “{page.title}”{_edited(page, texts)}, {page.version}{day}, ", page.place(texts), "."]


def apa(page: CitedPage, texts: Texts) -> list[Child]:
    """Return the citation in the style of the American Psychological Association, 7th edition."""
    day = f"{page.day.year}, {_month(page.day, texts)} {page.day.day}" if page.day else texts["cited-no-date"]
    author = texts["cited-editor"].format(editor=page.editor) if page.editor else _stopped(page.site)
    site = f" {_stopped(page.site)}" if page.editor else ""
    version = f" ({page.version[:1].upper()}{page.version[1:]})."
    return [f"{author} ({day}). ", el("em", None, page.title), f"{version}{site} ", page.place(texts)]


def mla(page: CitedPage, texts: Texts) -> list[Child]:
    """Return the citation in the style of the Modern Language Association, 9th edition."""
    month = texts[f"short-month-{page.day.month}"] if page.day else ""
    day = f", {page.day.day} {month} {page.day.year}" if page.day else ""
    rest = f"{_edited(page, texts)}, {page.version}{day}, "
    return [f"“{_stopped(page.title)}” ", el("em", None, page.site), rest, page.place(texts), "."]


def chicago(page: CitedPage, texts: Texts) -> list[Child]:
    """Return the citation as The Chicago Manual of Style has it in a bibliography, 17th edition."""
    edited = f"{texts['edited-by'].format(editor=_stopped(page.editor))} " if page.editor else ""
    version = f"{page.version[:1].upper()}{page.version[1:]}"
    day = f", {_month(page.day, texts)} {page.day.day}, {page.day.year}" if page.day else ""
    return [f"{_stopped(page.site)} “{_stopped(page.title)}” {edited}{version}{day}. ", page.place(texts), "."]


def bibtex(page: CitedPage, texts: Texts) -> list[Child]:
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
    place = field_address(page.address) or page.place(texts)
    return [f"@misc{{{page.key},\n", *lines, '  url = "', place, '"\n}']


def csl_json(page: CitedPage, texts: Texts) -> list[Child]:
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
    address = json.dumps(page.address)[1:-1] or page.place(texts)
    return [f'{text[:-2]}, "URL": "', address, '"}]']


def _stopped(text: str) -> str:
    """Return a text that ends in a full stop or another mark that ends a sentence."""
    return text if text.endswith(_ENDS) else f"{text}."


def _edited(page: CitedPage, texts: Texts) -> str:
    return f", {texts['cited-edited-by'].format(editor=page.editor)}" if page.editor else ""


def _day(day: date, texts: Texts) -> str:
    return Point(day.year, day.month, day.day, "").in_words(texts)


def _month(day: date, texts: Texts) -> str:
    return texts[f"month-{day.month}"]
