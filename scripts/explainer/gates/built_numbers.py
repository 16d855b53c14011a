"""Rule P2 for built pages: no number reaches a reader that is in no checked sentence or record."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Callable, Iterator
from fractions import Fraction
from functools import lru_cache, partial
from typing import TYPE_CHECKING

from explainer.built.site import BuiltPage, BuiltSite, plain_name
from explainer.core.dates import MONTHS
from explainer.core.problems import Place, Problem
from explainer.core.quantities import Quantity, read_quantities
from explainer.core.text import fold
from explainer.core.vocabulary import COUNT_CLASS, LICENCES
from explainer.edition.state import Edition
from explainer.gates.built_pages import TEXTS_KEPT, rule
from explainer.gates.numbers import needs_backing
from explainer.gates.registry import Finding, Seen
from explainer.prose.statements import PROGRAM_PAGES, all_statements
from explainer.records.permitted_names import names_with_numbers
from explainer.records.wording import amount_in_words
from explainer.render.feed import FEED
from explainer.render.search_parts import SEARCH_FOLDER, SEARCH_INDEX
from explainer.render.site_files import FIGURES_CSV

if TYPE_CHECKING:
    from lxml.html import HtmlElement

Value = tuple[str, Fraction, Fraction | None, str]
_ATTRIBUTES = ("title", "alt", "aria-label", "content", "placeholder", "value", "label")
_LEFT_OUT = f"//*[contains(concat(' ', @class, ' '), ' {COUNT_CLASS} ')] | //*[@class='cite'] | //style | //script"
_BLOCKS = frozenset(
    "p li td th h1 h2 h3 h4 h5 h6 dt dd figcaption caption summary text title desc div section aside option a".split()
)
_PARAGRAPH = re.compile(r"\bparagraph \d{1,3}\b|¶\d{1,3}", re.IGNORECASE)
_ADDRESS = re.compile(r"https?://\S{1,300}|[\w-]{1,60}\.(?:html|md|csv|json|css|js|svg|png)\b\S{0,80}")
_ISO_DATE = re.compile(r"\b(\d{4})-(0[1-9]|1[0-2])(?:-(\d{2}))?(?![\d-])")
PARTED = " ¶ "
_RECORDS = re.compile(rf"{re.escape(SEARCH_FOLDER)}[0-9a-f]{{1,40}}/r\d{{1,6}}\.js")
"""The parts of a large search index that contain records rather than words."""


def value_of(quantity: Quantity) -> Value:
    """Return what two numbers must share to say the same: kind, amount or range, and sense of the qualifier."""
    return quantity.kind, quantity.low, quantity.high, quantity.sense


@rule("P2", "numbers in the built site")
def built_numbers(site: BuiltSite) -> Iterator[Finding]:
    """Every number in the text, titles, descriptions, attributes, drawings and structured data of a built page is in a
    checked sentence or record. A number that the build counts itself is marked as a count and claims nothing; nor does
    the name of a licence, what the program says in its own words, or what the pages of rules and measurements say about
    the program."""
    known, own = known_values(site.edition), _values_of_program_pages(site.edition)
    for page in site.pages:
        yield Seen(page.path)
        for quantity in page_numbers(site.edition, page):
            yield Seen(f"{page.path} {quantity.text}")
            if value_of(quantity) not in known and value_of(quantity) not in own.get(page.path, ()):
                hint = "Find what prints it (a template, a block or the theme), and take it from a record."
                place = Place(f"site/{page.path}", _line_of(site.edition, page, quantity))
                yield Problem(place, "P2", f"The number “{quantity.text}” is in no checked sentence or record.", hint)
    for path, texts in file_texts(site).items():
        allowed = known | _bare_values(site.edition) if path == FIGURES_CSV else known
        for quantity in _numbers_in(site.edition, PARTED.join(texts)):
            yield Seen(f"{path} {quantity.text}")
            if value_of(quantity) not in allowed:
                hint = "Find the record that the file is made from, and correct it."
                place = Place(f"site/{path}")
                yield Problem(place, "P2", f"The number “{quantity.text}” is in no checked sentence or record.", hint)


def _values_of_program_pages(edition: Edition) -> dict[str, set[Value]]:
    """Return the numbers of each page about the program, by the path of the built page. They back no other page."""
    pages = [page for page in edition.pages if page.path in PROGRAM_PAGES]
    return {
        f"{page.path.removesuffix('.md')}.html": {
            value_of(quantity)
            for block in page.blocks
            for quantity in read_quantities(_ISO_DATE.sub(_day_in_words, block.text))
        }
        for page in pages
    }


def _line_of(edition: Edition, page: BuiltPage, quantity: Quantity) -> int:
    value = value_of(quantity)
    return page.line_where(lambda line: any(value_of(each) == value for each in _numbers_in(edition, line)))


def _bare_values(edition: Edition) -> set[Value]:
    """Return the numbers that only the table of figures has: amounts without qualifiers, and those in keys."""
    cells = [
        cell
        for id, each in edition.evidence.figures.items()
        for cell in (each.amount, each.low, each.high, each.paragraph, id, each.measure, each.population)
    ]
    return {value_of(quantity) for cell in cells if cell is not None for quantity in read_quantities(str(cell))}


def file_texts(site: BuiltSite) -> dict[str, list[str]]:
    """Return the texts that a reader can meet in files other than pages, by path: search index, table and feed."""
    found: dict[str, list[str]] = {}
    for path, text in site.other_texts.items():
        if plain_name(path) == SEARCH_INDEX or _RECORDS.fullmatch(path):
            # Anything but a list of records says where the parts of the index are, which nobody reads.
            content = json.loads(text.partition(" = ")[2].rstrip(";\n"))
            found[path] = list(_strings(content)) if isinstance(content, list) else []
        elif path == FIGURES_CSV:
            found[path] = [cell for row in csv.reader(text.splitlines()) for cell in row]
        elif path == FEED:
            found[path] = re.findall(r"<(?:title|summary)>([^<]{1,2000})<", text)
    return found


def page_numbers(edition: Edition, page: BuiltPage) -> Iterator[Quantity]:
    """Yield every number that a reader of a built page meets, in its text, its attributes or its data."""
    for text in readable_texts(page):
        yield from _numbers_in(edition, text)


def _numbers_in(edition: Edition, text: str) -> tuple[Quantity, ...]:
    # Most of what a page has beside its text stands on every page.
    return edition.derived("numbers of built texts", _number_reader)(text)


def _number_reader(edition: Edition) -> Callable[[str], tuple[Quantity, ...]]:
    return lru_cache(maxsize=TEXTS_KEPT)(partial(_numbers_read, edition))


def _numbers_read(edition: Edition, text: str) -> tuple[Quantity, ...]:
    folded = _ISO_DATE.sub(_day_in_words, _ADDRESS.sub("#", _PARAGRAPH.sub("#", fold(text))))
    for name in (*names_with_numbers(edition.evidence), *edition.derived("own words", _own_words_with_numbers)):
        folded = folded.replace(name, "#")
    return tuple(quantity for quantity in read_quantities(folded) if needs_backing(quantity, folded))


def _own_words_with_numbers(edition: Edition) -> tuple[str, ...]:
    """Return the names of licences, and what the program says to readers in its own words, where it has numbers among
    other words. What is a number and nothing else, such as "two-thirds", stands for one of a record."""
    said = (*LICENCES, *map(fold, edition.evidence.texts.values()))
    return tuple(text for text in said if any(quantity.text != text for quantity in read_quantities(text)))


def _day_in_words(match: re.Match[str]) -> str:
    """Return a date in words, so that its digits are read as a date and not as three amounts."""
    day = f"{int(match[3])} " if match[3] else ""
    return f"{day}{MONTHS[int(match[2]) - 1]} {match[1]}"


def readable_texts(page: BuiltPage) -> Iterator[str]:
    """Yield the texts of a page that a person or a program reads as words."""
    tree = page.tree
    for script in tree.xpath("//script[@type='application/ld+json']"):
        yield PARTED.join(_strings(json.loads(script.text or "null")))
    left_out = set(tree.xpath(_LEFT_OUT))
    parts: list[str] = []
    for text, attributes in _walked(tree, left_out):
        parts.append(text)
        yield from attributes
    yield "".join(parts)


def _walked(tree: HtmlElement, left_out: set[HtmlElement]) -> Iterator[tuple[str, list[str]]]:
    """Yield the pieces of a page's text in order, each with the attributes that are read there."""
    # Imported here: it is slow, and a build only needs the list of rules.
    from lxml.etree import iterwalk

    walk = iterwalk(tree, events=("start", "end", "comment", "pi"))
    for event, element in walk:
        if event != "start":
            yield f"{_apart(element, element.getnext())}{element.tail or ''}", []
        elif element in left_out:
            walk.skip_subtree()
            yield f"{_apart(element, element.getprevious())} # ", []
        else:
            yield f"{_apart(element, element.getprevious())}{element.text or ''}", _read_attributes(element)


def _apart(element: HtmlElement, beside: HtmlElement | None) -> str:
    """Return what parts the text of an element from what stands beside it. Lines of one label are one text."""
    if element.tag not in _BLOCKS:
        return ""
    if beside is None or not element.tag == beside.tag == "text":
        return PARTED
    return " " if all(element.get(each) == beside.get(each) for each in ("x", "class")) else PARTED


def _read_attributes(element: HtmlElement) -> list[str]:
    if element.tag == "meta" and element.get("name") in ("viewport", "generator", "color-scheme"):
        return []
    return [value for name, value in element.items() if name in _ATTRIBUTES]


def _strings(value: object) -> Iterator[str]:
    if isinstance(value, dict):
        for key, inner in value.items():
            if not str(key).startswith("@"):
                yield from _strings(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _strings(inner)
    elif isinstance(value, str | int | float) and not isinstance(value, bool):
        yield str(value)


def known_values(edition: Edition) -> set[Value]:
    """Return every number in a checked sentence or a record, in each form in which it may be printed."""
    texts = [statement.text for statement in all_statements(edition)]
    evidence = edition.evidence
    for key, figure in evidence.figures.items():
        texts += [figure.stated, amount_in_words(evidence, key), figure.date.in_words(evidence.texts)]
        texts += [figure.as_of, *figure.as_of.split("/")]
    for event in evidence.events.values():
        texts += [event.when.in_words(evidence.texts), event.date, str(event.when.first.year)]
    texts += [quote.text for quote in evidence.quotes.values()]
    texts += [person.role for person in evidence.people.values()]
    for source in evidence.sources.values():
        texts += [source.when.in_words(evidence.texts), source.published, source.title, source.name]
    for correction in evidence.corrections.values():
        texts += [correction.date, correction.said, correction.says, correction.why]
    worded = (_ISO_DATE.sub(_day_in_words, text) for text in texts)
    return {value_of(quantity) for text in worded for quantity in read_quantities(text)}
