"""A link into the original scrolls to the quotation, even if the publisher prints other quotation marks."""

from __future__ import annotations

import html
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from playwright.sync_api import Browser

from browser.opening import answering
from conftest import REAL_ROOT
from explainer.core.project import Project
from explainer.edition.state import Edition, load_edition
from explainer.render.elements import into_original

pytestmark = [pytest.mark.browser, pytest.mark.real]

_STRAIGHT = str.maketrans({"“": '"', "”": '"', "‘": "'", "’": "'"})
_AT_THE_PASSAGE = """async () => {
  for (const frame of [1, 2]) await new Promise(requestAnimationFrame);
  const inView = [...document.querySelectorAll("p")].filter((paragraph) => {
    const box = paragraph.getBoundingClientRect();
    return box.bottom > 0 && box.top < innerHeight;
  });
  return inView.map((paragraph) => paragraph.id);
}"""


@pytest.fixture(scope="module")
def edition() -> Edition:
    edition, problems = load_edition(Project(REAL_ROOT))
    assert problems == []
    if not edition.articles:
        pytest.skip("unchecked: there are no article texts")
    return edition


@pytest.fixture(scope="module")
def address(edition: Edition) -> Iterator[str]:
    """Serve each article with curly and with straight marks, its paragraphs far apart on a long page."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            _, source, *rest = self.path.split("/")
            if source not in edition.articles:
                self.send_error(404)
                return
            marks = rest[0]
            gap = '<div style="height:1500px"></div>'
            texts = [(each.number, each.text) for each in edition.articles[source].paragraphs]
            if marks == "straight":
                texts = [(number, text.translate(_STRAIGHT)) for number, text in texts]
            body = gap.join(f'<p id="p{number}">{html.escape(text, quote=False)}</p>' for number, text in texts)
            content = f"<!doctype html><meta charset=utf-8><title>copy</title>{gap}{body}{gap}".encode()
            self.send_response(200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, format: str, *arguments: object) -> None:
            pass

    with answering(ThreadingHTTPServer(("127.0.0.1", 0), Handler)) as address:
        yield address


@pytest.mark.parametrize("marks", ["curly", "straight"])
def test_every_link_into_an_original_lands_on_its_quotation(
    browser: Browser, edition: Edition, address: str, marks: str
) -> None:
    missed = []
    page = browser.new_page(viewport={"width": 800, "height": 600})
    for source in edition.articles:
        page.goto(f"{address}/{source}/{marks}")
        for key, quote in edition.evidence.quotes.items():
            if edition.evidence.source_of(key).id == source:
                # The gap is in view before each.
                page.evaluate("scrollTo(0, 0)")
                page.goto(into_original(f"{address}/{source}/{marks}", quote.text))
                if f"p{quote.paragraph}" not in page.evaluate(_AT_THE_PASSAGE):
                    missed.append(key)
    page.close()
    assert missed == []
