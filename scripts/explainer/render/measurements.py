"""What was measured of the built pages in a browser, and how far it can be relied on."""

from __future__ import annotations

from datetime import date
from xml.etree.ElementTree import Element

from explainer.core.dates import parse_date
from explainer.core.vocabulary import COUNT_CLASS
from explainer.records.evidence import Evidence
from explainer.records.written_by_commands import Measurement
from explainer.render.elements import count, el, paragraph

OLD_AFTER = 183
"""Days after which measurements are called old: about half a year."""

_COLUMNS = ("What was looked for", "Found", "At most", "Pages", "Bound")


def measurements_of(evidence: Evidence, about: str, pages: int, today: date | None) -> list[Element]:
    """Return what was measured about a subject as a table, below what a reader must know of it: when and with what it
    was measured, how many of the `pages` of the site, and whether it is old on the day of the edition."""
    found = [each for each in evidence.quality.values() if each.about == about]
    if not found:
        return [paragraph("Nothing has been measured yet.")]
    return [paragraph(*_when(found)), *_doubts(found, pages, today), _table(found)]


def _when(found: list[Measurement]) -> list[Element | str]:
    days = sorted({each.measured for each in found})
    between = [parse_date(day).in_words() for day in (days[0], days[-1])[: len(days)]]
    tools = ", ".join(dict.fromkeys(tool for each in found for tool in each.by.split(", ")))
    dated = el("span", {"class": COUNT_CLASS}, " to ".join(between))
    return ["Measured on ", dated, ", with ", el("span", {"class": COUNT_CLASS}, tools), "."]


def _doubts(found: list[Measurement], pages: int, today: date | None) -> list[Element]:
    looked = max(each.pages for each in found)
    doubts: list[Element] = []
    if looked != pages:
        doubts.append(paragraph("The site had ", count(looked), " pages then, and has ", count(pages), " now."))
    oldest = min(date.fromisoformat(each.measured) for each in found)
    if today is not None and (today - oldest).days > OLD_AFTER:
        doubts.append(paragraph("These measurements are more than half a year older than this edition."))
    broken = [each for each in found if not each.holds]
    if broken:
        doubts.append(paragraph("Not everything was as it should be: ", "; ".join(each.says for each in broken), "."))
    return doubts


def _table(found: list[Measurement]) -> Element:
    caption = "What was measured, and what was found"
    head = el("tr", None, *(el("th", {"scope": "col"}, name) for name in _COLUMNS))
    table = el(
        "table", None, el("caption", None, caption), el("thead", None, head), el("tbody", None, *map(_row, found))
    )
    return el("div", {"class": "table", "role": "region", "aria-label": caption, "tabindex": "0"}, table)


def _row(each: Measurement) -> Element:
    numbers = [el("td", {"class": COUNT_CLASS}, text) for text in (each.value, each.limit, str(each.pages))]
    return el("tr", None, el("th", {"scope": "row", "class": COUNT_CLASS}, each.says), *numbers, _verdict(each))


def _verdict(each: Measurement) -> Element:
    return el("td", None, "held" if each.holds else "not held")
