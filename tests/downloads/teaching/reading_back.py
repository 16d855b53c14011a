"""Readers of exported files that share no code with their writers."""

from __future__ import annotations

import csv
import io
import re

_STEM, _BODY = r"(?P<stem>(?:\\.|[^{\\])+)", r"(?P<body>(?:\\.|[^}\\])*)"
_ITEM = re.compile(rf"^::(?P<title>(?:\\.|[^:\\])+)::\[plain\]{_STEM}\{{{_BODY}\}}", re.MULTILINE)


def rows_of(content: bytes) -> list[dict[str, str]]:
    """Return the rows of a CSV file by its columns."""
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))


def plain(text: str) -> str:
    """Return a GIFT text with its escapes undone."""
    return re.sub(r"\\([~=#{}:\\])", r"\1", text)


def right_answers(content: bytes) -> dict[str, list[str]]:
    """Return the answers that a GIFT file marks as right, by the title of their item."""
    found: dict[str, list[str]] = {}
    for match in _ITEM.finditer(content.decode("utf-8-sig")):
        lines = [line.strip() for line in match["body"].split("\n")]
        found[match["title"]] = [plain(line[1:]) for line in lines if line[:1] == "=" or re.match(r"#\d", line)]
    return found
