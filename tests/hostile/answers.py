"""Hostile and odd answers of a server, each with what becomes of it: words of a refusal, or a number of paragraphs."""

from __future__ import annotations

import gzip
import socket
import time
from collections.abc import Iterable
from contextlib import suppress
from itertools import repeat

from drafting.own_server import Answer

PARAGRAPH = "<p>“We leave tonight,” said Ilsa Marden, and about {} pilots went with her through the gate at dawn.</p>"
ARTICLE = "".join(PARAGRAPH.format(number) for number in range(30, 42))
PAGE = (
    f"<!doctype html><html><head><title>Pilots Go Home</title></head><body><article>{ARTICLE}</article></body></html>"
)
BODY = PAGE.encode()
TEXT = "\n\n".join(
    f"“We leave tonight,” said Ilsa Marden, and {number} pilots left." for number in range(30, 42)
).encode()
PARAGRAPHS = 12
HTML = "Content-Type: text/html; charset=utf-8"
TERMINAL = "\x1b[2J\x1b]0;owned\x07\x9b31m"
ENTITIES = "&#27;]0;owned&#7;&#x9b;31m"
OK = "HTTP/1.1 200 OK"
LONG, CUT, SLOW = "larger than 2 MB", "cut short", "took too long"


def page(article: str = ARTICLE, title: str = "Pilots Go Home") -> str:
    return f"<!doctype html><html><head><title>{title}</title></head><body><article>{article}</article></body></html>"


def sent(*pieces: bytes | str, seconds: float = 0) -> Answer:
    """An answer of these pieces, with a pause after each."""

    def answer(connection: socket.socket) -> None:
        for piece in pieces:
            connection.sendall(piece.encode("latin-1") if isinstance(piece, str) else piece)
            time.sleep(seconds)

    return answer


def endless(head: str, pieces: Iterable[bytes], seconds: float = 0) -> Answer:
    """An answer that goes on until nobody listens any more."""

    def answer(connection: socket.socket) -> None:
        connection.sendall(head.encode("latin-1"))
        stop = time.monotonic() + 30
        for piece in pieces:
            connection.sendall(piece)
            time.sleep(seconds)
            if time.monotonic() > stop:
                return

    return answer


def broken_off(answer: Answer) -> Answer:
    """The same answer on a connection that is cut without a word."""

    def cut(connection: socket.socket) -> None:
        answer(connection)
        with suppress(OSError):
            connection.shutdown(socket.SHUT_RDWR)

    return cut


def head(*lines: str, status: str = OK) -> str:
    return "\r\n".join((status, *lines)) + "\r\n\r\n"


def whole(body: bytes | str, *lines: str, status: str = OK) -> Answer:
    """An answer with its length."""
    content = body.encode() if isinstance(body, str) else body
    return sent(head(*(lines or (HTML,)), f"Content-Length: {len(content)}", status=status), content)


def chunks(*pieces: bytes, end: bytes = b"0\r\n\r\n") -> bytes:
    return b"".join(b"%x\r\n%s\r\n" % (len(piece), piece) for piece in pieces) + end


def moved(place: str) -> Answer:
    return sent(head(f"Location: {place}", "Content-Length: 0", status="HTTP/1.1 302 Found"))


def slowly(text: str | bytes) -> Answer:
    """One byte a second."""
    given = text.encode("latin-1") if isinstance(text, str) else text
    return endless("", (given[at : at + 1] for at in range(len(given))), 1)


PAGE = page()
BODY = PAGE.encode()
BY_CHUNKS = "Transfer-Encoding: chunked"
CHUNKED = head(HTML, BY_CHUNKS)
LENGTH = f"Content-Length: {len(BODY)}"

BARE = " ".join(f"a{number}" for number in range(900)) + " "

CUT_OFF: dict[str, tuple[Answer, str | int]] = {
    "half-of-it": (sent(head(HTML, LENGTH), BODY[: len(BODY) // 2]), CUT),
    "all-but-a-byte": (sent(head(HTML, LENGTH), BODY[:-1]), CUT),
    "nothing-of-it": (sent(head(HTML, LENGTH)), CUT),
    "cut-without-a-word": (broken_off(sent(head(HTML, LENGTH), BODY[: len(BODY) // 2])), "cannot be fetched|cut short"),
    "no-status": (sent(), "cannot be fetched"),
    "half-a-status": (sent("HTT"), "cannot be fetched"),
    "in-the-headers": (sent(f"{OK}\r\n{HTML}\r\nContent-Len"), CUT),
    "in-a-chunk": (sent(CHUNKED, b"2000\r\n", BODY[:600]), "cannot be fetched"),
    "before-the-last-chunk": (sent(CHUNKED, chunks(BODY[:900], end=b"")), "cannot be fetched"),
    "chunk-of-no-size": (sent(CHUNKED, b"tide\r\n", BODY), "cannot be fetched"),
    "chunk-of-less-than-nothing": (sent(CHUNKED, b"-5\r\n", BODY), "cannot be fetched"),
    "chunk-of-a-terabyte": (sent(CHUNKED, b"FFFFFFFFFF\r\n", BODY), "cannot be fetched"),
    "terabyte": (sent(head(HTML, "Content-Length: 999999999999"), BODY), CUT),
    "two-lengths": (sent(head(HTML, LENGTH, "Content-Length: 300"), BODY), "two lengths"),
    "half-without-length": (sent(head(HTML), BODY[: len(BODY) // 2]), CUT),
    "text-without-length": (sent(head("Content-Type: text/plain"), TEXT), CUT),
}
WHOLE: dict[str, tuple[Answer, str | int]] = {
    "plain": (whole(BODY), PARAGRAPHS),
    "in-chunks": (sent(CHUNKED, chunks(BODY[:700], BODY[700:])), PARAGRAPHS),
    "without-length": (sent(head(HTML), BODY), PARAGRAPHS),
    "length-in-words": (sent(head(HTML, "Content-Length: many"), BODY), PARAGRAPHS),
    "length-below-nothing": (sent(head(HTML, "Content-Length: -1"), BODY), PARAGRAPHS),
    "length-and-chunks": (
        sent(head(HTML, "Content-Length: 5", BY_CHUNKS), chunks(BODY)),
        PARAGRAPHS,
    ),
    "no-type": (whole(BODY, "Server: tide"), PARAGRAPHS),
    "called-text": (whole(BODY, "Content-Type: text/plain"), PARAGRAPHS),
    "no-type-and-a-comment": (whole(b"\xef\xbb\xbf <!-- tide --> " + BODY, "Server: tide"), PARAGRAPHS),
    "text": (whole(TEXT, "Content-Type: text/plain; charset=utf-8"), PARAGRAPHS),
}
LARGE: dict[str, tuple[Answer, str | int]] = {
    "large": (whole(b"<p>" + b"a" * 2_100_000), LONG),
    "endless": (endless(head(HTML), repeat(b"<p>tide</p>" * 1000)), LONG),
    "endless-chunks": (endless(CHUNKED, repeat(chunks(b"<p>tide</p>" * 1000, end=b""))), LONG),
    "many-headers": (whole(BODY, *(f"X-{number}: tide" for number in range(500))), "cannot be fetched"),
    "long-header": (whole(BODY, "X-Tide: " + "a" * 100_000), "cannot be fetched"),
    "packed-bomb": (whole(gzip.compress(bytes(50_000_000)), HTML, "Content-Encoding: gzip"), "packed"),
    "packed-in-silence": (whole(gzip.compress(BODY)), "packed"),
}
LATE: dict[str, tuple[Answer, str | int]] = {
    "status-in-drops": (slowly(head(HTML, LENGTH)), SLOW),
    "headers-in-drops": (endless(f"{OK}\r\n", repeat(b"X", 60), 1), SLOW),
    "content-in-drops": (endless(head(HTML, LENGTH), repeat(b"<", 60), 1), SLOW),
    "silence": (sent("", seconds=25), SLOW),
    "silence-after-the-headers": (sent(head(HTML, LENGTH), BODY[:100], seconds=12), SLOW),
    "wait-a-little": (endless("", repeat(b"HTTP/1.1 100 Continue\r\n\r\n"), 0.2), SLOW),
    "chunks-in-drops": (endless(CHUNKED, repeat(b"1\r\n<\r\n"), 0.5), SLOW),
}
ELSEWHERE: dict[str, tuple[Answer, str | int]] = {
    "to-http": (moved("http://127.0.0.1:9/plain"), "not https"),
    "to-a-file": (moved("file:///etc/hostname"), "answered 302"),
    "to-ftp": (moved("ftp://127.0.0.1/tide"), "not https"),
    "to-a-script": (moved("javascript:tide()"), "answered 302"),
    "to-itself": (moved("/to-itself"), "answered 302"),
    "to-nowhere": (moved(""), "answered 302"),
    "to-a-closed-door": (moved("https://127.0.0.1:1/"), "cannot be fetched"),
    "to-the-terminal": (moved(f"https://127.0.0.1:1/{TERMINAL}"), "cannot be fetched"),
}
SAID: dict[str, tuple[Answer, str | int]] = {
    "escapes-in-the-reason": (whole("no", status=f"HTTP/1.1 404 {TERMINAL}"), "answered 404"),
    "escapes-for-a-status": (sent(f"{TERMINAL}\r\n\r\n"), "cannot be fetched"),
    "escapes-in-the-number": (sent(f"HTTP/1.1 2{TERMINAL}0 OK\r\n\r\n"), "cannot be fetched"),
    "escapes-in-the-type": (whole(BODY, f"Content-Type: text/x{TERMINAL}"), "must be HTML"),
    "escapes-in-the-packing": (whole(BODY, HTML, f"Content-Encoding: {TERMINAL}"), "packed"),
    "escapes-in-a-chunk": (sent(CHUNKED, f"{TERMINAL}\r\n"), "cannot be fetched"),
    "no-content": (sent(head(HTML, status="HTTP/1.1 204 No Content")), "answered 204"),
    "a-part": (
        whole(BODY[:900], HTML, "Content-Range: bytes 0-899/2000", status="HTTP/1.1 206 Partial"),
        "answered 206",
    ),
    "a-fault": (whole(BODY, status="HTTP/1.1 500 Internal"), "answered 500"),
    "a-number-too-large": (sent("HTTP/1.1 99999 OK\r\n\r\n"), "cannot be fetched"),
    "no-headers-at-all": (sent(BODY), "cannot be fetched"),
}
OTHER_KINDS: dict[str, tuple[Answer, str | int]] = {
    "a-pdf": (whole(b"%PDF-1.7 and so on", "Content-Type: application/pdf"), "must be HTML"),
    "a-pdf-called-a-page": (whole(b"%PDF-1.7 and so on"), "a PDF"),
    "a-picture-called-a-page": (whole(b"\x89PNG\r\n\x1a\n\x00\x00"), "not text"),
    "wide-letters": (whole(PAGE.encode("utf-16")), "not text"),
    "another-encoding": (whole(PAGE.encode("cp1252"), "Content-Type: text/html; charset=windows-1252"), "not UTF-8"),
    "turned-lines": (whole(page(ARTICLE.replace("pilots", "\u202epilots", 1))), "invisible character"),
    "escapes-in-the-text": (whole(page(ARTICLE.replace("pilots", TERMINAL, 1))), "invisible character"),
}
MARK_UP: dict[str, tuple[Answer, str | int]] = {
    "attributes": (whole(page("<p " + "a=b " * 200_000 + ">hi</p>")), "attributes"),
    "bare-attributes": (
        whole(page("<p " + BARE * 100 + ">hi</p>")),
        "attributes",
    ),
    "attributes-behind-a-mark": (whole(page('= "<p ' + "a=b " * 200_000 + '>hi"</p>')), "attributes"),
    "attributes-in-crooked-marks": (
        whole(page("".join(f"<p ='<i {BARE} '>" for _ in range(300)))),
        "attributes|took too|no article",
    ),
    "deep": (whole(page("<div>" * 19_000)), "no article text"),
    "elements": (whole(page("<p>" * 30_000)), "elements"),
    "block-quotations": (whole(page("<blockquote>" * 15_000 + ARTICLE)), "took too|no article|no paragraph|memory"),
    "an-open-comment": (whole(page(f"<!-- {ARTICLE * 100}")), "no article text"),
    "entities-in-entities": (
        whole(
            '<!DOCTYPE html [<!ENTITY a "tide"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;">]>'
            f"<html><body><article><p>&c;</p>{ARTICLE}</article></body></html>",
            "Content-Type: application/xhtml+xml",
        ),
        PARAGRAPHS + 1,
    ),
    "escapes-in-the-title": (whole(page(title=f"Pilots {ENTITIES} Go Home")), PARAGRAPHS),
    "escapes-in-a-paragraph": (whole(page(ARTICLE.replace("pilots", ENTITIES, 1))), "no article text"),
}
ANSWERS = {**CUT_OFF, **WHOLE, **LARGE, **LATE, **ELSEWHERE, **SAID, **OTHER_KINDS, **MARK_UP}
"""By the path at which each is served."""
