"""Renews the picture in the README: a page of the published site on a wide screen and on a phone, side by side.

Run `make picture` after a change of how pages look.
"""

from __future__ import annotations

import io
import sys
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, sync_playwright

from explainer.core.project import existing_project
from explainer.records.store import load_evidence

PICTURE = Path(".github/page.png")
CHROMIUM = "/usr/bin/chromium"
OFFLINE = ["--no-sandbox", "--host-resolver-rules=MAP * ~NOTFOUND"]
HEIGHT, WIDE, PHONE, GAP = 900, 1280, 360, 40
SCALE = 0.75
COLOURS = 96
"""Enough for text and the few colours of a page. Covering all of them keeps small red marks red."""


def main() -> None:
    """Take both pictures of the first topic's page, and write them as one."""
    project = existing_project()
    topic = next(iter(load_evidence(project)[0].topics.values()))
    page = project.site / topic.page.replace(".md", ".html")
    if not page.is_file():
        sys.exit(f"{page} has not been published. Run `make site` first.")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=OFFLINE)
        wide, phone = (_taken(browser, page, width) for width in (WIDE, PHONE))
        browser.close()
    both = Image.new("RGB", (WIDE + GAP + PHONE, HEIGHT), "white")
    both.paste(wide, (0, 0))
    both.paste(phone, (WIDE + GAP, 0))
    smaller = both.resize((round(both.width * SCALE), round(both.height * SCALE)), Image.Resampling.LANCZOS)
    target = project.root / PICTURE
    smaller.quantize(COLOURS, Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE).save(target, optimize=True)
    print(f"Wrote {PICTURE} ({target.stat().st_size // 1000} KB).")


def _taken(browser: Browser, page: Path, width: int) -> Image.Image:
    window = browser.new_page(viewport={"width": width, "height": HEIGHT}, color_scheme="light")
    window.goto(page.resolve().as_uri())
    return Image.open(io.BytesIO(window.screenshot()))


if __name__ == "__main__":
    main()
