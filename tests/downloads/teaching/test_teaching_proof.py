"""The files for teachers, read by the programs they are for: gift-pegjs, Anki's own package, and an XML reader."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections import Counter
from dataclasses import replace
from html import unescape
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from packs import RELEASED, packed_of

from conftest import REAL_ROOT, World
from explainer.downloads.archive import unpacked
from explainer.downloads.teaching.anki import DECK_ID, MODEL_ID, anki_deck, guid_of
from explainer.downloads.teaching.gift import gift
from explainer.downloads.teaching.plain_items import feedback_text
from explainer.downloads.teaching.qti import qti
from explainer.downloads.teaching.quiz_files import TEACHING_FILES
from explainer.quiz.ask import Options, Pairs, Range, Words, ask_all
from explainer.quiz.flashcards import all_cards
from explainer.records.evidence import Evidence
from explainer.records.store import load_evidence

pytestmark = [pytest.mark.downloads, pytest.mark.real]
READER = REAL_ROOT / "scripts" / "proof" / "teaching" / "gift.mjs"
KINDS = {"choice": "MC", "verdict": "MC", "matching": "Matching", "number": "Numerical", "short": "Short"}
QTI = "{http://www.imsglobal.org/xsd/ims_qtiasiv1p2}"
_MAKE = """
import sys
from explainer.core.project import Project
from explainer.records.store import load_evidence
from explainer.downloads.teaching.quiz_files import TEACHING_FILES
from explainer.downloads.teaching.pack import Pack
from pathlib import Path
evidence = load_evidence(Project(Path(sys.argv[1])))[0]
lessons = {item.lesson: item.lesson for item in evidence.quiz.values()}
pack = Pack(evidence, "Leaving", "harbour", ("Leaving.",), 1_900_000_000, lessons)
for each in TEACHING_FILES:
    Path(sys.argv[2], each.file).write_bytes(each.make(pack))
"""


@pytest.fixture
def evidence(real: World) -> Evidence:
    return real.evidence()


def test_bytes_do_not_depend_on_folder_time_zone_umask_or_hash_seed(tmp_path: Path) -> None:
    made = []
    for name, zone, umask, seed in (("one", "UTC", 0o022, "1"), ("much deeper/two", "Asia/Yangon", 0o077, "2")):
        folder = tmp_path / name
        folder.mkdir(parents=True)
        environment = {**os.environ, "TZ": zone, "PYTHONHASHSEED": seed, "TMPDIR": str(folder)}
        command = [sys.executable, "-c", _MAKE, str(REAL_ROOT), str(folder)]
        subprocess.run(command, cwd=folder, env=environment, check=True, umask=umask)
        made.append({file.name: file.read_bytes() for file in sorted(folder.iterdir()) if file.is_file()})
    assert made[0] == made[1]
    assert {each.file for each in TEACHING_FILES} <= made[0].keys()


def test_gift_is_read_by_gift_pegjs_item_by_item(evidence: Evidence, tmp_path: Path) -> None:
    file = tmp_path / "quiz.gift"
    file.write_bytes(gift(packed_of(evidence)))
    out = subprocess.run(["node", str(READER), str(file)], capture_output=True, text=True, check=False)
    assert out.returncode == 0, out.stderr
    read = {each["title"]: each for each in json.loads(out.stdout) if each["type"] != "Category"}
    items = ask_all(evidence)
    assert list(read) == [item.id for item in items]
    for item in items:
        given = read[item.id]
        assert given["type"] == KINDS[item.kind], item.id
        assert given["globalFeedback"]["text"] == feedback_text(evidence, item), item.id
        assert item.question in given["stem"]["text"], item.id
        _compare_with_gift(item.key, given)


def _compare_with_gift(key: Any, given: dict[str, Any]) -> None:
    match key:
        case Options(options):
            read = [(each["text"]["text"], each["isCorrect"]) for each in given["choices"]]
            assert read == [(option.text, option.is_right) for option in options]
        case Words(main, others):
            assert [each["text"]["text"] for each in given["choices"]] == [main, *others]
        case Pairs(pairs):
            assert [(each["subquestion"]["text"], each["subanswer"]) for each in given["matchPairs"]] == list(pairs)
        case Range(_, _, low, high):
            choices = given["choices"]
            number = choices[0]["text"] if isinstance(choices, list) else choices
            ends = (number.get("numberLow", number.get("number")), number.get("numberHigh", number.get("number")))
            assert ends == (float(low), float(high))


def test_gift_pegjs_refuses_a_broken_file(tmp_path: Path) -> None:
    file = tmp_path / "broken.gift"
    file.write_text("::one::Which? {\n  =this\n  ~that\n", encoding="utf-8")
    out = subprocess.run(["node", str(READER), str(file)], capture_output=True, text=True, check=False)
    assert out.returncode == 1
    assert re.match(r"\d+: ", out.stderr)


def test_qti_is_well_formed_and_reads_back_item_by_item(evidence: Evidence) -> None:
    files = unpacked(qti(packed_of(evidence)))
    trees = {name: ElementTree.fromstring(content) for name, content in files.items()}
    assert "imsmanifest.xml" in trees
    named = {each.get("href") for each in trees["imsmanifest.xml"].iter() if each.get("href")}
    assert named <= files.keys()
    quizzes = [tree for tree in trees.values() if tree.find(f"{QTI}assessment") is not None]
    assert len(quizzes) == len({item.lesson for item in evidence.quiz.values()})
    read = {each.get("title"): each for tree in quizzes for each in tree.iter(f"{QTI}item")}
    wanted: list[str] = []
    for item in ask_all(evidence):
        key = item.key
        names = [f"{item.id}-{at}" for at, _ in enumerate(key.pairs, 1)] if isinstance(key, Pairs) else [item.id]
        wanted += names
        for at, name in enumerate(names):
            text = " ".join("".join(read[name].itertext()).split())
            assert _flat(feedback_text(evidence, item)) in _flat(text), name
            assert _flat(item.question) in _flat(text), name
            _compare_with_qti(key, at, read[name])
    assert sorted(read) == sorted(wanted)


def test_qti_holds_practice_quizzes_that_can_be_tried_again(evidence: Evidence) -> None:
    files = unpacked(qti(packed_of(evidence)))
    metas = [content.decode() for name, content in files.items() if name.endswith("assessment_meta.xml")]
    assert len(metas) == len({item.lesson for item in evidence.quiz.values()})
    assert all("<quiz_type>practice_quiz<" in meta and "<allowed_attempts>-1<" in meta for meta in metas)
    assert b"Private" not in files["imsmanifest.xml"]
    assert b"CC BY 4.0" in files["imsmanifest.xml"]


def _flat(text: str) -> str:
    return " ".join(re.sub(r"[“”\"’']", "", unescape(re.sub(r"<[^>]{1,40}>", "", text))).split())


def _compare_with_qti(key: Any, at: int, given: ElementTree.Element) -> None:
    labels = {each.get("ident"): "".join(each.itertext()) for each in given.iter(f"{QTI}response_label")}
    right = [(each.text or "").strip() for each in given.iter(f"{QTI}varequal")]
    match key:
        case Options(options):
            assert [_flat(text) for text in labels.values()] == [_flat(f"{option.text}") for option in options]
            assert [_flat(labels[each]) for each in right] == [_flat(key.right)]
        case Pairs(pairs, rights):
            assert [_flat(text) for text in labels.values()] == [_flat(text) for text in rights]
            assert [_flat(labels[each]) for each in right] == [_flat(pairs[at][1])]
        case Words(main, others):
            assert right == [main, *others]
        case Range(_, _, low, high):
            ends = [float(each.text or "") for tag in ("vargte", "varlte") for each in given.iter(f"{QTI}{tag}")]
            assert ends == [float(low), float(high)] or [float(each) for each in right] == [float(low)]


def test_qti_keeps_its_ids_when_the_wording_changes(evidence: Evidence) -> None:
    item = evidence.quiz["out-risks"].model_copy(update={"question": "Whose words are these?"})
    changed = replace(evidence, quiz={**evidence.quiz, "out-risks": item})
    before, after = (unpacked(qti(packed_of(each))) for each in (evidence, changed))
    assert before.keys() == after.keys()
    idents = [[re.findall(rb'ident="([^"]+)"', content) for content in files.values()] for files in (before, after)]
    assert idents[0] == idents[1]
    assert before != after


def corrected(evidence: Evidence) -> Evidence:
    term = evidence.terms["watermelon"].model_copy(update={"definition": "A corrected definition."})
    return replace(evidence, terms={**evidence.terms, "watermelon": term})


def test_anki_imports_the_deck_and_a_corrected_one_updates_it(evidence: Evidence, tmp_path: Path) -> None:
    from anki import collection as collections

    first, second = tmp_path / "first.apkg", tmp_path / "second.apkg"
    first.write_bytes(anki_deck(packed_of(evidence)))
    second.write_bytes(anki_deck(packed_of(corrected(evidence), RELEASED + 86_400)))
    collection = collections.Collection(str(tmp_path / "collection.anki2"))
    cards = all_cards(evidence)
    try:
        assert _imported(collections, collection, first) == {"new": len(cards)}
        (found,) = collection.find_cards("Record:glossary:watermelon")
        before = collection.get_card(found)
        before.ivl, before.due, before.queue, before.type, before.reps = 30, 400, 2, 2, 5
        collection.update_card(before)
        assert _imported(collections, collection, second)["updated"] == len(cards)
        assert collection.note_count() == collection.card_count() == len(cards)
        (found,) = collection.find_cards("Record:glossary:watermelon")
        after = collection.get_card(found)
        assert after.note()["Back"] == "A corrected definition."
        assert (after.id, after.ivl, after.due, after.reps) == (before.id, 30, 400, 5)
        assert _imported(collections, collection, second) == {"duplicate": len(cards)}
        assert collection.fix_integrity()[1]
    finally:
        collection.close()


def _imported(collections: Any, collection: Any, file: Path) -> Counter[str]:
    options = collections.ImportAnkiPackageOptions(merge_notetypes=True)
    request = collections.ImportAnkiPackageRequest(package_path=str(file), options=options)
    log = collection.import_anki_package(request).log
    found = Counter({name: len(getattr(log, name)) for name in ("new", "updated", "duplicate", "conflicting")})
    return +found


def test_the_identity_of_a_card_depends_only_on_its_record(evidence: Evidence) -> None:
    one, other = all_cards(evidence), all_cards(corrected(evidence))
    pack = replace(packed_of(evidence), identifier="breaking-ranks")
    assert [guid_of(pack, card) for card in one] == [guid_of(pack, card) for card in other]
    assert len({guid_of(pack, card) for card in one}) == len(one)
    # Written out: these must stay what they are, or learners get every card twice.
    assert (MODEL_ID, DECK_ID) == (1_763_078_401, 1_763_078_402)
    assert guid_of(pack, next(card for card in one if card.record == "glossary:watermelon")) == "bqL@_Xho-%"


def test_the_data_loads_whole(real: World) -> None:
    assert load_evidence(real.project)[1] == []
