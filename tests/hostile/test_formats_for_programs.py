"""Any text is read back as it was from the files that are made for other programs."""

from __future__ import annotations

import csv
import io
import json
import re
import subprocess
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import cycle
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from xml.etree import ElementTree

import pytest
from hypothesis import example

from conftest import REAL_ROOT, TOY
from explainer.core.csv_text import CELL_MARK
from explainer.core.project import ROOT_VARIABLE, Project
from explainer.downloads.archive import unpacked
from explainer.downloads.book import Book, read_book
from explainer.downloads.data.annotations import annotation_page
from explainer.downloads.data.bibliography import biblatex, csl_json, ris
from explainer.downloads.data.data_package import as_one, data_package
from explainer.downloads.data.evidence_tables import TABLES
from explainer.downloads.teaching.anki import anki_deck
from explainer.downloads.teaching.gift import gift
from explainer.downloads.teaching.pack import Pack
from explainer.downloads.teaching.qti import qti
from explainer.downloads.teaching.quiz_tables import cards_csv, quiz_csv
from explainer.edition.state import load_edition
from explainer.quiz.ask import Asked, Option, Options, Pairs, Said, Words
from explainer.quiz.flashcards import all_cards
from explainer.records.evidence import Evidence
from hostile.batches import MANY, batched
from hostile.test_any_text import changed, saying
from hostile.texts import TEXTS, as_a_browser

GIFT_READER = REAL_ROOT / "scripts" / "proof" / "teaching" / "gift.mjs"
QTI = "{http://www.imsglobal.org/xsd/ims_qtiasiv1p2}"
RUNS = ("=", "+", "-", "@", "\t", "\r")


@lru_cache(maxsize=1)
def toy_book() -> Book:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(ROOT_VARIABLE, str(TOY))
        return read_book(load_edition(Project(TOY))[0], lambda edition, folder: None)


def citing(texts: list[str]) -> Book:
    """Return the book of a project with one source for every four texts: title, publisher, author and note."""
    book = toy_book()
    pattern = book.edition.evidence.sources["heron"]
    sources = {}
    for number, (title, publisher, author, note) in enumerate(zip(*[iter(texts)] * 4, strict=True)):
        copy = pattern.copy_read.model_copy(update={"note": note})
        fields = {"id": f"s-{number}", "title": title, "publisher": publisher, "authors": (author,), "copy_read": copy}
        sources[f"s-{number}"] = pattern.model_copy(update=fields)
    evidence = replace(book.edition.evidence, sources=sources, lock={})
    return replace(book, edition=replace(book.edition, evidence=evidence), title=texts[0])


def author_of(name: dict[str, str]) -> str:
    return name["literal"] if "literal" in name else f"{name['given']} {name['family']}"


@batched()
def test_csl_json(texts: list[str]) -> None:
    items = json.loads(csl_json(citing(texts)))
    read = [
        each
        for item in items
        for each in (item["title"], item["container-title"], author_of(item["author"][0]), item["note"])
    ]
    assert [each.split(". ", 1)[-1] if at % 4 == 3 else each for at, each in enumerate(read)] == texts


def without_single_braces(text: str) -> str:
    """Return a text without what pandoc does not know as LaTeX: single braces and backquotes."""
    text = text.replace("`", "'")
    is_paired = all(text[:at].count("{") >= text[:at].count("}") for at in range(len(text)))
    return text if is_paired and text.count("{") == text.count("}") else re.sub("[{}]", "|", text)


@batched()
def test_braces_of_biblatex_are_balanced(texts: list[str]) -> None:
    content = biblatex(citing(texts)).decode()
    depth = 0
    for line in content.split("\n"):
        if line.startswith("%"):
            continue
        for mark in re.findall("[{}]", line):
            depth += 1 if mark == "{" else -1
            assert depth >= 0
        assert depth == (0 if line == "}" or not line.startswith(("@", "  ")) else 1), line
    assert content.count("@article{") == content.count("\n@article{") == len(texts) // 4
    assert "@" not in content.partition("\n\n")[0]


@pytest.mark.downloads
@batched(TEXTS.map(without_single_braces))
def test_biblatex(texts: list[str]) -> None:
    import pypandoc

    content = pypandoc.convert_text(biblatex(citing(texts)).decode(), "csljson", format="biblatex")
    items = {item["id"]: item for item in json.loads(content)}
    given = json.loads(csl_json(citing(texts)))
    assert list(items) == [item["id"] for item in given]
    for item in given:
        other = items[item["id"]]
        for field in ("title", "container-title", "note"):
            assert as_pandoc_reads(other[field]) == as_pandoc_reads(item[field]), field
        assert len(other["author"]) == 1


def as_pandoc_reads(text: str) -> str:
    """Return a text with raised and lowered signs, ligatures and apostrophes in their plain form."""
    return unicodedata.normalize("NFKC", re.sub("</?su[bp]>", "", text).replace("’", "'"))


@pytest.mark.downloads
@pytest.mark.parametrize(
    ("author", "family", "given"),
    [
        ("Ann and Bob Lee", "", ""),
        ("Reuters and AFP", "", ""),
        ("Lee, Ann", "", ""),
        ("100 % AT&T_#1 $5", "$5", "100 % AT&T_#1"),
        ("Ann {of} Lee~^", "Lee~^", "Ann {of}"),
        ("Ann \\relax", "\\relax", "Ann"),
        ("မြတ် မင်း", "မင်း", "မြတ်"),
        ("others", "", ""),
        ("Low Tide, Ltd. and others", "", ""),
    ],
)
def test_an_author_of_biblatex(author: str, family: str, given: str) -> None:
    import pypandoc

    written = biblatex(citing(["a", "b", author, "c"])).decode()
    (item,) = json.loads(pypandoc.convert_text(written, "csljson", format="biblatex"))
    assert item["author"] == [{"family": family, "given": given} if family else {"literal": author}]


@pytest.mark.downloads
@batched()
def test_ris(texts: list[str]) -> None:
    import rispy

    entries = rispy.loads(ris(citing(texts)).decode())
    for entry, item in zip(entries, json.loads(csl_json(citing(texts))), strict=True):
        assert (entry["title"], entry["secondary_title"]) == (item["title"], item["container-title"])
        assert entry["notes"] == [item["note"]]
        (name,) = item["author"]
        assert entry["authors"] == [name.get("literal") or f"{name['family']}, {name['given']}"]


def varied(texts: list[str]) -> Evidence:
    """Return the toy world's evidence with other texts in each field of words."""
    evidence, words = saying(texts[0]), cycle(texts)
    return replace(
        evidence,
        quotes={key: changed(each, text=next(words), about=next(words)) for key, each in evidence.quotes.items()},
        events={key: changed(each, text=next(words)) for key, each in evidence.events.items()},
        figures={key: changed(each, stated=next(words), note=next(words)) for key, each in evidence.figures.items()},
        terms={
            key: changed(each, term=next(words), definition=next(words), variants=next(words))
            for key, each in evidence.terms.items()
        },
    )


def exact(cell: str) -> str:
    """Return what a cell says, as the codebook tells to read it."""
    return cell[1:] if cell[:1] == CELL_MARK and cell.lstrip(CELL_MARK)[:1] in RUNS and cell.lstrip(CELL_MARK) else cell


def rows_of(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline=""), strict=True))


@batched()
def test_the_data_package(texts: list[str]) -> None:
    book = toy_book()
    book = replace(book, edition=replace(book.edition, evidence=varied(texts)))
    entries, tables = unpacked(data_package(book)), as_one(book)
    kinds = {(table.name, column.name): column.kind for table in TABLES for column in table.columns}
    for table in TABLES:
        rows = rows_of(entries[f"data/{table.name}.csv"])
        cells = [(row, name) for row in rows for name in row if kinds[table.name, name] == "string"]
        assert not [row[name] for row, name in cells if row[name].startswith(RUNS)]
        said = [[exact(row[name]) for name in row if kinds[table.name, name] == "string"] for row in rows]
        held: Any = tables[table.name]
        names = [column.name for column in table.columns if column.kind == "string"]
        assert said == [[str(each.get(name, "")) for name in names] for each in held]
    assert json.loads(entries[f"{book.identity.identifier}.json"])["quotes"] == tables["quotes"]


@batched()
def test_annotations(texts: list[str]) -> None:
    book = toy_book()
    book = replace(book, edition=replace(book.edition, evidence=varied(texts)))
    items = json.loads(annotation_page(book))["items"]
    quotes = list(book.edition.evidence.quotes.values())
    assert [item["target"]["selector"].get("exact", "[...]") for item in items] == [
        each.text if "exact" in item["target"]["selector"] else "[...]"
        for each, item in zip(quotes, items, strict=True)
    ]


@dataclass(frozen=True)
class Given(Pack):
    """A pack of items that are not drawn from records."""

    items: tuple[Asked, ...] = ()

    def by_lesson(self) -> list[tuple[str, list[Asked]]]:
        return [(self.imprint[0], list(self.items))]


def asking(texts: list[str]) -> Given:
    """Return a pack whose questions, answers and feedback are the texts, eight for every two items."""
    evidence = toy_book().edition.evidence
    items: list[Asked] = []
    for number, (ask, right, wrong, why, main, other, left, fit) in enumerate(zip(*[iter(texts)] * 8, strict=True)):
        said = (Said(why, ("heron:1",)),)
        options = Options((Option(right, True), Option(wrong, False)))
        items += [
            Asked(f"o-{number}", "choice", "briefing", ask, "", options, said),
            Asked(f"w-{number}", "short", "briefing", why, "", Words(main, (other,)), said),
            Asked(f"p-{number}", "matching", "briefing", ask, "", Pairs(((left, fit), (fit, left)), (fit, left)), said),
        ]
    first = next(iter(evidence.quiz.values()))
    quiz = {item.id: first for item in items}
    return Given(replace(evidence, quiz=quiz), texts[0], "x", tuple(texts[:2]), 1_900_000_000, {}, items=tuple(items))


def feedback(item: Asked) -> str:
    return f"{item.feedback[0].text} (Heron ¶1)"


@pytest.mark.downloads
@batched()
def test_gift(texts: list[str]) -> None:
    pack = asking(texts)
    with TemporaryDirectory() as folder:
        file = Path(folder, "quiz.gift")
        file.write_bytes(gift(pack))
        out = subprocess.run(["node", str(GIFT_READER), str(file)], capture_output=True, text=True, check=False)
    assert out.returncode == 0, out.stderr
    read = {each["title"]: each for each in json.loads(out.stdout) if each["type"] != "Category"}
    assert list(read) == [item.id for item in pack.items]
    for item in pack.items:
        given = read[item.id]
        assert (given["stem"]["text"], given["stem"]["format"]) == (item.question, "plain")
        assert given["globalFeedback"]["text"] == feedback(item)
        assert list(_answers_of_gift(given, item)) == list(_answers(item))


def _answers(item: Asked) -> Iterator[object]:
    """Yield the answers as GIFT holds them, which has no way to write the arrow of pairs."""

    def written(text: str) -> str:
        return text.replace("->", "→")

    match item.key:
        case Options(options):
            yield from ((written(each.text), each.is_right) for each in options)
        case Words(main, others):
            yield from map(written, (main, *others))
        case Pairs(pairs):
            yield from ((written(left), written(right)) for left, right in pairs)


def _answers_of_gift(given: dict[str, Any], item: Asked) -> Iterator[object]:
    match item.key:
        case Options():
            assert {each["text"]["format"] for each in given["choices"]} <= {"plain", "moodle"}
            yield from ((each["text"]["text"], each["isCorrect"]) for each in given["choices"])
        case Words():
            yield from (each["text"]["text"] for each in given["choices"])
        case Pairs():
            # gift-pegjs leaves the codes that it puts in the place of escapes in right sides.
            rights = [
                re.sub(r"&&(\d{3});", lambda code: chr(int(code[1])), each["subanswer"]) for each in given["matchPairs"]
            ]
            lefts = [each["subquestion"]["text"] for each in given["matchPairs"]]
            yield from zip(lefts, rights, strict=True)


@pytest.mark.downloads
@batched()
def test_qti(texts: list[str]) -> None:
    pack = asking(texts)
    trees = [ElementTree.fromstring(content) for content in unpacked(qti(pack)).values()]
    (quiz,) = (tree for tree in trees if tree.find(f"{QTI}assessment") is not None)
    assert quiz.find(f"{QTI}assessment").get("title") == f"{pack.title}: {pack.imprint[0]}"  # type: ignore[union-attr]
    read = {each.get("title"): each for each in quiz.iter(f"{QTI}item")}
    for item in pack.items:
        names = [item.id] if not isinstance(item.key, Pairs) else [f"{item.id}-1", f"{item.id}-2"]
        for at, name in enumerate(names):
            asked, *said = [_shown(each) for each in read[name].iter(f"{QTI}mattext")]
            assert asked == item.question + (item.key.pairs[at][0] if isinstance(item.key, Pairs) else "")
            assert feedback(item) in said
            match item.key:
                case Options(options):
                    assert [option.text for option in options] == said[: len(options)]
                case Pairs(_, rights):
                    assert list(rights) == said[: len(rights)]
                case Words(main, others):
                    assert [each.text for each in read[name].iter(f"{QTI}varequal")] == [main, *others]


def _shown(mattext: ElementTree.Element) -> str:
    """Return what a browser shows of a text, which has no element but paragraphs."""
    seen = as_a_browser(mattext.text or "")
    assert set(seen.tags) <= {"p"}
    return seen.text.replace("\n", "")


@batched()
def test_the_tables_of_the_quiz_and_the_cards(texts: list[str]) -> None:
    pack = asking(texts)
    rows = rows_of(quiz_csv(pack))
    assert [exact(row["question"]) for row in rows] == [item.question for item in pack.items]
    assert [exact(row["feedback"]) for row in rows] == [feedback(item) for item in pack.items]
    assert not [cell for row in rows for cell in row.values() if cell.startswith(RUNS)]
    drawn = replace(pack, evidence=varied(texts))
    cards = all_cards(drawn.evidence)
    rows = rows_of(cards_csv(drawn))
    assert [(exact(row["front"]), exact(row["back"])) for row in rows] == [(each.front, each.back) for each in cards]


@pytest.mark.downloads
@example(texts=['"', *map(str, range(MANY - 1))])
@batched()
def test_anki(texts: list[str]) -> None:
    from anki import collection as collections

    pack = replace(asking(texts), evidence=varied(texts))
    cards = {card.record: card for card in all_cards(pack.evidence)}
    with TemporaryDirectory() as folder:
        file = Path(folder, "cards.apkg")
        file.write_bytes(anki_deck(pack))
        collection = collections.Collection(f"{folder}/collection.anki2")
        try:
            options = collections.ImportAnkiPackageOptions(merge_notetypes=True)
            collection.import_anki_package(
                collections.ImportAnkiPackageRequest(package_path=str(file), options=options)
            )
            notes = [collection.get_note(each) for each in collection.find_notes("")]
            shown = [collection.get_card(each).render_output() for each in collection.find_cards("")]
        finally:
            collection.close()
    assert {note["Record"] for note in notes} == cards.keys()
    for note in notes:
        card, seen = cards[note["Record"]], [as_a_browser(note[name]) for name in ("Front", "Back", "Source")]
        assert [each.text for each in seen] == [card.front, card.back, card.stands]
        assert {tag for each in seen for tag in each.tags} <= {"span"}
        assert all(re.fullmatch("sign|rtl|[a-z]{2}", value) for each in seen for value in each.values)
    assert not [each for each in shown if each.question_av_tags or each.answer_av_tags]
