"""The parts of a worksheet, each to be copied apart: a page to read first, sources, questions, grid, tasks, slips."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from copy import deepcopy
from math import ceil

from lxml import html

from explainer.downloads.paged_chapters import element

Texts = Mapping[str, str]
"""What the program says to readers, by name."""
READ_FIRST = ("central-question", "words-you-need", "before-you-start", "background")
"""The parts of a lesson that students read before they work."""
SLIPS = 4
_PICTURES = (
    ".//div[contains(@class, 'block ')][.//figure[@class='chart' or @class='map' or @class='bodies']]"
    "[not(ancestor::div[contains(@class, 'block ')])]"
)
_GRIDS, _ORGANISERS = ".//div[@class='block grid']", ".//div[@class='block organiser']"
LINES_FOR_A_TASK, LINES_ON_A_SLIP = 24, 4
_PAGE, _LINE, _TEXT_LINE, _HEADING, _HEAD = 236, 8, 5.6, 10, 18
"""Heights in mm: the room on a page, a line to write on, a line of text, a heading of a group, the top of a part."""
_WHOLE_PAGE, _LEFT_BY_BREAK, _MOST_LINES = 248, 22, 5
"""Heights in mm of a page without a break in it and of what a page break leaves empty; the most lines for a question.
"""
_SHORT_ANSWER, _LEAST_FOR_A_TASK = 2, 6
"""The lines for a question, and the fewest for the task, on a short worksheet, which has both on one page."""
_CHARACTERS = 92
"""How many characters of a question fit on a line."""


def part_of(section: html.HtmlElement, title: str) -> list[html.HtmlElement]:
    """Return the heading of a part and everything up to the next part; [] if there is no such part."""
    found: list[html.HtmlElement] = []
    for child in section:
        if child.tag == "h2" or child.get("class") == "notes":
            if found:
                break
            if str(child.get("id", "")).rpartition("--")[2] == title:
                found.append(child)
        elif found:
            found.append(child)
    return found


def part(texts: Texts, kind: str, title: str, *content: html.HtmlElement, named: bool = False) -> html.HtmlElement:
    """Return a part with its heading; with `named` students write their name on it."""
    name = [element("p", "name-and-date", f"{texts['your-name']} ", element("span", "to-fill"))] if named else []
    heading = [element("h2", "", title)] if title else []
    return element("section", f"part-of-worksheet {kind}", "", *name, *heading, *content)


def read_first(texts: Texts, section: html.HtmlElement) -> html.HtmlElement:
    """Return the page that everybody reads: the question, the words, the warning and the background."""
    content = [each for title in READ_FIRST for each in part_of(section, title)]
    for heading in (each for each in content if each.tag == "h2"):
        heading.tag = "h3"
    return part(texts, "read-first", "", *content)


def pictures(texts: Texts, section: html.HtmlElement) -> list[html.HtmlElement]:
    """Take the charts and maps out of a lesson and return a part for each: on the page to read they leave no room."""
    taken = []
    for drawing in section.xpath(_PICTURES):
        taken.append(part(texts, "picture", texts["picture"], deepcopy(drawing)))
        drawing.drop_tree()
    return taken


def sources(texts: Texts, section: html.HtmlElement) -> list[html.HtmlElement]:
    """Return a part for each source sheet, with its letter large."""
    return [_source(texts, sheet) for sheet in section.xpath(".//section[@class='sheet']")]


def _source(texts: Texts, sheet: html.HtmlElement) -> html.HtmlElement:
    heading = sheet.find("h3")
    letter = str(heading.get("id")).rpartition("-")[2].upper()
    heading.tag, heading.text = "h2", f"{texts['sheet']} "
    heading.append(element("span", "letter", letter))
    return part(texts, "source", "", sheet)


def questions(texts: Texts, section: html.HtmlElement, only: Sequence[str] = ()) -> html.HtmlElement:
    """Return the questions in their groups, with as many lines as fit on two pages at most.

    With `only`, return the questions whose numbers it holds.
    """
    groups = section.xpath(".//section[@class='questions']")
    if only:
        groups = [group for group in map(deepcopy, groups) if _keep(group, only)]
    asked = [item for group in groups for item in group.xpath(".//li")]
    words = [item.text_content() for item in asked]
    counts = [_SHORT_ANSWER] * len(asked) if only else _lines_that_fit(words, len(groups))
    for item, count in zip(asked, counts, strict=True):
        item.append(lines(count))
    return part(texts, "questions-to-answer", texts["part-questions-to-answer"], *groups, named=True)


def _keep(group: html.HtmlElement, only: Sequence[str]) -> bool:
    """Leave only the question with one of these numbers in a group, and its number; return whether any is left."""
    for item in group.xpath(".//li"):
        if number_of(item) not in only:
            item.drop_tree()
    left = group.xpath(".//li")
    for listed in group.xpath(".//ol[li]"):
        number_from(listed, int(number_of(listed.find("li"))))
    return bool(left)


def number_of(item: html.HtmlElement) -> str:
    """Return the number of a question in its lesson."""
    return str(item.get("id", "")).rpartition("-")[2]


def number_from(listed: html.HtmlElement, first: int) -> None:
    """Let a numbered list begin with a number. The PDF writer ignores the attribute, but follows the style."""
    listed.set("start", str(first))
    listed.set("style", f"counter-reset: list-item {first - 1}")


def _lines_that_fit(asked: Sequence[str], groups: int) -> list[int]:
    """Return how many lines each question gets: at least two, and more for longer ones where there is room.

    All are on one page if that leaves three lines each, else on two.
    """
    taken = _height(asked, groups)
    on_one = int((_PAGE - taken) // _LINE)
    fits_one = on_one >= 3 * len(asked)
    total = min(on_one if fits_one else int((2 * _PAGE - taken - _LEFT_BY_BREAK) // _LINE), _MOST_LINES * len(asked))
    each = max(2, total // max(1, len(asked)))
    longest = sorted(range(len(asked)), key=lambda at: -len(asked[at]))[: max(0, total - each * len(asked))]
    return [each + (at in longest) for at in range(len(asked))]


def _height(texts: Sequence[str], groups: int) -> float:
    """Return about how high texts to answer are without their lines, in mm, with the headings of their groups."""
    return _HEAD + groups * _HEADING + sum(ceil(len(text) / _CHARACTERS) * _TEXT_LINE + 4 for text in texts)


def add_task(asked: html.HtmlElement, task: html.HtmlElement) -> None:
    """Put a task below the questions of a short worksheet, with lines down to the foot of the page."""
    texts = [each.text_content().strip() for each in (*asked.xpath(".//li"), *task.xpath("./p"))]
    headings = len(asked.xpath(".//section[@class='questions']")) + 1
    taken = _height(texts, headings) + len(asked.xpath(".//p[@class='line']")) * _LINE
    asked.extend([task, lines(max(_LEAST_FOR_A_TASK, int((_WHOLE_PAGE - taken) // _LINE)))])


def grids(texts: Texts, section: html.HtmlElement, most: int | None = None) -> list[html.HtmlElement]:
    """Return the part with all tables to fill, or with the first few; [] if the lesson has none."""
    found = section.xpath(f"{_GRIDS} | {_ORGANISERS}")[:most]
    kind = "beside-organiser grid-to-fill" if len(found) > 1 and section.xpath(_ORGANISERS) else "grid-to-fill"
    return [part(texts, kind, texts["part-grid-to-fill"], *found, named=True)] if found else []


def letter_rows(section: html.HtmlElement) -> None:
    """Put a small letter before each row of the grids, going on from one grid to the next, to speak of rows by."""
    heads = section.xpath(f"{_GRIDS}//tbody/tr/th")
    for number, head in enumerate(heads):
        mark = element("strong", "row", f"{'abcdefghijklmnopqrstuvwxyz'[number % 26]} ")
        # If the mark after a no-break space does not fit, the PDF writer breaks the line far too early.
        mark.tail, head.text = (head.text or "").replace("\N{NO-BREAK SPACE}", " "), None
        head.insert(0, mark)


def tasks(texts: Texts, section: html.HtmlElement) -> Iterator[html.HtmlElement]:
    """Yield a part for each task, called after a shape."""
    for task in section.xpath(".//section[@class='task']"):
        heading = task.find("h3")
        shape = texts[f"shape-{str(heading.get('id')).rpartition('-')[2]}"]
        title = texts["task-called"].format(shape=shape)
        heading.drop_tree()
        yield part(texts, "task-to-write", title, task, lines(LINES_FOR_A_TASK), named=True)
    for rubric in section.xpath(".//section[@class='rubric']"):
        yield part(texts, "marking", texts["part-marking"], rubric)


def exit_slips(texts: Texts, section: html.HtmlElement, title: str) -> list[html.HtmlElement]:
    """Return the exit ticket four times on one page, to be cut apart; [] without one. Nobody writes a name on it."""
    tickets = section.xpath(".//section[@class='ticket']")
    if not tickets:
        return []
    ticket = tickets[0]
    for said in ticket.xpath("./p"):
        said.drop_tree()
    for item in ticket.xpath(".//li"):
        item.append(lines(LINES_ON_A_SLIP))
        item.attrib.pop("id", None)
    slips = [element("div", "slip", "", element("h3", "", title), deepcopy(ticket)) for _ in range(SLIPS)]
    return [part(texts, "exit-slips", "", element("div", "slips", "", *slips))]


def lines(count: int) -> html.HtmlElement:
    """Return lines to write on."""
    return element("div", "lines", "", *(element("p", "line", "\N{NO-BREAK SPACE}") for _ in range(count)))
