"""What was measured of the built pages in a browser, and how far it can be relied on."""

from __future__ import annotations

from datetime import date
from xml.etree.ElementTree import Element

from explainer.core.dates import parse_date
from explainer.core.vocabulary import COUNT_CLASS
from explainer.records.written_by_commands import Measurement
from explainer.render.elements import Child, PageView, count, el, filled, paragraph

OLD_AFTER = 183
"""Days after which measurements are called old: about half a year."""

_COLUMNS = ("measured-what", "measured-found", "measured-at-most", "measured-pages", "measured-bound")


def measurements_of(view: PageView, about: str, pages: int, today: date | None) -> list[Element]:
    """Return what was measured about a subject as a table, below what a reader must know of it: when and with what it
    was measured, how many of the `pages` of the site, and whether it is old on the day of the edition."""
    found = [each for each in view.evidence.quality.values() if each.about == about]
    if not found:
        return [paragraph(view.texts["nothing-measured"])]
    return [paragraph(*_when(view, found)), *_doubts(view, found, pages, today), _table(view, found)]


def _when(view: PageView, found: list[Measurement]) -> list[Child]:
    days, texts = sorted({each.measured for each in found}), view.texts
    first, last = (parse_date(day).in_words(texts) for day in (days[0], days[-1]))
    when = first if len(days) == 1 else texts["date-span"].format(first=first, last=last)
    tools = ", ".join(dict.fromkeys(tool for each in found for tool in each.by.split(", ")))
    dated, named = (el("span", {"class": COUNT_CLASS}, each) for each in (when, tools))
    return filled(texts["measured-on"], date=dated, tools=named)


def _doubts(view: PageView, found: list[Measurement], pages: int, today: date | None) -> list[Element]:
    looked = max(each.pages for each in found)
    doubts: list[Element] = []
    if looked != pages:
        doubts.append(paragraph(*filled(view.texts["measured-other-pages"], then=count(looked), now=count(pages))))
    oldest = min(date.fromisoformat(each.measured) for each in found)
    if today is not None and (today - oldest).days > OLD_AFTER:
        doubts.append(paragraph(view.texts["measured-long-ago"]))
    broken = [each for each in found if not each.holds]
    if broken:
        doubts.append(paragraph(view.texts["measured-broken"].format(what="; ".join(each.says for each in broken))))
    return doubts


def _table(view: PageView, found: list[Measurement]) -> Element:
    caption, rows = view.texts["measured-caption"], (_row(view, each) for each in found)
    head = el("tr", None, *(el("th", {"scope": "col"}, view.texts[name]) for name in _COLUMNS))
    table = el("table", None, el("caption", None, caption), el("thead", None, head), el("tbody", None, *rows))
    return el("div", {"class": "table", "role": "region", "aria-label": caption, "tabindex": "0"}, table)


def _row(view: PageView, each: Measurement) -> Element:
    numbers = [el("td", {"class": COUNT_CLASS}, text) for text in (each.value, each.limit, str(each.pages))]
    return el("tr", None, el("th", {"scope": "row", "class": COUNT_CLASS}, each.says), *numbers, _verdict(view, each))


def _verdict(view: PageView, each: Measurement) -> Element:
    return el("td", None, view.texts["measured-held" if each.holds else "measured-not-held"])
