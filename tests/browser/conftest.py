"""Chromium and Firefox, each started once for all tests in a browser, and pages of the toy world to open in them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from browser.drawn_toy import draw
from browser.firefox import Firefox
from conftest import made_once

WAYS_TO_CHROMIUM = (Path("/usr/bin/chromium-headless-shell"), Path("/usr/bin/chromium"))
"""Chromium without windows opens a page in a third of the processor time."""
ARGUMENTS = [
    "--no-sandbox",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
    # The next page of the same site is shown in the frame that is there: a fifth less work to open it.
    "--enable-features=RenderDocument:level/crashed-frame",
]

Chromium = Callable[..., AbstractContextManager[Browser]]


@pytest.fixture(scope="package")
def chromium() -> Iterator[Chromium]:
    """Starts Chromium, with further arguments; it is offline: it resolves no host name."""
    installed = [path for path in WAYS_TO_CHROMIUM if path.is_file()]
    assert installed, "these tests need Chromium: `make browser` tells how to install it"
    with sync_playwright() as playwright:

        @contextmanager
        def start(*further: str) -> Iterator[Browser]:
            browser = playwright.chromium.launch(executable_path=str(installed[0]), args=[*ARGUMENTS, *further])
            yield browser
            browser.close()

        yield start


@pytest.fixture(scope="package")
def browser(chromium: Chromium) -> Iterator[Browser]:
    """Chromium as it is, started once."""
    with chromium() as browser:
        yield browser


@pytest.fixture(scope="package")
def started_firefox(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Firefox]:
    firefox = Firefox(tmp_path_factory.mktemp("firefox"))
    yield firefox
    firefox.close()


@pytest.fixture
def firefox(started_firefox: Firefox) -> Iterator[Firefox]:
    """Firefox, which is offline, in a window of ordinary size; no page may have complained when the test ends."""
    started_firefox.resize(1280, 16)
    started_firefox.complaints()
    yield started_firefox
    assert started_firefox.complaints() == []


@pytest.fixture(scope="package")
def drawn_toy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The pages of the toy world, with one that has everything that authors can write."""
    return made_once(tmp_path_factory, "features", lambda root: draw(root / "toy")) / "toy" / "drawn"


@pytest.fixture(scope="package")
def hard_toy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same pages, with words that are hard to set."""
    made = made_once(tmp_path_factory, "hard", lambda root: draw(root / "toy", with_hard_words=True))
    return made / "toy" / "drawn"
