"""YAML: strict in, canonical out (rules Y1 to Y3)."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from conftest import TOY
from explainer.core.problems import Refused
from explainer.core.read_files import MAXIMUM_BYTES
from explainer.core.yaml_files import MAXIMUM_DEPTH, Document, canonical_text, dump_records, dump_yaml, load_yaml


def load(tmp_path: Path, text: str | bytes) -> Document:
    path = tmp_path / "toy.yaml"
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return load_yaml(path, "toy.yaml")


def refusals(tmp_path: Path, text: str | bytes) -> list[str]:
    with pytest.raises(Refused) as caught:
        load(tmp_path, text)
    return [str(problem).split("\n")[0] for problem in caught.value.problems]


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("no", "no"), ("yes", "yes"), ("on", "on"), ("NO", "NO"), ("True", "True"), ("true", True), ("false", False),
        ("010", "010"), ("0o10", "0o10"), ("0x1f", "0x1f"), ("1_000", "1_000"), ("12:30", "12:30"), ("1e3", "1e3"),
        (".inf", ".inf"), ("2031-02-04", "2031-02-04"), ("0", 0), ("-3", -3), ("40", 40), ("2.50", 2.5), ("2/3", "2/3"),
        ("2031~", "2031~"), ("~", None), ("null", None), ("Null", "Null"), ("'40'", "40"), ('"no"', "no"), ("", None),
        ("'null'", "null"), ("''", ""), ("=", "="), ("+5", "+5"), ("1234567890123456", "1234567890123456"),
    ],
)  # fmt: skip
def test_a_value_means_what_it_says(tmp_path: Path, written: str, meant: Any) -> None:
    content = load(tmp_path, f"key: {written}\n").content
    assert content == {"key": meant}
    assert type(content["key"]) is type(meant)


def test_keys_are_always_text(tmp_path: Path) -> None:
    assert load(tmp_path, "no: a\n40: b\ntrue: c\n").content == {"no": "a", "40": "b", "true": "c"}


def test_folded_and_literal_text_is_read(tmp_path: Path) -> None:
    assert load(tmp_path, "a: >-\n  low\n  tide\nb: |\n  low\n  tide\n").content == {
        "a": "low tide",
        "b": "low\ntide\n",
    }


def test_every_key_and_item_knows_its_line(tmp_path: Path) -> None:
    document = load(tmp_path, "# note\na:\n  b: 1\n  c: [x,\n    y]\n\nd: 2\n")
    assert document.content == {"a": {"b": 1, "c": ["x", "y"]}, "d": 2}
    lines = {"a": ("a",), "b": ("a", "b"), "x": ("a", "c", 0), "y": ("a", "c", 1), "d": ("d",)}
    assert {name: document.line(path) for name, path in lines.items()} == {"a": 2, "b": 3, "x": 4, "y": 5, "d": 7}
    assert document.line(("a", "c", 7, "gone")) == 4
    assert document.line(("gone",)) == 2


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a: 1\nb: 2\na: 3\n", ["toy.yaml:3:1: Y1 The key 'a' appears twice."]),
        ("a: {b: 1, b: 2}\n", ["toy.yaml:1:11: Y1 The key 'b' appears twice."]),
        ("a: &x 1\n", ["toy.yaml:1:4: Y1 Anchors and aliases are not allowed."]),
        ("a: &x 1\nb: *x\n", ["toy.yaml:1:4: Y1 Anchors and aliases are not allowed.",
                               "toy.yaml:2:4: Y1 Anchors and aliases are not allowed."]),
        ("a: !!python/name:x y\n", ["toy.yaml:1:4: Y1 The tag 'tag:yaml.org,2002:python/name:x' is not allowed."]),
        ("a: !mine 1\n", ["toy.yaml:1:4: Y1 The tag '!mine' is not allowed."]),
        ("<<: {a: 1}\n", ["toy.yaml:1:1: Y1 A key must be plain text."]),
        ("? [a, b]\n: 1\n", ["toy.yaml:1:3: Y1 A key must be plain text."]),
        ("a: 1\n---\nb: 2\n", ["toy.yaml:2:1: Y1 A second YAML document starts here."]),
        ("\ufeffa: 1\n", ["toy.yaml:1:1: Y1 This text contains an invisible character: U+FEFF."]),
        ("a: 1\nb: \x00\n", ["toy.yaml:2:4: Y1 This text contains an invisible character: U+0000."]),
        ("a: lo\u202ew\n", ["toy.yaml:1:6: Y1 This text contains an invisible character: U+202E."]),
        ("a: lo\u200bw\n", ["toy.yaml:1:6: Y1 This text contains an invisible character: U+200B."]),
        ("a: \x1b[31m\n", ["toy.yaml:1:4: Y1 This text contains an invisible character: U+001B."]),
        (b"a: 1\nb: \xff\n", ["toy.yaml:2: Y1 This file is not UTF-8 text."]),
        (b"a: " + b"x" * MAXIMUM_BYTES, ["toy.yaml: Y1 This file is larger than 256 KB."]),
    ],
)  # fmt: skip
def test_what_rule_y1_forbids_is_refused_at_its_line(tmp_path: Path, text: str | bytes, expected: list[str]) -> None:
    assert refusals(tmp_path, text) == expected


@pytest.mark.parametrize(
    ("text", "line"),
    [("a: [1, 2\n", 2), ("a: 1\n b: 2\n", 2), ("a: 'open\n", 2), ("\ta: 1\n", 1), ("a: b: c\n", 1), ("%YAML 9\n", 1)],
)
def test_text_that_is_not_yaml_is_one_problem_with_a_line(tmp_path: Path, text: str, line: int) -> None:
    (problem,) = refusals(tmp_path, text)
    assert problem.startswith(f"toy.yaml:{line}: Y3 This is not YAML: ")


def test_a_file_that_ends_in_the_middle_of_a_line_was_cut_short(tmp_path: Path) -> None:
    assert refusals(tmp_path, "a: 1\nb: 2") == ["toy.yaml:2: Y3 This file ends in the middle of a line."]


def test_deep_nesting_is_refused_at_its_depth(tmp_path: Path) -> None:
    inside = "[" * MAXIMUM_DEPTH + "]" * MAXIMUM_DEPTH + "\n"
    assert load(tmp_path, inside).content
    (problem,) = refusals(tmp_path, "[" * 5000 + "]" * 5000)
    assert problem == f"toy.yaml:1:{MAXIMUM_DEPTH + 2}: Y1 This value is nested more than {MAXIMUM_DEPTH} levels deep."


def test_an_empty_file_holds_nothing(tmp_path: Path) -> None:
    assert load(tmp_path, "").content is None
    assert load(tmp_path, "# note\n").content is None


def test_only_plain_files_are_read(tmp_path: Path) -> None:
    link, pipe, folder = tmp_path / "link.yaml", tmp_path / "pipe.yaml", tmp_path / "folder.yaml"
    link.symlink_to(TOY / "data" / "names.yaml")
    os.mkfifo(pipe)
    folder.mkdir()
    for path in (link, pipe, folder):
        with pytest.raises(Refused, match="B3 This is not a plain file"):
            load_yaml(path, path.name)
    with pytest.raises(Refused, match="Y3 This file cannot be read"):
        load_yaml(tmp_path / "none.yaml", "none.yaml")


def test_canonical_form_keeps_comments_and_is_stable() -> None:
    text = "# first\na:   {b: 1}  # why\nc:\n- x\n-   y\n"
    canonical = canonical_text(text)
    assert canonical == "# first\na: {b: 1}    # why\nc:\n  - x\n  - y\n"
    assert canonical_text(canonical) == canonical


SCALARS = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(10**9), 10**9),
    st.text(st.characters(codec="ascii", exclude_categories=["Cc"])),
)


@given(st.dictionaries(st.from_regex(r"[a-z]{1,8}", fullmatch=True), st.one_of(SCALARS, st.lists(SCALARS, max_size=3))))
def test_dumped_content_is_read_back(tmp_path_factory: pytest.TempPathFactory, content: dict[str, Any]) -> None:
    path = tmp_path_factory.getbasetemp() / "dumped.yaml"
    path.write_text(dump_yaml(content), encoding="utf-8")
    assert load_yaml(path, "dumped.yaml").content == content


LINES = st.text(st.sampled_from("aby YnNo~0.1:#-?!&*%@`|>{}[],'\"\\=<é“😀")).map(lambda text: " ".join(text.split()))


@given(st.lists(LINES, min_size=1, max_size=4))
def test_dumped_records_are_canonical_and_read_back(
    tmp_path_factory: pytest.TempPathFactory, values: list[str]
) -> None:
    records = {f"c{at}": {"of": value, "by": "editor"} for at, value in enumerate(values)}
    path = tmp_path_factory.getbasetemp() / "records.yaml"
    path.write_text(dump_records(records), encoding="utf-8")
    assert canonical_text(dump_records(records)) == dump_records(records)
    assert load_yaml(path, "records.yaml").content == records


YAMLISH = st.lists(
    st.sampled_from(
        ["a", "b: ", "- ", "? ", ": ", "[", "]", "{", "}", ",", "&x ", "*x", "!t ", "!!str ", "<<: ", "|", ">-", "'",
         '"', "#", "\n", "\n  ", "\n- ", "---\n", "...\n", "%TAG ! x\n", "~", "40", "\t", "\\", "@", "`", "é", "\u2028",
         "😀"]
    ),
    max_size=30,
).map("".join)  # fmt: skip


@given(st.one_of(st.text(), YAMLISH, st.binary()))
@example("*")
@example("a: *")
@example("- !<")
@example("'\\x")
def test_loading_raises_nothing_but_refusals(tmp_path_factory: pytest.TempPathFactory, text: str | bytes) -> None:
    path = tmp_path_factory.getbasetemp() / "any.yaml"
    path.write_bytes(text.encode("utf-8", "surrogatepass") if isinstance(text, str) else text)
    try:
        load_yaml(path, "any.yaml")
    except Refused as refused:
        assert refused.problems  # noqa: PT017
        assert all(problem.place.file == "any.yaml" for problem in refused.problems)  # noqa: PT017


def test_a_file_is_read_anew_only_when_it_has_changed(tmp_path: Path) -> None:
    path = tmp_path / "toy.yaml"
    path.write_text("pilots: 40\n", encoding="utf-8")
    first = load_yaml(path, path.name)
    assert load_yaml(path, path.name) is first
    path.write_text("pilots: 41\n", encoding="utf-8")
    assert load_yaml(path, path.name).content == {"pilots": 41}
    assert first.content == {"pilots": 40}
