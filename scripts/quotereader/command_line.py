"""The command `quotereader`: prints the quotations of news articles with their speakers."""

import argparse
import io
import json
import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict

from quotereader.input_files import Article, BadInput, article_of_text, articles_of_json_lines
from quotereader.quotations import Quotation, read_quotations

BAD_INPUT = 2
_CLOSED_PIPE = 141
_INTERRUPTED = 130
_DESCRIPTION = """\
Print the quotations of news articles and who speaks them, as one JSON object a line. Nothing is printed unless the
whole input can be read."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; return 0, or 2 where the input cannot be read or the output cannot be written."""
    options = _parser().parse_args(arguments)
    try:
        return _print(_output(options))
    except BadInput as bad:
        print(f"quotereader: {bad}", file=sys.stderr)
        return BAD_INPUT
    except KeyboardInterrupt:
        return _INTERRUPTED


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="quotereader", description=_DESCRIPTION)
    parser.add_argument("file", metavar="FILE", help='objects with "id" and "text", one a line; - for standard input')
    parser.add_argument("--text", action="store_true", help="FILE is a text, a paragraph a line; print lines to read")
    parser.add_argument(
        "--all", action="store_true", help="also print what is not speech (titles, nicknames, scare quotes) and repeats"
    )
    return parser


def _output(options: argparse.Namespace) -> Iterator[str]:
    """Read the whole input, and return the lines to be printed."""
    if options.text:
        return _readable_lines(article_of_text(options.file), options.all)
    return (_json_line(article, options.all) for article in articles_of_json_lines(options.file))


def _json_line(article: Article, everything: bool) -> str:
    quotes = [asdict(quotation) for quotation in _quotations(article, everything)]
    return json.dumps({"id": article.id, "quotes": quotes}, ensure_ascii=False)


def _readable_lines(article: Article, everything: bool) -> Iterator[str]:
    for quotation in _quotations(article, everything):
        speaker = "(a term)" if quotation.kind == "term" else quotation.speaker or "(nobody named)"
        flags = f"  [{'; '.join(quotation.flags)}]" if quotation.flags else ""
        line = f"¶{quotation.paragraph}  {quotation.confidence:.0%}  {speaker}: “{quotation.text}”{flags}"
        yield "".join(mark if mark.isprintable() else " " for mark in line)


def _quotations(article: Article, everything: bool) -> Iterable[Quotation]:
    quotations = read_quotations(article.paragraphs)
    return [one for one in quotations if everything or (one.kind != "term" and "repeated" not in one.flags)]


def _print(lines: Iterable[str]) -> int:
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8")
    try:
        for line in lines:
            print(line)
        sys.stdout.flush()
    except BrokenPipeError:
        _discard_output()
        return _CLOSED_PIPE
    except OSError as error:
        _discard_output()
        print(f"quotereader: the output cannot be written: {error.strerror}.", file=sys.stderr)
        return BAD_INPUT
    return 0


def _discard_output() -> None:
    """Send what Python still wants to write at its end nowhere, so that it does not fail a second time."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
