"""A toy world whose lists are split like those of a large site: addresses, links and search lead to the parts."""

from __future__ import annotations

import json
import re
from html import escape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from both_builders import published_by_both
from conftest import World
from explainer.core.texts import FIRST_LANGUAGE, texts_in
from explainer.downloads.book import read_book
from explainer.pages.addresses import WHOLE_LISTS, letter_of, lists_whole
from explainer.publish.build import build_site
from explainer.render.search_parts import IN_A_BLOCK, MOST_TOGETHER, SEARCH_FOLDER, SEARCH_INDEX, index_files, words_of

NOT_IN_NAV = "not_in_nav: |\n" + "".join(f"  /{name}/*\n" for name in ("quotes", "timeline", "glossary", "people"))
QUOTE = "q-heron-at-dawn"

ENGLISH = texts_in(FIRST_LANGUAGE)


def part(world: World) -> World:
    """Split every list of the toy world except the figures: by month, and by letter."""
    world.replace(
        "docs/quotes.md", "/// quotes\n///\n\n/// people\n///", "/// parts | quotes\n///\n\n/// parts | people\n///"
    )
    world.replace("docs/timeline.md", "/// timeline\n///", "/// parts | timeline\n///")
    world.replace("docs/glossary.md", "/// glossary\n///", "/// parts | glossary\n///")
    words = {"2030-11": "November 2030", "2031-02": "February 2031", "2031-03": "March 2031", "2031-04": "April 2031"}
    own = world.text("docs/quotes.md").partition("/// parts")[0].partition("# Quotes\n")[2]
    for month in ("2031-03", "2031-04"):
        world.write(f"docs/quotes/{month}.md", f"# Quotes, {words[month]}\n{own}/// quotes\n    when: {month}\n///\n")
    for month in ("2030-11", "2031-02", "2031-03", "2031-04"):
        world.write(f"docs/timeline/{month}.md", f"# Timeline\n\n/// timeline\n    when: {month}\n///\n")
    for letter in "nw":
        world.write(f"docs/glossary/{letter}.md", f"# Glossary\n\n/// glossary\n    letter: {letter}\n///\n")
    world.write("docs/people/i.md", "# People\n\n/// people\n    letter: i\n///\n")
    world.replace("mkdocs.yml", "nav:\n", f"{NOT_IN_NAV}\nnav:\n")
    return world


def test_a_list_is_whole_as_long_as_its_block_is_on_its_page(toy: World) -> None:
    assert lists_whole(toy.project) == WHOLE_LISTS
    toy.replace("docs/timeline.md", "/// timeline\n///", "/// timeline\n    when: 2031\n///")
    assert lists_whole(toy.project) == WHOLE_LISTS - {"timeline"}


def test_a_split_world_has_no_problem_and_its_evidence_is_at_its_sources(toy: World) -> None:
    world = part(toy)
    world.sign_off()
    assert world.report() == []
    world.publish()
    pages = world.built_pages()
    assert QUOTE in pages["sources/heron.html"].anchors
    assert "e-heron-store-locked" in pages["sources/heron.html"].anchors
    assert not any(QUOTE in page.anchors for path, page in pages.items() if path != "sources/heron.html")
    assert "person-ilsa-marden" in pages["people/i.html"].anchors
    assert f"../sources/heron.html#{QUOTE}" in set(pages["topics/leaving.html"].links)
    assert "glossary/w.html" in set(pages["glossary.html"].links)
    (index,) = (world.root / "site" / "assets").glob("search-index-*.js")
    found = json.loads(index.read_text("utf-8").partition(" = ")[2].rstrip(";\n"))
    addresses = {record["address"] for record in found if record["kind"] not in ("page", "section")}
    assert {f"sources/heron.html#{QUOTE}", "glossary/w.html#whistle", "people/i.html#person-ilsa-marden"} <= addresses
    for address in addresses:
        path, _, anchor = address.partition("#")
        assert anchor in pages[path].anchors


def test_the_book_of_a_split_world_contains_the_parts(toy: World) -> None:
    book = read_book(part(toy).edition(), build_site)
    paths = [chapter.path for chapter in book.chapters]
    parts = {path for path in paths if path.startswith(("glossary/", "people/", "quotes/", "timeline/"))}
    assert "glossary/w.md" in parts
    assert len(paths) == len(set(paths))
    shown = " ".join(chapter.content for chapter in book.chapters)
    assert all(escape(quote.text) in shown for quote in book.edition.evidence.quotes.values())


def test_zensical_publishes_the_same_site_of_a_split_world(toy: World) -> None:
    ours, theirs = published_by_both(part(toy))
    assert theirs == ours


def test_a_date_in_the_heading_of_a_part_must_be_that_of_its_sources(toy: World) -> None:
    world = part(toy)
    world.replace("docs/quotes/2031-04.md", "April 2031", "May 2031")
    assert any("P2  The number “May 2031” is not backed by a record." in line for line in world.report())


@pytest.mark.parametrize(
    ("block", "said"),
    [
        ("/// timeline\n    when: spring\n///", "D4  'spring' is not a year or month."),
        ("/// glossary\n    letter: wh\n///", "D4  'wh' is not a letter."),
        ("/// parts | sources\n///", "D4  There is no folder 'sources'."),
    ],
)
def test_a_mistake_in_a_part_is_refused(toy: World, block: str, said: str) -> None:
    toy.write("docs/about/index.md", f"# About\n\n{block}\n")
    assert any(said in line for line in toy.report())


@pytest.mark.parametrize(("entry", "letter"), [("Émile Oran", "e"), ("“CDM”", "c"), ("88", "a")])
def test_an_entry_is_listed_under_its_first_letter(entry: str, letter: str) -> None:
    assert letter_of(entry) == letter


TEXTS = st.text(st.sampled_from("abcds0é’-\n "), min_size=1, max_size=30)
RECORDS = st.builds(
    lambda kind, title, text: {"kind": kind, "title": title, "address": "index.html", "text": text},
    st.sampled_from(["quotation", "term", "figure", "section"]), TEXTS, TEXTS,
)  # fmt: skip


def _content(text: str) -> object:
    return json.loads(text.partition(" = ")[2].rstrip(";\n"))


def _places(steps: str) -> list[int]:
    places, number = [], 0
    for step in steps.split(".") if steps else []:
        number += int(step, 36)
        places.append(number)
    return places


@given(st.lists(RECORDS, min_size=1, max_size=12), st.integers(1, 60))
def test_every_word_of_every_record_leads_to_it(some: list[dict[str, str]], count: int) -> None:
    records = [{**some[at % len(some)], "address": f"p{at}.html"} for at in range(count)]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("explainer.render.search_parts.MOST_TOGETHER", 1)
        files = index_files(records, ENGLISH)
    contents = _content(files[SEARCH_INDEX])
    assert isinstance(contents, dict)
    assert contents["block"] == IN_A_BLOCK
    folder = f"{SEARCH_FOLDER}{contents['folder']}/"
    blocks = [_content(files[f"{folder}r{at}.js"]) for at in range(-(-count // IN_A_BLOCK))]
    ordered = [record for block in blocks for record in block]
    assert sorted(record["address"] for record in ordered) == sorted(record["address"] for record in records)
    found: dict[str, set[int]] = {}
    for number, prefix in enumerate(contents["prefixes"]):
        for word, places in _content(files[f"{folder}w{number}.js"]).items():
            assert word.startswith(prefix)
            found[word] = {place for steps in places.split("|") for place in _places(steps)}
    for place, record in enumerate(ordered):
        for word in words_of(f"{record['title']} {record['text']}"):
            assert place in found[word]


def test_a_small_site_keeps_one_index() -> None:
    record = {"kind": "term", "title": "Tide", "address": "glossary.html#tide", "text": "Water."}
    fitting = MOST_TOGETHER // (len(json.dumps(record, separators=(",", ":"))) + 1) - 1
    assert list(index_files([record] * fitting, ENGLISH)) == [SEARCH_INDEX]
    assert len(index_files([record] * (fitting + 2), ENGLISH)) > 1


def test_the_kinds_are_in_the_order_in_which_the_search_page_weighs_them(real: World) -> None:
    from explainer.render.search_parts import _KINDS

    weights = re.search(r"weights = \{(.*)\};", real.text("overrides/assets/search.js"))
    assert weights is not None
    weighed = dict(re.findall(r'"\{\{ found-(\w+) \}\}": ([\d.]+)', weights[1]))
    assert sorted(_KINDS, key=lambda kind: -float(weighed[kind])) == list(_KINDS)
