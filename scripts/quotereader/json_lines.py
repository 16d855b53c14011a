"""The form that quotebench measures: one JSON line per article in, one out."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from quotereader import Quotation, read_quotations


class BadInput(Exception):
    """A file that holds no texts to read, or from which line on it does not; `line` is 0 for the whole file."""

    def __init__(self, line: int, sentence: str) -> None:
        super().__init__(sentence)
        self.line = line


_LINE = re.compile(r"[^\n]+")


def predict(line: dict[str, Any]) -> dict[str, Any]:
    """The quotations of `line["text"]` with their speakers, under the id of the line."""
    paragraphs = [found.group() for found in _LINE.finditer(line["text"]) if found.group().strip()]
    read = read_quotations(paragraphs)
    return {"id": line["id"], "quotes": [{"text": one.text, "speaker": one.speaker} for one in read if _counts(one)]}


def _counts(one: Quotation) -> bool:
    return one.kind != "term" and "repeated" not in one.flags


def prediction_lines(path: Path) -> Iterator[str]:
    """Return a prediction for every line of a JSONL file; raise BadInput where a line is none."""
    try:
        with path.open(encoding="utf-8") as lines:
            for number, line in enumerate(lines, start=1):
                yield json.dumps(predict(_record(line, number)), ensure_ascii=False)
    except (OSError, UnicodeDecodeError) as error:
        raise BadInput(0, "This file cannot be read as UTF-8 text.") from error


def _record(line: str, number: int) -> dict[str, Any]:
    try:
        record = json.loads(line)
    except (ValueError, RecursionError):
        record = None
    if not isinstance(record, dict) or not isinstance(record.get("text"), str) or "id" not in record:
        raise BadInput(number, "This line is no JSON object with `id` and `text`.")
    return record
