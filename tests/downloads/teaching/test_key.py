"""The exported key agrees with answers computed independently from the data files.

The program is used only to write the key. The data files are read as plain YAML here, and amounts, dates and verdicts
are computed as an editor would by hand.
"""

from __future__ import annotations

import calendar
import datetime
from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from math import inf
from pathlib import Path
from typing import Any

import pytest
import yaml
from packs import packed_of
from reading_back import right_answers, rows_of

from conftest import REAL_ROOT, World
from explainer.downloads.teaching.gift import gift
from explainer.downloads.teaching.paper_quiz import printed_key
from explainer.downloads.teaching.quiz_tables import quiz_csv

pytestmark = pytest.mark.real

GRADES = {"publisher": "Publisher’s own text", "reprint": "From a reprint", "reworded": "Reworded copy"}
VERDICTS = {"right": "True", "wrong": "False", "cannot-tell": "Can’t tell from the sources"}
ABOVE = ("more than", "over", "greater than", "at least", "a minimum of")
AROUND = ("about", "around", "an estimated")


@dataclass(frozen=True)
class Data:
    """The data files as plain YAML."""

    sources: dict[str, Any]
    tables: dict[str, Any]

    def piece(self, kind: str, key: str) -> dict[str, Any]:
        source, _, name = key.partition(".")
        found: dict[str, Any] = self.sources[source][kind][name]
        return found

    def source(self, key: str) -> dict[str, Any]:
        found: dict[str, Any] = self.sources[key.partition(".")[0]]
        return found

    def speaker(self, key: str) -> str:
        person = self.tables["people"][self.piece("quotes", key)["speaker"]]
        shown = f"{person['name']} ({person['role']})" if person["kind"] == "public" else person["role"]
        return start(shown)

    def claimant(self, key: str) -> str:
        who = self.piece("figures", key)["claimed_by"]
        if who == "article":
            return str(self.source(key)["publisher"])
        return str((self.tables["organisations"].get(who) or self.tables["people"].get(who))["name"])

    def population(self, key: str) -> str:
        figure = self.piece("figures", key)
        return str(self.tables["measures"][figure["measure"]]["populations"][figure["population"]])

    def label(self, key: str) -> str:
        source = self.source(key)
        copied = "copy of " if source["copy"]["kind"] == "reworded" else ""
        return f"{source['publisher']}, {copied}{words_of(source['published'])}"


def load(root: Path) -> Data:
    def read(path: Path) -> Any:
        return yaml.safe_load(path.read_text(encoding="utf-8"))

    sources = {path.stem: read(path) for path in sorted((root / "sources").glob("*.yaml"))}
    names = ("people", "organisations", "measures", "glossary", "quiz")
    return Data(sources, {name: read(root / f"{name}.yaml") for name in names})


def start(text: str) -> str:
    return text[0].upper() + text[1:]


def words_of(value: object) -> str:
    """Return a date in words: "2031-05" becomes "May 2031"."""
    text = value.isoformat() if isinstance(value, datetime.date) else str(value)
    if text.endswith("/.."):
        return f"since {words_of(text[:-3])}"
    if "/" in text:
        return " to ".join(words_of(part) for part in text.split("/"))
    mark = {"~": "about ", "?": "perhaps "}.get(text[-1], "")
    parts = text.rstrip("~?").split("-")
    month = f"{calendar.month_name[int(parts[1])]} " if len(parts) > 1 else ""
    day = f"{int(parts[2])} " if len(parts) > 2 else ""
    return f"{mark}{day}{month}{parts[0]}"


def days(value: object) -> tuple[str, str]:
    """Return the first and last day that a date can mean, as strings that sort; an open date by its start."""
    text = value.isoformat() if isinstance(value, datetime.date) else str(value)
    first, _, last = text.removesuffix("/..").partition("/")
    ends = [part.rstrip("~?") for part in (first, last or first)]
    return (ends[0] + "-01-01")[:10] if len(ends[0]) == 4 else (ends[0] + "-01")[:10], (
        ends[1] + ("-12-31" if len(ends[1]) == 4 else "-31")
    )[:10]


def amount_words(figure: dict[str, Any], reworded: bool) -> str:
    """Return an amount in digits with its qualifier; millions in words."""
    if "amount" not in figure:
        return next(word for word in ("hundreds", "thousands") if word in figure["stated"].lower())
    amount = int(figure["amount"])
    digits = f"{amount // 1_000_000} million" if amount >= 1_000_000 else f"{amount:,}"
    digits = "1 billion" if amount == 10**9 else digits
    qualifier = figure.get("qualifier", "")
    if reworded and qualifier == "greater than":
        qualifier = "more than"
    return f"{qualifier} {digits}".strip()


def bounds(figure: dict[str, Any]) -> tuple[float, float]:
    """Return the lowest and highest number that a figure can mean; slightly above the amount for "more than"."""
    if "amount" not in figure:
        return float(figure["low"]), float(figure.get("high", inf))
    amount, qualifier = float(Fraction(str(figure["amount"]))), figure.get("qualifier", "")
    if qualifier in ABOVE:
        return amount + (0 if qualifier in ("at least", "a minimum of") else 1e-6), inf
    if qualifier in AROUND:
        return amount * 0.9, amount * 1.1
    return (amount * 0.9, amount) if qualifier == "nearly" else (amount, amount)


def months(value: object) -> tuple[int, int]:
    first, last = days(value)
    return int(first[:4]) * 12 + int(first[5:7]), int(last[:4]) * 12 + int(last[5:7])


def agreement(data: Data, first: str, second: str) -> str:
    one, other = data.piece("figures", first), data.piece("figures", second)
    groups = data.tables["measures"][one["measure"]].get("comparable", [])
    alike = {one["population"], other["population"]}
    same = one["measure"] == other["measure"] and (len(alike) == 1 or any(alike <= set(group) for group in groups))
    (low, high), (other_low, other_high) = months(one["as_of"]), months(other["as_of"])
    if not same or one["unit"] != other["unit"] or max(low - other_high, other_low - high) > 3:
        return "They cannot be compared"
    equal = one.get("amount") == other.get("amount") and one.get("low") == other.get("low")
    return "They give the same number" if equal else "They differ"


def overlap(data: Data, first: str, second: str) -> bool:
    (low, high), (other_low, other_high) = (bounds(data.piece("figures", key)) for key in (first, second))
    return low <= other_high and other_low <= high


def three(holds: bool, fails: bool) -> str:
    return "right" if holds else "wrong" if fails else "cannot-tell"


def is_higher(data: Data, first: str, second: str) -> str:
    (low, high), (other_low, other_high) = (bounds(data.piece("figures", key)) for key in (first, second))
    return three(low > other_high, high <= other_low)


def is_before(data: Data, first: str, second: str) -> str:
    (low, high), (other_low, other_high) = (days(data.piece("events", key)["date"]) for key in (first, second))
    return three(high < other_low, low > other_high)


def is_day(data: Data, key: str) -> bool:
    value = data.piece("events", key)["date"] if "." in key else data.sources[key]["published"]
    return isinstance(value, datetime.date)


def is_exact(data: Data, key: str) -> str:
    figure = data.piece("figures", key)
    low, high = bounds(figure)
    return three(low == high, not low <= float(figure["amount"]) <= high)


def is_below(data: Data, key: str) -> str:
    figure = data.piece("figures", key)
    low, high = bounds(figure)
    return three(figure.get("qualifier") == "nearly" or high < figure["amount"], low >= figure["amount"])


def yes(holds: bool) -> str:
    return "right" if holds else "wrong"


TESTS: dict[str, Callable[..., str]] = {
    "higher": is_higher,
    "before": is_before,
    "exactly": is_exact,
    "counts": lambda data, key, whom: yes(data.piece("figures", key)["population"] == whom),
    "claimed": lambda data, key, who: yes(data.piece("figures", key)["claimed_by"] == who),
    "said": lambda data, key, who: yes(data.piece("quotes", key)["speaker"] == who),
    "copied": lambda data, key, kind: yes(data.sources[key]["copy"]["kind"] == kind),
    "compatible": lambda data, one, other: yes(overlap(data, one, other)),
    "incompatible": lambda data, one, other: yes(not overlap(data, one, other)),
    "below": lambda data, key: is_below(data, key),
    "comparable": lambda data, one, other: yes(agreement(data, one, other) != "They cannot be compared"),
    "sourced": lambda data, key: yes(data.piece("figures", key)["claimed_by"] != "article"),
    "dated": lambda data, key: yes(is_day(data, key)),
}


def drawn(data: Data, field: str, key: str) -> str:
    if field == "words":
        return key
    if field in ("term", "definition"):
        return str(data.tables["glossary"][key][field])
    if field == "date":
        return start(words_of(data.piece("events", key)["date"]))
    if field == "amount":
        return start(amount_words(data.piece("figures", key), "reworded" in str(data.source(key)["copy"])))
    return {"speaker": data.speaker, "claimant": data.claimant, "population": lambda key: start(data.population(key))}[
        field
    ](key)


def chosen(data: Data, item: dict[str, Any]) -> str:
    if "answer" in item:
        ((field, key),) = item["answer"].items()
        return drawn(data, field, key)
    if item["asks"] == "agreement":
        return agreement(data, *item["of"])
    if item["asks"] in ("highest", "lowest"):
        by_amount = sorted(item["of"], key=lambda key: float(data.piece("figures", key)["amount"]))
        return data.label(by_amount[-1 if item["asks"] == "highest" else 0])
    by_date = sorted(item["of"], key=lambda key: days(data.piece("events", key)["date"]))
    return str(data.piece("events", by_date[0 if item["asks"] == "earliest" else -1])["text"])


def pair(data: Data, match: str, key: str) -> str:
    if match == "terms":
        return f"{drawn(data, 'term', key)} – {drawn(data, 'definition', key)}"
    if match == "speakers":
        return f"“{data.piece('quotes', key)['text']}” ({data.source(key)['name']}) – {data.speaker(key)}"
    if match == "dates":
        return f"{data.piece('events', key)['text']} – {drawn(data, 'date', key)}"
    if match == "copies":
        return f"{data.label(key)} – {GRADES[data.sources[key]['copy']['kind']]}"
    return f"{data.label(key)} – {drawn(data, 'amount', key)} ({data.population(key)})"


def expected(data: Data, item: dict[str, Any]) -> set[str]:
    """Return the parts that the key must give as the answer to an item."""
    match item["kind"]:
        case "choice":
            return {chosen(data, item)}
        case "verdict":
            ((name, ids),) = item["test"].items()
            return {VERDICTS[TESTS[name](data, *ids)]}
        case "matching":
            return {pair(data, item["match"], key) for key in item["of"]}
        case "number":
            return {drawn(data, "amount", item["figure"])}
    ((field, key),) = item["answer"].items()
    return {drawn(data, field, key)}


@pytest.fixture(scope="module")
def data() -> Data:
    return load(REAL_ROOT / "data")


def test_every_answer_of_the_key_follows_from_the_data(real: World, data: Data) -> None:
    rows = {row["id"]: row for row in rows_of(quiz_csv(packed_of(real.evidence())))}
    assert rows.keys() == data.tables["quiz"].keys()
    for key, item in data.tables["quiz"].items():
        given = rows[key]["right answer"]
        parts = expected(data, item)
        for part in parts:
            assert part in given, key
        if item["kind"] in ("choice", "verdict"):
            assert {given} == parts, key
        if item["kind"] == "number":
            amount = Fraction(str(data.piece("figures", item["figure"])["amount"]))
            assert Fraction(rows[key]["lowest accepted"]) <= amount <= Fraction(rows[key]["highest accepted"]), key


def test_every_format_of_the_key_gives_the_same_answers(real: World) -> None:
    pack = packed_of(real.evidence())
    right = right_answers(gift(pack))
    printed = printed_key(pack)
    for row in rows_of(quiz_csv(pack)):
        key, kind = row["id"], row["kind"]
        if kind in ("choice", "verdict"):
            assert right[key] == [row["right answer"]]
        elif kind == "matching":
            assert {line.replace(" -> ", " – ") for line in right[key]} == set(row["right answer"].split("; "))
        elif kind == "number":
            low, high = row["lowest accepted"], row["highest accepted"]
            assert right[key] == [low if low == high else f"{low}..{high}"]
        else:
            assert right[key] == [row["right answer"], *row["also accepted"].split("; ")]
        assert f'id="key-{key}"' in printed


def test_the_quiz_is_large_and_has_every_kind_of_item(data: Data) -> None:
    items = data.tables["quiz"].values()
    assert len(items) >= 44
    assert {item["kind"] for item in items} == {"choice", "verdict", "matching", "number", "short"}
    for lesson in {item["lesson"] for item in items}:
        assert sum(item["lesson"] == lesson for item in items) >= 7
