"""The form that quotebench measures: one JSON line per article in, one out."""

import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from explainer.core.problems import refuse
from explainer.drafting.quotations import Quotation, read_quotations

_LINE = re.compile(r"[^\n]+")


def predict(line: dict[str, Any]) -> dict[str, Any]:
    """The quotations of `line["text"]` with their speakers, under the id of the line."""
    paragraphs = [found.group() for found in _LINE.finditer(line["text"]) if found.group().strip()]
    read = read_quotations(paragraphs)
    return {"id": line["id"], "quotes": [{"text": one.text, "speaker": one.speaker} for one in read if _counts(one)]}


def _counts(one: Quotation) -> bool:
    return one.kind != "term" and "repeated" not in one.flags


def prediction_lines(path: Path) -> Iterator[str]:
    """Return a prediction for every line of a JSONL file; raise Refused where a line is none."""
    shown = path.name
    try:
        with path.open(encoding="utf-8") as lines:
            for number, line in enumerate(lines, start=1):
                yield json.dumps(predict(_record(line, shown, number)), ensure_ascii=False)
    except (OSError, UnicodeDecodeError) as error:
        raise refuse("Y3", shown, "This file cannot be read as UTF-8 text.", "Give a JSONL file.") from error


def _record(line: str, shown: str, number: int) -> dict[str, Any]:
    try:
        record = json.loads(line)
    except (ValueError, RecursionError):
        record = None
    if not isinstance(record, dict) or not isinstance(record.get("text"), str) or "id" not in record:
        raise refuse("Y3", shown, "This line is no JSON object with `id` and `text`.", "", number)
    return record


def main(path: str) -> None:
    """Print a prediction for every line of the JSONL file at `path`."""
    for line in prediction_lines(Path(path)):
        print(line)


if __name__ == "__main__":
    main(sys.argv[1])
